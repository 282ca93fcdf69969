"""What a person reads when they pause and resume."""

PAUSED = "Paused. I stay silent until you send /resume. /picks still works."
PAUSED_UNTIL = "Paused until {day}. /resume starts sooner, and /picks still works."
RESUMED = "Good to be back."
NOT_PAUSED = "I was not paused."
BAD_DAYS = "Send the days as a number from 1 to {most}, such as <code>/pause 7</code>."

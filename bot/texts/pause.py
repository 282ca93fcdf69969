"""What a person reads when they pause and resume."""

from bot.language.text import Text

PAUSED = Text("Paused. I stay silent until you send /resume. /picks still works.")
PAUSED_UNTIL = Text("Paused until {day}. /resume starts sooner, and /picks still works.")
RESUMED = Text("Good to be back.")
NOT_PAUSED = Text("I was not paused.")
BAD_DAYS = Text("Send the days as a number from 1 to {most}, such as <code>/pause 7</code>.")

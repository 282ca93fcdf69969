"""Words of applications: stages, notes, appointments, and the lists of /saved and /applied."""

from collections.abc import Mapping

from bot.language.text import Plural, Text
from bot.stores.tracking.stages import Stage

STAGES: Mapping[Stage, Text] = {  # on buttons
    "applied": Text("Applied"),
    "interview": Text("Interview"),
    "offer": Text("Offer"),
    "rejected": Text("Rejected"),
    "ghosted": Text("Ghosted"),
}
CURRENT = Text("{stage} ✓")
STANDS: Mapping[Stage, Text] = {  # in a line of a list or a card
    "applied": Text("Applied on {day}"),
    "interview": Text("Interview since {day}"),
    "offer": Text("Offer since {day}"),
    "rejected": Text("Rejected on {day}"),
    "ghosted": Text("Ghosted since {day}"),
}
SAVED_ON = Text("Saved on {day}")
UNDO_STAGE = Text("Undo {stage}")
WAITING = Text("Still waiting")
NOTES = Text("Notes")
NOTES_COUNT = Plural("{count} note", "{count} notes")
CALENDAR = Text("Calendar")
APPLICATION = Text("Your application")
YOUR_NOTES = Text("Your notes")
SILENT_SINCE = Plural("Silent for {count} day", "Silent for {count} days")
TOAST_STAGE: Mapping[Stage, Text] = {
    "applied": Text("Now: applied"),
    "interview": Text("Now: interview"),
    "offer": Text("Now: offer"),
    "rejected": Text("Now: rejected"),
    "ghosted": Text("Now: ghosted"),
}
TOAST_UNDONE = Text("Taken back")
TOAST_WAITING = Text("I ask again after 14 silent days")
TOAST_NOT_UNDONE = Text("That was taken back already")

# Notes
NOTED = Text("Noted.")
NOTED_SAVED = Text("Noted. The job is in /saved now, so that you find it again.")
HOW_TO_NOTE = Text("To add a note, reply to this message.")
NO_NOTES = Text("No notes on this job yet.")
NOTE_LINE = Text("{day}: {text}")
MORE_NOTES = Plural("+{count} earlier note", "+{count} earlier notes")
DELETE_NOTE = Text("Delete {n}")
TOAST_NOTE_GONE = Text("Note deleted")
OPEN_FIRST = Text(
    "That message shows several jobs. Open the job you mean first, then reply to its card."
)

# Appointments
WHEN = Text(
    "When is the interview? Send it like: <code>Fri 14:30</code>, or "
    "<code>12 March 10:00 Zoom</code>."
)
NOT_A_DATE = Text(
    "I find no date in “{words}”. Send it like: Fri 14:30, or 12 March 10:00, or 2026-03-12 10:00."
)
NO_SUCH_DAY = Text("There is no {words}. Send it like: Fri 14:30, or 12 March 10:00.")
TWO_WAYS = Text("{words} can be two dates. Write the month as a word: 12 March 10:00.")
OTHER_WEEKDAY = Text("The date is {day}, but you wrote another weekday. Which of the two is it?")
PAST = Text("{day} is over. Send a day that is still to come.")
TOO_FAR = Text("{day} is more than two years away. Send an earlier day.")
INTERVIEW_AT = Text("Interview: {day}, {time}")
INTERVIEW_ON = Text("Interview: {day}")
DEADLINE_ON = Text("Apply by {day}")
DEADLINE_BUTTON = Text("Apply by {day}: to the calendar")
REMOVE_DATE = Text("Remove the interview")
TOAST_DATE_GONE = Text("Removed. Delete the entry in your calendar too.")
ENTRY_SENT = Text("Open the file to add it to your calendar.")
ENTRY_STAGE = Text("The application is at interview now.")
ENTRY_MOVED = Text("Open the file, and the entry in your calendar moves.")
ENTRY_INTERVIEW = Text("Interview at {company}")
ENTRY_INTERVIEW_ALONE = Text("Interview: {title}")
ENTRY_DEADLINE = Text("Apply at {company} by today")
ENTRY_DEADLINE_ALONE = Text("Apply by today: {title}")
TO_CARD = Text("Open the job")
GONE_DATE = Text("That question is answered already. The card has a new one under Calendar.")

# Lists
SAVED_TITLE = Plural("<b>Saved</b> · {count} job", "<b>Saved</b> · {count} jobs")
APPLIED_TITLE = Plural("<b>Applied</b> · {count} job", "<b>Applied</b> · {count} jobs")
SAVED_EMPTY = Text(
    "You have saved nothing yet. The button Save under a job puts it here, and here it stays, "
    "also when its posting is gone."
)
APPLIED_EMPTY = Text(
    "You have marked no job as applied yet. Tap Applied under a job, and from here you follow it: "
    "interview, offer, notes, dates. After 14 silent days I remind you."
)
CLOSED = Text("posting closed")
CLOSED_CARD = Text("The posting is closed.")
BEFORE_CARD = Text("{before}.")
PAGE = Text("{page}/{pages}")
EARLIER = Text("‹")
LATER = Text("›")

# The morning message
SILENT = Plural(
    "{count} application has been silent for 14 days or more: {company}",
    "{count} applications have been silent for 14 days or more: {company}",
)
SILENT_TWO = Plural(  # the first two
    "{count} application has been silent for 14 days or more: {company}, {second}",
    "{count} applications have been silent for 14 days or more: {company}, {second}",
)
TO_LIST = Text("My applications")
TODAY_AT = Text("Today {time}: interview at {company}")
TODAY_ON = Text("Today: interview at {company}")
TODAY_DEADLINE = Text("Today is the last day to apply at {company}")

# Elsewhere
BEFORE: Mapping[Stage, Text] = {
    "applied": Text("You applied here on {day}"),
    "interview": Text("You applied here on {day}, interview"),
    "offer": Text("You applied here on {day}, offer"),
    "rejected": Text("You applied here on {day}, rejected"),
    "ghosted": Text("You applied here on {day}, ghosted"),
}

"""What people read when something breaks."""

from bot.language.text import Text

SORRY = Text("Something went wrong on my side. It is noted; please try again in a moment.")
TO_OWNER = Text(
    "Something broke today: {kind}. The log has the details; you hear of it once a day."
)

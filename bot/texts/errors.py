"""What people read when something breaks."""

from bot.language.text import Text

SORRY = Text("Something went wrong on my side. It is noted; please try again in a moment.")

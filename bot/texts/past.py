"""Words of /picks with a date: looking at the picks of earlier days."""

from bot.language.text import Text

TODAY = Text("today")
YESTERDAY = Text("yesterday")
OLDER_LISTS = Text("Older")
OLDER = Text("‹ {day}")
NEWER = Text("{day} ›")
PART = Text("Picks {first} to {last}")
NONE_THAT_DAY = Text("No picks were sent on {day}.")
NONE_EVER = Text("I have not sent you picks yet. /picks shows some now.")
NOT_YET = Text("{day} is still to come.")
OLDEST = Text("There are no older picks.")
GONE = Text("Those picks are no longer here. /picks shows some now.")

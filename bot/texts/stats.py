"""Words of /stats."""

from collections.abc import Mapping

from bot.language.text import Text
from bot.stores.feedback import Mark

TITLE = Text("<b>Your weeks</b>")
THIS_WEEK = Text("This week: {counts}")
WEEK = Text("Week of {day}: {counts}")
SHOWN = Text("{count} shown")
MARKS: Mapping[Mark, Text] = {
    "saved": Text("{count} saved"),
    "applied": Text("{count} applied"),
    "hidden": Text("{count} not for you"),
}
QUIET = Text("nothing")
FREE = Text("I score by myself, so it costs nothing.")
COST = Text("The model, last 24 hours: ${today} of your ${most}; last 30 days: ${month}.")
BOT_COST = Text("Everybody together, last 24 hours: ${today} of ${most}; last 30 days: ${month}.")
SPENT = Text("Your part of today is spent, so I score by myself until it comes back.")

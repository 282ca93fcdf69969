"""Words of /stats."""

from collections.abc import Mapping

from bot.language.text import Plural, Text
from bot.stores.feedback import Mark

TITLE = Text("<b>Your weeks</b>")
THIS_WEEK = Text("This week: {counts}")
WEEK = Text("Week of {day}: {counts}")
SHOWN = Plural("{count} shown", "{count} shown")
MARKS: Mapping[Mark, Plural] = {
    "saved": Plural("{count} saved", "{count} saved"),
    "applied": Plural("{count} applied", "{count} applied"),
    "hidden": Plural("{count} not for you", "{count} not for you"),
}
QUIET = Text("nothing")
FREE = Text("I score by myself, so it costs nothing.")
COST = Text("The model, last 24 hours: ${today} of your ${most}; last 30 days: ${month}.")
BOT_COST = Text("Everybody together, last 24 hours: ${today} of ${most}; last 30 days: ${month}.")
SPENT = Text("Your part of today is spent, so I score by myself until it comes back.")

"""Words of /stats."""

from collections.abc import Mapping

from bot.stores.feedback import Mark

TITLE = "<b>Your weeks</b>"
THIS_WEEK = "This week: {counts}"
WEEK = "Week of {day}: {counts}"
SHOWN = "{count} shown"
MARKS: Mapping[Mark, str] = {
    "saved": "{count} saved",
    "applied": "{count} applied",
    "hidden": "{count} not for you",
}
QUIET = "nothing"
FREE = "I score by myself, so it costs nothing."
COST = "The model, last 24 hours: ${today} of your ${most}; last 30 days: ${month}."
BOT_COST = "Everybody together, last 24 hours: ${today} of ${most}; last 30 days: ${month}."
SPENT = "Your part of today is spent, so I score by myself until it comes back."

"""What the owner reads under /admin, and when something broke."""

from bot.language.text import Plural, Text

HOME = Text("<b>This bot</b>")
PAGES = {
    "people": Text("People"),
    "post": Text("Deliveries"),
    "sources": Text("Sources"),
    "cost": Text("Cost"),
    "errors": Text("Errors"),
    "invites": Text("Invite codes"),
    "access": Text("Who gets in"),
    "news": Text("Broadcast"),
}
BACK = Text("‹ Back")
BUTTON_GONE = Text("That is no longer there. /admin shows what is.")

CROWD = Plural("{count} person or chat", "{count} people and chats")
KINDS = {
    "private": Text("people"),
    "group": Text("groups and topics"),
    "channel": Text("channels"),
}
STATES = {
    "active": Text("active"),
    "paused": Text("paused"),
    "blocked": Text("have blocked the bot"),
}
KIND = {  # of one
    "private": Text("A person"),
    "group": Text("A group or topic"),
    "channel": Text("A channel"),
}
STATE = {
    "active": Text("active"),
    "paused": Text("paused"),
    "blocked": Text("has blocked the bot"),
}
COUNTED = Text("{kind}, {state}: {number}")
NEW = Plural("{count} new in 7 days", "{count} new in 7 days")
ACTIVE = Plural("{count} did something in 7 days", "{count} did something in 7 days")
LIST = Text("See the list")
LISTED = Text("<b>People</b>\nBy their Telegram ids, the newest first. No names are kept.")
ONE = Text("{id} · {state}")
YOU = Text("{id} · you")
NEWER = Text("‹ Newer")
OLDER = Text("Older ›")
WHO = Text("<b>{id}</b>\n{kind}, {state}, here since {day}.")
LAST = Text("Last picks: {day}.")
SILENCE = Text("Silence")
REMOVE = Text("Remove")
SURE_SILENCE = Text(
    "Silence {id}? The bot writes nothing to them of its own accord until they send /resume."
)
SURE_REMOVE = Text(
    "Remove {id}? Everything that is kept of them is deleted. They can come back if they get in."
)
YES = Text("Yes")
NO = Text("No")
SILENCED = Text("{id} is silenced.")
REMOVED = Text("{id} is removed.")

DUE_TODAY = Plural("{count} more is due today", "{count} more are due today")
NEXT_DUE = Text("next: {day} at {at}")
POST_WEEK = Text("<b>Messages of the last 7 days</b>")
WAITING = Plural("{count} waits", "{count} wait")
SENT = Plural("{count} sent", "{count} sent")
UNSURE = Plural("{count} may not have arrived", "{count} may not have arrived")
TAKEN_BACK = Plural("{count} taken back before it went", "{count} taken back before they went")
DEAD = Plural("{count} refused by Telegram", "{count} refused by Telegram")
REASON = Text("{count} × {why}")

SOURCES_WELL = Plural("{count} source answers", "{count} sources answer")
SOURCES_ILL = Plural("{count} is quiet or fails: {names}", "{count} are quiet or fail: {names}")
SOURCES_NONE = Text("No source was asked yet.")
SOURCES_MORE = Text("/sources has the details.")

COST_TODAY = Text("Last 24 hours: ${spent} of ${most}")
COST_PERSON = Text("One person may use ${most} a day")
COST_MONTH = Plural("30 days: ${spent}, {count} call", "30 days: ${spent}, {count} calls")
COST_LINE = Plural("{name}: ${spent}, {count} call", "{name}: ${spent}, {count} calls")
COST_FAILED = Plural(
    "{name}: ${spent}, {count} call, {failed} failed",
    "{name}: ${spent}, {count} calls, {failed} failed",
)
COST_NONE = Text("No model was asked in 30 days.")
COST_ASSUMED = Text("Some prices are assumed; LLM_PRICE makes them sure.")
BY_PURPOSE = Text("<b>By purpose</b>")
BY_MODEL = Text("<b>By model</b>")

ERRORS_WEEK = Text("<b>What broke in 7 days</b>")
ERRORS_NONE = Text("Nothing broke in 7 days.")
ERROR = Text("{part}, {kind}: {count} ×, last {day} at {at}")

INVITES = Text("<b>Invite codes</b>")
INVITES_NONE = Text("There is no code that lets anybody in.")
INVITE = Plural(
    "No. {number}: {count} use left, {used} used, until {day}",
    "No. {number}: {count} uses left, {used} used, until {day}",
)
INVITES_MORE = Plural("… and {count} more code", "… and {count} more codes")
INVITE_NEW = Text("New code")
INVITE_WITHDRAW = Text("Withdraw {number}")
INVITE_USES = Text("How many people may use it?")
INVITE_DAYS = Text("For how many days?")
INVITE_MADE = Plural(
    "Here is the link. It lets {count} person in, until {day}. I show it this once.",
    "Here is the link. It lets {count} people in, until {day}. I show it this once.",
)
INVITE_MADE_BEFORE = Text("That code was made already, and is shown only once.")
INVITE_WITHDRAWN = Text("Code {number} lets nobody in any more.")
INVITES_CLOSED = Text("Codes count while people with a code get in; that is not so now.")
INVITES_OPEN = Text("Let codes count")

ACCESS_NOW = Text("<b>Who gets in</b>\nNow: {access}. Those who are in already stay in.")

BROKE = Text(
    "Something broke today: {part}, {kind}. The log has the details and /admin the counts; "
    "you hear of each kind once a day."
)
BROKE_BEFORE = Plural(
    "Yesterday it was {count} time.",
    "Yesterday it was {count} times.",
)
PARTS = {
    "chat": Text("an answer"),
    "tick": Text("the clock"),
    "digest": Text("a morning message"),
    "sending": Text("sending"),
    "ingest": Text("reading the sources"),
    "learning": Text("learning"),
    "tidying": Text("tidying up"),
}

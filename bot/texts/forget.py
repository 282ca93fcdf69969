"""Words of /forget: what would be deleted, that it was, and what the bot cannot reach."""

from collections.abc import Mapping

from bot.language.text import Plural, Text

ASK = Text("<b>Delete everything about you?</b>\nThat is:")
ASK_CHAT = Text("<b>Delete everything about this chat?</b>\nThat is:")
KINDS: Mapping[str, Plural] = {
    "profiles": Plural("{count} profile", "{count} profiles"),
    "versions": Plural("{count} saved version of a profile", "{count} saved versions of profiles"),
    "lists": Plural("{count} list of picks or scores", "{count} lists of picks or scores"),
    "shown": Plural("{count} job that you were shown", "{count} jobs that you were shown"),
    "messages": Plural("{count} message that I wrote", "{count} messages that I wrote"),
    "marks": Plural(
        "{count} job saved, applied to or passed over",
        "{count} jobs saved, applied to or passed over",
    ),
    "steps": Plural("{count} step of an application", "{count} steps of applications"),
    "notes": Plural("{count} note or date", "{count} notes and dates"),
    "learned": Plural("{count} list of what I learned", "{count} lists of what I learned"),
    "watches": Plural("{count} company to follow", "{count} companies to follow"),
    "hidings": Plural("{count} company or word to hide", "{count} companies or words to hide"),
    "own": Plural("{count} posting that you sent me", "{count} postings that you sent me"),
    "scores": Plural("{count} score of those", "{count} scores of those"),
    "feed": Plural("{count} feed with its link", "{count} feeds with their links"),
    "broadcasts": Plural("{count} message to everybody", "{count} messages to everybody"),
    "settings": Plural("{count} line with your settings", "{count} lines with your settings"),
    "rest": Plural("{count} other entry", "{count} other entries"),
}
LINE = Text("· {what}")
SCORES = Text("all scores that rest on your profiles alone")
EXPORT_FIRST = Text("/export gives you all of it as files first.")
HEIR = Text(
    "This bot is yours. Whoever has been here longest after you becomes its owner, and is told."
)
ALONE = Text(
    "This bot is yours and nobody else is here: the next one who sends /start will own it. "
    "Stop the bot if you do not want that."
)
GROUPS = Plural(
    "{count} chat that you brought me to stays, without your name; its admins can send /forget "
    "there.",
    "{count} chats that you brought me to stay, without your name; their admins can send /forget "
    "there.",
)
BEYOND = Text(
    "What I cannot reach: this chat, which Telegram keeps until you delete it, and backups that "
    "the owner of this bot made."
)
BEYOND_MODEL = Text(
    "What I cannot reach: this chat, which Telegram keeps until you delete it, backups that "
    "the owner of this bot made, and what the provider of its language model may keep."
)
YES = Text("Delete everything")
NO = Text("Keep everything")
KEPT = Text("Nothing was deleted.")
TOO_LATE = Text("That question is more than ten minutes old. Send /forget to be asked again.")

ROWS = Plural("{count} row", "{count} rows")
TABLES = Plural("{count} table", "{count} tables")
DONE = Text(
    "Forgotten. I deleted {rows} in {tables}, and then counted in every table what is still there: "
    "{left}."
)
LEFT = Plural("{count} row is left", "{count} rows are left")
NOT_ALL = Text("That should be none. Tell the owner of this bot, please: it is a mistake of mine.")
AGAIN = Text("/start begins anew.")

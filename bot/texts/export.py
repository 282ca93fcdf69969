"""Words of /export: its answer, the columns of the table, and the file to read."""

from collections.abc import Mapping

from bot.language.text import Plural, Text
from bot.stores.feedback import Mark

CAPTION = Text(
    "Everything I keep about you: all of it for programs (JSON), every job you were shown as a "
    "table (CSV), and your profile and applications to read (Markdown)."
)
PACKED = Text(
    "Everything I keep about you, packed (.zip) where a file was large: all of it for programs "
    "(JSON), every job you were shown as a table (CSV), and your profile and applications to read "
    "(Markdown)."
)
TOO_LARGE = Text(
    "{names} would be over 50 MB even when packed, which is more than Telegram takes. "
    "The owner of this bot can give it to you from its database."
)
TOO_SOON = Plural(
    "You had your files just now. Send /export again in {count} second.",
    "You had your files just now. Send /export again in {count} seconds.",
)

COLUMNS: Mapping[str, Text] = {  # of the table, in their order
    "shown": Text("Shown"),
    "score": Text("Score"),
    "title": Text("Title"),
    "company": Text("Company"),
    "places": Text("Places"),
    "pay": Text("Pay"),
    "posted": Text("Posted"),
    "link": Text("Link"),
    "source": Text("Source"),
    "profile": Text("Profile"),
    "saved": Text("Saved"),
    "applied": Text("Applied"),
    "hidden": Text("Not for me"),
    "reason": Text("Reason"),
    "stage": Text("Stage"),
    "since": Text("Since"),
    "notes": Text("Notes"),
    "why": Text("Why this score"),
}

TITLE = Text("Daily Job Picks: what I keep about you")
MADE = Text("Made on {day}. The JSON file beside this one has all of it, word for word.")
PROFILE = Text("Your profile")
NAMED = Text("Your profile “{name}”")
FIELD = Text("{field}: {value}")
SETTINGS = Text("Settings")
MARKS: Mapping[Mark, Text] = {
    "applied": Text("Applied"),
    "saved": Text("Saved"),
    "hidden": Text("Not for me"),
}
DATES: Mapping[Mark, Text] = {
    "applied": Text("applied on {day}"),
    "saved": Text("saved on {day}"),
    "hidden": Text("passed over on {day}"),
}
JOB = Text("{title} at {company}, score {score}, {when}")
STEP = Text("{day}: {stage}")
NOTE = Text("{day}: {text}")
APPOINTMENT = Text("Date: {when} {text}")
LEARNED = Text("What I learned")
LEARNED_LINE = Text("{name}: {points} points")
WATCHED = Text("Companies you follow")
NOTHING = Text("Nothing.")
COUNTS = Text("How much that is")

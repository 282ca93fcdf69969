"""Words in the picture of /stats, and of the caption that says the same."""

from collections.abc import Mapping

from bot.language.text import Plural, Text

TITLE = Text("Your weeks")
PERIOD = Text("{first} to {last}")
DARK = Text("Dark")
LIGHT = Text("Light")

POSTINGS = Text("New postings")
SHOWN = Text("Picks")
SAVED = Text("Saved")
APPLIED = Text("Applied")
NO_WEEKS = Text("Nothing yet. From your first picks on, each week has a bar here.")

APPLICATIONS = Text("Applications")
NO_APPLICATIONS = Text("None yet. Press “Applied” on a card, and what comes of it stands here.")
OUTCOMES: Mapping[str, Text] = {
    "applied": Text("Applied"),
    "interview": Text("Interview"),
    "offer": Text("Offer"),
    "rejected": Text("Rejected"),
    "ghosted": Text("No answer"),
    "waiting": Text("Waiting"),
}
SCORES = Text("Score and outcome")
NO_SCORES = Text("The scores of what you applied to stand here, by what came of it.")
OF_SCORE = Text("score")

# The caption says the same in words: a sentence a week where there is room, else a short line.
NEW = Plural("{count} new posting", "{count} new postings")
SHORT_WEEKS = Text("Week: new postings · picks · saved · applied · not for you")
SHORT_WEEK = Text("{week}: {postings} · {shown} · {saved} · {applied} · {hidden}")
FUNNEL = Text("Applications: {counts}")
COUNTED = Text("{outcome} {count}")
OF_SCORES = Text("Their scores: {scores}")
SCORE = Text("{outcome} {fit}")
SCORE_RANGE = Text("{outcome} {low} to {high}")

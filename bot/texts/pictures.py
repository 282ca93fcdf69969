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

# The caption: a line a week where there is room, else a short one.
WEEK = Text("{week}: {counts}")
SHORT_WEEKS = Text("New postings · picks · saved · applied")
SHORT_WEEK = Text("{week}: {postings} · {shown} · {saved} · {applied}")
NEW = Plural("{count} new posting", "{count} new postings")
PICKS = Plural("{count} pick", "{count} picks")
DID_SAVE = Plural("{count} saved", "{count} saved")
DID_APPLY = Plural("{count} applied to", "{count} applied to")
DID_HIDE = Plural("{count} not for you", "{count} not for you")
FUNNEL = Text("Applications: {counts}")
OUTCOME = Text("{outcome} {count}")
OUTCOME_SCORES = Text("{outcome} {count} (score {low} to {high})")
OUTCOME_SCORE = Text("{outcome} {count} (score {fit})")
NOT_DRAWN = Text("The picture could not be drawn, so here are its numbers.")

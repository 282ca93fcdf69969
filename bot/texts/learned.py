"""Words of /learned: what was concluded from the buttons, and how it is taken back."""

from collections.abc import Mapping

from bot.language.text import Plural, Text

TITLE = Text("<b>What I learned</b>")
NOTHING = Text(
    "Nothing yet. Each night I look at what you saved, applied to, passed over and were given. "
    "From about ten such postings on, what I conclude stands here, each line with an undo."
)
FROM = Plural(
    "From {count} posting that you answered, passed over or were given a score for.",
    "From {count} postings that you answered, passed over or were given a score for.",
)
UP = Text("<b>More of</b>")
DOWN = Text("<b>Less of</b>")
LINE = Text("{n} · {name}: {points}, from {seen}")
LINE_SAVED = Text("{n} · {name}: {points}, from {seen}; you saved {number} of them")
LINE_HIDDEN = Text("{n} · {name}: {points}, from {seen}; {number} of them were not for you")
NO_WORDS = Text("No single word stands out yet.")
WHOLE = Text(
    "How much a posting as a whole is like those counts too. All of it moves a score by at most 10 "
    "points, and never past a cap such as a missing degree."
)
WITH_MODEL = Text(
    "How much a posting as a whole is like those counts too. All of it decides which postings the "
    "model reads; the model's scores do not move."
)
DROPPED = Text("Dropped: {names}")
DROP = Text("Undo {n}")
BRING_BACK = Text("Bring back {name}")
FORGET = Text("Forget all that was learned")
REMEMBER = Text("Bring it back")
FORGOTTEN = Text(
    "Forgotten. What you pressed until now no longer counts; I begin anew. "
    "Your profile, and what you saved, stay as they are."
)
GONE = Text("That is no longer among what I learned.")

KINDS: Mapping[str, Text] = {
    "word": Text("“{name}”"),
    "company": Text("the company {name}"),
    "place": Text("{name}"),
    "level": Text("{name} level"),
    "remote": Text("{name} work"),
    "employment": Text("{name} work"),
    "number": Text("{name} in the title"),
}

POSTINGS = Plural("{count} posting", "{count} postings")
POINTS_UP = Text("{points} points up")
POINTS_DOWN = Text("{points} points down")


def points(value: float) -> str:
    """Return "1.9 points up"."""
    return (POINTS_UP if value > 0 else POINTS_DOWN)(points=round(abs(value), 1))

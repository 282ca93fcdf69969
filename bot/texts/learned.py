"""Words of /learned: what was concluded from the buttons, and how it is taken back."""

from collections.abc import Mapping

TITLE = "<b>What I learned</b>"
NOTHING = (
    "Nothing yet. Each night I look at what you saved, applied to, passed over and were given. "
    "From about ten such postings on, what I conclude stands here, each line with an undo."
)
FROM = "From {count} postings that you answered, passed over or were given a score for."
UP = "<b>More of</b>"
DOWN = "<b>Less of</b>"
LINE = "{n} · {name}: {points}, from {seen}"
NO_WORDS = "No single word stands out yet."
WHOLE = (
    "How much a posting as a whole is like those counts too. All of it moves a score by at most 10 "
    "points, and never past a cap such as a missing degree."
)
WITH_MODEL = (
    "How much a posting as a whole is like those counts too. All of it decides which postings the "
    "model reads; the model's scores do not move."
)
DROPPED = "Dropped: {names}"
DROP = "Undo {n}"
BRING_BACK = "Bring back {name}"
FORGET = "Forget all that was learned"
REMEMBER = "Bring it back"
FORGOTTEN = (
    "Forgotten. What you pressed until now no longer counts; I begin anew. "
    "Your profile, and what you saved, stay as they are."
)
GONE = "That is no longer among what I learned."

KINDS: Mapping[str, str] = {
    "word": "“{name}”",
    "company": "the company {name}",
    "place": "{name}",
    "level": "{name} level",
    "remote": "{name} work",
    "employment": "{name} work",
    "number": "{name} in the title",
}


def postings(number: int) -> str:
    """Return "1 posting" or "6 postings"."""
    return f"{number} posting" if number == 1 else f"{number} postings"


def points(value: float) -> str:
    """Return "1.9 points up"."""
    return f"{abs(value):.1f} points {'up' if value > 0 else 'down'}"

"""Stretches of a posting whose skills count less: what is nice to have, and what is not needed."""

import re
from collections.abc import Iterator

_LESS = 0.4  # of a skill that is nice to have

_NICE = (
    r"nice[- ]to[- ]have|good to have|bonus(?: points| skills| if)|would be (?:nice|great)|"
    r"(?:is|are|as|considered) an? (?:plus|bonus|advantage)|\ba plus\b|"
    r"preferred (?:qualif|skill|experience)|von vorteil|wünschenswert"
)
_NICE_LINE = re.compile(rf"(?:(?<=\n)|(?<=[.!?] )|\A)[^\n.!?]*(?:{_NICE})[^\n.!?]*", re.IGNORECASE)
# A heading and the lines below it, to the next empty line or the next heading.
_NICE_SECTION = re.compile(
    rf"(?:\A|(?<=\n))[^\w\n]{{0,8}}(?:{_NICE}|preferred|bonus)[^\n]{{0,40}}\n"
    r"(?:(?![^\n]{0,60}:\n)[^\n]{1,400}\n?){1,10}",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(
    r"\bno (?:prior |previous |specific )?(?:experience|knowledge) (?:with|of|in) [^\n.;]{2,60}"
    r"(?:needed|required|necessary|expected)|"
    r"(?<![^\n.;,])[^\n.;,]{2,60} (?:is|are) not (?:needed|required|necessary|a requirement)"
    r"(?!,? but)|"
    r"\b(?:you do not|you don['’]t) need (?:to know )?[^\n.;]{2,80}",
    re.IGNORECASE,
)

# "Regardless of race, religion, genetics": what an employer does not look at is no skill.
_EQUAL = re.compile(
    r"(?:regardless of|without regard|national origin|sexual orientation|veteran status|"
    r"protected (?:class|status|characteristic)|equal opportunity)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[\n.;]")
_EQUAL_CUES = ("regard", "national origin", "orientation", "veteran", "protected", "equal opp")

# Plain words that every match has: looking for them is many times faster than the patterns.
_NICE_CUES = (
    "nice", "good to have", "bonus", "would be", "plus", "advantage", "preferred", "von vorteil",
    "wünschenswert",
)  # fmt: skip
_NOT_CUES = ("not n", "not r", "not a requirement", "no exp", "no know", "no p", "no s", "t need")

Stretch = tuple[int, int, float]


def asides(text: str) -> Iterator[Stretch]:
    """Yield where such a stretch begins and ends, and how much a skill in it counts."""
    folded = text.lower()
    if any(cue in folded for cue in _EQUAL_CUES):
        for found in _EQUAL.finditer(text):
            start = max(text.rfind(mark, 0, found.start()) for mark in "\n.;")
            end = _SENTENCE_END.search(text, found.end())
            yield start + 1, end.start() if end else len(text), 0.0
    if any(cue in folded for cue in _NOT_CUES):
        for found in _NOT_NEEDED.finditer(text):
            yield found.start(), found.end(), 0.0
    if any(cue in folded for cue in _NICE_CUES):
        for pattern in (_NICE_SECTION, _NICE_LINE):
            for found in pattern.finditer(text):
                yield found.start(), found.end(), _LESS

"""Which skills a posting asks for, and how much: not what it offers beside, and not what it denies.

"No Java", "instead of PHP" and "kein SAP" name a skill without asking for it; what is nice to have
counts less than what is a must.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import log1p

from scoring.judges.asides import asides
from scoring.model import Posting
from scoring.normalise.boilerplate import without_boilerplate
from scoring.rank.skills import found_in, skills_in

SOFT = frozenset(
    (
        "Communication", "Teamwork", "Problem solving", "Time management", "Leadership",
        "Presentation skills", "Stakeholder management", "Strategy", "Mentoring", "English",
        "Microsoft Office", "Compliance", "AI", "Cloud computing", "Employee onboarding", "Agile",
        "Driving", "Algorithms", "Word", "PowerPoint",
    )
)  # fmt: skip
"""Skills that most postings name: they count little and are not worth a line."""

_SOFT_WEIGHT = 0.25
_TITLE_WEIGHT = 2.0  # a skill in the title
_PREFERRED = 0.4  # of a skill that stands behind "Preferred:" in a running text
_MUST_WEIGHT = 1.5  # of a skill that one must have, beside one that is named
_MOST_SAID = 4.0  # sentences that name a skill; more do not stress it more
_SENTENCE = re.compile(r"\n|(?<=[.;!?]) ")

# What ends right before a skill that it denies; one pass over a text finds them all.
_DENIAL = re.compile(
    r"\b(?:no|not|nor|without|never|instead of|rather than|(?:away|migrat\w+) from|kein|keine|"
    r"keinen|keinerlei|nicht|ohne|statt|anstatt|anstelle von|pas de|sans|sin|sem)\s+"
    r"(?:any |using |more |mehr )?[\"'“„]?",
    re.IGNORECASE,
)
_WAIVED = re.compile(
    r"[^\n.;:,!?]{0,30}?\s(?:is|are|ist|sind|wird|werden)(?:n['’]t| not| nicht)"
    r"(?: strictly| zwingend| unbedingt)?"
    r" (?:needed|required|necessary|a must|nötig|notwendig|erforderlich|benötigt|vorausgesetzt)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[^\n.;:,]{0,30}?(?:\s(?:or|nor|oder|ou|o)\s+|/)\s*$", re.IGNORECASE)
_INLINE = re.compile(
    r"\b(?:preferred|desired|desirable|optional|a plus|bonus)\s*:[^\n]*?(?=[.;]\s|\n|\Z)",
    re.IGNORECASE,
)
# A sentence that says what one must have; what another word takes back is no must.
_MUST = re.compile(
    r"\b(?:must(?:[- ]have)?|required|mandatory|essential|is a must|zwingend|erforderlich|"
    r"vorausgesetzt|voraussetzung|obligatoire|indispensable|imprescindible|obligatorio|"
    r"obrigat[óo]rio)\b",
    re.IGNORECASE,
)
_NO_MUST = re.compile(r"\b(?:not|no|n['’]t|nicht|kein\w*|plus|preferred|desir\w+)\b", re.IGNORECASE)
# Plain words that every match has: looking for them is many times faster than the patterns.
_WAIVED_CUES = (" not ", "n't ", "n’t ", " nicht ")
_INLINE_CUES = ("preferred", "desired", "desirable", "optional", "plus", "bonus")


def stressed(posting: Posting) -> dict[str, float]:
    """Return the skills that a posting asks for with how much it stresses them, the most first."""
    return dict(_stressed(posting.title, posting.text, posting.tags))


@lru_cache(maxsize=1 << 11)
def _stressed(title: str, text: str, tags: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Weigh the skills of a posting. Cached: one posting is judged for many people."""
    text = without_boilerplate(text)
    weights: dict[str, float] = {}
    for name, counts in _counted(text):
        weights[name] = min(_MOST_SAID, weights.get(name, 0.0) + counts)
    musts = musts_of(text)
    weights = {
        name: log1p(count) / log1p(1) * (_MUST_WEIGHT if name in musts else 1.0)
        for name, count in weights.items()
    }
    for name in skills_in(title) + skills_in(" , ".join(tags)):
        weights[name] = weights.get(name, 0.0) + _TITLE_WEIGHT
    for name in SOFT & weights.keys():
        weights[name] *= _SOFT_WEIGHT
    return tuple(sorted(weights.items(), key=lambda item: -item[1]))


def _counted(text: str) -> Iterator[tuple[str, float]]:
    """Yield every sentence that asks for a skill, and how much it counts; the same one once."""
    stretches = (*asides(text), *_preferred(text))
    cuts = [0, *(found.end() for found in _SENTENCE.finditer(text)), len(text)]
    said: set[tuple[str, str]] = set()
    for name, at in _asking(text):
        place = bisect_right(cuts, at, hi=len(cuts) - 1)
        mention = (name, text[cuts[place - 1] : cuts[place]].strip(" .;!?\n"))
        if mention in said:
            continue
        said.add(mention)
        counts = next((weight for start, end, weight in stretches if start <= at < end), 1.0)
        if counts:
            yield name, counts


@lru_cache(maxsize=1 << 11)
def musts_of(text: str) -> frozenset[str]:
    """Return the skills that a posting says outright one must have."""
    text = without_boilerplate(text)
    cuts = [0, *(found.end() for found in _SENTENCE.finditer(text)), len(text)]
    said = (text[start:end] for start, end in pairwise(cuts))
    musts = (each for each in said if _MUST.search(each) and not _NO_MUST.search(each))
    return frozenset(name for each in musts for name in skills_in(each)) - SOFT


def _preferred(text: str) -> Iterator[tuple[int, int, float]]:
    folded = text.lower()
    if not any(cue in folded for cue in _INLINE_CUES):
        return
    for found in _INLINE.finditer(text):
        yield found.start(), found.end(), _PREFERRED


def _asking(text: str) -> Iterator[tuple[str, int]]:
    """Yield the mentions of skills but for those that the text denies."""
    ends = {found.end() for found in _DENIAL.finditer(text)}
    folded = text.lower()
    waives = any(cue in folded for cue in _WAIVED_CUES)
    denied, last = False, 0
    for name, at in found_in(text):
        denied = at in ends or (denied and bool(_JOINED.fullmatch(text, last, at)))
        last = at
        if not denied and not (waives and _WAIVED.match(text, at)):
            yield name, at

"""A taste put into a local verdict, within limits, and said in words."""

from collections.abc import Sequence

from scoring.explain.moved import LEARNED
from scoring.judges.reason import ended, unended
from scoring.model import Part, Verdict
from scoring.phrases import apart, listed, phrase
from scoring.taste.model import Conclusion, Taste
from scoring.taste.signs import Signs

MOST_POINTS = 10  # a taste moves a score by so much at most, up or down
_LEAST_SAID = 2  # points: less is not worth a sentence
_MOST_REASON = 140  # characters of a reason
_MOST_NAMES = 2

_LIKE, _SAVE = phrase("you like {things}"), phrase("you save {things}")
_SKIP = phrase("you skip {things}")
_ALIKE, _UNLIKE = phrase("like what you chose before"), phrase("unlike what you chose before")
_UP, _DOWN = phrase("{taste}; moved up {count}"), phrase("{taste}; moved down {count}")


def moved(taste: Taste, signs: Signs) -> float:
    """Return by how many points a taste moves this posting, before any cap and exactly."""
    if not taste.usable:
        return 0.0
    return min(max(taste.points(signs), -MOST_POINTS), MOST_POINTS)


def blended(verdict: Verdict, *, taste: Taste, signs: Signs, most: int) -> Verdict:
    """Return the verdict moved by the taste; with no words of it where that is no whole point.

    `most` is the lowest cap that holds: no taste lifts a score over it, nor one that is there
    already.
    """
    by = moved(taste, signs)
    if verdict.exact:
        verdict = verdict.model_copy(update={"exact": round(verdict.exact + by, 6)})
    highest = max(verdict.fit, min(most, 100))
    fit = max(0, min(verdict.fit + round(by), highest))
    points = fit - verdict.fit
    if not points:
        return verdict
    evidence = _evidence(_behind(taste, signs, up=points > 0), points)
    part = Part(name=LEARNED, points=points, most=MOST_POINTS, evidence=evidence)
    said = _said(part) if abs(points) >= _LEAST_SAID else ""
    return verdict.model_copy(
        update={
            "fit": fit,
            "parts": (*verdict.parts, part),
            "reason": _with(verdict.reason, said if points > 0 else ""),
            "against": (*([said] if points < 0 and said else []), *verdict.against),
        }
    )


def effect(verdict: Verdict) -> str:
    """Return "you skip defence; moved down 3"; "" where nothing that was learned moved it."""
    return next((_said(each) for each in verdict.parts if each.name == LEARNED), "")


def _behind(taste: Taste, signs: Signs, *, up: bool) -> list[Conclusion]:
    """Return what the posting says of what was learned, in the direction it moved."""
    sign = 1 if up else -1
    found = [
        each for each in taste.conclusions if each.points * sign > 0 and each.hash in signs.words
    ]
    found.sort(key=lambda each: -abs(each.points))
    return found[:_MOST_NAMES]


def _evidence(behind: Sequence[Conclusion], points: int) -> str:
    """Return why, by what the person did with postings that say the same."""
    if not behind:
        return _ALIKE if points > 0 else _UNLIKE
    things = listed([each.plain for each in behind])
    if points > 0:
        return (_SAVE if all(each.saved for each in behind) else _LIKE).of(things=things)
    return _SKIP.of(things=things)


def _said(part: Part) -> str:
    points = round(part.points)
    return (_UP if points > 0 else _DOWN).of(taste=part.evidence, count=abs(points))


def _with(reason: str, said: str) -> str:
    """Add a sentence where the reason has room for it."""
    longer = ended(apart([unended(reason), said])) if said else reason
    return longer if len(longer) <= _MOST_REASON else reason

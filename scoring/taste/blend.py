"""A taste put into a local verdict, within limits, and said in words."""

from scoring.explain.moved import LEARNED
from scoring.judges.reason import ended, unended
from scoring.model import Part, Verdict
from scoring.phrases import apart, listed, phrase
from scoring.taste.model import Taste
from scoring.taste.signs import Signs

MOST_POINTS = 10  # a taste moves a score by so much at most, up or down
_LEAST_SAID = 2  # points: less is not worth a sentence
_MOST_REASON = 140  # characters of a reason
_MOST_NAMES = 2

_LIKE, _SKIP = phrase("you like {things}"), phrase("you skip {things}")
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
    names = _behind(taste, signs, up=points > 0)
    part = Part(name=LEARNED, points=points, most=MOST_POINTS, evidence=_evidence(names, points))
    said = _said(names, points)
    return verdict.model_copy(
        update={
            "fit": fit,
            "parts": (*verdict.parts, part),
            "reason": _with(verdict.reason, said if points > 0 else ""),
            "against": (*([said] if points < 0 and said else []), *verdict.against),
        }
    )


def _behind(taste: Taste, signs: Signs, *, up: bool) -> list[str]:
    """Return what the posting says of what was learned, in the direction it moved."""
    sign = 1 if up else -1
    found = [
        each for each in taste.conclusions if each.points * sign > 0 and each.hash in signs.words
    ]
    found.sort(key=lambda each: -abs(each.points))
    return [each.plain for each in found[:_MOST_NAMES]]


def _evidence(names: list[str], points: int) -> str:
    """Return what a card says of the part."""
    if names:
        return (_LIKE if points > 0 else _SKIP).of(things=listed(names))
    return _ALIKE if points > 0 else _UNLIKE


def _said(names: list[str], points: int) -> str:
    """Return a sentence for the reason, or "" where so few points need none."""
    if abs(points) < _LEAST_SAID:
        return ""
    pattern = _UP if points > 0 else _DOWN
    return pattern.of(taste=_evidence(names, points), count=abs(points))


def _with(reason: str, said: str) -> str:
    """Add a sentence where the reason has room for it."""
    longer = ended(apart([unended(reason), said])) if said else reason
    return longer if len(longer) <= _MOST_REASON else reason

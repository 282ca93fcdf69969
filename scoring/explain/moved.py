"""Why a score is another one than before, in words: "Rust is now yours: +9". Pure."""

from collections.abc import Iterator

from scoring.explain.changes import Effect, can_move, effects
from scoring.model import Posting, Profile, Verdict
from scoring.phrases import phrase

LEARNED = phrase("learned")  # the part of a score that a person's own buttons made
EDITED = phrase("the posting was edited")
OTHER_JUDGE = phrase("another judge scored it")
NEWER_JUDGE = phrase("a newer version of the judge scored it")

_CAPPED = phrase("{change}: capped at {most}")
_MOVED = phrase("{change}: {points}")


def move_reasons(
    old: Verdict,
    new: Verdict,
    *,
    posting: Posting,
    before: Profile,
    after: Profile,
    edited: bool = False,
) -> tuple[str, ...]:
    """Return what moved a score from `old` to `new`, what did most first; () where it stands.

    The points of a local score's reasons add up to its move. What a model thought of a change is
    its own; of it only the changes are named that it was asked about, and what our caps did.
    """
    if old.fit == new.fit and old.cap == new.cap:
        return ()
    if edited:
        return (EDITED,)
    before, after = before.judged, after.judged
    if _is_local(old) and _is_local(new):
        said = [*_of_local(old, new, effects(before, after, posting))]
    elif old.judge == new.judge:
        said = [*_of_model(old, new, posting=posting, before=before, after=after)]
    else:
        said = []
    if _name(old) != _name(new):
        newer = _is_local(old) and _is_local(new)
        said.append(NEWER_JUDGE if newer else OTHER_JUDGE)
    return tuple(said)


def _of_local(old: Verdict, new: Verdict, found: tuple[Effect, ...]) -> Iterator[str]:
    """Name what the posting says itself, one by one, and all that it does not name together."""
    own = [each for each in found if each.kind != "weights"]
    for each in sorted(own, key=lambda each: (each.cap is None, -abs(each.points))):
        if each.cap and each.cap.why == new.cap:
            yield _CAPPED.of(change=each.change.words, most=each.cap.most)
        elif each.points:
            yield _MOVED.of(change=each.change.words, points=f"{each.points:+}")
    learned = round(_points(new, LEARNED) - _points(old, LEARNED))
    if learned:
        yield _MOVED.of(change=phrase("what I learned from your buttons"), points=f"{learned:+}")
    rest = sum(each.points for each in found if each.kind == "weights")
    if rest:
        yield _MOVED.of(change=phrase("your profile as a whole"), points=f"{rest:+}")


def _of_model(
    old: Verdict, new: Verdict, *, posting: Posting, before: Profile, after: Profile
) -> Iterator[str]:
    """Name the changes that concern the posting; where facts alone settled it, with the points."""
    reasons = [each for each in can_move(before, after, posting) if each.kind != "weights"]
    came = {each.change: each.cap for each in effects(before, after, posting) if each.cap}
    alone = len(reasons) == 1 and reasons[0].kind == "facts"
    for each in reasons:
        cap = came.get(each.change)
        if cap and cap.why == new.cap:
            yield _CAPPED.of(change=each.change.words, most=cap.most)
        elif alone:
            yield _MOVED.of(change=each.change.words, points=f"{new.fit - old.fit:+}")
        elif each.kind == "opinion":
            yield each.change.words


def _name(verdict: Verdict) -> str:
    """Return the judge's name without what was learned, which has a part of its own."""
    return verdict.judge.partition("+")[0]


def _is_local(verdict: Verdict) -> bool:
    return _name(verdict).startswith("local")


def _points(verdict: Verdict, name: str) -> float:
    return next((part.points for part in verdict.parts if part.name == name), 0.0)

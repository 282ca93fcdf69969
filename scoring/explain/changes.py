"""What a change of a profile can move: what changed, which postings it concerns, by how much.

A profile is changed one step at a time, from the earlier one to the later, and the local judge says
what each step does to a posting. What it cannot move needs no model either. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from scoring.changes import differences, least_pay
from scoring.judges.caps import Cap, caps
from scoring.judges.evidence import gather, stressed
from scoring.judges.local import judge_locally
from scoring.judges.words import terms_of
from scoring.model import Posting, Profile, Verdict
from scoring.phrases import Phrase, apart, listed, phrase, plural
from scoring.rank import musts
from scoring.rank.skills import canonical, with_parents
from scoring.rank.terms import hashed

Kind = Literal["opinion", "facts", "weights"]
"""How a change moves a posting: a judge must read it anew; facts settle it, caps and what looks at
musts; or the profile as a whole reads otherwise, though the posting names nothing of the change."""

_MOST_SKILLS = 6  # more that come or go are one change
_NAMED = 3  # of those, by name
_ORDER = ("skills", "titles", "text", "years", "degree", "levels", "places", "remote",
          "employment", "needs_sponsorship", "min_pay")  # fmt: skip
_MUSTS: Mapping[str, str] = {
    musts.OLD: "max_age_days",
    musts.PLACE: "places",
    musts.WORKPLACE: "remote",
    musts.LEVEL: "levels",
    musts.EMPLOYMENT: "employment",
    musts.PAY: "min_pay",
    musts.SPONSORSHIP: "needs_sponsorship",
    musts.DEGREE: "degree",
    musts.HIDDEN: "hidden",
    musts.AGENCY: "no_agencies",
    musts.AVOIDED: "avoid",
}
_COME = plural("{skills} is now yours", "{skills} are now yours")
_GONE = plural("{skills} is no longer yours", "{skills} are no longer yours")
_LOST: Mapping[str, Phrase] = {
    "min_pay": phrase("you no longer ask a least pay"),
    "text": phrase("your own words are others"),
    "years": phrase("your years are no longer said"),
    "needs_sponsorship": phrase("you no longer need a visa"),
}
_READ = frozenset(("titles", "text"))  # what every judgement rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step from a profile to a later one."""

    field: str
    words: str  # as a person is told: "Rust is now yours"
    before: Profile
    after: Profile
    skills: tuple[str, ...] = ()  # that came or went


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a posting may move: a change, and how it does it."""

    change: Change
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a change does to a posting's local score: points, and the cap that came."""

    change: Change
    kind: Kind
    points: int
    cap: Cap | None = None


@lru_cache(maxsize=32)
def changes(before: Profile, after: Profile) -> tuple[Change, ...]:
    """Return the steps from one profile to another, as far as judges read them.

    What only leaves postings out (hidden, avoid, no_agencies, max_age_days) is no step.
    """
    return tuple(_steps(before.judged, after.judged))


def can_move(before: Profile, after: Profile, posting: Posting) -> tuple[Reason, ...]:
    """Return why a posting's score may be another one; () where it surely is the same."""
    kinds = ((each, _kind(each, posting)) for each in changes(before, after))
    return tuple(Reason(change=each, kind=kind) for each, kind in kinds if kind)


@lru_cache(maxsize=256)  # a list is shown again whenever a card of it is closed
def effects(before: Profile, after: Profile, posting: Posting) -> tuple[Effect, ...]:
    """Return what each change does to the local score; the points add up to the whole move."""
    found = []
    for each in changes(before, after):
        was, now = _judged(posting, each.before), _judged(posting, each.after)
        came = _cap(posting, each.after, now) if now.cap and now.cap != was.cap else None
        kind = _kind(each, posting)
        if kind and (now.fit != was.fit or came):
            found.append(Effect(change=each, kind=kind, points=now.fit - was.fit, cap=came))
    return tuple(found)


def must_changed(before: Profile, after: Profile, *, reason: str) -> str:
    """Return what changed in the must that a posting fails; "" where the must is as it was.

    `reason` is one of scoring.rank.musts. A posting also fails one by growing old, or by an edit.
    """
    field = _MUSTS.get(reason)
    if field is None or getattr(before, field) == getattr(after, field):
        return ""
    return _words(field, before, before.model_copy(update={field: getattr(after, field)}))


def _steps(before: Profile, after: Profile) -> Iterator[Change]:
    current = before
    for field in _ORDER:
        if getattr(current, field) == getattr(after, field):
            continue
        for profile, words, skills in _of_field(field, current, after):
            yield Change(field=field, words=words, before=current, after=profile, skills=skills)
            current = profile


Step = tuple[Profile, str, tuple[str, ...]]


def _of_field(field: str, before: Profile, after: Profile) -> Iterator[Step]:
    if field == "skills":
        yield from _of_skills(before, after)
        return
    profile = before.model_copy(update={field: getattr(after, field)})
    yield profile, _words(field, before, profile), ()


def _of_skills(before: Profile, after: Profile) -> Iterator[Step]:
    """Yield a step for each skill that came or went; one for all where they are many.

    What came is first, so that no step is a profile without skills, which is read otherwise.
    """
    old, new = _by_name(before.skills), _by_name(after.skills)
    gone = tuple(skill for name, skill in old.items() if name not in new)
    come = tuple(skill for name, skill in new.items() if name not in old)
    current = before
    for part in _parted(come):
        current = current.model_copy(update={"skills": (*current.skills, *part)})
        yield current, _COME.of(skills=_named(part), count=len(part)), part
    for part in _parted(gone):
        left = tuple(each for each in current.skills if each not in part)
        current = current.model_copy(update={"skills": left})
        yield current, _GONE.of(skills=_named(part), count=len(part)), part
    if current.skills != after.skills:  # in another order, or written otherwise
        final = current.model_copy(update={"skills": after.skills})
        yield final, phrase("your skills are written otherwise"), ()


def _by_name(skills: Sequence[str]) -> dict[str, str]:
    named: dict[str, str] = {}
    for skill in skills:
        named.setdefault(canonical(skill).casefold(), skill)
    return named


def _parted(skills: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    if len(skills) > _MOST_SKILLS:
        return (skills,)
    return tuple((skill,) for skill in skills)


def _named(skills: tuple[str, ...]) -> str:
    rest = len(skills) - _NAMED
    if rest <= 0:
        return listed(skills)
    return listed([*skills[:_NAMED], plural("{count} more", "{count} more", count=rest)])


def _words(field: str, before: Profile, after: Profile) -> str:
    if field == "min_pay" and after.min_pay:
        return phrase("you now ask {pay}", pay=least_pay(after.min_pay))
    if field == "years" and after.years is not None:
        return plural("you now have {count} year", "you now have {count} years", count=after.years)
    if field == "needs_sponsorship" and after.needs_sponsorship:
        return phrase("you now need a visa")
    said = differences(before, after)
    other = apart(said) if said else phrase("{field} changed", field=field)
    return _LOST.get(field, other)


def _kind(change: Change, posting: Posting) -> Kind | None:
    """Return how a change moves a posting, or None where it does not."""
    if change.field in _READ:
        return "opinion"
    if change.field == "skills" and _names(posting, change):
        return "opinion"
    was, now = _judged(posting, change.before), _judged(posting, change.after)
    if was == now:
        return None
    return "weights" if change.field == "skills" else "facts"


def _names(posting: Posting, change: Change) -> bool:
    """Tell whether a posting names a skill that came or went, one it includes, or its words."""
    had, has = (with_parents(map(canonical, each.skills)) for each in (change.before, change.after))
    asked = _asked(posting)
    if asked & (had ^ has):
        return True
    words = terms_of(posting.title, f"{posting.text}\n{' '.join(posting.tags)}")
    return any((terms := set(hashed(skill))) and words >= terms for skill in change.skills)


@lru_cache(maxsize=64)
def _asked(posting: Posting) -> frozenset[str]:
    return frozenset(stressed(posting))


@lru_cache(maxsize=64)
def _judged(posting: Posting, profile: Profile) -> Verdict:
    """Judge once: one step's later profile is the next one's earlier."""
    return judge_locally(posting, profile)


def _cap(posting: Posting, profile: Profile, verdict: Verdict) -> Cap | None:
    held = caps(posting, profile, gather(posting, profile))
    return next((cap for cap in held if cap.why == verdict.cap), None)

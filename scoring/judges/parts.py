"""Evidence into points: the parts of a score, each with the words it rests on.

The points are what a card shows, so they add up to the score before a cap. A job of another field
has less of every part: skills alone do not carry it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.judges.caps import LEVEL_WORDS, level_steps
from scoring.judges.evidence import Evidence, read_person
from scoring.judges.reason import NEAR_JOB, SAME_JOB
from scoring.judges.wishes import named, wished
from scoring.judges.words import listed
from scoring.model import Part, Posting, Profile

# The most points of each part; a posting without a description cannot reach more than 75.
_USUAL: Mapping[str, float] = {"role": 16.0, "skills": 56.0, "level": 10.0, "wishes": 18.0}
_UNTITLED: Mapping[str, float] = {"skills": 62.0, "level": 11.0, "wishes": 17.0}
_TITLE_ONLY: Mapping[str, float] = {"role": 46.0, "skills": 8.0, "level": 9.0, "wishes": 12.0}
_NEITHER: Mapping[str, float] = {"skills": 35.0, "level": 10.0, "wishes": 15.0}

_FULL_LIKENESS = 0.85  # beyond that two titles differ in words, not in the job
_EXACT = 0.2  # of the role's points are for the very job, the rest for its field
_EXACT_ALONE = 0.65  # the same where the title is all there is
_SHARE, _OVERLAP = 0.5, 0.5  # of the skills part: what is asked and known, the words of both
_BEND = 2.5  # the more, the sooner a match is good; none is ever full
_KNOWN_WORK = 0.5  # so surely may skills say that a job of an odd title is in the field
_OTHER_WORK = 0.15  # the same for a title that is known to be another job
_IN_FIELD = 0.5  # beyond that the field costs nothing
_OTHER_FIELD = 0.5  # what remains of all points when the job is of another field
_UNKNOWN_LEVEL = 0.7  # asked for or not: silence is no merit and no fault
_LEVEL_BY_STEPS = (1.0, 0.5, 0.15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of a part is earned, from 0 to 1, and why."""

    value: float
    evidence: str = ""


def parts(posting: Posting, profile: Profile, found: Evidence) -> tuple[Part, ...]:
    """Return the parts with exact points; `rounded` makes them add up to a whole score."""
    titled = bool(read_person(profile).titles)
    most = _most(titled=titled, described=found.described)
    field = _field(found) if titled else 1.0
    held = _OTHER_FIELD + (1 - _OTHER_FIELD) * field
    shares = {
        "role": _role(found, field=field),
        "skills": _skills(found),
        "level": _level(posting, profile, found),
        "wishes": _wishes(posting, profile, found),
    }
    return tuple(
        Part(
            name=name,
            points=shares[name].value * points * (1.0 if name == "role" else held),
            most=points,
            evidence=shares[name].evidence,
        )
        for name, points in most.items()
    )


def rounded(exact: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts in whole points that add up to the rounded score."""
    left = round(sum(part.points for part in exact)) - sum(int(part.points) for part in exact)
    by_rest = sorted(range(len(exact)), key=lambda at: -(exact[at].points % 1))
    raised = set(by_rest[:left])
    return tuple(
        part.model_copy(update={"points": float(int(part.points) + (at in raised))})
        for at, part in enumerate(exact)
    )


def _most(*, titled: bool, described: bool) -> Mapping[str, float]:
    if described:
        return _USUAL if titled else _UNTITLED
    return _TITLE_ONLY if titled else _NEITHER


def _field(found: Evidence) -> float:
    """Return how surely the job is in the field: by its title, or by much that the person knows."""
    most = _OTHER_WORK if found.stranger else _KNOWN_WORK
    return min(1.0, max(found.field, min(most, found.share)) / _IN_FIELD)


def _role(found: Evidence, *, field: float) -> Share:
    exact = min(1.0, found.likeness / (_FULL_LIKENESS if found.described else 1.0))
    of_exact = _EXACT if found.described else _EXACT_ALONE
    value = (1 - of_exact) * field + of_exact * exact
    if found.likeness >= SAME_JOB:
        return Share(value=value, evidence=f"you want {found.nearest}")
    if found.likeness >= NEAR_JOB:
        return Share(value=value, evidence=f"near {found.nearest}")
    return Share(value=value, evidence="in your field" if field >= 1 else "another line of work")


def _skills(found: Evidence) -> Share:
    match = _SHARE * found.share + _OVERLAP * found.overlap
    value: float = 1 - (1 - match) ** _BEND
    if found.matched:
        return Share(value=value, evidence=listed(found.matched[:6]))
    return Share(value=value, evidence="none of yours is named")


def _level(posting: Posting, profile: Profile, found: Evidence) -> Share:
    wanted = read_person(profile).levels
    years = _years(posting, profile)
    said = LEVEL_WORDS[found.level] if found.level else "not stated"
    if not wanted:
        return Share(value=_UNKNOWN_LEVEL, evidence=years or said)
    if found.level is None:
        return Share(value=0.85 if years else _UNKNOWN_LEVEL, evidence=years or said)
    asks = f"asks for {LEVEL_WORDS[found.level]}"
    if found.level in wanted:
        return Share(value=1.0, evidence=years or f"{asks}, as you look for")
    steps = level_steps(found.level, wanted)
    value = _LEVEL_BY_STEPS[steps] if steps < len(_LEVEL_BY_STEPS) else 0.0
    return Share(value=value, evidence=f"{asks}, you look for {LEVEL_WORDS[wanted[0]]}")


def _years(posting: Posting, profile: Profile) -> str:
    """Say that the years are enough; what is missing is said in what speaks against it."""
    if posting.years is None or profile.years is None or posting.years > profile.years:
        return ""
    return f"asks {posting.years} years, you have {profile.years}"


def _wishes(posting: Posting, profile: Profile, found: Evidence) -> Share:
    """Mix what was asked for outright with how much of the person's own words the posting says."""
    checks = tuple(wished(posting, profile))
    words = named(posting, profile)
    in_words = 1 - (1 - found.overlap) ** _BEND
    value = sum((check.met for check in checks), start=in_words) / (len(checks) + 1)
    met = [check.words for check in checks if check.met > 0.5 and check.words]
    missed = [check.words for check in checks if check.met <= 0.5 and check.words]
    own = [f"names {listed(words[:3])}"] if words else [_in_words(found.overlap)]
    return Share(value=value, evidence=", ".join([*met[:3], *own, *missed[:2]]))


def _in_words(overlap: float) -> str:
    """Say how much of the profile's words a posting uses."""
    much = "many" if overlap >= 0.45 else "some" if overlap >= 0.2 else "few"
    return f"uses {much} of your words"

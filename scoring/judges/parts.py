"""Evidence into points: the parts of a score, each with the words it rests on.

The points are what a card shows, so they add up to the score before a cap. A job of another field
has less of every part: skills alone do not carry it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.judges.calibration import calibrated
from scoring.judges.caps import asks_years, level_steps
from scoring.judges.evidence import Evidence
from scoring.judges.fact_words import LEVEL_WORDS
from scoring.judges.reason import NEAR_FIELD, NEAR_JOB, SAME_JOB
from scoring.judges.wishes import named, wished
from scoring.model import Part, Posting, Profile
from scoring.phrases import Phrase, in_turn, listed, phrase

ROLE, SKILLS = phrase("role"), phrase("skills")
LEVEL, WISHES = phrase("level"), phrase("wishes")

# The most points of each part; a posting without a description cannot reach more than 75.
_USUAL: Mapping[Phrase, float] = {ROLE: 32.0, SKILLS: 52.0, LEVEL: 6.0, WISHES: 10.0}
_USUAL_THIN: Mapping[Phrase, float] = {ROLE: 60.0, SKILLS: 24.0, LEVEL: 6.0, WISHES: 10.0}
_TITLE_ONLY: Mapping[Phrase, float] = {ROLE: 47.0, SKILLS: 13.0, LEVEL: 7.0, WISHES: 8.0}

_SAME_TITLE = 0.45  # closeness; beyond that titles differ in words, or the table is not sure
_SAME_TITLE_ALONE = 0.9  # the same where the title is all there is
_NO_WORK, _ALL_WORK = 0.15, 0.7  # nearness in meaning of two trades, and within one
_BY_TITLES = 0.4  # of the role: the titles, the rest is the title beside all that the person says
_BY_TITLES_ALONE = 0.8
_BY_TASKS = 0.8  # of the skills' share for the role, where a title says nothing of the work
_FEW_TASKS, _ALL_TASKS = 0.4, 0.8  # nearness of passages: any two texts of work have some
_OF_SKILLS, _OF_WORDS, _OF_TASKS = 0.32, 0.4, 0.28  # of the skills part
_ALL_SKILLS = 0.8  # share of what is asked; nobody has more
_BEND = 2.0  # the more, the sooner the words of both are a good match; none is ever full
_OTHER_FIELD = 0.5  # what remains of all points when the job is of another field
_UNKNOWN_LEVEL = 0.7  # asked for or not: silence is no merit and no fault
_LEVEL_BY_STEPS = (1.0, 0.5, 0.15)

_IN_FIELD = phrase("in your field")
_ANOTHER_LINE = phrase("another line of work")
_NOT_STATED = phrase("not stated")
_MANY = phrase("uses many of your words")
_SOME = phrase("uses some of your words")
_FEW = phrase("uses few of your words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of a part is earned, from 0 to 1, and why."""

    value: float
    evidence: str = ""


def parts(posting: Posting, profile: Profile, found: Evidence) -> tuple[Part, ...]:
    """Return the parts with exact points; `rounded` makes them add up to a whole score."""
    held = _OTHER_FIELD + (1 - _OTHER_FIELD) * found.field
    shares = {
        ROLE: _role(found),
        SKILLS: _skills(found),
        LEVEL: _level(posting, profile, found),
        WISHES: _wishes(posting, profile, found),
    }
    raw = tuple(
        Part(
            name=name,
            points=shares[name].value * points * (1.0 if name == ROLE else held),
            most=points,
            evidence=shares[name].evidence,
        )
        for name, points in _most(found).items()
    )
    return calibrated(raw)


def rounded(exact: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts in whole points that add up to the rounded score."""
    left = round(sum(part.points for part in exact)) - sum(int(part.points) for part in exact)
    by_rest = sorted(range(len(exact)), key=lambda at: -(exact[at].points % 1))
    raised = set(by_rest[:left])
    return tuple(
        Part(  # a copy of a model takes longer
            name=part.name,
            points=float(int(part.points) + (at in raised)),
            most=part.most,
            evidence=part.evidence,
        )
        for at, part in enumerate(exact)
    )


def _most(found: Evidence) -> Mapping[Phrase, float]:
    """Return the most of each part: who says little but a title is asked about by the title."""
    if not found.described:
        return _TITLE_ONLY
    return {
        name: found.told * most + (1 - found.told) * _USUAL_THIN[name]
        for name, most in _USUAL.items()
    }


def _role(found: Evidence) -> Share:
    """Mix how near the titles are with how near the title is to all that the person says."""
    same = _SAME_TITLE if found.described else _SAME_TITLE_ALONE
    by_titles = min(1.0, found.closeness / same)
    by_work = _between(found.work, low=_NO_WORK, high=_ALL_WORK)
    of_titles = (_BY_TITLES if found.described else _BY_TITLES_ALONE) if found.nearest else 0.0
    value = of_titles * by_titles + (1 - of_titles) * by_work
    if found.described and not found.named:
        value = max(value, _BY_TASKS * _skills(found).value)
    if found.likeness >= SAME_JOB:
        return Share(value=value, evidence=phrase("you want {title}", title=found.nearest))
    if found.likeness >= NEAR_JOB:
        return Share(value=value, evidence=phrase("near {title}", title=found.nearest))
    return Share(value=value, evidence=_IN_FIELD if found.field >= NEAR_FIELD else _ANOTHER_LINE)


def _skills(found: Evidence) -> Share:
    value = (
        _OF_SKILLS * min(1.0, found.share / _ALL_SKILLS)
        + _OF_WORDS * _in_common(found)
        + _OF_TASKS * _between(found.tasks, low=_FEW_TASKS, high=_ALL_TASKS)
    )
    if found.matched:
        return Share(value=value, evidence=listed(found.matched[:6]))
    if not found.person.skills:
        return Share(value=value, evidence=phrase("you list none"))
    return Share(value=value, evidence=phrase("none of yours is named"))


def _in_common(found: Evidence) -> float:
    """Return how good the words of both match; bent, since nobody uses all words of another."""
    common: float = 1 - (1 - found.overlap) ** _BEND
    return common


def _between(value: float, *, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _level(posting: Posting, profile: Profile, found: Evidence) -> Share:
    wanted = found.person.levels
    years = _years(posting, profile)
    said = LEVEL_WORDS[found.level] if found.level else _NOT_STATED
    if not wanted:
        return Share(value=_UNKNOWN_LEVEL, evidence=years or said)
    if found.level is None:
        return Share(value=0.85 if years else _UNKNOWN_LEVEL, evidence=years or said)
    level = LEVEL_WORDS[found.level]
    if found.level in wanted:
        fits = phrase("asks for {level}, as you look for", level=level)
        return Share(value=1.0, evidence=years or fits)
    steps = level_steps(found.level, wanted)
    value = _LEVEL_BY_STEPS[steps] if steps < len(_LEVEL_BY_STEPS) else 0.0
    other = phrase(
        "asks for {level}, you look for {wanted}", level=level, wanted=LEVEL_WORDS[wanted[0]]
    )
    return Share(value=value, evidence=other)


def _years(posting: Posting, profile: Profile) -> str:
    """Say that the years are enough; what is missing is said in what speaks against it."""
    if posting.years is None or profile.years is None or posting.years > profile.years:
        return ""
    return asks_years(posting.years, has=profile.years)


def _wishes(posting: Posting, profile: Profile, found: Evidence) -> Share:
    """Mix what was asked for outright with how much of the person's own words the posting says."""
    checks = tuple(wished(posting, profile))
    words = named(posting, profile)
    value = sum((check.met for check in checks), start=_in_common(found)) / (len(checks) + 1)
    met = [check.words for check in checks if check.met > 0.5 and check.words]
    missed = [check.words for check in checks if check.met <= 0.5 and check.words]
    names = phrase("names {words}", words=listed(words[:3])) if words else _in_words(found.overlap)
    return Share(value=value, evidence=in_turn([*met[:3], names, *missed[:2]]))


def _in_words(overlap: float) -> str:
    """Say how much of the profile's words a posting uses."""
    return _MANY if overlap >= 0.45 else _SOME if overlap >= 0.2 else _FEW

"""The judge without a model: evidence into points, points into a score with its words.

A score depends on the posting and the profile alone, never on the other postings of a day, so
the same two give the same score for ever. What changes scores changes VERSION.
"""

from collections.abc import Sequence
from typing import Literal

from scoring.judges.caps import LEVEL_WORDS, NO_TEXT_MOST, caps, level_steps
from scoring.judges.evidence import Evidence, gather, read_person
from scoring.judges.reason import against, listed, reason
from scoring.judges.summary import summarise
from scoring.model import Candidate, Cluster, Part, Posting, Profile, Verdict
from scoring.ports import Judgement

VERSION = "local-1"

_ROLE, _SKILLS, _LEVEL, _WISHES = 20.0, 38.0, 10.0, 32.0
_FULL_LIKENESS = 0.85  # beyond that two titles differ in words, not in the job
_FULL_SHARE = 0.62
_FULL_OVERLAP = 0.5
_UNKNOWN_LEVEL = 0.6
_LEVEL_BY_STEPS = (1.0, 0.5, 0.15)
_SHORT_TEXT = 250  # characters: too few to be sure of anything
_OTHER_FIELD = 0.45  # what remains of all points when the job is of another field
_EXACT = 0.1  # of the role's points are for the very job, the rest for its field


class LocalJudge:
    """Judges by evidence alone; never fails, asks nobody and costs nothing."""

    @property
    def name(self) -> str:
        """Return the judge's versioned name."""
        return VERSION

    async def judge(self, profile: Profile, candidates: Sequence[Candidate]) -> Judgement:
        """Return a verdict for every candidate that can be judged; never raises JudgeError."""
        return self.opinions(profile, candidates)

    def opinions(self, profile: Profile, candidates: Sequence[Candidate]) -> Judgement:
        """Judge without waiting: for threads. A posting that breaks a rule has no verdict."""
        verdicts: dict[str, Verdict] = {}
        for each in candidates:
            try:
                verdicts[each.cluster.best.id] = judge_cluster(each.cluster, profile)
            except Exception:  # noqa: BLE001, S112 - one odd posting must not cost the others
                continue
        return Judgement(verdicts=verdicts)


def judge_cluster(cluster: Cluster, profile: Profile) -> Verdict:
    """Return the opinion of a job, whose places are those of all its postings."""
    best = cluster.best
    return judge_locally(best.model_copy(update={"places": cluster.places}), profile)


def judge_locally(posting: Posting, profile: Profile) -> Verdict:
    """Return the local opinion of one posting for one profile."""
    found = gather(posting, profile)
    parts = _parts(posting, profile, found)
    held = caps(posting, profile, found)
    fit = _fit(parts, found, titled=bool(read_person(profile).titles))
    binding = next((cap for cap in held if fit > cap.most), None)
    # A cap holds a score down by its distance too, so that ten capped postings are no ten 50s.
    capped = round(binding.most * (0.75 + 0.25 * fit / 100)) if binding else fit
    return Verdict(
        posting_id=posting.id,
        fit=capped,
        reason=reason(posting, profile, found, caps=held),
        summary=summarise(posting),
        confidence=_confidence(posting, found),
        parts=parts,
        against=against(posting, profile, found, caps=held),
        cap=binding.why if binding else None,
        judge=VERSION,
    )


def _fit(parts: Sequence[Part], found: Evidence, *, titled: bool) -> int:
    """Return the points as 0-100."""
    points = {part.name: part.points for part in parts}
    total = sum(points.values())
    if not titled:  # nobody said which job: the other parts decide, and stay below the top
        total = (total - points["role"]) * 90 / (100 - _ROLE)
    elif not found.described:  # the title speaks for the skills as well
        total = points["role"] * (_ROLE + _SKILLS) / _ROLE + points["level"]
        total = total * NO_TEXT_MOST / (100 - _WISHES)
    if titled:
        total *= _OTHER_FIELD + (1 - _OTHER_FIELD) * found.field
    return max(0, min(100, round(total)))


def _parts(posting: Posting, profile: Profile, found: Evidence) -> tuple[Part, ...]:
    exact = min(1.0, found.likeness / _FULL_LIKENESS)
    role = (1 - _EXACT) * found.field + _EXACT * exact
    share = min(1.0, found.share / _FULL_SHARE)
    return (
        _part("role", role, _ROLE, found.nearest if found.likeness >= 0.3 else ""),
        _part("skills", share, _SKILLS, listed(found.matched[:8])),
        _part("level", _level(profile, found), _LEVEL, _level_words(found)),
        _part("wishes", _wishes(posting, profile, found), _WISHES, ""),
    )


def _part(name: str, share: float, most: float, evidence: str) -> Part:
    return Part(name=name, points=round(share * most, 1), most=most, evidence=evidence)


def _level(profile: Profile, found: Evidence) -> float:
    wanted = read_person(profile).levels
    if found.level is None or not wanted:
        return _UNKNOWN_LEVEL
    steps = 0 if found.level in wanted else level_steps(found.level, wanted)
    return _LEVEL_BY_STEPS[steps] if steps < len(_LEVEL_BY_STEPS) else 0.0


def _level_words(found: Evidence) -> str:
    return LEVEL_WORDS[found.level] if found.level else ""


def _wishes(posting: Posting, profile: Profile, found: Evidence) -> float:
    """Mix the person's own words with what was asked for and is stated."""
    overlap = min(1.0, found.overlap / _FULL_OVERLAP)
    said: list[float] = []
    if profile.remote:
        said.append(0.5 if posting.remote is None else float(posting.remote in profile.remote))
    if profile.min_pay:
        said.append(0.4 if posting.pay is None else 1.0)
    if any(place.city for place in profile.places):
        said.append(_nearness(posting, profile))
    if profile.needs_sponsorship:
        said.append(1.0 if posting.sponsorship == "offered" else 0.4)
    kept = sum(said) / len(said) if said else 0.6
    return 0.67 * overlap + 0.33 * kept


def _nearness(posting: Posting, profile: Profile) -> float:
    cities = {place.city.casefold() for place in profile.places if place.city}
    theirs = {place.city.casefold() for place in posting.places if place.city}
    return 1.0 if cities & theirs else 0.5


def _confidence(posting: Posting, found: Evidence) -> Literal["low", "medium", "high"]:
    if len(posting.text) < _SHORT_TEXT:
        return "low"
    telling = len(found.matched) + len(found.missing)
    return "high" if len(posting.text) > 800 and telling >= 3 and found.nearest else "medium"

"""Two fixed postings that stand in every batch: what the model says of them shows how it measures.

One is that very job, put together from the profile; the other is of a trade far from it. Both are
fictional, versioned with the prompt, never shown to anybody and never kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from scoring.model import Cluster, Posting, Profile
from scoring.prompts.reply import Opinion
from scoring.rank.terms import hashed

NEAR_ID = "reference-near"
FAR_ID = "reference-far"

_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_NEAR_TEXT = (
    "You do exactly the work of {titles}, and nothing beside it.\n"
    "Every day you use {skills}; nothing else is required.\n"
    "Level, years of experience and degree are those of the person.\n"
    "Place, workplace, hours, pay and visa are as the person wants them."
)
_FARS: tuple[tuple[str, str, str], ...] = (
    (
        "Ship's Cook",
        "Long Swell Trawlers",
        (
            "You cook three meals a day for a crew of fourteen on a trawler in northern waters.\n"
            "You bake bread, order provisions in port and keep the galley clean.\n"
            "A cook's certificate and a seafarer's medical certificate are required."
        ),
    ),
    (
        "Piano Tuner",
        "Hammer & Felt Workshop",
        (
            "You tune and regulate grand pianos in concert halls, schools and homes.\n"
            "You replace strings, reshape hammers and set the touch of the keys.\n"
            "A finished apprenticeship as a piano maker is required."
        ),
    ),
)
_SKILLS_NAMED = 12

# What the two are worth under the worded anchors of the rubric.
_EXPECTED: Mapping[str, tuple[float, float]] = {"skills": (95, 3), "role": (95, 2)}
_APART = 30  # points between the two below which a model has not told them apart
_HALF = 0.5  # of the way to what the references ask for: two postings are a small sample
_MOST_SHIFT = 5.0  # points


def references(profile: Profile) -> tuple[Cluster, Cluster]:
    """Return the reference that fits this profile and the one that does not."""
    title = profile.titles[0] if profile.titles else "The job that the person describes"
    titles = " or ".join(profile.titles[:3]) or "the job that the person describes"
    skills = ", ".join(profile.skills[:_SKILLS_NAMED]) or "what the person knows"
    text = _NEAR_TEXT.format(titles=titles, skills=skills)
    near = _cluster(NEAR_ID, title=title, company="Alder & Finch", text=text)
    far_title, far_company, far_text = _far(profile)
    return near, _cluster(FAR_ID, title=far_title, company=far_company, text=far_text)


def _far(profile: Profile) -> tuple[str, str, str]:
    """Return the first trade that shares no word with the jobs and skills of the profile."""
    known = {term for each in (*profile.titles, *profile.skills) for term in hashed(each)}
    return next((each for each in _FARS if known.isdisjoint(hashed(each[0]))), _FARS[-1])


def _cluster(posting_id: str, *, title: str, company: str, text: str) -> Cluster:
    best = Posting(
        id=posting_id,
        source="reference",
        url="",
        title=title,
        company=company,
        seen_at=_ANY_DAY,
        text=text,
    )
    return Cluster(id=posting_id, best=best)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How one reply measures; a reply without both references is taken as it is."""

    near: Opinion | None = None
    far: Opinion | None = None

    @property
    def told_apart(self) -> bool:
        """Tell whether the model sees the difference between that very job and another trade."""
        if self.near is None or self.far is None:
            return True
        gaps = [self.near.score(name) - self.far.score(name) for name in _EXPECTED]
        return sum(gaps) / len(gaps) >= _APART

    def corrected(self, name: str, score: float) -> float:
        """Return a score moved a little, so that batches measured differently are comparable."""
        if self.near is None or self.far is None or name not in _EXPECTED:
            return score
        near, far = self.near.score(name), self.far.score(name)
        if near - far < _APART:
            return score
        high, low = _EXPECTED[name]
        target = low + (score - far) * (high - low) / (near - far)
        shift = max(-_MOST_SHIFT, min(_MOST_SHIFT, _HALF * (target - score)))
        return max(0.0, min(100.0, score + shift))

"""The local judge with a taste. Its name carries the taste: a score stays until the taste moves."""

from collections.abc import Sequence

from scoring.judges.caps import caps
from scoring.judges.evidence import gather
from scoring.judges.local import LocalJudge
from scoring.model import Candidate, Cluster, Profile
from scoring.ports import Judgement
from scoring.taste.blend import blended
from scoring.taste.model import Taste
from scoring.taste.signs import Signs, read


class TasteJudge(LocalJudge):
    """Judges by evidence, then by what was learned; the same three give the same verdict."""

    def __init__(self, taste: Taste) -> None:
        """Judge with this taste; an unusable one changes nothing but the name."""
        self._taste = taste

    @property
    def name(self) -> str:
        """Return the local judge's name with the taste's."""
        return f"{super().name}+{self._taste.version}"

    def opinions(self, profile: Profile, candidates: Sequence[Candidate]) -> Judgement:
        """Judge without waiting: for threads. A posting that breaks a rule has no verdict."""
        local = super().opinions(profile, candidates)
        if not self._taste.usable:
            return local
        signs = read([each.cluster.best for each in candidates])
        verdicts = dict(local.verdicts)
        for candidate, said in zip(candidates, signs, strict=True):
            verdict = verdicts.get(candidate.cluster.best.id)
            if verdict is not None:
                most = _most(candidate.cluster, profile, self._taste, said)
                moved = blended(verdict, taste=self._taste, signs=said, most=most)
                verdicts[verdict.posting_id] = moved.model_copy(update={"judge": self.name})
        return Judgement(verdicts=verdicts)


def _most(cluster: Cluster, profile: Profile, taste: Taste, signs: Signs) -> int:
    """Return the lowest cap that holds for a job; nobody asks for it where a score goes down."""
    if taste.points(signs) <= 0:
        return 100
    posting = cluster.best.model_copy(update={"places": cluster.places})
    held = caps(posting, profile, gather(posting, profile))
    return held[0].most if held else 100

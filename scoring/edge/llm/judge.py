"""The judge that asks models: batches, a second look near the cut, and a doubt about big words."""

import asyncio
from collections.abc import Mapping, Sequence

from scoring.edge.llm.chain import Chain
from scoring.edge.llm.sitting import Sitting, together
from scoring.model import Candidate, Profile, Verdict
from scoring.phrases import phrase
from scoring.ports import ANY_OCCASION, Judgement, Occasion
from scoring.prompts.batches import near_cut
from scoring.prompts.prompt import PROMPT_VERSION
from scoring.prompts.verdicts import doubted, far_above, grounds, mean

_MOST_ALONE = 6  # postings of one list that are asked again alone; the others are only marked
NOT_APART = phrase(
    "The model hardly tells a fitting job from another trade; take its scores with care."
)


class LlmJudge:
    """Asks any model that litellm knows. Verdicts of one name are comparable."""

    def __init__(self, chain: Chain) -> None:
        """Ask the models of a chain."""
        self._chain = chain

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name of every model that may answer, with the prompt's version."""
        return tuple(judge_name(each) for each in self._chain.names)

    @property
    def name(self) -> str:
        """Return the first model's name."""
        return self.names[0]

    async def judge(
        self,
        profile: Profile,
        candidates: Sequence[Candidate],
        *,
        occasion: Occasion = ANY_OCCASION,
    ) -> Judgement:
        """Return the verdicts of the batches that succeeded. Raises JudgeError when none did."""
        ground = await asyncio.to_thread(grounds, profile, candidates)
        known = [each for each in candidates if each.cluster.best.id in ground]
        sitting = Sitting(self._chain, profile=profile, ground=ground, occasion=occasion)
        first = await sitting.verdicts(known)
        if not first and sitting.failure:
            sitting.failure.cost_usd = sitting.cost_usd
            raise sitting.failure
        failure = sitting.failure
        verdicts = await _looked_again(sitting, known, first, occasion=occasion)
        return Judgement(
            verdicts=verdicts,
            notes=() if sitting.told_apart else (NOT_APART,),
            cost_usd=sitting.cost_usd,
            failure=failure,  # of the first pass: later ones only make a verdict surer
        )


def judge_name(model: str) -> str:
    """Return the name that a model's verdicts are kept under."""
    return f"{model}/{PROMPT_VERSION}"


async def _looked_again(
    sitting: Sitting,
    candidates: Sequence[Candidate],
    first: Mapping[str, Verdict],
    *,
    occasion: Occasion,
) -> dict[str, Verdict]:
    """Ask again, in other company, what stands near the cut, and alone what is praised too much."""
    close = near_cut(candidates, first, occasion=occasion)
    big = _praised(candidates, first, sitting=sitting)
    second, alone = await together(
        sitting.verdicts(close, turn=2), sitting.each_alone(big[:_MOST_ALONE])
    )
    verdicts = dict(first)
    for key, verdict in second.items():
        if verdict.judge == first[key].judge:  # another model measures in another way
            verdicts[key] = mean(first[key], verdict)
    for each in big:
        key = each.cluster.best.id
        verdicts[key] = doubted(verdicts[key], alone.get(key))
    return verdicts


def _praised(
    candidates: Sequence[Candidate], verdicts: Mapping[str, Verdict], *, sitting: Sitting
) -> list[Candidate]:
    """Return what the model rates far above its words, the highest first."""
    found = [
        each
        for each in candidates
        if (verdict := verdicts.get(each.cluster.best.id))
        and far_above(verdict, ground=sitting.ground[each.cluster.best.id])
    ]
    return sorted(found, key=lambda each: (-verdicts[each.cluster.best.id].fit, each.rank))

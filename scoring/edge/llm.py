"""The judge that asks a model: batches, a spend cap, a breaker, one more try for a bad reply."""

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scoring.edge.budget import Budget
from scoring.edge.completion import Completion, Model, complete, estimate
from scoring.edge.ledger import Call, Ledger
from scoring.errors import BudgetSpent, JudgeError, JudgeReplyInvalid, JudgeUnavailable
from scoring.judges.batches import batches
from scoring.judges.prompt import PROMPT_VERSION, Prompt, prompt
from scoring.judges.references import FAR_ID, NEAR_ID, Measure
from scoring.judges.reply import Reading, read_reply
from scoring.judges.verdicts import Ground, grounds, verdict_of
from scoring.model import Candidate, Profile, Verdict
from scoring.ports import ANY_OCCASION, Judgement, Occasion

_AT_ONCE = 3  # batches; a home server has no more to give, and a hosted one answers in seconds
_TRIES = 2  # of a batch whose reply is not valid
_BREAK_AFTER = 3  # calls in a row that got no answer
_BREAK_FOR = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    verdicts: dict[str, Verdict]
    cost_usd: float = 0.0
    error: JudgeError | None = None


class LlmJudge:
    """Asks any model that litellm knows. Verdicts of one name are comparable."""

    def __init__(
        self,
        model: Model,
        *,
        ledger: Ledger,
        budget: Budget,
        clock: Callable[[], datetime],
    ) -> None:
        """Ask `model` within `budget`."""
        self._model = model
        self._ledger = ledger
        self._budget = budget
        self._clock = clock
        self._gate = asyncio.Semaphore(_AT_ONCE)
        self._failures = 0
        self._broken_until: datetime | None = None

    @property
    def name(self) -> str:
        """Return the model's name and the prompt's version."""
        return f"{self._model.name}/{PROMPT_VERSION}"

    async def judge(
        self,
        profile: Profile,
        candidates: Sequence[Candidate],
        *,
        occasion: Occasion = ANY_OCCASION,
    ) -> Judgement:
        """Return the verdicts of the batches that succeeded. Raises JudgeError when none did."""
        ground = await asyncio.to_thread(grounds, profile, candidates)
        parts = batches(profile, [each for each in candidates if each.cluster.best.id in ground])
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._batch(profile, part, ground, person=occasion.person))
                for part in parts
            ]
        answers = [task.result() for task in tasks]
        verdicts = {key: value for answer in answers for key, value in answer.verdicts.items()}
        errors = [answer.error for answer in answers if answer.error]
        if errors and not verdicts:
            raise next((each for each in errors if isinstance(each, BudgetSpent)), errors[0])
        return Judgement(verdicts=verdicts, cost_usd=sum(answer.cost_usd for answer in answers))

    async def _batch(
        self,
        profile: Profile,
        candidates: Sequence[Candidate],
        ground: Mapping[str, Ground],
        *,
        person: str,
    ) -> _Answer:
        """Ask about one batch; an invalid reply is asked for once more."""
        cost = 0.0
        invalid = JudgeReplyInvalid("never asked")
        async with self._gate:
            for _ in range(_TRIES):
                try:
                    request, answer = await self._ask(profile, candidates, person=person)
                    cost += answer.cost_usd
                    reading = read_reply(answer.text, names=frozenset(request.names))
                    verdicts = self._verdicts(reading, request=request, ground=ground)
                except JudgeReplyInvalid as error:
                    invalid = error
                except JudgeError as error:
                    return _Answer(verdicts={}, cost_usd=cost, error=error)
                else:
                    return _Answer(verdicts=verdicts, cost_usd=cost)
        return _Answer(verdicts={}, cost_usd=cost, error=invalid)

    def _verdicts(
        self, reading: Reading, *, request: Prompt, ground: Mapping[str, Ground]
    ) -> dict[str, Verdict]:
        said = {request.names[name]: opinion for name, opinion in reading.opinions.items()}
        measure = Measure(near=said.pop(NEAR_ID, None), far=said.pop(FAR_ID, None))
        return {
            key: verdict_of(opinion, ground=ground[key], measure=measure, judge=self.name)
            for key, opinion in said.items()
        }

    async def _ask(
        self, profile: Profile, candidates: Sequence[Candidate], *, person: str
    ) -> tuple[Prompt, Completion]:
        """Make one call within the budget and enter it in the ledger."""
        self._check_breaker()
        request = prompt(profile, candidates, fence=f"#{secrets.token_hex(6)}")
        async with self._budget.reserved(estimate(request), person=person):
            return request, await self._entered(request, person=person)

    async def _entered(self, request: Prompt, *, person: str) -> Completion:
        """Make one call and enter it in the ledger, whatever became of it."""
        try:
            answer = await complete(request, model=self._model)
        except JudgeError as error:
            self._count(failed=isinstance(error, JudgeUnavailable))
            await self._enter(
                Call(model=self._model.name, purpose="judge", outcome=_kind(error), person=person)
            )
            raise
        self._count(failed=False)
        await self._enter(
            Call(
                model=self._model.name,
                purpose="judge",
                prompt_tokens=answer.prompt_tokens,
                completion_tokens=answer.completion_tokens,
                cost_usd=answer.cost_usd,
                seconds=answer.seconds,
                person=person,
            )
        )
        return answer

    async def _enter(self, call: Call) -> None:
        await self._ledger.enter(call, at=self._clock())

    def _check_breaker(self) -> None:
        """Spare everyone the wait while the model is down."""
        if self._broken_until and self._clock() < self._broken_until:
            raise JudgeUnavailable(f"Model {self._model.name!r} was down a moment ago")

    def _count(self, *, failed: bool) -> None:
        self._failures = self._failures + 1 if failed else 0
        self._broken_until = self._clock() + _BREAK_FOR if self._failures >= _BREAK_AFTER else None


def _kind(error: JudgeError) -> str:
    return type(error).__name__

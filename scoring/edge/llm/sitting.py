"""One list before the models: its batches, what was paid, and what went wrong."""

import asyncio
import secrets
from collections.abc import Coroutine, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from scoring.edge.llm.chain import Chain
from scoring.edge.llm.completion import Question
from scoring.edge.llm.link import Purpose
from scoring.errors import JudgeError, JudgeReplyInvalid, StoreError
from scoring.model import Candidate, Profile, Verdict
from scoring.ports import Occasion
from scoring.prompts.batches import batches
from scoring.prompts.languages import tokens
from scoring.prompts.notes import telling
from scoring.prompts.prompt import PROMPT_VERSION, Prompt, prompt
from scoring.prompts.references import FAR_ID, NEAR_ID, Measure
from scoring.prompts.reply import SCHEMA, Opinion, read_reply
from scoring.prompts.verdicts import Ground, verdict_of

_ENTRY_TOKENS = 80  # of a reply
_REFERENCES = frozenset({NEAR_ID, FAR_ID})

A = TypeVar("A")


class Sitting:
    """Asks about batches of one list, and adds up what that cost."""

    def __init__(
        self, chain: Chain, *, profile: Profile, ground: Mapping[str, Ground], occasion: Occasion
    ) -> None:
        """Begin with nothing asked."""
        self.ground = ground
        self.cost_usd = 0.0
        self.failure: JudgeError | None = None  # the most telling of what left postings unjudged
        self.told_apart = True  # whether every reply told the two references apart
        self._chain = chain
        self._profile = profile
        self._language = occasion.language
        self._purpose = Purpose(name="judge", person=occasion.person)

    async def verdicts(
        self, candidates: Sequence[Candidate], *, turn: int = 1
    ) -> dict[str, Verdict]:
        """Return the verdicts of the batches that were answered, by posting id."""
        parts = batches(self._profile, candidates, turn=turn)
        found = await together(*(self._batch(part) for part in parts))
        return {key: verdict for each in found for key, verdict in each.items()}

    async def each_alone(self, candidates: Sequence[Candidate]) -> dict[str, Verdict]:
        """Return the verdicts of postings that nothing but the references stands beside."""
        found = await together(*(self._batch([each]) for each in candidates))
        return {key: verdict for each in found for key, verdict in each.items()}

    async def _batch(self, candidates: Sequence[Candidate]) -> dict[str, Verdict]:
        """Ask about one batch, and once more about what its reply left out.

        What got no usable reply at all is asked in halves: a reply that was too long fits then,
        and a posting that confuses the model spoils less.
        """
        found, error = await self._tried(candidates)
        left = [each for each in candidates if each.cluster.best.id not in found]
        if left and (error is None or isinstance(error, JudgeReplyInvalid)):
            halves = [left] if found else [left[::2], left[1::2]]
            for part in filter(None, halves):
                more, error = await self._tried(part)
                found |= more
        if len(found) < len(candidates):
            # What the model could say, it said: then an unusable rest is only left out.
            self._note(None if found and isinstance(error, JudgeReplyInvalid) else error)
        return found

    async def _tried(
        self, candidates: Sequence[Candidate]
    ) -> tuple[dict[str, Verdict], JudgeError | None]:
        """Make one request; what went wrong is returned beside what was found."""
        try:
            return await self._asked(candidates), None
        except JudgeError as error:
            return {}, error

    async def _asked(self, candidates: Sequence[Candidate]) -> dict[str, Verdict]:
        """Make one request. Raises JudgeError."""
        fence = f"#{secrets.token_hex(4)}"
        # In a thread: to find what decides in ten postings takes a tenth of a second and more.
        request = await asyncio.to_thread(
            prompt, self._profile, candidates, fence=fence, language=self._language
        )
        question = Question(
            system=request.system,
            user=request.user,
            schema=SCHEMA,
            entries=len(request.names),
            entry_tokens=tokens(_ENTRY_TOKENS, language=self._language),
        )
        try:
            asked = await self._chain.ask(
                question, purpose=self._purpose, read=partial(_opinions, request)
            )
        except JudgeError as error:
            self.cost_usd += error.cost_usd
            raise
        self.cost_usd += asked.cost_usd
        return self._verdicts(dict(asked.read), judge=f"{asked.model}/{PROMPT_VERSION}")

    def _verdicts(self, opinions: dict[str, Opinion], *, judge: str) -> dict[str, Verdict]:
        measure = Measure(near=opinions.pop(NEAR_ID, None), far=opinions.pop(FAR_ID, None))
        self.told_apart = self.told_apart and measure.told_apart
        return {
            key: verdict_of(opinion, ground=self.ground[key], measure=measure, judge=judge)
            for key, opinion in opinions.items()
        }

    def _note(self, error: JudgeError | None) -> None:
        if error and (self.failure is None or telling(error) > telling(self.failure)):
            self.failure = error


def _opinions(request: Prompt, text: str) -> dict[str, Opinion]:
    """Return the opinions by posting id. Raises JudgeReplyInvalid when no posting has one."""
    reading = read_reply(text, names=frozenset(request.names))
    opinions = {request.names[name]: opinion for name, opinion in reading.opinions.items()}
    if opinions.keys() <= _REFERENCES:
        raise JudgeReplyInvalid("The model's reply speaks of no posting")
    return opinions


async def together(*works: Coroutine[Any, Any, A]) -> list[A]:
    """Wait for all; when one raises, the others are cancelled and its error is raised as it is."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(work) for work in works]
    except* StoreError as errors:
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]

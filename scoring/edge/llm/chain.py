"""The models that may answer, in order: the first that is up and affordable does."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from scoring.edge.llm.budget import Budget
from scoring.edge.llm.completion import Model, Question
from scoring.edge.llm.ledger import Ledger
from scoring.edge.llm.link import Asked, Link, Patience, Purpose, T
from scoring.errors import BudgetSpent, JudgeError, JudgeUnavailable
from scoring.prompts.notes import telling

_PATIENT = Patience()
_AT_ONCE = 3  # calls of the whole bot; a home server has no more to give


class Chain:
    """Asks the first model that is up. One chain serves the whole bot, so its calls are bounded."""

    def __init__(
        self,
        models: Sequence[Model],
        *,
        ledger: Ledger,
        budget: Budget,
        clock: Callable[[], datetime],
        patience: Patience = _PATIENT,
    ) -> None:
        """Ask `models` in their order within `budget`."""
        gate = asyncio.Semaphore(_AT_ONCE)
        self._links = [
            Link(each, ledger=ledger, budget=budget, clock=clock, patience=patience, gate=gate)
            for each in models
        ]
        self.names = tuple(each.name for each in models)

    async def ask(
        self, question: Question, *, purpose: Purpose, read: Callable[[str], T]
    ) -> Asked[T]:
        """Return what `read` makes of the answer.

        Raises JudgeReplyInvalid as `read` does; BudgetSpent, JudgeRefused or JudgeUnavailable when
        no model answered, in this order of what the person can best be told.
        """
        errors: list[JudgeError] = []
        for link in self._links:
            try:
                return await link.ask(question, purpose=purpose, read=read)
            except (BudgetSpent, JudgeUnavailable) as error:
                errors.append(error)
        raise max(errors, key=telling)

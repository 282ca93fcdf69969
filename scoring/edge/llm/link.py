"""One model: asked when it is up and there is money, again where that can help, all in the ledger.

What can help is a wait before a busy server, and plainer words for one that takes no answer form.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from scoring.edge.llm.breaker import Breaker
from scoring.edge.llm.budget import Budget
from scoring.edge.llm.completion import CallFailed, Kind, Model, Question, complete, loaded
from scoring.edge.llm.ledger import Call, Ledger
from scoring.edge.llm.prices import Price, price_of
from scoring.errors import (
    JudgeRefused,
    JudgeReplyInvalid,
    JudgeUnavailable,
    StoreError,
)

_CHARS_A_TOKEN = 3.5
_REFUSED_FOR = timedelta(minutes=30)  # a key does not mend itself
_LONGEST_REST = timedelta(hours=1)

_OUTCOMES: Mapping[Kind, str] = {
    "again": "failed",
    "slow": "too slow",
    "form": "form refused",
    "key": "key refused",
    "no": "failed",
}

_log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often and how long a busy server is asked again, in seconds."""

    waits_s: tuple[float, ...] = (1.0, 4.0)
    longest_s: float = 20.0  # a server that asks for more is left alone until then


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Generic[T]):
    """What was read from the answer, which model gave it, and its price."""

    read: T
    model: str
    cost_usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """For whom and what for: as the ledger notes it."""

    name: str
    person: str = ""


class Link:
    """Asks one model. Its calls share a gate with those of the others."""

    def __init__(
        self,
        model: Model,
        *,
        ledger: Ledger,
        budget: Budget,
        clock: Callable[[], datetime],
        patience: Patience,
        gate: asyncio.Semaphore,
    ) -> None:
        """Ask `model` within `budget`, so many calls at once as `gate` has room for."""
        self._model = model
        self._ledger = ledger
        self._budget = budget
        self._clock = clock
        self._patience = patience
        self._gate = gate
        self._breaker = Breaker(clock)
        self._plain = False  # its server refuses a form for the answer
        self._refused = False  # its server refuses the key

    async def ask(
        self, question: Question, *, purpose: Purpose, read: Callable[[str], T]
    ) -> Asked[T]:
        """Ask as often as that can help; what became of it moves the breaker.

        Raises JudgeReplyInvalid as `read` does, BudgetSpent, JudgeRefused or JudgeUnavailable.
        """
        if not await self._breaker.lets_through():
            raise self._resting()
        try:
            asked = await self._patiently(question, purpose=purpose, read=read)
        except CallFailed as error:
            raise self._given_up(error) from None
        except JudgeReplyInvalid:
            self._answered()
            raise
        except BaseException:  # no money, or nobody waits any more: it says nothing of the model
            self._breaker.left()
            raise
        self._answered()
        return asked

    async def _patiently(
        self, question: Question, *, purpose: Purpose, read: Callable[[str], T]
    ) -> Asked[T]:
        """Ask a busy server again after a wait, as long as it asks for one but not for long."""
        price = self._model.price or price_of(self._model.name, litellm=await loaded())
        for wait_s in self._patience.waits_s:
            try:
                return await self._in_form(question, purpose=purpose, read=read, price=price)
            except CallFailed as error:
                if error.kind != "again" or error.wait_s > self._patience.longest_s:
                    raise
                await asyncio.sleep(max(wait_s, error.wait_s))
        return await self._in_form(question, purpose=purpose, read=read, price=price)

    async def _in_form(
        self, question: Question, *, purpose: Purpose, read: Callable[[str], T], price: Price
    ) -> Asked[T]:
        """Ask; a server that refuses the answer's form is asked in a plain way, then and later."""
        if self._plain:
            return await self._paid(question, purpose, read, price=price, plain=True)
        try:
            return await self._paid(question, purpose, read, price=price, plain=False)
        except CallFailed as error:
            if error.kind != "form":
                raise
        asked = await self._paid(question, purpose, read, price=price, plain=True)
        self._plain = True
        return asked

    async def _paid(
        self,
        question: Question,
        purpose: Purpose,
        read: Callable[[str], T],
        *,
        price: Price,
        plain: bool,
    ) -> Asked[T]:
        """Make one call when there is room and money for it."""
        call = Call(
            model=self._model.name, purpose=purpose.name, person=purpose.person, priced=price.source
        )
        async with self._gate:
            if price.of(1, 1) == 0:  # what is free goes on when the day's money is spent
                return await self._entered(question, read, call=call, price=price, plain=plain)
            async with self._budget.reserved(_estimate(question, price), person=purpose.person):
                return await self._entered(question, read, call=call, price=price, plain=plain)

    async def _entered(
        self,
        question: Question,
        read: Callable[[str], T],
        *,
        call: Call,
        price: Price,
        plain: bool,
    ) -> Asked[T]:
        """Make one call and enter it in the ledger, whatever becomes of it."""
        try:
            answer = await complete(question, model=self._model, plain=plain)
        except CallFailed as error:
            await self._enter(replace(call, outcome=_OUTCOMES[error.kind]))
            raise
        except asyncio.CancelledError:
            with suppress(StoreError):  # the one that matters now is the cancellation
                await self._enter(replace(call, outcome="cancelled"))
            raise
        cost_usd = price.of(answer.read, answer.written)
        call = replace(
            call,
            prompt_tokens=answer.read,
            completion_tokens=answer.written,
            cost_usd=cost_usd,
            seconds=answer.seconds,
        )
        try:
            understood = read(answer.text)
        except JudgeReplyInvalid as error:
            error.cost_usd = cost_usd
            await self._enter(replace(call, outcome="invalid"))
            raise
        await self._enter(call)
        return Asked(read=understood, model=self._model.name, cost_usd=cost_usd)

    async def _enter(self, call: Call) -> None:
        await self._ledger.enter(call, at=self._clock())

    def _answered(self) -> None:
        self._breaker.worked()
        self._refused = False

    def _given_up(self, error: CallFailed) -> JudgeUnavailable:
        """Decide how long this model is left alone, and tell the owner what only he can mend."""
        facts = {"action": "ask_model", "model": self._model.name, "kind": error.kind}
        if error.kind == "key":
            self._refused = True
            self._breaker.open(_REFUSED_FOR)
            _log.error("The model refused the key; see LLM_API_KEY", extra=facts)
            return JudgeRefused(str(error))
        if error.wait_s > self._patience.longest_s:
            self._breaker.open(min(timedelta(seconds=error.wait_s), _LONGEST_REST))
        else:
            self._breaker.failed()
        _log.warning("The model gave no answer", extra=facts)
        return error

    def _resting(self) -> JudgeUnavailable:
        kind = JudgeRefused if self._refused else JudgeUnavailable
        return kind(f"Model {self._model.name!r} is left alone for a while")


def _estimate(question: Question, price: Price) -> float:
    """Return the dollars that a call may cost, before it is made."""
    read = (len(question.system) + len(question.user)) / _CHARS_A_TOKEN
    return price.of(read, question.entries * question.entry_tokens)

"""How much of the day's money is left: one cap for each person and one for the whole bot."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from scoring.edge.llm.ledger import Ledger
from scoring.errors import BudgetSpent

_BOT = ""  # the name that every call is also counted under


class Budget:
    """Sets the price of a call aside before it is made: calls at once do not pass a cap together.

    A day is the last 24 hours, so there is no midnight at which everyone's money comes back.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        daily_usd: float,
        person_usd: float,
        clock: Callable[[], datetime],
    ) -> None:
        """Allow `daily_usd` for the whole bot and `person_usd` for one person."""
        self._ledger = ledger
        self._daily_usd = daily_usd
        self._person_usd = person_usd
        self._clock = clock
        self._lock = asyncio.Lock()
        self._reserved: defaultdict[str, float] = defaultdict(float)

    @asynccontextmanager
    async def reserved(self, usd: float, *, person: str) -> AsyncIterator[None]:
        """Hold `usd` until the call is in the ledger. Raises BudgetSpent, naming whose it is.

        What nobody in particular asked for ("" as the person) has only the bot's cap.
        """
        payers = tuple(dict.fromkeys((person, _BOT)))
        async with self._lock:
            for payer in payers:
                await self._check(payer, usd=usd)
            for payer in payers:
                self._reserved[payer] += usd
        try:
            yield
        finally:
            for payer in payers:
                self._reserved[payer] -= usd

    async def _check(self, payer: str, *, usd: float) -> None:
        most = self._daily_usd if payer == _BOT else self._person_usd
        spent = await self._ledger.spent_today(now=self._clock(), person=payer or None)
        if spent.cost_usd + self._reserved[payer] + usd > most:
            raise BudgetSpent(
                f"The day's {most:.2f} dollars are spent",
                whose="bot" if payer == _BOT else "person",
            )

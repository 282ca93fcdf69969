"""What a morning message says beside its picks: each a line, with a button where it has one.

Nothing but the morning message comes of the bot's own accord, so whatever somebody should hear of
stands there. Who has something to say adds a function to `SAYERS`.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot.answers.tracking import morning_lines
from bot.context import Services
from bot.model import Person
from scoring.model import Aside

Sayer = Callable[[Services, Person, datetime], Awaitable[Sequence[Aside]]]

SAYERS: tuple[Sayer, ...] = (morning_lines,)  # in the order of their lines
_MOST = 3  # lines; the picks come first


async def asides(services: Services, person: Person, *, now: datetime) -> tuple[Aside, ...]:
    """Return the lines of this morning, each asked for once. May raise StoreError."""
    said = [each for sayer in SAYERS for each in await sayer(services, person, now)]
    return tuple(said[:_MOST])

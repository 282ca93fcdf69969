"""Which jobs a person has had, by the ids that they have today."""

from bot.stores.deliveries import Deliveries
from scoring.ports import Postings


async def seen_jobs(
    deliveries: Deliveries, *, postings: Postings, person_id: int
) -> frozenset[str]:
    """Return the ids of every job that this person was shown or has hidden.

    Two jobs that turned out to be one are one: who had either does not get it again.
    """
    shown = await deliveries.shown(person_id)
    current = await postings.current(shown)
    return shown.union(current.values())

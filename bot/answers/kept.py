"""Jobs that a person marked: found again by their mark, long after their list is gone.

A card of such a job stands in no delivery. Its buttons name delivery 0, and their value says from
which list it was opened and which job it is: "a2.<cluster>" is page 2 of /applied.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.context import Services
from bot.model import Button, Delivery, Person
from bot.views.applications import kept_in
from bot.views.card import pick_at
from scoring.model import Digest, Pick

NO_DELIVERY = 0
_LISTS = 60  # deliveries back that a job is looked for in


async def meant(services: Services, person: Person, button: Button) -> tuple[Delivery, int] | None:
    """Return the delivery and number that a button means; of a marked job one of its own.

    None where it is not this person's, or gone.
    """
    if button.delivery:
        delivery = await services.deliveries.get(person.id, button.delivery)
        n = button.n or 0
        return (delivery, n) if delivery and pick_at(delivery, n) else None
    kept = kept_in(button.value) or kept_in(button.value.partition(".")[2])  # behind a reason
    pick = await services.feedback.kept(person.id, kept.cluster_id) if kept else None
    return (kept_delivery(person, pick, now=services.clock()), 1) if pick else None


def kept_delivery(person: Person, pick: Pick, *, now: datetime) -> Delivery:
    """Return a delivery of this job alone; it is kept nowhere."""
    digest = Digest(day=now.date(), picks=(pick,))
    key = f"kept:{pick.cluster.id}"
    return Delivery(id=NO_DELIVERY, person_id=person.id, key=key, digest=digest, created_at=now)


async def dated(services: Services, person: Person, delivery: Delivery) -> Delivery:
    """Return a marked job's delivery with the profile that it was chosen for, where that is kept.

    Any other delivery has it already.
    """
    if delivery.id != NO_DELIVERY:
        return delivery
    (pick,) = delivery.digest.picks
    found = await shown_in(services, person, pick.cluster.id)
    if found is None:
        return delivery
    shown, n = found
    origin = pick_at(shown, n) or pick
    version = shown.digest.version_of(origin)
    digest = delivery.digest.model_copy(
        update={"profile_version": version, "searches": {}, "day": shown.digest.day}
    )
    return delivery.model_copy(update={"digest": digest, "created_at": shown.created_at})


async def shown_in(
    services: Services, person: Person, cluster_id: str
) -> tuple[Delivery, int] | None:
    """Return the newest list that showed a job, and its number there; None where none is kept."""

    def number(delivery: Delivery) -> int | None:
        every = (*delivery.digest.picks, *delivery.digest.near)
        ids = [pick.cluster.id for pick in every]
        return ids.index(cluster_id) + 1 if cluster_id in ids else None

    delivery = await services.deliveries.newest(
        person.id, wanted=lambda each: number(each) is not None, most=_LISTS
    )
    n = number(delivery) if delivery else None
    return (delivery, n) if delivery and n else None


async def standing(services: Services, person: Person, ids: Sequence[str]) -> frozenset[str]:
    """Return which of these jobs may still be applied to, as far as the sources say."""
    now = services.clock()
    found = await services.postings.clusters(ids)
    own = await services.own.clusters(person.id, [each for each in ids if each not in found])
    return frozenset(
        cluster_id
        for cluster_id, cluster in {**found, **own}.items()
        if cluster.best.open and not (cluster.best.closes_at and cluster.best.closes_at <= now)
    )

"""Picks of shared digests, opened by a reader as their own."""

from datetime import datetime

from bot.context import Services
from bot.model import SCORE_KEY, Delivery, Person
from bot.texts import groups as texts
from bot.views.card import pick_at
from scoring.model import Digest

_OPENED = f"{SCORE_KEY}:p"  # how the key of an opened pick begins; the shared digest's id follows


def is_opened(delivery: Delivery) -> bool:
    """Tell whether a delivery is a pick of a shared digest that its reader opened."""
    return delivery.key.startswith(_OPENED)


async def chosen_for(services: Services, delivery: Delivery) -> int | None:
    """Return the chat whose profile an opened pick was chosen for; None where it is gone."""
    shared = await services.chats.digest(int(delivery.key.removeprefix(_OPENED).split(":")[0]))
    return shared.person_id if shared else None


async def opened(
    services: Services, reader: Person, *, delivery_id: int, n: int, now: datetime
) -> Delivery | None:
    """Return a pick of a shared digest as the reader's own, once; None where it is gone.

    What they do with it is kept for them. Another person's delivery is never opened this way.
    """
    shared = await services.chats.digest(delivery_id)
    pick = pick_at(shared, n) if shared else None
    if shared is None or pick is None:
        return None
    hosted = await services.chats.hosted(shared.person_id)
    title = hosted.title if hosted and hosted.title else texts.TITLE_ELSE()
    digest = Digest(
        day=shared.digest.day,
        picks=(pick,),
        notes=(texts.PICK_FROM.phrase(title=title),),
        judge=shared.digest.judge,
        profile_version=shared.digest.version_of(pick),
    )
    return await services.deliveries.plan(
        reader.id,
        key=f"{_OPENED}{delivery_id}:{n}",
        digest=digest,
        render=lambda _: (),
        now=now,
        aside=True,
    )

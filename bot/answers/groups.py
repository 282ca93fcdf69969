"""Picks of shared digests, opened by a reader as their own."""

from datetime import datetime

from bot.context import Services
from bot.model import SCORE_KEY, Delivery, Person
from bot.texts import groups as texts
from bot.views.card import pick_at
from scoring.model import Digest


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
        profile_version=shared.digest.profile_version,
    )
    return await services.deliveries.plan(
        reader.id,
        key=f"{SCORE_KEY}:p{delivery_id}:{n}",
        digest=digest,
        render=lambda _: (),
        now=now,
        aside=True,
    )

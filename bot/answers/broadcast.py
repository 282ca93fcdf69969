"""A message from the owner to everybody: kept, shown, sent once, or taken back."""

from bot.context import Services
from bot.model import Message, Person
from bot.stores.broadcasts import message_of
from bot.texts import broadcast as texts
from bot.views.admin import broadcast as view


async def drafted(services: Services, owner: Person, text: str) -> tuple[Message, ...]:
    """Keep a text; return it as it will look, and the question. One answer: why it cannot be."""
    refusal = view.refusal(text)
    if refusal is not None:
        return (refusal,)
    broadcast_id = await services.broadcasts.draft(owner.id, text.strip(), now=services.clock())
    reach = await services.broadcasts.reach()
    return message_of(text.strip()), view.preview_card(broadcast_id, reach=reach)


async def sent(services: Services, broadcast_id: int, *, card_id: int) -> Message | None:
    """Let it go out from the next minute on, once; return how far it is."""
    now = services.clock()
    if await services.broadcasts.start(broadcast_id, card_id=card_id, now=now):
        await services.broadcasts.fill(broadcast_id, now=now)  # the ticks do the other pages
    return await looked(services, broadcast_id)


async def stopped(services: Services, broadcast_id: int) -> Message | None:
    """Take back what is not sent; return what became of it."""
    await services.broadcasts.stop(broadcast_id, now=services.clock())
    return await looked(services, broadcast_id)


async def dropped(services: Services, broadcast_id: int) -> Message | None:
    """Send nothing; what is on its way already stays so."""
    if await services.broadcasts.drop(broadcast_id):
        return Message(html=texts.DROPPED())
    return await looked(services, broadcast_id)


async def looked(services: Services, broadcast_id: int) -> Message | None:
    """Return how far it is; None for one that never was, or never went out."""
    broadcast = await services.broadcasts.get(broadcast_id)
    if broadcast is None or broadcast.state in {"draft", "dropped"}:
        return None
    progress = await services.broadcasts.progress(broadcast_id)
    over = broadcast.state != "filling" and not progress.waiting
    return view.progress_card(broadcast, progress, over=over)

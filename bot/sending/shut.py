"""What follows when Telegram takes no message for somebody, or for a chat, any more."""

from datetime import timedelta

from telegram.error import TelegramError

from bot.context import Services
from bot.language.current import speaking
from bot.model import Outgoing
from bot.sending.refusals import refused_why
from bot.views.groups import unreachable

_MOMENT = timedelta(seconds=1)  # what was planned just now is older than it


async def silence(services: Services, person_id: int) -> None:
    """Pause somebody who blocked the bot; unsent digests are taken back."""
    if await services.people.get(person_id) is not None:
        await services.people.change(person_id, state="blocked", due=None, due_day=None)
        now = services.clock()
        await services.deliveries.withdraw(now, person_id=person_id, before=now + _MOMENT)


async def shut(services: Services, outgoing: Outgoing, error: TelegramError) -> None:
    """Stop the digest of a chat that takes nothing more, and tell who set it up, once.

    The message goes back to READY first, so that a digest of which nothing was sent is taken back
    as a whole: its picks are still new when the chat returns.
    """
    deliveries, now = services.deliveries, services.clock()
    await _tell_host(services, outgoing, error)
    await deliveries.again(outgoing.id, not_before=now)
    await silence(services, outgoing.person_id)
    if await deliveries.intend(outgoing.id, now=now):  # some of its digest had arrived
        await deliveries.dead(outgoing.id, why=error.message, now=now)


async def _tell_host(services: Services, outgoing: Outgoing, error: TelegramError) -> None:
    """Tell who set the chat up, before it sleeps: what else waits for it tells nobody again."""
    chat = await services.people.get(outgoing.person_id)
    hosted = await services.chats.hosted(outgoing.person_id)
    if chat is None or chat.state == "blocked" or hosted is None or hosted.host is None:
        return
    host = await services.people.get(hosted.host)
    if host is None or host.state == "blocked":
        return
    with speaking(host.language):
        message = unreachable(hosted.title, why=refused_why(error))
    now = services.clock()
    await services.deliveries.notice(host.id, message, key=f"shut:{outgoing.id}", now=now)

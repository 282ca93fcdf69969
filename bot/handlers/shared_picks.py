"""Links under a shared digest: each opens one pick in the private chat of whoever follows it."""

from telegram import Update

from bot import reply
from bot.answers.groups import opened
from bot.chats import links_of
from bot.context import Context
from bot.handlers import start
from bot.handlers.common import said
from bot.handlers.press import first_card
from bot.model import Delivery, Message, Person
from bot.texts import groups as texts
from bot.views.card import SOLO, card, pick_at
from bot.views.groups import without_buttons


async def opened_by_link(update: Update, context: Context, person: Person | None) -> bool:
    """Show the pick that a /start names; False for any other update.

    A stranger meets the bot first. Whom the bot does not let in reads the card, which was posted
    for them to read, and nothing is kept of it.
    """
    named = _named(update, context)
    if named is None or update.effective_user is None:
        return False
    services = context.services
    if person is None:
        await start.command(update, context)
        person = await services.people.get(update.effective_user.id)
    delivery_id, n = named
    if person is None:
        delivery = await services.chats.digest(delivery_id)
        found = delivery is not None and pick_at(delivery, n) is not None
        message = _card(context, delivery, n) if delivery and found else said(texts.PICK_GONE())
        await reply.send(update, context, without_buttons(message))
        return True
    now = services.clock()
    own = await opened(services, person, delivery_id=delivery_id, n=n, now=now)
    message = await first_card(services, person, own) if own else said(texts.PICK_GONE())
    await reply.send(update, context, message)
    return True


def _named(update: Update, context: Context) -> tuple[int, int] | None:
    words = (update.message.text or "").split() if update.message else []
    if len(words) != 2 or words[0] != "/start":
        return None
    return links_of(context.bot).pick_in(words[1])


def _card(context: Context, delivery: Delivery, n: int) -> Message:
    now = context.services.clock()
    return card(delivery, n, marks=frozenset(), value=SOLO, now=now)

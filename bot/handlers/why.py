"""/why and the button on a card: explains one score, with the posting's own words."""

from telegram import Update

from bot import reply
from bot.answers import kept
from bot.answers.why import Meant, explained, last_list, link_forms, linked
from bot.context import Context, Services
from bot.handlers.common import said, speaker
from bot.model import Button, Message, Person
from bot.texts import cards as card_texts
from bot.texts import why as texts
from bot.views.card import pick_at
from bot.views.why import which_message, why_message


async def command(update: Update, context: Context) -> None:
    """Explain the pick that a number or a link names."""
    person = await speaker(update, context)
    asked = " ".join(context.args or ()).strip().removeprefix("#").rstrip(".")
    async with reply.typing(update, context):
        answer = await _answer(context.services, person, asked=asked)
    await reply.send(update, context, answer)


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Explain a pick where its card stands; return the toast where it is gone."""
    services, person = context.services, await speaker(update, context)
    place = await kept.meant(services, person, button)
    if place is None:
        return card_texts.GONE()
    delivery, n = place
    delivery = await kept.dated(services, person, delivery)
    pick = pick_at(delivery, n)
    assert pick is not None, "it was found"
    meant = Meant(pick=pick, delivery=delivery, n=n)
    found = await explained(services, person, meant=meant, now=services.clock())
    await reply.edit(update, context, why_message(found, value=button.value))
    return ""


async def _answer(services: Services, person: Person, *, asked: str) -> Message:
    if asked and not asked.isdecimal():
        return await _of_link(services, person, link=asked)
    delivery = await last_list(services, person, numbered=bool(asked))
    if delivery is None:
        return said(texts.NOTHING())
    count = len(delivery.digest.picks) + len(delivery.digest.near)
    if not asked and count > 1:
        return which_message(delivery)
    n = int(asked[:9] or 1)
    pick = pick_at(delivery, n)
    if pick is None:
        return said(texts.NO_NUMBER(n=n, count=count))
    return await _explained(services, person, Meant(pick=pick, delivery=delivery, n=n))


async def _of_link(services: Services, person: Person, *, link: str) -> Message:
    if not link_forms(link):
        return said(texts.USAGE())
    meant = await linked(services, person, link=link, now=services.clock())
    return await _explained(services, person, meant) if meant else said(texts.UNKNOWN_LINK())


async def _explained(services: Services, person: Person, meant: Meant) -> Message:
    found = await explained(services, person, meant=meant, now=services.clock())
    return why_message(found)

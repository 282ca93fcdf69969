"""The buttons of picks: every press finds its delivery in the store and edits its message."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot import reply
from bot.answers.hiding import OFFERS, OLD_OFFERS, REASONS
from bot.answers.kept import NO_DELIVERY, shown_in
from bot.answers.silencing import hide_job, show_job
from bot.answers.similar import more_like
from bot.context import Context, Services
from bot.handlers.common import said, speaker
from bot.handlers.lists import list_message, marks_of
from bot.handlers.picks import send_picks
from bot.handlers.press import ASKED, Press, card_of, press_on_job
from bot.language.text import Text
from bot.model import Action, Button, Message, Person
from bot.stores.feedback import Mark
from bot.texts import cards as texts
from bot.views.digest import digest_messages
from bot.views.hide import hidden_message, parted, reasons_message
from bot.views.near import near_message

_Answer = tuple[Message | None, str]  # what the message becomes, and the toast over it


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Do what the button says and return the toast; what is gone is said kindly."""
    person = await speaker(update, context)
    press = await _press(context.services, person, button)
    if press is None:
        return texts.GONE()
    match button.action:
        case "again":
            await send_picks(update, context, person, again=True)
            return ""
        case "show":
            return await _show(update, context, press)
        case "more":
            async with reply.typing(update, context):
                message, toast = await _more(press)
        case _:
            assert button.action is not None
            message, toast = await _ANSWERS[button.action](press)
    if message:
        await reply.edit(update, context, message)
    return toast


async def _press(services: Services, person: Person, button: Button) -> Press | None:
    if button.action not in _ABOUT_A_LIST:
        return await press_on_job(services, person, button)
    delivery = await services.deliveries.get(person.id, button.delivery or 0)
    if delivery is None:
        return None
    return Press(
        services=services, person=person, delivery=delivery, button=button, now=services.clock()
    )


async def _show(update: Update, context: Context, press: Press) -> str:
    """Send a delivery that may never have arrived; its question stays until all of it is sent."""
    for message in digest_messages(press.delivery, press.person):
        await reply.send(update, context, message)
    await reply.edit(update, context, said(texts.SHOWN_BELOW()))
    return ""


async def _list(press: Press) -> _Answer:
    message = await list_message(
        press.services, press.person, press.delivery, n=press.button.n, value=press.button.value
    )
    return message, ""


async def _near(press: Press) -> _Answer:
    marks = await marks_of(press.services, press.person)
    value = press.button.value
    return near_message(press.delivery, press.person, value=value, marks=marks), ""


async def _card(press: Press) -> _Answer:
    if press.person.waiting.startswith(ASKED):  # back from the question when the interview is
        await press.services.people.change(press.person.id, waiting="")
    return await card_of(press, value=press.button.value), ""


async def _more(press: Press) -> _Answer:
    origin, n = press.delivery, press.n
    if origin.id == NO_DELIVERY:
        found = await shown_in(press.services, press.person, press.pick.cluster.id)
        if found is None:
            return None, texts.NO_SIMILAR()
        origin, n = found
    similar = await more_like(press.services, press.person, origin=origin, n=n, now=press.now)
    if not similar.digest.picks:
        return None, texts.NO_SIMILAR()
    return await list_message(press.services, press.person, similar, n=None, value=""), ""


def _marking(mark: Mark, toast: Text) -> Callable[[Press], Awaitable[_Answer]]:
    async def answer(press: Press) -> _Answer:
        await press.services.feedback.mark(press.person.id, press.pick, mark, now=press.now)
        return (await _card(press))[0], toast()

    return answer


def _unmarking(mark: Mark, toast: Text) -> Callable[[Press], Awaitable[_Answer]]:
    async def answer(press: Press) -> _Answer:
        await press.services.feedback.unmark(
            press.person.id, press.pick.cluster.id, mark, now=press.now
        )
        return (await _card(press))[0], toast()

    return answer


async def _hide(press: Press) -> _Answer:
    value = press.button.value
    return reasons_message(press.delivery, press.n, press.pick, value=value), ""


async def _reason(press: Press) -> _Answer:
    """Hide the job, and what the reason says beyond it."""
    reason, value = parted(press.button.value)
    if reason not in {*REASONS, *OFFERS, *OLD_OFFERS}:
        return None, texts.GONE()
    done = await hide_job(press.services, press.person.id, press.pick, reason=reason, now=press.now)
    message = hidden_message(
        press.delivery,
        press.n,
        pick=press.pick,
        reason=reason,
        value=value,
        hiding=done.hiding,
        held=done.held,
    )
    best = press.pick.cluster.best
    return message, texts.toast_hidden(best.hirer if reason == "company" else "")


async def _unhide(press: Press) -> _Answer:
    """Bring the job back, and what its reason left out."""
    await show_job(press.services, press.person.id, press.pick, now=press.now)
    return (await _card(press))[0], texts.TOAST_BACK()


_ABOUT_A_LIST = frozenset({"list", "near", "show", "again"})
_ANSWERS: Mapping[Action, Callable[[Press], Awaitable[_Answer]]] = {
    "list": _list,
    "near": _near,
    "card": _card,
    "save": _marking("saved", texts.TOAST_SAVED),
    "unsave": _unmarking("saved", texts.TOAST_UNSAVED),
    "applied": _marking("applied", texts.TOAST_APPLIED),
    "unapplied": _unmarking("applied", texts.TOAST_UNAPPLIED),
    "hide": _hide,
    "reason": _reason,
    "unhide": _unhide,
}

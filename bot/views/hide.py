"""What "Not for me" looks like in place: the question why, and what the answer did. Pure."""

from bot.answers.hiding import REASONS, Held
from bot.model import Button, Delivery, Message
from bot.stores.hidings import Hiding
from bot.texts import cards as texts
from bot.texts import hide as hide_texts
from bot.texts.profile import LEVELS
from bot.views.card import back_button, card_head
from bot.views.fill import fill
from bot.views.html import cut
from bot.views.rows import flowed
from scoring.model import Pick

_A_ROW = 3
_FIELDS = {"role": "titles", "place": "places", "level": "levels", "pay": "pay"}
_BEYOND = frozenset(("role", "level"))  # reasons that may leave out more than the job


def reasons_message(delivery: Delivery, n: int, pick: Pick, *, value: str) -> Message:
    """Return the question why, with a button for each reason."""
    buttons = [
        Button(
            label=texts.REASONS[reason](),
            action="reason",
            delivery=delivery.id,
            n=n,
            value=joined(reason, value),
        )
        for reason in REASONS
    ]
    rows = flowed(buttons, most=_A_ROW)
    back = Button(label=texts.BACK(), action="card", delivery=delivery.id, n=n, value=value)
    html = f"{card_head(delivery, n, pick)}\n\n{texts.ASK_REASON()}"
    return Message(html=html, rows=(*rows, (back,)))


def hidden_message(  # noqa: PLR0913 - the job, what was asked for, and what came of it
    delivery: Delivery,
    n: int,
    *,
    pick: Pick,
    reason: str,
    value: str,
    hiding: Hiding | None,
    held: Held,
) -> Message:
    """Return what the reason did, with its undo and what more could be done."""
    undo = Button(label=texts.UNDO(), action="unhide", delivery=delivery.id, n=n, value=value)
    more = _more(delivery, n, reason=reason, value=value, hiding=hiding, held=held)
    back = back_button(delivery, n, value=value)
    rows = ((undo,), (more,) if more else (), (back,) if back else ())
    html = f"{card_head(delivery, n, pick)}\n\n{_did(reason, hiding=hiding, held=held)}"
    return Message(html=html, rows=tuple(row for row in rows if row))


def joined(reason: str, value: str) -> str:
    """Return the value of a reason's button; `parted` takes it apart."""
    return f"{reason}.{value}" if value else reason


def parted(text: str) -> tuple[str, str]:
    """Return the reason and the value of the card that it was asked on."""
    reason, _, value = text.partition(".")
    return reason, value


def _did(reason: str, *, hiding: Hiding | None, held: Held) -> str:
    reason = reason.rstrip("+")
    if held and reason in _BEYOND:
        return hide_texts.HELD[f"{reason}:{held}"]()
    if hiding is None:
        return texts.DID[reason]()
    match hiding.kind:
        case "company":
            return fill(texts.DID_COMPANY, company=cut(hiding.word, 80))
        case "word":
            return fill(texts.DID_ROLE, role=hiding.word)
        case "level":
            return texts.DID_LEVEL(level=LEVELS[hiding.word]())


def _more(
    delivery: Delivery,
    n: int,
    *,
    reason: str,
    value: str,
    hiding: Hiding | None,
    held: Held,
) -> Button | None:
    """Return what the person may insist on, else the way to the field of the profile."""
    if hiding and hiding.kind == "level" and held == "wanted":
        label = texts.LEAVE_OUT_LEVEL(level=LEVELS[hiding.word]())
        again = joined("level+", value)
        return Button(label=label, action="reason", delivery=delivery.id, n=n, value=again)
    field = _FIELDS.get(reason.rstrip("+"))
    if field is None or held == "gone" or (hiding and not held):
        return None
    return Button(label=texts.CHANGE_PROFILE(), action="profile", value=field)

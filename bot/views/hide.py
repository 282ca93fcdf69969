"""What "Not for me" looks like in place: the question why, and what the answer did. Pure."""

from bot.answers.hiding import REASONS, offered, role
from bot.model import Button, Delivery, Message
from bot.texts import cards as texts
from bot.views.card import back_button, card_head
from bot.views.html import cut, escape
from scoring.model import Pick, Profile

_A_ROW = 3
_FIELDS = {"role": "titles", "place": "places", "level": "levels", "pay": "pay"}


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
    rows = tuple(tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW))
    back = Button(label=texts.BACK(), action="card", delivery=delivery.id, n=n, value=value)
    html = f"{card_head(delivery, n, pick)}\n\n{texts.ASK_REASON()}"
    return Message(html=html, rows=(*rows, (back,)))


def hidden_message(
    delivery: Delivery, n: int, *, pick: Pick, reason: str, value: str, profile: Profile
) -> Message:
    """Return what the reason did, with its undo and what more could be done."""
    undo = Button(label=texts.UNDO(), action="unhide", delivery=delivery.id, n=n, value=value)
    more = _more(delivery, n, pick=pick, reason=reason, value=value, profile=profile)
    back = back_button(delivery, n, value=value)
    rows = ((undo,), (more,) if more else (), (back,) if back else ())
    html = f"{card_head(delivery, n, pick)}\n\n{_did(pick, reason=reason)}"
    return Message(html=html, rows=tuple(row for row in rows if row))


def joined(reason: str, value: str) -> str:
    """Return the value of a reason's button; `parted` takes it apart."""
    return f"{reason}.{value}" if value else reason


def parted(text: str) -> tuple[str, str]:
    """Return the reason and the value of the card that it was asked on."""
    reason, _, value = text.partition(".")
    return reason, value


def _did(pick: Pick, *, reason: str) -> str:
    best = pick.cluster.best
    if reason == "company":
        company = escape(best.hirer, most=80)
        return texts.DID_COMPANY(company=company) if company else texts.DID["company"]()
    if reason == "role+":
        return texts.DID_ROLE(role=escape(role(best)))
    if reason == "level+" and best.level:
        return texts.DID_LEVEL(level=best.level)
    return texts.DID[reason]()


def _more(
    delivery: Delivery, n: int, *, pick: Pick, reason: str, value: str, profile: Profile
) -> Button | None:
    """Return the offer to leave such jobs out, else the way to the field of the profile."""
    offer = offered(profile, pick.cluster.best, reason=reason)
    if offer:
        label = texts.LEAVE_OUT_ROLE(role=cut(offer, 40))
        if reason == "level":
            label = texts.LEAVE_OUT_LEVEL(level=offer)
        return Button(
            label=label,
            action="reason",
            delivery=delivery.id,
            n=n,
            value=joined(f"{reason}+", value),
        )
    if reason not in _FIELDS:
        return None
    return Button(label=texts.CHANGE_PROFILE(), action="profile", value=_FIELDS[reason])

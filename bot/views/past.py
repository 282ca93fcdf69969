"""The list of an earlier day, with the ways to those before and after it. Pure."""

from collections.abc import Sequence
from datetime import date

from bot.language.numbers import day_text
from bot.model import Button, Delivery, Message, Person
from bot.texts import past as texts
from bot.views.digest import list_messages, page_of
from bot.views.listing import Marks

PAST = "p"  # the value of the buttons of a list that is paged through: they lead back to it

Neighbours = tuple[Delivery | None, Delivery | None]  # the older one and the newer one
_Rows = tuple[tuple[Button, ...], ...]


def past_message(
    delivery: Delivery, person: Person, *, n: int | None, marks: Marks, beside: Neighbours
) -> Message:
    """Return the part of a list that has pick `n`, the first part for none."""
    parts = list_messages(delivery, person, marks=marks)
    message = page_of(parts, n=n or 1)
    rows = (
        *(_kept(row) for row in message.rows),
        *_parts(delivery, parts, shown=message),
        _days(*beside),
    )
    return Message(html=message.html, rows=tuple(row for row in rows if row))


def no_picks_message(day: date, *, today: date, beside: Neighbours) -> Message:
    """Say that nothing was sent on a day, with the ways to the days around it."""
    if day > today:
        return Message(html=texts.NOT_YET(day=day_text(day)))
    if beside == (None, None):
        return Message(html=texts.NONE_EVER())
    row = _days(*beside)
    return Message(html=texts.NONE_THAT_DAY(day=day_text(day)), rows=(row,))


def _kept(row: Sequence[Button]) -> tuple[Button, ...]:
    """Return the buttons of a list such that each comes back to this page; its own way is ours."""
    return tuple(
        button.model_copy(update={"value": PAST}) if button.action in {"card", "near"} else button
        for button in row
        if button.action != "past"
    )


def _parts(delivery: Delivery, parts: Sequence[Message], *, shown: Message) -> _Rows:
    """Return a button for each other part of a list that is too long for one message."""
    return tuple(
        (
            Button(
                label=texts.PART(first=numbers[0], last=numbers[-1]),
                action="past",
                delivery=delivery.id,
                n=numbers[0],
            ),
        )
        for part in parts
        if part is not shown and (numbers := _numbers(part))
    )


def _numbers(part: Message) -> list[int]:
    return [
        button.n
        for row in part.rows
        for button in row
        if button.action == "card" and button.n is not None
    ]


def _days(older: Delivery | None, newer: Delivery | None) -> tuple[Button, ...]:
    """Return the ways to the lists around one; each names the list that it leads to."""
    ways = ((texts.OLDER, older), (texts.NEWER, newer))
    return tuple(
        Button(label=text(day=day_text(to.digest.day)), action="past", delivery=to.id)
        for text, to in ways
        if to
    )

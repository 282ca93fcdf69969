"""The owner's pages of people: counts, ids, and two things that can be done to one. Pure."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.language.numbers import date_text
from bot.model import Message, Person
from bot.stores.overview import Crowd
from bot.texts import admin as texts
from bot.views.admin.panel import button, page

PAGE = 8  # people on one page


def crowd(found: Crowd) -> Message:
    """Return how many people there are, by what they are and how they stand."""
    lines = [f"<b>{texts.PAGES['people']()}</b>", texts.CROWD(count=found.total)]
    lines += [
        texts.COUNTED(kind=texts.KINDS[kind](), state=texts.STATES[state](), number=number)
        for (kind, state), number in found.counts.items()
    ]
    lines += [texts.NEW(count=found.new), texts.ACTIVE(count=found.active)]
    return page(lines, [button(texts.LIST(), "list.0")])


def listed(people: Sequence[Person], *, number: int) -> Message:
    """Return page `number` of people by id; with more than PAGE of them there is another one."""
    each = [[button(_label(who), f"who.{number}.{who.id}")] for who in people[:PAGE]]
    turns = [button(texts.NEWER(), f"list.{number - 1}")] if number else []
    if len(people) > PAGE:
        turns.append(button(texts.OLDER(), f"list.{number + 1}"))
    return page([texts.LISTED()], *each, *([turns] if turns else []), to="people")


def who(person: Person, *, number: int, head: str = "") -> Message:
    """Return one person, and what can be done to them; nothing to the owner."""
    zone = ZoneInfo("UTC")
    since = date_text(person.created_at.astimezone(zone).date())
    words = {"kind": texts.KIND[person.kind](), "state": texts.STATE[person.state]()}
    lines = [*([head] if head else []), texts.WHO(id=str(person.id), day=since, **words)]
    if person.last_digest_at is not None:
        lines.append(texts.LAST(day=date_text(person.last_digest_at.astimezone(zone).date())))
    buttons = []
    if not person.owner:
        if person.state == "active":
            buttons.append(button(texts.SILENCE(), f"silence.{number}.{person.id}"))
        buttons.append(button(texts.REMOVE(), f"remove.{number}.{person.id}"))
    return page(lines, *([buttons] if buttons else []), to=f"list.{number}")


def sure(person: Person, *, what: str, number: int) -> Message:
    """Return the question before somebody is silenced or removed."""
    question = texts.SURE_SILENCE if what == "silence" else texts.SURE_REMOVE
    row = (
        button(texts.YES(), f"{what}d.{number}.{person.id}"),
        button(texts.NO(), f"who.{number}.{person.id}"),
    )
    return Message(html=question(id=str(person.id)), rows=(row,))


def _label(person: Person) -> str:
    name = str(person.id)
    if person.owner:
        return texts.YOU(id=name)
    return texts.ONE(id=name, state=texts.STATE[person.state]())

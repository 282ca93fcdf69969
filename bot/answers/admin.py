"""The pages of the owner's card, by the words of their buttons."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.access import access_mode
from bot.answers import forgetting
from bot.context import Services
from bot.model import Message, Person
from bot.sending.due import due_fields
from bot.stores.overview import WEEK
from bot.texts import admin as texts
from bot.texts.settings import ACCESS_BUTTONS
from bot.views.admin import invites as invites_view
from bot.views.admin import panel as view
from bot.views.admin import people as people_view
from scoring.edge.llm.ledger import By, Line

_MONTH = timedelta(days=30)


async def page(services: Services, owner: Person, value: str) -> Message | None:
    """Return the page that a button names, after doing what it says; None for a button unknown."""
    name, *rest = value.split(".")
    numbers = [int(each) for each in rest if _is_number(each)]
    if not rest:
        make = _PAGES.get(name)
        return await make(services, owner) if make else None
    if name == "access" and rest[0] in ACCESS_BUTTONS:
        await services.people.set_access(rest[0])
        return view.access(rest[0])
    match name, numbers:
        case "list", [number]:
            return await _list(services, max(number, 0))
        case "withdraw", [number]:
            return await _withdrawn(services, owner, number)
        case (("who" | "silence" | "remove" | "silenced" | "removed"), [number, who]):
            return await _person(services, name, who, number=number)
    return None


async def _home(services: Services, _: Person) -> Message:
    return view.home(await services.overview.crowd(now=services.clock()))


async def _people(services: Services, _: Person) -> Message:
    return people_view.crowd(await services.overview.crowd(now=services.clock()))


async def _post(services: Services, owner: Person) -> Message:
    now = services.clock()
    until = _midnight(now, owner.zone)
    return view.post(await services.overview.post(until=until, now=now), zone=owner.zone)


async def _sources(services: Services, _: Person) -> Message:
    watch = services.watch
    return view.sources(await watch.standings(now=services.clock()) if watch else ())


async def _errors(services: Services, owner: Person) -> Message:
    return view.errors(await services.errors.since(services.clock() - WEEK), zone=owner.zone)


async def _access(services: Services, _: Person) -> Message:
    return view.access(await access_mode(services))


async def _cost(services: Services, _: Person) -> Message:
    ledger, settings, now = services.ledger, services.settings, services.clock()

    async def lines(by: By) -> tuple[Line, ...]:
        return await ledger.lines(since=now - _MONTH, by=by)

    purposes, models = await asyncio.gather(lines("purpose"), lines("model"))
    today = (await ledger.spent_today(now=now)).cost_usd
    caps = (settings.llm_daily_usd, settings.llm_person_daily_usd)
    return view.cost(purposes, models, today=today, caps=caps)


async def _list(services: Services, number: int) -> Message:
    found = await services.overview.people(
        skip=number * people_view.PAGE, most=people_view.PAGE + 1
    )
    return people_view.listed(found, number=number)


async def _person(services: Services, name: str, person_id: int, *, number: int) -> Message | None:
    """Return one person, or the question, or what was done; nothing is done to the owner."""
    person = await services.people.get(person_id)
    if person is None:
        return None
    if person.owner or name == "who":
        return people_view.who(person, number=number)
    match name:
        case "silenced":
            after = await _silence(services, person)
            head = texts.SILENCED(id=str(person.id))
            return people_view.who(after, number=number, head=head)
        case "removed":
            await forgetting.forget(services, person, now=services.clock())
            return view.page([texts.REMOVED(id=str(person.id))], to=f"list.{number}")
        case _:
            return people_view.sure(person, what=name, number=number)


async def _silence(services: Services, person: Person) -> Person:
    """Pause somebody as /pause would; who has blocked the bot stays as they are."""
    if person.state == "blocked":
        return person
    silent = person.model_copy(update={"state": "paused", "paused_until": None})
    fields = {"state": "paused", "paused_until": None, **due_fields(silent, services.clock())}
    return await services.people.change(person.id, **fields)


async def invites(services: Services, owner: Person, *, head: str = "") -> Message:
    """Return the codes that let somebody in."""
    found = await services.invites.usable(services.clock())
    counting = await access_mode(services) == "invite"
    return invites_view.invites(found, zone=owner.zone, counting=counting, head=head)


async def new_invite(services: Services, owner: Person, rest: list[str], *, bot: str) -> Message:
    """Ask how many may use a new code, then for how long; then make it and show it, once."""
    match [int(each) if _is_number(each) else each for each in rest]:
        case [int(uses)] if uses in invites_view.USES:
            return invites_view.days(uses, press=secrets.token_hex(4))
        case [int(uses), int(days), press] if (
            uses in invites_view.USES and days in invites_view.DAYS
        ):
            return await _made(services, owner, (uses, days), press=str(press), bot=bot)
        case _:
            return invites_view.uses()


async def _made(
    services: Services, owner: Person, terms: tuple[int, int], *, press: str, bot: str
) -> Message:
    uses, days = terms
    now = services.clock()
    until = now + timedelta(days=days)
    code = await services.invites.create(uses=uses, expires=until, made_by=press, now=now)
    if code is None:
        return await invites(services, owner, head=texts.INVITE_MADE_BEFORE())
    counting = await access_mode(services) == "invite"
    return invites_view.made(
        code, bot=bot, number=uses, until=until, zone=owner.zone, counting=counting
    )


async def _withdrawn(services: Services, owner: Person, number: int) -> Message:
    await services.invites.withdraw(number)
    return await invites(services, owner, head=texts.INVITE_WITHDRAWN(number=str(number)))


def _midnight(now: datetime, zone: str) -> datetime:
    tomorrow = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=ZoneInfo(zone))


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-")  # chats have negative ids
    return digits.isascii() and digits.isdecimal() and len(digits) < 19


_PAGES: Mapping[str, Callable[[Services, Person], Awaitable[Message]]] = {
    "home": _home,
    "people": _people,
    "post": _post,
    "sources": _sources,
    "cost": _cost,
    "errors": _errors,
    "invites": invites,
    "access": _access,
}

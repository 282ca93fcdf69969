"""/watch: follow companies; where they post their jobs is looked for."""

from collections.abc import Awaitable, Callable, Sequence

from telegram import Update

from bot import reply
from bot.answers.watching import LEAST_FIT, MOST_A_DAY
from bot.context import Context, Services
from bot.handlers.common import said, speaker, told
from bot.model import Button, Message, Person
from bot.stores.watches import MOST, Watched
from bot.texts import watch as texts
from bot.views.fill import fill
from bot.views.watch import added_message, list_message, none_message, offers_message
from scoring.boards import read_boards
from scoring.edge.boards.finder import BoardFinder, Finding, Offer
from scoring.errors import InputError
from scoring.given.links import checked, only_link
from scoring.sources import named

_LONGEST = 80  # characters of a company's name


async def command(update: Update, context: Context) -> None:
    """List what is watched, or look for a company's board."""
    services, person = context.services, await speaker(update, context)
    what = " ".join(context.args or ())
    if not what or services.finder is None:
        await reply.send(update, context, await _list(services, person))
        return
    try:
        async with reply.typing(update, context):
            found = await _found(update, context, person, what)
    except InputError as error:
        await reply.send(update, context, told(error))
        return
    await reply.send(update, context, found)


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Watch a board, or stop; return what to say where that cannot be."""
    services, person = context.services, await speaker(update, context)
    if button.value == "stop":
        return await _stop(update, context, person, button.n or 0)
    watched = await services.watches.watch(person.id, button.n or 0, now=services.clock())
    if watched is None:
        many = len(await services.watches.of(person.id)) >= MOST
        return fill(texts.TOO_MANY, most=MOST) if many else texts.GONE()
    readable = watched.source in {each.name for each in named(services.settings.sources)}
    minutes = services.settings.ingest_every_minutes
    said = added_message(watched, minutes=minutes, least=LEAST_FIT, read=readable)
    await reply.edit(update, context, said)
    return ""


async def _stop(update: Update, context: Context, person: Person, watch_id: int) -> str:
    services = context.services
    stopped = await services.watches.stop(person.id, watch_id, now=services.clock())
    if stopped is None:
        return texts.GONE()
    await reply.edit(update, context, await _list(services, person, stopped=stopped))
    return ""


async def _list(services: Services, person: Person, *, stopped: Watched | None = None) -> Message:
    watched = await services.watches.of(person.id)
    listed = await services.watches.listed(watched)
    return list_message(watched, listed, most=MOST_A_DAY, least=LEAST_FIT, stopped=stopped)


async def _found(update: Update, context: Context, person: Person, what: str) -> Message:
    """Look for the board, and return what to say of it. Raises InputError."""
    services, finder = context.services, context.services.finder
    assert finder is not None
    link = only_link(what)
    if not link and len(what) > _LONGEST:
        raise InputError(texts.LONG_NAME())
    finding = await (
        _behind(finder, link, person)
        if link
        else _named(finder, what, person, services, progress=_looking(update, context))
    )
    if not finding.offers:
        return none_message(finding, company="" if link else what)
    return offers_message(await _offered(services, person, finding.offers))


async def _behind(finder: BoardFinder, link: str, person: Person) -> Finding:
    try:
        url = checked(link)
    except InputError as error:
        raise InputError(texts.BAD_LINK()) from error
    return await finder.behind(url, person=str(person.id))


async def _named(
    finder: BoardFinder,
    company: str,
    person: Person,
    services: Services,
    *,
    progress: Callable[[int], Awaitable[None]],
) -> Finding:
    boards = read_boards(services.settings.boards)
    settled = [(source, each) for source, many in boards.items() for each in many]
    return await finder.named(company, person=str(person.id), named=settled, progress=progress)


def _looking(update: Update, context: Context) -> Callable[[int], Awaitable[None]]:
    """Return what tells the person that this takes a moment."""

    async def told_of(places: int) -> None:
        await reply.send(update, context, said(fill(texts.LOOKING, places=places)))

    return told_of


async def _offered(
    services: Services, person: Person, offers: Sequence[Offer]
) -> list[tuple[Watched, Offer]]:
    """Keep the offers for the buttons to name."""
    now = services.clock()
    return [
        (
            await services.watches.offer(
                person.id, source=each.source, board=each.board, company=each.company, now=now
            ),
            each,
        )
        for each in offers
    ]

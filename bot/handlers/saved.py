"""/saved and /applied: what the person marked, the newest first, also when a posting is gone."""

from telegram import Update

from bot import reply
from bot.answers.tracking import entries
from bot.context import Context, Services
from bot.handlers.common import speaker
from bot.model import Button, Message, Person
from bot.views.lists import list_page


async def saved(update: Update, context: Context) -> None:
    """List what was saved."""
    person = await speaker(update, context)
    await reply.send(update, context, await _page(context.services, person, origin="s", page=1))


async def applied(update: Update, context: Context) -> None:
    """List where the person applied."""
    person = await speaker(update, context)
    await reply.send(update, context, await _page(context.services, person, origin="a", page=1))


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Show another page in place; without a number the list comes as a message of its own.

    A page that is no longer there is the last.
    """
    person = await speaker(update, context)
    origin = "s" if button.action == "saved" else "a"
    message = await _page(context.services, person, origin=origin, page=button.n or 1)
    if button.n is None:  # pressed under a morning message, which stays
        await reply.send(update, context, message)
    else:
        await reply.edit(update, context, message)
    return ""


async def _page(services: Services, person: Person, *, origin: str, page: int) -> Message:
    shown, at, count = await entries(services, person, origin=origin, page=page)
    return list_page(shown, origin=origin, page=at, count=count, now=services.clock())

"""/export: everything that is kept of a person, as three files."""

from collections.abc import Sequence

from telegram import Update

from bot import reply
from bot.answers.export import File, exported, parted
from bot.context import Context
from bot.handlers.common import said, speaker
from bot.model import Message
from bot.texts import export as texts
from bot.views.fill import fill


async def command(update: Update, context: Context) -> None:
    """Send the files in one answer, at most once a minute."""
    services, person = context.services, await speaker(update, context)
    wait_s = services.exports.take(person.id, now=services.clock())
    if wait_s:
        await reply.send(update, context, said(texts.TOO_SOON(count=wait_s)))
        return
    try:
        async with services.exports.place, reply.typing(update, context):
            files = await exported(services, person, now=services.clock())
            await _send(update, context, files)
    except BaseException:
        services.exports.forget(person.id)  # who got nothing need not wait
        raise


async def _send(update: Update, context: Context, files: Sequence[File]) -> None:
    fit, large = parted(files)
    words = texts.PACKED if any(each.packed for each in fit) else texts.CAPTION
    pairs = [(each.name, each.content) for each in fit]
    await reply.send_files(update, context, pairs, caption=Message(html=words()))
    if large:
        html = fill(texts.TOO_LARGE, names=", ".join(large))
        await reply.send(update, context, Message(html=html))

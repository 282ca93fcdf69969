"""/rescore: what a changed profile moves, old score to new."""

from telegram import Update

from bot import reply
from bot.answers.rescoring import last_shown, rescored, unchanged
from bot.context import Context
from bot.handlers.common import said, speaker
from bot.handlers.picks import request_key, send_picks
from bot.sending.delivery import send_delivery
from bot.texts import rescore as texts


async def command(update: Update, context: Context) -> None:
    """Judge what was last shown and the best of the pool again; say what moved and why."""
    services, person = context.services, await speaker(update, context)
    before = await last_shown(services, person)
    if before is None or not await services.profiles.ask(person.id):
        await send_picks(update, context, person, again=False)
        return
    if await unchanged(services, person, before=before.digest):
        await reply.send(update, context, said(texts.UNCHANGED()))
        return
    async with reply.typing(update, context):
        delivery = await rescored(
            services, person, before=before, key=request_key(update), now=services.clock()
        )
    await send_delivery(context.bot, services, delivery.id)

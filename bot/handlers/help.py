"""/help, and an answer to commands that do not exist."""

from telegram import Update

from bot import reply
from bot.chats import links_of
from bot.context import Context
from bot.handlers.common import speaker
from bot.model import Button, Message
from bot.texts import groups as group_texts
from bot.texts import help as texts
from bot.views.fill import fill


async def command(update: Update, context: Context) -> None:
    """/help shows the table; to the owner, the owner's command too."""
    person = await speaker(update, context)
    lines = [fill(texts.LINE, command=name, what=what()) for name, what in texts.COMMANDS.items()]
    if person.owner:
        lines.append(fill(texts.LINE, command="admin", what=texts.ADMIN()))
    html = "\n".join([texts.TITLE(), *lines, "", texts.MORE(), "", group_texts.IN_GROUPS()])
    to_group = Button(label=group_texts.ADD_TO_GROUP(), url=links_of(context.bot).to_group())
    await reply.send(update, context, Message(html=html, rows=((to_group,),)))


async def unknown(update: Update, context: Context) -> None:
    """Say that a command is not known."""
    assert update.message is not None
    name = (update.message.text or "").split(maxsplit=1)[0]
    await reply.send(update, context, Message(html=fill(texts.UNKNOWN, command=name)))

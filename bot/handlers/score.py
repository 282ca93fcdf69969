"""/score, a link, a forwarded message, a pasted posting: the score of what somebody gives."""

import re
from collections.abc import Iterator

from telegram import Message as Received
from telegram import MessageEntity, Update
from telegram.ext import filters

from bot import reply
from bot.answers.scored import Asked, scored
from bot.context import Context
from bot.handlers import upload
from bot.handlers.common import said, speaker, told
from bot.handlers.lists import list_message
from bot.handlers.press import first_card
from bot.model import Button, Delivery, Message, Person
from bot.texts import score as texts
from scoring.errors import InputError
from scoring.given.links import leads_to_posting, links_in, only_link
from scoring.sources import alert_text, with_addresses

_COMMAND = re.compile(r"^/score(?:@\w+)?\s*", re.IGNORECASE)
ASKED = filters.CaptionRegex(_COMMAND)  # a file that is a posting, not a CV
MAIL = filters.Document.FileExtension("eml") | filters.Document.MimeType("message/rfc822")
_MOST_LINKS = 20
_LEAST_WORDS = 12  # beside a link: fewer are a greeting


async def command(update: Update, context: Context) -> None:
    """Score what follows the command, or the message that it answers."""
    message = update.message
    assert message is not None
    person = await speaker(update, context)
    asked = asked_in(message)
    if not asked.words and not asked.links and message.reply_to_message:
        asked = asked_in(message.reply_to_message)
        if message.reply_to_message.document:
            await file(update, context, message.reply_to_message)
            return
    if not asked.words and not asked.links:
        await reply.send(update, context, said(texts.USAGE()))
        return
    await answer(update, context, person, asked)


async def document(update: Update, context: Context) -> None:
    """Score a file that was sent with /score under it, or an e-mail with job alerts."""
    assert update.message is not None
    await file(update, context, update.message)


async def file(update: Update, context: Context, source: Received) -> None:
    """Read a message's file as a posting and score it."""
    person = await speaker(update, context)
    try:
        async with reply.typing(update, context):
            data, name = await upload.downloaded(source, context)
    except InputError as error:
        await reply.send(update, context, told(error))
        return
    await answer(update, context, person, Asked(file=data, name=name))


async def answer(update: Update, context: Context, person: Person, asked: Asked) -> None:
    """Score it and show the card; what could not be read is said kindly."""
    services = context.services
    if (await services.profiles.get(person.id)).empty:
        await reply.send(update, context, said(texts.NO_PROFILE()))
        return
    key, now = str(update.update_id), services.clock()
    try:
        async with reply.typing(update, context):
            delivery = await scored(services, person, asked, key=key, now=now)
    except InputError as error:
        await reply.send(update, context, told(error))
        return
    await reply.send(update, context, await _shown(context, person, delivery))


async def which(update: Update, context: Context) -> None:
    """Ask what a long text is."""
    buttons = (
        Button(label=texts.A_POSTING(), action="score", value="job"),
        Button(label=texts.ABOUT_ME(), action="score", value="cv"),
    )
    await reply.send(update, context, Message(html=texts.WHICH(), rows=(buttons,)), quote=True)


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Take the text that the question answers for what the button says."""
    query = update.callback_query
    question = query.message if query else None
    source = question.reply_to_message if isinstance(question, Received) else None
    if source is None:
        return texts.GONE()
    person = await speaker(update, context)
    if button.value == "cv":
        await upload.receive(update, context, person, source)
    else:
        await answer(update, context, person, asked_in(source))
    return ""


def asked_in(message: Received) -> Asked:
    """Return the words and the links of a message, those to boards first."""
    words = _COMMAND.sub("", message.text or message.caption or "").strip()
    link = only_link(words)
    if link:
        return Asked(links=(link,))
    if alert := alert_in(message):
        return Asked(words=alert)  # every posting in it, not the first one's page
    links = tuple(dict.fromkeys(_links(message)))[:_MOST_LINKS]
    boards = tuple(each for each in links if leads_to_posting(each))
    if boards:
        return Asked(words=words, links=boards)
    if len(words.split()) < _LEAST_WORDS and links:
        return Asked(words=words, links=links)
    return Asked(words=words)


def alert_in(message: Received) -> str:
    """Return the words of a job alert, its addresses among them; "" for any other message."""
    words = message.text or message.caption or ""
    units = words.encode("utf-16-le")  # Telegram counts in these

    def place(entity: MessageEntity) -> int:
        return len(units[: 2 * entity.offset].decode("utf-16-le", "replace"))

    every = message.entities if message.text else message.caption_entities
    links = [(place(each), each.url) for each in every if each.url]
    told = with_addresses(words, links)
    return told if alert_text(told) else ""


def _links(message: Received) -> Iterator[str]:
    """Yield every link of a message: in its words, behind them, and on its buttons."""
    words = message.text or message.caption or ""
    entities = message.parse_entities if message.text else message.parse_caption_entities
    yield from links_in(words)
    for entity in entities([MessageEntity.TEXT_LINK]):
        yield entity.url or ""
    for row in message.reply_markup.inline_keyboard if message.reply_markup else ():
        for each in row:
            yield each.url or ""


async def _shown(context: Context, person: Person, delivery: Delivery) -> Message:
    picks = delivery.digest.picks
    if not picks:
        return said(texts.UNJUDGED())
    if len(picks) > 1:
        return await list_message(context.services, person, delivery, n=None, value="")
    return await first_card(context.services, person, delivery)

"""A CV or a sentence arrives: read it, draft a profile, or ask what to do with it."""

import asyncio

from telegram import Document, Update
from telegram import Message as Received

from bot import reply
from bot.answers import drafts, fields
from bot.context import Context
from bot.handlers import profile
from bot.handlers.common import changed, said, speaker, told
from bot.model import Button, Person
from bot.texts import start as texts
from bot.views import start as view
from scoring.cv.draft import Draft, draft
from scoring.edge.cv.reader import read_cv
from scoring.errors import FileUnreadable, InputError
from scoring.model import Profile

_MOST_BYTES = 10 * 1024 * 1024  # Telegram hands a bot 20 MB at most; a CV has a tenth of this
_FEW_WORDS = 5
_MEGABYTE = 1024 * 1024


async def document(update: Update, context: Context) -> None:
    """Read a file that was sent."""
    assert update.message is not None
    await receive(update, context, await speaker(update, context), update.message)


async def text(update: Update, context: Context, person: Person) -> None:
    """Read a message of text as a CV or as a sentence about what the person looks for."""
    assert update.message is not None
    await receive(update, context, person, update.message)


async def photo(update: Update, context: Context) -> None:
    """Decline a picture."""
    await reply.send(update, context, said(texts.PHOTO()))


async def other(update: Update, context: Context) -> None:
    """Decline a voice message, a sticker, a contact and whatever else is no text and no file."""
    await reply.send(update, context, said(texts.OTHER()))


async def decided(update: Update, context: Context, button: Button) -> str:
    """Do with an offered CV what the button says; the CV is in the message that was answered."""
    query = update.callback_query
    offered = query.message if query else None
    source = offered.reply_to_message if isinstance(offered, Received) else None
    if button.value == "cv.leave":
        await reply.edit(update, context, said(texts.LEFT()))
        return ""
    if source is None:
        return texts.GONE()
    person = await speaker(update, context)
    try:
        read = await _read(update, context, source)
    except InputError as error:
        await reply.edit(update, context, told(error))
        return ""
    replace = button.value == "cv.replace"
    before = await context.services.profiles.get(person.id)
    after = (fields.replaced if replace else fields.added)(before, read.profile)
    async with reply.typing(update, context):
        pending = await drafts.proposed(context.services, person, after)
    head = texts.REPLACED() if replace else texts.ADDED()
    await profile.propose(update, context, person, pending=pending, head=head)
    return ""


async def receive(update: Update, context: Context, person: Person, source: Received) -> None:
    """Read a message as a CV or as wishes: draft a profile, or offer what to do with it."""
    services = context.services
    before = await services.profiles.get(person.id)
    try:
        read = await _read(update, context, source)
    except InputError as error:
        await reply.send(update, context, told(error))
        return
    if not before.empty:
        offer = view.offer(file=source.document is not None)
        await reply.send(update, context, offer, quote=True)
        return
    if _too_little(read.profile):
        await reply.send(update, context, said(texts.TOO_LITTLE()))
        return
    after = fields.replaced(before, read.profile)
    await services.profiles.save(person.id, after, now=services.clock())
    person = await changed(services, person, waiting="")
    found = after.titles or after.skills
    await reply.send(
        update,
        context,
        view.card(
            person,
            after,
            head=texts.READ() if found else texts.NOTHING_READ(),
            evidence=read.evidence,
            home=read.home,
            shelf=await services.profiles.all(person.id),
        ),
    )


def _too_little(read: Profile) -> bool:
    """Tell a greeting from a wish: few words, and none of them says anything about a job."""
    few = len(read.text.split()) < _FEW_WORDS
    return few and read.model_copy(update={"text": ""}) == Profile()


async def _read(update: Update, context: Context, source: Received) -> Draft:
    """Return the draft of a file or a text. Raises InputError."""
    async with reply.typing(update, context):
        if source.document is None:
            words = source.text or source.caption or ""
        else:
            words = await _text_of(source.document, context)
        today, drafter = context.services.clock().date(), context.services.drafter
        read = await asyncio.to_thread(draft, words, today=today)  # a long CV takes seconds
        if drafter is None or not words.strip():
            return read
        person = await speaker(update, context)
        return await drafter.improved(read, text=words, person=str(person.id))


async def _text_of(file: Document, context: Context) -> str:
    """Download and read."""
    return await read_cv(await _bytes_of(file, context), name=file.file_name or "CV")


async def downloaded(source: Received, context: Context) -> tuple[bytes, str]:
    """Return the bytes and the name of a message's file. Raises InputError for a large one."""
    assert source.document is not None
    return await _bytes_of(source.document, context), source.document.file_name or "file"


async def _bytes_of(file: Document, context: Context) -> bytes:
    """Download, the size checked before a byte is fetched."""
    size = file.file_size or 0
    if size > _MOST_BYTES:
        raise FileUnreadable(
            texts.TOO_LARGE(size=f"{size / _MEGABYTE:.0f}", most=f"{_MOST_BYTES // _MEGABYTE}")
        )
    download = await context.bot.get_file(file.file_id)
    return bytes(await download.download_as_bytearray())

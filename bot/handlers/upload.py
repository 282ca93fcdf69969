"""A CV or a sentence arrives: read it, draft a profile, or ask what to do with it."""

import asyncio
from dataclasses import dataclass, replace

from telegram import Document, Update
from telegram import Message as Received
from telegram.error import BadRequest, InvalidToken, NetworkError

from bot import reply
from bot.answers import drafts, fields
from bot.context import Context
from bot.handlers import profile
from bot.handlers.common import changed, said, speaker, told
from bot.model import Button, Person
from bot.texts import start as texts
from bot.texts.profile import NOT_UNDERSTOOD
from bot.views import start as view
from bot.views.fields import listed
from bot.views.html import escape
from scoring.cv.draft import Draft, draft
from scoring.edge.cv.reader import CvText, read_cv_text
from scoring.errors import FileUnreadable, InputError
from scoring.model import Profile
from scoring.wishes import apply

_MOST_BYTES = 10 * 1024 * 1024  # Telegram hands a bot 20 MB at most; a CV has a tenth of this
_MOST_OF_TELEGRAM = 20 * 1024 * 1024
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What was read from a message, and what was left out of it."""

    draft: Draft
    notes: tuple[str, ...] = ()


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
    anew = button.value == "cv.replace"
    before = await drafts.working(context.services, person)
    after = (fields.replaced if anew else fields.added)(before, read.draft.profile)
    async with reply.typing(update, context):
        pending = await drafts.proposed(context.services, person, after)
    head = _head(texts.REPLACED() if anew else texts.ADDED(), read)
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
    found = read.draft
    after = fields.replaced(before, found.profile)
    lost = person.waiting == "start" and after == before  # what was said to it never arrived
    if not before.empty and not lost:
        offer = view.offer(file=source.document is not None)
        await reply.send(update, context, offer, quote=True)
        return
    if _too_little(found.profile):
        await reply.send(update, context, said(texts.TOO_LITTLE()))
        return
    await services.profiles.save(person.id, after, now=services.clock())
    person = await changed(services, person, waiting="")
    first = texts.READ() if after.titles or after.skills else texts.NOTHING_READ()
    await reply.send(
        update,
        context,
        view.card(
            person,
            after,
            head=_head(first, read),
            evidence=found.evidence,
            home=found.home,
            shelf=await services.profiles.all(person.id),
        ),
    )


def _head(words: str, read: _Read) -> str:
    """Return what is said above a profile that was read: nothing is left out in silence."""
    unread, profile = read.draft.not_understood, read.draft.profile
    kept = all(each in profile.text for each in unread)
    words_for = texts.AS_WORDS if kept else NOT_UNDERSTOOD
    told = unread and (profile.titles or profile.skills)  # else it was said of all of it
    said = [words_for(words=listed(unread))] if told else []
    return "\n".join((words, *(escape(each) for each in read.notes), *said))


def _too_little(read: Profile) -> bool:
    """Tell a greeting from a wish: few words, and none of them says anything about a job."""
    few = len(read.text.split()) < _FEW_WORDS
    return few and read.model_copy(update={"text": ""}) == Profile()


async def _read(update: Update, context: Context, source: Received) -> _Read:
    """Return the draft of a file or a text. Raises InputError."""
    async with reply.typing(update, context):
        file = await _text_of(source.document, context) if source.document else None
        words = file.text if file else source.text or source.caption or ""
        today, drafter = context.services.clock().date(), context.services.drafter
        read = await asyncio.to_thread(draft, words, today=today)  # a long CV takes seconds
        if drafter is not None and words.strip():
            person = await speaker(update, context)
            read = await drafter.improved(read, text=words, person=str(person.id))
        wishes = source.caption if source.document is not None else None
        return _Read(draft=_wished(read, wishes or ""), notes=file.notes if file else ())


def _wished(read: Draft, wishes: str) -> Draft:
    """Return the draft with the wishes that stood under the file."""
    if not wishes.strip():
        return read
    change = apply(read.profile, wishes)
    return replace(
        read,
        profile=change.profile,
        evidence={**read.evidence, **change.words},
        not_understood=(*read.not_understood, *change.not_understood),
    )


async def _text_of(file: Document, context: Context) -> CvText:
    """Download and read."""
    return await read_cv_text(await _bytes_of(file, context), name=file.file_name or "CV")


async def downloaded(source: Received, context: Context) -> tuple[bytes, str]:
    """Return the bytes and the name of a message's file. Raises InputError for a large one."""
    assert source.document is not None
    return await _bytes_of(source.document, context), source.document.file_name or "file"


async def _bytes_of(file: Document, context: Context) -> bytes:
    """Download, the size checked before a byte is fetched. Raises InputError."""
    size = file.file_size or 0  # Telegram may leave it out
    if size > _MOST_BYTES:
        raise _too_large(size)
    try:
        download = await context.bot.get_file(file.file_id)
        data = bytes(await download.download_as_bytearray())
    except BadRequest as error:  # https://core.telegram.org/bots/api#getfile
        if "too big" in error.message.lower():
            raise _too_large(_MOST_OF_TELEGRAM) from error
        raise FileUnreadable(texts.NOT_FETCHED.phrase()) from error
    except (InvalidToken, NetworkError) as error:  # a 404 has the name of a token's refusal
        raise FileUnreadable(texts.NOT_FETCHED.phrase()) from error
    if len(data) > _MOST_BYTES:
        raise _too_large(len(data))
    return data


def _too_large(size: int) -> FileUnreadable:
    words = texts.TOO_LARGE.phrase(
        size=f"{size / _MEGABYTE:.0f}", most=f"{_MOST_BYTES // _MEGABYTE}"
    )
    return FileUnreadable(words)

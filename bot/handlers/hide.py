"""/hide: silence a company or a word, see what is left out, and bring it back."""

from telegram import Update

from bot import reply
from bot.answers import silencing
from bot.answers.hiding import job_key, wanted
from bot.context import Context, Services
from bot.handlers.common import said, speaker
from bot.model import Button, Message, Person
from bot.stores.hidings import MOST_WORD, Hiding
from bot.texts import hide as texts
from bot.views.html import plain
from bot.views.silenced import (
    already_message,
    asked_message,
    hid_message,
    jobs_message,
    kept_message,
    silenced_message,
)
from bot.views.watch import company_of
from scoring.rank.musts import hiding_key

_QUOTES = "\"'“”„«»‘’ ,"


async def command(update: Update, context: Context) -> None:
    """List what is left out; with a company or a word, leave that out."""
    services, person = context.services, await speaker(update, context)
    what = plain(" ".join(context.args or ())).strip(_QUOTES)
    if not context.args:
        await reply.send(update, context, await _list(services, person, page=0))
        return
    usable = any(each.isalnum() for each in what)
    if not usable or len(what) > MOST_WORD:
        await reply.send(update, context, said((texts.TOO_LONG if usable else texts.NO_WORD)()))
        return
    async with reply.typing(update, context):
        message = await _hide(services, person, what)
    await reply.send(update, context, message)


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Turn a page, take something back or leave it out again, in place."""
    services, person = context.services, await speaker(update, context)
    what, _, name = button.value.partition(".")
    message: Message | None
    match what:
        case "all" | "jobs":
            message = await _page(services, person, what, page=int(name) if _is_page(name) else 0)
        case "show":
            message = await _show(services, person, name)
        case _:
            message = await _changed(services, person, what, key=name)
    if message is None:
        return (texts.JOB_GONE if what == "show" else texts.GONE)()
    await reply.edit(update, context, message)
    return ""


async def _hide(services: Services, person: Person, what: str) -> Message:
    """Leave it out, or ask first where the person looks for it or watches it."""
    hiding = await silencing.named(services, person, what)
    if any(each.key == hiding.key for each in await silencing.all_left_out(services, person.id)):
        return already_message(hiding)
    profiles = [each.profile for each in await services.profiles.all(person.id)]
    looked_for = wanted(hiding.word, profiles) if hiding.kind == "word" else ""
    if looked_for or await _watched(services, person, hiding):
        asked = hiding.model_copy(update={"state": "asked"})
        await services.hidings.keep(person.id, asked, now=services.clock())
        return asked_message(hiding, wanted=looked_for)
    return await _left_out(services, person, hiding)


async def _left_out(services: Services, person: Person, hiding: Hiding) -> Message:
    await silencing.leave_out(services, person.id, hiding, now=services.clock())
    return hid_message(hiding, today=await silencing.of_today(services, person, hiding))


async def _changed(services: Services, person: Person, what: str, *, key: str) -> Message | None:
    """Do what a button says about one thing; None where that is known no more."""
    known = await services.hidings.get(person.id, key)
    if what == "no" and known:
        return kept_message(known) if known.state != "hidden" else already_message(known)
    if what == "on" and known:
        return await _left_out(services, person, known)
    if what != "off":
        return None
    now_out = await silencing.all_left_out(services, person.id)
    hiding = next((each for each in now_out if each.key == key), None)
    if hiding is None:
        return None
    await silencing.bring_back(services, person.id, hiding, now=services.clock())
    return await _list(services, person, page=0, back=hiding)


async def _show(services: Services, person: Person, key: str) -> Message | None:
    """Bring a job back; None where it is hidden no more."""
    jobs = await silencing.hidden_jobs(services, person.id)
    marked = next((each for each in jobs if job_key(each.cluster_id) == key), None)
    if marked is None:
        return None
    with_it = await silencing.show_job(services, person.id, marked.pick, now=services.clock())
    rest = await silencing.hidden_jobs(services, person.id)
    return jobs_message(rest, person, page=0, back=marked, with_it=with_it)


async def _page(services: Services, person: Person, what: str, *, page: int) -> Message:
    if what == "all":
        return await _list(services, person, page=page)
    return jobs_message(await silencing.hidden_jobs(services, person.id), person, page=page)


async def _list(
    services: Services, person: Person, *, page: int, back: Hiding | None = None
) -> Message:
    hidings = await silencing.all_left_out(services, person.id)
    jobs = await silencing.hidden_jobs(services, person.id)
    return silenced_message(hidings, person, page=page, jobs=len(jobs), back=back)


async def _watched(services: Services, person: Person, hiding: Hiding) -> bool:
    watched = await services.watches.of(person.id)
    key = hiding_key(hiding.word)
    return any(hiding_key(company_of(each)) == key for each in watched)


def _is_page(name: str) -> bool:
    return name.isascii() and name.isdecimal() and len(name) < 5

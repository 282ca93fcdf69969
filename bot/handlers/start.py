"""First contact: CV or sentence, time, zone, first picks; every step can be skipped."""

from zoneinfo import ZoneInfo

from telegram import Update

from bot import reply
from bot.access import access_mode, enter
from bot.answers.digests import prepare
from bot.answers.readings import time_of, zone_of
from bot.context import Context, Services
from bot.handlers import settings, shelf
from bot.handlers.common import changed, said, speaker
from bot.model import Button, Message, Person
from bot.sending.delivery import send_delivery
from bot.sending.schedule import next_due
from bot.texts import access as access_texts
from bot.texts import start as texts
from bot.views import settings as settings_view
from bot.views import start as view
from bot.views.fill import fill
from scoring.cv.draft import draft
from scoring.errors import StoreError
from scoring.model import Profile
from scoring.places import zone_for

_FIRST_KEY = "first"  # the digest at the end of the first contact happens once, ever


async def command(update: Update, context: Context) -> None:
    """/start: let somebody new in; show somebody known that nothing was lost."""
    assert update.effective_user is not None
    services = context.services
    person = await services.people.get(update.effective_user.id)
    if person is None:
        await _enter(update, context)
        return
    if not await services.profiles.ask(person.id):
        await services.people.change(person.id, waiting="start")
        await reply.send(update, context, view.hello())
        return
    await services.people.change(person.id, waiting="")
    await reply.send(update, context, await shelf.card(services, person, head=texts.WELCOME_BACK()))


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Take a step of the first contact by its button; return the toast."""
    person = await speaker(update, context)
    step, _, choice = button.value.partition("=")
    match step:
        case "skip":
            await _ask_time(update, context, person)
        case "go" if person.last_digest_at is not None:
            await command(update, context)
        case "go" if context.again or not person.waiting.startswith("start:"):
            await _ask_time(update, context, person, anew=True)
        case "at":
            await _set_time(update, context, person, choice)
        case "zone":
            await _set_zone(update, context, person, choice)
        case "picks":
            return await _picks_now(update, context, person)
        case _:
            pass
    return ""


async def time_said(update: Update, context: Context, person: Person, text: str) -> None:
    """Take the answer to "When shall I write?"."""
    at = time_of(text)
    if at is None:
        await reply.send(update, context, said(texts.TIME_UNREAD()))
        return
    await _ask_zone(update, context, person, at=at)


async def zone_said(update: Update, context: Context, person: Person, text: str) -> None:
    """Take a city or a zone as the answer to "Where are you?"."""
    zone = zone_of(text)
    if zone is None:
        await reply.send(update, context, said(texts.ZONE_UNREAD()))
        return
    await finish(update, context, person, zone=zone)


async def finish(update: Update, context: Context, person: Person, *, zone: str) -> None:
    """Keep the zone, say when the first morning message comes, and send the first picks."""
    services, context.answered = context.services, True
    # The date that was promised belonged to another zone.
    set_now = await changed(services, person, zone=zone, due_day=None)
    person = await _from_tomorrow(services, set_now)
    profile = await services.profiles.get(person.id)
    come = [(texts.PICKS_COME if person == set_now else texts.PICKS_TODAY)()]
    if await services.deliveries.planned(person.id, key=_FIRST_KEY):
        come = []  # they came when this was asked for before, and its answer was lost
    words = [*come, settings_view.next_words(person, now=services.clock())]
    html = texts.NO_PROFILE() if profile.empty else "\n".join(words)
    head = fill(texts.TIME_SET, at=f"{person.at}, {person.zone}")
    try:
        await reply.edit(update, context, Message(html=f"{head}\n{html}"))
    finally:  # what it promises comes, also where it was read and the connection broke after it
        if not profile.empty:
            await _first_picks(update, context, person, profile)
            await _today_after_all(update, context, person)
        await services.people.change(person.id, waiting="")  # last: a crash leaves the step open


async def send_picks(update: Update, context: Context, person: Person, *, key: str) -> bool:
    """Plan a digest under this key and send it now; return False when it was sent before."""
    services = context.services
    async with reply.typing(update, context):
        delivery = await prepare(services, person, key=key, now=services.clock())
    if not await services.deliveries.waiting(delivery.id):
        return False
    await send_delivery(context.bot, services, delivery.id)
    return True


async def _first_picks(update: Update, context: Context, person: Person, profile: Profile) -> None:
    """Send the first picks; where they cannot be kept, the question before them is asked again."""
    try:
        await send_picks(update, context, person, key=_FIRST_KEY)
    except StoreError:
        await reply.edit(update, context, view.zone(person, guess=_guess(profile)))
        raise


async def _from_tomorrow(services: Services, person: Person) -> Person:
    """Leave today out where it is still to come: the first picks are today's message."""
    today = services.clock().astimezone(ZoneInfo(person.zone)).date()
    if person.due is None or person.due_day != today:
        return person
    due, day = next_due(person, person.due)
    return await services.people.change(person.id, due=due, due_day=day)


async def _today_after_all(update: Update, context: Context, person: Person) -> None:
    """Give today back where the first picks were none: the sources may still be read."""
    services = context.services
    first = await services.deliveries.planned(person.id, key=_FIRST_KEY)
    if first is None or first.digest.picks:
        return
    after = await changed(services, person, due_day=None)
    if after.due_day != person.due_day:
        await reply.send(
            update, context, said(settings_view.next_words(after, now=services.clock()))
        )


async def _enter(update: Update, context: Context) -> None:
    user, services = update.effective_user, context.services
    assert user is not None
    payload = " ".join(context.args or ())
    stranger = Person(
        id=user.id,
        language=user.language_code or "",
        waiting="start",
        created_at=services.clock(),
    )
    person = await enter(services, stranger, payload=payload)
    if person is None:
        await reply.send(update, context, said(access_texts.PRIVATE()))
        return
    private = await access_mode(services) == "owner"
    head = access_texts.OWNER() if private else ""
    await reply.send(update, context, view.hello(head=head))


async def _ask_time(
    update: Update, context: Context, person: Person, *, anew: bool = False
) -> None:
    await context.services.people.change(person.id, waiting="start:at")
    show = reply.send if anew else reply.edit
    await show(update, context, view.time())


async def _set_time(update: Update, context: Context, person: Person, choice: str) -> None:
    at = person.at if choice == "skip" else time_of(choice)
    if at is None:
        return
    if person.waiting.startswith("start:"):
        await _ask_zone(update, context, person, at=at)
    elif at != person.at:
        await settings.set_from_words(update, context, person, name="at", found=at)


async def _ask_zone(update: Update, context: Context, person: Person, *, at: str) -> None:
    services = context.services
    person = await services.people.change(person.id, at=at, waiting="start:zone")
    profile = await services.profiles.get(person.id)
    await reply.edit(update, context, view.zone(person, guess=_guess(profile)))


async def _set_zone(update: Update, context: Context, person: Person, choice: str) -> None:
    zone = person.zone if choice == "skip" else zone_of(choice)
    if zone is None:
        return
    lost = context.again and zone == person.zone  # the answer to the same press
    if person.waiting == "start:zone" or lost:
        await finish(update, context, person, zone=zone)
    elif zone != person.zone:  # from an old message: the first contact is over
        await settings.set_from_words(update, context, person, name="zone", found=zone)


def _guess(profile: Profile) -> str | None:
    """Return the zone of a place that the person wants, or that the CV gives as home."""
    home = draft(profile.text).home
    places = [*profile.places, *([home] if home else [])]
    return next((zone for place in places if (zone := zone_for(place.text))), None)


async def _picks_now(update: Update, context: Context, person: Person) -> str:
    """Send picks once for the message that the button belongs to, however often it is pressed."""
    message = update.callback_query.message if update.callback_query else None
    assert message is not None
    # The date too: message numbers begin anew with a new chat.
    key = f"picks:{message.date.timestamp():.0f}:{message.message_id}"
    fresh = await send_picks(update, context, person, key=key)
    return "" if fresh else texts.PICKS_SENT()

"""/learned: what was concluded from the buttons and what they left out, with an undo for each."""

from telegram import Update

from bot import reply
from bot.answers.silencing import all_left_out, hidden_jobs
from bot.context import Context, Services
from bot.handlers.common import speaker
from bot.model import Button, Message, Person
from bot.texts import learned as texts
from bot.views.learned import forgotten_message, learned_message


async def command(update: Update, context: Context) -> None:
    """Answer /learned with what is known."""
    person = await speaker(update, context)
    await reply.send(update, context, await _card(context.services, person))


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Drop a conclusion, bring one back, forget everything or take that back, in place."""
    services, person = context.services, await speaker(update, context)
    if button.value == "forget":
        await services.tastes.forget(person.id, now=services.clock())
        await reply.edit(update, context, forgotten_message())
        return ""
    done = not button.value or await _changed(services, person.id, button.value)
    await reply.edit(update, context, await _card(services, person))
    return "" if done else texts.GONE()


async def _changed(services: Services, person_id: int, value: str) -> bool:
    """Do what a button says; False for a conclusion that is there no more."""
    what, _, number = value.partition(".")
    if what == "remember":
        return await services.tastes.remember(person_id) is not None
    known = (await services.tastes.get(person_id)).taste.conclusions
    found = [each.hash for each in known if str(each.hash) == number]
    if not found or what not in {"drop", "back"}:
        return False
    change = services.tastes.drop if what == "drop" else services.tastes.bring_back
    await change(person_id, found[0])
    return True


async def _card(services: Services, person: Person) -> Message:
    return learned_message(
        await services.tastes.get(person.id),
        person,
        with_model=services.judge is not None,
        hidings=await all_left_out(services, person.id),
        jobs=len(await hidden_jobs(services, person.id)),
    )

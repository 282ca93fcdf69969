"""/stats: your weeks in numbers, and what the model cost."""

from datetime import datetime, timedelta

from telegram import Update

from bot import reply
from bot.context import Context, Services
from bot.handlers.common import speaker
from bot.views.stats import Cost, stats_message

_MONTH = timedelta(days=30)


async def command(update: Update, context: Context) -> None:
    """Show the last weeks; the owner sees what everybody together cost, too."""
    services, person = context.services, await speaker(update, context)
    now = services.clock()
    settings = services.settings
    own = everybody = None
    if services.judge is not None:
        most = settings.llm_person_daily_usd
        own = await _cost(services, now=now, most=most, person=str(person.id))
        if person.owner:
            everybody = await _cost(services, now=now, most=settings.llm_daily_usd, person=None)
    weeks = await services.stats.weeks(person, now=now)
    await reply.send(update, context, stats_message(weeks, own=own, everybody=everybody))


async def _cost(services: Services, *, now: datetime, most: float, person: str | None) -> Cost:
    today = await services.ledger.spent_today(now=now, person=person)
    month = await services.ledger.spent(since=now - _MONTH, person=person)
    return Cost(today=today.cost_usd, month=month.cost_usd, most=most)

"""The picks of earlier days, a list at a time, turned over in place."""

from datetime import date

from bot.context import Services
from bot.model import Delivery, Message, Person
from bot.views.listing import Marks
from bot.views.past import no_picks_message, past_message


async def page(
    services: Services, person: Person, delivery: Delivery, *, n: int | None, marks: Marks
) -> Message:
    """Return an earlier list with today's marks, and the ways on from it."""
    past = services.past
    beside = (await past.older(delivery), await past.newer(delivery))
    return past_message(delivery, person, n=n, marks=marks, beside=beside)


async def day_page(
    services: Services, person: Person, day: date, *, today: date, marks: Marks
) -> Message:
    """Return the list of a day; where there is none, the days around it."""
    delivery = await services.past.on(person, day)
    if delivery:
        return await page(services, person, delivery, n=None, marks=marks)
    beside = await services.past.around(person, day)
    return no_picks_message(day, today=today, beside=beside)

"""A person who saves robotics and hides defence, and the night in which the bot learns that."""

import asyncio
from datetime import datetime, timedelta

from bot.context import Services
from bot.model import Message, Person
from scoring.model import Pick
from tests.factories import NOW, digest, person, pick, profile

NIGHT = NOW + timedelta(days=3, hours=19)  # five hours before the next message
MORNING = NOW + timedelta(days=4)
NEVER = asyncio.Event()


async def somebody(services: Services, person_id: int = 7, *, due: datetime = MORNING) -> Person:
    """Add somebody who was shown 24 jobs on three days, saved robotics and hid defence."""
    someone = await services.people.add(person(id=person_id, due=due, due_day=due.date()))
    await services.profiles.save(person_id, profile(), now=NOW)
    for day in range(3):
        moment = NOW + timedelta(days=day)
        picks = [liked_pick(n) for n in range(day * 8, day * 8 + 8)]
        await services.deliveries.plan(
            person_id,
            key=moment.date().isoformat(),
            digest=digest(*picks),
            render=lambda _: [Message(html="Picks")],
            now=moment,
        )
        for n, each in enumerate(picks):
            if n % 4 == 0:
                await services.feedback.mark(person_id, each, "saved", now=moment)
            if n % 4 == 1:
                await services.feedback.mark(person_id, each, "hidden", now=moment, reason="role")
    return someone


def liked_pick(n: int) -> Pick:
    about = ("robotics", "defence", "billing", "")[n % 4]
    text = f"You build {about} services in Python for customer number {n}, and share the pager."
    return pick(id=f"p{n}", title="Backend Engineer", company=f"Mill {n}", text=text)


async def names(services: Services, person_id: int = 7) -> set[str]:
    learned = await services.tastes.get(person_id)
    return {each.plain for each in learned.taste.conclusions}

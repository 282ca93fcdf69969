"""A button under a job that was pressed: whose it is, which job, and the job's card."""

from dataclasses import dataclass
from datetime import datetime

from bot.answers.kept import meant
from bot.answers.tracking import tracked
from bot.context import Services
from bot.model import Button, Delivery, Message, Person
from bot.views.applications import kept_in
from bot.views.card import SOLO, card, pick_at
from scoring.model import Pick

ASKED = "cal:"  # how the wait begins for the day of an interview


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button that was pressed, with the delivery it belongs to."""

    services: Services
    person: Person
    delivery: Delivery
    button: Button
    now: datetime

    @property
    def pick(self) -> Pick:
        """Return the job that the button is about."""
        pick = pick_at(self.delivery, self.button.n)
        assert pick is not None, "looked at before"
        return pick

    @property
    def n(self) -> int:
        """Return the job's number in its delivery."""
        assert self.button.n is not None, "it has a pick"
        return self.button.n


async def press_on_job(services: Services, person: Person, button: Button) -> Press | None:
    """Return the press; None where the delivery or the pick is not this person's, or is gone."""
    found = await meant(services, person, button)
    if found is None:
        return None
    delivery, n = found
    return Press(
        services=services,
        person=person,
        delivery=delivery,
        button=button.model_copy(update={"n": n}),
        now=services.clock(),
    )


async def first_card(services: Services, person: Person, delivery: Delivery) -> Message:
    """Return the card of a delivery's first pick, in a message of its own."""
    button = Button(label="", action="card", delivery=delivery.id, n=1, value=SOLO)
    press = Press(
        services=services, person=person, delivery=delivery, button=button, now=services.clock()
    )
    return await card_of(press, value=SOLO)


async def card_of(press: Press, *, value: str) -> Message:
    """Return the card of the job as everything stands now; `value` is that of its buttons."""
    services, person, pick = press.services, press.person, press.pick
    return card(
        press.delivery,
        press.n,
        marks=await services.feedback.marks(person.id, pick.cluster.id),
        value=value,
        now=press.now,
        tracked=await tracked(services, person, pick, kept=kept_in(value) is not None),
    )

"""Who has a say about one person's postings: the models of the settings, and what was learned."""

from bot.answers.learning import local_judge, taste_of
from bot.context import Services
from bot.model import Person
from scoring.pipeline.panel import Panel
from scoring.taste.model import Taste


async def panel_for(services: Services, person: Person) -> Panel:
    """Return the panel of this person."""
    return panel_with(services, taste=await taste_of(services, person.id))


def panel_with(services: Services, *, taste: Taste | None) -> Panel:
    """Return the panel of a person with this taste."""
    return Panel(
        judge=services.judge,
        local=local_judge(taste),
        summariser=services.summariser,
        links=services.links,
    )

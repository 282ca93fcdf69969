"""Real mornings, one after the other: nothing repeated, nothing padded, figures that add up."""

from collections.abc import Sequence

import pytest
import pytest_asyncio

from benchmarks.replay import PEOPLE, Person, adds_up, days, replay
from scoring.model import Pick

pytestmark = [pytest.mark.shared, pytest.mark.asyncio(loop_scope="module")]

MORNINGS = 4


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def people() -> Sequence[Person]:
    """Return three people after four real mornings."""
    return await replay(days(first=MORNINGS))


def picks(person: Person) -> list[Pick]:
    return [pick for digest in person.digests for pick in digest.picks]


async def test_everybody_gets_a_digest_every_morning(people: Sequence[Person]) -> None:
    assert [len(person.digests) for person in people] == [MORNINGS] * len(PEOPLE)
    assert all(picks(person) for person in people)


async def test_no_job_comes_twice_also_when_it_is_posted_again(people: Sequence[Person]) -> None:
    for person in people:
        shown = [pick.cluster.id for pick in picks(person)]
        named = [(p.cluster.best.title.casefold(), p.cluster.best.company) for p in picks(person)]

        assert len(shown) == len(set(shown))
        assert len(named) == len(set(named))


async def test_nothing_is_sent_that_no_board_lists_any_more(people: Sequence[Person]) -> None:
    assert [person.gone.total() for person in people] == [0] * len(PEOPLE)


async def test_a_poor_day_is_not_padded(people: Sequence[Person]) -> None:
    fits = [pick.verdict.fit for person in people for pick in picks(person)]

    assert min(fits) >= 60


async def test_the_funnel_adds_up_every_day(people: Sequence[Person]) -> None:
    assert all(adds_up(digest.funnel) for person in people for digest in person.digests)


async def test_reasons_and_summaries_keep_their_length(people: Sequence[Person]) -> None:
    verdicts = [pick.verdict for person in people for pick in picks(person)]

    assert all(0 < len(verdict.reason) <= 140 for verdict in verdicts)
    assert all(0 < len(verdict.summary) <= 180 for verdict in verdicts)

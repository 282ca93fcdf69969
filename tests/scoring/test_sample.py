"""The sample day: complete postings of many trades, fictional, dated back from any moment."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from scoring.model import Posting
from scoring.normalise import normalise
from scoring.sample import SOURCE, load
from tests.factories import NOW


def cleaned() -> list[Posting]:
    return [normalise(raw, source=SOURCE, seen_at=NOW) for raw in load(NOW)]


def test_the_sample_is_of_a_useful_size() -> None:
    postings = cleaned()

    assert 90 <= len(postings) <= 120
    assert len({posting.id for posting in postings}) == len(postings)
    assert len({posting.url for posting in postings}) == len(postings)


def test_all_links_lead_nowhere() -> None:
    assert all(raw.url.startswith("https://") and ".example/" in raw.url for raw in load(NOW))


@pytest.mark.parametrize("moment", [NOW, datetime(2031, 7, 1, 23, 59, tzinfo=UTC)])
def test_it_is_of_this_day_whenever_that_is(moment: datetime) -> None:
    dates = [raw.posted_at for raw in load(moment) if raw.posted_at]

    assert all(moment - timedelta(days=60) < date <= moment for date in dates)
    assert sum(moment - date < timedelta(days=2) for date in dates) > 30


def test_it_has_the_odd_ones_that_a_real_day_has() -> None:
    postings = cleaned()
    titles = Counter(posting.title for posting in postings)

    assert max(titles.values()) >= 4  # one job on several boards and in several cities
    assert sum(posting.agency for posting in postings) >= 4
    assert sum(not posting.text for posting in postings) == 1
    assert sum(not posting.open for posting in postings) == 1
    assert sum(posting.pay is None for posting in postings) >= 3
    assert {posting.remote for posting in postings} >= {"remote", "hybrid"}
    assert {"intern", "entry", "senior", "manager"} <= {posting.level for posting in postings}
    assert len({place.country for posting in postings for place in posting.places}) > 12

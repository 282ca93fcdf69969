"""The benchmark of how scores spread counts what it says it counts."""

from datetime import date

import pytest

from benchmarks.spread import measure
from tests import factories as make

BOOKS = "<p>You do the month-end close, accounts payable, VAT returns and bank reconciliation.</p>"


def test_every_candidate_and_pick_is_in_one_band_and_a_day_without_any_is_quiet() -> None:
    jobs = [
        make.raw(external_id=str(at), title="Accountant", company=f"Company {at}", html=BOOKS * 4)
        for at in range(3)
    ]
    mornings = {date(2026, 1, 2): jobs, date(2026, 1, 3): jobs}

    spreads = {each.person: each for each in measure(mornings)}

    books = spreads["accountant"]
    assert (books.picks, books.quiet_days, books.picks_a_day) == (3, 1, (0, 1.5, 3))
    assert sum(books.pick_share.values()) == pytest.approx(1)
    assert sum(books.candidate_share.values()) == pytest.approx(1)
    assert spreads["junior data engineer"].picks == 0

"""The benchmark of what is learned: on a small set of our own, and on the real days."""

from itertools import islice
from pathlib import Path

import pytest

from benchmarks.labels import LabelSet, Query, Text, read_sets
from benchmarks.personal import personal_figures

ABOUT = ("robotics", "defence", "billing", "libraries", "orchards", "tram lines")
PERSON = Text(title="Backend Engineer", text="Backend services in Python and PostgreSQL.")


def day(number: int, *, person: Text = PERSON) -> Query:
    """Return a day on which robotics is scored best and defence worst."""
    return Query(
        name=f"2026-01-{number + 1:02}",
        query=person,
        documents=[
            Text(title=f"Backend Engineer {number}-{n}", text=f"Python services for {about}.")
            for n, about in enumerate(ABOUT)
        ],
        grades=[90.0, 40.0, 60.0, 65.0, 62.0, 61.0],
    )


def test_what_five_days_teach_shows_on_the_later_ones() -> None:
    days = LabelSet(
        name="days", kind="jobs for a person", queries=[day(number) for number in range(9)]
    )

    by_scorer = {
        figure.scorer: figure.value
        for figure in personal_figures(days)
        if figure.metric == "rho after 5 days"
    }

    assert by_scorer["personal"] > 0.8 > by_scorer["local"]


def test_a_set_of_different_people_has_nothing_to_learn_from() -> None:
    people = [
        day(number, person=Text(title=f"Engineer {number}", text="Python.")) for number in range(9)
    ]

    figures = personal_figures(LabelSet(name="p", kind="jobs for a person", queries=people))

    assert list(figures) == []


@pytest.mark.shared
def test_five_real_days_foretell_the_later_ones(shared: Path) -> None:
    (days,) = read_sets(shared / "data/labels/daily-llm-scores")

    order, reach = islice(personal_figures(days), 2)

    assert (order.scorer, order.metric) == ("personal", "rho after 5 days")
    assert order.value >= 0.60
    assert (reach.scorer, reach.metric) == ("personal", "recall@60 after 5 days")
    assert reach.value >= 0.50

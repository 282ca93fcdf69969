"""The benchmark of the local stage measures what it says, here on the sample that ships."""

from pathlib import Path

import pytest

from benchmarks import speed
from benchmarks.multiplied import Crowd, listings, originals, people
from scoring.rank.terms import bag


def test_every_size_and_number_of_people_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "_MATRIX", 64)
    monkeypatch.setattr(speed, "_COPIED", 1 << 16)

    found = list(speed.measure(tmp_path, sizes=[20, 30], crowds=[1, 3]))

    ranked = {(each.profiles, each.postings) for each in found if each.stage == "rank"}
    assert ranked == {(1, 20), (3, 20), (1, 30), (3, 30)}
    assert all(each.value > 0 for each in found if each.metric in {"s", "postings/s", "ms"})


def test_copies_are_other_postings_and_people_differ(tmp_path: Path) -> None:
    postings = originals(tmp_path, most=40)
    crowd = Crowd(postings=postings, bags=[bag(posting) for posting in postings])

    made = list(listings(crowd, 2 * len(postings)))

    first, copy = made[0], made[len(postings)]
    assert len({each.cluster_id for each in made}) == len(made)
    assert first.best.title == copy.best.title
    assert first.terms != copy.terms
    assert len(set(people(crowd, 10))) == 10

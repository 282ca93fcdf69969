"""Which postings are asked about together, and which twice."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from scoring.model import Candidate
from scoring.ports import Occasion
from scoring.prompts.batches import BATCH, batches, near_cut
from tests import factories as make

PROFILE = make.profile()


def candidates(count: int) -> list[Candidate]:
    return [Candidate(cluster=make.cluster(id=f"p{at}"), rank=at) for at in range(count)]


def near(*fits: int, occasion: Occasion) -> list[str]:
    verdicts = {f"p{at}": make.verdict(posting_id=f"p{at}", fit=fit) for at, fit in enumerate(fits)}
    found = near_cut(candidates(len(fits)), verdicts, occasion=occasion)
    return [each.cluster.best.id for each in found]


@given(st.integers(0, 75), st.randoms())
def test_everyone_is_in_one_batch_whatever_the_order_they_came_in(
    count: int, chance: Random
) -> None:
    given_ones = candidates(count)
    shuffled = chance.sample(given_ones, count)

    parts = batches(PROFILE, given_ones)

    assert sorted(each.rank for part in parts for each in part) == list(range(count))
    assert all(0 < len(part) <= BATCH for part in parts)
    assert parts == batches(PROFILE, shuffled)


def test_the_second_turn_has_other_company_and_another_order() -> None:
    first, second = (batches(PROFILE, candidates(60), turn=turn) for turn in (1, 2))

    company = [{frozenset(each.rank for each in part) for part in turn} for turn in (first, second)]
    assert company[0].isdisjoint(company[1])


def test_another_person_has_other_batches() -> None:
    other = make.profile(skills=("Go",))

    assert batches(PROFILE, candidates(30)) != batches(other, candidates(30))


def test_those_are_near_that_may_change_sides() -> None:
    assert near(90, 64, 60, 55, 54, 20, occasion=Occasion(count=9)) == ["p2", "p1", "p3"]


def test_a_full_list_moves_the_cut_up_to_its_last_pick() -> None:
    assert near(90, 85, 84, 60, 59, occasion=Occasion(count=2)) == ["p1", "p2", "p0"]


def test_what_was_kept_from_earlier_fills_the_list_too() -> None:
    known = Occasion(count=3, known=(95, 94, 93))

    assert near(92, 70, 60, occasion=known) == ["p0"]


def test_at_most_twenty_are_asked_twice_and_none_without_a_cut() -> None:
    assert len(near(*[60] * 40, occasion=Occasion(count=50))) == 20
    assert near(*[3] * 9, occasion=Occasion(count=9, lowest=0)) == []

"""The picks of several profiles as one list: fair, each job once, nothing invented."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from scoring.model import Pick
from scoring.pipeline.shares import best_of, shared
from tests.factories import pick


def job(id_: str, fit: int, *, company: str = "") -> Pick:
    return pick(id=id_, fit=fit, company=company or f"Mill {id_}")


def told(picks: tuple[Pick, ...]) -> list[tuple[str, str, int]]:
    return [(each.search, each.cluster.best.id, each.verdict.fit) for each in picks]


def test_a_job_stands_once_under_the_profile_where_it_scores_best() -> None:
    found = {"a": [job("1", 80), job("2", 70)], "b": [job("1", 90), job("3", 60)]}

    assert told(shared(found, count=8)) == [("a", "2", 70), ("b", "1", 90), ("b", "3", 60)]


def test_the_best_scores_come_first_but_every_profile_gets_one() -> None:
    found = {"a": [job(str(n), 90 - n) for n in range(8)], "b": [job("low", 61)]}

    assert told(shared(found, count=4)) == [
        ("a", "0", 90),
        ("a", "1", 89),
        ("a", "2", 88),
        ("b", "low", 61),
    ]


def test_a_profile_whose_jobs_all_score_better_elsewhere_gets_the_one_that_loses_least() -> None:
    found = {
        "a": [job("1", 90), job("2", 85), job("3", 80)],
        "b": [job("1", 70), job("2", 84), job("3", 61)],
    }

    assert told(shared(found, count=8)) == [("a", "1", 90), ("a", "3", 80), ("b", "2", 84)]


def test_one_job_for_two_profiles_is_one_pick() -> None:
    assert told(shared({"a": [job("1", 80)], "b": [job("1", 70)]}, count=8)) == [("a", "1", 80)]


def test_with_less_room_than_profiles_the_best_scores_get_it() -> None:
    found = {"a": [job("1", 70)], "b": [job("2", 90)], "c": [job("3", 80)]}

    assert told(shared(found, count=2)) == [("b", "2", 90), ("c", "3", 80)]


_FITS = st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(60, 100), max_size=10)


@given(
    fits=st.dictionaries(st.sampled_from(["", "one", "two"]), _FITS, min_size=1),
    count=st.integers(1, 20),
)
def test_whatever_is_found_is_shared_out_soundly(
    fits: dict[str, dict[str, int]], count: int
) -> None:
    found = {
        name: [job(key, fit, company=f"Mill {key in 'abc'}") for key, fit in each.items()]
        for name, each in fits.items()
    }
    picks = shared(found, count=count)

    ids = [each.cluster.id for each in picks]
    assert len(ids) == len(set(ids)) <= count
    assert all(each.verdict.fit == fits[each.search][each.cluster.best.id] for each in picks)
    places = [list(found).index(each.search) for each in picks]
    assert places == sorted(places)
    with_any = [name for name, each in fits.items() if each]
    jobs = best_of(found)
    if len(with_any) <= min(count, len(jobs)) and all(len(fits[n]) >= 3 for n in with_any):
        assert {each.search for each in picks} == set(with_any)
    most = max(1, -(-count // 5), len(with_any))
    assert all(n <= most for n in Counter(each.cluster.best.company for each in picks).values())

"""Ranking: one person as among many, and a pool that grew as one that was built at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.model import LEVELS, Place, Profile
from scoring.ports import Listing
from scoring.rank.index import Pool
from scoring.rank.reach import in_reach
from scoring.rank.retrieve import Screened, Seeker, screen, screen_many
from scoring.rank.terms import bag, hashed
from tests import factories as make

TITLES = ("Backend Engineer", "Nurse", "Accountant", "Data Engineer", "Cook", "Night Nurse")
WORDS = ("Python", "wards", "ledgers", "kitchens", "pipelines", "night shifts", "invoices", "SQL")
PLACES = (
    (),
    (make.BERLIN,),
    (Place(text="Remote"),),
    (Place(text="Lyon", city="Lyon", region="Rhône", country="FR"), make.BERLIN),
)
PEOPLE = (
    make.profile(titles=("Backend Engineer", "Data Engineer"), skills=("Python", "SQL")),
    make.profile(titles=("Nurse",), skills=(), levels=("entry",), avoid=("ledgers",)),
    make.profile(titles=(), skills=("invoices",), text="I like ledgers and night shifts."),
    make.profile(titles=("Cook",), skills=(), places=(make.BERLIN,), hidden=("Firm 3",)),
)


def listing(at: int, *, seed: int) -> Listing:
    """Return one of many postings that differ in everything that ranking reads."""
    rng = np.random.default_rng(seed)
    text = " ".join(rng.choice(WORDS, size=rng.integers(0, 30)))
    fields: dict[str, Any] = {
        "title": TITLES[rng.integers(len(TITLES))],
        "company": f"Firm {rng.integers(6)}",
        "level": (None, *LEVELS)[rng.integers(8)],
        "places": PLACES[rng.integers(len(PLACES))],
        "posted_at": make.NOW - timedelta(days=int(rng.integers(60))),
    }
    job = make.posting(id=f"p{at}", text=text, **fields)
    return Listing(
        cluster_id=f"c{at}",
        best=job.model_copy(update={"text": ""}),
        places=job.places,
        first_seen=make.NOW,
        terms=bag(job),
    )


def listings(count: int, *, seed: int) -> list[Listing]:
    return [listing(at, seed=seed + at) for at in range(count)]


def screened(pool: Pool, profiles: Sequence[Profile] = PEOPLE, **options: Any) -> list[Any]:
    """Return all that screening says of each profile, comparable."""
    seekers = [Seeker(profile=profile) for profile in profiles]
    return [_said(each) for each in screen_many(seekers, pool=pool, now=make.NOW, **options)]


def _said(each: Screened) -> object:
    counts = (each.new, each.earlier, dict(each.rejected))
    return counts, each.order.tolist(), each.suspected.tolist()


seeds = st.integers(0, 10_000)


@settings(max_examples=15, deadline=None)
@given(seeds, st.lists(st.integers(0, 60), max_size=4))
def test_a_pool_that_grew_in_any_steps_ranks_as_one_built_at_once(
    seed: int, cuts: list[int]
) -> None:
    every = listings(60, seed=seed)
    steps = pairwise([0, *sorted(cuts), 60])

    grown = Pool()
    for first, last in steps:
        grown = grown.add(every[first:last])

    assert screened(grown) == screened(Pool(every))
    assert list(grown.listings) == list(Pool(every).listings)


@settings(max_examples=15, deadline=None)
@given(seeds, st.sets(st.integers(0, 59)), st.integers(1, 59))
def test_a_pool_that_lost_postings_ranks_as_one_built_without_them(
    seed: int, gone: set[int], cut: int
) -> None:
    every = listings(60, seed=seed)
    left = [each for at, each in enumerate(every) if at not in gone]

    lost = Pool(every[:cut]).add(every[cut:]).remove([f"c{at}" for at in gone])

    assert screened(lost) == screened(Pool(left))
    query = dict.fromkeys(hashed("Python ledgers engineer nurse"), 1.5)
    assert np.allclose(lost.bm25(query), Pool(left).bm25(query))


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_a_posting_that_changed_takes_the_place_of_what_it_was(seed: int) -> None:
    every = listings(20, seed=seed)
    changed = listing(3, seed=seed + 1_000)

    pool = Pool(every).add([changed])

    assert screened(pool) == screened(Pool([*every[:3], *every[4:], changed]))


@settings(max_examples=8, deadline=None)
@given(seeds)
def test_a_person_gets_alone_what_they_get_among_many(seed: int) -> None:
    pool = Pool(listings(50, seed=seed))

    together = screened(pool)

    assert together == [screened(pool, [profile])[0] for profile in PEOPLE]


@settings(max_examples=6, deadline=None)
@given(seeds, st.integers(1, 2))
def test_the_best_few_are_the_first_of_all(seed: int, most: int) -> None:
    pool = Pool(listings(250, seed=seed))

    few, every = screened(pool, most=most), screened(pool, most=None)

    assert [order for _, order, _ in few] == [order[:most] for _, order, _ in every]


def test_people_who_fill_several_blocks_each_get_what_they_get_alone() -> None:
    pool = Pool(listings(150, seed=11)).add(listings(40, seed=12))
    alone = [screened(pool, [profile], most=5)[0] for profile in PEOPLE]

    together = screened(pool, PEOPLE * 20, most=5)

    assert together == alone * 20


def test_an_empty_pool_has_nothing_for_anyone() -> None:
    assert [order for _, order, _ in screened(Pool())] == [[]] * len(PEOPLE)


def test_the_closer_look_moves_postings_and_loses_none() -> None:
    pool = Pool(listings(50, seed=7))
    options: dict[str, Any] = {"pool": pool, "seen": frozenset(), "now": make.NOW}

    closer = screen(PEOPLE[0], new_since=None, **options)
    (first,) = screen_many([Seeker(profile=PEOPLE[0])], pool=pool, now=make.NOW, most=None)

    assert sorted(closer.order.tolist()) == sorted(first.order.tolist())
    assert pool.listings[int(closer.order[0])].best.title in PEOPLE[0].titles


def test_what_was_seen_is_neither_counted_nor_ranked() -> None:
    pool = Pool(listings(10, seed=1))
    everyone = Seeker(profile=make.profile(max_age_days=None), seen=frozenset({"c1", "c2", "cx"}))

    (found,) = screen_many([everyone], pool=pool, now=make.NOW)

    assert (found.new + found.earlier, len(found.order)) == (8, 8)
    assert not {1, 2} & set(found.order.tolist())


def test_a_weight_below_zero_moves_postings_down() -> None:
    pool = Pool([listing(at, seed=at) for at in range(20)])
    (python,) = hashed("Python")

    liked, disliked = pool.bm25({python: 1.0}), pool.bm25({python: -1.0})

    assert liked.max() > 0
    assert np.array_equal(liked, -disliked)


def test_listings_on_the_shelf_are_what_was_put_there() -> None:
    every = listings(10, seed=3)

    shelf = Pool(every).listings

    assert list(shelf) == [replace(each, terms=b"", meaning=b"") for each in every]
    assert shelf[2:4] == [shelf[2], shelf[3]]


names = st.sampled_from((None, "A", "b", "B"))
places = st.builds(
    Place,
    text=st.just(""),
    city=names,
    region=names,
    country=st.sampled_from((None, "DE", "FR")),
)


@given(st.lists(places, max_size=3), st.lists(places, min_size=1, max_size=2), st.booleans())
def test_places_are_within_reach_by_country_then_city_then_region(
    there: list[Place], wanted: list[Place], remote: bool
) -> None:
    def same(one: str | None, other: str | None) -> bool:
        return (one or "").casefold() == (other or "").casefold()

    def near(place: Place, want: Place) -> bool:
        if want.country and place.country != want.country:
            return False
        if remote or not want.city or not place.city:
            free = not (want.region and place.region)
            return remote or free or same(want.region, place.region)
        return same(want.city, place.city) or (
            bool(want.region) and same(want.region, place.region)
        )

    unknown = not there or any(not place.country for place in there)
    expected = unknown or any(near(place, want) for place in there for want in wanted)

    assert in_reach(there, wanted, remote=remote) == expected

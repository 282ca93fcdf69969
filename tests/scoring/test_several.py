"""One digest for several profiles: the numbers add up, whatever each of them finds."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.edge.db import Store
from scoring.edge.postings import store as table
from scoring.edge.postings.store import PostingsStore
from scoring.model import Digest, Funnel, Posting, Profile
from scoring.pipeline.panel import Panel, Past
from scoring.pipeline.several import Search, choose_several
from scoring.ports import Links, Occasion
from scoring.rank.index import Pool
from tests import factories as make

TITLES = ("Backend Engineer", "Nurse", "Cook", "Data Engineer")
LATER = make.NOW + timedelta(hours=1)


def job(at: int, **fields: Any) -> Posting:
    text = f"You build services in Python and PostgreSQL for team {at}. " * 4
    url = f"https://jobs.example.com/{at}"
    return make.posting(**({"id": f"p{at}", "url": url, "text": text} | fields))


async def chosen(
    jobs: Sequence[Posting],
    profiles: Sequence[Profile],
    *,
    seen: frozenset[str] = frozenset(),
    count: int = 8,
    lowest: int = 40,
    links: Links | None = None,
) -> Digest:
    async with Store(":memory:", [table.MIGRATIONS]) as store:
        postings = PostingsStore(store)
        await postings.save(jobs, now=make.NOW)
        return await choose_several(
            {f"profile {n}": Search(profile=each) for n, each in enumerate(profiles)},
            pool=Pool(await postings.listings(since=make.NOW - timedelta(days=60))),
            postings=postings,
            panel=Panel(links=links),
            past=Past(seen=seen),
            occasion=Occasion(count=count, lowest=lowest),
            now=LATER,
            day=make.NOW.date(),
        )


def adds_up(funnel: Funnel) -> bool:
    numbers = funnel.model_dump(exclude={"rejected"}).values()
    return (
        min((*numbers, *funnel.rejected.values())) >= 0
        and funnel.new + funnel.earlier == sum(funnel.rejected.values()) + funnel.met
        and funnel.met == funnel.not_scored + funnel.scored
        and funnel.scored == funnel.below + funnel.held + funnel.picked
    )


class Dying:
    """Links that answer a few times and are dead from then on."""

    def __init__(self, dead: Sequence[int], *, after: int) -> None:
        self._dead = frozenset(f"https://jobs.example.com/{at}" for at in dead)
        self._left = after

    async def closed(self, urls: Sequence[str]) -> frozenset[str]:
        self._left -= 1
        return self._dead & frozenset(urls) if self._left < 0 else frozenset()


JOBS: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        title=st.sampled_from(TITLES),
        company=st.sampled_from(("Acme", "Bolt", "Crab", "")),
        level=st.sampled_from((None, "entry", "senior")),
        remote=st.sampled_from((None, "remote", "onsite")),
    ),
    max_size=30,
)
PROFILES = st.lists(
    st.builds(
        make.profile,
        titles=st.sampled_from(TITLES).map(lambda each: (each,)),
        levels=st.sampled_from(((), ("entry",))),
        remote=st.sampled_from(((), ("remote",))),
        avoid=st.sampled_from(((), ("python",), ("team 3",))),
        hidden=st.sampled_from(((), ("acme",))),
    ),
    min_size=1,
    max_size=5,
)


@given(
    JOBS,
    PROFILES,
    st.integers(1, 9),
    st.integers(0, 90),
    st.builds(Dying, st.lists(st.integers(0, 29)), after=st.integers(0, 4)),
    st.frozensets(st.integers(0, 29)),
)
@settings(max_examples=15, deadline=None)
async def test_whatever_the_profiles_find_every_job_is_counted_once(
    jobs: list[dict[str, Any]],
    profiles: list[Profile],
    count: int,
    lowest: int,
    links: Dying,
    seen: frozenset[int],
) -> None:
    listed = [job(at, **fields) for at, fields in enumerate(jobs)]
    whole = await chosen(listed, profiles[:1], lowest=0, count=0)
    shown = frozenset(
        each.cluster.id for each in whole.near if int(each.cluster.best.id[1:]) in seen
    )
    digest = await chosen(listed, profiles, count=count, lowest=lowest, links=links, seen=shown)

    assert adds_up(digest.funnel), digest.funnel
    assert digest.funnel.picked == len(digest.picks) <= count
    assert all(each.verdict.fit >= lowest for each in digest.picks)
    ids = [each.cluster.id for each in (*digest.picks, *digest.near)]
    assert len(ids) == len(set(ids))
    assert not shown & set(ids)
    for some in (digest.picks, digest.near):
        places = [list(digest.searches).index(each.search) for each in some]
        assert places == sorted(places), "each profile's stand together"


async def test_a_link_that_one_profile_finds_dead_is_no_pick_of_another() -> None:
    twice = [make.profile(), make.profile(years=3)]
    digest = await chosen([job(0), job(1, company="Bolt")], twice, links=Dying([0], after=1))

    assert [each.cluster.best.id for each in digest.picks] == ["p1"]
    assert "p0" not in [each.cluster.best.id for each in digest.near]
    assert adds_up(digest.funnel)

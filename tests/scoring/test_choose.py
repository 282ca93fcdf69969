"""From stored postings to a digest: musts, order, picks and numbers that add up."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.edge.db import Store
from scoring.edge.postings import store as table
from scoring.edge.postings.store import PostingsStore
from scoring.errors import (
    BudgetSpent,
    JudgeError,
    JudgeRefused,
    JudgeReplyInvalid,
    JudgeUnavailable,
)
from scoring.model import Candidate, Digest, Funnel, Pay, Place, Posting, Profile, Verdict
from scoring.pick import pick
from scoring.pipeline import EMPTY_PROFILE, choose
from scoring.pipeline.panel import Panel, Past
from scoring.ports import Judge, Judgement, Links, Listing, Occasion
from scoring.prompts.notes import BOT_BUDGET, LEFT_OUT, NO_KEY, NO_MODEL, NOT_READ, PERSON_BUDGET
from scoring.rank import musts
from scoring.rank.index import Pool
from scoring.rank.retrieve import screen
from scoring.rank.terms import bag
from tests import factories as make

TEXT = "You build services in Python and PostgreSQL, and run them on Kubernetes. " * 4
TITLES = ("Backend Engineer", "Nurse", "Accountant", "Data Engineer", "Cook", "Welder")


def job(at: int, **fields: Any) -> Posting:
    own = {"id": f"p{at}", "company": f"Company {at}", "text": f"{TEXT} Team {at}."}
    return make.posting(**(own | fields))


def pool(*jobs: Posting, first_seen: datetime = make.NOW) -> Pool:
    return Pool(
        [
            Listing(
                cluster_id=f"c-{each.id}",
                best=each.model_copy(update={"text": ""}),
                places=each.places,
                first_seen=first_seen,
                terms=bag(each),
            )
            for each in jobs
        ]
    )


def adds_up(funnel: Funnel) -> bool:
    return (
        funnel.new + funnel.earlier == sum(funnel.rejected.values()) + funnel.met
        and funnel.met == funnel.not_scored + funnel.scored
        and funnel.scored == funnel.below + funnel.held + funnel.picked
    )


class StubJudge:
    """A judge that says the same of everything, or fails."""

    name = "stub/1"

    def __init__(self, fit: int = 88, *, error: Exception | None = None, most: int = 99) -> None:
        self.asked: list[str] = []
        self._fit, self._error, self._most = fit, error, most

    async def judge(
        self,
        _: Profile,
        candidates: Sequence[Candidate],
        *,
        occasion: Occasion,  # noqa: ARG002
    ) -> Judgement:
        self.asked += [each.cluster.best.id for each in candidates]
        if self._error:
            raise self._error
        given = [each.cluster.best.id for each in candidates[: self._most]]
        verdicts = [make.verdict(posting_id=key, fit=self._fit, judge=self.name) for key in given]
        return Judgement(verdicts={each.posting_id: each for each in verdicts}, cost_usd=0.01)


async def chosen(
    jobs: Sequence[Posting], *, profile: Profile | None = None, days: int = 1, **options: Any
) -> Digest:
    """Store the jobs, then choose on so many days in a row; the last digest is returned."""
    async with Store(":memory:", [table.MIGRATIONS]) as store:
        postings = PostingsStore(store)
        await postings.save(jobs, now=make.NOW)
        listings = await postings.listings(since=make.NOW - timedelta(days=60))
        seen: frozenset[str] = frozenset()
        for _ in range(days):
            digest = await _once(Pool(listings), postings, seen=seen, profile=profile, **options)
            seen |= {each.cluster.id for each in digest.picks}
        return digest


async def _once(
    listings: Pool,
    postings: PostingsStore,
    *,
    seen: frozenset[str],
    profile: Profile | None,
    judge: Judge | None = None,
    count: int = 8,
    lowest: int = 60,
    links: Links | None = None,
) -> Digest:
    return await choose(
        make.profile() if profile is None else profile,
        pool=listings,
        postings=postings,
        panel=Panel(judge=judge, links=links),
        past=Past(seen=seen),
        occasion=Occasion(count=count, lowest=lowest),
        now=make.NOW + timedelta(hours=1),
        day=make.NOW.date(),
    )


async def test_the_best_come_first_and_the_numbers_add_up() -> None:
    jobs = [job(0), job(1, title="Nurse", text="Care for patients in our ICU. " * 9)]

    digest = await chosen(jobs)

    assert [each.cluster.best.id for each in digest.picks] == ["p0"]
    assert digest.funnel == Funnel(new=2, met=2, scored=2, below=1, picked=1)


async def test_a_short_day_is_not_padded() -> None:
    jobs = [job(at, title="Cook", text="You cook lunch for our guests. " * 9) for at in range(9)]

    digest = await chosen(jobs)

    assert digest.picks == ()
    assert digest.funnel.below == digest.funnel.scored > 0
    assert adds_up(digest.funnel)


async def test_what_was_shown_never_comes_again() -> None:
    digest = await chosen([job(at) for at in range(12)], days=2, count=8)

    assert len(digest.picks) == 4
    assert digest.funnel.new == 4


async def test_an_empty_profile_is_told_so() -> None:
    digest = await chosen([job(0)], profile=Profile())

    assert (digest.picks, digest.notes) == ((), (EMPTY_PROFILE,))


@pytest.mark.parametrize(
    ("error", "note"),
    [
        (JudgeUnavailable("down"), NO_MODEL),
        (JudgeRefused("401"), NO_KEY),
        (JudgeReplyInvalid("half"), NOT_READ),
        (BudgetSpent("spent"), BOT_BUDGET),
        (BudgetSpent("spent", whose="person"), PERSON_BUDGET),
    ],
    ids=["down", "key", "reply", "the bot's budget", "the person's budget"],
)
async def test_a_failed_judge_is_never_a_number_and_the_local_one_steps_in(
    error: JudgeError, note: str
) -> None:
    error.cost_usd = 0.002

    digest = await chosen([job(0)], judge=StubJudge(error=error))

    assert digest.notes == (f"{note}; these scores are this bot's own.",)
    assert digest.cost_usd == 0.002
    assert [each.verdict.judge for each in digest.picks] == ["local-5"]
    assert digest.judge == "local-5"


async def test_what_the_model_leaves_out_is_scored_locally_and_said() -> None:
    digest = await chosen([job(at) for at in range(3)], judge=StubJudge(most=2))

    assert sorted(each.verdict.judge for each in digest.picks) == ["local-5", "stub/1", "stub/1"]
    assert digest.notes == (f"{LEFT_OUT}; this bot itself scored 1 of 3.",)
    assert adds_up(digest.funnel)


async def test_a_verdict_is_given_once_and_kept() -> None:
    judge = StubJudge(fit=50)

    digest = await chosen([job(0), job(1)], judge=judge, days=3)

    assert sorted(judge.asked) == ["p0", "p1"]
    assert digest.cost_usd == 0


async def test_hiding_a_company_asks_no_judge_again() -> None:
    judge = StubJudge()
    hiding = make.profile().model_copy(update={"hidden": ("Wren Audio",), "max_age_days": 60})

    async with Store(":memory:", [table.MIGRATIONS]) as store:
        postings = PostingsStore(store)
        await postings.save([job(0), job(1)], now=make.NOW)
        pool = Pool(await postings.listings(since=make.NOW - timedelta(days=60)))
        for profile in (make.profile(), hiding):
            digest = await _once(pool, postings, seen=frozenset(), profile=profile, judge=judge)

    assert sorted(judge.asked) == ["p0", "p1"]
    assert digest.funnel.scored == 2
    assert digest.profile_version == hiding.version


async def test_a_verdict_for_a_stranger_is_dropped() -> None:
    class Liar(StubJudge):
        async def judge(self, *_: object, **__: object) -> Judgement:
            return Judgement(verdicts={"other": make.verdict(posting_id="other", fit=100)})

    digest = await chosen([job(0)], judge=Liar())

    assert [each.verdict.judge for each in digest.picks] == ["local-5"]


async def test_a_deadline_that_is_a_day_lasts_to_its_end() -> None:
    today = make.NOW.replace(hour=0, minute=0)
    jobs = [job(0, deadline=today), job(1, deadline=today - timedelta(days=1))]

    digest = await chosen(jobs)

    assert [each.cluster.best.id for each in digest.picks] == ["p0"]


async def test_a_word_to_avoid_counts_as_a_whole_word_only() -> None:
    jobs = [job(0, text=f"{TEXT} Sales."), job(1, text=f"{TEXT} You like salesmen.")]

    digest = await chosen(jobs, profile=make.profile(avoid=("SALES",)))

    assert [each.cluster.best.id for each in digest.picks] == ["p1"]
    assert digest.funnel.rejected == {musts.AVOIDED: 1}
    assert adds_up(digest.funnel)


@pytest.mark.parametrize(
    ("profile", "posting", "reason"),
    [
        ({}, {"deadline": make.NOW - timedelta(days=1)}, musts.CLOSED),
        ({}, {"posted_at": make.NOW - timedelta(days=31)}, musts.OLD),
        ({"places": (Place(text="France", country="FR"),)}, {}, musts.PLACE),
        (
            {"places": (Place(text="Munich", city="Munich", country="DE"),)},
            {},
            musts.PLACE,
        ),
        ({"remote": ("remote",)}, {"remote": "onsite"}, musts.WORKPLACE),
        ({"remote": ("remote",)}, {"remote": None}, musts.WORKPLACE),  # in Berlin, and no word
        ({"levels": ("entry", "mid")}, {"level": "senior"}, musts.LEVEL),
        ({"employment": ("full_time",)}, {"employment": "internship"}, musts.EMPLOYMENT),
        (
            {"min_pay": Pay(low=60_000, currency="EUR")},
            {"pay": Pay(high=20, currency="EUR", period="hour")},
            musts.PAY,
        ),
        ({"needs_sponsorship": True}, {"sponsorship": "citizens_only"}, musts.SPONSORSHIP),
        ({"degree": "master"}, {"degree": "phd"}, musts.DEGREE),
        ({"no_agencies": True}, {"agency": True}, musts.AGENCY),
        ({"hidden": ("kestrel ROBOTICS",)}, {"company": "Kestrel Robotics GmbH"}, musts.HIDDEN),
    ],
)
def test_a_must_that_fails_leaves_a_posting_out_with_its_reason(
    profile: dict[str, Any], posting: dict[str, Any], reason: str
) -> None:
    screened = screen(
        make.profile(**profile),
        pool=pool(job(0, **posting)),
        seen=frozenset(),
        now=make.NOW,
        new_since=None,
    )

    assert screened.rejected == {reason: 1}
    assert len(screened.order) == 0


def test_what_a_posting_does_not_say_passes_every_must() -> None:
    silent = job(0, places=(), posted_at=None)
    strict = make.profile(
        places=(Place(text="France", country="FR"),),
        remote=("remote",),
        min_pay=Pay(low=90_000, currency="EUR"),
        levels=("entry",),
        employment=("full_time",),
        degree="bachelor",
        needs_sponsorship=True,
        no_agencies=True,
    )

    screened = screen(strict, pool=pool(silent), seen=frozenset(), now=make.NOW, new_since=None)

    assert (screened.rejected, len(screened.order)) == ({}, 1)


def test_pay_in_another_currency_passes() -> None:
    cheap = job(0, pay=Pay(high=10, currency="USD", period="year"))
    asking = make.profile(min_pay=Pay(low=90_000, currency="EUR"))

    screened = screen(asking, pool=pool(cheap), seen=frozenset(), now=make.NOW, new_since=None)

    assert screened.rejected == {}


def test_new_is_what_was_first_seen_since_the_last_digest() -> None:
    listings = pool(job(0), first_seen=make.NOW - timedelta(days=2))

    screened = screen(
        make.profile(),
        pool=listings,
        seen=frozenset(),
        now=make.NOW,
        new_since=make.NOW - timedelta(days=1),
    )

    assert (screened.new, screened.earlier) == (0, 1)


def test_an_empty_pool_ranks_nothing() -> None:
    screened = screen(make.profile(), pool=pool(), seen=frozenset(), now=make.NOW, new_since=None)

    assert (screened.new, len(screened.order)) == (0, 0)


def test_a_job_by_its_name_in_another_language_is_found() -> None:
    german = job(0, title="Krankenpfleger (m/w/d)", text="Pflege auf der Station.")
    others = [job(at, title="Cook", text="You cook.") for at in range(1, 20)]

    scores = pool(*others, german).rank(make.profile(titles=("Registered Nurse",), skills=()))

    assert scores.argmax() == 19


JOBS: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        title=st.sampled_from(TITLES),
        company=st.sampled_from(("Acme", "ACME", "Bolt", "Crab", "")),
        level=st.sampled_from((None, "entry", "senior")),
        remote=st.sampled_from((None, "remote", "onsite")),
        agency=st.booleans(),
    ),
    max_size=80,
)
PROFILES = st.builds(
    make.profile,
    levels=st.sampled_from(((), ("entry",))),
    remote=st.sampled_from(((), ("remote",))),
    no_agencies=st.booleans(),
    avoid=st.sampled_from(((), ("python",), ("nurse", "team 3"))),
    hidden=st.sampled_from(((), ("acme",))),
)


@given(JOBS, PROFILES, st.integers(0, 9), st.integers(0, 100))
@settings(max_examples=25, deadline=None)
async def test_the_funnel_adds_up_and_the_picks_keep_their_bounds(
    jobs: list[dict[str, Any]], profile: Profile, count: int, lowest: int
) -> None:
    listed = [job(at, **fields) for at, fields in enumerate(jobs)]

    digest = await chosen(listed, profile=profile, count=count, lowest=lowest)

    assert adds_up(digest.funnel)
    assert len(digest.picks) <= count
    assert all(each.verdict.fit >= lowest for each in digest.picks)
    ids = [each.cluster.id for each in (*digest.picks, *digest.near)]
    assert len(ids) == len(set(ids))


@given(
    st.lists(st.tuples(st.integers(0, 100), st.sampled_from("ABC")), max_size=40),
    st.integers(0, 12),
    st.integers(0, 100),
)
def test_picks_are_the_best_and_not_all_of_one_employer(
    jobs: list[tuple[int, str]], count: int, lowest: int
) -> None:
    candidates = [
        Candidate(cluster=make.cluster(id=f"p{at}", company=company), rank=at)
        for at, (_, company) in enumerate(jobs)
    ]
    verdicts: dict[str, Verdict] = {
        f"p{at}": make.verdict(posting_id=f"p{at}", fit=fit) for at, (fit, _) in enumerate(jobs)
    }

    result = pick(candidates, verdicts, count=count, lowest=lowest)

    companies = [each.cluster.best.company for each in result.picks]
    fits = [each.verdict.fit for each in result.picks]
    assert len(result.picks) <= count
    assert all(companies.count(each) <= max(1, -(-count // 5)) for each in companies)
    assert fits == sorted(fits, reverse=True)
    assert result.below + result.held + len(result.picks) == len(jobs)
    assert all(each.verdict.fit >= lowest - 15 for each in result.near)


def test_equal_scores_keep_the_local_order() -> None:
    candidates = [
        Candidate(cluster=make.cluster(id=f"p{at}", company=f"C{at}"), rank=9 - at)
        for at in range(3)
    ]
    verdicts = {f"p{at}": make.verdict(posting_id=f"p{at}", fit=80) for at in range(3)}

    result = pick(candidates, verdicts, count=8, lowest=60)

    assert [each.cluster.best.id for each in result.picks] == ["p2", "p1", "p0"]


# --- dead links -----------------------------------------------------------------------------


class DeadLinks:
    """Knows links that lead nowhere, and remembers what it was asked."""

    def __init__(self, *dead: str) -> None:
        self.dead = frozenset(dead)
        self.asked: list[str] = []

    async def closed(self, urls: Sequence[str]) -> frozenset[str]:
        self.asked += urls
        return self.dead & frozenset(urls)


def at(number: int) -> Posting:
    return job(number, url=f"https://jobs.example.com/{number}", company=f"Employer {number}")


async def test_a_dead_link_makes_room_for_the_next_best() -> None:
    jobs = [at(number) for number in range(4)]
    whole = await chosen(jobs, count=2)
    first, second = (each.cluster.best.url for each in whole.picks)

    links = DeadLinks(first)
    digest = await chosen(jobs, count=2, links=links)

    urls = [each.cluster.best.url for each in digest.picks]
    assert urls[0] == second
    assert len(urls) == 2
    assert first not in urls
    assert digest.funnel.rejected == {"closed or past the deadline": 1}
    assert adds_up(digest.funnel)
    assert set(links.asked) == {first, *urls}  # only what would be sent is asked for


async def test_a_dead_posting_is_not_sent_to_anybody_else() -> None:
    async with Store(":memory:", [table.MIGRATIONS]) as store:
        postings = PostingsStore(store)
        await postings.save([at(1)], now=make.NOW)
        pool = Pool(await postings.listings(since=make.NOW - timedelta(days=60)))
        links = DeadLinks(at(1).url)

        digest = await _once(pool, postings, seen=frozenset(), profile=None, links=links)
        left = await postings.listings(since=make.NOW - timedelta(days=60))

    assert digest.picks == ()
    assert left == ()


async def test_a_list_in_which_link_after_link_is_dead_is_short_and_not_endless() -> None:
    jobs = [at(number) for number in range(12)]
    links = DeadLinks(*(each.url for each in jobs))

    digest = await chosen(jobs, count=2, links=links)

    assert len(links.asked) == 6
    assert adds_up(digest.funnel)

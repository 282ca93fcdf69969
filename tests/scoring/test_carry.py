"""A model's verdicts under a changed profile: asked again only where the change can move them."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from scoring.edge.db import Store
from scoring.edge.postings import store as table
from scoring.edge.postings.store import PostingsStore
from scoring.explain.recap import recapped
from scoring.judges.caps import caps
from scoring.judges.evidence import gather
from scoring.model import Candidate, Part, Pay, Place, Profile, Verdict
from scoring.pipeline.opinions import Opinions, judged
from scoring.pipeline.panel import Panel
from scoring.ports import Judgement, Occasion
from tests import factories as make
from tests.scoring.chat_server import open_chat
from tests.scoring.llm_bench import PROFILE, candidates, model_at, table_for

TEXT = "You build services in Python and PostgreSQL, and run them with the team in Berlin. " * 4
PAID = Pay(low=60_000, high=70_000, currency="EUR", period="year")
POINTS = {"skills": 30.0, "role": 33.0, "seniority": 11.0, "wishes": 12.0}
MOST = {"skills": 35.0, "role": 35.0, "seniority": 15.0, "wishes": 15.0}


def opinion(posting_id: str = "p1", **fields: Any) -> Verdict:
    """Return what a model said: 86 points of the four parts."""
    parts = tuple(Part(name=name, points=POINTS[name], most=MOST[name]) for name in POINTS)
    known = {"posting_id": posting_id, "fit": 86, "parts": parts, "judge": "model/1"}
    return make.verdict(**(known | fields))


@dataclass
class CountingJudge:
    """A model that says 86 of everything, and remembers what it was asked."""

    name: str = "model/1"
    asked: list[str] = field(default_factory=list)

    async def judge(
        self,
        _: Profile,
        candidates: Sequence[Candidate],
        *,
        occasion: Occasion,  # noqa: ARG002
    ) -> Judgement:
        ids = [each.cluster.best.id for each in candidates]
        self.asked += ids
        return Judgement(verdicts={each: opinion(each, judge=self.name) for each in ids})


def job(name: str, **fields: Any) -> Candidate:
    own: dict[str, Any] = {"id": name, "company": name, "text": f"{TEXT} Team {name}.", "pay": PAID}
    return Candidate(cluster=make.cluster(**(own | fields)), rank=0)


JOBS = (
    job("plain"),
    job("rust", text=f"{TEXT} You write Rust every day."),
    job("silent", pay=None, remote="onsite"),
)


@pytest.fixture
async def postings() -> AsyncIterator[PostingsStore]:
    async with Store(":memory:", [table.MIGRATIONS]) as store:
        yield PostingsStore(store)


async def after(
    postings: PostingsStore, judge: CountingJudge, *profiles: Profile, jobs: Any = JOBS
) -> Opinions:
    """Judge the jobs for one profile after another; forget what all but the last asked."""
    for at, profile in enumerate(profiles):
        judge.asked.clear()
        opinions = await judged(
            profile,
            jobs,
            panel=Panel(judge=judge),
            postings=postings,
            occasion=Occasion(),
            now=make.NOW,
            earlier=profiles[at::-1],
        )
    return opinions


CHANGES: list[tuple[dict[str, Any], list[str]]] = [
    ({"min_pay": Pay(low=90_000, currency="EUR", period="year")}, []),
    ({"remote": ("remote",)}, []),
    ({"places": (Place(text="France", country="FR"),)}, []),
    ({"levels": ("senior",), "years": 2, "degree": "bachelor"}, []),
    ({"needs_sponsorship": True}, []),
    ({"hidden": ("plain",), "max_age_days": 3, "avoid": ("Rust",)}, []),
    ({"skills": ("Python", "PostgreSQL", "Kubernetes", "Rust")}, ["rust"]),
    ({"skills": ("Python", "Kubernetes")}, ["plain", "rust", "silent"]),
    ({"titles": ("Data Engineer",)}, ["plain", "rust", "silent"]),
    ({"text": "Robots, please."}, ["plain", "rust", "silent"]),
]


@pytest.mark.parametrize(("fields", "asked"), CHANGES)
async def test_only_what_a_change_can_move_is_asked_again(
    postings: PostingsStore, fields: dict[str, Any], asked: list[str]
) -> None:
    judge = CountingJudge()

    opinions = await after(postings, judge, make.profile(), make.profile(**fields))

    assert sorted(judge.asked) == asked
    assert set(opinions.verdicts) == {"plain", "rust", "silent"}
    assert {key: each.posting_id for key, each in opinions.verdicts.items()} == {
        "plain": "plain",
        "rust": "rust",
        "silent": "silent",
    }


async def test_a_carried_verdict_is_given_once_and_kept(postings: PostingsStore) -> None:
    judge = CountingJudge()
    asking = make.profile(min_pay=Pay(low=90_000, currency="EUR", period="year"))

    first = await after(postings, judge, make.profile(), asking)
    again = await after(postings, judge, asking)

    assert judge.asked == []
    assert again.verdicts == first.verdicts
    assert first.verdicts["plain"].cap == "pays less than you ask"
    assert first.verdicts["plain"].fit <= 50
    assert first.verdicts["silent"].cap is None


async def test_a_must_that_is_taken_back_brings_the_first_score_back(
    postings: PostingsStore,
) -> None:
    asking = make.profile(min_pay=Pay(low=90_000, currency="EUR", period="year"))

    opinions = await after(postings, CountingJudge(), make.profile(), asking, make.profile())

    assert {each.fit for each in opinions.verdicts.values()} == {86}


async def test_a_verdict_of_another_judge_is_not_carried(postings: PostingsStore) -> None:
    await after(postings, CountingJudge(), make.profile())
    other = CountingJudge(name="model/2")

    await after(postings, other, make.profile(), make.profile(needs_sponsorship=True))

    assert other.asked == []
    await after(postings, CountingJudge(name="model/3"), make.profile(years=9))
    assert sorted((await after(postings, other, make.profile(years=8))).verdicts) == [
        "plain",
        "rust",
        "silent",
    ]
    assert sorted(other.asked) == ["plain", "rust", "silent"]  # nobody said what was before


@pytest.mark.filterwarnings("default")  # litellm's own warnings are not ours
async def test_a_changed_must_makes_no_call_of_a_real_client() -> None:
    async with open_chat() as server, table_for(model_at(server.url)) as at:
        jobs = candidates(12)
        counts = []
        asking = PROFILE.model_copy(update={"remote": ("remote",), "years": 1})
        skilled = asking.model_copy(update={"skills": (*asking.skills, "Rust")})
        history: list[Profile] = []
        for profile in (PROFILE, asking, skilled):
            history.insert(0, profile)
            await judged(
                profile,
                jobs,
                panel=Panel(judge=at.judge),
                postings=at.postings,
                occasion=Occasion(),
                now=make.NOW,
                earlier=history,
            )
            counts.append(len(server.requests))

    assert counts[0] > 0
    assert counts == [counts[0]] * 3


# --- the verdict that facts change ----------------------------------------------------------


def moved(verdict: Verdict, fields: dict[str, Any], **posting: Any) -> Verdict:
    return recapped(
        verdict,
        make.posting(**({"text": TEXT, "pay": PAID} | posting)),
        before=make.profile(),
        after=make.profile(**fields),
    )


def test_a_cap_that_came_holds_and_is_said() -> None:
    verdict = moved(opinion(), {"remote": ("remote",)}, remote="onsite")

    assert (verdict.fit, verdict.cap) == (45, "on site")
    assert "on site" in verdict.reason
    assert "on site" in verdict.against


@pytest.mark.parametrize(
    ("fields", "stays"),
    [
        ({"remote": ("remote",)}, {"skills", "role", "seniority"}),
        ({"levels": ("mid",)}, {"skills", "role", "wishes"}),
    ],
)
def test_only_the_part_that_looks_at_a_must_moves(fields: dict[str, Any], stays: set[str]) -> None:
    verdict = moved(opinion(), fields, remote="remote", level="mid")

    points = {part.name: part.points for part in verdict.parts}
    assert {name for name in POINTS if points[name] == POINTS[name]} == stays
    assert all(points[name] >= POINTS[name] for name in POINTS)
    assert verdict.fit == round(sum(points.values()))


def test_a_blocker_that_the_model_found_stays() -> None:
    blocked = opinion(fit=45, cap="needs a pilot's licence")

    verdict = moved(blocked, {"remote": ("remote",)}, remote="remote")

    assert (verdict.fit, verdict.cap) == (45, "needs a pilot's licence")


def test_a_cap_that_went_gives_the_models_score_back() -> None:
    posting = make.posting(text=TEXT, remote="onsite")
    before = make.profile(remote=("remote",))
    held = caps(posting, before, gather(posting, before))
    capped = opinion(fit=held[0].most, cap=held[0].why)

    verdict = recapped(capped, posting, before=before, after=make.profile())

    assert verdict.cap is None
    assert verdict.fit >= 80

"""What a score means: one rising scale, the same for thin and full profiles, in a fixed order."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.judges.calibration import calibrated, score
from scoring.judges.caps import asks_money
from scoring.judges.local import exact, judge_cluster, judge_locally
from scoring.judges.nearness import passages
from scoring.model import Candidate, Part
from scoring.pick import pick
from tests import factories as make

NURSING = (
    "You care for patients on our ward: medication, wound care, vital signs and documentation. "
    "You plan care with physicians and families and train new nurses. "
) * 3
KITCHEN = (
    "You run the hot line, plan menus with the sous chef and keep food cost and hygiene in hand. "
    "You order from growers nearby and train the commis. "
) * 3
CV = (
    "Backend Engineer\nBuilt services in Python and PostgreSQL for parcel tracking.\n"
    "Ran them on Kubernetes with Terraform and Prometheus.\nWrote REST APIs in Python.\n"
) * 6
FRAUD = (
    "Type simple texts from home and earn thousands every week, no experience at all. "
    "Pay a small refundable starter fee of $49 and buy your equipment with our check."
)

points = st.floats(0, 100, allow_nan=False)


@given(points, points)
def test_more_points_never_mean_a_lower_score(one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert 0 <= score(low) <= score(high) <= 100


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(1, 25)), min_size=4, max_size=4))
def test_calibrated_parts_add_up_to_the_score_and_stay_within_their_most(
    shares: list[tuple[float, float]],
) -> None:
    times = 100 / sum(most for _, most in shares)
    raw = [
        Part(name=str(at), points=share * most * times, most=most * times)
        for at, (share, most) in enumerate(shares)
    ]

    parts = calibrated(raw)

    assert sum(part.points for part in parts) == pytest.approx(
        score(sum(part.points for part in raw))
    )
    assert all(0 <= part.points <= part.most + 1e-9 for part in parts)


@pytest.mark.parametrize(
    ("wanted", "title", "text"),
    [("nurse", "Registered Nurse", NURSING), ("chef", "Sous Chef", KITCHEN)],
)
def test_a_bare_title_finds_its_job_worth_a_look_and_no_other(
    wanted: str, title: str, text: str
) -> None:
    thin = make.profile(titles=(wanted,), skills=())
    job = make.posting(title=title, text=text)
    other = make.posting(
        title="Tax Accountant", text="VAT returns, audits and the yearly close. " * 5
    )

    assert 60 <= judge_locally(job, thin).fit <= 84
    assert judge_locally(other, thin).fit < 35


def test_another_trade_is_not_sent_whatever_the_size_of_the_profile() -> None:
    chef = make.posting(title="Head Chef", text=KITCHEN)

    fits = [judge_locally(chef, make.profile(text=text)).fit for text in ("", CV)]

    assert max(fits) < 30


def test_a_title_that_no_table_knows_is_judged_by_what_the_work_is() -> None:
    engineer = make.profile(text=CV)
    text = "Build services in Python and PostgreSQL, run them on Kubernetes with Terraform. " * 4

    assert judge_locally(make.posting(title="Wizard", text=text), engineer).fit >= 55


def test_a_skill_that_a_cv_lives_by_counts_more_than_one_it_drops_once() -> None:
    often = make.profile(titles=(), skills=(), text=f"{CV}I once saw Kafka.")
    python = make.posting(title="Expert", text="We look for someone who knows Python well. " * 3)
    kafka = make.posting(title="Expert", text="We look for someone who knows Kafka well. " * 3)

    assert exact(python, often) > exact(kafka, often)


def test_a_posting_that_asks_for_money_is_held_down_and_says_so() -> None:
    wants = make.profile(titles=("Data Entry Clerk",), skills=("Data entry",), text="data entry")

    verdict = judge_locally(make.posting(title="Remote Data Entry", text=FRAUD), wants)

    assert verdict.fit <= 25
    assert verdict.cap == "asks you for money, as frauds do"


@pytest.mark.parametrize(
    "text",
    [
        "We never ask you to pay a registration fee.",
        "Beware of frauds: do not send a security deposit to anyone.",
        "You process payments and fees, and manage the deposit accounts.",
        "The employer will pay the training fee for you.",
    ],
)
def test_a_warning_of_frauds_and_work_with_money_are_no_fraud(text: str) -> None:
    assert not asks_money(text)


@given(st.permutations(range(5)))
def test_the_order_of_the_candidates_changes_nothing(order: list[int]) -> None:
    jobs = [
        make.cluster(
            id=f"p{at}", title="Backend Engineer", text="We use Python and Kafka. " * (4 + at)
        )
        for at in range(5)
    ]
    verdicts = {job.best.id: judge_cluster(job, make.profile()) for job in jobs}
    candidates = [Candidate(cluster=jobs[at], rank=rank) for rank, at in enumerate(order)]

    chosen = pick(candidates, verdicts, count=20, lowest=0)

    shown = [each.cluster.best.id for each in (*chosen.picks, *chosen.near)]
    usual = pick(
        [Candidate(cluster=job, rank=rank) for rank, job in enumerate(jobs)],
        verdicts,
        count=20,
        lowest=0,
    )
    assert shown == [each.cluster.best.id for each in (*usual.picks, *usual.near)]


def test_equal_scores_are_ordered_by_what_was_rounded_away() -> None:
    opinions: dict[str, Any] = {
        "p1": make.verdict(posting_id="p1", fit=80, exact=79.6),
        "p2": make.verdict(posting_id="p2", fit=80, exact=80.4),
    }
    jobs = [make.cluster(id="p1", company="A"), make.cluster(id="p2", company="B")]
    candidates = [Candidate(cluster=job, rank=at) for at, job in enumerate(jobs)]

    chosen = pick(candidates, opinions, count=2, lowest=60)

    assert [each.cluster.best.id for each in chosen.picks] == ["p2", "p1"]


@given(st.text(max_size=3_000))
def test_any_text_has_passages_of_bounded_number(text: str) -> None:
    assert len(passages(text)) <= 40

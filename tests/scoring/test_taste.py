"""What is learned of a person from labels, and what it does to an order and to scores."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.explain.moved import LEARNED
from scoring.judges.caps import caps
from scoring.judges.evidence import gather
from scoring.judges.local import LocalJudge, judge_cluster
from scoring.model import Candidate, Posting, Profile, Verdict
from scoring.ports import Listing
from scoring.rank.index import Pool
from scoring.rank.terms import bag, hashed
from scoring.taste.blend import MOST_POINTS, blended
from scoring.taste.judge import TasteJudge
from scoring.taste.labels import Answer, Label
from scoring.taste.learn import learned
from scoring.taste.model import LEAST_LABELS, Taste
from scoring.taste.order import reordered
from scoring.taste.signs import read
from tests.factories import NOW, cluster, posting, profile, verdict

FIELDS = ("wind farms", "libraries", "orchards", "theatres", "clinics", "harbours", "tram lines")
PERSON = profile()
DAY = date(2026, 1, 2)


def job(n: int, *, about: str = "", **fields: Any) -> Posting:
    field = FIELDS[n % len(FIELDS)]
    text = f"You build {about} services in Python and PostgreSQL for {field}. We share the pager."
    made = {"title": f"Backend Engineer, {field.title()}", "company": f"Mill {n}", "text": text}
    return posting(id=f"p{n}", **(made | fields))


def label(n: int, answer: Answer | None = None, *, about: str = "", **fields: Any) -> Label:
    """Return the nth of somebody's labels, eight a day."""
    day = DAY + timedelta(days=n // 8)
    fit = fields.pop("fit", None)
    return Label(posting=job(n, about=about, **fields), day=day, answer=answer, fit=fit)


def of_a_person_without_defence(count: int = 40) -> list[Label]:
    """Return the labels of somebody who saves robotics and hides defence."""
    kinds: Sequence[tuple[Answer, str]] = (
        ("saved", "robotics"),
        ("hidden", "defence"),
        ("ignored", ""),
        ("ignored", "billing"),
    )
    return [label(n, kinds[n % 4][0], about=kinds[n % 4][1]) for n in range(count)]


TASTE = learned(of_a_person_without_defence(), profile=PERSON, now=NOW)


def names(taste: Taste, *, up: bool) -> list[str]:
    return [each.plain for each in taste.conclusions if (each.points > 0) == up]


def points(taste: Taste, about: str) -> float:
    (signs,) = read([job(100, about=about)])
    return taste.points(signs)


def test_what_was_saved_is_liked_and_what_was_hidden_is_not() -> None:
    assert points(TASTE, "robotics") > points(TASTE, "") > points(TASTE, "defence")
    assert names(TASTE, up=True)[0] == "robotics"
    assert names(TASTE, up=False)[0] == "defence"


def test_the_same_labels_in_any_order_give_the_same_taste() -> None:
    again = learned(reversed(of_a_person_without_defence()), profile=PERSON, now=NOW)

    assert again == TASTE
    assert again.version == TASTE.version


def test_a_taste_survives_being_stored() -> None:
    stored = Taste.model_validate_json(TASTE.model_dump_json())

    assert stored == TASTE
    assert points(stored, "defence") == points(TASTE, "defence")


def test_a_few_labels_teach_nothing() -> None:
    few = of_a_person_without_defence(LEAST_LABELS - 1)

    assert not learned(few, profile=PERSON, now=NOW).usable


def test_the_scores_of_a_model_teach_too() -> None:
    scored = [
        label(n, about="robotics" if n % 2 else "defence", fit=85 if n % 2 else 60)
        for n in range(40)
    ]

    taste = learned(scored, profile=PERSON, now=NOW)

    assert points(taste, "robotics") > points(taste, "defence")


def test_a_day_of_high_scores_is_no_better_than_its_neighbours() -> None:
    """A model that was generous on robotics' day said nothing of robotics."""
    scored = [
        label(n, about="robotics" if n < 8 else "", fit=(90 if n < 8 else 60) + n % 3)
        for n in range(24)
    ]

    assert "robotics" not in names(learned(scored, profile=PERSON, now=NOW), up=True)


def test_nobody_who_presses_nothing_is_known() -> None:
    ignored = [label(n, "ignored", about="robotics" if n % 2 else "") for n in range(40)]

    taste = learned(ignored, profile=PERSON, now=NOW)

    assert abs(points(taste, "robotics") - points(taste, "")) < 0.5


def test_companies_and_places_are_learned_by_name() -> None:
    answers: Sequence[Answer] = ("hidden", "saved")
    labels = [
        label(n, answers[n % 2], company="Harrow Lotteries" if n % 2 == 0 else f"Mill {n}")
        for n in range(32)
    ]

    (found,) = [
        each
        for each in learned(labels, profile=PERSON, now=NOW).conclusions
        if each.kind == "company"
    ]

    assert (found.name, found.points < 0) == ("Harrow Lotteries", True)


def test_a_dropped_word_weighs_nothing_and_stays_out_of_the_next_fit() -> None:
    (defence,) = hashed("defence")
    dropped = TASTE.without(defence)

    again = learned(of_a_person_without_defence(), profile=PERSON, now=NOW, dropped=dropped.dropped)

    assert points(dropped, "defence") > points(TASTE, "defence")
    assert defence not in dropped.weights
    assert defence not in again.weights
    assert "defence" not in names(again, up=False)


def test_bringing_a_word_back_is_the_taste_as_it_was() -> None:
    (defence,) = hashed("defence")

    assert TASTE.without(defence).with_again(defence) == TASTE


# --- scores ---------------------------------------------------------------------------------


def candidates(*postings: Posting) -> list[Candidate]:
    return [
        Candidate(cluster=cluster(**dict(each)), rank=rank) for rank, each in enumerate(postings)
    ]


def judged(taste: Taste, *postings: Posting, person: Profile = PERSON) -> list[Verdict]:
    verdicts = TasteJudge(taste).opinions(person, candidates(*postings)).verdicts
    return [verdicts[each.id] for each in postings]


def test_the_score_moves_and_says_why() -> None:
    local = judge_cluster(cluster(**dict(job(100, about="defence"))), PERSON)

    (moved,) = judged(TASTE, job(100, about="defence"))

    down = local.fit - moved.fit
    assert 0 < down <= MOST_POINTS
    assert moved.parts[-1].name == LEARNED
    assert moved.parts[-1].points == -down
    assert any(
        "you skip defence" in each and f"moved down {down}" in each for each in moved.against
    )


def test_a_liked_posting_says_so_in_its_reason() -> None:
    (moved,) = judged(TASTE, job(100, about="robotics"))

    assert "you save robotics" in moved.reason or len(moved.reason) > 100
    assert len(moved.reason) <= 140


def test_what_is_liked_comes_first_of_equal_scores_at_a_cap() -> None:
    closed = job(100, about="robotics", open=False)
    keen = TASTE.model_copy(update={"centre": -100.0})
    local = judge_cluster(cluster(**dict(closed)), PERSON)

    (first,) = judged(keen, closed)

    assert first.fit == 15
    assert first.exact == pytest.approx(local.exact + MOST_POINTS)


def test_the_name_is_of_judge_and_taste_so_that_kept_scores_stay() -> None:
    (defence,) = hashed("defence")
    names_of = {TasteJudge(each).name for each in (TASTE, TASTE.without(defence))}

    assert len(names_of) == 2
    assert all(each.startswith(f"{LocalJudge().name}+") for each in names_of)


def test_without_enough_labels_every_verdict_is_the_local_one() -> None:
    few = learned(of_a_person_without_defence(5), profile=PERSON, now=NOW)
    local = judge_cluster(cluster(**dict(job(1))), PERSON)

    assert judged(few, job(1)) == [local]


def test_a_posting_without_a_description_is_never_lifted_over_75() -> None:
    keen = TASTE.model_copy(update={"centre": -100.0})
    person = profile(
        titles=("Python Backend Engineer",),
        skills=("Python", "Backend development"),
        levels=("senior",),
        remote=("remote",),
    )
    bare = job(0, text="", title="Senior Python Backend Engineer", level="senior", remote="remote")
    local = judge_cluster(cluster(**dict(bare)), person)

    (moved,) = judged(keen, bare, person=person)

    assert local.fit + MOST_POINTS > 75
    assert moved.fit == 75


CAPPED: dict[str, dict[str, Any]] = {
    "closed": {"open": False},
    "no sponsorship": {"sponsorship": "not_offered"},
    "needs a PhD": {"degree": "phd"},
    "asks 9 years": {"years": 9},
}


@pytest.mark.parametrize("fields", CAPPED.values(), ids=CAPPED.keys())
def test_no_taste_lifts_a_score_over_a_cap(fields: dict[str, Any]) -> None:
    person = profile(needs_sponsorship=True, degree="bachelor", years=2)
    keen = TASTE.model_copy(update={"centre": -100.0})
    strict = job(1, **fields)

    (moved,) = judged(keen, strict, person=person)

    cap = caps(strict, person, gather(strict, person))[0]
    local = judge_cluster(cluster(**dict(strict)), person)
    assert moved.fit <= max(cap.most, local.fit)


@settings(max_examples=60)
@given(
    fit=st.integers(0, 100),
    most=st.integers(0, 100),
    centre=st.floats(-50, 50),
    about=st.sampled_from(["robotics", "defence", ""]),
)
def test_the_limits_hold_for_every_score(fit: int, most: int, centre: float, about: str) -> None:
    taste = TASTE.model_copy(update={"centre": centre})
    (signs,) = read([job(100, about=about)])
    before = verdict(fit=fit)

    after = blended(before, taste=taste, signs=signs, most=most)

    assert abs(after.fit - fit) <= MOST_POINTS
    assert 0 <= after.fit <= 100
    assert after.fit <= max(fit, most)
    assert len(after.reason) <= 140
    assert sum(each.points for each in after.parts if each.name == LEARNED) == after.fit - fit


# --- the order before a judge ---------------------------------------------------------------


def pool_of(postings: Sequence[Posting]) -> Pool:
    return Pool(
        [
            Listing(cluster_id=each.id, best=each, first_seen=NOW, terms=bag(each))
            for each in postings
        ]
    )


ABOUTS = ("defence", "", "robotics", "billing")
POOL = pool_of([job(n, about=ABOUTS[n % 4]) for n in range(40)])
ORDER = np.arange(40, dtype=np.int64)


def test_what_is_liked_comes_first_and_nothing_is_lost() -> None:
    order = reordered(ORDER, pool=POOL, taste=TASTE)

    assert sorted(order) == list(ORDER)
    places = {about: np.mean(np.flatnonzero(order % 4 == n)) for n, about in enumerate(ABOUTS)}
    assert places["robotics"] < places[""] < places["defence"]


def test_without_a_taste_the_order_is_the_former_one() -> None:
    assert list(reordered(ORDER, pool=POOL, taste=Taste())) == list(ORDER)


def test_dropping_a_word_and_bringing_it_back_restores_the_exact_order() -> None:
    (defence,) = hashed("defence")
    before = list(reordered(ORDER, pool=POOL, taste=TASTE))
    dropped = TASTE.without(defence)

    assert list(reordered(ORDER, pool=POOL, taste=dropped)) != before
    assert list(reordered(ORDER, pool=POOL, taste=dropped.with_again(defence))) == before

"""The score contract, a sentence a rule, with the local judge."""

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.judges.local import LocalJudge, judge_cluster, judge_locally
from scoring.judges.reason import MOST_CHARS as REASON_CHARS
from scoring.judges.summary import MOST_CHARS as SUMMARY_CHARS
from scoring.judges.summary import shorten, summarise
from scoring.model import Candidate, Pay, Place, Verdict
from tests import factories as make

TASKS = (
    "About us\nWe are the world's leading maker of robots.\nWhat you will do\n"
    "- Build services in Python and PostgreSQL for warehouse robots.\n"
    "- Run them on Kubernetes with the team in Berlin.\n"
    "What we offer\n- A competitive salary and 30 days of holiday.\n"
)


def judged(profile: dict[str, Any] | None = None, **posting: Any) -> Verdict:
    return judge_locally(
        make.posting(**({"text": TASKS} | posting)), make.profile(**(profile or {}))
    )


def test_the_same_posting_and_profile_give_the_same_score_whatever_else_is_judged() -> None:
    alone = [Candidate(cluster=make.cluster(text=TASKS), rank=0)]
    crowd = [
        Candidate(cluster=make.cluster(id=f"q{at}", title="Nurse"), rank=at) for at in range(9)
    ]

    first = asyncio.run(LocalJudge().judge(make.profile(), alone))
    second = asyncio.run(LocalJudge().judge(make.profile(), crowd + alone))

    assert first.verdicts["p1"] == second.verdicts["p1"]


def test_a_posting_that_has_it_all_is_strong_and_another_trade_is_not_sent() -> None:
    assert judged().fit >= 75
    assert judged(title="Registered Nurse", text="You care for patients in our ICU. " * 9).fit < 40


def test_skills_alone_do_not_carry_another_job() -> None:
    assert judged(title="Sales Engineer").fit < 60


def test_without_a_description_the_title_is_judged_and_says_so_and_never_passes_75() -> None:
    verdict = judged(text="", remote="remote", level="mid")

    assert verdict.fit <= 75
    assert verdict.confidence == "low"
    assert "no description; judged on its title" in verdict.against


@pytest.mark.parametrize(
    ("profile", "posting", "why", "most"),
    [
        ({"degree": "bachelor"}, {"degree": "phd"}, "needs a PhD", 50),
        ({"needs_sponsorship": True}, {"sponsorship": "not_offered"}, "no sponsorship", 35),
        ({"levels": ("entry",)}, {"level": "senior"}, "senior; you asked for entry level", 55),
        ({"years": 1}, {"years": 8}, "asks 8 years, you have 1", 40),
        ({"remote": ("remote",)}, {"remote": "onsite"}, "on site", 45),
        ({"avoid": ("postgresql",)}, {}, 'has "postgresql", which you avoid', 20),
        ({"hidden": ("KESTREL Robotics, Inc.",)}, {}, "a company you hid", 20),
        ({"places": (Place(text="France", country="FR"),)}, {}, "in Berlin, Germany", 40),
        (
            {"min_pay": Pay(low=90_000, currency="EUR", period="year")},
            {"pay": Pay(high=5_000, currency="EUR", period="month")},
            "pays less than you ask",
            50,
        ),
    ],
    ids=["degree", "visa", "level", "years", "workplace", "word", "company", "place", "pay"],
)
def test_a_hard_constraint_that_fails_caps_the_score_and_is_said(
    profile: dict[str, Any], posting: dict[str, Any], why: str, most: int
) -> None:
    verdict = judged(profile, **posting)

    assert verdict.fit <= most
    assert verdict.cap == why
    assert why in verdict.reason
    assert why in verdict.against


@pytest.mark.parametrize("title", ["DevOps Engineer", "Platform Engineer"])
def test_a_reason_says_but_once(title: str) -> None:
    wanted = {"titles": ("Software Engineer",), "levels": ("senior",)}
    for number in range(12):
        text = f"{TASKS} You bring four years as {title} number {number}."
        verdict = judged(wanted, title=title, text=text, level="mid")

        assert verdict.reason.count(", but ") + verdict.reason.count(", yet ") <= 1


def test_pay_in_another_currency_is_no_failure_but_is_said() -> None:
    asked = {"min_pay": Pay(low=90_000, currency="EUR", period="year")}

    verdict = judged(asked, pay=Pay(high=50_000, currency="USD", period="year"))

    assert verdict.cap is None
    assert "pays in USD" in verdict.against


def test_what_a_must_needs_and_the_posting_leaves_open_is_said() -> None:
    verdict = judged({"remote": ("remote",), "needs_sponsorship": True, "levels": ("mid",)})

    assert set(verdict.against) >= {
        "does not say remote or on site",
        "says nothing about a visa",
        "the level is not stated",
    }


def test_a_nurse_who_writes_in_german_is_not_told_that_nursing_and_german_are_missing() -> None:
    line = "Ich suche eine Stelle als Krankenschwester in Leipzig und arbeite gern nachts"
    text = "Pflegen Sie mit uns. Pflegefachkraft, Deutsch auf B2, Nursing, German. " + TASKS

    verdict = judged({"titles": ("Krankenschwester",), "skills": (), "text": line}, text=text)

    missing = [each for each in verdict.against if "not in your profile" in each]
    assert "Python" in "".join(missing)
    assert not any("Nursing" in each or "German" in each for each in missing)
    assert [part.evidence for part in verdict.parts if part.name == "skills"] == ["you list none"]


def test_the_reason_names_only_skills_that_both_have() -> None:
    verdict = judged({"skills": ("Python", "Excel", "Nursing")})

    assert "Python" in verdict.reason
    assert "Excel" not in verdict.reason
    assert "Nursing" not in verdict.reason


def test_the_summary_says_what_one_does_and_is_the_same_for_everyone() -> None:
    verdict = judged()

    assert verdict.summary.startswith("Build services in Python and PostgreSQL")
    assert verdict.summary == judged({"titles": ("Nurse",), "skills": ()}).summary


@given(st.text(max_size=400), st.text(max_size=3_000))
@settings(max_examples=60)
def test_any_posting_gets_a_score_and_two_lines_that_fit(title: str, text: str) -> None:
    verdict = judged(title=title, text=text)

    assert 0 <= verdict.fit <= 100
    assert 0 < len(verdict.reason) <= REASON_CHARS
    assert len(verdict.summary) <= SUMMARY_CHARS
    assert not {"\n", "\r"} & set(verdict.reason + verdict.summary)


@given(st.text(alphabet="ab c.;", min_size=1), st.integers(10, 60))
def test_a_shortened_text_ends_at_a_word(text: str, most: int) -> None:
    plain = " ".join(text.split())
    cut = shorten(text, most=most)

    assert len(cut) <= most
    if cut != plain and " " in plain[: most - 1]:
        kept = cut.removesuffix("…")
        assert plain.startswith(kept)
        assert plain[len(kept) : len(kept) + 1] in (" ", ".", ";", "")


def test_a_posting_that_breaks_the_judge_leaves_the_others_judged() -> None:
    poison = Candidate(cluster=make.cluster(id="poison"), rank=0)
    object.__setattr__(poison.cluster.best, "text", None)
    fine = Candidate(cluster=make.cluster(), rank=1)

    judgement = asyncio.run(LocalJudge().judge(make.profile(), [poison, fine]))

    assert set(judgement.verdicts) == {"p1"}


def test_a_place_of_any_twin_counts() -> None:
    munich = Place(text="Munich, Germany", city="Munich", country="DE")
    vienna = Place(text="Vienna, Austria", city="Vienna", country="AT")
    job = make.cluster(places=(vienna,), twins=(make.posting(id="p2", places=(munich,)),))

    verdict = judge_cluster(job, make.profile(places=(Place(text="Germany", country="DE"),)))

    assert verdict.cap is None


def test_a_posting_without_text_is_summarised_by_its_title() -> None:
    assert summarise(make.posting(text="")) == (
        "Backend Engineer at Kestrel Robotics; the posting says no more."
    )


def test_a_title_of_another_field_is_another_job_also_where_no_table_lists_it() -> None:
    supervisor = make.posting(
        title="Psychiatric Emergency Team Supervisor",
        text="Lead the mobile crisis team and the help line. Leadership, assessments, training.",
    )
    accountant = make.profile(titles=("Accountant",), skills=("Accounting", "Leadership"), text="")

    assert judge_locally(supervisor, accountant).fit < 45


PYTHON = "You write services, tests and tools in Python all day. Python is what we all write. " * 6


@pytest.mark.parametrize(
    "profile",
    [
        {"titles": (), "skills": ("Python",), "text": ""},
        {"titles": (), "skills": (), "text": "Python"},
        {"titles": ("Developer",), "skills": (), "text": ""},
    ],
    ids=["a skill", "a wish of one word", "a title"],
)
def test_who_says_one_word_gets_no_strong_match_and_reads_why(profile: dict[str, Any]) -> None:
    verdict = judged(profile, title="Python Test Engineer", text=PYTHON)

    assert verdict.fit < 75
    assert verdict.confidence == "low"
    assert "your profile says little so far" in verdict.against


def test_a_bare_title_is_enough_for_the_very_job_but_never_sure() -> None:
    only = {"titles": ("Python Developer",), "skills": (), "text": ""}

    verdict = judged(only, title="Python Developer", text=PYTHON)

    assert verdict.fit >= 75
    assert verdict.confidence == "medium"
    assert verdict.cap is None


def test_who_says_more_is_not_told_to_have_said_little() -> None:
    verdict = judged()

    assert "your profile says little so far" not in verdict.against

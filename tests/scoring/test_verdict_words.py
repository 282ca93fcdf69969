"""What a card shows of a local score: parts that add up, caps, asides and names in sentences."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.judges.evidence import stressed
from scoring.judges.jobs import job_words, skill_words, with_article
from scoring.judges.local import judge_locally
from scoring.judges.summary import summarise
from scoring.model import Pay, Place, Profile, Verdict
from scoring.rank.skills import all_skills
from scoring.rank.titles import similarity
from tests import factories as make

WORDS = ("Python", "PostgreSQL", "Kubernetes", "warehouse", "robots", "services", "Kafka")
BERLIN = Place(text="Berlin, Germany", city="Berlin", country="DE")


def judged(profile: dict[str, Any] | None = None, **posting: Any) -> Verdict:
    return judge_locally(make.posting(**posting), make.profile(**(profile or {})))


@settings(deadline=None)
@given(
    st.lists(st.sampled_from((*WORDS, "sales", "nurse")), max_size=40),
    st.sampled_from(("Backend Engineer", "Data Analyst", "Head Chef", "")),
    st.booleans(),
)
def test_the_parts_add_up_to_the_score_unless_a_cap_is_named(
    words: list[str], title: str, remote: bool
) -> None:
    profile = {"titles": (title,) if title else (), "remote": ("remote",)}

    verdict = judged(profile, text=" ".join(words), remote="remote" if remote else "onsite")

    total = sum(part.points for part in verdict.parts)
    assert verdict.fit == total or (verdict.cap and verdict.fit < total)
    assert all(0 <= part.points <= part.most for part in verdict.parts)


def test_more_evidence_never_lowers_a_capped_score() -> None:
    texts = [f"You will work with {', '.join(WORDS[:count])} here. " * 2 for count in range(1, 8)]

    fits = [judged({"degree": "bachelor"}, text=text, degree="phd").fit for text in texts]

    assert fits == sorted(fits)
    assert fits[-1] <= 50


def test_a_posting_without_a_description_can_reach_75_at_most() -> None:
    verdict = judged({"levels": ("mid",)}, text="", level="mid", title="Backend Engineer")

    assert sum(part.most for part in verdict.parts) == 75
    assert 55 <= verdict.fit <= 72


def test_wishes_that_are_met_are_named() -> None:
    wants = {"remote": ("remote",), "min_pay": Pay(low=80_000, currency="EUR", period="year")}
    pays = Pay(high=100_000, currency="EUR", period="year")

    verdict = judged({**wants, "places": (BERLIN,)}, remote="remote", pay=pays, places=(BERLIN,))

    wishes = next(part for part in verdict.parts if part.name == "wishes")
    assert wishes.evidence.startswith("remote, in Berlin, pays 25% more than you ask")


def test_the_level_says_what_is_asked_and_what_is_wanted() -> None:
    verdict = judged({"levels": ("mid",)}, level="senior")

    level = next(part for part in verdict.parts if part.name == "level")
    assert level.evidence == "asks for senior, you look for mid level"


def test_an_internship_that_nobody_asked_for_is_held_down() -> None:
    assert judged(title="Backend Engineer Intern").fit < judged(title="Backend Engineer").fit
    assert judged({"text": "I am a student."}, title="Backend Engineer Intern").cap is None


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("You know Python. Kafka is a plus.", {"Python": 1.0, "Kafka": 0.4}),
        ("Python.\n\nNice to have:\n- Kafka\n- Redis\n\nPerl", {"Python": 1.0, "Kafka": 0.4}),
        ("No experience with Kafka required. We use Python.", {"Python": 1.0, "Kafka": 0.0}),
        ("Kafka is not required, Python is.", {"Python": 1.0, "Kafka": 0.0}),
    ],
    ids=["line", "section", "no experience", "not required"],
)
def test_what_is_nice_to_have_counts_less_and_what_is_not_needed_nothing(
    text: str, weights: dict[str, float]
) -> None:
    found = stressed(make.posting(title="Engineer", text=text, tags=()))

    once = found["Python"]
    told = {name: round(found.get(name, 0.0) / once, 1) for name in weights}
    assert told == {name: pytest.approx(weight, abs=0.1) for name, weight in weights.items()}


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Senior Software Engineer", "a software engineer"),
        ("Accountant", "an accountant"),
        ("iOS Developer", "an iOS developer"),
        ("DevOps Engineer", "a DevOps engineer"),
        ("HR Manager", "an HR manager"),
        ("UX Designer", "a UX designer"),
        ("University Lecturer", "a university lecturer"),
        ("Java Developer", "a Java developer"),
        ("Softwareentwickler", "a Softwareentwickler"),
        ("Krankenschwester auf der Station", "a Krankenschwester auf der Station"),
    ],
)
def test_a_job_reads_well_inside_a_sentence(title: str, said: str) -> None:
    assert with_article(job_words(title)) == said


@pytest.mark.parametrize(
    ("skill", "said"),
    [
        ("Machine learning", "machine learning"),
        ("Accounting", "accounting"),
        ("Excel", "Excel"),
        ("Google Ads", "Google Ads"),
        ("CI/CD", "CI/CD"),
    ],
)
def test_a_skill_reads_well_inside_a_sentence(skill: str, said: str) -> None:
    assert skill_words(skill) == said


def test_a_reason_names_no_skill_that_the_person_lacks() -> None:
    every = " , ".join(all_skills()[:120])
    has = {"titles": ("Backend Engineer",), "skills": ("Python", "Kafka"), "text": ""}

    for number in range(12):
        reason = judged(has, text=f"You use Python and Kafka, number {number}. {every}").reason

        named = {name for name in ("Airflow", "Angular", "Ansible", "Azure") if name in reason}
        assert not named


def test_eight_picks_of_one_kind_are_not_explained_alike() -> None:
    reasons = {
        judged(title="Backend Engineer", text=f"Services in Python for warehouse {at}. " * 3).reason
        for at in range(8)
    }

    assert len(reasons) >= 4


def test_a_summary_prefers_a_task_to_an_empty_phrase() -> None:
    text = (
        "Each one of us is responsible for contributing to an exciting, dynamic team.\n"
        "We are looking for a passionate self-starter to join our fast-paced company.\n"
        "Maintain the timetable database of ninety tram lines and fix its faults.\n"
    )

    assert summarise(make.posting(text=text)).startswith("Maintain the timetable database")


@pytest.mark.parametrize(
    ("one", "near", "far"),
    [
        ("Seaman", "Port Engineer", "Civil Servant"),
        ("Hairstylist", "Barber", "3D Artist"),
        ("Fundraiser", "Donor Relations Manager", "Police Officer"),
        ("Beekeeper", "Apiary Beekeeper", "Tax Clerk"),
        ("Softwareentwicklerin", "Programmer", "Truck Driver"),
    ],
)
def test_titles_without_a_common_word_are_near_by_what_they_are_about(
    one: str, near: str, far: str
) -> None:
    assert similarity(one, near) > similarity(one, far) + 0.15


def test_what_judges_do_not_read_leaves_the_judged_version_as_it_is() -> None:
    profile = make.profile()
    musts: dict[str, Any] = {
        "hidden": ("Wren Audio",), "avoid": ("PHP",), "no_agencies": True, "max_age_days": 7,
    }  # fmt: skip

    changed = profile.model_copy(update=musts)

    assert changed.judged_version == profile.judged_version
    assert changed.version != profile.version


@pytest.mark.parametrize("change", [{"titles": ("Nurse",)}, {"text": "trams"}, {"years": 9}])
def test_what_judges_read_is_in_the_judged_version(change: dict[str, Any]) -> None:
    profile: Profile = make.profile()

    assert profile.model_copy(update=change).judged_version != profile.judged_version


def test_a_language_that_the_profile_does_not_name_is_said_and_holds_the_score_down() -> None:
    said = "asks for French, which your profile does not name"

    foreign = judged(speaks=("fr", "en"))
    known = judged({"skills": (*WORDS, "French")}, speaks=("fr",))
    at_home = judged({"places": (Place(text="France", country="FR"),)}, speaks=("fr",))

    assert said in foreign.against
    assert foreign.fit <= 65
    assert said not in known.against
    assert at_home.cap != said


def test_a_clearance_that_one_must_hold_is_a_cap_and_one_to_get_is_a_word() -> None:
    held, obtainable = judged(clearance="held"), judged(clearance="obtainable")
    cleared = judged({"text": "Holds an SC clearance since 2020."}, clearance="held")

    assert held.against[0] == "needs an active security clearance"
    assert held.fit <= 55
    assert "needs a security clearance" in obtainable.against
    assert not any("clearance" in each for each in cleared.against)


def test_a_degree_a_start_and_a_foreign_text_are_said() -> None:
    verdict = judged(degree="phd", starts_on=date(2026, 9, 1), language="de")

    assert {"needs a PhD", "starts on 1 September 2026", "is written in German"} <= set(
        verdict.against
    )


def test_what_begins_at_once_or_is_in_english_is_not_held_against_anybody() -> None:
    verdict = judged(degree="bachelor", starts_on="now", language="en", speaks=("en",))

    assert not any(word in " ".join(verdict.against) for word in ("starts", "English", "degree"))


def test_a_job_that_is_only_near_is_not_called_the_one_that_is_wanted() -> None:
    wanted = {"titles": ("Elementary Teacher",), "skills": ("Pottery",)}

    told = judged(wanted, title="High School Teacher", text="You teach history to young people.")

    assert "by its title" not in told.reason
    assert "the one you want" not in told.reason

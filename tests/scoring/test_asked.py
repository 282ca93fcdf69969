"""Which skills a posting asks for: none that it denies, and less what is nice to have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.judges.asked import musts_of, stressed
from scoring.judges.local import judge_locally
from tests import factories as make


def asked(text: str) -> dict[str, float]:
    return stressed(make.posting(title="Developer", text=text))


@pytest.mark.parametrize(
    "text",
    [
        "We write Python, and there is no Java here.",
        "We write Python instead of Java.",
        "Python rather than Java, please.",
        "You know Python. Java is not needed.",
        "You know Python. Java isn't required.",
        "Du kannst Python. Keine Java-Kenntnisse nötig.",
        "Du kannst Python. Java ist nicht erforderlich.",
        "Python statt Java.",
        "Python without any Java.",
        "We use Python, no PHP or Java.",
    ],
)
def test_a_skill_that_the_posting_denies_is_not_asked_for(text: str) -> None:
    found = asked(text)

    assert "Python" in found
    assert not {"Java", "PHP"} & found.keys()


@pytest.mark.parametrize(
    "text",
    [
        "Not only Java but Python too.",
        "No degree needed; Java is.",
        "No problem if your Java is rusty, and Python is fine.",
        "Java, no questions asked. Python too.",
    ],
)
def test_a_no_that_is_about_something_else_denies_no_skill(text: str) -> None:
    assert "Java" in asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Required: Python. Nice to have: Kafka.",
        "Must have: Python.\nPreferred: Kafka, and more of that kind.",
        "Python is a must.\nKafka is a plus.",
        "Du kannst Python.\nKafka ist von Vorteil.",
        "Requirements:\n- Python\n\nNice to have:\n- Kafka\n",
    ],
)
def test_what_is_nice_to_have_counts_less_than_what_is_required(text: str) -> None:
    found = asked(text)

    assert 0 < found["Kafka"] < found["Python"]


@given(st.lists(st.sampled_from(("no ", "Java", "Python", " or ", "\n", "not ", ". ", "kein "))))
def test_any_mix_of_skills_and_denials_is_read(words: list[str]) -> None:
    found = asked("".join(words))

    assert all(weight > 0 for weight in found.values())


@pytest.mark.parametrize("between", [" ", "\n", ", ", ". ", "; ", " and "])
def test_a_list_of_skills_is_asked_for_once_however_often_it_stands_there(between: str) -> None:
    skills = "Python, SQL, Kafka"

    assert asked(between.join([skills] * 100)) == asked(skills)


def test_a_skill_that_every_sentence_names_is_stressed_up_to_a_limit() -> None:
    tasks = [f"You write Python for machine {at}." for at in range(100)]

    found = [asked(" ".join(tasks[:count]))["Python"] for count in (1, 3, 5, 100)]

    assert found[0] < found[1] < found[2] == found[3]


@pytest.mark.parametrize(
    "text",
    [
        "PostgreSQL is a must. Our tools are written in Kafka.",
        "PostgreSQL is required.\nYou will see Kafka here.",
        "Our tools: Kafka.\nPostgreSQL ist zwingend erforderlich.",
    ],
)
def test_what_one_must_have_counts_more_than_what_is_named(text: str) -> None:
    found = asked(text)

    assert found["PostgreSQL"] > found["Kafka"] > 0


@pytest.mark.parametrize(
    "text", ["PostgreSQL is not required, but Kafka is.", "PostgreSQL is a plus."]
)
def test_what_is_not_required_is_no_must(text: str) -> None:
    assert "PostgreSQL" not in musts_of(text)


def test_a_must_that_is_missing_is_the_first_thing_against() -> None:
    job = make.posting(text="You work with Kafka and Python every day. PostgreSQL is a must. " * 2)

    verdict = judge_locally(job, make.profile(skills=("Python",)))

    assert verdict.against[:2] == (
        "requires PostgreSQL, not in your profile",
        "asks for Kafka, not in your profile",
    )

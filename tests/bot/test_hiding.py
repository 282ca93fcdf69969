"""What "Not for me" does to a profile, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.hiding import OFFERS, REASONS, brought_back, hidden, offered, role
from scoring.model import LEVELS, Level
from tests.factories import posting, profile


def test_a_company_is_silenced_once() -> None:
    once = hidden(profile(), posting(company="Acme"), reason="company")

    assert once.hidden == ("Acme",)
    assert hidden(once, posting(company="ACME"), reason="company") == once


def test_the_employer_behind_an_agency_is_the_company_that_is_silenced() -> None:
    job = posting(company="Jobs via Harbour", agency=True, employer="Acme")

    assert hidden(profile(), job, reason="company").hidden == ("Acme",)


@pytest.mark.parametrize("reason", ["role", "place", "level", "pay", "seen", "expired", "?"])
def test_other_reasons_concern_the_one_job(reason: str) -> None:
    assert hidden(profile(), posting(level="senior"), reason=reason) == profile()


def test_a_role_is_left_out_when_the_person_says_so() -> None:
    job = posting(title="Sales Engineer (m/f/d) - Berlin")

    assert hidden(profile(), job, reason="role+").avoid == ("Sales Engineer",)


def test_a_level_is_left_out_when_the_person_says_so() -> None:
    after = hidden(profile(), posting(level="senior"), reason="level+")

    assert after.levels == tuple(level for level in LEVELS if level != "senior")


@pytest.mark.parametrize(
    "title",
    ["Backend Engineer", "Senior Backend Engineer (m/f/d)", "Engineer", "Backend"],
)
def test_what_the_person_looks_for_is_never_offered_to_be_left_out(title: str) -> None:
    assert offered(profile(), posting(title=title), reason="role") is None


def test_the_only_level_left_is_never_offered() -> None:
    assert offered(profile(levels=("senior",)), posting(level="senior"), reason="level") is None


@pytest.mark.parametrize(
    ("title", "core"),
    [
        ("Sales Engineer (m/f/d) - Berlin", "Sales Engineer"),
        ("Data Analyst, Growth", "Data Analyst"),
        ("Full-Stack Developer | Remote", "Full-Stack Developer"),
        ("(Junior) QA Tester", "QA Tester"),
    ],
)
def test_the_core_of_a_title(title: str, core: str) -> None:
    assert role(posting(title=title)) == core


@given(
    reason=st.sampled_from([*REASONS, *OFFERS]),
    level=st.sampled_from(LEVELS),
    levels=st.sets(st.sampled_from(LEVELS)),
    title=st.text(max_size=40),
    company=st.text(max_size=20),
)
def test_every_reason_can_be_taken_back(
    reason: str, level: Level, levels: set[Level], title: str, company: str
) -> None:
    before = profile(levels=tuple(each for each in LEVELS if each in levels))
    job = posting(title=title, company=company, level=level)
    after = hidden(before, job, reason=reason)

    if after != before:
        back = brought_back(after, job, reason=reason)
        assert back.model_copy(update={"levels": back.levels or LEVELS}) == before.model_copy(
            update={"levels": before.levels or LEVELS}
        )

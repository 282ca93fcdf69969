"""What looks like a skill or a job and is none: company forms, rights, things done."""

import pytest

from scoring.judges.asked import stressed
from scoring.rank.skills import skills_in
from scoring.rank.titles import says_field, titles_in
from tests import factories as make


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Robera Bottling PLC, Addis Ababa", "PLC programming"),
        ("Set up the wireless AP and the routers", "Accounts payable"),
        ("You teach AP courses and mark exams", "Accounts payable"),
        ("You work in a lean startup", "Lean manufacturing"),
        ("Kaizen Distribuidora is our newest branch", "Lean manufacturing"),
    ],
)
def test_a_name_or_an_abbreviation_of_something_else_is_no_skill(text: str, skill: str) -> None:
    assert skill not in skills_in(text)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("You program Siemens PLC and SCADA systems", "PLC programming"),
        ("Handle AP and the month-end close", "Accounts payable"),
        ("Lean, Six Sigma and 5S on the shop floor", "Lean manufacturing"),
    ],
)
def test_the_same_abbreviation_beside_its_kind_is_one(text: str, skill: str) -> None:
    assert skill in skills_in(text)


def test_what_an_employer_does_not_look_at_is_not_asked_for() -> None:
    posting = make.posting(
        title="Clerk",
        text="You use Excel.\nAll are welcome regardless of race, genetics or veteran status.",
    )

    assert set(stressed(posting)) == {"Excel"}


@pytest.mark.parametrize("line", ["Performed data analysis", "Managed a kitchen staff of"])
def test_what_was_done_is_no_title(line: str) -> None:
    assert titles_in(line) == ()


def test_a_skill_is_a_title_only_where_no_job_is_named() -> None:
    assert titles_in("Accounts Payable\nSenior Accountant\nRegistered Nurse") == (
        "Senior Accountant",
        "Registered Nurse",
    )
    assert titles_in("Accounts Payable") == ("Accounts Payable",)


def test_a_rank_alone_says_no_field() -> None:
    assert not says_field("Chief Wizard")
    assert says_field("Chief Financial Officer")

"""What "Not for me" and /hide do to a profile, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.hiding import (
    OFFERS,
    REASONS,
    brought_back,
    held,
    is_left_out,
    left_out,
    listed,
    meant,
    wanted,
    would_go,
)
from bot.answers.roles import role
from bot.stores.hidings import Hiding
from bot.stores.profiles import Named
from scoring.model import LEVELS, Level
from tests.factories import NOW, pick, posting, profile


def test_a_company_is_silenced_once() -> None:
    acme = Hiding(kind="company", word="Acme")
    once = left_out(profile(), acme)

    assert once.hidden == ("Acme",)
    assert left_out(once, Hiding(kind="company", word="ACME")) == once


def test_the_employer_behind_an_agency_is_the_company_that_is_meant() -> None:
    job = posting(company="Jobs via Harbour", agency=True, employer="Acme")

    assert meant(job, reason="company", search="") == Hiding(kind="company", word="Acme")


@pytest.mark.parametrize("reason", ["place", "pay", "seen", "expired", "?"])
def test_other_reasons_concern_the_one_job(reason: str) -> None:
    assert meant(posting(level="senior"), reason=reason, search="") is None


@pytest.mark.parametrize("reason", ["role", "role+"])
def test_a_role_is_left_out_at_once(reason: str) -> None:
    hiding = meant(posting(title="Sales Engineer (m/f/d) - Berlin"), reason=reason, search="")

    assert hiding == Hiding(kind="word", word="Sales Engineer")
    assert held(profile(), hiding) == ""
    assert left_out(profile(), hiding).avoid == ("Sales Engineer",)


def test_a_level_is_left_out_at_once() -> None:
    hiding = meant(posting(level="senior"), reason="level", search="")

    assert hiding is not None
    assert held(profile(), hiding) == ""
    assert left_out(profile(), hiding).levels == tuple(each for each in LEVELS if each != "senior")


@pytest.mark.parametrize("title", ["Backend Engineer", "Senior Backend Engineer (m/f/d)"])
def test_what_the_person_looks_for_is_not_left_out(title: str) -> None:
    assert held(profile(), meant(posting(title=title), reason="role", search="")) == "wanted"


@pytest.mark.parametrize("title", ["Engineer", "Baker"])
def test_a_title_of_one_word_is_too_general(title: str) -> None:
    assert held(profile(), meant(posting(title=title), reason="role", search="")) == "general"


def test_levels_that_were_chosen_leave_no_others_out_in_the_list() -> None:
    chosen = Named(id=1, name="", profile=profile(levels=("senior", "lead")))
    mid = Hiding(kind="level", word="mid", at=NOW)

    assert listed([chosen], []) == []
    assert listed([chosen], [mid]) == [mid]


def test_a_role_that_any_profile_looks_for_stays() -> None:
    hiding = Hiding(kind="word", word="DevOps Engineer")
    baker = profile(titles=("Baker",), skills=())

    assert held(baker, hiding) == ""
    assert held(baker, hiding, others=[profile(titles=("DevOps Engineer",))]) == "wanted"


def test_a_level_the_person_asked_for_goes_only_when_they_insist() -> None:
    hiding = Hiding(kind="level", word="senior")
    both = profile(levels=("mid", "senior"))

    assert held(both, hiding) == "wanted"
    assert held(both, hiding, insisted=True) == ""
    assert held(profile(levels=("senior",)), hiding, insisted=True) == "last"


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


@pytest.mark.parametrize(
    ("word", "found"),
    [("python", "Python"), ("Engineer", "Backend Engineer"), ("Java", ""), ("pyth", "")],
)
def test_a_word_that_is_looked_for_is_found_whole(word: str, found: str) -> None:
    assert wanted(word, [profile()]) == found


def test_what_would_go_today_is_counted() -> None:
    picks = [
        pick(id="a", company="Acme GmbH", level="senior"),
        pick(id="b", company="Mill", text="Services for defence."),
    ]

    assert would_go(Hiding(kind="company", word="ACME"), picks) == 1
    assert would_go(Hiding(kind="word", word="Defence"), picks) == 1
    assert would_go(Hiding(kind="word", word="fence"), picks) == 0
    assert would_go(Hiding(kind="level", word="senior"), picks) == 1


def test_the_list_is_what_the_profiles_say_with_what_is_known_of_it() -> None:
    noted = Hiding(kind="word", word="defence", at=NOW, title="Analyst")
    gone = Hiding(kind="company", word="Mill", at=NOW)
    profiles = [
        Named(id=1, name="", profile=profile(hidden=("Acme",), avoid=("Defence",))),
        Named(id=2, name="PhD", profile=profile(hidden=("ACME",), levels=LEVELS[1:])),
    ]

    assert listed(profiles, [noted, gone]) == [
        noted,
        Hiding(kind="company", word="ACME"),
        Hiding(kind="level", word=LEVELS[0], search="PhD"),
    ]


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
    hiding = meant(posting(title=title, company=company, level=level), reason=reason, search="")
    if hiding is None or is_left_out(before, hiding) or held(before, hiding, insisted=True):
        return
    after = left_out(before, hiding)

    assert is_left_out(after, hiding)
    back = brought_back(after, hiding)
    assert back.model_copy(update={"levels": back.levels or LEVELS}) == before.model_copy(
        update={"levels": before.levels or LEVELS}
    )

"""One line of wishes changes the profile, says so, and hands back what it does not understand."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.model import Pay, Place, Profile
from scoring.wishes import HELP, MAX_CHARS, apply
from tests.factories import profile

BERLIN = ("Berlin", "DE")


def cities(places: tuple[Place, ...]) -> list[tuple[str | None, str | None]]:
    return [(place.city, place.country) for place in places]


def test_the_line_of_the_help_changes_what_it_says() -> None:
    line = "+rust -java, remote only, from 70k, no agencies"

    change = apply(profile(skills=("Python", "Java")), line)

    assert change.profile == profile(
        skills=("Python", "Rust"),
        remote=("remote",),
        min_pay=Pay(low=70_000, period="year"),
        no_agencies=True,
    )
    assert change.understood == (
        "skills: + Rust, - Java",
        "workplace: + remote",
        "pay: from 70,000 a year (was any)",
        "agencies: none (was fine)",
    )
    assert change.not_understood == ()


def test_many_wishes_fit_in_one_line() -> None:
    line = (
        "in Berlin or Hamburg, senior, internship, full time, needs visa, not at Acme, "
        "avoid crypto, max 14 days, €60k a year"
    )

    found = apply(Profile(), line).profile

    assert cities(found.places) == [BERLIN, ("Hamburg", "DE")]
    assert found.levels == ("senior",)
    assert found.employment == ("internship", "full_time")
    assert found.needs_sponsorship
    assert found.avoid == ("Acme", "crypto")
    assert found.max_age_days == 14
    assert found.min_pay == Pay(low=60_000, currency="EUR", period="year")


@pytest.mark.parametrize(
    ("line", "pay"),
    [
        ("45/h", Pay(low=45, period="hour")),
        ("from 70k", Pay(low=70_000, period="year")),
        ("€60k a year", Pay(low=60_000, currency="EUR", period="year")),
        ("at least $120,000", Pay(low=120_000, currency="USD", period="year")),
        ("ab 3.500 € im Monat", Pay(low=3_500, currency="EUR", period="month")),
        ("£18.50 an hour", Pay(low=18.5, currency="GBP", period="hour")),
        ("60-70k", Pay(low=60_000, period="year")),
        ("desde 30.000 € al año", Pay(low=30_000, currency="EUR", period="year")),
        ("CHF 110 000", Pay(low=110_000, currency="CHF", period="year")),
        ("min 2500", Pay(low=2_500, period="month")),
    ],
)
def test_pay_is_read_as_people_write_it(line: str, pay: Pay) -> None:
    change = apply(Profile(), line)

    assert change.profile.min_pay == pay
    assert change.not_understood == ()


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("hybrid or onsite", "remote", ("hybrid", "onsite")),
        ("no remote", "remote", ("hybrid", "onsite")),
        ("Berlin or remote", "remote", ()),
        ("senior or lead", "levels", ("senior", "lead")),
        ("not senior", "levels", ("intern", "entry", "mid", "lead", "manager", "executive")),
        ("Vollzeit, unbefristet", "employment", ("full_time",)),
        ("temps partiel", "employment", ("part_time",)),
        ("keine Zeitarbeit", "no_agencies", True),
        ("no visa needed", "needs_sponsorship", False),
        ("avoid crypto, gambling and tobacco", "avoid", ("crypto", "gambling", "tobacco")),
        ("no night shifts", "avoid", ("night shifts",)),
        ("last 2 weeks", "max_age_days", 14),
        ("any age", "max_age_days", None),
        ("5 years of experience", "years", 5),
        ("I have a master's degree", "degree", "master"),
        ("titles: nurse, carer", "titles", ("nurse", "carer")),
        ("looking for data analyst jobs", "titles", ("data analyst",)),
        ("+C++ +C#", "skills", ("C++", "C#")),
        ("go, r, excel", "skills", ("Go", "R", "Excel")),
    ],
)
def test_a_wish_sets_its_field(line: str, field: str, value: object) -> None:
    change = apply(Profile(), line)

    assert getattr(change.profile, field) == value
    assert change.not_understood == ()


def test_a_first_choice_replaces_and_also_adds() -> None:
    before = apply(Profile(), "in Berlin, remote").profile

    after = apply(before, "also in Paris, hybrid ok").profile

    assert cities(after.places) == [BERLIN, ("Paris", "FR")]
    assert after.remote == ("remote", "hybrid")
    assert cities(apply(before, "in Paris").profile.places) == [("Paris", "FR")]


def test_a_minus_takes_away_what_is_there_and_avoids_what_is_not() -> None:
    assert apply(profile(skills=("Java",)), "-java").profile.skills == ()
    assert apply(profile(avoid=("crypto",)), "-crypto").profile.avoid == ()
    assert apply(profile(), "-gambling").profile.avoid == ("gambling",)


def test_fields_can_be_emptied() -> None:
    full = profile(min_pay=Pay(low=1), levels=("senior",))

    change = apply(full, "clear skills, any pay, any level, anywhere")

    assert change.profile == Profile(titles=full.titles)


def test_what_is_not_understood_is_handed_back() -> None:
    change = apply(Profile(), "blorp frobnicate, remote only")

    assert change.not_understood == ("blorp frobnicate",)
    assert change.understood == ("workplace: + remote",)


def test_a_wish_that_was_met_already_is_answered() -> None:
    met = apply(profile(remote=("remote",)), "remote only")

    assert met.profile == profile(remote=("remote",))
    assert met.understood == ("already so: remote",)


def test_every_wish_of_the_help_is_understood() -> None:
    for wish in HELP.split("\n", 1)[1].replace("\n", " ").split(" · "):
        assert apply(profile(), wish).not_understood == (), wish


def test_the_words_of_each_field_are_kept() -> None:
    words = apply(Profile(), "nurse in Leeds, from £30k").words

    assert words == {"titles": "nurse", "places": "in Leeds", "min_pay": "from £30k"}


@given(st.text(max_size=300))
def test_any_text_gives_a_profile(line: str) -> None:
    found = apply(profile(), line).profile

    assert Profile.model_validate(found.model_dump()) == found


PIECES = (
    *("+rust", "-java", "remote", "only", "from", "70k", "no", "agencies", "in", "Berlin", "or"),
    *("not", "at", "avoid", "senior", ",", ";", "€60k", "/h", "14", "days", "max", "titles:"),
    *("clear", "skills", "also", "\x00", "…", "und", "-", "+", "any", "pay"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_wishes_in_any_order_give_a_profile(words: list[str]) -> None:
    found = apply(profile(), " ".join(words)).profile

    assert Profile.model_validate(found.model_dump()) == found


def test_five_thousand_characters_are_read_and_more_is_said() -> None:
    change = apply(Profile(), "+rust, " + "🦀 العربية <b>x</b> " * 400)

    assert "Rust" in change.profile.skills
    assert any("more characters" in words for words in change.not_understood)


@pytest.mark.parametrize(
    "unit", ["a", "+a ", "in ", "1", "no ", "1,", "- ", "avoid x, ", "(", "60k-"]
)
def test_no_line_is_slow(unit: str) -> None:
    line = (unit * MAX_CHARS)[:MAX_CHARS]
    started = time.process_time()

    found = apply(Profile(), line).profile

    assert time.process_time() - started < 2.0
    assert all(len(items) <= 50 for items in (found.skills, found.avoid, found.places))

"""The profile as a card and its fields, whatever anybody put into them."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.fields import added, answered, chosen, replaced
from bot.handlers.common import told
from bot.keyboards import encode
from bot.model import Message
from bot.sandbox.telegram_html import parse_html
from bot.texts import profile as texts
from bot.views import profile as view
from bot.views import start as start_view
from bot.views.fields import changed, shown
from bot.views.html import length
from scoring.errors import InputError
from scoring.model import LEVELS, Pay, Place, Profile
from tests.factories import person, profile

_WORDS = st.text(alphabet=st.characters(codec="utf-8"), max_size=120)
_LISTS = st.lists(_WORDS, max_size=30).map(tuple)
_PROFILES = st.builds(
    Profile,
    titles=_LISTS,
    skills=_LISTS,
    places=st.lists(st.builds(Place, text=_WORDS, city=_WORDS), max_size=9).map(tuple),
    remote=st.sampled_from([(), ("remote",), ("remote", "hybrid", "onsite")]),
    min_pay=st.none() | st.builds(Pay, low=st.floats(0, 1e9), currency=st.none() | _WORDS),
    levels=st.sets(st.sampled_from(LEVELS)).map(tuple),
    years=st.none() | st.integers(0, 60),
    avoid=_LISTS,
    hidden=_LISTS,
    no_agencies=st.booleans(),
    max_age_days=st.none() | st.integers(1, 365),
    text=st.text(alphabet=st.characters(codec="utf-8"), max_size=3_000),
)
_EVIDENCE = st.dictionaries(st.sampled_from(["titles", "years", "min_pay"]), _WORDS)


def fits_telegram(message: Message) -> None:
    """Parse as Telegram does, and take every button."""
    parse_html(message.html)
    assert 0 < length(message.html) <= 4_096
    for button in (button for row in message.rows for button in row):
        encode(button)


@settings(deadline=None, max_examples=60)
@given(
    before=_PROFILES,
    after=_PROFILES,
    evidence=_EVIDENCE,
)
def test_every_profile_fits_telegram(
    before: Profile, after: Profile, evidence: dict[str, str]
) -> None:
    fits_telegram(start_view.card(person(), before, evidence=evidence))
    fits_telegram(view.change(before, after, not_understood=after.avoid))
    for field in texts.FIELDS:
        fits_telegram(view.field_view(before, field))


@settings(deadline=None, max_examples=60)
@given(
    field=st.sampled_from(list(texts.FIELDS)),
    words=_WORDS | st.text(alphabet=string.digits + "+-,;/ kKEUR€$\n", max_size=60),
)
def test_an_answer_changes_its_field_or_says_why_not(field: str, words: str) -> None:
    before = profile()
    try:
        after = answered(before, field, words)
    except InputError as error:
        fits_telegram(told(error))
    else:
        fits_telegram(view.change(before, after))
        assert Profile.model_validate_json(after.model_dump_json()) == after


@given(field=st.sampled_from(list(texts.FIELDS)), choice=_WORDS)
def test_a_forged_choice_is_nothing_or_a_sound_profile(field: str, choice: str) -> None:
    after = chosen(profile(), field, choice)

    assert after is None or Profile.model_validate_json(after.model_dump_json()) == after


def test_a_change_says_what_came_and_what_went() -> None:
    before = profile(skills=("Python", "Java"))
    after = profile(skills=("Python", "Rust"), remote=("remote",), max_age_days=7)

    assert changed(before, after) == (
        "Skills: added Rust",
        "Skills: removed Java",
        "Workplace: any → remote",
        "Age: at most 30 days old → at most 7 days old",
    )


def test_equal_profiles_say_nothing() -> None:
    assert changed(profile(), profile()) == ()


def test_a_field_shows_where_it_was_read_only_when_that_says_more() -> None:
    evidence = {"titles": "Backend Engineer", "years": "2019 - 2025"}
    card = view.card(profile(years=6), evidence=evidence)

    assert "Titles: Backend Engineer\n" in card.html
    assert "Experience: 6 years <i>(from “2019 - 2025”)</i>" in card.html


def test_a_long_text_is_counted_not_quoted() -> None:
    assert shown(profile(text="word " * 500), "text").startswith("500 words, “word")


def test_replacing_keeps_the_musts_that_a_cv_does_not_name() -> None:
    mine = profile(avoid=("sales",), hidden=("Acme",), no_agencies=True, max_age_days=7)
    read = Profile(titles=("Florist",), skills=("Roses",), text="Florist")
    after = replaced(mine, read)

    assert (after.titles, after.skills, after.text) == (("Florist",), ("Roses",), "Florist")
    assert (after.avoid, after.hidden) == (("sales",), ("Acme",))
    assert (after.no_agencies, after.max_age_days) == (True, 7)


def test_adding_keeps_everything_and_doubles_nothing() -> None:
    mine = profile(titles=("Backend Engineer",), skills=("Python",), years=5)
    read = Profile(titles=("backend engineer", "Florist"), skills=("PYTHON", "Roses"), years=9)
    after = added(mine, read)

    assert after.titles == ("Backend Engineer", "Florist")
    assert after.skills == ("Python", "Roses")
    assert after.years == 5

"""What a score rests on, in the posting's own words: verbatim, short, and of the right part."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.explain.margins import SILENCES, close_calls, silences
from scoring.explain.quotes import (
    AVOIDED,
    MOST_CHARS,
    MOST_EACH,
    MOST_TOGETHER,
    Quote,
    quotes,
    stretches,
)
from scoring.judges.local import judge_locally
from scoring.model import Pay, Place, Posting, Profile
from scoring.normalise import normalise
from scoring.sample import load
from tests import factories as make

PARTS = ("role", "skills", "level", "seniority", "wishes", "learned", "anything")
TEXT = """About us
We build robots.   They carry shelves.
What you will do
• Build services in Python and PostgreSQL; run them on Kubernetes.
• Rust is not required.
What you bring
- At least 5 years of experience as an engineer.
- A master's degree in computer science.
- The salary is €70,000 - €82,000 per year.
- Hybrid work: 2 days a week in the office.
- We cannot sponsor visas for this position.
"""
ASKING = make.profile(
    skills=("Python", "PostgreSQL", "Kubernetes", "Rust"),
    min_pay=Pay(low=70_000, currency="EUR", period="year"),
    remote=("hybrid",),
    places=(make.BERLIN,),
    needs_sponsorship=True,
    text="Robots, please.",
)


def job(**fields: Any) -> Posting:
    known: dict[str, Any] = {
        "title": "Senior Backend  Engineer",
        "text": TEXT,
        "years": 5,
        "degree": "master",
        "remote": "hybrid",
        "sponsorship": "not_offered",
        "pay": Pay(low=70_000, high=82_000, currency="EUR", period="year"),
    }
    return make.posting(**(known | fields))


def said(posting: Posting, profile: Profile, part: str) -> list[str]:
    return [each.words for each in quotes(posting, profile, parts=PARTS) if each.part == part]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("role", ["Senior Backend Engineer"]),
        ("skills", ["Build services in Python and PostgreSQL; run them on Kubernetes."]),
        (
            "level",
            [
                "At least 5 years of experience as an engineer.",
                "A master's degree in computer science.",
            ],
        ),
        (
            "wishes",
            [
                "The salary is €70,000 - €82,000 per year.",
                "Hybrid work: 2 days a week in the office.",
                "We cannot sponsor visas for this position.",
            ],
        ),
    ],
)
def test_each_part_quotes_what_it_rests_on(part: str, words: list[str]) -> None:
    assert said(job(), ASKING, part) == words


def test_a_models_seniority_rests_on_the_words_of_the_level() -> None:
    [first, *_] = quotes(job(), ASKING, parts=("seniority",))

    assert first == Quote(part="seniority", words="At least 5 years of experience as an engineer.")


def test_a_wish_nobody_has_is_not_quoted_but_the_persons_own_words_are() -> None:
    assert said(job(), make.profile(text="Robots, please."), "wishes") == ["We build robots."]


def test_a_word_to_avoid_is_shown_where_it_stands() -> None:
    assert said(job(), make.profile(avoid=("shelves",)), AVOIDED) == ["They carry shelves."]


def test_a_long_sentence_is_cut_around_the_skill() -> None:
    text = f"{'We like walks and talks of all kinds, ' * 12}and then you write Kubernetes operators"

    [quote] = quotes(make.posting(text=text), make.profile(), parts=("skills",))

    assert "Kubernetes operators" in quote.words
    assert (quote.cut_before, quote.cut_after) == (True, False)
    assert len(quote.words) <= MOST_CHARS


def test_a_fact_in_a_text_without_sentences_is_quoted_where_it_stands() -> None:
    noise = "we like walks and talks of all kinds and colours " * 9
    text = f"{noise}at least 5 years of experience as an engineer {noise}"

    [quote] = quotes(make.posting(title="", text=text, years=5), make.profile(), parts=("level",))

    assert "at least 5 years of experience as an engineer" in quote.words
    assert (quote.cut_before, quote.cut_after) == (True, True)


PROFILES = st.builds(
    make.profile,
    skills=st.sampled_from(((), ("Python", "Rust", "Excel"), ("Nursing", "Kubernetes"))),
    min_pay=st.sampled_from((None, Pay(low=1, currency="EUR"))),
    remote=st.sampled_from(((), ("remote",))),
    places=st.sampled_from(((), (make.BERLIN,))),
    avoid=st.sampled_from(((), ("a",), ("Python",))),
    needs_sponsorship=st.booleans(),
    text=st.sampled_from(("", "robots and gardens", "é ß")),
)
WORDS = st.sampled_from(
    ("Python", "5 years of experience", "remote", "€70,000 a year", "master's degree", "visa", "a")
)


@given(
    st.lists(st.one_of(st.text(max_size=300), WORDS), max_size=30),
    st.text(max_size=300),
    st.lists(st.text(max_size=40), max_size=4),
    PROFILES,
)
@settings(max_examples=60, deadline=None)
def test_quotes_are_verbatim_and_never_too_long(
    text: list[str], title: str, tags: list[str], profile: Profile
) -> None:
    posting = job(title=title, text=" ".join(text), tags=tuple(tags))

    found = quotes(posting, profile, parts=PARTS)

    whole = [" ".join(each.split()) for each in (title, posting.text, *tags, "Berlin, Germany")]
    assert all(any(each.words in source for source in whole) for each in found)
    assert all(0 < len(each.words) <= MOST_CHARS for each in found)
    assert sum(len(each.words) for each in found) <= MOST_TOGETHER
    assert len({each.words for each in found}) == len(found)
    for part in PARTS:
        assert sum(each.part == part for each in found) <= MOST_EACH


def test_every_part_of_the_sample_day_that_names_evidence_is_quoted() -> None:
    for raw in load(make.NOW)[::5]:
        posting = normalise(raw, source="sample", seen_at=make.NOW)
        verdict = judge_locally(posting, ASKING)
        parts = {each.part for each in quotes(posting, ASKING, parts=PARTS)}

        skills = next(part.evidence for part in verdict.parts if part.name == "skills")
        assert "role" in parts
        assert "skills" in parts or not {*skills.split(", ")} & {*ASKING.skills}


def test_stretches_are_sentences_and_entries_without_their_marks() -> None:
    assert stretches("One is 3.5 wide. Two!\n• Three; four\n\n- x\n") == (
        "One is 3.5 wide.",
        "Two!",
        "Three; four",
    )


# --- what was nearly missed -----------------------------------------------------------------

POTSDAM = Place(text="Potsdam", city="Potsdam", region="BB", country="DE")
COTTBUS = Place(text="Cottbus", city="Cottbus", region="BB", country="DE")


def eur(low: float, high: float | None = None, **fields: Any) -> Pay:
    return Pay(low=low, high=high, **({"currency": "EUR", "period": "year"} | fields))


@pytest.mark.parametrize(
    ("profile", "posting", "words"),
    [
        (
            {"min_pay": eur(70_000)},
            {"pay": eur(71_000)},
            ["pays €71,000 a year, you ask €70,000 a year"],
        ),
        (
            {"min_pay": eur(70_000)},
            {"pay": eur(60_000, 80_000)},
            ["pays €60,000-80,000 a year, you ask €70,000 a year: its lower end is less"],
        ),
        ({"min_pay": eur(70_000)}, {"pay": eur(90_000)}, []),
        ({"min_pay": eur(70_000)}, {"pay": eur(50_000)}, []),  # it fails, and is capped
        (
            {"min_pay": eur(70_000)},
            {"pay": eur(71_000, currency="USD")},
            ["pays $71,000 a year, you ask €70,000 a year: currencies are not compared"],
        ),
        ({}, {"posted_at": make.NOW - timedelta(days=28)}, ["posted 28 days ago, you take 30"]),
        ({}, {"posted_at": make.NOW - timedelta(days=9)}, []),
        ({}, {"deadline": make.NOW + timedelta(hours=30)}, ["closes in 30 hours"]),
        ({"years": 4}, {"years": 5}, ["asks 5 years, you have 4"]),
        ({"years": 4}, {"years": 4}, []),
        ({"years": 4}, {"years": 7}, []),
        (
            {"places": (POTSDAM,)},
            {"places": (COTTBUS,)},
            ["in Cottbus, you named Potsdam: the same region"],
        ),
        ({"places": (POTSDAM,)}, {"places": (COTTBUS, POTSDAM)}, []),
        (
            {"remote": ("remote", "hybrid")},
            {"remote": "hybrid", "text": TEXT},
            ["hybrid: 2 days a week in the office"],
        ),
        (
            {"remote": ("remote",)},
            {"remote": "hybrid", "text": "A hybrid schedule with three days of in-office work."},
            ["hybrid: three days of in-office"],
        ),
        (
            {"remote": ("remote", "hybrid")},
            {"remote": "hybrid"},
            ["hybrid, without a word on how many days"],
        ),
        ({"remote": ("hybrid",)}, {"remote": "hybrid"}, []),
        ({}, {"remote": "hybrid", "text": TEXT}, []),
    ],
)
def test_what_nearly_failed_a_must_is_said(
    profile: dict[str, Any], posting: dict[str, Any], words: list[str]
) -> None:
    found = close_calls(make.posting(**posting), make.profile(**profile), now=make.NOW)

    assert list(found) == words


def test_what_passed_by_saying_nothing_is_told_with_what_is_asked() -> None:
    silent = make.posting(places=(), posted_at=None)
    strict = make.profile(
        places=(make.BERLIN,),
        remote=("remote", "onsite"),
        min_pay=eur(90_000),
        levels=("entry",),
        employment=("full_time",),
        needs_sponsorship=True,
    )

    assert silences(silent, strict) == (
        "pay: you ask €90,000 a year",
        "workplace: you ask remote or on site",
        "where in the world it is: you ask Berlin, Germany",
        "a visa: you need one",
        "its level: you ask entry",
        "kind of employment: you ask full time",
        "when it was posted: you take 30 days",
    )
    assert silences(make.posting(), make.profile()) == ()
    assert SILENCES & {*judge_locally(silent, strict).against} == SILENCES

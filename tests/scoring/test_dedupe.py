"""One job is one cluster, however often and wherever it is posted."""

import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.dedupe.clusters import AGGREGATORS, Entry, assign, best, entry, same_job, settle
from scoring.dedupe.keys import company_key, title_words
from scoring.model import Place, Posting
from scoring.sources import discover
from tests.factories import posting

_WORDS = ("we", "build", "quiet", "robots", "that", "sort", "parcels", "at", "night")


def _text(seed: int, *, words: int = 120) -> str:
    chosen = random.Random(seed)
    return " ".join(f"{chosen.choice(_WORDS)}{chosen.randrange(40)}" for _ in range(words))


def _shuffled(text: str, *, seed: int) -> str:
    words = text.split()
    return " ".join(random.Random(seed).sample(words, len(words)))


def _entry(number: int, **fields: Any) -> Entry:
    return entry(posting(**({"id": f"p{number}", "text": _text(1)} | fields)))


def _are_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    first, second = _entry(1, **one), _entry(2, **other)
    assert same_job(first, second) == same_job(second, first)
    return same_job(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({}, {"company": "Kestrel Robotics GmbH & Co. KG"}, id="legal form"),
        pytest.param(
            {}, {"title": "Backend Engineer (m/w/d) - Remote"}, id="gender mark and remote"
        ),
        pytest.param(
            {"places": (Place(text="Austin, TX", city="Austin", country="US"),)},
            {"title": "Backend Engineer - Berlin"},
            id="city suffix",
        ),
        pytest.param(
            {}, {"title": "Backend Engineer 🚀 (Req ID: R-12345)"}, id="emoji and requisition"
        ),
        pytest.param(
            {"title": "Software Developer Intern 2026: Lowell"},
            {"title": "Software Developer Internship 2026 - New York"},
            id="internship and an unknown suffix",
        ),
        pytest.param({"text": ""}, {"text": ""}, id="no text on either side"),
        pytest.param({"text": ""}, {}, id="no text on one side"),
        pytest.param(
            {"title": "Developer Technology Intern", "text": ""},
            {"title": "Kestrelrobotics 2027 Internships: Developer Technology", "text": ""},
            id="turned round",
        ),
        pytest.param({"agency": True, "company": "Jobs via Dice"}, {}, id="reposted by an agency"),
        pytest.param(
            {
                "agency": True,
                "company": "Harbour Staffing",
                "text": f"For our client, Kestrel Robotics: {_text(1)} {_text(5, words=60)}",
            },
            {"text": f"{_text(1)} {_text(6, words=60)}"},
            id="an agency's that names the employer",
        ),
        pytest.param({"text": _text(1) + " " + _text(2, words=20)}, {}, id="text a little longer"),
        pytest.param(
            {"title": "Robotics Engineer, Parcels"},
            {"title": "Engineer for Quiet Machines"},
            id="other titles over one text",
        ),
        pytest.param({"title": "Clerk - New York"}, {"title": "Clerk (El Salvador)"}, id="places"),
        pytest.param(
            {"title": "Teacher 2026-27"}, {"title": "Teacher 2026-2027"}, id="two ways of years"
        ),
        pytest.param(
            {"title": "Mechanic | 40.000 - 48.000 €"},
            {"title": "Mechanic | 40.000 - 50.000 €"},
            id="pay in the title",
        ),
        pytest.param(
            {
                "text": "We are looking for people who build robots with us at Kestrel Robotics in "
                "Berlin, with Python, PostgreSQL and Kubernetes, and who run what they have built."
            },
            {
                "text": "Wir suchen Menschen, die mit uns Roboter bauen, bei Kestrel Robotics in "
                "Berlin, mit Python, PostgreSQL und Kubernetes, und die das Gebaute betreiben."
            },
            id="a translation",
        ),
        pytest.param(
            {"title": "Senior Engineers & PMs", "text": ""},
            {"title": "Senior Engineer & PM", "text": ""},
            id="plurals",
        ),
        pytest.param(
            {"title": "MLOps 工程師 (MLOps Engineer)", "text": ""},
            {"title": "MLOps Engineer", "text": ""},
            id="a title in two scripts",
        ),
        pytest.param(
            {"title": "Senior Staff Engineer (L6), Payments"},
            {"title": "Senior Staff Engineer, Payments"},
            id="an employer's own grade beside a level",
        ),
        pytest.param(
            {"title": "Desenvolvedor Pleno", "text": ""},
            {"title": "Desenvolvedor II", "text": ""},
            id="two words of a level",
        ),
        pytest.param(
            {"title": "Maths Teacher - York, PA", "text": ""},
            {"title": "Maths Teacher - MX", "text": ""},
            id="a state and a country by their codes",
        ),
        pytest.param(
            {"title": "Mechanic | 40.000 - 48.000 €", "text": ""},
            {"title": "Mechanic", "text": ""},
            id="a range of pay in one title",
        ),
        pytest.param(
            {"text": _shuffled(_text(1), seed=1)},
            {"text": _shuffled(_text(1), seed=2)},
            id="the same words in other sentences",
        ),
    ],
)
def test_these_are_one_job(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert assign([_entry(1, **one), _entry(2, **other)], known={}) == {"p1": "p1", "p2": "p1"}
    assert _are_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            {"title": "Backend Engineer Intern"},
            {"title": "Senior Backend Engineer"},
            id="intern and senior",
        ),
        pytest.param(
            {"title": "Backend Engineer I"}, {"title": "Backend Engineer II"}, id="grades"
        ),
        pytest.param(
            {"title": "Intern, Summer 2026"}, {"title": "Intern, Summer 2027"}, id="seasons"
        ),
        pytest.param({"text": _text(1)}, {"text": _text(2)}, id="one title, other text"),
        pytest.param({"title": "Payroll Clerk"}, {}, id="one text, other title"),
        pytest.param({"company": "Osprey Foods"}, {}, id="another employer with the same words"),
        pytest.param(
            {"employment": "internship"}, {"employment": "full_time"}, id="an internship and a job"
        ),
        pytest.param(
            {"title": "Tutor, Algebra", "text": f"{_text(1)} You teach algebra. Algebra is fun."},
            {"title": "Tutor, Botany", "text": f"{_text(1)} You teach botany. Botany is fun."},
            id="two subjects in one text",
        ),
        pytest.param(
            {"title": "French Expert", "text": f"{_text(1)} 430856BR"},
            {"title": "Law Expert", "text": f"{_text(1)} 430842BR"},
            id="two requisitions of one text",
        ),
        pytest.param(
            {"title": "Account Manager"}, {"title": "Account Manager, Spanish"}, id="a language"
        ),
        pytest.param(
            {"text": f"{_text(1)} {_text(5, words=30)} You have 8+ years of experience."},
            {"text": f"{_text(1)} {_text(6, words=30)} You have 2+ years of experience."},
            id="far more years for one title",
        ),
        pytest.param(
            {"title": "Engineer (L6)"}, {"title": "Engineer"}, id="a grade that is the only level"
        ),
        pytest.param(
            {"title": "Java 工程師", "text": ""},
            {"title": "Java 架構師", "text": ""},
            id="a role in its own script",
        ),
        pytest.param(
            {"company": "", "text": ""}, {"company": "", "text": ""}, id="nothing to go by"
        ),
    ],
)
def test_these_are_two_jobs(one: dict[str, Any], other: dict[str, Any]) -> None:
    if one.get("company") == "Osprey Foods":
        other = other | {"text": _text(3)}
    assert not _are_same(one, other)


def test_what_a_company_writes_everywhere_makes_no_two_roles_one() -> None:
    about = _text(7, words=300)
    texts = {name: f"{about} {_text(seed)}" for seed, name in enumerate(("a", "b", "c", "d"), 20)}
    others = [
        _entry(number, title=title, text=texts[name])
        for number, (title, name) in enumerate((("Payroll Clerk", "c"), ("Night Nurse", "d")))
    ]
    one, other = (_entry(number, text=texts[name]) for number, name in ((8, "a"), (9, "b")))

    assert len(set(assign([one, other], known={}).values())) == 1
    assert len(set(assign([*others, one, other], known={}).values())) == 4


def test_a_posting_without_text_does_not_join_two_roles() -> None:
    listed, one, other = _entry(1, text=""), _entry(2), _entry(3, text=_text(9))

    assert assign([one, listed, other], known={}) == {"p2": "p2", "p1": "p2", "p3": "p3"}


@pytest.mark.parametrize("order", [[0, 1, 2], [1, 2, 0], [1, 0, 2]])
def test_one_text_under_several_subjects_does_not_join_them(order: list[int]) -> None:
    titles = ("Lead Teacher", "Lead Teacher, Algebra", "Lead Teacher, Chemistry")
    subjects = ("", "algebra algebra", "chemistry chemistry")
    entries = [
        _entry(number, title=title, text=f"{_text(1)} {subject}")
        for number, (title, subject) in enumerate(zip(titles, subjects, strict=True))
    ]

    found = assign([entries[number] for number in order], known={})

    assert found["p1"] != found["p2"]


def test_a_posting_that_fits_two_clusters_makes_them_one() -> None:
    known = {"old": [_entry(1, text=_text(1))], "young": [_entry(2, text=_text(2))]}
    members = [(one, name, one.keys) for name, entries in known.items() for one in entries]

    found = settle([_entry(3, text=f"{_text(1)} {_text(2)}")], known=members)

    assert (found.clusters, found.joined) == ({"p3": "old"}, {"young": "old"})


@pytest.mark.shared
def test_the_internship_of_a_real_day_is_one_pick(shared: Path) -> None:
    """Five of the six postings of one agency on that day; the sixth is another role."""
    day = (shared / "design" / "daily-job-picks-2026-01-02.md").read_text(encoding="utf-8")
    found = re.findall(
        r"## \[(.+)\]\(.+\)\n\*\*Company:\*\* Jobs via Dice \| \*\*Location:\*\* (.+?) \|", day
    )
    entries = [
        _entry(
            number,
            title=title,
            company="Jobs via Dice",
            agency=True,
            employer="IBM",
            places=(Place(text=place, city=place.split(",")[0]),),
            text=f"Our client, IBM, is seeking the following. {_text('Data' in title)}",
        )
        for number, (title, place) in enumerate(found)
    ]

    sizes = Counter(assign(entries, known={}).values())

    assert sorted(sizes.values()) == [1, 5]


def test_six_postings_of_one_internship_in_five_cities_are_one_cluster() -> None:
    titles = (
        "Software Developer Intern 2026- New York",
        "Software Developer Internship 2026",
        "Software Developer Intern 2026: SVL",
        "Software Developer Intern 2026: Lowell",
        "Software Developer Intern",
        "Software Developer Intern 2026 - Austin",
    )
    entries = [
        _entry(number, title=title, company="Jobs via Kestrel", agency=True)
        for number, title in enumerate(titles)
    ]

    assert len(set(assign(entries, known={}).values())) == 1


def test_a_repost_joins_the_oldest_cluster_it_fits() -> None:
    known = {"old": [_entry(1)], "newer": [_entry(2)]}

    assert assign([_entry(3)], known=known) == {"p3": "old"}


@settings(deadline=None)
@given(st.permutations(range(8)))
def test_the_order_of_a_batch_does_not_change_who_is_together(order: list[int]) -> None:
    entries = [_entry(number, text=_text(number % 4)) for number in range(8)]

    found = assign([entries[number] for number in order], known={})

    together = {frozenset(one for one in found if found[one] == found[other]) for other in found}
    assert together == {frozenset({f"p{n}", f"p{n + 4}"}) for n in range(4)}


def _worthy(**fields: Any) -> Posting:
    return posting(**({"id": "best"} | fields))


@pytest.mark.parametrize(
    ("better", "other"),
    [
        pytest.param(
            {"agency": False}, {"agency": True, "text": _text(1)}, id="the employer's own"
        ),
        pytest.param({"text": _text(1, words=400)}, {"text": "short"}, id="the longer text"),
        pytest.param({}, {"open": False}, id="the open one"),
        pytest.param(
            {"source": "comeet"}, {"source": "adzuna", "text": _text(1)}, id="the employer's board"
        ),
        pytest.param(
            {"source": "simplify", "url": "https://kestrel.wd1.myworkdayjobs.com/jobs/1"},
            {"source": "linkedin", "text": _text(1)},
            id="a list's link to the employer's board",
        ),
    ],
)
def test_the_best_posting_is(better: dict[str, Any], other: dict[str, Any]) -> None:
    assert best([posting(id="other", **other), _worthy(**better)]).id == "best"


def test_every_source_is_an_employers_board_or_known_to_list_many() -> None:
    sources = discover()
    boards = {name for name, source in sources.items() if hasattr(source, "board_at")}
    lists = {name for name in sources if AGGREGATORS.fullmatch(name)}

    assert boards.isdisjoint(lists)
    assert set(sources) - boards - lists == {"usajobs", "jibe"}  # employers' own as well


def test_nobody_is_hidden_behind_a_word_that_names_nobody() -> None:
    assert company_key("Private Client") == company_key("Confidential") == ""


@pytest.mark.parametrize(
    "name",
    [
        "Kestrel Robotics",
        "KESTREL ROBOTICS, Inc.",
        "Kestrel-Robotics GmbH",
        "Kestrel Robotics (Berlin)",
    ],
)
def test_a_company_has_one_key(name: str) -> None:
    assert company_key(name) == "kestrelrobotics"


def test_a_company_of_nothing_but_a_legal_form_keeps_it() -> None:
    assert company_key("The Company") != ""


def test_a_title_keeps_its_season_and_loses_its_place() -> None:
    words = title_words("Sr. Data Engineer (f/m/d) | Berlin | Summer 2026", places=("berlin",))

    assert words == ("senior", "data", "engineer", "summer", "2026")

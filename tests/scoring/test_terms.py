"""Terms, skills and titles: what a text says, in the words that everything else compares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rank.skills import all_skills, canonical, skills_in, with_parents
from scoring.rank.terms import TITLE_WEIGHT, bag, hashed, pack, tokenise, unpack
from scoring.rank.titles import level_of, similarity, titles_in
from tests import factories as make


def test_names_with_marks_stay_whole() -> None:
    assert tokenise("C++, C# and .NET with Node.js") == ["cpp", "csharp", "dotnet", "nodej"]


def test_words_that_every_posting_says_are_no_terms() -> None:
    assert tokenise("We are an equal opportunity employer with competitive benefits") == []


def test_forms_of_a_word_are_one_term() -> None:
    assert tokenise("accounts Accounting") == tokenise("ACCOUNT account")


def test_a_word_of_the_title_counts_three_times() -> None:
    counts = unpack(bag(make.posting(title="Welder", text="A welder welds.", tags=())))

    assert counts[hashed("welder")[0]] == TITLE_WEIGHT + 1


@given(st.text(), st.text(max_size=100))
def test_any_text_has_a_bag_that_can_be_read_back(text: str, title: str) -> None:
    terms = bag(make.posting(text=text, title=title))

    assert pack(unpack(terms).items()) == terms
    assert 0 not in unpack(terms)


@given(st.dictionaries(st.integers(1, 2**32 - 1), st.integers(1, 9_000), max_size=50))
def test_counts_survive_packing_up_to_their_limit(counts: dict[int, int]) -> None:
    assert unpack(pack(counts.items())) == {key: min(n, 4_095) for key, n in counts.items()}


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Services in Go, Python and C++.", ("Go", "Python", "C++")),
        ("Go to our website and excel in the rest of your career!", ()),
        ("R&D in a series C company; plan C.", ()),
        ("We use R and Excel daily.", ("R", "Excel")),
        ("Files A/R and form C in SAP R/3; Craig C., team lead.", ("SAP", "Leadership")),
        ("Automotive, C, com, Credit, client; Ray and Julia at the desk.", ()),
        ("Skills: C, C++, R, SPSS", ("C", "C++", "R", "SPSS")),
        ("Joined Go Green before the Go Live date, driving growth", ()),
        ("Backend in Go and Rust", ("Backend development", "Go", "Rust")),
        ("Power transformers and switchgear", ("Substations",)),
        ("Physics, economics and SaaS", ("Physics", "Economics", "SaaS")),
        (
            "Grundpflege, Tourenplanung und Trockenbau",
            ("Basic nursing", "Transport planning", "Drywall"),
        ),
        ("machine learning, Machine Learning and ML", ("Machine learning",)),
        ("Nursing in the ICU, wound care", ("Nursing", "ICU", "Wound care")),
        ("Monatsabschluss nach HGB mit DATEV", ("Month-end close", "IFRS", "DATEV")),
        ("Forklift and inventory control", ("Forklift operation", "Inventory management")),
    ],
)
def test_skills_of_many_trades_are_found_and_ordinary_words_are_not(
    text: str, skills: tuple[str, ...]
) -> None:
    assert skills_in(text) == skills


def test_a_typed_skill_gets_its_name_whatever_its_letter_case() -> None:
    assert [canonical(name) for name in ("golang", "excel", "K8S", "basket  weaving")] == [
        "Go",
        "Excel",
        "Kubernetes",
        "basket weaving",
    ]


def test_who_knows_a_framework_knows_its_language() -> None:
    assert with_parents(["Next.js"]) == {"Next.js", "React", "JavaScript"}


def test_every_skill_of_the_list_is_found_by_its_own_name_or_an_alias() -> None:
    assert len(all_skills()) >= 600
    assert all(canonical(name) == name for name in all_skills())


@given(st.text())
def test_skills_and_titles_of_any_text_are_found_once(text: str) -> None:
    assert len(set(skills_in(text))) == len(skills_in(text))
    assert len(set(titles_in(text))) == len(titles_in(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SWE intern", "Software Engineer Internship"),
        ("Backend Developer", "Senior Backend Engineer (m/f/d)"),
        ("Accountant", "Buchhalter:in (m/w/d)"),
        ("Data Engineer", "Data Platform Engineer, Remote"),
        ("Product Manager", "Manager, Product"),
        ("Registered Nurse", "RN - Night Shift"),
    ],
)
def test_one_job_by_two_names_is_alike(one: str, other: str) -> None:
    assert similarity(one, other) >= 0.58


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SWE intern", "Sales Engineer"),
        ("Software Engineer", "Sales Engineer"),
        ("Accounting Manager", "Account Manager"),
        ("Product Manager", "Product Designer"),
        ("Nurse", "Software Engineer"),
    ],
)
def test_another_job_is_not_alike_though_it_shares_a_word(one: str, other: str) -> None:
    assert similarity(one, other) < 0.4


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_between_0_and_1_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == pytest.approx(similarity(other, one))


def test_titles_stand_on_lines_not_in_sentences() -> None:
    cv = "Ada Example\nSenior Data Engineer | Kestrel Robotics\nI worked with a sales manager.\n"

    assert titles_in(cv) == ("Senior Data Engineer",)


def test_levels_are_read_from_titles() -> None:
    titles = ("SWE Intern", "Jr. Accountant", "Nurse", "Head of Sales")

    assert [level_of(title) for title in titles] == ["intern", "entry", None, "manager"]


@pytest.mark.parametrize(
    ("title", "same", "other"),
    [
        ("Dog Walker", "Pet Sitter", "Tax Accountant"),
        ("SDET", "Test Automation Engineer", "Sales Development Representative"),
        ("CPA", "Certified Public Accountant", "Certified Nursing Assistant"),
        ("RN", "Registered Nurse", "Registered Architect"),
        ("Product Manager", "Product Owner", "Project Manager"),
        ("Ingeniero de Software", "Software Engineer", "Civil Engineer"),
        ("Lagerist", "Warehouse Worker", "Lawyer"),
    ],
)
def test_titles_are_compared_by_meaning_where_words_and_table_say_little(
    title: str, same: str, other: str
) -> None:
    assert similarity(title, same) > similarity(title, other) + 0.3


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("SWE intern", "Software Engineer Internship"),
        ("RN", "Registered Nurse"),
        ("Sr. SRE", "Site Reliability Engineer II"),
        ("CPA", "Certified Public Accountant"),
    ],
)
def test_what_is_written_for_short_is_the_same_job(short: str, full: str) -> None:
    assert similarity(short, full) >= 0.95

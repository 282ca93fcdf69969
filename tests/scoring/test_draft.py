"""A first profile from a CV or a sentence: what it says, the words for it, and no contact data."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.cv.contact import without_contact
from scoring.cv.draft import draft
from scoring.model import Pay, Profile
from tests.scoring.documents import CV_LINES, real_cv

TODAY = date(2026, 1, 2)
CV = "\n".join(CV_LINES)


def test_a_cv_gives_titles_skills_degree_and_years() -> None:
    found = draft(CV, today=TODAY)

    assert found.profile.titles == ("Senior Data Engineer",)
    assert found.profile.skills[:4] == ("Python", "SQL", "Airflow", "Docker")
    assert "Snowflake" in found.profile.skills
    assert found.profile.degree == "master"
    assert found.profile.years == 6


def test_every_field_keeps_the_words_it_was_read_from() -> None:
    evidence = draft(CV, today=TODAY).evidence

    assert evidence["degree"] == "MSc in Computer Science, 2018"
    assert evidence["years"] == "03/2019 - 02/2025"
    assert evidence["level"] == "Senior"
    assert evidence["home"] == "Leeds, United Kingdom"


def test_a_cv_sets_no_must() -> None:
    """Where somebody lives or worked is no wish: as a filter it would hide postings in silence."""
    found = draft(CV, today=TODAY)

    said = {"titles", "skills", "degree", "years", "text"}
    assert found.profile.model_dump(exclude=said) == Profile().model_dump(exclude=said)
    assert found.home is not None
    assert (found.home.city, found.home.country) == ("Leeds", "GB")
    assert {"places", "min_pay", "levels"} <= set(found.missing)


def test_contact_data_stays_out_of_the_profile() -> None:
    text = draft(CV, today=TODAY).profile.text

    for secret in ("Mira", "Anders", "mira@example.com", "7946", "0958"):
        assert secret not in text
    assert "Built pipelines in Python, Airflow and Snowflake." in text
    assert "03/2019 - 02/2025" in text


@pytest.mark.parametrize(
    "line",
    [
        "jo.smith+jobs@mail.example.co.uk",
        "+1 (951) 355-0100",
        "tel:(+82) 10-5550-1843",
        "0176 / 5550 1234",
        "https://www.linkedin.com/in/josmith",
        "github.com/josmith",
        "221b Baker Street",
        "Hauptstraße 12",
        "Date of birth: 1 May 1990",
    ],
)
def test_contact_lines_are_left_out(line: str) -> None:
    kept = without_contact(f"Jo Smith\n{line}\njo@example.com\nSummary\nNurse with 8 years")

    assert kept.split("\n")[-2:] == ["Summary", "Nurse with 8 years"]
    assert not any(word in kept for word in ("Smith", "smith", "555", "355", "Baker", "1990", "12"))


@pytest.mark.parametrize(
    "line",
    ["Nurse, 2019 - 2024", "Managed $1,200,000 a year", "01/2010 to 12/2015", "ISO 9001:2015"],
)
def test_dates_and_amounts_are_no_telephone_numbers(line: str) -> None:
    assert without_contact(line) == line


@given(st.text(max_size=400))
def test_an_address_is_left_out_after_any_text(text: str) -> None:
    once = without_contact(f"{text}\njo@example.com 555 0100 200")

    assert "jo@example.com" not in once


def test_a_sentence_gives_its_wishes() -> None:
    line = "Junior data analyst in Berlin or remote, Python and SQL, from 50k, no agencies"

    found = draft(line)

    assert found.profile.titles == ("data analyst",)
    assert found.profile.skills == ("Python", "SQL")
    assert [place.city for place in found.profile.places] == ["Berlin"]
    assert found.profile.levels == ("entry",)
    assert found.profile.min_pay == Pay(low=50_000, period="year")
    assert found.profile.no_agencies
    assert found.evidence["titles"] == "data analyst"
    assert found.evidence["min_pay"] == "from 50k"
    assert found.not_understood == ()


@pytest.mark.parametrize(
    ("line", "titles", "skills"),
    [
        ("I’m a registered nurse in Boston", ("registered nurse",), ()),
        ("barista or receptionist in Leeds", ("barista", "receptionist"), ()),
        ("math teacher, security guard", ("math teacher", "security guard"), ()),
        ("Nursing, SQL Server, backend", (), ("Nursing", "SQL Server", "Backend development")),
    ],
)
def test_who_somebody_is_is_a_title_and_what_they_do_a_skill(
    line: str, titles: tuple[str, ...], skills: tuple[str, ...]
) -> None:
    found = draft(line)

    assert (found.profile.titles, found.profile.skills) == (titles, skills)
    assert found.not_understood == ()


def test_a_sentence_hands_back_what_it_does_not_understand() -> None:
    assert draft("nurse in Leeds, frobnicating").not_understood == ("frobnicating",)


def test_two_jobs_at_once_count_once() -> None:
    text = (
        "Chef\nExperience\nChef, Saltgrass, 2015 - 2019\nTeacher, Quillon, Jan 2016 to Dec 2017\n"
        "Cook, Halden, 2021 - present\nSkills\nPastry, Budgeting, Food safety, Menu planning"
    )

    assert draft(text, today=TODAY).profile.years == 9


@pytest.mark.parametrize(
    ("line", "degree"),
    [
        ("PhD candidate in Physics, expected 2027", None),
        ("Scrum Master, Six Sigma", None),
        ("B.A. in History", "bachelor"),
        ("BS in Nursing", "bachelor"),
        ("Master of Arts, Leeds", "master"),
        ("Ph.D. in Chemistry", "phd"),
    ],
)
def test_the_highest_finished_degree_is_read(line: str, degree: str | None) -> None:
    text = f"Nurse\nExperience\nNurse, Orchard, 2019 - 2024\nEducation\n{line}\nSkills\nTriage"

    assert draft(text, today=TODAY).profile.degree == degree


@given(st.text(max_size=600))
def test_any_text_gives_a_profile(text: str) -> None:
    for each in (text, f"Skills: {text}\nExperience\n{text}\n2019 - {text}"):
        found = draft(each)

        assert Profile.model_validate(found.profile.model_dump()) == found.profile


PROFESSIONS = {
    "ACCOUNTANT": "Accountant",
    "ADVOCATE": "Child Family Advocate",
    "AGRICULTURE": "RN Staff Nurse",
    "APPAREL": "Key Holder",
    "ARTS": "Tutoring Consultant",
    "AUTOMOBILE": "Deputy Principal",
    "AVIATION": "Aviation Electronics Technician",
    "BANKING": "Registered Client Service Associate",
    "BUSINESS-DEVELOPMENT": "Business Development Manager",
    "CHEF": "Sous Chef",
    "CONSULTANT": "Consultant",
    "DESIGNER": "Floral Designer",
    "ENGINEERING": "Engineering Lab Technician",
    "FINANCE": "Finance Manager",
    "FITNESS": "Fitness Instructor",
    "HR": "HR Personnel Assistant",
    "INFORMATION-TECHNOLOGY": "Information Technology Technician",
    "PUBLIC-RELATIONS": "Public Relations Director",
    "SALES": "Sales Manager",
    "TEACHER": "Biology Teacher",
}


@pytest.mark.shared
def test_real_cvs_lead_to_their_professions(shared: Path) -> None:
    found = {}
    for path in (shared / "data/resumes/pdf").glob("*.pdf"):
        titles = draft(real_cv(path)[0], today=TODAY).profile.titles
        found[path.stem.rpartition("_")[0]] = titles[0] if titles else ""

    assert {name: found[name] for name in PROFESSIONS} == PROFESSIONS
    assert all(found.values())


def test_pictures_between_the_words_are_no_part_of_a_title() -> None:
    found = draft("👩‍💻 Backend Engineer 🚀 Python 🐍 PostgreSQL 🐘\n\nSkills\nPython").profile

    assert found.titles == ("Backend Engineer",)

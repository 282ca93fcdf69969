"""Facts in the words of a posting: level, years, degree, employment, remote, sponsorship, dates."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.normalise.agency import is_agency
from scoring.normalise.cues import lowered
from scoring.normalise.dates import read_date
from scoring.normalise.degree import read_degree
from scoring.normalise.employment import read_employment
from scoring.normalise.level import read_level
from scoring.normalise.remote import read_remote
from scoring.normalise.sponsorship import read_sponsorship
from scoring.normalise.years import read_years

NOW = datetime(2026, 1, 31, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Software Engineer", None),
        ("Software Engineering Intern (Summer 2026)", "intern"),
        ("2026 Senior Data Scientist Intern", "intern"),
        ("Werkstudent (m/w/d) Marketing", "intern"),
        ("Praktikum Controlling", "intern"),
        ("Director of Student Success", "executive"),
        ("Internal Communications Partner", None),
        ("Graduate Software Engineer", "entry"),
        ("Junior Java Entwickler", "entry"),
        ("Software Engineer II", "mid"),
        ("Product Manager", "mid"),
        ("Senior Product Manager", "senior"),
        ("Engineering Manager, Payments", "manager"),
        ("Staff Engineer", "lead"),
        ("Staff Nurse", None),
        ("Tech Lead", "lead"),
        ("Lead Generation Specialist", None),
        ("Accountant III", "senior"),
        ("Vice President, Sales", "executive"),
        ("Executive Assistant to the CEO", None),
        ("Geschäftsführer (m/w/d)", "executive"),
        ("Senior/Principal Engineer", "senior"),
        ("Technician I/II/III", "entry"),
    ],
)
def test_a_title_tells_the_level(title: str, level: str | None) -> None:
    assert read_level(title=title) == level


def test_the_source_and_then_the_years_tell_what_the_title_does_not() -> None:
    assert read_level(title="Engineer", word="Mid-Senior level") == "senior"
    assert read_level(title="Junior Engineer", word="Mid-Senior level") == "entry"
    assert read_level(title="Engineer", years=8) == "senior"
    assert read_level(title="Engineer", years=1) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("5+ years of experience with Go", 5),
        ("3-5 years in a similar role", 3),
        ("At least two (2) years of relevant experience", 2),
        ("5+ years of experience, including 2+ years leading teams", 5),
        ("Preferred: 8 years of experience", 8),
        ("3+ years of experience required.\n\nNice to have\n7+ years of experience with C", 3),
        ("For over 20 years we have built boats", None),
        ("We are a company with 15 years of experience", None),
        ("You must be 18 years of age", None),
        ("A 2-year contract", None),
        ("18 months of experience in sales", 1),
        ("Mindestens 3 Jahre Berufserfahrung", 3),
        ("Mehrjährige Berufserfahrung im Vertrieb", 3),
        ("Vous avez 2 ans d'expérience minimum", 2),
        ("Mínimo 4 años de experiencia", 4),
        ("Pelo menos 2 anos de experiência", 2),
        ("no number at all", None),
    ],
)
def test_the_least_years_are_read(text: str, years: int | None) -> None:
    assert read_years(lowered(text)) == years


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        pytest.param(
            "Bachelor's or Master's degree in Computer Science", "bachelor", id="the lower of two"
        ),
        pytest.param("PhD required", "phd", id="a required doctorate"),
        pytest.param("PhD preferred", None, id="a preferred doctorate"),
        pytest.param("BS required, MS preferred", "bachelor", id="one required, one preferred"),
        pytest.param(
            "Master's degree in Statistics or a related field", "master", id="a master's alone"
        ),
        pytest.param("Bachelor's degree or equivalent experience", None, id="experience would do"),
        pytest.param("High school diploma required", None, id="school is no degree"),
        pytest.param(
            "A degree of autonomy, and tuition for your bachelor's degree is reimbursed",
            None,
            id="freedom and tuition",
        ),
        pytest.param(
            "Requirements\nMSc in Physics\n\nNice to have\nPhD in Physics",
            "master",
            id="a wish section",
        ),
        pytest.param(
            "Abgeschlossenes Studium der Informatik",
            "bachelor",
            id="a finished German course of study",
        ),
        pytest.param("De formation Bac+5, vous aimez les chiffres", "master", id="bac+5"),
        pytest.param("MBA required", "master", id="an MBA"),
        pytest.param(
            "Bachelor's degree required; MBA strongly preferred",
            "bachelor",
            id="a wish behind a must",
        ),
        pytest.param(
            "Qualifications\nBachelor's degree required; MBA preferred\nMSc in Physics",
            "bachelor",
            id="a must that looks like a heading of wishes",
        ),
        pytest.param("BS in Physics (MS preferred)", "bachelor", id="a wish in brackets"),
        pytest.param(
            "Bachelor's degree (finance major preferred)",
            "bachelor",
            id="a wish for the field alone",
        ),
        pytest.param(
            "Bachelor's degree preferred as well as a certificate",
            None,
            id="the wish inside the name",
        ),
        pytest.param("Master's degree or equivalent", None, id="or equivalent"),
        pytest.param(
            "A master's or 6 or more years of relevant experience", None, id="years instead"
        ),
        pytest.param(
            "Master's degree with 6 or more years of relevant experience",
            "master",
            id="years on top",
        ),
        pytest.param(
            "You are a Scrum Master and keep master data, with MS Office",
            None,
            id="masters of other things",
        ),
        pytest.param(
            "Our MBA programs and the mini-MBA for staff", None, id="a degree that is sold"
        ),
        pytest.param("Leading PhD programs like those of Aldermoor", None, id="a boast"),
        pytest.param("Business analyst (BA) with BS detector", None, id="other letters"),
        pytest.param(
            "A team with 45+ advanced degrees across the sciences", None, id="degrees of the team"
        ),
        pytest.param(
            "Abgeschlossenes Masterstudium der Informatik", "master", id="a German master's"
        ),
        pytest.param(
            "Abgeschlossenes Studium oder eine vergleichbare Ausbildung", None, id="a trade instead"
        ),
        pytest.param(
            "Ausbildung zum Kaufmann (m/w/d) oder ein Studium der Betriebswirtschaft",
            None,
            id="a trade first",
        ),
        pytest.param(
            "Studium der Betriebswirtschaft, abgeschlossen", "bachelor", id="a course of study"
        ),
        pytest.param("Licenciatura en Derecho", "bachelor", id="a Spanish licence"),
        pytest.param(
            "Licenciatura en Derecho o experiencia similar", None, id="experience in Spanish"
        ),
        pytest.param("Diplôme d'État d'infirmier requis", "bachelor", id="a French state diploma"),
        pytest.param("Formation Bac+5 ou équivalent", None, id="an equivalent in French"),
    ],
)
def test_the_lowest_degree_that_is_a_must(text: str, degree: str | None) -> None:
    assert read_degree(word="", text=lowered(text)) == degree


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We are unable to sponsor visas.", "not_offered"),
        ("Visa sponsorship is not available for this role.", "not_offered"),
        (
            "Must be authorized to work in the U.S. without sponsorship now or in the future.",
            "not_offered",
        ),
        ("Yes, we sponsor visas and work permits.", "offered"),
        ("Visa sponsorship available", "offered"),
        ("U.S. citizenship is required.", "citizens_only"),
        ("Must be able to obtain a Secret security clearance", "citizens_only"),
        ("You work with our executive sponsors and stakeholders", None),
        ("We co-sponsor a sports card", None),
        ("We hire without regard to race, religion, citizenship or age", None),
        ("You will integrate Visa and Mastercard payments", None),
    ],
)
def test_what_is_said_about_visas(text: str, found: str | None) -> None:
    assert read_sponsorship(word="", text=lowered(text)) == found


@pytest.mark.parametrize(
    ("title", "places", "text", "found"),
    [
        ("Engineer (Remote)", "", "", "remote"),
        ("Engineer", "Remote - US", "", "remote"),
        ("Engineer", "Berlin", "This is a fully remote position.", "remote"),
        ("Engineer", "Berlin", "Hybrid role: 3 days a week in the office", "hybrid"),
        ("Engineer", "Berlin", "This position is on-site in Berlin.", "onsite"),
        ("Cook", "Dieppe", "There is no option to work remotely.", "onsite"),
        ("Engineer", "Berlin", "You work with remote teams and remote sensing.", None),
        ("Hybrid Cloud Engineer", "", "", None),
    ],
)
def test_where_the_work_is_done(title: str, places: str, text: str, found: str | None) -> None:
    assert read_remote(word="", title=title, places=places, text=lowered(text)) == found


@pytest.mark.parametrize(
    ("word", "title", "found"),
    [
        ("FullTime", "Engineer", "full_time"),
        ("Full-time", "Engineering Intern", "internship"),
        ("Teilzeit", "Verkäufer", "part_time"),
        ("CONTRACTOR", "Engineer", "contract"),
        ("", "International Sales Manager", None),
        ("", "Smart Contracts Engineer", None),
        ("", "Engineer (Part-Time)", "part_time"),
        ("Permanent", "Koch", "full_time"),
    ],
)
def test_the_kind_of_employment(word: str, title: str, found: str | None) -> None:
    assert read_employment(word=word, title=title, text="") == found


@pytest.mark.parametrize(
    ("company", "text", "found"),
    [
        ("Jobs via Dice", "", True),
        ("Kestrel Staffing", "", True),
        ("Kestrel Robotics", "On behalf of our client we seek a cook.", True),
        ("Kestrel Robotics", "Our clients love us.", False),
        ("Dice Designs PLC", "", False),
    ],
)
def test_an_agency_is_told_from_an_employer(company: str, text: str, *, found: bool) -> None:
    assert is_agency(company, text=lowered(text)) is found


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("3 days ago", datetime(2026, 1, 28, tzinfo=UTC)),
        ("Posted 30+ Days Ago", datetime(2026, 1, 1, tzinfo=UTC)),
        ("1 month ago", datetime(2025, 12, 31, tzinfo=UTC)),
        ("vor 2 Wochen", datetime(2026, 1, 17, tzinfo=UTC)),
        ("il y a 3 jours", datetime(2026, 1, 28, tzinfo=UTC)),
        ("5 hours ago", datetime(2026, 1, 31, 3, tzinfo=UTC)),
        ("Posted Today", NOW),
        ("yesterday", datetime(2026, 1, 30, tzinfo=UTC)),
        ("2026-01-02", datetime(2026, 1, 2, tzinfo=UTC)),
        ("2026-01-02T10:00:00Z", datetime(2026, 1, 2, 10, tzinfo=UTC)),
        ("March 17, 2025", datetime(2025, 3, 17, tzinfo=UTC)),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_in_words(text: str, moment: datetime | None) -> None:
    assert read_date(text, seen_at=NOW) == moment


_WORDS = st.lists(
    st.sampled_from(
        [
            "5+",
            "years",
            "experience",
            "remote",
            "hybrid",
            "visa",
            "sponsor",
            "not",
            "bachelor",
            "PhD",
            "$",
            "100k",
            "per",
            "hour",
            "ago",
            "3",
            "days",
            "İ",
            "\n",
            "•",
            "or",
            "degree",
            "U.S.",
            "citizens",
            ".",
            "-",
            "9" * 30,
        ]
    )
    | st.text(max_size=6),
    max_size=30,
).map(" ".join)


@settings(deadline=None)
@given(_WORDS)
def test_no_text_makes_a_reader_fail(text: str) -> None:
    low = lowered(text)

    read_years(low)
    read_degree(word=text, text=low)
    read_sponsorship(word=text, text=low)
    read_remote(word=text, title=text, places=text, text=low)
    read_employment(word=text, title=text, text=low)
    read_level(title=text, word=text)
    read_date(text, seen_at=NOW)
    is_agency(text, text=low)
    assert len(low) == len(text)

"""Who a person is never reaches a model: names, addresses and what a form asks, in any place."""

import io
from datetime import date

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.cv.contact import without_contact
from scoring.cv.draft import draft
from scoring.edge.cv.kinds import read
from scoring.model import Candidate, Place, Profile
from scoring.prompts.prompt import prompt
from tests import factories as make
from tests.scoring.documents import pdf, word

TODAY = date(2026, 1, 2)
ASKED = (Candidate(cluster=make.cluster(), rank=0),)


def sent(profile: Profile) -> str:
    """Return all that a model reads about a person and one posting."""
    request = prompt(profile, ASKED, fence="#f00d")
    return f"{request.system}\n{request.user}"


def sent_of(cv: str) -> str:
    """Return what a model reads, and what is kept as the person's words."""
    profile = draft(cv, today=TODAY).profile
    return f"{sent(profile)}\n{profile.text}"


BODY = (
    "Experience\nSenior Accountant, Larch & Sons, 2015 - 2024\nKept the ledgers in SAP.\n"
    "Skills\nSAP, Excel, IFRS"
)
PEOPLE = {
    "name above a title": ("Ilse Brandvold\nSenior Accountant", "Ilse Brandvold"),
    "a title in front": ("Dr. Ilse Brandvold, PhD\nilse@b.example", "Ilse Brandvold"),
    "name after name": ("Brandvold, Ilse\nilse@b.example", "Ilse Brandvold"),
    "in capitals": ("ILSE BRANDVOLD\nSENIOR ACCOUNTANT", "Ilse Brandvold"),
    "in small letters": ("ilse brandvold\nilse.brandvold@b.example", "ilse brandvold"),
    "a particle": ("Joost van der Meulen\n+31 20 555 0199", "Joost Meulen"),
    "a trade as a name": ("Anna Baker\nSenior Accountant\nOslo", "Anna"),
    "a trade and an address": ("Anna Baker\nanna.baker@b.example", "Anna"),
    "of": ("Curriculum Vitae of Ilse Brandvold\nOslo", "Ilse Brandvold"),
    "before": ("Ilse Brandvold - Resume\nOslo", "Ilse Brandvold"),
    "German": ("Lebenslauf\nName: Jürgen Großkopf\nWohnhaft: Graz", "Jürgen Großkopf"),
    "Spanish": ("Nombre y apellidos: Íñigo Urrutia Peña\nSevilla", "Íñigo Urrutia Peña"),
    "French": ("Nom et prénom : Océane Lefèvre\nLyon", "Océane Lefèvre"),
    "Polish": ("Imię i nazwisko: Żaneta Łęcka\nGdańsk", "Żaneta Łęcka"),
    "Russian": ("ФИО: Зинаида Полозова\nКазань", "Зинаида Полозова"),
    "Chinese": ("姓名：欧阳明月\n上海", "欧阳明月"),
    "Chinese, on top": ("欧阳明月\nouyang@b.example", "欧阳明月"),
    "Arabic": ("الاسم: زينب الحداد\nzh@b.example", "زينب الحداد"),
    "Hebrew": ("נועם אילוז\nnoam@b.example", "נועם אילוז"),
    "told": ("Hello, my name is Ilse Brandvold and I count.\nOslo", "Ilse Brandvold"),
    "told in German": ("Ich heiße Ilse Brandvold.\nOslo", "Ilse Brandvold"),
    "signed": ("Oslo\nSincerely,\nIlse Brandvold", "Ilse Brandvold"),
    "in the page's head": ("Oslo\nIlse Brandvold - Page 2", "Ilse Brandvold"),
    "only in an address": (
        "Oslo\nlinkedin.com/in/ilse-brandvold-88\nReferences of Ilse Brandvold", "Ilse Brandvold",
    ),
    "an account": ("Oslo | LinkedIn: Ilse Brandvold | github: ibrandvold", "Brandvold"),
    "hyphens": ("Chu-Hsiang Wu-Ortega\nwu@b.example", "Chu-Hsiang Wu-Ortega"),
}  # fmt: skip


@pytest.mark.parametrize(("head", "name"), PEOPLE.values(), ids=PEOPLE.keys())
def test_a_name_is_not_sent_wherever_it_stands(head: str, name: str) -> None:
    told = sent_of(f"{head}\n{BODY}\n{name} likes the sea.").casefold()

    assert [part for part in name.split() if part.casefold() in told] == []
    assert "kept the ledgers in sap" in told


CONTACTS = {
    "e-mail": ("jo.k+jobs@mail.example.co.uk", "jo.k"),
    "e-mail in words": ("jo.kerr (at) mail (dot) example", "kerr"),
    "e-mail with at": ("jokerr at mailbox dot example", "jokerr"),
    "e-mail with spaces": ("jokerr @ mailbox.example", "jokerr"),
    "e-mail with hidden signs": ("jok\u200berr@mail\u00adbox.example", "mail"),
    "American": ("(951) 355-0100", "355"),
    "international": ("+49 (0) 30 / 555 01 99", "555"),
    "Indian": ("Mob: 98765-55501", "55501"),
    "Brazilian": ("+55 11 95550-1234", "95550"),
    "dots": ("607.555.0133", "555"),
    "in one": ("08185550133", "08185550133"),
    "LinkedIn": ("https://www.linkedin.com/in/jokerr88", "jokerr88"),
    "LinkedIn, bare": ("linkedin.com/in/jokerr88", "jokerr88"),
    "LinkedIn by an icon": ("LinkedIn: /in/jokerr88", "jokerr88"),
    "GitHub": ("GitHub: @jokerr88", "jokerr88"),
    "Telegram": ("Telegram: @jokerr88, t.me/jokerr88", "jokerr88"),
    "Skype": ("skype:jokerr88", "jokerr88"),
    "own site": ("www.jokerr88.example and jokerr88.dev", "jokerr88"),
    "street": ("221b Baker Street, London", "baker"),
    "road": ("2050 Byberry Road", "byberry"),
    "German street": ("Lärchenstraße 12a, 50667 Köln", "lärchen"),
    "German way": ("Am Lärchenweg 7", "weg 7"),
    "French street": ("12 bis rue des Mimosas", "mimosas"),
    "Spanish street": ("Calle de los Olivos 14", "olivos"),
    "Place": ("39 Eaton Place", "eaton"),
    "PO box": ("P.O. Box 4711", "4711"),
    "Address": ("Permanent address: Girdhar Nagar, block 12", "girdhar"),
    "born": ("Date of birth: 1 May 1987", "1987"),
    "born, next line": ("Date of Birth\n:\nMay 3rd, 1987", "1987"),
    "born, German": ("geboren am 3. Mai 1987 in Graz", "1987"),
    "born, French": ("Née le 3 mai 1987 à Lyon", "1987"),
    "born, Russian": ("Дата рождения: 03.05.1987", "1987"),
    "DOB": ("DOB: 1987", "1987"),
    "age": ("Age: 38", "38"),
    "family": ("Marital Status: Divorced, Religion: none", "divorced"),
    "father": ("Father's Name: Osric Vellum", "vellum"),
    "passport": ("Passport # Z4711 issued at Oslo", "z4711"),
    "social security": ("SSN 078-05-1120", "1120"),
}


@pytest.mark.parametrize(("line", "secret"), CONTACTS.values(), ids=CONTACTS.keys())
@pytest.mark.parametrize("where", ["head", "foot", "middle of a line"])
def test_what_leads_to_a_person_is_not_sent(line: str, secret: str, where: str) -> None:
    cv = {
        "head": f"Senior Accountant\n{line}\n{BODY}",
        "foot": f"Senior Accountant\n{BODY}\nPersonal\n{line}",
        "middle of a line": f"Senior Accountant\nOslo | {line}\n{BODY}",
    }[where]

    told = sent_of(cv)

    assert secret not in told.casefold()
    assert "Kept the ledgers in SAP." in told


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        pytest.param("/jo.kerr.92", "kerr", id="a path alone"),
        pytest.param("Photo of Jo at the Brandenburg Gate", "Brandenburg", id="photograph"),
        pytest.param("Bewerbungsfoto: Jo vor dem Tor", "Tor", id="Foto"),
    ],
)
def test_a_line_of_its_own_that_shows_a_person_is_not_sent(line: str, secret: str) -> None:
    assert secret not in sent_of(f"Senior Accountant\n{line}\n{BODY}")


KEPT = (
    "Senior Accountant with 9 years in Oslo, Norway",
    "01/2010 to 12/2015, 2016 - 2024, Mar. 2010 - Aug. 2017",
    "Managed $1,200,000 a year, 15% more; ISO 9001:2015, 802.11n, IPv6",
    "ASP.net, Node.js, Salesforce.com, C++, C#, .NET 4.5, TCP/IP, CI/CD",
    "GitHub, GitLab, LinkedIn marketing, Facebook ads",
    "B.Com, M.Sc. in Physics, GPA 3.9 / 4.0",
    "Led 10 people to drive growth on the road to 2020",
    "Grew up to be a natural born leader of teams aged care",
    "Java Message Service, Spring Boot; Microsoft Office; Adobe Photo editing",
    "Born2Code project with 12 ways of testing",
)


@pytest.mark.parametrize("line", KEPT)
def test_what_a_person_can_do_is_kept(line: str) -> None:
    cv = f"Ilse Brandvold\nilse@b.example\n{line}\n{BODY}"

    assert line in without_contact(cv).splitlines()


def test_every_field_of_a_profile_is_looked_at() -> None:
    """A title, a skill or a place that somebody typed may carry an address as well."""
    profile = make.profile(
        titles=("Accountant ada@b.example",),
        skills=("SAP", "call +49 30 5550199"),
        places=(Place(text="Lärchenstraße 12, Berlin", city="Berlin", country="DE"),),
        avoid=("github.com/ada88",),
        text="I am Ada Brandvold, ada@b.example.",
    )

    told = sent(profile)

    for secret in ("ada@", "5550199", "Lärchen", "ada88", "Brandvold"):
        assert secret not in told
    for kept in ("Accountant", "SAP", "Berlin"):
        assert kept in told


def test_metadata_of_a_file_is_not_read() -> None:
    document = docx.Document(io.BytesIO(word(["Senior Accountant in Oslo", "SAP and Excel"])))
    document.core_properties.author = "Ilse Brandvold"
    document.core_properties.title = "CV of Ilse Brandvold"
    packed = io.BytesIO()
    document.save(packed)

    assert "Brandvold" not in read(packed.getvalue())[0]
    assert "Brandvold" not in read(pdf(["Senior Accountant in Oslo"]) + b"% Ilse Brandvold")[0]


_WORDS = st.text(st.characters(codec="utf-8"), max_size=40)


@settings(deadline=None, max_examples=60)
@given(before=_WORDS, after=_WORDS)
def test_an_address_is_found_in_any_company(before: str, after: str) -> None:
    text = f"{before}\njo.kerr@mail.example {after}\n+49 30 5550199\n{before}"

    kept = without_contact(text)

    assert "jo.kerr@" not in kept
    assert "5550199" not in kept


@pytest.mark.parametrize("piece", ["\n", " \n", "A ", "Name:\n\n", "("])
def test_a_text_of_one_piece_is_read_to_its_end(piece: str) -> None:
    """A pattern that tries every way through such a text would not come back."""
    assert len(without_contact(piece * 20_000)) <= 40_000

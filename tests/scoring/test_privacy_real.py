"""Real CVs lead to nobody: names taken by hand, patterns of another make than the product's."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.normalise.characters import cleaned
from tests.scoring.documents import real_cv
from tests.scoring.test_privacy import sent_of

# The name of each CV that has one, read by hand; most real CVs here had theirs taken out.
NAMES = {
    "deedy__deedy_resume-openfont.pdf": "Debarghya Das",
    "deedy__deedy_resume.pdf": "Debarghya Das",
    "faiirusss__sample_cv.pdf": "Andi Putra",
    "jakegut__resume.pdf": "Andrew Fantino",
    "posquit0__cv.pdf": "Claud Park",
    "ptemark__resume.docx": "Jordan Doe",
    "ptemark__resume.pdf": "Jordan Doe",
    "rendercv__classic_full.pdf": "John Doe",
    "31.docx": "Nikita Doroshenko",
    "50.docx": "Maria",
    "48.docx": "kravtsov",
    "42.docx": "zaltsman gbfz",
    "26.docx": "agrml",
}
TEXT_NAMES = {
    "11163645": "Gail Lugo", "25846894": "Margaret", "25862026": "Nicole Morgan",
    "22571461": "Brady Biggs", "31016926": "Melnick", "24285142": "Katia Miller",
    "50328713": "Hsiang", "90280583": "Grundstedt", "36671891": "Marianne Elbertson",
    "20850529": "Kristy Bishop", "18795567": "Jordan Wu", "18635654": "Hassan Aboulela",
    "26691587": "Grace Celsi", "16855929": "Evan Elias", "22983516": "Xavier Thomas",
    "80527194": "Vincent", "22675694": "Phat", "51681660": "Vivienne",
    "16803215": "Kailie Graciidis", "20423658": "Sauders", "26065877": "angelo bennett",
    "17165107": "caitlinmaska", "73030450": "dilip-nr", "10189110": "johnchriskey",
    "14790629": "jesi-crane", "23985183": "raymondstrange", "49685006": "tammyammy",
    "13586069": "dylanstrecker", "24655918": "denyse mohanco", "16893572": "teralynnmyers",
    "23011221": "theealimuniz", "16877897": "sumankumari", "25150191": "bradford",
    "72231872": "kelly-simard", "15118506": "RobertRJordan", "29075857": "josephmueller",
    "33381211": "boppanarao", "83816738": "sagunpandey", "14128006": "alyssa-neilson",
    "27257013": "migdaliz-ortiz", "10724818": "rachellascalla", "26835781": "Meredith",
    "15265464": "Nicole Peters", "26919036": "Novella Walton", "25425322": "Korbitz",
    "95714702": "Jeanette Bellamy", "36252245": "Headman", "10734870": "Edgardo Dubose",
    "18979238": "Araya", "24322804": "Aaron Lovely", "28745844": "Gayden",
    "24508725": "Nelson", "11850315": "Lorena Pino",
}  # fmt: skip

# Made apart from those of the product: wide for what is surely contact data.
LEAKS = {
    "e-mail": re.compile(r"[\w.+-]+@[\w-]+\.[A-Za-z]{2,}"),
    "link": re.compile(
        r"https?://\w|www\.\w|\b(?:(?:linkedin|github|facebook)\.com|t\.me)\b", re.IGNORECASE
    ),
    "American number": re.compile(r"(?<!\d)(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)"),
    "number abroad": re.compile(r"\+ ?\d[\d ().-]{8,}\d"),
    "street": re.compile(
        r"(?<!\d)\d{2,5} (?:[NSEW] )?(?:[A-Z][a-z]+ ){1,2}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Blvd"
        r"|Boulevard|Drive)\b"
    ),
    "box": re.compile(r"P\. ?O\.? ?Box \d", re.IGNORECASE),
    "born": re.compile(r"(?:Date of Birth|DOB|Birthdate|Birth year)\W{0,4}\d", re.IGNORECASE),
    "life": re.compile(r"\b(?:Marital Status|Religion|Sex|Gender|Age) ?: ?\w", re.IGNORECASE),
}


def leaks(cv: str, *, name: str) -> list[str]:
    """Return what of a person is left in what is kept and sent."""
    told = sent_of(cv)
    found = [f"{kind}: {match[0]}" for kind, each in LEAKS.items() for match in each.finditer(told)]
    parts = [part for part in name.split() if len(part) > 2]
    whole = [rf"(?<!\w){re.escape(part)}(?!\w)" for part in parts]
    return found + [part for part in whole if re.search(part, told, re.IGNORECASE)]


def real_files(shared: Path) -> Iterator[Path]:
    """Yield the files with a name but the one of 71 pages, and some of the others."""
    every = sorted((shared / "data" / "resumes").glob("*/*"))
    for number, path in enumerate(every):
        if path.name != "rendercv__classic_full.pdf" and (path.name in NAMES or number % 15 == 0):
            yield path


@pytest.mark.shared
def test_nothing_of_a_real_file_leads_to_its_person(shared: Path) -> None:
    found = {
        path.name: leaked
        for path in real_files(shared)
        if (leaked := leaks(real_cv(path)[0], name=NAMES.get(path.name, "")))
    }

    assert found == {}


def real_texts(shared: Path, *, step: int) -> Iterator[tuple[str, str]]:
    """Yield every eighth text with a name in it, and one of `step` of the others."""
    some = set(sorted(TEXT_NAMES)[::8])
    with gzip.open(shared / "data" / "resumes" / "resume_texts.jsonl.gz", "rt") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            if row["resume_id"] in some or number % step == 0:
                yield row["resume_id"], cleaned(row["text"])


@pytest.mark.shared
def test_nothing_of_a_real_text_leads_to_its_person(shared: Path) -> None:
    found = {
        key: leaked
        for key, text in real_texts(shared, step=800)
        if (leaked := leaks(text, name=TEXT_NAMES.get(key, "")))
    }

    assert found == {}

"""What labelled postings say, and what we read in them: one pair of functions for each field.

A row is as its file has it; a value that a label leaves open is None.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from scoring.normalise.cues import lowered
from scoring.normalise.degree import Schooled, schooling
from scoring.normalise.language import read_language
from scoring.normalise.level import read_level
from scoring.normalise.pay import pay_in
from scoring.normalise.remote import read_remote
from scoring.normalise.sponsorship import read_sponsorship
from scoring.normalise.text import plain_text
from scoring.normalise.years import read_years
from scoring.places import gazetteer, read_place
from scoring.rank.skills import canonical, skills_in

Row = Mapping[str, Any]
Read = Callable[[Row], Any]
# The labels' finer levels, in our words.
_LEVELS = {"staff": "lead", "principal": "lead", "director": "executive", "unknown": None}
_REMOTE = {"fully_remote": "remote", "hybrid": "hybrid", "onsite": "onsite"}
_SCHOOL = {"highschool": "school", "phd_md": "phd"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: its name, what the label says, and what we read."""

    name: str
    want: Read
    got: Read


def text_of(row: Row) -> str:
    """Return the text as the extractors get it; the corpora wrote line ends as two spaces."""
    return _text(str(row.get("text") or row.get("description") or ""))


@lru_cache(maxsize=1_024)  # several fields are read in one text
def _text(words: str) -> str:
    return lowered(plain_text(words.replace("  ", "\n")))


def _years(row: Row) -> int | None:
    expected = row["expect"]
    return None if expected is None else expected["min"]


def _pay(row: Row) -> tuple[float | None, float | None, str | None] | None:
    """Return what must agree: both ends and the period; one end alone counts as both."""
    expected = row["expect"]
    if expected is None:
        return None
    low, high = expected.get("min"), expected.get("max")
    return (low or high, high or low, expected.get("interval"))


def _our_pay(row: Row) -> tuple[float | None, float | None, str | None] | None:
    pay = pay_in(text_of(row))
    return None if pay is None else (pay.low or pay.high, pay.high or pay.low, pay.period)


def _currency(row: Row) -> str | None:
    """Return the currency of the label; the English labels have none."""
    return (row["expect"] or {}).get("currency")


def _our_currency(row: Row) -> str | None:
    pay = pay_in(text_of(row)) if _currency(row) or row["expect"] is None else None
    return pay.currency if pay else None


def _degree(row: Row) -> str | None:
    expected = row["expect"]
    if expected is None:
        return None
    level = str(expected.get("degree_min", expected.get("level")))
    return _SCHOOL.get(level, level)


def _must(row: Row) -> str | None:
    """Return the degree where the label calls it a must: what a profile is held against."""
    expected = row["expect"]
    required = expected and expected.get("degree_required", expected.get("required"))
    return _degree(row) if required else None


@lru_cache(maxsize=1_024)
def _schooled(text: str) -> Schooled | None:
    return schooling(text)


def _our_degree(row: Row) -> str | None:
    asked = _schooled(text_of(row))
    return asked.least if asked else None


def _our_must(row: Row) -> str | None:
    asked = _schooled(text_of(row))
    return asked.least if asked and asked.required else None


def _our_sponsors(row: Row) -> bool | None:
    found = read_sponsorship(word="", text=text_of(row))
    return None if found is None else found == "offered"


def _first(row: Row) -> str:
    return str(row["location_raw"]).split(";")[0]


def _country(row: Row) -> str | None:
    return gazetteer.country(row["country"]) if row["country"] else None


def _town(name: str | None) -> str | None:
    """Return one name for a town with several: Bangalore is Bengaluru."""
    if not name:
        return None
    known = gazetteer.cities(name)
    return known[0].name if known else gazetteer.fold(name)


def _our_remote(row: Row) -> str | None:
    text = lowered(plain_text(str(row["description"])))
    return read_remote(word="", title=row["title"], places=row["location"] or "", text=text)


def wanted_skills(row: Row) -> frozenset[str]:
    """Return the label's skills by our names for them."""
    return frozenset(canonical(name) for name in row["skills"])


def our_skills(row: Row) -> frozenset[str]:
    """Return every skill that we find."""
    return frozenset(skills_in(plain_text(str(row["text"]).replace("  ", "\n"))))


FIELDS: Mapping[str, tuple[Field, ...]] = {
    "yoe_corpus": (
        Field(name="years", want=_years, got=lambda row: read_years(text_of(row))),
    ),
    "salary_corpus": (
        Field(name="pay", want=_pay, got=_our_pay),
        Field(name="currency", want=_currency, got=_our_currency),
    ),
    "degree_corpus": (
        Field(name="degree", want=_degree, got=_our_degree),
        Field(name="degree required", want=_must, got=_our_must),
    ),
    "sponsorship_corpus": (
        Field(name="sponsorship", want=lambda row: row["sponsorship"], got=_our_sponsors),
    ),
    "level_corpus": (
        Field(
            name="level",
            want=lambda row: _LEVELS.get(row["level"], row["level"]),
            got=lambda row: read_level(title=row["title"]),
        ),
    ),
    "geo_corpus": (
        Field(name="country", want=_country, got=lambda row: read_place(_first(row)).country),
        Field(
            name="city",
            want=lambda row: _town(row["city"]),
            got=lambda row: _town(read_place(_first(row)).city),
        ),
    ),
    "remote_policy": (
        Field(
            name="remote",
            want=lambda row: _REMOTE.get(row["_human_policy"]),
            got=_our_remote,
        ),
    ),
}  # fmt: skip
LANGUAGE = Field(
    name="language",
    want=lambda row: row.get("lang") or "en",
    got=lambda row: read_language(text_of(row)),
)
"""Of every file with texts: its language is in its name."""

NOT_MEASURED: Mapping[str, str] = {
    "sector_corpus": "it labels the sector of an employer's name; no posting keeps a sector",
}

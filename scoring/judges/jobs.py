"""Names of jobs and skills inside a sentence: "Senior Data Engineer" as "data engineer"."""

import re
from functools import cache, lru_cache

from scoring.judges.summary import shorten
from scoring.phrases import phrase
from scoring.rank.skills import all_skills

_MOST_CHARS = 40
_RANK = re.compile(
    r"^(?:senior|sr\.?|junior|jr\.?|entry[- ]level|mid[- ]level|lead|principal)\s+|\s+i{1,3}$",
    re.IGNORECASE,
)
# Nouns of these titles are written with a capital letter.
_GERMAN = re.compile(
    r"[äöüß]|(?:entwickler|ingenieur|leiter|kaufmann|kauffrau|pfleger|berater|mitarbeiter|"
    r"fachkraft|praktikum|praktikant|werkstudent|buchhalter|arzt|lehrer|referent|schwester|"
    r"helfer|fahrer|mechaniker|techniker|erzieher|gestalter|leitung|kraft\b)|"
    r"\b(?:auf|der|das|den|für|im|bei|und|mit|vom|zum|zur)\b",
    re.IGNORECASE,
)
_VOWEL = re.compile(r"(?:[aeio]|u(?!ni|se|ti|r[aeio])|(?:HR|ML|SRE|SEO|RN|MRI|X-ray|R&D|FP))")


@lru_cache(maxsize=1_024)
def job_words(title: str) -> str:
    """Return a title in small letters, without its level; names and abbreviations keep theirs."""
    plain = _RANK.sub("", title.strip()) or title
    if is_german(plain):
        return shorten(plain, most=_MOST_CHARS)
    words = (_small(word) for word in plain.split())
    return shorten(" ".join(words), most=_MOST_CHARS)


def is_german(title: str) -> bool:
    """Tell whether a title surely is a German one."""
    return _GERMAN.search(title) is not None


@lru_cache(maxsize=1_024)
def with_article(job: str) -> str:
    """Return "a nurse", "an accountant"; nothing stays nothing."""
    if not job:
        return ""
    return phrase("an {job}", job=job) if _VOWEL.match(job) else phrase("a {job}", job=job)


def skill_words(name: str) -> str:
    """Return a skill as it reads inside a sentence: accounting, Excel, bank reconciliation."""
    first, *rest = name.split()
    common = rest[0].islower() if rest else _small(first) != first
    if common and first.replace("-", "").isalpha() and first[1:].islower():
        return " ".join((first.lower(), *rest))
    return name


def _small(word: str) -> str:
    """Keep SQL, iOS, DevOps and Python; "Sales" is no name."""
    plain = word.strip("(),/-")
    if not plain.istitle() or plain in _names():
        return word
    return word.lower()


@cache
def _names() -> frozenset[str]:
    """Return the skills of one word that are names of things; fields of work are not."""
    ordinary = ("ing", "ion", "ics", "nce", "ent", "ity", "gn", "ales", "ax", "aw", "ry", "al")
    return frozenset(
        name for name in all_skills() if name.istitle() and not name.endswith(ordinary)
    )

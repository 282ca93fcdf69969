"""Where a company's board may lie: the names that companies take at the hosts of job boards."""

import re
import unicodedata
from collections.abc import Iterator

FIRST = (
    *("greenhouse", "lever", "ashby", "smartrecruiters", "workable"),
    *("recruitee", "personio", "teamtailor", "bamboohr", "rippling"),
)
"""The sources that tell with one request whether a company is there, the usual ones first."""

_OTHER_NAMES = ("greenhouse", "lever", "ashby")  # where companies take "acmeinc" or "acme-inc"
_FORMS = frozenset(
    {"inc", "llc", "ltd", "limited", "gmbh", "ag", "se", "corp", "corporation", "co", "company"}
    | {"plc", "sa", "sas", "bv", "nv", "oy", "ab", "as", "aps", "kg", "spa", "srl", "the"}
)
_LONGEST = 40  # characters of a name; hosts have none that is longer


def squashed(name: str) -> str:
    """Return what is left of a name in any spelling: "Acme, Inc." and "ACME" are "acme"."""
    return "".join(_words(name))


def guesses(company: str) -> tuple[tuple[str, str], ...]:
    """Return the boards, as (source, board), at which a company most likely is."""
    return tuple((source, token) for token in _tokens(company)[:1] for source in FIRST)


def second_guesses(company: str) -> tuple[tuple[str, str], ...]:
    """Return where to look when the company is at none of the first."""
    tokens = _tokens(company)
    regions = [(source, f"{tokens[0]}@{where}") for source, where in _REGIONS] if tokens else []
    return (*regions, *((source, token) for token in tokens[1:] for source in _OTHER_NAMES))


_REGIONS = (("lever", "eu"), ("personio", "com"))


def _tokens(company: str) -> list[str]:
    words = _words(company)
    return list(dict.fromkeys(_spelled(words))) if words else []


def _spelled(words: list[str]) -> Iterator[str]:
    joined, dashed = "".join(words), "-".join(words)
    for token in (joined, dashed, f"{joined}inc", f"{dashed}-inc"):
        if len(token) <= _LONGEST:
            yield token


def _words(name: str) -> list[str]:
    """Return a name's words in plain letters, without its legal form."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    words = re.findall(r"[a-z0-9]+", letters.replace("'", ""))
    return [word for word in words if word not in _FORMS] or words

"""The words of a title: which say the trade, and in what form they are compared.

Levels, seasons, places in a list and requisition numbers say nothing of the trade.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Segments = list[list[str]]  # what stands between commas and dashes, as tokens

_WORD = re.compile(r"\w+(?:\+\+|#)?")
_GENDER = re.compile(r"(?<=\w)[:*_/]-?(?:in|innen|frau|r|e|n)\b|\([^()]*\b[mwfd]\s*/[^()]*\)|\(a\)")
_SPLIT = re.compile(r"[,|:;()\[\]@/•·–—]| - |-{2,}")
_NUMBER = re.compile(r"\d+\w*|[ivx]{1,3}")
_LIMIT = 300  # characters of a title that are read

_HEAD = 0.2  # the weight of a head noun that every trade has: manager, specialist

_SAME: Mapping[str, str] = {
    "engineering": "engineer",
    "developing": "developer",
    "dev": "developer",
    "eng": "engineer",
    "engr": "engineer",
    **dict.fromkeys(("mgr", "mngr"), "manager"),
    "asst": "assistant",
    "admin": "administrative",
    "exec": "executive",
    "dir": "director",
    "coord": "coordinator",
    "tech": "technician",
    "mktg": "marketing",
    "acct": "client",
    "account": "client",  # as in account manager; accounts and accounting are another trade
    **dict.fromkeys(("svp", "avp"), "vp"),
    "healthcare": "health",
}

_SHORT: Mapping[str, tuple[str, ...]] = {
    short: tuple(words.split())
    for short, words in (
        ("swe", "software engineer"),
        ("sde", "software engineer"),
        ("sdet", "software engineer test"),
        ("sre", "site reliability engineer"),
        ("mle", "machine learning engineer"),
        ("ml", "machine learning"),
        ("rn", "registered nurse"),
        ("lpn", "licensed practical nurse"),
        ("cna", "certified nursing assistant"),
        ("cpa", "certified public accountant"),
        ("qa", "quality assurance"),
        ("hr", "human resources"),
        ("sdr", "sales development representative"),
        ("bdr", "business development representative"),
        ("csr", "customer service representative"),
    )
}  # what people write for short, in the words of the table


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of a title that are not its trade, and the endings that hide a common root."""

    levels: frozenset[str]
    noise: frozenset[str]
    glue: frozenset[str]
    heads: frozenset[str]
    endings: tuple[str, ...]


def segments_of(title: str) -> Segments:
    """Return the tokens of each part of a title, without gender marks; "full-stack" is two."""
    parts = (tokens_of(part) for part in _SPLIT.split(_joined(title)))
    return [tokens for tokens in parts if tokens]


def trade_of(title: str) -> str:
    """Return the words of a title that say the trade, as written; all if none of them does."""
    words = list(_in_full(plain_words(_joined(title))))
    return " ".join([word for word in words if _tells(word)] or words)


def tokens_of(text: str) -> list[str]:
    """Return the words of a part of a title, each in its common form and in the singular."""
    words = (_SAME.get(word, word) for word in _in_full(plain_words(text)))
    return [_singular(word) for word in words if word not in _words().glue]


def plain_words(text: str) -> list[str]:
    """Return the words of a text in small letters, as they are written."""
    return _WORD.findall(text.casefold())


def counts(token: str) -> bool:
    """Tell whether a word says what the job is: not its level, season, place in a list."""
    return not (token in _words().levels or token in _words().noise or _NUMBER.fullmatch(token))


def weight(token: str) -> float:
    """Return how much a word says of the trade."""
    return _HEAD if is_head(token) else 1.0


def is_head(token: str) -> bool:
    """Tell whether a word is a head noun that many trades have."""
    return token in _words().heads


def root(word: str) -> str:
    """Return what architect, architecture and architectural have in common."""
    for ending in _words().endings:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def lines_of(name: str) -> list[str]:
    """Return the lines of a list in scoring/data, without its comments."""
    lines = files("scoring").joinpath("data", name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _joined(title: str) -> str:
    text = _GENDER.sub(" ", title[:_LIMIT].casefold())
    return re.sub(r"(?<=\w)[-‐‑](?=\w)", " ", text)


def _in_full(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from _SHORT.get(word, (word,))


def _tells(word: str) -> bool:
    return word not in _words().glue and counts(word)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "ics", "ales"))
    ):
        return word[:-1]
    return word


@cache
def _words() -> _Words:
    lists: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines_of("title_words.txt"):
        if line.startswith("["):
            current = lists.setdefault(line.strip("[]"), [])
        else:
            current += line.split()
    return _Words(
        levels=frozenset(lists["levels"]),
        noise=frozenset(lists["noise"]),
        glue=frozenset(lists["glue"]),
        heads=frozenset(lists["heads"]),
        endings=tuple(lists["endings"]),
    )

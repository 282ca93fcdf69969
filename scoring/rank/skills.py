"""Which skills a text names: a gazetteer over many professions and one matcher.

A match is a run of whole words with nothing but spaces, hyphens or slashes between them. Words
that are also ordinary words (Go, Excel) count only in the letter case of the list; lone letters and
names of much else (C, R, Ray, AP) only near another skill of their kind, for a CV has many a
"form C", and a company may be a PLC.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# A word keeps the marks that belong to a name: c++, c#, .net, node.js, asp.net, driver's.
_WORD = re.compile(r"(?:(?<!\w)\.)?\w+(?:\.(?=\w)\w+|['’]s\b)*(?:\+\+|#)?")
_GAP = re.compile(r"[ \t\u00a0\-‐‑–/&]{1,3}|")
_ENDS = (".", "!", "?", "\n", "•", "*")
# What may follow a word like "Go" at the start of a sentence, where any word has a capital.
_AFTER = re.compile(r"\s*(?:[,;/|)•\n]|$|(?:and|or|developer|engineer|programming|language)\b)")
# What makes a lone letter no language: R&D, series C, C-level, vitamin C, grade C.
_LETTER_BEFORE = re.compile(
    r"(?:series|vitamin|level|class|grade|type|plan|schedule|form)\s$|\b[a-z]/$", re.IGNORECASE
)
_LETTER_AFTER = re.compile(r"[&'’.*@]\w|/\d|\. [A-Z]|-(?:level|suite|section|corp)")
# Go Green, Go Live, Go To Market: a capital after it makes it a phrase, but for these.
_PHRASE = re.compile(r" (?!Dev|Eng|Prog|Lang|Back|Serv|Micro|and\b|or\b)[A-Z][a-z]")

_NEAR = 60  # characters to the skill that vouches for a lone letter
_TECHNOLOGY = frozenset(
    ("Programming languages", "Web and mobile", "Data", "Analytics", "Machine learning")
)  # sections of the list


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alias:
    """One way to write a skill: its words after the first, and whether letter case counts."""

    rest: tuple[str, ...]
    name: str
    exact: str | None
    unsure: bool  # counts only near another skill of technology


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gazetteer:
    names: Mapping[str, str]  # any name in small letters -> the canonical name
    parents: Mapping[str, str]
    by_first: Mapping[str, tuple[_Alias, ...]]  # the longest alias first
    kinds: Mapping[str, str]  # canonical name -> what vouches for it: its section, or technology


def skills_in(text: str) -> tuple[str, ...]:
    """Return the canonical names of the skills in a text, each once, by first occurrence."""
    return tuple(dict.fromkeys(name for name, _ in found_in(text)))


def found_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield every mention of a skill: its canonical name and where it starts."""
    mentions = list(_mentions(text))
    kinds = _gazetteer().kinds
    sure = [(kinds[name], at) for name, at, unsure in mentions if not unsure]
    for name, at, unsure in mentions:
        if not unsure or _vouched(kinds[name], at, sure):
            yield name, at


def _vouched(kind: str, at: int, sure: list[tuple[str, int]]) -> bool:
    return any(abs(at - other) <= _NEAR and kind == of for of, other in sure)


def _mentions(text: str) -> Iterator[tuple[str, int, bool]]:
    """Yield what is written like a skill, where it starts, and whether that alone is unsure."""
    by_first = _gazetteer().by_first
    words = [(match.group().casefold(), match.start(), match.end()) for match in _split(text)]
    at = 0
    while at < len(words):
        step = 1
        following = words[at + 1][0] if at + 1 < len(words) else ""
        for alias in by_first.get(words[at][0], ()):
            if alias.rest and alias.rest[0] != following:
                continue  # most aliases end here, and a call is dear
            if _matches(alias, words, at=at, text=text):
                yield alias.name, words[at][1], alias.unsure
                step = 1 + len(alias.rest)
                break
        at += step


def canonical(name: str) -> str:
    """Return the list's name for a skill that somebody typed; an unknown one as it is."""
    return _gazetteer().names.get(_key(name), " ".join(name.split()))


def with_parents(names: Iterable[str]) -> frozenset[str]:
    """Return the skills and those that they include: who knows React knows JavaScript."""
    parents = _gazetteer().parents
    known = set()
    for name in names:
        current: str | None = name
        while current is not None and current not in known:
            known.add(current)
            current = parents.get(current)
    return frozenset(known)


def all_skills() -> tuple[str, ...]:
    """Return every canonical name."""
    return tuple(sorted(set(_gazetteer().names.values())))


def _split(text: str) -> Iterator[re.Match[str]]:
    return _WORD.finditer(text)


def _matches(alias: _Alias, words: list[tuple[str, int, int]], *, at: int, text: str) -> bool:
    end = at + 1 + len(alias.rest)
    if end > len(words) or any(words[at + 1 + i][0] != word for i, word in enumerate(alias.rest)):
        return False
    if any(not _GAP.fullmatch(text, words[i][2], words[i + 1][1]) for i in range(at, end - 1)):
        return False
    return alias.exact is None or _is_name(text, words[at][1], words[end - 1][2], alias.exact)


def _is_name(text: str, start: int, end: int, exact: str) -> bool:
    """Tell whether an ambiguous word is meant as a name here."""
    if text[start:end] != exact:
        return False
    if len(exact) == 1 and (
        _LETTER_BEFORE.search(text, max(0, start - 12), start)
        or _LETTER_AFTER.match(text, end)
        or f"({exact})" == text[max(0, start - 1) : end + 1]
    ):
        return False
    if exact == "Go" and _PHRASE.match(text, end):
        return False
    if exact.isupper() and len(exact) > 1:
        return True
    before = text[max(0, start - 40) : start].rstrip(" \t\"'(-–")
    starts_sentence = not before or before.endswith(_ENDS)
    return not starts_sentence or bool(_AFTER.match(text, end))


def _key(name: str) -> str:
    return " ".join(match.group().casefold() for match in _split(name))


@cache
def _gazetteer() -> _Gazetteer:
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    by_first: dict[str, list[_Alias]] = {}
    kinds: dict[str, str] = {}
    for section, entry in _entries():
        written, _, parent = entry.partition(" > ")
        name, _, others = written.partition(" = ")
        title = name.strip().lstrip("!?")
        # A name whose aliases say "!Java" is itself meant in that letter case only.
        exact_too = f"!{title}" in (other.strip() for other in others.split(","))
        spellings = [] if exact_too else [name.strip()]
        spellings += [other.strip() for other in others.split(",") if other.strip()]
        for spelling in spellings:
            _add(spelling, title, names=names, by_first=by_first)
        names.setdefault(_key(title), title)
        if parent:
            parents[title] = parent.strip()
        kinds.setdefault(title, "technology" if section in _TECHNOLOGY else section)
    ranked = {
        first: tuple(sorted(aliases, key=lambda alias: -len(alias.rest)))
        for first, aliases in by_first.items()
    }
    return _Gazetteer(names=names, parents=parents, by_first=ranked, kinds=kinds)


def _add(
    spelling: str, title: str, *, names: dict[str, str], by_first: dict[str, list[_Alias]]
) -> None:
    plain = spelling.lstrip("!?")
    first, *rest = _key(plain).split()
    exact = plain if plain != spelling else None
    alias = _Alias(rest=tuple(rest), name=title, exact=exact, unsure=spelling.startswith("?"))
    names.setdefault(_key(plain), title)
    by_first.setdefault(first, []).append(alias)


def _entries() -> Iterator[tuple[str, str]]:
    """Yield every entry with the heading that it stands under."""
    section = ""
    for line in files("scoring").joinpath("data/skills.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            section = line.removeprefix("#").strip()
        else:
            yield from ((section, each.strip()) for each in line.split(" ; ") if each.strip())

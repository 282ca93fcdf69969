"""Sentences of a posting that say nothing of the job: equal treatment, privacy, fraud, agencies.

Left out of what is scored and judged, since "disability", "veteran" or "machine" in them would
meet somebody's skills; what people read keeps them. A sentence with a figure of pay, a visa, a
clearance, a degree or years stays, wherever it stands: a sponsor is often named in such a block.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ahocorasick_rs import BytesAhoCorasick, Implementation

from scoring.normalise.boilerplate_kinds import CREDIT, KINDS
from scoring.normalise.cues import lowered
from scoring.normalise.layout import without_gaps

_MOST_CHARS = 700  # of a sentence; a longer one has lost its ends and says more than one thing
_FAR = 200  # characters between a sentence's beginning and what gives it away
_NEAR = 160  # how far before that another beginning is looked for

# What decides, wherever it stands: words as they are, and patterns for the rest.
_TELLING = (
    *("sponsor", "work permit", "work authori", "authorized to work", "authorised to work"),
    *("authorization to work", "authorisation to work", "right to work", "clearance"),
    *("citizenship required", "citizenship is required", "permanent resident", "green card"),
    *("export control", "bachelor", "phd", "ph.d", "diplom", "studium", "ausbildung", "certifi"),
    *("must have", "must be able", "must possess", "must hold", "minimum", "fluent", "proficien"),
    *("you will", "you'll", "you’ll", "responsib", "remote", "hybrid", "arbeitserlaubnis"),
    *("aufenthalt", "permis de travail", "permiso de trabajo", "deutschkenntnisse"),
)
_TELLS = re.compile(
    r"(?:degree|citizens?|requirements?|qualifications|master['’]?s)\b|eligib\w+ to work|"
    r"\b(?:visas?|itar|opt|cpt|experience (?:with|in))\b"
)
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(
    r"\d\+? ?(?:\+|to|-|–)? ?\d* ?(?:years?|yrs|jahre|ans\b|años|anos|lat\b|jaar)|"
    r"[$€£¥₹]\s?\d|\d[\d.,]*\s?(?:k\b|€|\$|£|eur\b|usd\b|gbp\b|pln\b|zł|chf\b)"
)
_END = re.compile(r"[.!?][)*\"”’]?\s+(?=[\"“„(*¿¡]*[A-ZÀ-Ý0-9•])")
_BEGINNING = re.compile(
    r"(?<=\s)(?:We|All|Our|If|As|Please|Equal|The [Cc]ompany|At [A-Z]\w+|Wir|Originally|Find|Nous|"
    r"[A-Z][\w&]+(?: [A-Z]\w+)? (?:is|are|does|provides|participates|will|uses))\b"
)


@lru_cache(maxsize=1 << 10)
def without_boilerplate(text: str) -> str:
    """Return a text without the sentences that any employer could have written.

    Lines keep their order and what is kept its words. Never raises; cached, since one posting is
    asked about several times.
    """
    cut = sorted(set(_stretches(text)))
    if not cut:
        return text
    kept, at = [], 0
    for start, end in cut:
        kept.append(text[at : max(at, start)])
        at = max(at, end)
    kept.append(text[at:])
    return without_gaps("".join(kept)).strip()


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield where such sentences begin and end."""
    # A byte for each character, so that places are those of the text; every cue is in Latin-1.
    narrow = lowered(text).encode("latin-1", "replace")
    kinds, start, end, tried = _kind_of_cue(), 0, 0, set[int]()
    for cue, at, _ in _cues().find_matches_as_indexes(narrow, overlapping=True):
        if at >= end:
            start, end = _sentence(text, at, earliest=end)
            tried = set()
        kind = kinds[cue]
        if kind in tried:
            continue
        tried.add(kind)
        if (within := _within(text[start:end], kind=kind)) is not None:
            yield start + within, end
            tried = set(range(len(KINDS)))


@cache
def _cues() -> BytesAhoCorasick:
    every = (cue.encode("latin-1") for cues, _ in KINDS for cue in cues)
    return BytesAhoCorasick(every, implementation=Implementation.DFA)


@cache
def _kind_of_cue() -> tuple[int, ...]:
    return tuple(kind for kind, (cues, _) in enumerate(KINDS) for _ in cues)


@cache
def _says(kind: int) -> re.Pattern[str]:
    return re.compile(KINDS[kind][1])


def _sentence(text: str, at: int, *, earliest: int) -> tuple[int, int]:
    """Return where the sentence that holds a position begins and ends; line ends are no part."""
    start = max(earliest, text.rfind("\n", 0, at) + 1)
    last = text.find("\n", at)
    last = len(text) if last < 0 else last
    for found in _END.finditer(text, start, last):
        if found.end() > at:
            return start, found.end()
        start = found.end()
    return start, last


@lru_cache(maxsize=1 << 12)  # an employer's postings end with the same sentences
def _within(sentence: str, *, kind: int) -> int | None:
    """Return where in a sentence the boilerplate begins, or None where it is worth its words."""
    low = lowered(sentence)  # to search it takes half the time of a search for either case
    found = _says(kind).search(low)
    if found is None:
        return None
    if kind == CREDIT:
        return found.start()
    begins = 0
    if found.start() > _FAR:  # the ends of what stands before it are lost
        near = list(_BEGINNING.finditer(sentence, found.start() - _NEAR, found.start() + 1))
        if not near:
            return None
        begins = near[-1].start()
    said = low[begins:]
    return None if len(said) > _MOST_CHARS or _decides(said) else begins


def _decides(said: str) -> bool:
    """Tell whether a sentence, in lower case, says something of the job after all."""
    if any(word in said for word in _TELLING) or _TELLS.search(said):
        return True
    return bool(_DIGIT.search(said) and _FIGURES.search(said))

"""Text as terms: stems without stop words, hashed to 32 bits, counted and packed.

The bag of a posting is computed once, when it is saved; the index reads only bags. A hash never
changes between versions or machines (CRC-32 of the stem), so stored bags stay readable.
"""

import re
import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from zlib import crc32

import numpy as np
import Stemmer

from scoring.model import Posting
from scoring.normalise.boilerplate import without_boilerplate

TITLE_WEIGHT = 3  # a word of the title counts this often
ENTRY_BYTES = 6  # one packed term: its hash (u32) and its count (u16), little-endian
_ENTRY = np.dtype([("hash", "<u4"), ("count", "<u2")])

_MAX_COUNT = 4095  # twelve bits in the index; a word that is said oftener is said often enough
_MAX_TEXT = 40_000  # characters: a posting that is longer repeats itself
_STOP = 0  # the hash of what is not a term

# CJK is written without spaces: its terms are pairs of characters.
_CJK = re.compile(r"[぀-ヿ一-鿿가-힯]+")
_WORD = re.compile(r"\w+")

# Names whose marks would be lost; str.replace is ten times faster than alternatives in a pattern.
_MARKS = (
    ("c++", " cpp "),
    ("c#", " csharp "),
    ("f#", " fsharp "),
    (".net", " dotnet "),
    (".js", "js"),
    ("_", " "),
)
_SAME = {"golang": "go", "k8s": "kubernetes", "postgres": "postgresql", "js": "javascript"} | {
    f"{name}js": name for name in ("react", "vue", "angular", "next", "express")
}
_SHORT = frozenset({"c", "r", "go", "ai", "ml", "bi", "hr", "qa", "it", "ux", "ui", "pm", "vp"})

# No cache of its own: lru_cache below is the cache, and without one the stemmer has no state that
# threads could spoil.
_STEMMER = Stemmer.Stemmer("english", 0)


def tokenise(text: str) -> list[str]:
    """Return the terms of a text in order: casefolded, stemmed, without stop words."""
    return [term for word in _words(text) if (term := _term(word))]


def hashed(text: str) -> list[int]:
    """Return the hashes of a text's terms in order."""
    return [number for word in _words(text) if (number := _hash(word))]


def term_hash(term: str) -> int:
    """Return the hash of a term that `tokenise` gave."""
    return crc32(term.encode()) or 1


def bag(posting: Posting) -> bytes:
    """Return the packed terms of a posting; words of the title count three times."""
    words = without_boilerplate(posting.text)[:_MAX_TEXT].split()
    words += posting.title.split() * TITLE_WEIGHT
    for tag in posting.tags:
        words += tag.split()
    return _packed(Counter(chain.from_iterable(map(_known.__getitem__, words))))


def pack(counts: Iterable[tuple[int, int]]) -> bytes:
    """Return (hash, count) pairs as bytes; a count stops at 4,095."""
    return _packed(dict(counts))


def _packed(numbers: Mapping[int, int]) -> bytes:
    packed = np.empty(len(numbers), dtype=_ENTRY)
    packed["hash"] = np.fromiter(numbers.keys(), np.uint32, len(numbers))
    most = np.fromiter(numbers.values(), np.int64, len(numbers))
    packed["count"] = np.minimum(most, _MAX_COUNT)
    return packed.tobytes()


def unpack(terms: bytes) -> dict[int, int]:
    """Return the counts by hash that `pack` was given."""
    return dict(struct.iter_unpack("<IH", terms))


def _words(text: str) -> list[str]:
    folded = text[:_MAX_TEXT].casefold()
    for mark, word in _MARKS:
        folded = folded.replace(mark, word)
    if _CJK.search(folded):
        folded = _CJK.sub(_pairs, folded)
    return _WORD.findall(folded)


class _Known(dict[str, tuple[int, ...]]):
    """The hashes of the terms in a piece of text without spaces: "(C++/Java)," has two.

    A plain dictionary, since lru_cache touches five times the memory, and that is where the time
    of a bag goes.
    """

    def __missing__(self, written: str) -> tuple[int, ...]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        plain = written.lstrip(_OPENING).rstrip(_CLOSING)
        if plain.isascii() and plain.isalpha():
            number = _hash(plain.lower())
            found: tuple[int, ...] = (number,) if number else ()
        else:
            found = tuple([number for word in _words(written) if (number := _hash(word))])
        self[written] = found
        return found


_OPENING, _CLOSING = "(\"'", ".,;:)!?\"'"  # around a word; a dot before it may be that of .NET
_known = _Known()
_MOST_KNOWN = 1 << 16  # some 9 MB in each process


def _pairs(run: re.Match[str]) -> str:
    """Write 数据工程 as 数据 据工 工程."""
    text = run.group()
    pairs = (text[i : i + 2] for i in range(max(1, len(text) - 1)))
    return f" {' '.join(pairs)} "


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    term = _term(word)
    return term_hash(term) if term else _STOP


def _term(word: str) -> str:
    """Return the stem of a word, or "" for a stop word, a lone letter or a bare number."""
    word = _SAME.get(word, word)
    if word in _stop_words() or (len(word) == 1 and word.isascii() and word not in _SHORT):
        return ""
    if word.isdecimal():
        return ""
    return str(_STEMMER.stemWord(word))


@cache
def _stop_words() -> frozenset[str]:
    """Read the list: words of the language, and words that every posting says."""
    lines = files("scoring").joinpath("data/stop_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())

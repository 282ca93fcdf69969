"""The words of a text, and the known pieces of a word that no table has whole."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_INNER = 5  # letters of a word that may stand inside a compound: Software|entwickler
_LONGEST = 40  # letters of a word that are read


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters; "C++" and "C#" are words."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def pieces(word: str, rows: Mapping[str, int]) -> tuple[int, ...]:
    """Return the row of a word that `words_of` gave, else of its longest known pieces.

    Accents do not count. From the left; a piece inside is a word of five letters and more or a
    "##piece" of the table, and what no piece fits is left out. After WordPiece,
    https://arxiv.org/abs/1609.08144.
    """
    known = word if word.isascii() else plain(word)
    whole = rows.get(known)
    return tuple(_cut(known[:_LONGEST], rows)) if whole is None else (whole,)


def plain(word: str) -> str:
    """Return a word without its accents."""
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _cut(word: str, rows: Mapping[str, int]) -> Iterator[int]:
    start = 0
    while start < len(word):
        ends = range(len(word), start, -1)
        found = ((_row(word[start:end], rows, inside=start > 0), end) for end in ends)
        row, start = next(((row, end) for row, end in found if row is not None), (None, start + 1))
        if row is not None:
            yield row


def _row(piece: str, rows: Mapping[str, int], *, inside: bool) -> int | None:
    if not inside:
        return rows.get(piece)
    row = rows.get(piece) if len(piece) >= _INNER else None
    return rows.get(f"##{piece}") if row is None else row

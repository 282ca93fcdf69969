"""Which postings are the same job, and which of them to show. Pure.

One company is a block; within it two postings are one job when their titles are close and one text
holds nearly all of the other, or when their titles are equal and the texts agree by half. Titles
alone decide where a side has no text. An agency's posting joins its employer's when the titles are
equal and the texts nearly so, or agree by half and the employer is named. Location is no part of
it, since boards disagree on it.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from scoring.keys import company_key, marks, seasons, title_head, title_words
from scoring.model import Posting
from scoring.places import gazetteer

CLOSE_TITLES = 85  # of 100, rapidfuzz's ratio
SAME_TEXT, SIMILAR_TEXT = 0.8, 0.5  # shares of the shorter text's 5-grams
_GRAM = 5
_MOST_WORDS = 900
# An employer may have thousands of titles that differ by a number: time must not grow by squares.
_MOST_TITLES, _MOST_ALIKE = 30, 100
_FEW_OTHERS = 20  # characters beyond Latin-1, such as bullets
_TELLING_NAME = 5  # letters: a shorter company's name stands in any text by chance
_FEWEST_GRAMS = 12  # a shorter text says too little to contradict or to confirm


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A posting as it is compared. `text` may be a way to read it: most texts are never needed."""

    id: str
    company: str
    title: str  # the key: equal for equal jobs at equal companies
    head: str
    marks: frozenset[str]
    seasons: frozenset[str]
    agency: bool = False
    text: str | Callable[[], str] = field(default="", repr=False)
    cached: list[frozenset[int]] = field(default_factory=list, repr=False, compare=False)

    @property
    def bag(self) -> tuple[str, ...]:
        """Return the title's words without order, season and company: boards turn titles round."""
        return _bag(self.title, self.seasons, self.company)

    @property
    def grams(self) -> frozenset[int]:
        """Return the hashes of the text's 5-word sequences, counted once."""
        if not self.cached:
            self.cached.append(_grams(self.text if isinstance(self.text, str) else self.text()))
        return self.cached[0]


def entry(posting: Posting) -> Entry:
    """Return what of a posting is compared."""
    names = {_folded(name) for place in posting.places for name in _names(place.city, place.text)}
    words = title_words(posting.title, places=names)
    kind = {"intern"} if posting.employment == "internship" else set()
    return Entry(
        id=posting.id,
        company=company_key(posting.hirer),
        title=" ".join(words),
        head=" ".join(title_head(posting.title)),
        marks=marks(words) | kind,
        seasons=seasons(words),
        agency=posting.agency,
        text=posting.text,
    )


def same_job(one: Entry, other: Entry) -> bool:
    """Tell whether two postings are one job. Symmetric."""
    if not _comparable(one, other):
        return False
    equal = one.title == other.title or one.bag == other.bag
    if one.company != other.company or not one.company:
        return equal and _has_twin_text(one, other)
    if equal:
        short = _is_short(one) or _is_short(other)
        return short or containment(one, other) >= SIMILAR_TEXT
    close = one.head == other.head or fuzz.ratio(one.title, other.title) >= CLOSE_TITLES
    if not close or _is_short(one) or _is_short(other):
        return False
    return containment(one, other) >= SAME_TEXT


def containment(one: Entry, other: Entry) -> float:
    """Return which share of the shorter text's 5-grams the longer text has."""
    small, large = sorted((one.grams, other.grams), key=len)
    return len(small & large) / len(small) if small else 0.0


def assign(new: Sequence[Entry], *, known: Mapping[str, Sequence[Entry]]) -> dict[str, str]:
    """Return a cluster's id for every new entry; `known` are the clusters so far, oldest first.

    A new posting joins the oldest cluster it fits; else it opens one that bears its own id.
    """
    blocks = _Blocks()
    for cluster_id, members in known.items():
        for member in members:
            blocks.add(member, cluster_id=cluster_id)
    found: dict[str, str] = {}
    for one in new:
        cluster_id = blocks.cluster_of(one) or one.id
        blocks.add(one, cluster_id=cluster_id)
        found[one.id] = cluster_id
    return found


def best(postings: Iterable[Posting]) -> Posting:
    """Return the one to show: open, the employer's own, the longest text, the newest."""
    return max(postings, key=_worth)


_BOARDS = (
    "greenhouse",
    "lever",
    "ashby",
    "workday",
    "smartrecruiters",
    "workable",
    "recruitee",
    "personio",
    "teamtailor",
)


def _worth(posting: Posting) -> tuple[bool, bool, bool, int, float, str]:
    own = posting.source in _BOARDS
    moment = (posting.posted_at or posting.seen_at).timestamp()
    # Texts of one job differ by some words from board to board; hundreds count, not single ones.
    return posting.open, not posting.agency, own, len(posting.text) // 500, moment, posting.id


class _Blocks:
    """The entries seen so far, by company and, for agencies, by title."""

    def __init__(self) -> None:
        self._companies: dict[str, dict[str, list[tuple[Entry, str]]]] = {}
        self._titles: dict[str, list[tuple[Entry, str]]] = {}
        self._alike: dict[tuple[str, object], set[str]] = {}

    def add(self, one: Entry, *, cluster_id: str) -> None:
        member = (one, cluster_id)
        block = self._companies.setdefault(one.company, {})
        same = block.setdefault(one.title, [])
        same.append(member)
        self._titles.setdefault(one.title, []).append(member)
        if len(same) == 1 or same[0][0].head != one.head or same[0][0].seasons != one.seasons:
            for key in (one.head, one.bag):
                self._alike.setdefault((one.company, key), set()).add(one.title)

    def cluster_of(self, one: Entry) -> str | None:
        """Return the cluster of the first entry that is the same job: equal titles come first."""
        for title in self._titles_like(one):
            for other, cluster_id in self._companies[one.company][title][:_MOST_ALIKE]:
                if same_job(one, other):
                    return cluster_id
        for other, cluster_id in self._titles.get(one.title, ()):
            if (
                (one.agency or other.agency)
                and one.company != other.company
                and same_job(one, other)
            ):
                return cluster_id
        return None

    def _titles_like(self, one: Entry) -> list[str]:
        block = self._companies.get(one.company, {})
        close = process.extract(
            one.title,
            block.keys(),
            scorer=fuzz.ratio,
            score_cutoff=CLOSE_TITLES,
            limit=_MOST_TITLES,
        )
        titles = [title for title, _, _ in close]
        for key in (one.head, one.bag):
            titles.extend(sorted(self._alike.get((one.company, key), ())))
        return list(dict.fromkeys(titles))


_folded = lru_cache(maxsize=20_000)(gazetteer.fold)  # the same towns come back


@lru_cache(maxsize=20_000)
def _bag(title: str, seasons: frozenset[str], company: str) -> tuple[str, ...]:
    return tuple(sorted(set(title.split()) - seasons - {company}))


def _comparable(one: Entry, other: Entry) -> bool:
    """Tell whether nothing says outright that it is another job: an intern is no senior."""
    if one.marks != other.marks:
        return False
    return not one.seasons or not other.seasons or one.seasons == other.seasons


def _has_twin_text(one: Entry, other: Entry) -> bool:
    """Tell whether the texts of two companies' postings are so alike that one is the agency's."""
    if _is_short(one) or _is_short(other):
        return False
    share = containment(one, other)
    return share >= SAME_TEXT or (share >= SIMILAR_TEXT and _names_employer(one, other))


def _names_employer(one: Entry, other: Entry) -> bool:
    """Tell whether one is an agency's posting whose text names the other's company."""
    return any(
        agency.agency and len(by.company) >= _TELLING_NAME and by.company in _squeezed(agency)
        for agency, by in ((one, other), (other, one))
    )


def _squeezed(one: Entry) -> str:
    """Return a text's letters and digits alone, as a company's key has them."""
    text = one.text if isinstance(one.text, str) else one.text()
    return "".join(filter(str.isalnum, text.casefold()))


def _is_short(one: Entry) -> bool:
    return len(one.grams) < _FEWEST_GRAMS


@lru_cache(maxsize=400)  # some 50 KB each; agencies' postings are read again with every batch
def _grams(text: str) -> frozenset[int]:
    words = _plain_words(text)[:_MOST_WORDS]
    runs = (words[start:] for start in range(_GRAM))
    return frozenset(map(hash, zip(*runs, strict=False)))


def _plain_words(text: str) -> list[bytes] | list[str]:
    """Return the words without case, accents and punctuation.

    Nearly every text is Latin-1 but for its dashes and bullets, and bytes are cut in a tenth of
    the time.
    """
    narrow = text.encode("latin-1", "replace")
    if narrow.count(b"?") > _FEW_OTHERS + len(narrow) // 50:
        return gazetteer.fold(text).split()
    return narrow.translate(_PLAIN).split()


def _plain(code: int) -> int:
    """Return a character of Latin-1 without case and accent, or a space where it is no letter."""
    char = chr(code).lower()
    bare = unicodedata.normalize("NFKD", char)[0]
    if bare.isascii():
        return ord(bare if bare.isalnum() else " ")
    return ord(char) if char.isalpha() and ord(char) < 256 else ord(" ")


_PLAIN = bytes(map(_plain, range(256)))


def _names(*texts: str | None) -> Iterable[str]:
    for text in texts:
        if text:
            yield text
            yield from text.split(",")

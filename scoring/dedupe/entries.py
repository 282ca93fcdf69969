"""What of a posting is compared with others, and the keys under which its twins meet it. Pure."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from scoring.dedupe.keys import (
    company_key,
    marks,
    one_script,
    seasons,
    singular,
    title_head,
    title_words,
    without_names,
)
from scoring.dedupe.shingles import Grams, grams, prints
from scoring.model import Posting
from scoring.places import gazetteer

FEWEST_GRAMS = 12  # a shorter text says too little to contradict or to confirm


# With letters or long: a plain number of five digits may be a postcode or a salary.
_REQUISITION = re.compile(r"\b(?:[a-z]{1,3}-?\d{4,}|\d{6,}[a-z]{0,3}|\d{5}[a-z]{1,3})\b")
_DIGITS = re.compile(r"\d{4,}")


@dataclass(slots=True, kw_only=True)
class Told:
    """What was counted of a text, each on demand: some 5 KB, and never the text."""

    grams: Grams | None = None
    numbers: frozenset[str] | None = None


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
    keys: tuple[int, ...] = ()  # where it is looked for: its title at its company first
    text: str | Callable[[], str] = field(default="", repr=False)
    told: Told = field(default_factory=Told, repr=False, compare=False)

    @property
    def bag(self) -> tuple[str, ...]:
        """Return the title's words without order, season and company: boards turn titles round."""
        return _bag(self.title, self.seasons, self.company)

    @property
    def words(self) -> str:
        """Return the text."""
        return self.text if isinstance(self.text, str) else self.text()

    @property
    def grams(self) -> Grams:
        """Return the hashes of the text's 5-word runs, counted once; some 5 KB."""
        if self.told.grams is None:
            self.told.grams = grams(self.words)
        return self.told.grams

    @property
    def numbers(self) -> frozenset[str]:
        """Return what looks like a requisition's number in the text, found once."""
        if self.told.numbers is None:
            self.told.numbers = _numbers(self.words.lower())
        return self.told.numbers

    @property
    def is_short(self) -> bool:
        """Tell whether the text says too little to be compared."""
        return self.grams.size < FEWEST_GRAMS


def entry(posting: Posting) -> Entry:
    """Return what of a posting is compared."""
    names = {
        _folded(name)
        for place in posting.places
        for name in _names(place.city, place.country, place.region, place.text)
    }
    company = company_key(posting.hirer)
    named = without_names(title_words(posting.title, places=names), names)
    words = one_script(singular(named, company=company))
    kind = {"intern"} if posting.employment == "internship" else set()
    one = Entry(
        id=posting.id,
        company=company,
        title=" ".join(words),
        head=" ".join(one_script(singular(title_head(posting.title)))),
        marks=marks(words) | kind,
        seasons=seasons(words),
        agency=posting.agency,
        text=posting.text,
    )
    return replace(one, keys=keys_of(one))


def keys_of(one: Entry) -> tuple[int, ...]:
    """Return where a posting and its twins meet, without comparing it with all others."""
    titles = title_keys(one.company, titles=(one.title, one.head, " ".join(one.bag)))
    texts = () if one.is_short else prints(one.grams)
    return tuple(dict.fromkeys((*titles, *texts)))


def title_keys(company: str, *, titles: Sequence[str]) -> tuple[int, ...]:
    """Return where titles of a company are looked for; nowhere without company or title."""
    if not company:
        return ()
    return tuple(_hashed(company, title) for title in titles if title)


def _numbers(text: str) -> frozenset[str]:
    """Return the numbers of requisitions; only around long runs of digits they are looked for."""
    near = (text[max(found.start() - 5, 0) : found.end() + 5] for found in _DIGITS.finditer(text))
    return frozenset(number for part in near for number in _REQUISITION.findall(part))


def _hashed(company: str, title: str) -> int:
    said = f"{company}\x1f{title}".encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big", signed=True)


_folded = lru_cache(maxsize=20_000)(gazetteer.fold)  # the same towns come back


@lru_cache(maxsize=20_000)
def _bag(title: str, seasons: frozenset[str], company: str) -> tuple[str, ...]:
    return tuple(sorted(set(title.split()) - seasons - {company}))


def _names(*texts: str | None) -> Iterable[str]:
    for text in texts:
        if text:
            yield text
            yield from text.split(",")

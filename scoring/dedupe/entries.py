"""What of a posting is compared with others, and the keys under which its twins meet it. Pure."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from scoring.dedupe.keys import (
    company_key,
    marks,
    seasons,
    title_head,
    title_words,
    without_names,
)
from scoring.dedupe.shingles import Grams, grams, prints
from scoring.model import Posting
from scoring.places import gazetteer

FEWEST_GRAMS = 12  # a shorter text says too little to contradict or to confirm


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
    cached: list[Grams] = field(default_factory=list, repr=False, compare=False)

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
        if not self.cached:
            stored = not isinstance(self.text, str)
            self.cached.append(_stored_grams(self.words) if stored else grams(self.words))
        return self.cached[0]

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
    words = without_names(title_words(posting.title, places=names), names)
    kind = {"intern"} if posting.employment == "internship" else set()
    one = Entry(
        id=posting.id,
        company=company_key(posting.hirer),
        title=" ".join(words),
        head=" ".join(title_head(posting.title)),
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


def _hashed(company: str, title: str) -> int:
    said = f"{company}\x1f{title}".encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big", signed=True)


# Those of a store are compared with batch after batch.
_stored_grams = lru_cache(maxsize=2_000)(grams)
_folded = lru_cache(maxsize=20_000)(gazetteer.fold)  # the same towns come back


@lru_cache(maxsize=20_000)
def _bag(title: str, seasons: frozenset[str], company: str) -> tuple[str, ...]:
    return tuple(sorted(set(title.split()) - seasons - {company}))


def _names(*texts: str | None) -> Iterable[str]:
    for text in texts:
        if text:
            yield text
            yield from text.split(",")

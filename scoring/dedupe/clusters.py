"""Which postings are the same job, found without comparing all, and which of them to show. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz import fuzz

from scoring.dedupe.contradictions import exclude
from scoring.dedupe.shingles import NO_GRAMS, Grams
from scoring.dedupe.twins import CLOSE_TITLES, Entry, entry, same_job
from scoring.model import Posting

__all__ = ["MOST_SAMPLED", "Assigned", "Entry", "assign", "best", "entry", "same_job", "settle"]

_MOST_ALIKE = 40  # postings that are kept under one key; the first ones
MOST_SAMPLED = 40  # postings of a company, from which its usual sentences are known
_MOST_OTHERS = 8  # of them with other titles
_FEWEST_OTHERS = 2
_MOST_DENIALS = 2  # after so many of its postings a cluster is another job
_MOST_BRIDGED = 8  # further clusters that one posting is compared with

Others = Callable[[str], Iterable[Entry]]  # some postings of a company


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The cluster of each new posting, and the clusters that turned out to be one."""

    clusters: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[str, str] = field(default_factory=dict)  # the younger -> the oldest
    keys: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # to find each by


def assign(new: Sequence[Entry], *, known: Mapping[str, Sequence[Entry]]) -> dict[str, str]:
    """Return a cluster's id for every new entry; `known` are the clusters so far, oldest first.

    A new posting joins the oldest cluster it fits; else it opens one that bears its own id.
    """
    members = (
        (one, cluster_id, one.keys) for cluster_id, entries in known.items() for one in entries
    )
    return dict(settle(new, known=members).clusters)


def settle(
    new: Sequence[Entry],
    *,
    known: Iterable[tuple[Entry, str, Iterable[int]]],
    others: Others = lambda _: (),
    stored: Mapping[str, str] | None = None,
) -> Assigned:
    """Find each new entry's cluster; one that fits several clusters shows that they are one.

    `known` are entries with their clusters and the keys under which they were found, of the oldest
    cluster first; `others` gives some stored postings of a company. Some of the new may be `stored`
    without their text: they stay in their cluster, and may show that others are the same.
    """
    blocks = _Blocks(new, others=others, stored=stored or {})
    for one, cluster_id, keys in known:
        blocks.add(one, cluster_id=cluster_id, keys=keys)
    keys_of: dict[str, tuple[int, ...]] = {}
    for one in new:
        cluster_id = blocks.cluster_of(one) or one.id
        keys_of[one.id] = blocks.add(one, cluster_id=cluster_id, keys=one.keys)
    return Assigned(
        clusters={one.id: blocks.current(blocks.found[one.id]) for one in new},
        joined={each: blocks.current(each) for each in blocks.joined},
        keys=keys_of,
    )


def best(postings: Iterable[Posting]) -> Posting:
    """Return the one to show: open, the employer's own, the longest text, the newest."""
    return max(postings, key=_worth)


# They list many employers' jobs; every other source is an employer's own board or page.
AGGREGATORS = re.compile(
    r"adzuna|alerts|arbeitnow|arbeitsagentur|feed|file|hackernews|himalayas|jobicy|justjoin|"
    r"landingjobs|linkedin|nofluffjobs|page|platsbanken|remoteok|remotive|simplify|themuse|"
    r"weworkremotely|workingnomads"
)
# Where a list's link leads to the employer's own board all the same.
_OWN_HOST = re.compile(
    r"^https?://(?:[\w-]+\.)*(?:greenhouse\.io|lever\.co|ashbyhq\.com|myworkdayjobs\.com|"
    r"smartrecruiters\.com|workable\.com|recruitee\.com|personio\.(?:de|com)|teamtailor\.com|"
    r"bamboohr\.com|rippling\.com|breezy\.hr|pinpointhq\.com|eightfold\.ai|icims\.com|"
    r"oraclecloud\.com|join\.com|gem\.com|jobvite\.com|applytojob\.com|comeet\.com)/"
)


def _worth(posting: Posting) -> tuple[bool, bool, bool, int, float, str]:
    own = not AGGREGATORS.fullmatch(posting.source) or bool(_OWN_HOST.match(posting.url))
    moment = (posting.posted_at or posting.seen_at).timestamp()
    # Texts of one job differ by some words from board to board; hundreds count, not single ones.
    return posting.open, not posting.agency, own, len(posting.text) // 500, moment, posting.id


class _Blocks:
    """The entries seen so far, under the keys by which twins meet."""

    def __init__(self, new: Sequence[Entry], *, others: Others, stored: Mapping[str, str]) -> None:
        self._stored = stored
        self.found: dict[str, str] = {}
        self.joined: dict[str, str] = {}
        self._members: dict[int, list[tuple[Entry, str]]] = {}
        self._age: dict[str, int] = {}
        self._others = others
        self._sampled: dict[str, dict[str, Entry]] = {}
        self._asked: set[str] = set()
        self._common: dict[tuple[str, str], Grams] = {}
        for one in new:
            self._sample(one)

    def add(self, one: Entry, *, cluster_id: str, keys: Iterable[int]) -> tuple[int, ...]:
        """Keep an entry, and return the keys that had room for it."""
        self.found[one.id] = cluster_id
        self._age.setdefault(cluster_id, len(self._age))
        kept = []
        for key in keys:
            members = self._members.setdefault(key, [])
            if len(members) < _MOST_ALIKE:
                members.append((one, cluster_id))
                kept.append(key)
        return tuple(kept)

    def current(self, cluster_id: str) -> str:
        """Return the cluster that this one has become part of, or itself."""
        while cluster_id in self.joined:
            cluster_id = self.joined[cluster_id]
        return cluster_id

    def cluster_of(self, one: Entry) -> str | None:  # noqa: C901 - one walk, one case a branch
        """Return the oldest cluster that the entry fits, all that it fits having become one."""
        fits, most = self._own(one), 0 if one.is_short else _MOST_BRIDGED
        denied: dict[str, list[Entry]] = {}
        silent: list[str] = []
        for other, cluster_id in self._alike(one):
            against = denied.setdefault(cluster_id, [])
            if cluster_id in fits:
                if not _agree(one, by=fits[cluster_id], others=[other]):
                    del fits[cluster_id]
                    against.extend([other] * _MOST_DENIALS)
            elif len(against) >= _MOST_DENIALS:
                continue
            elif not same_job(one, other, usual=lambda: self._usual(one)):
                against.append(other)
            elif not one.is_short and other.is_short:
                silent.append(cluster_id)  # it has no text that could contradict
            elif _agree(one, by=other, others=against) and not _split(other, fits.values()):
                fits[cluster_id] = other
            if len(fits) > most:
                break
        return self._joined(list(fits) or _first_undenied(silent, denied))

    def _own(self, one: Entry) -> dict[str, Entry]:
        """Return the cluster in which the entry is stored, if it is."""
        own = self._stored.get(one.id)
        return {self.current(own): one} if own else {}

    def _joined(self, fits: Sequence[str]) -> str | None:
        oldest = min(fits, key=lambda each: self._age.get(each, len(self._age)), default=None)
        for each in fits:
            if oldest and each != oldest:
                self.joined[each] = oldest
        return oldest

    def _alike(self, one: Entry) -> Iterator[tuple[Entry, str]]:
        """Yield each entry that shares a key, with its cluster; equal titles come first."""
        seen = {one.id}
        for key in one.keys:
            for other, cluster_id in self._members.get(key, ()):
                if other.id not in seen:
                    seen.add(other.id)
                    yield other, self.current(cluster_id)

    def _usual(self, one: Entry) -> Grams:
        """Return the runs of words that the company has in postings of other titles as well."""
        key = (one.company, one.title)
        if key not in self._common:
            sample = self._sample_of(one.company)
            names = [title for title in sample if _is_other(title, one.title)][:_MOST_OTHERS]
            texts = [sample[name].grams for name in names]
            self._common[key] = _repeated(texts) if len(texts) >= _FEWEST_OTHERS else NO_GRAMS
        return self._common[key]

    def _sample_of(self, company: str) -> dict[str, Entry]:
        if company not in self._asked:
            self._asked.add(company)
            for each in self._others(company):
                self._sample(each)
        return self._sampled[company]

    def _sample(self, one: Entry) -> None:
        sample = self._sampled.setdefault(one.company, {})
        if len(sample) < MOST_SAMPLED:
            sample.setdefault(one.title, one)


def _first_undenied(silent: Iterable[str], denied: Mapping[str, Sequence[Entry]]) -> list[str]:
    return [each for each in silent if not denied[each]][:1]


def _agree(one: Entry, *, by: Entry, others: Iterable[Entry]) -> bool:
    """Tell whether other members of a cluster let it be joined for the sake of one of them.

    An equal title needs nobody's consent.
    """
    return by.title == one.title or not _split(one, others)


def _split(one: Entry, others: Iterable[Entry]) -> bool:
    return any(exclude(one, other) for other in others)


def _is_other(title: str, than: str) -> bool:
    return bool(title) and fuzz.ratio(title, than) < CLOSE_TITLES


def _repeated(texts: Iterable[Grams]) -> Grams:
    """Return what at least two of the texts have."""
    runs, counts = np.unique(np.concatenate([NO_GRAMS, *texts]), return_counts=True)
    return runs[counts >= _FEWEST_OTHERS]

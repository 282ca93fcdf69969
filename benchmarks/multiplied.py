"""Many postings and many people to measure with: real ones where there are, then varied copies."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from scoring import sample
from scoring.model import Level, Pay, Place, Posting, Profile, RawPosting, Remote
from scoring.normalise import normalise
from scoring.ports import Listing
from scoring.rank.meaning import packed
from scoring.rank.skills import skills_in
from scoring.rank.terms import ENTRY_BYTES
from scoring.sources.file import read_file

NOW = datetime(2026, 8, 20, 6, tzinfo=UTC)

_DROPPED = 0.1  # of a copy's terms; as many come from another posting
_CV_CHARS = 2_500
_SKILLS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Different postings with their bags, to be multiplied."""

    postings: Sequence[Posting]
    bags: Sequence[bytes]


def originals(folder: Path, *, most: int) -> list[Posting]:
    """Return an equal part of every file, or the sample that ships where there is no file."""
    paths = sorted(folder.glob("*.jsonl.gz"))
    every = [(each for each in read_file(path) if isinstance(each, RawPosting)) for path in paths]
    raws = _in_turn(every) if every else iter(sample.load(NOW))
    return [posting for raw in itertools.islice(raws, most) for posting in _posting(raw)]


def listings(crowd: Crowd, count: int) -> Iterator[Listing]:
    """Yield so many listings of different ids; a copy lacks some terms and has some of others."""
    rng = np.random.default_rng(1)
    meanings = [packed(posting.title) for posting in crowd.postings]
    for number in range(count):
        at = number % len(crowd.postings)
        posting, terms = crowd.postings[at], crowd.bags[at]
        if number >= len(crowd.postings):
            terms = _varied(terms, crowd.bags[int(rng.integers(len(crowd.bags)))], rng)
        yield Listing(
            cluster_id=f"c{number}",
            best=posting.model_copy(update={"id": f"p{number}", "text": ""}),
            places=posting.places,
            first_seen=posting.seen_at,
            terms=terms,
            meaning=meanings[at],
        )


def people(crowd: Crowd, count: int) -> list[Profile]:
    """Return people who did the work of one or two postings: titles, skills, and a long text.

    Of all trades that the postings have; each asks for other places, levels and workplaces.
    """
    rng = np.random.default_rng(2)
    told = [at for at, posting in enumerate(crowd.postings) if len(posting.text) > _SKILLS**2]
    return [_person(crowd, rng.choice(told, 2), rng) for _ in range(count)]


def _person(crowd: Crowd, jobs: NDArray[np.int64], rng: np.random.Generator) -> Profile:
    done = [crowd.postings[at] for at in jobs[: rng.integers(1, 3)]]
    text = "\n".join(posting.text for posting in done)[: int(rng.integers(200, _CV_CHARS))]
    country = next((place.country for place in done[0].places if place.country), None)
    levels: tuple[Level, ...] = get_args(Level)[: rng.integers(0, 5)]
    remotes: tuple[Remote, ...] = get_args(Remote)[: rng.integers(0, 3)]
    return Profile(
        titles=tuple(dict.fromkeys(posting.title for posting in done)),
        skills=skills_in(text)[:_SKILLS],
        text=text,
        places=(Place(text="", country=country),) if country and rng.random() < 0.5 else (),
        remote=remotes,
        levels=levels if rng.random() < 0.3 else (),
        avoid=("senior", "unpaid", "commission")[: rng.integers(0, 3)],
        min_pay=Pay(low=40_000, currency="EUR") if rng.random() < 0.2 else None,
        max_age_days=None,
    )


def _posting(raw: RawPosting) -> Iterator[Posting]:
    try:
        yield normalise(raw, source=raw.site or "file", seen_at=NOW - timedelta(days=1))
    except ValueError:
        return  # no title


def _in_turn(every: Sequence[Iterator[RawPosting]]) -> Iterator[RawPosting]:
    for row in itertools.zip_longest(*every):
        yield from (each for each in row if each is not None)


def _varied(terms: bytes, other: bytes, rng: np.random.Generator) -> bytes:
    own = np.frombuffer(terms, f"V{ENTRY_BYTES}")
    others = np.frombuffer(other, f"V{ENTRY_BYTES}")
    kept = own[rng.random(len(own)) >= _DROPPED]
    added = others[rng.random(len(others)) < _DROPPED]
    by_term = {bytes(entry)[:4]: bytes(entry) for entry in (*added, *kept)}
    return b"".join(by_term.values())

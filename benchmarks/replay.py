"""Replays real mornings: ingest each day's postings, then a digest for three different people.

    uv run python -m benchmarks.replay [--days N] [--data DIR]

Prints a row per person: picks, quiet days, repeats, how the scores spread over the contract's
bands. Repeats and padding are counted, and a funnel that does not add up ends the run.
"""

import argparse
import asyncio
import gzip
import json
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from scoring.edge.db import Store
from scoring.edge.postings import MIGRATIONS, PostingsStore
from scoring.model import Digest, Funnel, Pay, Place, Profile, RawPosting
from scoring.normalise import normalise
from scoring.pipeline import choose
from scoring.pipeline.panel import LOCAL, Panel, Past
from scoring.ports import Judge, Occasion
from scoring.rank.index import Pool
from scoring.sources.file import read_file

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "postings"
PEOPLE: Mapping[str, Profile] = {
    "data engineer, remote": Profile(
        titles=("Data Engineer", "Backend Engineer"),
        skills=("Python", "SQL", "Kafka", "AWS", "Spark"),
        remote=("remote",),
    ),
    "marketing, Germany": Profile(
        titles=("Marketing Manager", "Online Marketing Manager"),
        skills=("SEO", "Google Ads", "Content Marketing", "Social Media"),
        places=(Place(text="Germany", country="DE"),),
    ),
    "student, software, Germany": Profile(
        titles=("Working Student Software Engineer", "Software Engineer Intern"),
        skills=("Java", "Python", "JavaScript", "Git"),
        places=(Place(text="Germany", country="DE"),),
        levels=("intern", "entry"),
        min_pay=Pay(low=12, currency="EUR", period="hour"),
    ),
}
_BANDS = (90, 75, 60)


@dataclass(kw_only=True)
class Person:
    """One person's mornings so far."""

    profile: Profile
    judge: Judge = LOCAL
    seen: set[str] = field(default_factory=set)
    digests: list[Digest] = field(default_factory=list)
    last: datetime | None = None


def days(folder: Path = DATA, *, first: int | None = None) -> dict[date, list[RawPosting]]:
    """Return the postings that the boards listed on the `first` days, or on all, in order."""
    index = json.loads(gzip.decompress((folder / "daily_boards_index.json.gz").read_bytes()))
    listings = dict(sorted(index.items())[:first])
    file = folder / "daily_boards_2026-07-05_2026-08-07.jsonl.gz"
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        keys = [json.loads(line)["_key"] for line in lines]
    wanted = {key for listed in listings.values() for key in listed}
    needed = max((place for place, key in enumerate(keys, 1) if key in wanted), default=0)
    raws = [each for each in islice(read_file(file), needed) if isinstance(each, RawPosting)]
    if len(raws) != needed:
        raise SystemExit(f"{needed - len(raws)} postings of the day files could not be read")
    by_key = dict(zip(keys, raws, strict=False))  # the file goes on where the wanted end
    return {
        date.fromisoformat(day): [by_key[key] for key in listed if key in by_key]
        for day, listed in listings.items()
    }


@asynccontextmanager
async def postings_store() -> AsyncIterator[PostingsStore]:
    """Open an empty store in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        async with Store(Path(folder) / "replay.db", [MIGRATIONS]) as store:
            yield PostingsStore(store)


async def morning(
    store: PostingsStore, people: Sequence[Person], day: date, raws: Sequence[RawPosting]
) -> None:
    """Ingest one day and give everyone their digest of it."""
    now = datetime.combine(day, time(8), tzinfo=UTC)
    clean = [normalise(raw, source="file", seen_at=now) for raw in raws]
    await store.save(clean, now=now)
    pool = Pool(await store.listings(since=now - timedelta(days=30)))
    for person in people:
        digest = await choose(
            person.profile,
            pool=pool,
            postings=store,
            panel=Panel(local=person.judge),
            past=Past(seen=frozenset(person.seen), new_since=person.last),
            occasion=Occasion(count=8, lowest=60),
            now=now,
            day=day,
        )
        person.digests.append(digest)
        person.seen |= {pick.cluster.id for pick in digest.picks}
        person.last = now


async def replay(mornings: Mapping[date, Sequence[RawPosting]]) -> list[Person]:
    """Return three people after these mornings."""
    people = [Person(profile=profile) for profile in PEOPLE.values()]
    async with postings_store() as store:
        for day, raws in mornings.items():
            await morning(store, people, day, raws)
    return people


def adds_up(funnel: Funnel) -> bool:
    """Tell whether every job of a step is in the next one or in its loss."""
    return (
        funnel.new + funnel.earlier == sum(funnel.rejected.values()) + funnel.met
        and funnel.met == funnel.not_scored + funnel.scored
        and funnel.scored == funnel.below + funnel.held + funnel.picked
    )


def _row(name: str, person: Person) -> list[str]:
    picks = [pick for digest in person.digests for pick in digest.picks]
    fits = [pick.verdict.fit for pick in picks]
    bands = Counter(next((band for band in _BANDS if fit >= band), 0) for fit in fits)
    titles = Counter((p.cluster.best.title.lower(), p.cluster.best.company.lower()) for p in picks)
    return [
        name,
        str(len(picks)),
        str(sum(not digest.picks for digest in person.digests)),
        str(len(picks) - len({pick.cluster.id for pick in picks})),
        str(sum(count - 1 for count in titles.values())),
        *(str(bands[band]) for band in (*_BANDS, 0)),
        f"{sum(fit % 5 == 0 for fit in fits) / max(1, len(fits)):.0%}",
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    chosen = days(options.data, first=options.days)
    people = asyncio.run(replay(chosen))
    wrong = [d.day for person in people for d in person.digests if not adds_up(d.funnel)]
    if wrong:
        raise SystemExit(f"The funnel does not add up on {wrong}")
    bands = ("90-100", "75-89", "60-74", "under 60")
    table = Table("person", "picks", "quiet days", "repeats", "same title+company", *bands, "x5")
    for name, person in zip(PEOPLE, people, strict=True):
        table.add_row(*_row(name, person))
    Console(width=130).print(f"{len(chosen)} mornings, local judge", table)


if __name__ == "__main__":
    main()

"""Replays real mornings: ingest each day's postings, then a digest for three different people.

    uv run python -m benchmarks.replay [--days N] [--data DIR]

Prints a row per person: picks, quiet days, repeats, picks that their board lists no longer, how the
scores spread over the contract's bands. A funnel that does not add up ends the run. Two boards are
emptied on two days on purpose (what leaves a board on such a day cannot be known; a look at the
link would tell), and a row per board says on which days its history finds that, and
that and half of it on every two days.
"""

import argparse
import asyncio
import gzip
import json
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations, islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from scoring.edge.boards import store as boards
from scoring.edge.boards.store import BoardsStore
from scoring.edge.db import Store
from scoring.edge.postings import store as postings
from scoring.edge.postings.store import PostingsStore
from scoring.ingest.health import health
from scoring.ingest.visit import BoardVisit
from scoring.model import Digest, Funnel, Pay, Place, Posting, Profile, RawPosting
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
EMPTIED: Mapping[str, frozenset[date]] = {
    site: frozenset({date(2026, 7, 20), date(2026, 7, 28)}) for site in ("arbeitnow", "remotive")
}
"""Days on which a board lists nothing, on purpose; its postings are open all the same."""

_BANDS = (90, 75, 60)
_YOUNG_DAYS = 8  # of a history that is not yet asked for two bad days


@dataclass(kw_only=True)
class Person:
    """One person's mornings so far."""

    profile: Profile
    judge: Judge = LOCAL
    seen: set[str] = field(default_factory=set)
    digests: list[Digest] = field(default_factory=list)
    last: datetime | None = None
    gone: Counter[date] = field(default_factory=Counter)  # picks that no board listed on the day


@dataclass(frozen=True, kw_only=True)
class Stores:
    """What a morning reads and writes."""

    postings: PostingsStore
    boards: BoardsStore


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
async def open_stores() -> AsyncIterator[Stores]:
    """Open empty stores in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        tables = [postings.MIGRATIONS, boards.MIGRATIONS]
        async with Store(Path(folder) / "replay.db", tables) as store:
            yield Stores(postings=PostingsStore(store), boards=BoardsStore(store))


async def morning(
    stores: Stores, people: Sequence[Person], day: date, raws: Sequence[RawPosting]
) -> None:
    """Ingest one day, close what is listed no longer, and give everyone their digest of it."""
    now, store = datetime.combine(day, time(8), tzinfo=UTC), stores.postings
    clean = [(raw.site, each) for raw in raws if (each := _read(raw, now=now))]
    came = [(site, each) for site, each in clean if day not in EMPTIED.get(site, ())]
    await store.save([each for _, each in came], now=now)
    await _close(stores, came, sites={site for site, _ in clean}, now=now)
    listed = {each.id for _, each in clean}
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
        person.gone[day] += sum(
            listed.isdisjoint(each.id for each in pick.cluster.postings) for pick in digest.picks
        )
        person.seen |= {pick.cluster.id for pick in digest.picks}
        person.last = now


async def replay(mornings: Mapping[date, Sequence[RawPosting]]) -> list[Person]:
    """Return three people after these mornings."""
    people = [Person(profile=profile) for profile in PEOPLE.values()]
    async with open_stores() as stores:
        for day, raws in mornings.items():
            await morning(stores, people, day, raws)
    return people


def _read(raw: RawPosting, *, now: datetime) -> Posting | None:
    """Return the posting; None for one without a title, which an ingest leaves out too."""
    try:
        return normalise(raw, source="file", seen_at=now)
    except ValueError:
        return None


async def _close(
    stores: Stores, came: Sequence[tuple[str, Posting]], *, sites: Iterable[str], now: datetime
) -> None:
    """Close what each board lists no longer, as an ingest does."""
    visits = {site: BoardVisit(board=site) for site in sites}
    for site, posting in came:
        visits[site].seen.add(posting.id)
    for visit in visits.values():
        gone = await stores.boards.gone("file", visit, now=now)
        visit.closed = await stores.postings.mark_closed(tuple(gone), now=now)
        await stores.boards.keep("file", visit, now=now)
    await stores.boards.note("file", list(visits.values()), now=now)


def counts(mornings: Mapping[date, Sequence[RawPosting]]) -> dict[str, dict[date, int]]:
    """Return how many postings each board listed on each day."""
    found: dict[str, dict[date, int]] = {}
    for day, raws in mornings.items():
        for site, count in Counter(raw.site for raw in raws).items():
            found.setdefault(site, {})[day] = count
    return found


def quiet_days(listed: Mapping[date, int]) -> frozenset[date]:
    """Return the days on which a board gives less than its history until then makes likely."""
    return frozenset(day for day in listed if health(listed, day=day).quiet)


def exactly_found(listed: Mapping[date, int], *, left: float) -> Iterator[bool]:
    """Tell of each two days on which only a part is left whether they are found, and no others."""
    for two in combinations(sorted(listed)[_YOUNG_DAYS:], 2):
        worse = {**listed, **{day: int(listed[day] * left) for day in two}}
        yield quiet_days(worse) == frozenset(two)


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
        ", ".join(f"{n} on {day:%d %b}" for day, n in person.gone.items() if n) or "0",
        str(sum(count - 1 for count in titles.values())),
        *(str(bands[band]) for band in (*_BANDS, 0)),
        f"{sum(fit % 5 == 0 for fit in fits) / max(1, len(fits)):.0%}",
    ]


def _board_row(site: str, listed: Mapping[date, int]) -> list[str]:
    emptied = EMPTIED.get(site, frozenset()) & listed.keys()
    found = quiet_days({**listed, **dict.fromkeys(emptied, 0)})
    halves, none = (list(exactly_found(listed, left=left)) for left in (0.5, 0.0))
    return [
        site,
        f"{min(listed.values())}-{max(listed.values())}",
        ", ".join(f"{day:%d %b}" for day in sorted(found)) or "-",
        ", ".join(f"{day:%d %b}" for day in sorted(emptied)) or "-",
        f"{sum(none)}/{len(none)}",
        f"{sum(halves)}/{len(halves)}",
    ]


def main() -> None:
    """Print the tables."""
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
    table = Table(
        "person", "picks", "quiet days", "repeats", "gone", "same title+company", *bands, "x5"
    )
    for name, person in zip(PEOPLE, people, strict=True):
        table.add_row(*_row(name, person))
    health_of = Table("board", "lists", "quiet", "emptied", "two empty days", "two half days")
    for site, listed in counts(chosen).items():
        health_of.add_row(*_board_row(site, listed))
    Console(width=130).print(f"{len(chosen)} mornings, local judge", table, health_of)


if __name__ == "__main__":
    main()

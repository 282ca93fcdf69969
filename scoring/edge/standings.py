"""Reads how each source stands: its runs and what its boards listed, in a few statements."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import itemgetter

from sqlite_utils import Database

from scoring.edge.boards.days import summed
from scoring.edge.db import Store, utc_text
from scoring.ingest.health import HISTORY
from scoring.ingest.report import SourceRun
from scoring.ingest.standing import TODAY, BoardDays, SourceRuns, Standing, standing

_ASKED = timedelta(days=3)  # a board that was not asked for so long is none of ours any more

_Key = tuple[str, str]  # a source and the name of one of its boards
_Days = Sequence[tuple[str, str, str, int | None, int]]  # and a day, what it listed, its failures
_COLUMNS = (
    *("source", "fetched", "new", "unread", "unchanged", "pages", "seconds"),
    *("error", "skipped", "requests", "bytes", "closed", "changed"),
)


class StandingsStore:
    """Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Take the open store."""
        self._store = store

    async def standings(
        self, sources: Iterable[str] | None = None, *, now: datetime
    ) -> tuple[Standing, ...]:
        """Return how these sources stand, in their order; without any, those that had a round."""
        names = None if sources is None else tuple(sources)
        day = now.astimezone(UTC).date()

        def work(db: Database) -> tuple[dict[str, SourceRuns], _Days, frozenset[_Key]]:
            wanted = _known(db) if names is None else names
            runs = {source: _runs(db, source, now=now) for source in wanted}
            return runs, _days(db, since=day - HISTORY), _found(db)

        runs, days, found = await self._store.read(work)
        # Thousands of boards take a while: not on the database's one thread, nor on the loop.
        return await asyncio.to_thread(_standings, runs, days, found, now=now)


def _standings(
    runs: Mapping[str, SourceRuns], days: _Days, found: frozenset[_Key], *, now: datetime
) -> tuple[Standing, ...]:
    day = now.astimezone(UTC).date()
    boards = _boards(days, found, day=day)
    return tuple(
        standing(
            source,
            of_source,
            listed=summed(each.listed for each in boards.get(source, ()) if not each.found),
            boards=boards.get(source, ()),
            day=day,
            now=now,
        )
        for source, of_source in runs.items()
    )


def _known(db: Database) -> tuple[str, ...]:
    rows = db.execute("SELECT DISTINCT source FROM source_runs ORDER BY source").fetchall()
    return tuple(source for (source,) in rows)


def _runs(db: Database, source: str, *, now: datetime) -> SourceRuns:
    last = db.execute(
        "SELECT skipped FROM source_runs WHERE source = ? ORDER BY id DESC LIMIT 1", [source]
    ).fetchone()
    newest = db.execute(
        f"SELECT at, {', '.join(_COLUMNS)} FROM source_runs"  # noqa: S608 - our own columns
        " WHERE source = ? AND skipped = '' ORDER BY id DESC LIMIT 1",
        [source],
    ).fetchone()
    if newest is None:
        return SourceRuns(skipped=last[0] if last else "")
    well = "(error = '' OR fetched > 0 OR unchanged > 0)"
    well_id, well_at = db.execute(
        f"SELECT coalesce(max(id), 0), max(at) FROM source_runs"  # noqa: S608 - our own words
        f" WHERE source = ? AND skipped = '' AND {well}",
        [source],
    ).fetchone()
    sums = db.execute(
        "SELECT coalesce(sum(new), 0), coalesce(sum(unread), 0), coalesce(sum(requests), 0)"
        " FROM source_runs WHERE source = ? AND at > ?",
        [source, utc_text(now - TODAY)],
    ).fetchone()
    (failures,) = db.execute(
        "SELECT count(*) FROM source_runs WHERE source = ? AND skipped = '' AND id > ?",
        [source, well_id],
    ).fetchone()
    row = dict(zip(_COLUMNS, newest[1:], strict=True))
    return SourceRuns(
        newest=SourceRun(**(row | {"changed": bool(row["changed"])})),
        asked_at=datetime.fromisoformat(newest[0]),
        skipped=last[0],
        well_at=datetime.fromisoformat(well_at) if well_at else None,
        failures=failures,
        new=sums[0],
        unread=sums[1],
        requests=sums[2],
    )


def _days(db: Database, *, since: date) -> _Days:
    return db.execute(
        "SELECT source, name, day, listed, errors FROM board_days"
        " JOIN boards ON boards.id = board_id WHERE day >= ? ORDER BY source, name",
        [since.isoformat()],
    ).fetchall()


def _found(db: Database) -> frozenset[_Key]:
    """Return the boards that found themselves."""
    rows = db.execute(
        "SELECT source, name FROM boards WHERE EXISTS (SELECT 1 FROM found_boards AS f"
        " WHERE f.source = boards.source AND f.key = lower(boards.name) AND f.by_hand = 0)"
    )
    return frozenset(rows.fetchall())


def _boards(days: _Days, found: frozenset[_Key], *, day: date) -> dict[str, list[BoardDays]]:
    """Return the boards of each source that were asked of late, with their days."""
    boards: dict[str, list[BoardDays]] = defaultdict(list)
    for key, rows in groupby(days, key=itemgetter(0, 1)):
        known = [(date.fromisoformat(on), count, errors) for _, _, on, count, errors in rows]
        if max(on for on, _, _ in known) > day - _ASKED:
            board = BoardDays(
                name=key[1],
                listed={on: count for on, count, _ in known if count is not None},
                failed=frozenset(on for on, _, errors in known if errors),
                found=key in found,
            )
            boards[key[0]].append(board)
    return boards

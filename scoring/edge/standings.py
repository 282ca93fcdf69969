"""Reads how each source stands: its runs and what its boards listed, in a few statements."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from sqlite_utils import Database

from scoring.edge.board_days import by_source
from scoring.edge.db import Store, utc_text
from scoring.health import HISTORY
from scoring.runs import SourceRun
from scoring.standing import TODAY, BoardDays, SourceRuns, Standing, standing

_ASKED = timedelta(days=7)  # a board that was not asked for so long is none of ours any more
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

        def work(db: Database) -> tuple[Standing, ...]:
            return _standings(db, _known(db) if names is None else names, now=now)

        return await self._store.read(work)


def _standings(db: Database, sources: Iterable[str], *, now: datetime) -> tuple[Standing, ...]:
    day = now.astimezone(UTC).date()
    listed = by_source(db, since=day - HISTORY)
    boards = _boards(db, day=day)
    return tuple(
        standing(
            source,
            _runs(db, source, now=now),
            listed=listed.get(source, {}),
            boards=boards.get(source, ()),
            day=day,
            now=now,
        )
        for source in sources
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


def _boards(db: Database, *, day: date) -> dict[str, tuple[BoardDays, ...]]:
    """Return the boards of each source that were asked of late, with their days."""
    rows = db.execute(
        "SELECT source, name, day, listed, errors, EXISTS (SELECT 1 FROM found_boards AS f"
        " WHERE f.source = boards.source AND f.key = lower(boards.name) AND f.by_hand = 0)"
        " FROM board_days JOIN boards ON boards.id = board_id WHERE day >= ? ORDER BY source, name",
        [(day - HISTORY).isoformat()],
    ).fetchall()
    listed: dict[tuple[str, str], dict[date, int]] = defaultdict(dict)
    failed: dict[tuple[str, str], set[date]] = defaultdict(set)
    asked: dict[tuple[str, str], date] = {}
    itself: set[tuple[str, str]] = set()
    for source, name, text, count, errors, is_found in rows:
        key, on = (source, name), date.fromisoformat(text)
        asked[key] = max(on, asked.get(key, on))
        if count is not None:
            listed[key][on] = count
        if errors:
            failed[key].add(on)
        if is_found:
            itself.add(key)
    found: dict[str, list[BoardDays]] = defaultdict(list)
    for key in (key for key, last in asked.items() if last > day - _ASKED):
        board = BoardDays(
            name=key[1],
            listed=listed[key],
            failed=frozenset(failed[key]),
            found=key in itself,
        )
        found[key[0]].append(board)
    return {source: tuple(boards) for source, boards in found.items()}

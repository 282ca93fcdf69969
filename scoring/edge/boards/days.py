"""What each board gave on each day: the statements, all run on the database's one thread."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from sqlite_utils import Database

from scoring.edge.db import utc_text
from scoring.ingest.polling import LOOKED_BACK, time_between
from scoring.ingest.visit import BoardVisit
from scoring.source_terms import rest_of

# A board that is asked once a day may miss a day of the calendar, and then lists what it did.
_LASTING = timedelta(days=3)

_Days = dict[date, int | None]  # what a board listed; None where it was asked and failed


def note(db: Database, board_id: int, visit: BoardVisit, *, day: date) -> None:
    """Add a visit to its day. A failed one says nothing of what the board lists.

    What the first visit finds is no news of the board.
    """
    known = _last(db, board_id)
    listed = None if visit.error else known if visit.unchanged else len(visit.seen)
    db.execute(
        "INSERT INTO board_days VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " listed = coalesce(excluded.listed, listed), new = new + excluded.new,"
        " closed = closed + excluded.closed, errors = errors + excluded.errors",
        [
            board_id,
            day.isoformat(),
            listed,
            visit.new if known is not None else 0,
            visit.closed,
            bool(visit.error),
        ],
    )


def plan(db: Database, board_id: int, *, now: datetime) -> None:
    """Note when the board is due again: by how often it changed of late, and as its source asks."""
    since = (now - LOOKED_BACK).astimezone(UTC).date().isoformat()
    db.execute(
        "UPDATE boards SET known_since = coalesce(known_since, ?) WHERE id = ?",
        [utc_text(now), board_id],
    )
    source, known_since, changes = db.execute(
        "SELECT source, known_since, (SELECT coalesce(sum(new + closed), 0) FROM board_days"
        " WHERE board_id = boards.id AND day >= ?) FROM boards WHERE id = ?",
        [since, board_id],
    ).fetchone()
    known_for = max(timedelta(), now - datetime.fromisoformat(known_since))
    wait = max(time_between(changes, over=min(LOOKED_BACK, known_for)), rest_of(source))
    db.execute("UPDATE boards SET next_at = ? WHERE id = ?", [utc_text(now + wait), board_id])


def _last(db: Database, board_id: int) -> int | None:
    """Return what the board listed when it was last read, for a page that has not changed."""
    row = db.execute(
        "SELECT listed FROM board_days WHERE board_id = ? AND listed IS NOT NULL"
        " ORDER BY day DESC LIMIT 1",
        [board_id],
    ).fetchone()
    return int(row[0]) if row else None


def by_source(db: Database, *, since: date) -> dict[str, dict[date, int]]:
    """Return the sum of what the boards of each source listed, by day.

    Boards that found themselves come, rest and go: they say nothing of how their source is. One
    that is asked no more, such as a search for what nobody wishes for now, is left out of the
    days before, too: that it is missing is no silence.
    """
    rows = db.execute(
        "SELECT source, board_id, day, listed FROM board_days JOIN boards ON boards.id = board_id"
        " WHERE day >= ? AND NOT EXISTS (SELECT 1 FROM found_boards AS f"
        " WHERE f.source = boards.source AND f.key = lower(boards.name)"
        " AND f.state IN ('asked', 'gone') AND f.by_hand = 0)",
        [since.isoformat()],
    )
    boards: dict[str, dict[int, _Days]] = defaultdict(lambda: defaultdict(dict))
    for source, board_id, day, listed in rows.fetchall():
        boards[source][board_id][date.fromisoformat(day)] = listed
    sums = {source: summed(_asked(each.values())) for source, each in boards.items()}
    return {source: days for source, days in sums.items() if days}


def _asked(boards: Iterable[_Days]) -> list[dict[date, int]]:
    """Return what the boards listed that were asked of late, whether or not they answered."""
    boards = list(boards)
    newest = max((max(each) for each in boards), default=date.min)
    lately = [each for each in boards if newest - max(each) <= _LASTING]
    return [{day: n for day, n in each.items() if n is not None} for each in lately]


def summed(boards: Iterable[Mapping[date, int]]) -> dict[date, int]:
    """Return what these boards listed together on each day on which one of them was read.

    A board that was not read on a day lists what it did, up to three days before.
    """
    boards = list(boards)
    totals = dict.fromkeys(sorted({day for board in boards for day in board}), 0)
    for board in boards:
        last: date | None = None
        for day in totals:
            last = day if day in board else last
            if last is not None and day - last <= _LASTING:
                totals[day] += board[last]
    return totals

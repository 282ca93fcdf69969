"""The boards that found themselves in postings' links, or were added by hand.

    candidate -> asked <-> gone;  removed

A candidate is only known. One that is asked rests by what it is worth (`scoring.boards.worth`).
Nothing here is about a person: of what people meet there is only a count.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlite_utils import Database

from scoring.boards import worth
from scoring.boards.seen import BoardKey, Sighting, key_of
from scoring.edge.db import Store, utc_text
from scoring.ingest.visit import BoardVisit

_MOST_KNOWN = 5_000  # candidates that are remembered; a list of 20,000 links has some 2,000
_MOST_GONE = 5_000  # and boards that are gone, so that a link tries them no more

_INSERT = "INSERT INTO found_boards VALUES"
State = Literal["candidate", "asked", "gone", "removed"]


def create(db: Database) -> None:
    """Create the table; a migration of `scoring.edge.boards.store`."""
    db.execute(
        """
        CREATE TABLE found_boards (
            source TEXT NOT NULL,
            key TEXT NOT NULL,
            board TEXT NOT NULL,
            company TEXT NOT NULL,
            found_in TEXT NOT NULL,
            found_at TEXT NOT NULL,
            links INTEGER NOT NULL,
            state TEXT NOT NULL,
            by_hand INTEGER NOT NULL,
            read_at TEXT,
            met INTEGER NOT NULL,
            barren INTEGER NOT NULL,
            rests_until TEXT NOT NULL,
            why TEXT NOT NULL,
            PRIMARY KEY (source, key)
        ) STRICT, WITHOUT ROWID
        """
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBoard:
    """A board of the table."""

    source: str
    key: str
    board: str
    company: str  # the employer's name, where it is known
    found_in: str  # the source whose posting led to it
    found_at: datetime
    state: State
    by_hand: bool
    met: int  # its postings that met somebody of late
    barren: int  # looks in a row that met nobody
    rests_until: datetime | None
    why: str  # what went wrong the last time

    @property
    def label(self) -> str:
        """Return the board as `Ask.boards` has it."""
        return f"{self.board}={self.company}" if self.company else self.board


class FoundBoards:
    """Implements `scoring.ingest.ports.Finds`. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Take the open store."""
        self._store = store

    async def note(
        self, seen: Mapping[BoardKey, Sighting], *, found_in: str, now: datetime
    ) -> None:
        """Remember the boards that links led to; one that is known stays as it is."""
        if seen:
            await self._store.write(lambda db: _note(db, seen, found_in=found_in, now=now))

    async def wanted(
        self,
        *,
        most: int,
        new: int,
        without: Collection[BoardKey],
        sources: Collection[str],
        now: datetime,
    ) -> Sequence[FoundBoard]:
        """Return those that are to be asked now, up to `new` candidates among them.

        At most `most` boards are tried at a time; with none, only those added by hand are asked.
        """

        def work(db: Database) -> list[FoundBoard]:
            if most:
                _promote(db, most=most, new=new, without=without, sources=sources)
            due = _all(db, "state IN ('asked', 'gone') AND rests_until <= ?", utc_text(now))
            taken = {*without}
            return [
                each
                for each in due
                if (most or each.by_hand)
                and each.source in sources
                and BoardKey(each.source, each.key) not in taken
            ]

        return await self._store.write(work)

    async def add(self, source: str, board: str, *, company: str, now: datetime) -> FoundBoard:
        """Ask a board from now on, whatever it is worth, also one that was removed."""
        key = key_of(source, board).key

        def work(db: Database) -> FoundBoard:
            db.execute(
                f"{_INSERT} (?, ?, ?, ?, '', ?, 0, 'asked', 1, NULL, 0, 0, '', '')"
                " ON CONFLICT DO UPDATE SET state = 'asked', by_hand = 1, barren = 0,"
                " rests_until = '', why = '', board = excluded.board,"
                " company = CASE excluded.company WHEN '' THEN company ELSE excluded.company END",
                [source, key, board, company, utc_text(now)],
            )
            return _all(db, "source = ? AND key = ?", source, key)[0]

        return await self._store.write(work)

    async def remove(self, source: str, board: str, *, now: datetime) -> bool:
        """Ask a board no more, and let no link find it again; return whether it was asked."""
        key = key_of(source, board).key

        def work(db: Database) -> bool:
            known = _all(db, "source = ? AND key = ?", source, key)
            db.execute(
                f"{_INSERT} (?, ?, ?, '', '', ?, 0, 'removed', 0, NULL, 0, 0, '', '')"
                " ON CONFLICT DO UPDATE SET state = 'removed', by_hand = 0, met = 0",
                [source, key, board, utc_text(now)],
            )
            return any(each.state in {"asked", "gone"} for each in known)

        return await self._store.write(work)

    async def all(self) -> Sequence[FoundBoard]:
        """Return every board of the table."""
        return await self._store.read(lambda db: _all(db, "1"))

    async def review(self, met: Mapping[BoardKey, int], *, now: datetime) -> None:
        """Note how many postings of each board met somebody: wake those boards, rest the others."""

        def work(db: Database) -> None:
            for each in _all(db, "state = 'asked'"):
                _review(db, each, met.get(BoardKey(each.source, each.key), 0), now=now)

        await self._store.write(work)


def visited(db: Database, source: str, visits: Iterable[BoardVisit], *, now: datetime) -> None:
    """Note what became of each visit: one met by nobody rests on, one that is gone for long."""
    for visit in visits:
        key = key_of(source, visit.board).key
        for each in _all(db, "source = ? AND key = ? AND state IN ('asked', 'gone')", source, key):
            _visited(db, each, visit, now=now)


def _visited(db: Database, board: FoundBoard, visit: BoardVisit, *, now: datetime) -> None:
    state, barren, until = "asked", board.barren, ""
    if visit.gone:
        state, until = "gone", utc_text(now + worth.GONE_FOR)
    elif not board.by_hand and (barren or visit.error):
        barren += 1
        until = utc_text(now + worth.rest_after(barren))
    db.execute(
        "UPDATE found_boards SET state = ?, barren = ?, rests_until = ?, why = ?, read_at ="
        " CASE ? WHEN '' THEN coalesce(read_at, ?) ELSE read_at END WHERE source = ? AND key = ?",
        [state, barren, until, visit.error, visit.error, utc_text(now), board.source, board.key],
    )


def _review(db: Database, board: FoundBoard, met: int, *, now: datetime) -> None:
    where = [board.source, board.key]
    if met and not board.why:
        db.execute(
            "UPDATE found_boards SET met = ?, barren = 0, rests_until = ''"
            " WHERE source = ? AND key = ?",
            [met, *where],
        )
        return
    db.execute("UPDATE found_boards SET met = ? WHERE source = ? AND key = ?", [met, *where])
    if not (board.barren or board.by_hand or met):
        db.execute(
            "UPDATE found_boards SET barren = 1, rests_until = ?"
            " WHERE source = ? AND key = ? AND read_at <= ?",
            [utc_text(now + worth.rest_after(1)), *where, utc_text(now - worth.GRACE)],
        )


def _note(db: Database, seen: Mapping[BoardKey, Sighting], *, found_in: str, now: datetime) -> None:
    db.conn.executemany(
        f"{_INSERT} (?, ?, ?, ?, ?, ?, ?, 'candidate', 0, NULL, 0, 0, '', '')"
        " ON CONFLICT DO NOTHING",
        [
            (key.source, key.key, each.board, each.company, found_in, utc_text(now), each.links)
            for key, each in seen.items()
        ],
    )
    db.conn.executemany(
        "UPDATE found_boards SET links = max(links, ?), company ="
        " CASE company WHEN '' THEN ? ELSE company END WHERE source = ? AND key = ?",
        [(each.links, each.company, key.source, key.key) for key, each in seen.items()],
    )
    _forget(db, "candidate", "links DESC, found_at DESC", most=_MOST_KNOWN)
    _forget(db, "gone", "rests_until DESC", most=_MOST_GONE)


def _forget(db: Database, state: State, order: str, *, most: int) -> None:
    """Forget the last of many, so that links to thousands of names keep no company's board out."""
    db.execute(
        "DELETE FROM found_boards WHERE (source, key) IN (SELECT source, key FROM found_boards"  # noqa: S608 - our own words
        f" WHERE state = ? AND by_hand = 0 ORDER BY {order}, source, key LIMIT -1 OFFSET ?)",
        [state, most],
    )


def _promote(
    db: Database,
    *,
    most: int,
    new: int,
    without: Collection[BoardKey],
    sources: Collection[str],
) -> None:
    """Let the candidates be asked to which most postings led, as far as there is room."""
    tried = sum(
        worth.holds_place(each.barren) for each in _all(db, "state = 'asked' AND by_hand = 0")
    )
    taken = json.dumps([[each.source, each.key] for each in without])
    db.execute(
        "UPDATE found_boards SET state = 'asked' WHERE (source, key) IN ("
        " SELECT source, key FROM found_boards WHERE state = 'candidate'"
        " AND source IN (SELECT value FROM json_each(?))"
        " AND (source, key) NOT IN"
        " (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))"
        " ORDER BY links DESC, found_at, source, key LIMIT ?)",
        [json.dumps(list(sources)), taken, max(0, min(new, most - tried))],
    )


_COLUMNS = "source, key, board, company, found_in, found_at, state, by_hand, met, barren"


def _all(db: Database, where: str, *values: Any) -> list[FoundBoard]:
    query = f"SELECT {_COLUMNS}, rests_until, why FROM found_boards WHERE {where}"  # noqa: S608 - ours
    return [_found(row) for row in db.execute(f"{query} ORDER BY source, key", values).fetchall()]


def _found(row: Sequence[Any]) -> FoundBoard:
    source, key, board, company, found_in, found_at, state, by_hand, met, barren, until, why = row
    return FoundBoard(
        source=source,
        key=key,
        board=board,
        company=company,
        found_in=found_in,
        found_at=datetime.fromisoformat(found_at),
        state=state,
        by_hand=bool(by_hand),
        met=met,
        barren=barren,
        rests_until=datetime.fromisoformat(until) if until else None,
        why=why,
    )

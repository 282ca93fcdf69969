"""Which boards are asked in a round, and what they were worth after it: the one place for both."""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.rounds.wishes import searched
from bot.settings import Settings
from bot.stores.watches import Watches
from scoring.boards import read_boards
from scoring.boards.seen import BoardKey, key_of
from scoring.edge.boards.found import FoundBoards
from scoring.edge.boards.worth import met
from scoring.edge.db import Store, utc_text
from scoring.errors import SourceError, SourceGone
from scoring.model import Ask, Profile
from scoring.sources import named

NEW_A_ROUND = 10  # candidates that are tried for the first time in one round
_TRIED = 200  # boards that found themselves and are tried at a time, where no setting says another
_REVIEWED = "boards_reviewed"  # when the boards were last reviewed
_EVERY = timedelta(hours=20)

Boards = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round asks, and which boards nobody who looks after the bot named."""

    ask: Ask
    tentative: Collection[BoardKey] = ()  # they found themselves, or are watched
    starter: Collection[BoardKey] = ()  # they ship with the package

    def forgives(self, source: str, board: str, error: SourceError) -> bool:
        """Tell whether a source is not to blame: a board on trial, or one shipped that is gone."""
        key = key_of(source, board)
        return key in self.tentative or (key in self.starter and isinstance(error, SourceGone))


def most_tried(settings: Settings) -> int:
    """Return how many boards that found themselves are tried at a time; 0: none is asked."""
    if settings.find_boards is not None:
        return settings.find_boards
    return 0 if settings.boards else _TRIED


async def next_round(
    store: Store, settings: Settings, *, now: datetime, only: Profile | None = None
) -> Round:
    """Return what to ask: the starter list or BOARDS, what is watched, and what found itself.

    It is searched for what everybody wishes for, or `only` one profile. Candidates that are due to
    be tried are so from now on. Raises StoreError and InputError.
    """
    sources = {each.name for each in named(settings.sources)}
    base = read_boards(settings.boards)
    taken = {key_of(source, board) for source, boards in base.items() for board in boards}
    watched = [
        (source, label)
        for source, label in await Watches(store).boards()
        if source in sources and key_of(source, label) not in taken
    ]
    known = {key_of(*each) for each in watched}
    found = await FoundBoards(store).wanted(
        most=most_tried(settings), new=NEW_A_ROUND, without=taken | known, sources=sources, now=now
    )
    tentative = known | {BoardKey(each.source, each.key) for each in found if not each.by_hand}
    boards = _joined(base, [*watched, *((each.source, each.label) for each in found)])
    terms, countries = await searched(store, only=only)
    ask = Ask(
        keys=settings.source_keys,
        boards=boards,
        terms=terms,
        countries=settings.countries,
        wanted=countries,
    )
    return Round(ask=ask, tentative=tentative, starter=() if settings.boards else taken)


def _joined(base: Boards, more: Iterable[tuple[str, str]]) -> Boards:
    boards = {source: list(each) for source, each in base.items()}
    for source, label in more:
        boards.setdefault(source, []).append(label)
    return {source: tuple(each) for source, each in boards.items()}


async def review(store: Store, *, now: datetime) -> bool:
    """Once a day count whom each board's postings met, and let the others rest; tell whether so.

    While nobody has a profile there is nothing to learn from it. Raises StoreError.
    """
    at = await store.read(_reviewed)
    if at and at <= utc_text(now) < utc_text(datetime.fromisoformat(at) + _EVERY):
        return False
    people = await store.read(_wanting)
    if not people:
        return False
    bars = await asyncio.to_thread(_bars, people)
    await FoundBoards(store).review(await met(store, bars, now=now), now=now)
    await store.write(lambda db: _keep_reviewed(db, now=now))
    return True


async def met_of(store: Store, *, now: datetime) -> Mapping[BoardKey, int]:
    """Return how many open postings of each board met somebody of late. Raises StoreError."""
    people = await store.read(_wanting)
    return await met(store, await asyncio.to_thread(_bars, people), now=now)


def _wanting(db: Database) -> list[tuple[int, str]]:
    """Return the lowest score and the profile of everybody who gets picks."""
    rows = db.execute(
        "SELECT lowest, profile FROM people JOIN profiles ON person_id = people.id"
        " WHERE state = 'active'"
    )
    return [(lowest, profile) for lowest, profile in rows.fetchall()]


def _bars(people: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Return the lowest score for each version of a profile that judges read."""
    bars: dict[str, int] = {}
    for lowest, text in people:
        profile = Profile.model_validate_json(text)
        if not profile.empty:
            version = profile.judged_version
            bars[version] = min(lowest, bars.get(version, lowest))
    return bars


def _reviewed(db: Database) -> str:
    row = db.execute("SELECT value FROM settings WHERE name = ?", [_REVIEWED]).fetchone()
    return str(row[0]) if row else ""


def _keep_reviewed(db: Database, *, now: datetime) -> None:
    db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", [_REVIEWED, utc_text(now)])

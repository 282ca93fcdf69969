"""What a person's weeks came to: postings, picks, and what they did with them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from sqlite_utils import Database, Migrations

from bot.model import Person
from bot.pictures.shapes import Theme
from bot.stores.feedback import Mark
from bot.stores.past import DIGEST_KEYS
from bot.stores.tracking import stages
from scoring.edge.db import Store, utc_text

MIGRATIONS = Migrations("stats")
WEEKS = 8  # that are looked back on

Outcome = Literal["offer", "interview", "waiting", "ghosted", "rejected"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@MIGRATIONS()
def m001_looks(db: Database) -> None:
    """Create how each person likes pictures to look."""
    db.execute("""
        CREATE TABLE looks (
            person_id INTEGER PRIMARY KEY REFERENCES people (id),
            theme TEXT NOT NULL
        ) STRICT
    """)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days from a Monday of the person's own calendar."""

    monday: date
    postings: int = 0  # that were new to the person
    shown: int = 0
    marks: Mapping[Mark, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One job that was applied to: its score, the stages it came to, and how it stands."""

    fit: int
    reached: frozenset[stages.Stage] = frozenset()
    outcome: Outcome = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The weeks, the newest first, and every application there ever was."""

    weeks: tuple[Week, ...]
    applications: tuple[Application, ...] = ()

    @property
    def has_weeks(self) -> bool:
        """Tell whether anything happened in them."""
        return any(week.postings or week.shown or any(week.marks.values()) for week in self.weeks)


class Stats:
    """Counts of what was delivered and marked. May raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def overview(self, person: Person, *, now: datetime, most: int = WEEKS) -> Overview:
        """Return this week and those before it, and what came of the applications."""
        zone = ZoneInfo(person.zone)
        monday = _monday(now, zone)
        mondays = [monday - timedelta(weeks=number) for number in range(most)]
        first = datetime.combine(mondays[-1], datetime.min.time(), tzinfo=zone)

        def work(db: Database) -> Overview:
            counts = _counts(db, person.id, first, zone)
            return Overview(
                weeks=tuple(_week(each, *counts) for each in mondays),
                applications=tuple(_applications(db, person.id)),
            )

        return await self._store.read(work)

    async def theme(self, person_id: int) -> Theme:
        """Return how the person likes pictures; light until they say otherwise."""
        query = "SELECT theme FROM looks WHERE person_id = ?"
        rows = await self._store.read(lambda db: list(db.query(query, [person_id])))
        return "dark" if rows and rows[0]["theme"] == "dark" else "light"

    async def choose_theme(self, person_id: int, theme: Theme) -> None:
        """Remember how the person likes pictures."""
        row = {"person_id": person_id, "theme": theme}
        await self._store.write(lambda db: db.table("looks").upsert(row, pk="person_id"))


_Counts = tuple[Counter[date], Counter[date], Counter[tuple[date, Mark]]]


def _week(
    monday: date,
    postings: Counter[date],
    shown: Counter[date],
    marks: Counter[tuple[date, Mark]],
) -> Week:
    return Week(
        monday=monday,
        postings=postings[monday],
        shown=shown[monday],
        marks={mark: number for (week, mark), number in marks.items() if week == monday},
    )


def _counts(db: Database, person_id: int, first: datetime, zone: ZoneInfo) -> _Counts:
    """Return by week what was new, what was shown, and what was marked.

    A posting is new to a person once: in the morning message, or in /picks that came before it.
    """
    since = utc_text(first)
    new = db.query(
        "SELECT created_at AS at, json_extract(digest, '$.funnel.new') AS new"  # noqa: S608 - ours
        " FROM deliveries"
        f" WHERE person_id = ? AND created_at >= ? AND {DIGEST_KEYS}",
        [person_id, since],
    )
    shown = db.query(
        "SELECT created_at AS at FROM shown JOIN deliveries ON deliveries.id = delivery_id"
        " WHERE shown.person_id = ? AND created_at >= ? AND key NOT LIKE 'score:%'",
        [person_id, since],
    )
    marked = db.query(
        "SELECT mark, at FROM feedback WHERE person_id = ? AND at >= ?", [person_id, since]
    )
    postings: Counter[date] = Counter()
    for row in new:
        postings[_monday(datetime.fromisoformat(row["at"]), zone)] += row["new"] or 0
    return (
        postings,
        Counter(_monday(datetime.fromisoformat(row["at"]), zone) for row in shown),
        Counter((_monday(datetime.fromisoformat(row["at"]), zone), row["mark"]) for row in marked),
    )


def _applications(db: Database, person_id: int) -> list[Application]:
    """Return each job that is marked as applied, with the score it was shown with."""
    steps: dict[str, list[stages.Stage]] = {}
    for cluster_id, step in stages.of_jobs(db, person_id):
        steps.setdefault(cluster_id, []).append(step.stage)
    applied = db.query(
        "SELECT cluster_id, json_extract(pick, '$.verdict.fit') AS fit FROM feedback"
        " WHERE person_id = ? AND mark = 'applied' ORDER BY at, cluster_id",
        [person_id],
    )
    return [_application(row["fit"], steps.get(row["cluster_id"], [])) for row in applied]


def _application(fit: int, steps: list[stages.Stage]) -> Application:
    latest = steps[-1] if steps else "applied"
    outcome: Outcome = "waiting" if latest == "applied" else latest
    return Application(fit=fit, reached=frozenset(steps), outcome=outcome)


def _monday(moment: datetime, zone: ZoneInfo) -> date:
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())

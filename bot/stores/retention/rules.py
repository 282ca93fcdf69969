"""How long each table keeps what: one rule a table, so that a bot runs for years on one file.

What a person was shown stays, as ids, for ever: the same posting never comes twice.
The file does not shrink: the room of what went is filled again. VACUUM would give it back and hold
everybody meanwhile, seconds for a gigabyte. `benchmarks/tidying.py` says how long anybody waits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database, Migrations

from bot.stores.retention import jobs, sweeps
from bot.stores.retention.sweeps import Sweep, When
from scoring.edge.db import Store, utc_text

MIGRATIONS = Migrations("retention")

_TIDIED = "tidied"  # the setting that holds when a night's tidying last ended


@MIGRATIONS()
def m001_indexes(db: Database) -> None:
    """Find messages by when they changed, and who was shown or marked a job."""
    db.execute("CREATE INDEX outbox_changed ON outbox (changed_at, state, why, kind)")
    db.execute("CREATE INDEX shown_cluster ON shown (cluster_id)")
    db.execute("CREATE INDEX feedback_cluster ON feedback (cluster_id)")


@MIGRATIONS()
def m002_jobs_of_people(db: Database) -> None:
    """Find in every table whether anybody holds a job, without reading the table for each step."""
    db.execute("CREATE INDEX own_postings_cluster ON own_postings (cluster_id)")
    db.execute("CREATE INDEX stages_cluster ON stages (cluster_id)")
    db.execute("CREATE INDEX withdrawn_stages_cluster ON withdrawn_stages (cluster_id)")
    db.execute("CREATE INDEX notes_cluster ON notes (cluster_id)")
    db.execute("CREATE INDEX appointments_cluster ON appointments (cluster_id)")
    db.execute("CREATE INDEX nudges_cluster ON nudges (cluster_id)")
    db.execute("CREATE INDEX dropped_picks_cluster ON dropped_picks (cluster_id)")
    db.execute("CREATE INDEX hidings_cluster ON hidings (cluster_id)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a table keeps, in words; without a sweep, somebody else sees to it, or nothing grows."""

    what: str
    sweep: Sweep | None = None


def _person(what: str = "what somebody said or did: until they are forgotten") -> Rule:
    return Rule(what=what)


_DAYS = {number: timedelta(days=number) for number in (30, 90)}

# In the order in which they are swept: jobs before what is found through them.
RULES: Mapping[str, Rule] = {
    "clusters": Rule(
        what="jobs, until closed for KEEP_CLOSED_DAYS; for ever where anybody was shown them",
        sweep=jobs.jobs,
    ),
    "postings": Rule(what="with their job"),
    "raws": Rule(what="with their posting"),
    "board_postings": Rule(what="with their posting, or until their board lists them no more"),
    "posting_keys": Rule(what="as long as their posting", sweep=jobs.keys),
    "pages": Rule(what="as long as all of their postings", sweep=jobs.pages),
    "verdicts": Rule(
        what="90 days, longer for open jobs; 14 for profiles that nobody has",
        sweep=jobs.verdicts,
    ),
    "summaries": Rule(what="180 days", sweep=jobs.summaries),
    "listings_revision": Rule(what="one number"),
    "boards": Rule(what="the boards that are asked: of the lists, and of found_boards"),
    "board_days": Rule(what="90 days, by BoardsStore.note"),
    "found_boards": Rule(what="5,000 candidates and 5,000 that are gone, by FoundBoards"),
    "details": Rule(what="until long overdue, by boards/details.py"),
    "visits": Rule(what="20 hours, by VisitsStore.keep_run"),
    "source_runs": Rule(what="90 days, by VisitsStore.keep_run"),
    "robots": Rule(what="30 days", sweep=sweeps.by_age("robots", "read_at", kept=_DAYS[30])),
    "link_checks": Rule(what="as long as they are trusted, by Links"),
    "mails": Rule(what="as long as a mailbox may show them again, by Mailbox.keep"),
    "troubles": Rule(what="until they are over, by Watch"),
    "llm_calls": Rule(what="two years", sweep=sweeps.calls),
    "outbox": Rule(what="30 days after a message met its end", sweep=sweeps.sent),
    "deliveries": Rule(
        what="for ever; after a year without the postings' texts and the near misses",
        sweep=sweeps.digests,
    ),
    "shown": Rule(what="for ever, as ids: the same posting never comes twice"),
    "errors": Rule(what="90 days", sweep=sweeps.by_age_at_once("errors", "day", kept=_DAYS[90])),
    "invites": Rule(what="30 days after they let nobody in any more", sweep=sweeps.invites),
    "broadcasts": Rule(what="90 days; a draft a week", sweep=sweeps.broadcasts),
    "profiles_removed": Rule(
        what="30 days, in which they can be brought back",
        sweep=sweeps.by_age("profiles_removed", "at", kept=_DAYS[30]),
    ),
    "withdrawn_stages": Rule(
        what="30 days, in which they can be brought back",
        sweep=sweeps.by_age("withdrawn_stages", "withdrawn_at", kept=_DAYS[30]),
    ),
    "dropped_picks": Rule(what="30 days, by FeedbackStore"),
    "own_postings": _person("the newest of each person, by OwnPostings"),
    "own_verdicts": _person("the newest 1,000 of each person, by OwnPostings"),
    "profile_versions": _person("the newest of each profile, by Profiles"),
    "watches": _person(),
    "people": _person(),
    "chats": _person(),
    "profiles": _person(),
    "feedback": _person(),
    "tastes": _person(),
    "stages": _person(),
    "notes": _person(),
    "appointments": _person(),
    "nudges": _person(),
    "hidings": _person(),
    "looks": _person(),
    "feeds": _person(),
    "settings": Rule(what="a handful of names"),
}


class Retention:
    """Lets old rows go in small steps. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def step(self, table: str, after: object, when: When) -> sweeps.Step:
        """Do the next step of a table's sweep, in one transaction; `after` None begins it."""
        sweep = RULES[table].sweep
        if sweep is None:
            return sweeps.Step(rows=0)
        return await self._store.write(lambda db: sweep(db, after, when))

    async def last(self) -> datetime | None:
        """Return when a night's tidying last ended."""

        def work(db: Database) -> str | None:
            row = db.execute("SELECT value FROM settings WHERE name = ?", [_TIDIED]).fetchone()
            return str(row[0]) if row else None

        text = await self._store.read(work)
        return datetime.fromisoformat(text) if text else None

    async def note(self, now: datetime) -> None:
        """Keep that the tidying of this night is over."""
        row = {"name": _TIDIED, "value": utc_text(now)}
        await self._store.write(lambda db: db.table("settings").upsert(row, pk="name"))

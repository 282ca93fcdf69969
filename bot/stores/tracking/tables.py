"""The tables of applications, as named migrations that are never edited once released."""

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("tracking")


@MIGRATIONS()
def m001_tracking(db: Database) -> None:
    """Create stages, notes, appointments, and what was said about silent applications.

    Jobs that were marked as applied before there were stages begin theirs with that mark.
    """
    db.execute("""
        CREATE TABLE stages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people (id),
            cluster_id TEXT NOT NULL,
            stage TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX stages_job ON stages (person_id, cluster_id)")
    db.execute("""
        CREATE TABLE withdrawn_stages (
            id INTEGER PRIMARY KEY,
            person_id INTEGER NOT NULL REFERENCES people (id),
            cluster_id TEXT NOT NULL,
            stage TEXT NOT NULL,
            at TEXT NOT NULL,
            withdrawn_at TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX withdrawn_stages_job ON withdrawn_stages (person_id, cluster_id)")
    db.execute("""
        CREATE TABLE notes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people (id),
            cluster_id TEXT NOT NULL,
            key TEXT NOT NULL,
            text TEXT NOT NULL,
            at TEXT NOT NULL,
            UNIQUE (person_id, cluster_id, key)
        ) STRICT
    """)
    db.execute("""
        CREATE TABLE appointments (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people (id),
            cluster_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            at TEXT,
            day TEXT,
            text TEXT NOT NULL,
            minutes INTEGER NOT NULL,
            uid TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            changed_at TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX appointments_job ON appointments (person_id, cluster_id)")
    db.execute("""
        CREATE TABLE nudges (
            person_id INTEGER NOT NULL REFERENCES people (id),
            cluster_id TEXT NOT NULL,
            heard_at TEXT NOT NULL,
            told_day TEXT,
            waiting_at TEXT,
            PRIMARY KEY (person_id, cluster_id)
        ) STRICT
    """)
    db.execute(
        "INSERT INTO stages (person_id, cluster_id, stage, at)"
        " SELECT person_id, cluster_id, 'applied', at FROM feedback WHERE mark = 'applied'"
        " ORDER BY at"
    )


@MIGRATIONS()
def m002_dropped_picks(db: Database) -> None:
    """Create the picks whose last mark was taken away: a card that is still open has them."""
    db.execute("""
        CREATE TABLE dropped_picks (
            person_id INTEGER NOT NULL REFERENCES people (id),
            cluster_id TEXT NOT NULL,
            pick TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (person_id, cluster_id)
        ) STRICT
    """)

"""The bot's tables, as named migrations that are never edited once released.

STRICT tables; times are UTC ISO text of one width (`scoring.edge.db.utc_text`), so that text order
is time order; digests, messages, picks and profiles are the JSON of their models.
"""

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("bot")

# Every table that knows something about a person, children first: `People.forget` empties them.
# A test compares this list with the schema, so that no table can be left out.
PERSONAL = (
    *("chats", "outbox", "shown", "deliveries", "feedback", "tastes", "watches"),
    *("own_postings", "own_verdicts", "profile_versions", "profiles"),
    "profiles_removed",
    "feeds",
    *("stages", "withdrawn_stages", "notes", "appointments", "nudges"),
    "dropped_picks",
    "broadcasts",
    *("looks", "hidings"),
)


# Rows that stay, since sums rest on them, but lose the person's name.
NAMELESS = (("llm_calls", "person"), ("chats", "host"))


@MIGRATIONS()
def m001_people(db: Database) -> None:
    """Create people, their profiles and the settings that were chosen in the chat."""
    db.execute("""
        CREATE TABLE people (
            id INTEGER PRIMARY KEY,
            owner INTEGER NOT NULL,
            language TEXT NOT NULL,
            zone TEXT NOT NULL,
            at TEXT NOT NULL,
            days TEXT NOT NULL,
            count INTEGER NOT NULL,
            lowest INTEGER NOT NULL,
            layout TEXT NOT NULL,
            state TEXT NOT NULL,
            paused_until TEXT,
            due TEXT,
            due_day TEXT,
            last_digest_at TEXT,
            waiting TEXT NOT NULL,
            created_at TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX people_due ON people (due, id) WHERE due IS NOT NULL")
    db.execute("CREATE UNIQUE INDEX people_owner ON people (owner) WHERE owner = 1")
    db.execute("""
        CREATE TABLE profiles (
            person_id INTEGER PRIMARY KEY REFERENCES people (id),
            profile TEXT NOT NULL,
            previous TEXT,
            changed_at TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")


@MIGRATIONS()
def m002_deliveries(db: Database) -> None:
    """Create deliveries, what they showed, and the outbox."""
    db.execute("""
        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people (id),
            key TEXT NOT NULL,
            digest TEXT NOT NULL,
            created_at TEXT NOT NULL,
            UNIQUE (person_id, key)
        ) STRICT
    """)
    db.execute("""
        CREATE TABLE shown (
            person_id INTEGER NOT NULL REFERENCES people (id),
            cluster_id TEXT NOT NULL,
            delivery_id INTEGER NOT NULL REFERENCES deliveries (id),
            PRIMARY KEY (person_id, cluster_id)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("CREATE INDEX shown_delivery ON shown (delivery_id)")
    db.execute("""
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people (id),
            delivery_id INTEGER REFERENCES deliveries (id),
            key TEXT NOT NULL,
            kind TEXT NOT NULL,
            message TEXT NOT NULL,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            not_before TEXT NOT NULL,
            message_id INTEGER,
            why TEXT,
            changed_at TEXT NOT NULL,
            UNIQUE (person_id, key)
        ) STRICT
    """)
    db.execute("CREATE INDEX outbox_delivery ON outbox (delivery_id)")
    # SQLite uses a partial index only where a query repeats its condition word for word.
    db.execute(
        "CREATE INDEX outbox_open ON outbox (person_id, id) WHERE state IN ('ready', 'intent')"
    )
    db.execute("CREATE INDEX outbox_doubt ON outbox (id) WHERE state = 'doubt'")


@MIGRATIONS()
def m003_feedback(db: Database) -> None:
    """Create what people did with picks."""
    db.execute("""
        CREATE TABLE feedback (
            person_id INTEGER NOT NULL REFERENCES people (id),
            cluster_id TEXT NOT NULL,
            mark TEXT NOT NULL,
            reason TEXT NOT NULL,
            pick TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (person_id, cluster_id, mark)
        ) STRICT
    """)


@MIGRATIONS()
def m004_profile_versions(db: Database) -> None:
    """Keep the last versions of each profile: what a score rests on, and what a change did."""
    db.execute("""
        CREATE TABLE profile_versions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people (id),
            version TEXT NOT NULL,
            profile TEXT NOT NULL,
            saved_at TEXT NOT NULL,
            UNIQUE (person_id, version)
        ) STRICT
    """)


@MIGRATIONS()
def m005_tastes(db: Database) -> None:
    """Create what was learned of each person, and when it was last looked at."""
    db.execute("""
        CREATE TABLE tastes (
            person_id INTEGER PRIMARY KEY REFERENCES people (id),
            learned TEXT NOT NULL,
            looked_at TEXT
        ) STRICT
    """)


@MIGRATIONS()
def m006_watches(db: Database) -> None:
    """Create the companies' boards that people watch."""
    db.execute("""
        CREATE TABLE watches (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people (id),
            source TEXT NOT NULL,
            key TEXT NOT NULL,
            board TEXT NOT NULL,
            company TEXT NOT NULL,
            state TEXT NOT NULL,
            since TEXT NOT NULL,
            UNIQUE (person_id, source, key)
        ) STRICT
    """)
    db.execute("CREATE INDEX watches_board ON watches (source, key) WHERE state = 'watching'")


@MIGRATIONS()
def m007_own_postings(db: Database) -> None:
    """Create the postings that a person gave, and their scores: theirs alone."""
    db.execute("""
        CREATE TABLE own_postings (
            person_id INTEGER NOT NULL REFERENCES people (id),
            cluster_id TEXT NOT NULL,
            posting TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (person_id, cluster_id)
        ) STRICT
    """)
    db.execute("""
        CREATE TABLE own_verdicts (
            person_id INTEGER NOT NULL REFERENCES people (id),
            text_key TEXT NOT NULL,
            profile_version TEXT NOT NULL,
            judge TEXT NOT NULL,
            verdict TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (person_id, text_key, profile_version, judge)
        ) STRICT, WITHOUT ROWID
    """)


@MIGRATIONS()
def m008_chats(db: Database) -> None:
    """Let people be chats that several read, with topics, and have quiet hours."""
    db.execute("ALTER TABLE people ADD COLUMN kind TEXT NOT NULL DEFAULT 'private'")
    db.execute("ALTER TABLE people ADD COLUMN chat_id INTEGER")
    db.execute("ALTER TABLE people ADD COLUMN topic_id INTEGER")
    db.execute("ALTER TABLE people ADD COLUMN quiet TEXT NOT NULL DEFAULT ''")
    db.execute(
        "CREATE UNIQUE INDEX people_chat ON people (chat_id, coalesce(topic_id, 0))"
        " WHERE chat_id IS NOT NULL"
    )


@MIGRATIONS()
def m009_named_profiles(db: Database) -> None:
    """Give a person several profiles with names, versions each, and a change that is drafted.

    `former` are the names it had, as JSON: picks of those days still find it.
    """
    db.execute("""
        CREATE TABLE profiles_named (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people (id),
            name TEXT NOT NULL,
            former TEXT NOT NULL,
            profile TEXT NOT NULL,
            previous TEXT,
            changed_at TEXT NOT NULL,
            opened INTEGER NOT NULL,
            draft TEXT,
            draft_at TEXT,
            UNIQUE (person_id, name)
        ) STRICT
    """)
    db.execute(
        "INSERT INTO profiles_named"
        " (person_id, name, former, profile, previous, changed_at, opened)"
        " SELECT person_id, '', '[]', profile, previous, changed_at, 1"
        " FROM profiles ORDER BY person_id"
    )
    db.execute("DROP TABLE profiles")
    db.execute("ALTER TABLE profiles_named RENAME TO profiles")
    db.execute("CREATE UNIQUE INDEX profiles_open ON profiles (person_id) WHERE opened = 1")
    db.execute("""
        CREATE TABLE profiles_removed (
            id INTEGER PRIMARY KEY,
            person_id INTEGER NOT NULL REFERENCES people (id),
            row TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT
    """)
    db.execute("""
        CREATE TABLE versions_named (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people (id),
            profile_id INTEGER NOT NULL,
            version TEXT NOT NULL,
            profile TEXT NOT NULL,
            saved_at TEXT NOT NULL,
            UNIQUE (profile_id, version)
        ) STRICT
    """)
    db.execute(
        "INSERT INTO versions_named (person_id, profile_id, version, profile, saved_at)"
        " SELECT v.person_id, p.id, v.version, v.profile, v.saved_at"
        " FROM profile_versions AS v JOIN profiles AS p USING (person_id) ORDER BY v.id"
    )
    db.execute("DROP TABLE profile_versions")
    db.execute("ALTER TABLE versions_named RENAME TO profile_versions")
    db.execute("CREATE INDEX profile_versions_person ON profile_versions (person_id, version)")


@MIGRATIONS()
def m010_draft_base(db: Database) -> None:
    """Keep what a drafted change began from, so that what is saved meanwhile is kept, too."""
    db.execute("ALTER TABLE profiles ADD COLUMN draft_base TEXT")

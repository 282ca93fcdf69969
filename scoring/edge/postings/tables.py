"""The tables of postings, clusters and verdicts, as named migrations that are never edited."""

from sqlite_utils import Database, Migrations

from scoring.dedupe.twins import title_keys

MIGRATIONS = Migrations("postings")


@MIGRATIONS()
def m001_postings(db: Database) -> None:
    """Create the tables. `card` is a posting's JSON without its text."""
    db.execute("""
        CREATE TABLE clusters (
            id TEXT PRIMARY KEY,
            best_id TEXT NOT NULL,
            places TEXT,
            first_seen TEXT NOT NULL,
            dated INTEGER NOT NULL,
            open INTEGER NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX clusters_dated ON clusters (dated) WHERE open = 1")
    db.execute("""
        CREATE TABLE postings (
            id TEXT PRIMARY KEY,
            cluster_id TEXT NOT NULL REFERENCES clusters (id) DEFERRABLE INITIALLY DEFERRED,
            company_key TEXT NOT NULL,
            title_key TEXT NOT NULL,
            head_key TEXT NOT NULL,
            intern INTEGER NOT NULL,
            agency INTEGER NOT NULL,
            open INTEGER NOT NULL,
            digest TEXT NOT NULL,
            first_seen TEXT NOT NULL,
            last_seen TEXT NOT NULL,
            card TEXT NOT NULL,
            terms BLOB NOT NULL,
            text TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX postings_cluster ON postings (cluster_id)")
    db.execute("CREATE INDEX postings_company ON postings (company_key)")
    db.execute("CREATE INDEX postings_title ON postings (title_key, agency)")
    db.execute("""
        CREATE TABLE verdicts (
            text_key TEXT NOT NULL,
            profile_version TEXT NOT NULL,
            judge TEXT NOT NULL,
            verdict TEXT NOT NULL,
            made_at TEXT NOT NULL,
            PRIMARY KEY (text_key, profile_version, judge)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("CREATE TABLE listings_revision (number INTEGER NOT NULL) STRICT")
    db.execute("INSERT INTO listings_revision VALUES (0)")


@MIGRATIONS()
def m002_links(db: Database) -> None:
    """Find a posting by its link; the index holds what the card says."""
    db.execute("CREATE INDEX postings_url ON postings (json_extract(card, '$.url'))")


@MIGRATIONS()
def m003_verdicts_of_a_profile(db: Database) -> None:
    """Find the newest verdicts for a profile: what is learned from."""
    db.execute("CREATE INDEX verdicts_profile ON verdicts (profile_version, made_at)")


@MIGRATIONS()
def m004_changes(db: Database) -> None:
    """Let the ranking read only what changed; meanings are filled in when a cluster is listed."""
    db.execute("ALTER TABLE clusters ADD COLUMN revision INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE clusters ADD COLUMN meaning BLOB")
    db.execute("CREATE INDEX clusters_revision ON clusters (revision)")


@MIGRATIONS()
def m005_raws(db: Database) -> None:
    """Remember how each posting came, from a list without its text or with it."""
    db.execute("""
        CREATE TABLE raws (
            posting_id TEXT NOT NULL,
            brief INTEGER NOT NULL,
            digest BLOB NOT NULL,
            PRIMARY KEY (posting_id, brief)
        ) STRICT, WITHOUT ROWID
    """)


@MIGRATIONS()
def m006_pages(db: Database) -> None:
    """Remember what each page of a board said, and the ids of its postings as JSON."""
    db.execute("""
        CREATE TABLE pages (
            page BLOB PRIMARY KEY,
            digest BLOB NOT NULL,
            postings TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
    """)


@MIGRATIONS()
def m007_twins(db: Database) -> None:
    """Find the same jobs by keys, and let the ids of clusters that became one lead on."""
    db.execute("ALTER TABLE clusters ADD COLUMN joined_to TEXT")
    db.execute("CREATE INDEX clusters_joined ON clusters (joined_to) WHERE joined_to IS NOT NULL")
    db.execute("""
        CREATE TABLE posting_keys (
            key INTEGER NOT NULL,
            posting_id TEXT NOT NULL,
            PRIMARY KEY (key, posting_id)
        ) STRICT, WITHOUT ROWID
    """)
    found = db.execute("SELECT id, company_key, title_key, head_key FROM postings").fetchall()
    keys = (
        (key, posting_id)
        for posting_id, company, title, head in found
        for key in title_keys(company, titles=(title, head))
    )
    db.conn.executemany("INSERT OR IGNORE INTO posting_keys VALUES (?, ?)", keys)

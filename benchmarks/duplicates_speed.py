"""What it costs to find the same jobs in a store that grows; see `benchmarks.duplicates`."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database

from scoring.dedupe.clusters import Assigned, Entry, entry
from scoring.edge.postings.tables import MIGRATIONS
from scoring.edge.postings.twins import clusters_of, join_clusters, keep_keys
from scoring.model import Posting

_BATCH = 200  # as they are stored
_STEP = 7_919  # a prime: the next posting comes from another file
_CHANGED = 4  # in a copy, one word in so many is another: no run of five stays


def seconds_to_store(postings: Sequence[Posting], *, size: int) -> dict[str, float]:
    """Return the seconds of one core that finding the twins of `size` postings takes, by part.

    They come in batches into a real store. Beyond what the files hold they are repeated under
    other companies and texts. What is written beside the keys is not counted.
    """
    spent = {"reading": 0.0, "comparing": 0.0, "last tenth": 0.0}
    with tempfile.TemporaryDirectory() as folder:
        db = _store(Path(folder) / "picks.db")
        for start in range(0, size, _BATCH):
            batch = [_copy(postings, at=at) for at in range(start, min(start + _BATCH, size))]
            before = time.process_time()
            entries = [entry(each) for each in batch]
            between = time.process_time()
            with db.conn:
                assigned = clusters_of(db, new=entries)
                after = time.process_time()
                _keep(db, entries, assigned=assigned)
            spent["reading"] += between - before
            spent["comparing"] += after - between
            spent["last tenth"] += (after - between) * (start >= 0.9 * size)
    return spent


def _store(path: Path) -> Database:
    db = Database(path)
    MIGRATIONS.apply(db)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = OFF")
    return db


def _copy(postings: Sequence[Posting], *, at: int) -> Posting:
    """Return the posting that comes as number `at`: other companies follow each other."""
    copy, place = divmod(at, len(postings))
    one = postings[place * _STEP % len(postings)]
    update: dict[str, str] = {"id": f"{at:07}"}
    if copy:
        words = f"{one.text} {one.company} {copy}".split()
        update["text"] = " ".join(
            f"{word}{copy}" if n % 9 == 0 else word for n, word in enumerate(words)
        )
        update["company"] = f"{one.company} {copy}"
    return one.model_copy(update=update)


def _keep(db: Database, entries: Sequence[Entry], *, assigned: Assigned) -> None:
    """Store what finding twins reads of a posting."""
    opened = [(one.id, one.id) for one in entries if assigned.clusters[one.id] == one.id]
    db.conn.executemany(
        "INSERT INTO clusters (id, best_id, first_seen, dated, open) VALUES (?, ?, '', 0, 1)",
        opened,
    )
    db.conn.executemany(
        "INSERT INTO postings VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, '', '', '{}', x'', ?)",
        [
            (
                one.id,
                assigned.clusters[one.id],
                *(one.company, one.title, one.head),
                *("intern" in one.marks, one.agency, one.id, one.words),
            )
            for one in entries
        ],
    )
    keep_keys(db, assigned=assigned)
    join_clusters(db, joined=assigned.joined)

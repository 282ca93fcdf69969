"""The steps in which old jobs go, and what was kept of them for their sake."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlite_utils import Database

from bot.stores.retention.sweeps import ROWS, Step, When

_CLUSTERS = 20  # a posting with its text and its places in six indexes takes a millisecond
_KEYS = 1_000
_PAGES = 50
_STALE = timedelta(days=180)  # a posting that is open and was not seen for so long is not there
_HOLDS_NO_JOB = frozenset({"clusters", "postings"})

_OLD_JOBS = """
    SELECT id FROM clusters WHERE id IN (SELECT value FROM json_each(:ids))
    AND joined_to IS NULL AND (open = 0 OR dated < :dated)
    AND NOT EXISTS (
        SELECT 1 FROM postings WHERE cluster_id = clusters.id
        AND last_seen >= :stale AND (postings.open = 1 OR last_seen >= :closed)
    )
"""

_HELD_VERDICTS = timedelta(days=90)
_NOBODYS_VERDICTS = timedelta(days=14)  # a change of the profile may be taken back
_OF_NO_OPEN_JOB = (
    " AND NOT EXISTS (SELECT 1 FROM postings WHERE open = 1"
    " AND postings.id = json_extract(verdict, '$.posting_id'))"
)


def jobs(db: Database, after: Any, when: When) -> Step:
    """Delete jobs whose postings are all closed for long, and that nobody was shown or marked."""
    found = db.execute(
        "SELECT id FROM clusters WHERE id > ? ORDER BY id LIMIT ?", [after or "", _CLUSTERS]
    ).fetchall()
    if not found:
        return Step(rows=0)
    asked = [each for (each,) in found]
    old = [each for (each,) in db.execute(_OLD_JOBS, _old_jobs(asked, when)).fetchall()]
    gone = [each for each in old if each not in _held(db, old)] if old else []
    return Step(rows=_delete_jobs(db, gone) if gone else 0, after=asked[-1])


def _old_jobs(ids: list[str], when: When) -> dict[str, Any]:
    dated = int((when.now - _STALE).timestamp())
    moments = {"closed": when.before(when.closed), "stale": when.before(_STALE), "dated": dated}
    return {"ids": json.dumps(ids), **moments}


def _held(db: Database, ids: list[str]) -> set[str]:
    """Return which of these jobs any table knows: by their ids, or by one that became part of it.

    Every table with a cluster_id counts, also one that comes later.
    """
    aliases = dict(
        db.execute(
            "SELECT id, joined_to FROM clusters"
            " WHERE joined_to IN (SELECT value FROM json_each(?))",
            [json.dumps(ids)],
        ).fetchall()
    )
    asked = json.dumps([*ids, *aliases])
    held = set()
    for table in _tables_of_jobs(db):
        query = (
            f"SELECT DISTINCT cluster_id FROM [{table}]"  # noqa: S608 - names of the schema
            " WHERE cluster_id IN (SELECT value FROM json_each(?))"
        )
        held |= {aliases.get(each, each) for (each,) in db.execute(query, [asked]).fetchall()}
    return held


def _tables_of_jobs(db: Database) -> list[str]:
    rows = db.execute(
        "SELECT tables.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns"
        " WHERE tables.type = 'table' AND columns.name = 'cluster_id'"
    )
    return [name for (name,) in rows.fetchall() if name not in _HOLDS_NO_JOB]


def _delete_jobs(db: Database, ids: Iterable[str]) -> int:
    """Delete jobs with their postings; return how many postings went."""
    these = json.dumps(list(ids))
    of_them = "SELECT id FROM postings WHERE cluster_id IN (SELECT value FROM json_each(?))"
    for table in ("raws", "board_postings"):
        db.execute(f"DELETE FROM {table} WHERE posting_id IN ({of_them})", [these])  # noqa: S608 - names of ours
    rows = db.execute(
        "DELETE FROM postings WHERE cluster_id IN (SELECT value FROM json_each(?))", [these]
    ).rowcount
    for column in ("joined_to", "id"):
        db.execute(
            f"DELETE FROM clusters WHERE {column} IN (SELECT value FROM json_each(?))",  # noqa: S608 - names of ours
            [these],
        )
    return rows


def keys(db: Database, after: Any, _: When) -> Step:
    """Delete the keys under which postings were found that are there no more."""
    last = db.execute(
        "SELECT key, posting_id FROM posting_keys WHERE (key, posting_id) > (?, ?)"
        " ORDER BY key, posting_id LIMIT 1 OFFSET ?",
        [*(after or (-(1 << 63), "")), _KEYS - 1],
    ).fetchone()
    upto, values = ("", []) if last is None else (" AND (key, posting_id) <= (?, ?)", [*last])
    cursor = db.execute(
        f"DELETE FROM posting_keys WHERE (key, posting_id) > (?, ?){upto}"  # noqa: S608 - constants
        " AND NOT EXISTS (SELECT 1 FROM postings WHERE postings.id = posting_id)",
        [*(after or (-(1 << 63), "")), *values],
    )
    return Step(rows=cursor.rowcount, after=last)


def pages(db: Database, after: Any, _: When) -> Step:
    """Delete pages some of whose postings are there no more: they are read anew anyway."""
    found = db.execute(
        "SELECT page, (SELECT count(*) FROM json_each(pages.postings) WHERE NOT EXISTS"
        " (SELECT 1 FROM postings WHERE postings.id = value)) FROM pages WHERE page > ?"
        " ORDER BY page LIMIT ?",
        [after or b"", _PAGES],
    ).fetchall()
    if not found:
        return Step(rows=0)
    gone = [(page,) for page, missing in found if missing]
    db.conn.executemany("DELETE FROM pages WHERE page = ?", gone)
    return Step(rows=len(gone), after=found[-1][0])


def verdicts(db: Database, after: Any, when: When) -> Step:
    """Delete opinions for profiles that nobody has, and old ones of jobs that are open no more."""
    version = after or next(iter(_version(db, "")), None)
    if version is None:
        return Step(rows=0)
    held = version in when.versions
    age = when.before(_HELD_VERDICTS if held else _NOBODYS_VERDICTS)
    where = f"profile_version = ? AND made_at < ?{_OF_NO_OPEN_JOB if held else ''} LIMIT ?"
    rows = db.execute(
        "DELETE FROM verdicts WHERE (text_key, profile_version, judge) IN"  # noqa: S608 - constants
        f" (SELECT text_key, profile_version, judge FROM verdicts WHERE {where})",
        [version, age, ROWS],
    ).rowcount
    if rows:  # perhaps not all of this version's
        return Step(rows=rows, after=version)
    return Step(rows=0, after=next(iter(_version(db, version)), None))


def _version(db: Database, after: str) -> list[str]:
    query = (
        "SELECT profile_version FROM verdicts WHERE profile_version > ?"
        " ORDER BY profile_version LIMIT 1"
    )
    return [version for (version,) in db.execute(query, [after]).fetchall()]


def summaries(db: Database, after: Any, when: When) -> Step:
    """Delete the lines that models wrote of postings half a year ago."""
    found = db.execute(
        "SELECT text_key FROM summaries WHERE text_key > ? ORDER BY text_key LIMIT ?",
        [after or "", ROWS],
    ).fetchall()
    if not found:
        return Step(rows=0)
    last = found[-1][0]
    cursor = db.execute(
        "DELETE FROM summaries WHERE text_key > ? AND text_key <= ? AND at < ?",
        [after or "", last, when.before(_STALE)],
    )
    return Step(rows=cursor.rowcount, after=last)

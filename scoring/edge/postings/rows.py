"""The statements of the postings store: each takes the database, all run on its one thread."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from pydantic import TypeAdapter
from sqlite_utils import Database

from scoring.dedupe.clusters import Entry, best, entry
from scoring.edge.db import utc_text
from scoring.edge.postings.listings import mark_changed
from scoring.edge.postings.memory import uncollected
from scoring.edge.postings.raws import forget_raws
from scoring.edge.postings.refresh import Known, known_postings, refreshed
from scoring.edge.postings.twins import clusters_of, join_clusters, keep_keys
from scoring.model import Place, Posting
from scoring.ports import Saved
from scoring.rank import terms
from scoring.rank.meaning import packed_each

MemberRow = tuple[str, str, str]

_PLACES = TypeAdapter(tuple[Place, ...])
_APART = {"text", "seen_at", "posted_at"}  # what may change without a posting being another


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What the tables hold of a posting: all that costs time to compute, and no posting.

    So it may come from another process, which reads and prepares while this one writes.
    """

    id: str
    entry: Entry
    card: str
    text: str = field(repr=False)
    digest: str
    terms: bytes = field(repr=False)
    meaning: bytes = field(repr=False)  # of the title
    dated: int
    intern: bool
    open: bool


def digest(posting: Posting) -> str:
    """Return a hash of what a reader would notice when it changes."""
    # A fact that came later and is mostly unknown: without it, digests are what they were before.
    apart = _APART if posting.employer else _APART | {"employer"}
    card = posting.model_dump_json(exclude=apart)
    return sha256(f"{card}\x1f{posting.text}".encode()).hexdigest()[:20]


def prepare(postings: Sequence[Posting]) -> list[Prepared]:
    """Compute what the tables need; slow, so not on the database's thread."""
    meanings = packed_each([each.title for each in postings])
    return [
        Prepared(
            id=each.id,
            entry=entry(each),
            card=_card(each),
            text=each.text,
            digest=digest(each),
            terms=terms.bag(each),
            meaning=meaning,
            dated=_dated(each),
            intern=each.employment == "internship",
            open=each.open,
        )
        for each, meaning in zip(postings, meanings, strict=True)
    ]


def read_posting(card: str, *, text: str) -> Posting:
    """Return a stored posting with its text."""
    return Posting.model_validate_json(card).model_copy(update={"text": text})


def stored_digests(db: Database, *, ids: Sequence[str]) -> dict[str, str]:
    """Return what is stored of these postings, by id."""
    found = db.execute(
        "SELECT id, digest FROM postings WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(ids)],
    )
    return dict(found.fetchall())


def write_all(
    db: Database, *, prepared: Sequence[Prepared], same: Sequence[str], now: datetime
) -> Saved:
    """Write one slice: the unchanged are seen again, the changed replaced, the new clustered."""
    see_again(db, ids=same, now=now)
    with uncollected():
        new, clusters = _write_prepared(db, prepared=prepared, moment=utc_text(now))
    reposted = sum(cluster_id not in clusters for cluster_id in clusters.values())
    return Saved(new=new, known=len(same) + len(prepared) - new, reposted=reposted)


def see_again(db: Database, *, ids: Sequence[str], now: datetime) -> None:
    """Note when postings were last seen."""
    db.execute(
        "UPDATE postings SET last_seen = ? WHERE id IN (SELECT value FROM json_each(?))",
        [utc_text(now), json.dumps(ids)],
    )


def _write_prepared(
    db: Database, *, prepared: Sequence[Prepared], moment: str
) -> tuple[int, dict[str, str]]:
    """Write what is new or changed; return how many are new, and the cluster of each of them."""
    known = known_postings(db, ids=[each.id for each in prepared])
    changed = [each for each in prepared if each.id in known]
    new = [each for each in prepared if each.id not in known]
    touched = {known[each.id].cluster_id for each in changed}
    _replace(db, changed=changed, known=known, moment=moment)
    told = {each.id for each in changed if each.text and not known[each.id].posting.text}
    assigned = clusters_of(
        db,
        new=[each.entry for each in prepared if each.id not in known or each.id in told],
        stored={posting_id: known[posting_id].cluster_id for posting_id in told},
    )
    found = {each.id: assigned.clusters[each.id] for each in new}
    added = _insert(db, new=new, clusters=found, moment=moment)
    keep_keys(db, assigned=assigned)
    join_clusters(db, joined=assigned.joined)
    whole = set(assigned.joined.values())
    _refresh(db, cluster_ids=touched - set(assigned.joined) | added | whole)
    if prepared:
        changes = touched | set(found.values()) | set(assigned.joined) | whole
        mark_changed(db, cluster_ids=changes)
    return len(new), found


def close(db: Database, *, ids: Sequence[str], now: datetime) -> int:
    """Close open postings and refresh their clusters."""
    given = json.dumps(list(ids))
    rows = db.execute(
        "SELECT id, cluster_id, card FROM postings WHERE open = 1 AND id IN (SELECT value FROM "
        "json_each(?))",
        [given],
    ).fetchall()
    for posting_id, _, card in rows:
        closed = Posting.model_validate_json(card).model_copy(update={"open": False})
        # The digest is emptied, so that the posting is written anew if its board lists it again.
        db.execute(
            "UPDATE postings SET open = 0, card = ?, digest = '', last_seen = ? WHERE id = ?",
            [_card(closed), utc_text(now), posting_id],
        )
    if rows:
        forget_raws(db, ids=[posting_id for posting_id, _, _ in rows])
        touched = {cluster_id for _, cluster_id, _ in rows}
        _refresh(db, cluster_ids=touched)
        mark_changed(db, cluster_ids=touched)
    return len(rows)


def member_rows(db: Database, *, cluster_ids: Sequence[str]) -> list[MemberRow]:
    """Return the postings of clusters, of each cluster the best one first."""
    return db.execute(
        "SELECT p.cluster_id, p.card, p.text FROM postings p JOIN clusters c ON c.id = "
        "p.cluster_id "
        "WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY c.id, p.id <> c.best_id, p.open "
        "DESC, p.first_seen, p.id",
        [json.dumps(list(cluster_ids))],
    ).fetchall()


def verdict_rows(
    db: Database, *, text_keys: Sequence[str], profile_version: str, judge: str
) -> list[tuple[str, str]]:
    """Return the verdicts under these keys."""
    return db.execute(
        "SELECT text_key, verdict FROM verdicts WHERE text_key IN (SELECT value FROM json_each(?)) "
        "AND profile_version = ? AND judge = ?",
        [json.dumps(list(text_keys)), profile_version, judge],
    ).fetchall()


def counted(db: Database) -> tuple[int, int, int]:
    """Return the numbers of postings, clusters and open clusters."""
    found = db.execute(
        "SELECT (SELECT count(*) FROM postings), count(*), coalesce(sum(open), 0) FROM clusters"
        " WHERE joined_to IS NULL"
    ).fetchone()
    return int(found[0]), int(found[1]), int(found[2])


def _replace(
    db: Database, *, changed: Iterable[Prepared], known: Mapping[str, Known], moment: str
) -> None:
    """Write changed postings over the known ones."""
    rows = []
    for each in changed:
        new = Posting.model_validate_json(each.card).model_copy(update={"text": each.text})
        after = refreshed(new, known=known[each.id])
        bag = each.terms if each.text else terms.bag(after)
        rows.append((_card(after), after.text, bag, each.digest, after.open, moment, each.id))
    db.conn.executemany(
        "UPDATE postings SET card = ?, text = ?, terms = ?, digest = ?, open = ?, last_seen = ? "
        "WHERE id = ?",
        rows,
    )


def _insert(
    db: Database, *, new: Sequence[Prepared], clusters: dict[str, str], moment: str
) -> set[str]:
    """Insert new postings, and a cluster for each that opens one; return the others' clusters."""
    alone = _only_members(clusters)
    db.conn.executemany(
        "INSERT INTO clusters (id, best_id, first_seen, dated, open, meaning) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [
            (each.id, each.id, moment, each.dated, each.open, each.meaning)
            for each in new
            if clusters[each.id] == each.id
        ],
    )
    db.conn.executemany(
        "INSERT INTO postings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_row(each, cluster_id=clusters[each.id], moment=moment) for each in new],
    )
    return {cluster_id for cluster_id in clusters.values() if cluster_id not in alone}


def _only_members(clusters: dict[str, str]) -> set[str]:
    """Return the clusters that were opened by a posting which nobody joined."""
    joined = {cluster for posting_id, cluster in clusters.items() if cluster != posting_id}
    return {cluster for posting_id, cluster in clusters.items() if cluster == posting_id} - joined


def _row(each: Prepared, *, cluster_id: str, moment: str) -> tuple[object, ...]:
    key = each.entry
    return (
        each.id,
        cluster_id,
        key.company,
        key.title,
        key.head,
        each.intern,
        key.agency,
        each.open,
        each.digest,
        moment,
        moment,
        each.card,
        each.terms,
        each.text,
    )


def _refresh(db: Database, *, cluster_ids: set[str]) -> None:
    """Choose the best posting of clusters anew, and note what the listings show of them.

    What the best one's title means is computed when it is listed.
    """
    members: dict[str, list[Posting]] = {}
    for cluster_id, card, text in member_rows(db, cluster_ids=sorted(cluster_ids)):
        members.setdefault(cluster_id, []).append(read_posting(card, text=text))
    for cluster_id, postings in members.items():
        top = best(postings)
        # Where the job is still to be had: a city whose posting is closed is none of its places.
        shown = (top, *(each for each in postings if each.open or not top.open))
        places = tuple(dict.fromkeys(place for each in shown for place in each.places))
        db.execute(
            "UPDATE clusters SET best_id = ?, places = ?, dated = coalesce(?, dated), open = ?, "
            "meaning = NULL WHERE id = ?",
            [
                top.id,
                _PLACES.dump_json(places).decode() if len(postings) > 1 else None,
                _dated(top),
                top.open,
                cluster_id,
            ],
        )


def _card(posting: Posting) -> str:
    return posting.model_dump_json(exclude={"text"}, exclude_defaults=True)


def _dated(posting: Posting) -> int:
    """Return when it was posted or, undated, first seen."""
    return int((posting.posted_at or posting.seen_at).timestamp())

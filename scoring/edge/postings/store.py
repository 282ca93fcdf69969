"""Implements ports.Postings: postings in their clusters, and the verdicts reached about them."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlite_utils import Database

from scoring.edge.db import Store, utc_text
from scoring.edge.postings import listings as shown
from scoring.edge.postings import lookups, rows, twins
from scoring.edge.postings.intake import PostingsIntake
from scoring.edge.postings.tables import MIGRATIONS
from scoring.model import Cluster, Posting, Verdict
from scoring.ports import Changes, Listing, Saved

__all__ = ["MIGRATIONS", "Counts", "PostingsStore"]

_SLICE = 200  # postings in one transaction, for some 50 ms: others get their turn in between


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is stored: postings, the jobs they are, and the jobs that are open."""

    postings: int
    clusters: int
    open: int


class PostingsStore:
    """Postings and verdicts in the program's one database. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Take the open store."""
        self._store = store

    def intake(self) -> PostingsIntake:
        """Return the way in for raw postings, for one run."""
        return PostingsIntake(self._store)

    async def save(self, postings: Sequence[Posting], *, now: datetime) -> Saved:
        """Store postings, each in its cluster; a known id is refreshed, never doubled.

        Slices are stored one after the other: what was stored stays when a later one fails.
        """
        unique = list({posting.id: posting for posting in postings}.values())
        total = Saved()
        for start in range(0, len(unique), _SLICE):
            part = await self._save_slice(unique[start : start + _SLICE], now=now)
            total = _sum(total, part)
        return total

    async def _save_slice(self, postings: Sequence[Posting], *, now: datetime) -> Saved:
        """Prepare on another thread what is new or changed; then write in one transaction."""
        digests = await asyncio.to_thread(lambda: {each.id: rows.digest(each) for each in postings})
        same = await self._same(digests)
        others = [posting for posting in postings if posting.id not in same]
        prepared = await asyncio.to_thread(rows.prepare, others)
        return await self._write(prepared, same=same, now=now)

    async def save_prepared(self, prepared: Sequence[rows.Prepared], *, now: datetime) -> Saved:
        """Store what another process prepared, all in one transaction."""
        unique = {each.id: each for each in prepared}
        same = await self._same({each.id: each.digest for each in unique.values()})
        others = [each for each in unique.values() if each.id not in same]
        return await self._write(others, same=same, now=now)

    async def _same(self, digests: Mapping[str, str]) -> set[str]:
        """Return which of these postings are stored and have not changed."""
        stored = await self._store.read(lambda db: rows.stored_digests(db, ids=list(digests)))
        return {known for known, digest in stored.items() if digests[known] == digest}

    async def _write(
        self, prepared: Sequence[rows.Prepared], *, same: set[str], now: datetime
    ) -> Saved:
        return await self._store.write(
            lambda db: rows.write_all(db, prepared=prepared, same=sorted(same), now=now)
        )

    async def listings(self, *, since: datetime) -> tuple[Listing, ...]:
        """Return every open cluster that was posted or, undated, first seen after `since`."""
        found = await self._store.read(lambda db: shown.listed(db, since=since))
        return await self._listings(found)

    async def changes(self, *, since: datetime, after: int) -> Changes:
        """Return the listings that are new or others after a revision, and those that are gone."""
        found = await self._store.read(lambda db: shown.changed(db, since=since, after=after))
        new = await self._listings(found)
        return Changes(revision=found.revision, listings=new, gone=found.gone)

    async def _listings(self, found: shown.Found) -> tuple[Listing, ...]:
        """Return the listings, and keep what had to be computed for them."""
        read, lacking = await asyncio.to_thread(shown.listings_of, found)
        for meanings in lacking:
            await self._store.write(partial(shown.keep_meanings, meanings=meanings))
        return read

    async def clusters(self, ids: Sequence[str]) -> dict[str, Cluster]:
        """Return clusters with their texts, by id; unknown ids are left out.

        A cluster that became part of another is found under its old id as well.
        """
        moved = await self.current(ids)
        now = list({moved.get(each, each) for each in ids})
        members = await self._store.read(lambda db: rows.member_rows(db, cluster_ids=now))
        found = _clusters(members)
        return {
            each: cluster.model_copy(update={"id": each})
            for each in ids
            if (cluster := found.get(moved.get(each, each)))
        }

    async def current(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the clusters that these have become part of, by id; the others are left out."""
        asked = list(ids)
        return await self._store.read(lambda db: twins.current_ids(db, ids=asked))

    async def at(self, links: Sequence[str]) -> Cluster | None:
        """Return the job, with its texts, one of whose postings has one of these links."""
        cluster_id = await self._store.read(lambda db: lookups.cluster_at(db, links=links))
        return (await self.clusters([cluster_id])).get(cluster_id) if cluster_id else None

    async def mark_closed(self, ids: Sequence[str], *, now: datetime) -> int:
        """Close these postings, and the clusters that have no open one left; return how many."""
        return await self._store.write(lambda db: rows.close(db, ids=ids, now=now))

    async def revision(self) -> int:
        """Return a number that is another one whenever the listings may be others."""
        return await self._store.read(shown.revision)

    async def counts(self) -> Counts:
        """Return how much is stored."""
        postings, clusters, are_open = await self._store.read(rows.counted)
        return Counts(postings=postings, clusters=clusters, open=are_open)

    async def verdicts(
        self, *, text_keys: Sequence[str], profile_version: str, judge: str
    ) -> dict[str, Verdict]:
        """Return the verdicts kept under these keys, by text key."""
        found = await self._store.read(
            lambda db: rows.verdict_rows(
                db, text_keys=text_keys, profile_version=profile_version, judge=judge
            )
        )
        return {key: Verdict.model_validate_json(verdict) for key, verdict in found}

    async def given_at(self, *, text_key: str, profile_version: str, judge: str) -> datetime | None:
        """Return when the verdict under this key was kept; None where there is none."""
        key = [text_key, profile_version, judge]
        return await self._store.read(lambda db: lookups.verdict_moment(db, key=key))

    async def keep_verdicts(
        self, verdicts: Mapping[str, Verdict], *, profile_version: str, judge: str, now: datetime
    ) -> None:
        """Keep verdicts by text key; one that is already there stays as it is."""
        kept = [
            (key, profile_version, judge, verdict.model_dump_json(), utc_text(now))
            for key, verdict in verdicts.items()
        ]
        await self._store.write(lambda db: _keep(db, kept=kept))


def _sum(one: Saved, other: Saved) -> Saved:
    return Saved(
        new=one.new + other.new,
        known=one.known + other.known,
        reposted=one.reposted + other.reposted,
    )


def _keep(db: Database, *, kept: Iterable[tuple[str, str, str, str, str]]) -> None:
    db.conn.executemany("INSERT OR IGNORE INTO verdicts VALUES (?, ?, ?, ?, ?)", kept)


def _clusters(members: Iterable[rows.MemberRow]) -> dict[str, Cluster]:
    """Put the members together; they come with the best one of each cluster first."""
    grouped: dict[str, list[Posting]] = {}
    for cluster_id, card, text in members:
        grouped.setdefault(cluster_id, []).append(rows.read_posting(card, text=text))
    return {
        cluster_id: Cluster(id=cluster_id, best=first, twins=tuple(twins))
        for cluster_id, (first, *twins) in grouped.items()
    }

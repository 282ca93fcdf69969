"""The best of what met the musts, with their texts: what a judge is asked about."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from scoring.model import Candidate, Cluster, Profile
from scoring.ports import Postings
from scoring.rank.index import Pool
from scoring.rank.musts import AVOIDED, CLOSED, avoided
from scoring.rank.retrieve import CANDIDATES, Screened
from scoring.taste.model import Taste
from scoring.taste.order import reordered


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """The candidates in order, and why the others are none: reason to count."""

    candidates: tuple[Candidate, ...]
    rejected: Mapping[str, int]
    met: frozenset[int]  # positions in the pool of all that met the musts, candidates or not


async def shortlisted(
    profile: Profile,
    *,
    pool: Pool,
    postings: Postings,
    screened: Screened,
    taste: Taste | None = None,
) -> Shortlist:
    """Fetch the texts of the best, pass over what the texts rule out, and fill up.

    The order is the local one, with its best put right by the person's taste where there is one.

    What may have a word to avoid and ranks below the shortlist is counted as having it: nobody
    reads those texts today.
    """
    rejected = dict(screened.rejected)
    candidates: list[Candidate] = []
    lost: set[int] = set()
    ranked = screened.order
    if taste is not None:
        ranked = await asyncio.to_thread(reordered, ranked, pool=pool, taste=taste)
    order = [int(position) for position in ranked]
    at = 0
    while len(candidates) < CANDIDATES and at < len(order):
        window = order[at : at + CANDIDATES - len(candidates)]
        at += len(window)
        ids = [pool.listings[position].cluster_id for position in window]
        clusters = await postings.clusters(ids)
        for position, cluster_id in zip(window, ids, strict=True):
            cluster = clusters.get(cluster_id)
            loss = _loss(cluster, profile)
            if cluster is None or loss:
                lost.add(position)
                rejected[loss or CLOSED] = rejected.get(loss or CLOSED, 0) + 1
            else:
                candidates.append(Candidate(cluster=cluster, rank=len(candidates)))
    unread = [position for position in order[at:] if screened.suspected[position]]
    if unread:
        rejected[AVOIDED] = rejected.get(AVOIDED, 0) + len(unread)
    met = frozenset(order).difference(lost, unread)
    return Shortlist(candidates=tuple(candidates), rejected=rejected, met=met)


def _loss(cluster: Cluster | None, profile: Profile) -> str:
    """Return why a posting leaves the shortlist, or "" when it stays."""
    if cluster is None:
        return CLOSED
    return AVOIDED if avoided(cluster.best, profile.avoid) else ""

"""Which jobs, once chosen, no longer meet a person's musts. Pure."""

from collections.abc import Sequence
from datetime import datetime

from scoring.model import Cluster, Profile
from scoring.ports import Listing
from scoring.rank.columns import columns
from scoring.rank.musts import AVOIDED, Musts, avoided


def failing(clusters: Sequence[Cluster], *, profile: Profile, now: datetime) -> dict[str, str]:
    """Return the first must that each failing job fails, in words, by cluster id."""
    table = columns([_listing(cluster) for cluster in clusters])
    why: dict[str, str] = {}
    for reason, failed in Musts(table, now=now).failures(profile):
        for cluster, fails in zip(clusters, failed, strict=True):
            if fails:
                why.setdefault(cluster.id, reason)
    for cluster in clusters:
        if avoided(cluster.best, profile.avoid):
            why.setdefault(cluster.id, AVOIDED)
    return why


def _listing(cluster: Cluster) -> Listing:
    first_seen = min(posting.seen_at for posting in cluster.postings)
    return Listing(
        cluster_id=cluster.id, best=cluster.best, places=cluster.places, first_seen=first_seen
    )

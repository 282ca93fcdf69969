"""A job that a person has had does not come again, whatever its id is today."""

from bot.stores.deliveries import Deliveries
from bot.stores.feedback import FeedbackStore
from bot.stores.people import People
from bot.stores.seen import seen_jobs
from scoring.edge.db import Store
from scoring.edge.postings.store import PostingsStore
from scoring.model import Cluster, Pick
from tests.factories import NOW, digest, person, posting, verdict

_FIRST = " ".join(f"parcel{n}" for n in range(80))
_SECOND = " ".join(f"robot{n}" for n in range(80))


async def test_who_had_one_of_two_jobs_that_are_one_has_had_both(
    store: Store, people: People, deliveries: Deliveries, feedback: FeedbackStore
) -> None:
    postings = PostingsStore(store)
    await people.add(person())
    await postings.save([posting(id="old", text=_FIRST)], now=NOW)
    await postings.save([posting(id="young", text=_SECOND)], now=NOW)
    young = Pick(cluster=Cluster(id="young", best=posting(id="young")), verdict=verdict())
    await deliveries.plan(7, key="2026-01-02", digest=digest(young), render=lambda _: [], now=NOW)
    await feedback.mark(7, young, "saved", now=NOW)

    await postings.save([posting(id="bridge", text=f"{_FIRST} {_SECOND}")], now=NOW)

    assert await seen_jobs(deliveries, postings=postings, person_id=7) == {"young", "old"}
    assert await feedback.marks(7, "young") == {"saved"}
    assert (await postings.clusters(["young"]))["young"].best.company == "Kestrel Robotics"

"""The postings store keeps every posting once, in its cluster, and every verdict as first given."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scoring.edge.db import Store
from scoring.edge.postings.store import MIGRATIONS, Counts, PostingsStore
from scoring.errors import StoreError
from scoring.model import Place, Posting
from scoring.ports import Saved
from scoring.rank import terms
from scoring.rank.meaning import packed
from tests.factories import NOW, posting, verdict

EARLY = NOW - timedelta(days=365)
TOMORROW = NOW + timedelta(days=1)
HAMBURG = Place(text="Hamburg", city="Hamburg", country="DE")
TEXT = (
    "You build quiet robots that sort parcels by night and you run what you have built on call. "
    * 3
)


@pytest.fixture
async def postings(tmp_path: Path) -> AsyncIterator[PostingsStore]:
    async with Store(tmp_path / "picks.db", [MIGRATIONS]) as store:
        yield PostingsStore(store)


def _text(number: int) -> str:
    """Return words that no other number has: the same text would make it the same job."""
    return " ".join(f"part{number}word{place}" for place in range(40))


def _job(number: int, **fields: Any) -> Posting:
    defaults = {
        "id": f"p{number}",
        "title": f"Engineer for part {number}xyz",
        "text": _text(number),
    }
    return posting(**(defaults | fields))


async def test_a_posting_comes_back_as_it_was(postings: PostingsStore) -> None:
    job = _job(1, pay={"low": 5, "high": 9, "currency": "EUR", "period": "hour"}, tags=("a", "b"))

    saved = await postings.save([job], now=NOW)
    found = await postings.clusters(["p1", "unknown"])

    assert saved == Saved(new=1)
    assert found["p1"].best == job
    assert list(found) == ["p1"]


async def test_a_listing_has_terms_and_no_text(postings: PostingsStore) -> None:
    job = _job(1)
    await postings.save([job], now=NOW)

    (listing,) = await postings.listings(since=EARLY)

    assert listing.best == job.model_copy(update={"text": ""})
    assert listing.places == job.places
    assert listing.first_seen == NOW
    assert listing.terms == terms.bag(job)


async def test_a_known_posting_is_refreshed_and_never_doubled(postings: PostingsStore) -> None:
    await postings.save([_job(1)], now=NOW)
    changed = _job(1, text=_text(1) + " And now with tea.", posted_at=TOMORROW, seen_at=TOMORROW)

    again = await postings.save([_job(1), _job(1)], now=TOMORROW)
    saved = await postings.save([changed], now=TOMORROW)

    best = (await postings.clusters(["p1"]))["p1"].best
    assert again == saved == Saved(known=1)
    assert best.text == changed.text
    assert (best.posted_at, best.seen_at) == (NOW, NOW), "a new date does not make it a new posting"
    assert (await postings.listings(since=EARLY))[0].first_seen == NOW


async def test_a_repost_joins_its_cluster_which_keeps_its_first_day(
    postings: PostingsStore,
) -> None:
    await postings.save([_job(1)], now=NOW)
    twin = _job(
        1, id="other", company="Kestrel Robotics GmbH", places=(HAMBURG,), url="https://x.example/2"
    )

    saved = await postings.save([twin], now=TOMORROW)

    (listing,) = await postings.listings(since=EARLY)
    cluster = (await postings.clusters(["p1"]))["p1"]
    assert saved == Saved(new=1, reposted=1)
    assert listing.cluster_id == "p1"
    assert listing.first_seen == NOW
    assert {place.city for place in listing.places} == {"Berlin", "Hamburg"}
    assert {each.id for each in cluster.postings} == {"p1", "other"}
    assert len(cluster.links) == 2


async def test_the_employers_own_link_becomes_the_best(postings: PostingsStore) -> None:
    await postings.save([_job(1, agency=True, company="Jobs via Osprey")], now=NOW)

    await postings.save([_job(1, id="own")], now=TOMORROW)

    assert (await postings.clusters(["p1"]))["p1"].best.id == "own"
    assert [listing.best.id for listing in await postings.listings(since=EARLY)] == ["own"]


async def test_a_city_whose_posting_is_closed_is_none_of_a_jobs_places(
    postings: PostingsStore,
) -> None:
    berlin = _job(1, title="Engineer", text=TEXT)
    hamburg = _job(2, title="Engineer", text=TEXT, places=(HAMBURG,))
    await postings.save([berlin, hamburg], now=NOW)
    [before] = await postings.listings(since=EARLY)

    await postings.mark_closed(["p2"], now=NOW)

    [after] = await postings.listings(since=EARLY)
    [cluster] = (await postings.clusters([after.cluster_id])).values()
    assert {*before.places} == {*berlin.places, HAMBURG}
    assert (after.places, cluster.places) == (berlin.places, berlin.places)
    assert cluster.links == (berlin.url,)


async def test_a_closed_posting_is_not_listed_until_its_board_lists_it_again(
    postings: PostingsStore,
) -> None:
    await postings.save([_job(1), _job(2)], now=NOW)

    closed = await postings.mark_closed(["p1", "unknown"], now=NOW)
    listed = [listing.cluster_id for listing in await postings.listings(since=EARLY)]
    await postings.save([_job(1)], now=TOMORROW)

    assert (closed, listed) == (1, ["p2"])
    assert len(await postings.listings(since=EARLY)) == 2
    assert await postings.counts() == Counts(postings=2, clusters=2, open=2)


async def test_a_cluster_is_open_while_one_of_its_postings_is(postings: PostingsStore) -> None:
    await postings.save([_job(1), _job(1, id="twin")], now=NOW)

    await postings.mark_closed(["p1"], now=NOW)

    assert [listing.best.id for listing in await postings.listings(since=EARLY)] == ["twin"]


async def test_listings_go_back_to_when_a_job_was_posted_or_first_seen(
    postings: PostingsStore,
) -> None:
    old = NOW - timedelta(days=40)
    await postings.save(
        [_job(1, posted_at=old), _job(2, posted_at=None), _job(3, posted_at=None, seen_at=old)],
        now=NOW,
    )

    recent = await postings.listings(since=NOW - timedelta(days=30))

    assert [listing.cluster_id for listing in recent] == ["p2"]


async def test_what_changed_since_a_revision_is_told(postings: PostingsStore) -> None:
    await postings.save([_job(1), _job(2), _job(3)], now=NOW)
    revision = await postings.revision()

    await postings.save([_job(1, title="Cook")], now=NOW)
    await postings.save([_job(4)], now=NOW)
    await postings.mark_closed(["p2"], now=NOW)
    changes = await postings.changes(since=EARLY, after=revision)

    assert changes.revision == await postings.revision()
    assert {each.best.id: each.best.title for each in changes.listings} == {
        "p1": "Cook",
        "p4": "Engineer for part 4xyz",
    }
    assert changes.gone == ("p2",)
    none = await postings.changes(since=EARLY, after=changes.revision)
    assert (none.listings, none.gone) == ((), ())


async def test_a_title_that_changed_has_its_new_meaning(postings: PostingsStore) -> None:
    await postings.save([_job(1, title="Nurse")], now=NOW)
    (before,) = await postings.listings(since=EARLY)

    await postings.save([_job(1, title="Welder")], now=NOW)
    read = [(await postings.listings(since=EARLY))[0] for _ in range(2)]

    assert before.meaning == packed("Nurse")
    assert [each.meaning for each in read] == [packed("Welder")] * 2


async def test_the_revision_changes_with_the_listings_only(postings: PostingsStore) -> None:
    revisions = [await postings.revision()]
    for step in (
        postings.save([_job(1)], now=NOW),
        postings.save([_job(1)], now=TOMORROW),
        postings.mark_closed(["unknown"], now=NOW),
        postings.mark_closed(["p1"], now=NOW),
    ):
        await step
        revisions.append(await postings.revision())

    assert revisions == [0, 1, 1, 1, 2]


async def test_batches_that_come_at_once_lose_nothing(postings: PostingsStore) -> None:
    batches = [[_job(number) for number in range(start, start + 30)] for start in (0, 10, 20)]

    await asyncio.gather(*(postings.save(batch, now=NOW) for batch in batches))

    assert await postings.counts() == Counts(postings=50, clusters=50, open=50)


async def test_many_postings_are_stored_in_slices(postings: PostingsStore) -> None:
    saved = await postings.save([_job(number, text="") for number in range(1_100)], now=NOW)

    assert saved == Saved(new=1_100)
    assert len(await postings.listings(since=EARLY)) == 1_100


async def test_what_was_saved_is_there_after_a_restart(tmp_path: Path) -> None:
    async with Store(tmp_path / "picks.db", [MIGRATIONS]) as store:
        await PostingsStore(store).save([_job(1)], now=NOW)

    async with Store(tmp_path / "picks.db", [MIGRATIONS]) as store:
        twin = await PostingsStore(store).save([_job(1, id="later")], now=TOMORROW)

    assert twin == Saved(new=1, reposted=1)


async def test_a_job_is_found_by_the_link_of_any_of_its_postings(postings: PostingsStore) -> None:
    best, twin = "https://jobs.example.com/1", "https://board.example.org/ä?id=1"
    await postings.save([_job(1, url=best), _job(1, id="twin", url=twin), _job(2)], now=NOW)

    found = [await postings.at([link]) for link in (best, twin, "https://jobs.example.com/2222")]

    assert [each and {one.id for one in each.postings} for each in found] == [
        {"p1", "twin"},
        {"p1", "twin"},
        None,
    ]


async def test_a_verdict_keeps_the_moment_it_was_given(postings: PostingsStore) -> None:
    for now in (NOW, TOMORROW):
        await postings.keep_verdicts({"k": verdict()}, profile_version="v", judge="j", now=now)

    assert await postings.given_at(text_key="k", profile_version="v", judge="j") == NOW
    assert await postings.given_at(text_key="k", profile_version="w", judge="j") is None


async def test_the_first_verdict_stays(postings: PostingsStore) -> None:
    async def keep(fit: int, *, judge: str = "local", now: datetime = NOW) -> None:
        await postings.keep_verdicts(
            {"k": verdict(fit=fit)}, profile_version="v", judge=judge, now=now
        )

    await keep(80)
    await keep(20)
    await keep(50, judge="other")

    async def kept(profile_version: str, judge: str) -> list[int]:
        found = await postings.verdicts(
            text_keys=["k", "none"], profile_version=profile_version, judge=judge
        )
        return [each.fit for each in found.values()]

    assert await kept("v", "local") == [80]
    assert await kept("v", "other") == [50]
    assert await kept("w", "local") == []


async def test_a_broken_database_is_a_store_error(tmp_path: Path) -> None:
    async with Store(tmp_path / "picks.db", [MIGRATIONS]) as store:
        postings = PostingsStore(store)
        await store.write(lambda db: db.execute("DROP TABLE listings_revision"))

        with pytest.raises(StoreError):
            await postings.save([_job(1)], now=NOW)
        assert await postings.counts() == Counts(postings=0, clusters=0, open=0), (
            "nothing half done"
        )

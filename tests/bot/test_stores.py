"""Profiles, feedback and deliveries: what is kept, what happens once, what can be undone."""

from datetime import timedelta

import pytest

from bot.model import Button, Delivery, Message, SendState
from bot.stores.deliveries import Deliveries
from bot.stores.feedback import FeedbackStore
from bot.stores.people import People
from bot.stores.profiles import Profiles
from scoring.edge.db import Store
from scoring.errors import StoreError
from scoring.model import Profile
from tests.factories import NOW, digest, person, pick, profile

LATER = NOW + timedelta(minutes=1)


@pytest.fixture(autouse=True)
async def _person(people: People) -> None:
    await people.add(person())


def _line(delivery: Delivery) -> list[Message]:
    return [Message(html=f"delivery {delivery.id}")]


# --- profiles -------------------------------------------------------------------------------


async def test_a_profile_is_empty_until_it_is_saved(profiles: Profiles) -> None:
    assert await profiles.get(7) == Profile()

    await profiles.save(7, profile(), now=NOW)

    assert await profiles.get(7) == profile()


async def test_an_undo_brings_the_profile_before_back_once(profiles: Profiles) -> None:
    await profiles.save(7, profile(), now=NOW)
    await profiles.save(7, profile(skills=("Rust",)), now=NOW)

    assert await profiles.undo(7, now=LATER) == profile()
    assert await profiles.get(7) == profile()
    assert await profiles.undo(7, now=LATER) is None


async def test_saving_the_same_again_keeps_the_undo(profiles: Profiles) -> None:
    await profiles.save(7, profile(), now=NOW)
    await profiles.save(7, profile(skills=("Rust",)), now=NOW)
    await profiles.save(7, profile(skills=("Rust",)), now=NOW)

    assert await profiles.undo(7, now=LATER) == profile()


async def test_the_first_profile_can_be_undone_to_an_empty_one(profiles: Profiles) -> None:
    await profiles.save(7, profile(), now=NOW)

    assert await profiles.undo(7, now=LATER) == Profile()


async def test_nobody_has_no_profile_to_save(profiles: Profiles) -> None:
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        await profiles.save(404, profile(), now=NOW)


async def test_the_last_versions_of_a_profile_are_kept_and_found(profiles: Profiles) -> None:
    for years in range(30):
        await profiles.save(7, profile(years=years), now=LATER if years else NOW)
    await profiles.save(7, profile(years=25), now=LATER)

    kept = [each.profile.years for each in await profiles.versions(7)]
    found = await profiles.version(7, profile(years=26).version)
    assert kept == [25, 29, 28, 27, 26, *range(24, 9, -1)]
    assert found is not None
    assert (found.profile, found.since) == (profile(years=26), LATER)
    assert await profiles.version(7, profile(years=3).version) is None
    assert await profiles.version(8, profile(years=26).version) is None


async def test_an_undo_brings_the_version_back_as_the_newest(profiles: Profiles) -> None:
    await profiles.save(7, profile(years=1), now=NOW)
    await profiles.save(7, profile(years=2), now=NOW)
    await profiles.undo(7, now=LATER)

    assert [each.profile.years for each in await profiles.versions(7)] == [1, 2]


# --- feedback -------------------------------------------------------------------------------


async def test_a_mark_is_set_once_and_taken_away_once(feedback: FeedbackStore) -> None:
    job = pick()

    assert await feedback.mark(7, job, "saved", now=NOW)
    assert not await feedback.mark(7, job, "saved", now=LATER)
    assert await feedback.marks(7, job.cluster.id) == {"saved"}
    assert await feedback.unmark(7, job.cluster.id, "saved", now=NOW)
    assert not await feedback.unmark(7, job.cluster.id, "saved", now=NOW)
    assert await feedback.marks(7, job.cluster.id) == frozenset()


async def test_a_new_reason_replaces_the_old(feedback: FeedbackStore) -> None:
    await feedback.mark(7, pick(), "hidden", now=NOW)
    await feedback.mark(7, pick(), "hidden", now=LATER, reason="pay")

    [marked] = await feedback.marked(7, "hidden")
    assert (marked.reason, marked.at, marked.pick) == ("pay", LATER, pick())


async def test_marked_jobs_come_newest_first_and_one_person_alone(
    people: People, feedback: FeedbackStore
) -> None:
    await people.add(person(id=8))
    await feedback.mark(7, pick(id="a"), "saved", now=NOW)
    await feedback.mark(7, pick(id="b"), "saved", now=LATER)
    await feedback.mark(7, pick(id="c"), "applied", now=LATER)
    await feedback.mark(8, pick(id="d"), "saved", now=LATER)

    assert [each.cluster_id for each in await feedback.marked(7, "saved")] == ["c-b", "c-a"]


# --- deliveries -----------------------------------------------------------------------------


async def test_a_plan_is_made_once_and_only_its_due_moves(
    people: People, deliveries: Deliveries
) -> None:
    tomorrow = (NOW + timedelta(days=1), NOW.date() + timedelta(days=1))
    first = await deliveries.plan(7, key="k", digest=digest(pick()), render=_line, now=NOW)
    again = await deliveries.plan(
        7, key="k", digest=digest(), render=_line, now=LATER, next_due=tomorrow
    )

    after = await people.get(7)
    assert again == first
    assert len(await deliveries.waiting(first.id)) == 1
    assert after is not None
    assert (after.due, after.due_day, after.last_digest_at) == (*tomorrow, NOW)


async def test_a_plan_whose_messages_cannot_be_made_leaves_nothing(
    people: People, deliveries: Deliveries
) -> None:
    too_long = Message(html="x", rows=((Button(label="x", action="card", value="v" * 99),),))
    with pytest.raises(ValueError, match="over 64 bytes"):
        await deliveries.plan(
            7, key="k", digest=digest(pick()), render=lambda _: [too_long], now=NOW
        )

    after = await people.get(7)
    assert await deliveries.latest(7) is None
    assert await deliveries.shown(7) == frozenset()
    assert after is not None
    assert after.last_digest_at is None


async def test_what_was_shown_or_hidden_is_known_for_each_person_alone(
    people: People, deliveries: Deliveries, feedback: FeedbackStore
) -> None:
    await people.add(person(id=8))
    await deliveries.plan(7, key="k", digest=digest(pick(id="a")), render=_line, now=NOW)
    await feedback.mark(7, pick(id="b"), "hidden", now=NOW)
    await feedback.mark(7, pick(id="c"), "saved", now=NOW)

    assert await deliveries.shown(7) == {"c-a", "c-b"}
    assert await deliveries.shown(8) == frozenset()


async def test_a_delivery_of_somebody_else_is_not_to_be_seen(
    people: People, deliveries: Deliveries
) -> None:
    await people.add(person(id=8))
    planned = await deliveries.plan(7, key="k", digest=digest(), render=_line, now=NOW)

    assert await deliveries.get(7, planned.id) == planned
    assert await deliveries.get(8, planned.id) is None
    assert await deliveries.get(7, planned.id + 1) is None
    assert await deliveries.planned(7, key="k") == planned
    assert await deliveries.planned(8, key="k") is None


async def test_the_latest_delivery_is_the_newest(deliveries: Deliveries) -> None:
    for key in ("2026-01-02", "2025-01-01"):
        await deliveries.plan(7, key=key, digest=digest(), render=_line, now=NOW)

    latest = await deliveries.latest(7)
    assert latest is not None
    assert latest.key == "2025-01-01"


async def test_a_notice_is_put_once_per_key(deliveries: Deliveries) -> None:
    first = await deliveries.notice(7, Message(html="One"), key="budget", now=NOW)
    again = await deliveries.notice(7, Message(html="Two"), key="budget", now=LATER)

    assert again == first
    assert [each.kind for each in await deliveries.ready(LATER, limit=9)] == ["notice"]


async def test_the_order_of_a_person_is_kept_also_when_the_first_must_wait(
    deliveries: Deliveries,
) -> None:
    planned = await deliveries.plan(
        7, key="k", digest=digest(), render=lambda _: [Message(html=c) for c in "ab"], now=NOW
    )
    first, second = await deliveries.waiting(planned.id)
    await deliveries.intend(first.id, now=NOW)

    on_its_way = await deliveries.ready(NOW, limit=9)
    await deliveries.again(first.id, not_before=NOW + timedelta(hours=1))
    put_off = await deliveries.ready(NOW, limit=9)
    await deliveries.intend(first.id, now=NOW)
    await deliveries.dead(first.id, why="too long", now=NOW)

    assert (on_its_way, put_off) == ([], [])
    assert [each.id for each in await deliveries.ready(NOW, limit=9)] == [second.id]


async def test_only_one_of_two_gets_a_message_to_send(deliveries: Deliveries) -> None:
    notice = await deliveries.notice(7, Message(html="One"), key="k", now=NOW)

    assert await deliveries.intend(notice.id, now=NOW)
    assert not await deliveries.intend(notice.id, now=NOW)


async def test_an_answer_that_comes_after_the_doubt_counts(
    deliveries: Deliveries, store: Store
) -> None:
    planned = await deliveries.plan(7, key="k", digest=digest(), render=_line, now=NOW)
    [outgoing] = await deliveries.waiting(planned.id)
    await deliveries.intend(outgoing.id, now=NOW)
    assert await deliveries.recover(LATER) == 1

    await deliveries.sent(outgoing.id, message_id=5, now=LATER)

    assert await deliveries.ask(LATER) == []
    row = await store.read(lambda db: db.table("outbox").get(outgoing.id))
    assert (row["state"], row["message_id"]) == (SendState.SENT, 5)


async def test_recovery_while_running_spares_what_is_on_its_way(deliveries: Deliveries) -> None:
    notice = await deliveries.notice(7, Message(html="One"), key="k", now=NOW)
    await deliveries.intend(notice.id, now=NOW)

    assert await deliveries.recover(LATER, before=NOW) == 0
    assert await deliveries.recover(LATER, before=LATER) == 1


async def test_a_recovery_at_start_also_takes_intents_of_a_clock_that_was_ahead(
    deliveries: Deliveries,
) -> None:
    notice = await deliveries.notice(7, Message(html="One"), key="k", now=NOW)
    await deliveries.intend(notice.id, now=NOW + timedelta(days=400))

    assert await deliveries.recover(NOW) == 1


async def test_the_outbox_is_asked_through_its_index(store: Store) -> None:
    from bot.stores.outbox import FIRST, OPEN

    plan = await store.read(
        lambda db: [
            row["detail"]
            for row in db.query(
                "EXPLAIN QUERY PLAN SELECT * FROM outbox WHERE"
                f" {OPEN} AND state = 'ready' AND not_before <= '2026' AND {FIRST} ORDER BY id"
            )
        ]
    )

    assert any("outbox_open" in step for step in plan)

"""The store of applications: stages with the mark, notes, appointments and nudges."""

import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.compose import MIGRATIONS
from bot.stores import migrations
from bot.stores.deliveries import Deliveries
from bot.stores.feedback import FeedbackStore
from bot.stores.people import People
from bot.stores.tracking.store import Tracking
from bot.stores.tracking.tracks import Arranged
from scoring.edge.db import Store, utc_text
from tests.factories import NOW, digest, person, pick

DAY = timedelta(days=1)
JOB = pick()
ID = JOB.cluster.id


@pytest.fixture
async def tracking(store: Store, people: People) -> Tracking:
    await people.add(person(id=7))
    return Tracking(store)


async def stages_of(tracking: Tracking, cluster_id: str = ID) -> list[str]:
    return [step.stage for step in (await tracking.of(7, cluster_id)).steps]


async def test_with_the_mark_applied_an_application_begins_once(
    tracking: Tracking, feedback: FeedbackStore
) -> None:
    await feedback.mark(7, JOB, "applied", now=NOW)
    await feedback.mark(7, JOB, "applied", now=NOW + DAY)

    assert [(each.stage, each.at) for each in (await tracking.of(7, ID)).steps] == [
        ("applied", NOW)
    ]


async def test_saving_begins_no_application(tracking: Tracking, feedback: FeedbackStore) -> None:
    await feedback.mark(7, JOB, "saved", now=NOW)

    assert await stages_of(tracking) == []


async def test_a_stage_is_reached_once_however_often_it_is_pressed(
    tracking: Tracking, feedback: FeedbackStore
) -> None:
    assert await tracking.reach(7, JOB, "interview", now=NOW)
    assert not await tracking.reach(7, JOB, "interview", now=NOW + DAY)

    assert await stages_of(tracking) == ["applied", "interview"]
    assert await feedback.marks(7, ID) == {"applied"}


async def test_un_applying_takes_the_stages_back_and_a_wrong_tap_costs_nothing(
    tracking: Tracking, feedback: FeedbackStore
) -> None:
    await feedback.mark(7, JOB, "applied", now=NOW)
    await tracking.reach(7, JOB, "interview", now=NOW + DAY)

    await feedback.unmark(7, ID, "applied", now=NOW + 2 * DAY)
    taken = await stages_of(tracking)
    await feedback.mark(7, JOB, "applied", now=NOW + 2 * DAY + timedelta(hours=1))

    assert taken == []
    assert [(each.stage, each.at) for each in (await tracking.of(7, ID)).steps] == [
        ("applied", NOW),
        ("interview", NOW + DAY),
    ]


async def test_who_applies_again_much_later_begins_anew(
    tracking: Tracking, feedback: FeedbackStore
) -> None:
    await tracking.reach(7, JOB, "rejected", now=NOW)
    await feedback.unmark(7, ID, "applied", now=NOW + DAY)

    await feedback.mark(7, JOB, "applied", now=NOW + 3 * DAY)

    assert [(each.stage, each.at) for each in (await tracking.of(7, ID)).steps] == [
        ("applied", NOW + 3 * DAY)
    ]


async def test_the_latest_stage_is_undone_once_and_never_the_first(tracking: Tracking) -> None:
    await tracking.reach(7, JOB, "interview", now=NOW)
    await tracking.reach(7, JOB, "rejected", now=NOW)
    first, _, last = (await tracking.of(7, ID)).steps

    assert await tracking.undo(7, ID, step_id=last.id)
    assert not await tracking.undo(7, ID, step_id=last.id)
    assert not await tracking.undo(7, ID, step_id=first.id)
    assert not await tracking.undo(8, ID, step_id=last.id)
    assert await stages_of(tracking) == ["applied", "interview"]


async def test_a_note_is_kept_once_and_saves_the_job(
    tracking: Tracking, feedback: FeedbackStore
) -> None:
    await tracking.note(7, JOB, "Spoke to Ines", key="a", now=NOW)
    await tracking.note(7, JOB, "Spoke to Ines", key="a", now=NOW)
    await tracking.note(7, JOB, "Send the portfolio", key="b", now=NOW + DAY)
    notes = (await tracking.of(7, ID)).notes

    assert [(each.text, each.at) for each in notes] == [
        ("Send the portfolio", NOW + DAY),
        ("Spoke to Ines", NOW),
    ]
    assert await feedback.marks(7, ID) == {"saved"}
    assert not await tracking.drop_note(8, notes[0].id)
    assert await tracking.drop_note(7, notes[0].id)
    assert not await tracking.drop_note(7, notes[0].id)


async def test_a_note_on_an_application_does_not_save_it_too(
    tracking: Tracking, feedback: FeedbackStore
) -> None:
    await feedback.mark(7, JOB, "applied", now=NOW)

    await tracking.note(7, JOB, "Spoke to Ines", key="a", now=NOW)

    assert await feedback.marks(7, ID) == {"applied"}


async def test_an_interview_to_come_is_moved_under_its_name_and_a_past_one_stays(
    tracking: Tracking,
) -> None:
    def at(days: int) -> Arranged:
        return Arranged(kind="interview", at=NOW + days * DAY, text="Zoom")

    first = await tracking.arrange(7, JOB, at(3), now=NOW)
    same = await tracking.arrange(7, JOB, at(3), now=NOW + DAY)
    moved = await tracking.arrange(7, JOB, at(4), now=NOW + DAY)
    second = await tracking.arrange(7, JOB, at(9), now=NOW + 5 * DAY)

    assert same == first
    assert (moved.uid, moved.sequence) == (first.uid, 1)
    assert (second.uid != first.uid, second.sequence) == (True, 0)
    assert [each.at for each in (await tracking.of(7, ID)).appointments] == [
        NOW + 4 * DAY,
        NOW + 9 * DAY,
    ]


async def test_an_application_falls_silent_after_fourteen_days_without_a_word(
    tracking: Tracking, feedback: FeedbackStore
) -> None:
    async def silent(days: float) -> bool:
        return (await tracking.of(7, ID)).silent_days(NOW + days * DAY) > 0

    await feedback.mark(7, JOB, "applied", now=NOW)
    assert (await silent(13.9), await silent(14)) == (False, True)

    await tracking.note(7, JOB, "They read it", key="a", now=NOW + 10 * DAY)
    assert (await silent(23.9), await silent(24)) == (False, True)

    await tracking.wait_on(7, ID, now=NOW + 24 * DAY)
    assert (await silent(37.9), await silent(38)) == (False, True)

    talk = Arranged(kind="interview", at=NOW + 60 * DAY)
    await tracking.arrange(7, JOB, talk, now=NOW + 38 * DAY)
    assert (await silent(59), await silent(73.9), await silent(74)) == (False, False, True)

    await tracking.reach(7, JOB, "offer", now=NOW + 60 * DAY)
    assert not await silent(99)


async def test_a_silence_counts_as_told_once_the_morning_message_is_there(
    tracking: Tracking, feedback: FeedbackStore, deliveries: Deliveries
) -> None:
    today, tomorrow = date(2026, 1, 17), date(2026, 1, 18)
    await feedback.mark(7, JOB, "applied", now=NOW)

    await tracking.tell(7, {ID: NOW}, day=today)
    assert await tracking.told(7, day=tomorrow) == {}  # a crash came before the message
    assert await tracking.told(7, day=today + 30 * DAY) == {}  # and a month without a start

    await deliveries.plan(7, key=str(today), digest=digest(), render=lambda _: (), now=NOW)
    assert await tracking.told(7, day=tomorrow) == {ID: NOW}
    assert await tracking.told(7, day=today + 365 * DAY) == {ID: NOW}
    assert await tracking.told(7, day=today) == {}  # made again, it says the same


async def test_where_somebody_applied_is_known_by_company_and_employer(
    tracking: Tracking, feedback: FeedbackStore
) -> None:
    direct = pick(id="p1", company="Kestrel Robotics GmbH")
    behind = pick(id="p2", company="Harbour Staffing", employer="Copper Kettle", agency=True)
    nobody = pick(id="p3", company="Harbour Staffing", agency=True)
    for number, each in enumerate((direct, behind, nobody)):
        await feedback.mark(7, each, "applied", now=NOW + number * DAY)

    keys = [each.key for each in await tracking.applied(7)]

    assert keys == ["", "copperkettle", "kestrelrobotics"]


async def test_an_interview_lets_an_application_that_was_only_sent_come_to_it(
    tracking: Tracking, feedback: FeedbackStore
) -> None:
    talk = Arranged(kind="interview", at=NOW + DAY)
    other = pick(id="p2")

    await feedback.mark(7, JOB, "applied", now=NOW)
    await tracking.arrange(7, JOB, talk, now=NOW)
    await tracking.arrange(7, JOB, talk, now=NOW)
    await tracking.arrange(7, other, talk, now=NOW)

    assert await stages_of(tracking) == ["applied", "interview"]
    assert await stages_of(tracking, other.cluster.id) == []  # it was only saved


OPS = st.lists(
    st.tuples(
        st.sampled_from(["mark", "unmark", "interview", "rejected", "undo", "old undo", "note"]),
        st.integers(0, 30),  # hours that pass before it
    ),
    max_size=12,
)


async def test_mark_and_stages_stay_together_whatever_is_pressed(
    tracking: Tracking, feedback: FeedbackStore, people: People
) -> None:
    """One database for all examples, and a person of their own for each."""
    numbers = itertools.count(100)
    examples: list[list[tuple[str, int]]] = []

    @settings(max_examples=40)
    @given(ops=OPS)
    def collect(ops: list[tuple[str, int]]) -> None:
        examples.append(ops)

    collect()
    for ops in examples:
        who = next(numbers)
        await people.add(person(id=who))
        await _press(tracking, feedback, who=who, ops=ops)


async def _press(
    tracking: Tracking, feedback: FeedbackStore, *, who: int, ops: list[tuple[str, int]]
) -> None:
    now = NOW
    for number, (op, hours) in enumerate(ops):
        now += timedelta(hours=hours)
        steps = (await tracking.of(who, ID)).steps
        match op:
            case "mark":
                await feedback.mark(who, JOB, "applied", now=now)
            case "unmark":
                await feedback.unmark(who, ID, "applied", now=now)
            case "interview" | "rejected":
                await tracking.reach(who, JOB, op, now=now)
            case "undo" | "old undo" if steps:
                step = steps[-1 if op == "undo" else 0]
                await tracking.undo(who, ID, step_id=step.id)
            case "note":
                await tracking.note(who, JOB, "hello", key=str(number), now=now)
        after = (await tracking.of(who, ID)).steps
        marks = await feedback.marks(who, ID)
        assert ("applied" in marks) == bool(after), ops
        assert [each.stage for each in after[:1]] in ([], ["applied"]), ops
        assert all(one.stage != two.stage for one, two in itertools.pairwise(after)), ops
        assert [each.id for each in after] == sorted(each.id for each in after), ops


async def test_what_was_marked_before_there_were_stages_has_its_first(tmp_path: Path) -> None:
    async with Store(tmp_path / "old.db", [migrations.MIGRATIONS]) as old:
        await People(old).add(person(id=7))
        row = {"person_id": 7, "cluster_id": ID, "reason": "", "at": utc_text(NOW)}
        marks = [
            {**row, "mark": mark, "pick": JOB.model_dump_json()} for mark in ("applied", "saved")
        ]
        await old.write(lambda db: db.table("feedback").insert_all(marks))

    async with Store(tmp_path / "old.db", MIGRATIONS) as opened:
        steps = (await Tracking(opened).of(7, ID)).steps

    assert [(each.stage, each.at) for each in steps] == [("applied", NOW)]

"""The tick: everybody's message once, whatever went wrong before or goes wrong beside it."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.logs import nickname
from bot.model import Person, SendState
from bot.sending import due, schedule
from bot.sending.refusals import TokenRefused
from scoring.model import Profile
from tests.bot.mail import Mail, open_mail
from tests.factories import NOW

TODAY = NOW.date()  # a Friday; NOW is 08:00 UTC
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Mail]:
    async with open_mail(tmp_path) as opened:
        yield opened


async def _due(mail: Mail, person_id: int = 7, **fields: Any) -> Person:
    """Let somebody join who is due at 08:00 UTC today."""
    defaults: dict[str, Any] = {"zone": "UTC", "due": NOW, "due_day": TODAY}
    return await mail.join(person_id, **(defaults | fields))


async def _tick(mail: Mail) -> None:
    await schedule.tick(mail.bot, mail.services)


async def _keys(mail: Mail) -> list[str]:
    return await mail.store.read(
        lambda db: [row["key"] for row in db.query("SELECT key FROM deliveries ORDER BY id")]
    )


async def test_who_is_due_gets_one_message_and_is_due_again_tomorrow(mail: Mail) -> None:
    someone = await _due(mail)

    for _ in range(3):
        await _tick(mail)
        mail.later(minutes=1)

    after = await mail.services.people.get(7)
    assert after is not None
    assert len(mail.words()) == 1
    assert (after.due, after.due_day) == due.next_due(someone, NOW + timedelta(hours=1))
    assert after.due_day == TOMORROW
    assert after.last_digest_at == NOW


async def test_who_is_not_due_yet_hears_nothing(mail: Mail) -> None:
    await _due(mail, due=NOW + timedelta(seconds=1))

    await _tick(mail)

    assert mail.words() == []


async def test_two_ticks_at_once_double_nothing(mail: Mail) -> None:
    for number in range(100, 130):
        await _due(mail, number)

    await asyncio.gather(*(_tick(mail) for _ in range(3)))
    await _tick(mail)

    assert [len(mail.words(number)) for number in range(100, 130)] == [1] * 30


async def test_two_pages_of_people_are_all_served(mail: Mail) -> None:
    for number in range(100, 220):
        await _due(mail, number, due=NOW - timedelta(seconds=number))

    await _tick(mail)

    assert [len(mail.words(number)) for number in range(100, 220)] == [1] * 120


async def test_a_bot_that_was_down_at_eight_sends_at_half_past_nine_once(mail: Mail) -> None:
    await _due(mail)
    mail.later(hours=1, minutes=30)

    await _tick(mail)
    await _tick(mail)

    assert len(mail.words()) == 1
    assert await _keys(mail) == ["2026-01-02"]


async def test_after_days_of_downtime_there_is_one_message_for_today(mail: Mail) -> None:
    await _due(mail)
    mail.later(days=2, hours=3)

    await _tick(mail)
    await _tick(mail)

    assert len(mail.words()) == 1
    assert await _keys(mail) == ["2026-01-04"]


async def test_after_a_downtime_past_midnight_the_next_morning_is_on_time(mail: Mail) -> None:
    await _due(mail)
    mail.later(hours=20)

    await _tick(mail)
    silent = mail.words()
    mail.later(hours=4, minutes=6)
    await _tick(mail)

    assert silent == []
    assert await _keys(mail) == ["2026-01-03"]


async def test_three_days_without_telegram_end_with_one_message(mail: Mail) -> None:
    await _due(mail)
    mail.sandbox.faults.fail(502, times=100_000)

    for _ in range(3 * 8):
        await _tick(mail)
        mail.later(hours=3)
    mail.later(minutes=10)
    mail.sandbox.faults.clear()
    await _tick(mail)
    await _tick(mail)

    assert len(mail.words()) == 1
    assert (await mail.states()).count(SendState.SENT) == 1
    assert len(await _keys(mail)) >= 3


async def test_six_hours_without_telegram_delay_the_message(mail: Mail) -> None:
    await _due(mail)
    mail.sandbox.faults.fail(502, times=100_000)

    for _ in range(12):
        await _tick(mail)
        mail.later(minutes=30)
    mail.sandbox.faults.clear()
    await _tick(mail)

    assert len(mail.words()) == 1
    assert await _keys(mail) == ["2026-01-02"]


async def test_one_poison_person_is_put_off_and_the_others_are_served(
    mail: Mail, caplog: pytest.LogCaptureFixture
) -> None:
    await _due(mail, 7, zone="Mars/Olympus_Mons")
    await _due(mail, 8)
    await mail.store.write(
        lambda db: db.execute(
            "INSERT INTO profiles (person_id, name, former, profile, changed_at, opened)"
            " VALUES (8, '', '[]', '{\"secret\": \"my CV\"}', '2026', 1)"
        )
    )
    await _due(mail, 9)

    with caplog.at_level(logging.ERROR):
        await _tick(mail)

    # The owner hears of both kinds of failure.
    assert [len(mail.words(number)) for number in (7, 8, 9)] == [2, 0, 1]
    failures = [record for record in caplog.records if record.message.startswith("A digest failed")]
    assert sorted(vars(record)["person"] for record in failures) == sorted(map(nickname, (7, 8)))
    assert all('File "' in record.message for record in failures)
    assert "my CV" not in caplog.text
    poison = await mail.services.people.get(8)
    assert poison is not None
    assert (poison.due, poison.due_day) == (NOW + timedelta(minutes=5), TODAY)


async def test_a_page_of_poison_people_does_not_hide_the_others(mail: Mail) -> None:
    for number in range(100, 220):
        await _due(mail, number, zone="Mars/Olympus_Mons", due=NOW - timedelta(hours=1))
    await _due(mail, 8)

    await _tick(mail)

    assert len(mail.words(8)) == 1


async def test_a_digest_that_takes_long_keeps_nobody_elses_back(
    mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "_LOOK_S", 0.01)
    await _due(mail, 7)
    await _due(mail, 8)
    turn = mail.services.pools.turn(8)

    async with turn:  # as if a model took its time
        tick = asyncio.create_task(_tick(mail))
        arrived = await mail.sandbox.until(lambda: len(mail.words(7)) == 1)
        waits = not tick.done()
    await tick

    assert arrived
    assert waits
    assert len(mail.words(8)) == 1


async def test_a_digest_that_hangs_is_put_off(mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_LONGEST_S", 0.01)
    await _due(mail, 8)
    turn = mail.services.pools.turn(8)

    async with turn:
        await _tick(mail)

    late = await mail.services.people.get(8)
    assert late is not None
    assert (late.due, late.due_day) == (NOW + timedelta(minutes=5), TODAY)
    mail.later(minutes=5)
    monkeypatch.undo()
    await _tick(mail)
    assert await _keys(mail) == ["2026-01-02"]


async def test_a_pause_ends_on_its_date_and_the_message_comes_at_its_time(mail: Mail) -> None:
    await mail.join(7, zone="UTC", state="paused", paused_until=TOMORROW)
    await mail.services.profiles.save(
        7, (await mail.services.profiles.get(7)).model_copy(update={"text": "Rust"}), now=NOW
    )

    await _tick(mail)
    paused = await mail.services.people.get(7)
    mail.later(hours=16)
    await _tick(mail)
    back = await mail.services.people.get(7)
    mail.later(hours=8, minutes=6)
    await _tick(mail)

    assert paused is not None
    assert back is not None
    assert paused.state == "paused"
    assert (back.state, back.paused_until, back.due_day) == ("active", None, TOMORROW)
    assert len(mail.words()) == 1


@pytest.mark.parametrize(
    ("down", "days"),
    [
        (timedelta(days=1, hours=2), ["2026-01-03"]),
        (timedelta(days=3, hours=2), ["2026-01-05"]),
        (timedelta(days=1, hours=15), ["2026-01-03"]),
    ],
    ids=["two hours late", "two days late", "in the evening"],
)
async def test_a_pause_that_ends_while_the_bot_is_down_loses_no_morning(
    mail: Mail, down: timedelta, days: list[str]
) -> None:
    await mail.join(7, zone="UTC", state="paused", paused_until=TOMORROW)
    await mail.services.profiles.save(7, Profile(text="Rust"), now=NOW)
    mail.now = NOW + down

    await _tick(mail)
    await _tick(mail)

    assert await _keys(mail) == days
    assert len(mail.words()) == 1


async def test_a_crash_between_a_first_profile_and_its_date_is_healed(mail: Mail) -> None:
    someone = await mail.join(7, zone="UTC")
    await mail.services.profiles.save(7, Profile(text="Rust"), now=NOW)
    await mail.join(8)
    await mail.services.profiles.save(8, Profile(text="Go"), now=NOW)
    await mail.services.profiles.save(8, Profile(), now=NOW)

    await _tick(mail)

    healed, empty = await mail.services.people.get(7), await mail.services.people.get(8)
    assert healed is not None
    assert empty is not None
    assert (healed.due, healed.due_day) == due.next_due(someone, NOW)
    assert empty.due is None


async def test_a_date_that_cannot_be_set_keeps_nobody_waiting(
    mail: Mail, caplog: pytest.LogCaptureFixture
) -> None:
    await mail.join(8, zone="Mars/Olympus_Mons", state="paused", paused_until=TODAY)
    await _due(mail)

    with caplog.at_level(logging.ERROR):
        await _tick(mail)

    assert len(mail.words()) == 1
    assert [vars(record)["person"] for record in caplog.records] == [nickname(8)]


async def test_a_pause_without_an_end_stays(mail: Mail) -> None:
    await mail.join(7, zone="UTC", state="paused")
    mail.later(days=100)

    await _tick(mail)

    stays = await mail.services.people.get(7)
    assert stays is not None
    assert stays.state == "paused"


async def test_a_clock_that_ran_a_year_ahead_does_not_silence_anybody(mail: Mail) -> None:
    await _due(mail)
    mail.later(days=365, minutes=10)
    await _tick(mail)
    mail.now = NOW + timedelta(minutes=10)

    await _tick(mail)
    called_back = await mail.services.people.get(7)
    mail.later(days=1)
    await _tick(mail)

    assert called_back is not None
    assert called_back.due_day == TOMORROW
    assert len(mail.words()) == 2  # the one of the wrong clock, and tomorrow's


async def test_a_clock_that_is_set_back_sends_nothing_twice(mail: Mail) -> None:
    await _due(mail)
    await _tick(mail)

    mail.later(hours=-2)
    for _ in range(10):
        mail.later(minutes=15)
        await _tick(mail)

    assert len(mail.words()) == 1


async def test_a_due_from_older_time_zone_data_sends_each_day_once(mail: Mail) -> None:
    """The stored instant may be an hour off after an update of the zone data; never a day."""
    await _due(mail, due=NOW - timedelta(hours=1))
    mail.now = NOW - timedelta(hours=1)

    for _ in range(4):
        await _tick(mail)
        mail.later(minutes=35)

    assert len(mail.words()) == 1
    assert await _keys(mail) == ["2026-01-02"]


async def test_a_setting_that_changes_while_the_digest_is_made_is_kept(mail: Mail) -> None:
    await _due(mail)
    moved = datetime(2026, 1, 2, 18, 0, tzinfo=UTC)
    await mail.services.people.change(7, at="18:00", due=moved, due_day=TODAY)

    await mail.services.deliveries.plan(
        7,
        key="2026-01-02",
        digest=(await mail.plan(7, key="other")).digest,
        render=lambda _: [],
        now=NOW,
        next_due=(NOW + timedelta(days=1), TOMORROW),
    )

    kept = await mail.services.people.get(7)
    assert kept is not None
    assert (kept.due, kept.due_day) == (moved, TODAY)


async def test_the_loop_stops_when_told_and_ends_what_it_does(mail: Mail) -> None:
    await _due(mail)
    stop = asyncio.Event()
    mail.sandbox.faults.slow(0.2, method="sendMessage")

    loop = asyncio.create_task(schedule.run_forever(mail.bot, mail.services, stop=stop))
    await mail.sandbox.until(lambda: mail.sandbox.in_flight > 0)
    stop.set()
    await loop

    assert await mail.states() == [SendState.SENT]


async def test_the_loop_survives_a_tick_that_fails(
    mail: Mail, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await _due(mail)
    monkeypatch.setattr(schedule, "_TICK_S", 0.01)
    await mail.store.write(lambda db: db.execute("ALTER TABLE people RENAME TO away"))
    stop = asyncio.Event()

    loop = asyncio.create_task(schedule.run_forever(mail.bot, mail.services, stop=stop))
    while "A tick failed" not in caplog.text:
        await mail.store.read(lambda _: None)
    await mail.store.write(lambda db: db.execute("ALTER TABLE away RENAME TO people"))

    def picks() -> list[str]:  # the owner may hear of the failure, too
        return [each for each in mail.words() if "Something broke" not in each]

    await mail.sandbox.until(lambda: len(picks()) == 1)
    stop.set()
    await loop

    assert len(picks()) == 1


async def test_the_loop_ends_with_a_sentence_when_the_token_is_refused(mail: Mail) -> None:
    await _due(mail)
    mail.sandbox.faults.fail(401, method="getMe")

    with pytest.raises(TokenRefused, match="BotFather"):
        await schedule.run_forever(mail.bot, mail.services)


async def test_dates_are_nominal_and_not_those_of_utc(mail: Mail) -> None:
    """Half past eleven in Nuuk is the next day in UTC; each date is sent all the same."""
    someone = await mail.join(7, zone="America/Nuuk", at="23:30")
    await mail.services.people.change(7, **due.due_fields(someone, NOW))

    for _ in range(4 * 24):
        await _tick(mail)
        mail.later(hours=1)

    assert await _keys(mail) == [str(date(2026, 1, day)) for day in (2, 3, 4, 5)]

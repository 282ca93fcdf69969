"""The owner hears once when a source turns quiet, changes its shape, or keeps failing."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.rounds.watch import Watch
from scoring.edge.boards.store import BoardsStore
from scoring.edge.troubles import Troubles
from scoring.edge.visits import VisitsStore
from scoring.ingest.report import SourceRun
from scoring.ingest.visit import BoardVisit
from tests.bot.mail import Mail, open_mail


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Mail]:
    async with open_mail(tmp_path) as opened:
        yield opened


async def a_round(mail: Mail, row: SourceRun, *, listed: int | None = None) -> None:
    """End a round with this row, its one board listing so many postings."""
    visit = BoardVisit(board="b", seen={f"p{n}" for n in range(listed or 0)}, error=row.error)
    await VisitsStore(mail.store).keep_run(row, now=mail.now)
    await BoardsStore(mail.store).note(row.source, [visit], now=mail.now)
    await Watch(mail.store).tell([row], now=mail.now)


async def told(mail: Mail) -> Sequence[str]:
    return [each.message.html for each in await mail.outbox()]


async def test_a_source_that_turns_quiet_is_told_of_once(mail: Mail) -> None:
    await mail.join(owner=True)
    for listed in (50,) * 7:
        await a_round(mail, SourceRun(source="lever", fetched=listed), listed=listed)
        mail.later(days=1)

    for _ in range(3):
        await a_round(mail, SourceRun(source="lever"), listed=0)
        mail.later(hours=1)
    mail.later(days=1)
    await a_round(mail, SourceRun(source="lever"), listed=0)

    [said] = await told(mail)
    assert "<b>Lever</b> is quiet: it lists 0 postings, and no less than 50" in said
    assert await Watch(mail.store).quiet(now=mail.now) == ("lever",)


async def test_that_it_is_well_again_is_told_too_and_the_next_time_is_new(mail: Mail) -> None:
    await mail.join(owner=True)
    for listed in (*(50,) * 7, 0, 0, 0, 51, 52, 50, 0):
        await a_round(mail, SourceRun(source="lever", fetched=listed), listed=listed)
        mail.later(days=1)

    quiet, well, again = await told(mail)
    assert "is quiet" in quiet
    assert well == "The source <b>Lever</b> is well again: it lists 51 postings."
    assert "is quiet" in again


async def test_a_source_that_comes_and_goes_within_a_day_is_one_trouble(mail: Mail) -> None:
    await mail.join(owner=True)
    for _ in range(7):
        await a_round(mail, SourceRun(source="lever", fetched=50), listed=50)
        mail.later(days=1)

    for listed in (0, 50, 0, 50, 0, 50):
        await a_round(mail, SourceRun(source="lever", fetched=listed), listed=listed)
        mail.later(hours=2)

    assert len(await told(mail)) == 1


async def test_a_changed_shape_is_told_of_once_however_long_it_lasts(mail: Mail) -> None:
    await mail.join(owner=True)
    row = SourceRun(source="lever", error="does not fit", changed=True)

    for _ in range(4):
        await a_round(mail, row)
        mail.later(hours=30)

    [said] = await told(mail)
    assert "sent a page that I cannot read" in said


async def test_when_all_fail_at_once_one_message_says_so_and_one_that_they_are_back(
    mail: Mail,
) -> None:
    await mail.join(owner=True)
    names = ("ashby", "greenhouse", "lever", "remotive", "workday")
    for errors in ("it could not be reached",) * 5 + ("",) * 2:
        rows = [SourceRun(source=name, fetched=not errors, error=errors) for name in names]
        for row in rows:
            await VisitsStore(mail.store).keep_run(row, now=mail.now)
        await Watch(mail.store).tell(rows, now=mail.now)
        mail.later(hours=1)

    ill, well = await told(mail)
    assert ill.startswith("5 sources turned quiet or do not answer, all at once: Ashby, Greenhouse")
    assert well == "5 sources are well again: Ashby, Greenhouse, Lever, Remotive, Workday."


async def test_a_crash_between_the_note_and_the_message_tells_once(mail: Mail) -> None:
    await mail.join(owner=True)
    troubles = Troubles(mail.store)
    row = SourceRun(source="lever", error="does not fit", changed=True)
    await troubles.see("changed", source="lever", now=mail.now)  # and then the power went

    await a_round(mail, row)
    await mail.store.write(lambda db: db.execute("UPDATE troubles SET told_at = ''"))
    await a_round(mail, row)

    assert len(await told(mail)) == 1


async def test_boards_that_fall_silent_are_told_of_in_one_message(mail: Mail) -> None:
    """The source as a whole has 500 postings, so that ten boards of three do not make it quiet."""
    await mail.join(owner=True)
    counts = {"acme": 40, "kestrel": 30, **{f"b{n}": 50 for n in range(10)}}
    for day in range(12):
        if day == 8:
            counts |= {"acme": 0, "kestrel": 3}
        boards = [
            BoardVisit(board=name, seen={f"{name}{n}" for n in range(count)})
            for name, count in counts.items()
        ]
        row = SourceRun(source="greenhouse", fetched=sum(counts.values()))
        await VisitsStore(mail.store).keep_run(row, now=mail.now)
        await BoardsStore(mail.store).note("greenhouse", boards, now=mail.now)
        await Watch(mail.store).tell([row], now=mail.now)
        mail.later(days=1)

    [said] = await told(mail)
    assert said.splitlines()[1:3] == [
        "Greenhouse acme: 0 listed, usually 40 or more",
        "Greenhouse kestrel: 3 listed, usually 30 or more",
    ]


async def test_a_board_that_cannot_be_read_for_days_is_told_of(mail: Mail) -> None:
    await mail.join(owner=True)
    for day in range(8):
        error = "it answered 404" if day > 3 else ""
        moved = BoardVisit(board="acme", seen=set() if error else {"a"}, error=error)
        row = SourceRun(source="greenhouse", fetched=9, error=error)
        await VisitsStore(mail.store).keep_run(row, now=mail.now)
        stays = BoardVisit(board="kestrel", seen={"b"})
        await BoardsStore(mail.store).note("greenhouse", [moved, stays], now=mail.now)
        await Watch(mail.store).tell([row], now=mail.now)
        mail.later(days=1)

    [said] = await told(mail)
    assert "Greenhouse acme: unreadable for three days" in said


async def test_the_third_failure_in_a_row_is_told_of(mail: Mail) -> None:
    await mail.join(owner=True)
    heard = []
    for _ in range(5):
        await a_round(mail, SourceRun(source="lever", error="it <answered> 500"))
        heard.append(len(await told(mail)))
        mail.later(hours=1)

    assert heard == [0, 0, 1, 1, 1]
    assert "3 times in a row: it &lt;answered&gt; 500" in (await told(mail))[0]


async def test_a_failure_after_a_good_run_is_the_first_again(mail: Mail) -> None:
    await mail.join(owner=True)
    bad, good = SourceRun(source="lever", error="gone"), SourceRun(source="lever", fetched=5)

    for row in (bad, bad, good, bad, bad):
        await a_round(mail, row, listed=5)
        mail.later(hours=1)

    assert await told(mail) == []
    assert await Watch(mail.store).quiet(now=mail.now) == ("lever",)


async def test_without_an_owner_nobody_is_told(mail: Mail) -> None:
    await a_round(mail, SourceRun(source="lever", error="does not fit", changed=True))

    assert await told(mail) == []


async def test_failures_of_last_week_do_not_count(mail: Mail) -> None:
    await VisitsStore(mail.store).keep_run(SourceRun(source="lever", error="gone"), now=mail.now)

    mail.later(days=7)

    assert await Watch(mail.store).quiet(now=mail.now) == ()

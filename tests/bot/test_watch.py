"""The owner hears once when a source turns quiet, changes its shape, or keeps failing."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.watch import Watch
from scoring.edge.boards import BoardsStore
from scoring.edge.visits import VisitsStore
from scoring.runs import SourceRun
from scoring.visit import BoardVisit
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
    assert "<b>lever</b> is quiet: it lists 0 postings, and no less than 50" in said
    assert await Watch(mail.store).quiet(now=mail.now) == ("lever",)


async def test_a_changed_shape_is_told_of_once_a_day(mail: Mail) -> None:
    await mail.join(owner=True)
    row = SourceRun(source="lever", error="does not fit", changed=True)

    await a_round(mail, row)
    mail.later(hours=1)
    await a_round(mail, row)

    [said] = await told(mail)
    assert "sent a page that I cannot read" in said


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

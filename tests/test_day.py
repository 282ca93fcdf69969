"""The story of two days: sources are read, people are written to, buttons are pressed.

One source is dead, one person has blocked the bot, and the second morning lists most of the same
jobs again. Everything but the boards is real: the application, its database, Telegram's protocol.
"""

from datetime import UTC, datetime
from typing import Any

from scoring.ingest.run import IngestReport
from tests.bot.chat import Chat, Talker
from tests.fakes import FakeWeb

ANA, BEN, CLEO = 7, 8, 9
EVENING = datetime(2026, 1, 1, 19, 0, tzinfo=UTC)
BOARD = "https://boards-api.greenhouse.io/v1/boards/kestrel"
TEXT = (
    "<p>You design and run services in Python and PostgreSQL on Kubernetes for {what}. You care "
    "about tests, review the work of others and share the pager with a team of six people.</p>"
)


def job(number: int, title: str, what: str, *, company: str = "Kestrel Robotics") -> dict[str, Any]:
    """Return one job as the board writes it."""
    return {
        "id": number,
        "title": title,
        "company_name": company,
        "absolute_url": f"https://jobs.example.com/kestrel/{number}",
        "location": {"name": "Berlin, Germany"},
        "first_published": "2026-01-01T09:00:00+00:00",
        "updated_at": "2026-01-01T09:00:00+00:00",
        "content": TEXT.format(what=what),
    }


FIRST_DAY = [
    job(1, "Backend Engineer", "warehouse robots that sort parcels at night"),
    job(2, "Python Developer", "a map of every tram line in the country", company="Linden Transit"),
    job(3, "Head Chef", "ninety guests a night", company="Copper Kettle"),
]
SECOND_DAY = [
    job(11, "Backend Engineer", "warehouse robots that sort parcels at night"),  # posted again
    *FIRST_DAY[1:],
    job(12, "Backend Developer", "a library of birdsong with a public API", company="Wren Audio"),
]


async def read_sources(chat: Chat, jobs: list[dict[str, Any]]) -> IngestReport:
    """Ask the two sources: the board answers, Remotive does not."""
    ingests = chat.services.ingests
    assert ingests is not None
    return await ingests.run(now=chat.now, web=FakeWeb({BOARD: {"jobs": jobs}}))


async def begins(talker: Talker) -> None:
    """Go through the first contact: who I am, when to write, where I live."""
    await talker.says("/start")
    await talker.says("Backend engineer, Python, PostgreSQL and Kubernetes, in Berlin")
    await talker.taps("Looks right, go on ›")
    await talker.taps("08:00")
    await talker.says("Berlin")


def morning_messages(talker: Talker) -> list[str]:
    """Return the morning messages that arrived, in order."""
    return [each.words for each in talker.messages if "Daily Job Picks ·" in each.words]


async def test_two_days() -> None:
    sources, boards = ("greenhouse", "remotive"), ("greenhouse:kestrel",)
    async with Chat(now=EVENING, sources=sources, boards=boards) as ana:
        ben, cleo = ana.somebody(BEN), ana.somebody(CLEO)

        # In the evening three people introduce themselves; there is nothing to pick from yet.
        for talker in (ana, ben, cleo):
            await begins(talker)
        await cleo.says("/pause")
        await ben.blocks()

        # At night the sources are read. A dead one is a line in the report, and no more.
        await ana.wait(hours=7)
        report = await read_sources(ana, FIRST_DAY)
        rows = {row.source: row for row in report.rows}
        assert (rows["greenhouse"].new, rows["greenhouse"].error) == (3, "")
        assert "did not answer" in rows["remotive"].error

        # At eight in Berlin Ana has her message. Ben cannot be reached, Cleo asked for silence.
        await ana.wait(hours=5, minutes=6)
        (message,) = morning_messages(ana)
        assert "2 picks from 3 new postings" in message
        assert "Backend Engineer" in message
        assert "Python Developer" in message
        assert "Head Chef" not in message
        assert "1 source quiet" in message
        assert morning_messages(ben) == []
        assert morning_messages(cleo) == []
        blocked = await ana.services.people.get(BEN)
        assert blocked is not None
        assert blocked.state == "blocked"

        # She opens the first card, saves it, and goes back.
        await ana.taps("1")
        assert "Why " in ana.text
        await ana.taps("Save")
        await ana.taps("‹ Back")
        (message_again,) = morning_messages(ana)
        assert "Saved ✓" in message_again

        # The next minutes bring nothing more, however often the schedule looks.
        await ana.wait(minutes=30)
        assert len(morning_messages(ana)) == 1

        # The second morning: most jobs are listed again, one of them under a new id.
        await ana.wait(hours=18)
        report = await read_sources(ana, SECOND_DAY)
        await ana.wait(hours=5, minutes=30)
        second = morning_messages(ana)[-1]
        assert len(morning_messages(ana)) == 2
        assert "1 pick from 1 new and 1 earlier posting" in second
        assert "Backend Developer" in second
        assert "Python Developer" not in second

        # Cleo resumes and asks now; she sees what Ana saw over two days.
        await cleo.says("/resume")
        await cleo.says("/picks")
        assert "3 picks" in cleo.text

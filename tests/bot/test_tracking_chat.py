"""Applications as transcripts: stages, notes by reply, dates, /saved and /applied, the morning."""

from datetime import timedelta

from bot.sandbox.model import Message
from scoring.model import RawPosting
from tests.bot.chat import Chat
from tests.bot.jobs import backend_jobs
from tests.factories import profile

APPLIED = "Applied"


async def opened(chat: Chat, *, jobs: list[RawPosting] | None = None) -> Message:
    """Let somebody with a profile get picks, and open the first."""
    await chat.says("/start")
    await chat.services.profiles.save(7, profile(), now=chat.now)
    await chat.services.people.change(7, waiting="", due=None, due_day=None)
    if jobs is not None:
        await chat.publish(*jobs)
    await chat.says("/picks")
    shown = await chat.taps("1")
    assert shown is not None
    return shown


async def test_an_application_goes_from_stage_to_stage_on_its_card() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await opened(chat)

        await chat.taps(APPLIED)
        assert "Your application\nApplied on 2 Jan" in chat.text
        assert chat.buttons[:9] == [
            *("Apply ↗", "Save", "Applied ✓"),
            *("Interview", "Offer", "Rejected", "Ghosted"),
            *("Notes", "Calendar"),
        ]

        chat.now += timedelta(days=3)
        await chat.taps("Interview")
        assert "Applied on 2 Jan → Interview since 5 Jan" in chat.text

        await chat.taps("Interview ✓")
        assert chat.replies == []  # nothing changed, nothing is edited

        await chat.taps("Rejected")
        assert "→ Rejected on 5 Jan" in chat.text
        await chat.taps("Undo Rejected")
        assert "Rejected on" not in chat.text
        assert "Interview ✓" in chat.buttons

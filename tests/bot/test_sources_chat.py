"""/sources as a transcript: what answered, what is quiet, and the pages behind its buttons."""

from datetime import timedelta

from bot.compose import MIGRATIONS
from scoring.edge.boards.store import BoardsStore
from scoring.edge.db import Store
from scoring.edge.visits import VisitsStore
from scoring.ingest.report import SourceRun
from scoring.ingest.visit import BoardVisit
from tests.bot.chat import Chat
from tests.factories import NOW, raw

NAMES = ("adzuna", "greenhouse", "lever", "remotive", "workday")


async def rounds(chat: Chat, *, days: int = 7) -> None:
    """Let a week pass in which all is well, and a morning on which it is not."""
    async with Store(chat.services.settings.database, MIGRATIONS) as store:
        visits, boards = VisitsStore(store), BoardsStore(store)
        for ago in range(days, -1, -1):
            now = NOW - timedelta(days=ago)
            listed = {"greenhouse": 40, "lever": 50 if ago else 0, "remotive": 30}
            for source, count in listed.items():
                down = source == "remotive" and not ago
                error = "it answered 503: https://remotive.com/api/remote-jobs" if down else ""
                row = SourceRun(source=source, fetched=0 if down else count, error=error)
                names = ("acme", "kestrel") if source == "greenhouse" else (source,)
                seen = {f"p{n}" for n in range(count)}
                found = [BoardVisit(board=each, seen=seen, error=error) for each in names]
                await visits.keep_run(row, now=now)
                await boards.note(source, found, now=now)
            await visits.keep_run(
                SourceRun(source="adzuna", skipped="needs the key ADZUNA_ID"), now=now
            )
        assert chat.services.ingests is not None
        await chat.services.ingests.remember(now=NOW)


async def test_what_matters_stands_first_and_the_rest_is_folded() -> None:
    async with Chat(sources=NAMES) as chat:
        await chat.says("/start")
        await rounds(chat)

        await chat.says("/sources")

        assert chat.text == (
            "Sources\n"
            "2 of 3 answered in the last day: 110 postings listed, 0 new.\n\n"
            "Quiet – far less than usual\n"
            "Lever: 0 listed, usually 50 or more; since Fri 2 Jan\n\n"
            "No answer\n"
            "Remotive: it answered 503; last answered Thu 1 Jan\n\n"
            "As usual\n"
            "Greenhouse: 80 · usually 80 or more · 2 boards\n"
            "Not asked\n"
            "Adzuna: needs the key ADZUNA_ID\n"
            "Workday: not asked in the last day"
        )


async def test_sources_that_are_not_asked_share_a_line_and_are_no_sum() -> None:
    async with Chat(sources=NAMES) as chat:
        await chat.says("/start")
        await rounds(chat)
        chat.now += timedelta(days=3)

        await chat.says("/sources")

        assert chat.text == (
            "Sources\n"
            "No source was asked in the last day.\n\n"
            "Not asked\n"
            "Adzuna: needs the key ADZUNA_ID\n"
            "Greenhouse, Lever, Remotive, Workday: not asked in the last day"
        )


async def test_the_pages_turn_in_place_and_lead_back() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await rounds(chat)
        await chat.says("/sources")
        count = len(chat.messages)

        await chat.taps("Terms and credit")
        assert "Adzuna: named as “Jobs by Adzuna”, terms\nAt most 25 requests" in chat.text
        await chat.taps("Next ›")
        assert "Terms and credit · 2 of " in chat.text
        await chat.taps("‹ Back")
        assert chat.text.startswith("Sources")
        await chat.taps("In detail")
        assert "Sources in detail · 1 of " in chat.text
        assert len(chat.messages) == count


async def test_the_details_are_the_owners_alone() -> None:
    async with Chat(sources=NAMES) as chat:
        await chat.says("/start")
        guest = chat.somebody(8)
        await guest.says("/start")
        await rounds(chat)
        await chat.says("/sources")
        await chat.taps("In detail")
        assert "Remotive · no answer" in chat.text
        assert "it answered 503: https:⁠//remotive.⁠com/api/remote-jobs" in chat.text

        await guest.says("/sources")

        assert guest.buttons == ["Terms and credit"]


async def test_before_the_first_round_it_says_so() -> None:
    async with Chat() as chat:
        await chat.says("/start")

        await chat.says("/sources")

        assert "I have not asked any source yet" in chat.text


async def test_the_digest_counts_the_quiet_ones_and_leads_here() -> None:
    async with Chat(sources=NAMES, jobs=[raw()]) as chat:
        await chat.says("/start")
        await chat.says("/profile backend engineer")
        await rounds(chat)

        await chat.says("/picks")

        assert "· 2 sources quiet (/sources)" in chat.text

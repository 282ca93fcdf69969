"""New postings of watched companies come with the picks, marked and bounded."""

from datetime import timedelta

from scoring.edge.boards.store import BoardsStore
from scoring.ingest.visit import BoardVisit
from scoring.normalise import normalise
from tests.bot.jobs import backend_jobs
from tests.bot.watching import listed, talk, watching

# Of one title, and of no skill of the profile: below the lowest score, and no other line of work.
NEAR_JOBS = tuple(f"Backend Engineer, {each}" for each in ("Tax", "Inns", "Pots", "Ovens", "Ice"))


async def test_new_postings_of_a_watched_company_come_below_the_lowest_score() -> None:
    async with talk(jobs=backend_jobs(4)) as (chat, hosts):
        await watching(chat, hosts)
        await listed(chat, *NEAR_JOBS[:2])

        await chat.says("/picks")

        assert chat.text.count("· watched") == 2
        assert "2 more picks are here because you watch their companies." in chat.text
        assert "Backend Engineer, Tax" in chat.text

        await chat.taps("5")

        assert "· watched" in chat.text


async def test_at_most_three_a_day_come_so_and_none_twice() -> None:
    async with talk() as (chat, hosts):
        await watching(chat, hosts)
        await listed(chat, *NEAR_JOBS)

        counts = []
        for hours in (1, 1, 24, 24):
            chat.now += timedelta(hours=hours)
            await chat.says("/picks")
            counts.append(chat.text.count("· watched"))

        assert counts == [3, 0, 2, 0]


async def test_another_line_of_work_is_no_pick_because_its_company_is_watched() -> None:
    async with talk(jobs=backend_jobs(4)) as (chat, hosts):
        await watching(chat, hosts)
        await listed(chat, "Forklift Driver", NEAR_JOBS[0])

        await chat.says("/picks")

        assert chat.text.count("· watched") == 1
        assert "One more pick is here because you watch its company." in chat.text
        assert "Forklift" not in chat.text


async def test_a_watched_posting_that_fails_a_must_is_held_back() -> None:
    async with talk() as (chat, hosts):
        await watching(chat, hosts)
        await chat.says("/profile -forklifts")
        await chat.taps("Save")
        await listed(chat, "Backend Engineer, Forklifts", "Backend Engineer, Tax")

        await chat.says("/picks")

        assert "Backend Engineer, Tax" in chat.text
        assert "Forklift" not in chat.text


async def test_what_was_open_long_before_it_was_watched_is_no_news() -> None:
    async with talk() as (chat, hosts):
        await listed(chat, *NEAR_JOBS[:2])
        chat.now += timedelta(days=8)
        await watching(chat, hosts)

        await chat.says("/picks")

        assert "you watch" not in chat.text


async def test_a_company_that_is_watched_no_more_is_no_exception() -> None:
    async with talk() as (chat, hosts):
        await watching(chat, hosts)
        await chat.taps("Stop Kestrel")
        await listed(chat, *NEAR_JOBS[:2])

        await chat.says("/picks")

        assert "Kestrel" not in chat.text


async def test_a_good_posting_of_a_watched_company_is_marked_among_the_others() -> None:
    async with talk() as (chat, hosts):
        await watching(chat, hosts)
        [job] = backend_jobs(1)
        await chat.publish(job)
        posting = normalise(job, source="greenhouse", seen_at=chat.now)
        boards = BoardsStore(chat.services.watches._store)
        await boards.keep(
            "greenhouse", BoardVisit(board="Kestrel", seen={posting.id}), now=chat.now
        )

        await chat.says("/picks")

        assert "· watched" in chat.text
        assert "because you watch" not in chat.text

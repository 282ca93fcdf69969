"""/score as transcripts: a link, a text, a forwarded message; who sees it, and what it leaves."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlite_utils import Database

from bot.texts import score as texts
from scoring.edge.web.given import GivenReader
from scoring.edge.web.http import PoliteWeb
from tests.bot.chat import Chat
from tests.factories import NOW, person, profile, raw
from tests.fakes import FakeWeb
from tests.scoring.documents import CV_LINES, pdf
from tests.scoring.site import QUICK, Site, answer, open_site

POSTING = """Senior Backend Engineer at Fernweh Analytics - Berlin

About the role
You will design and run backend services in Python, PostgreSQL and Kubernetes for our platform.
What you bring: 5 years of experience with Python, strong SQL. A PhD in physics is required.
We offer 30 days of holiday and a salary of 80,000 - 95,000 EUR per year.
Apply now: send your CV to us. The role reports to the head of engineering in Berlin.
We are looking for people who enjoy clean code and long walks beside the river at noon."""
CV = "\n".join(CV_LINES)
BOARD_LINK = "https://boards.greenhouse.io/kestrel/jobs/4012345"
JOB = {
    "id": 4012345,
    "title": "Backend Engineer",
    "company_name": "Kestrel Robotics",
    "absolute_url": BOARD_LINK,
    "location": {"name": "Berlin, Germany"},
    "content": "&lt;p&gt;You build services in Python and PostgreSQL, on Kubernetes.&lt;/p&gt;",
}


def board(**pages: Any) -> GivenReader:
    """Return a reader to whom only these pages answer."""
    api = {"https://boards-api.greenhouse.io/v1/boards/kestrel/jobs/4012345": JOB}
    web = FakeWeb(pages or api)
    return GivenReader(one=web, whole=web, clock=lambda: NOW)


@asynccontextmanager
async def site_and_reader() -> AsyncIterator[tuple[Site, GivenReader]]:
    """Yield a site on this machine, and a reader that may open it."""
    async with open_site() as site, PoliteWeb(QUICK) as web:
        yield site, GivenReader(one=web, whole=web, clock=lambda: NOW, check=lambda link: link)


def read(chat: Chat) -> str:
    """Return the answer without the signs that keep names of sites from becoming links."""
    return chat.text.replace("\u2060", "")


async def begun(chat: Chat, **fields: object) -> None:
    await chat.services.people.add(person(id=7, **fields))
    await chat.services.profiles.save(7, profile(), now=NOW)


async def counted(chat: Chat, table: str) -> int:
    def work(db: Database) -> int:
        return int(db.table(table).count)

    return await chat.services.people._store.read(work)


async def test_alone_it_says_how_it_is_used() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/score")

        assert "its link, its text, or a forwarded message" in chat.text


async def test_a_pasted_posting_is_scored_and_nobody_else_sees_it() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says(POSTING)

        assert re.match(r"\d\d/100  Senior Backend Engineer\nFernweh Analytics · Berlin", chat.text)
        assert "Read from what you sent. Only you see it." in chat.text
        assert "needs a PhD" in chat.text
        assert chat.buttons == ["Save", "Applied", "Not for me", "More like this", "Why"]

        ben = chat.somebody(8)
        await chat.services.people.add(person(id=8))
        await chat.services.profiles.save(8, profile(), now=NOW)
        await ben.says("/picks")
        assert "Fernweh" not in ben.text
        await ben.says(POSTING)
        assert "You had this" not in ben.text
        assert await counted(chat, "postings") == 0
        assert await counted(chat, "verdicts") == 0


async def test_a_short_posting_is_no_wish() -> None:
    short = "Baker at Osprey Ovens - Leeds\nWhat you bring: early mornings.\nWe offer 30 days off."
    async with Chat() as chat:
        await begun(chat)
        await chat.says(short)

        assert "Baker\nOsprey Ovens · Leeds" in chat.text
        assert "Only you see it." in chat.text


async def test_what_was_given_goes_when_the_person_goes() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says(POSTING)
        assert await counted(chat, "own_postings") == 1

        await chat.services.people.forget(7)

        for table in ("own_postings", "own_verdicts", "deliveries", "shown"):
            assert await counted(chat, table) == 0


async def test_its_card_can_be_saved_explained_and_comes_back_as_it_was() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says(POSTING)
        card = chat.messages[-1]
        await chat.taps("Save")
        assert "Saved ✓" in chat.buttons
        assert "Only you see it" in chat.text
        await chat.taps("Why")
        assert chat.text.startswith(card.words.partition("\n")[0])
        assert "“What you bring: 5 years of experience with Python, strong SQL." in chat.text
        assert "no longer stored" not in chat.text
        await chat.taps("‹ Back")
        assert chat.messages[-1].id == card.id
        assert chat.messages[-1].words == card.words


async def test_the_same_text_has_the_same_score_and_is_known_again() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says(POSTING)
        first = chat.text.splitlines()[0]
        await chat.wait(days=3)
        await chat.says(f"/score {POSTING}")

        assert chat.text.splitlines()[0] == first
        assert "/100" in first
        assert "You had this on 2 Jan 2026, at" in chat.text
        assert await counted(chat, "own_verdicts") == 1


async def test_a_link_to_a_board_is_read_there_and_is_everybodys() -> None:
    async with Chat(reader=board()) as chat:
        await begun(chat)
        await chat.says(BOARD_LINK)

        assert "Backend Engineer\nKestrel Robotics · Berlin, Germany" in chat.text
        assert "Read from boards.greenhouse.io, as the board itself lists it." in read(chat)
        assert texts.ONLY_YOU() not in chat.text
        assert await counted(chat, "postings") == 1

        ben = chat.somebody(8)
        await chat.services.people.add(person(id=8))
        await chat.services.profiles.save(8, profile(), now=NOW)
        await ben.says("/picks")
        assert "Kestrel Robotics" in ben.text


async def test_a_posting_that_is_known_is_not_asked_for_again() -> None:
    async with Chat(reader=board(none={})) as chat:
        await begun(chat)
        await chat.publish(raw(url=BOARD_LINK))
        await chat.says("/picks")
        await chat.wait(days=2)
        await chat.says(f"/score {BOARD_LINK}?gh_src=abc")

        assert "I know this one, from boards.greenhouse.io." in read(chat)
        assert "You had this on 2 Jan 2026, at" in chat.text


async def test_a_page_that_is_no_board_is_read_for_one_person_alone() -> None:
    page = (
        '<html><title>Jobs</title><script type="application/ld+json">{"@type": "JobPosting",'
        '"title": "Backend Engineer", "hiringOrganization": {"name": "Heron"},'
        '"description": "You build services in Python and PostgreSQL."}</script></html>'
    )
    async with site_and_reader() as (site, reader), Chat(reader=reader) as chat:
        await begun(chat)
        url = site.says("/jobs/1", answer(page.encode(), Content_Type="text/html"))
        await chat.says(url)

        assert "Backend Engineer\nHeron · " in chat.text
        assert "from the data in its page. Only you see it." in chat.text
        assert await counted(chat, "postings") == 0


async def test_a_must_that_it_fails_is_said() -> None:
    async with Chat(reader=board()) as chat:
        await begun(chat)
        await chat.services.profiles.save(7, profile(remote=("remote",)), now=NOW)
        await chat.says(POSTING)
        assert "Your lists leave it out: " not in chat.text or "workplace" in chat.text
        await chat.services.profiles.save(7, profile(hidden=("Kestrel Robotics",)), now=NOW)
        await chat.says(BOARD_LINK)
        assert "Your lists leave it out: " in chat.text


async def test_a_forwarded_posting_is_scored() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says(POSTING, forwarded_from="Jobs in Berlin")

        assert "Fernweh Analytics · Berlin" in chat.text


async def test_a_forwarded_message_leads_to_the_board_behind_its_words() -> None:
    async with Chat(reader=board()) as chat:
        await begun(chat)
        await chat.says("A new job for you", forwarded_from="Jobs", link_behind=BOARD_LINK)

        assert "Read from boards.greenhouse.io" in read(chat)


async def test_several_links_to_boards_become_a_list_whose_numbers_open_cards() -> None:
    other = JOB | {"id": 4012346, "title": "Pastry Chef", "absolute_url": BOARD_LINK[:-1] + "6"}
    api = "https://boards-api.greenhouse.io/v1/boards/kestrel/jobs/"
    pages = {f"{api}4012345": JOB, f"{api}4012346": other}
    async with Chat(reader=board(**pages)) as chat:
        await begun(chat)
        await chat.says(f"Two jobs!\n{BOARD_LINK}\n{other['absolute_url']}", forwarded_from="Jobs")

        assert chat.text.startswith("What you sent, the best first")
        assert chat.text.index("Backend Engineer") < chat.text.index("Pastry Chef")
        assert chat.buttons == ["1", "2"]
        await chat.taps("2")
        assert "Pastry Chef" in chat.text
        assert "Read from" not in chat.text
        await chat.taps("Not for me")
        assert chat.text.startswith("2 · ")
        await chat.taps("‹ Back")
        await chat.taps("‹ Back")
        assert chat.buttons == ["1", "2"]


async def test_where_the_link_is_of_no_use_the_words_beside_it_are() -> None:
    async with Chat(reader=board(none={})) as chat:
        await begun(chat)
        await chat.says(f"{POSTING}\n{BOARD_LINK}", forwarded_from="Jobs")

        assert "Read from what you sent." in chat.text
        assert "Fernweh Analytics · Berlin" in chat.text


async def test_as_an_answer_it_scores_the_message_that_is_answered() -> None:
    async with Chat() as chat:
        await begun(chat)
        sent = chat.sandbox.send_text("Night Nurse at Heron Clinic - Leeds")
        await chat.settle()
        await chat.says("/score", reply_to=sent)

        assert "Night Nurse\nHeron Clinic · Leeds" in chat.text


async def test_a_cv_is_still_a_cv() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says(CV * 2)
        assert texts.WHICH() not in chat.text
        assert "Read from" not in chat.text
        await chat.says(CV * 2, forwarded_from="Me")
        assert "Read from" not in chat.text


async def test_a_text_that_may_be_either_is_asked_about() -> None:
    either = "Python, PostgreSQL, Kubernetes, backend services, observability. " * 8
    async with Chat() as chat:
        await begun(chat)
        await chat.says(f"Backend Engineer\n{either}")
        assert chat.text == texts.WHICH()
        assert chat.buttons == [texts.A_POSTING(), texts.ABOUT_ME()]
        await chat.taps(texts.A_POSTING())
        assert "Backend Engineer" in chat.text
        assert "Read from what you sent." in chat.text
        await chat.says(f"Backend Engineer\n{either}")
        await chat.taps(texts.ABOUT_ME())
        assert "Read from" not in chat.text


async def test_first_words_that_may_be_either_are_a_cv() -> None:
    either = "Python, PostgreSQL, Kubernetes, backend services, observability. " * 8
    async with Chat() as chat:
        await chat.services.people.add(person(id=7))
        await chat.says(f"Backend Engineer\n{either}")

        assert "This is what I read" in chat.text


async def test_a_file_with_the_command_under_it_is_a_posting() -> None:
    file = pdf([line for line in POSTING.splitlines() if line])
    async with Chat() as chat:
        await begun(chat)
        await chat.sends_file("job.pdf", file, mime="application/pdf", caption="/score")

        assert "Senior Backend Engineer" in chat.text
        assert "Read from what you sent." in chat.text


async def test_without_a_profile_there_is_nothing_to_score_by() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        for what in (POSTING, BOARD_LINK, f"/score {POSTING}"):
            await chat.says(what)
            assert chat.text == texts.NO_PROFILE()
        await chat.says("backend engineer with Python in Berlin")
        assert "backend engineer" in chat.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("http://169.254.169.254/latest", "leads to no public site"),
        ("file:///etc/passwd", "links that begin with"),
        ("https://anna:secret@kestrel.example/1", "user name or a password"),
        ("https://www.linkedin.com/jobs/view/3812345678", "terms"),
        ("/score hello", "no job posting in that"),
        ("https://kestrel.example/jobs/1", "could not read that page"),
    ],
)
async def test_what_cannot_be_read_is_said_kindly(given: str, said: str) -> None:
    async with Chat(reader=board(none={})) as chat:
        await begun(chat)
        await chat.says(given)

        assert said in chat.text
        assert "Traceback" not in chat.text


async def test_a_score_is_no_digest() -> None:
    async with Chat(jobs=[raw()]) as chat:
        await begun(chat)
        await chat.says(POSTING)

        ada = await chat.services.people.get(7)
        assert ada is not None
        assert ada.last_digest_at is None
        await chat.says("/why")
        assert "Fernweh" in chat.text
        await chat.says("/picks")
        assert "Kestrel Robotics" in chat.text
        await chat.says(POSTING)
        await chat.says("/why 1")
        assert "Kestrel Robotics" in chat.text


async def test_hostile_words_of_a_posting_stay_words() -> None:
    hostile = POSTING.replace("Fernweh Analytics", "<b>Evil</b> https://evil.example @someone")
    async with Chat() as chat:
        await begun(chat)
        await chat.says(hostile)

        urls = [each.url for each in chat.messages[-1].entities if each.url]
        assert urls == []
        kinds = {each.type for each in chat.messages[-1].entities}
        assert kinds <= {"bold", "italic", "blockquote", "expandable_blockquote"}

"""/watch as a transcript: a company is found where it posts its jobs, and followed."""

from datetime import timedelta

from bot.stores.watches import MOST
from bot.texts import watch as texts
from scoring.edge.boards.finder import MOST_AN_HOUR
from tests.bot.watching import lever, talk, watching
from tests.scoring.site import answer


async def test_a_company_is_found_by_its_name_and_watched() -> None:
    async with talk() as (chat, hosts):
        hosts.greenhouse("kestrelrobotics", "Baker", "Cook", company="Kestrel Robotics")

        await chat.says("/watch Kestrel Robotics GmbH")

        assert chat.text == (
            "I look at up to 21 places where companies post their jobs. A moment.\n\n"
            "Kestrel Robotics: 2 open postings on Greenhouse."
        )
        assert chat.buttons == ["Watch"]

        await chat.taps("Watch")

        assert chat.text == (
            "You watch Kestrel Robotics now. I read its postings in the next round, within 60 "
            "minutes; new ones that meet your musts come with your picks from a score of 30 on."
        )
        assert await chat.services.watches.boards() == [
            ("greenhouse", "kestrelrobotics=Kestrel Robotics")
        ]


async def test_a_second_search_says_that_it_is_watched() -> None:
    async with talk() as (chat, hosts):
        hosts.greenhouse("kestrel", "Baker")
        await chat.says("/watch kestrel")
        await chat.taps("Watch")

        await chat.says("/watch Kestrel")

        assert "You watch Kestrel on Greenhouse already." in chat.text
        assert chat.buttons == ["Stop Kestrel"]


async def test_several_boards_are_offered_the_largest_first() -> None:
    async with talk() as (chat, hosts):
        hosts.greenhouse("kestrel", "Baker")
        lever(hosts, "kestrel", "Cook", "Brewer")

        await chat.says("/watch Kestrel")

        assert chat.text.endswith(
            "I found more than one. Which do you mean?\n\n"
            "Kestrel: 2 open postings on Lever.\nKestrel: 1 open posting on Greenhouse."
        )
        assert chat.buttons == ["Watch Kestrel on Lever", "Watch Kestrel on Greenhouse"]

        await chat.taps("Watch Kestrel on Greenhouse")

        assert "You watch Kestrel now." in chat.text


async def test_a_name_under_which_nobody_posts_gets_kind_words_and_asks_few() -> None:
    async with talk() as (chat, hosts):
        await chat.says("/watch Acme <b>Corp</b>")

        assert chat.text.endswith(
            "I found no job board of Acme <b>Corp</b>. Send me a link to its careers page, or to "
            "one of its postings, with /watch before it."
        )
        assert len(hosts.asked) <= 25
        assert len(set(hosts.asked)) == len(hosts.asked)


async def test_a_place_that_does_not_answer_is_said() -> None:
    async with talk() as (chat, hosts):
        hosts.site.says("/api.lever.co/v0/postings/acme", answer(status="500 Oops"))

        await chat.says("/watch Acme")

        assert "One place did not answer; it may help to try again later." in chat.text


async def test_another_spelling_is_tried_where_the_first_is_nobodys() -> None:
    async with talk() as (chat, hosts):
        hosts.greenhouse("acmeinc", "Baker", company="Acme")

        await chat.says("/watch ACME, Inc.")

        assert chat.text.endswith("Acme: 1 open posting on Greenhouse.")


async def test_a_link_to_a_board_is_enough() -> None:
    async with talk() as (chat, hosts):
        lever(hosts, "kestrel", "Baker")

        await chat.says("/watch https://jobs.lever.co/kestrel/1f-2e?utm_source=x")

        assert chat.text == "Kestrel: 1 open posting on Lever."
        assert len(hosts.asked) == 1


async def test_a_careers_page_leads_to_the_board_that_it_shows() -> None:
    async with talk() as (chat, hosts):
        hosts.greenhouse("kestrel", "Baker", company="Kestrel Robotics")
        page = b'<script src="//boards.greenhouse.io/embed/job_board/js?for=kestrel"></script>'
        hosts.site.says("/kestrel.example/careers", answer(page))

        await chat.says("/watch kestrel.example/careers")

        assert chat.text == "Kestrel Robotics: 1 open posting on Greenhouse."


async def test_a_page_without_a_board_is_said() -> None:
    async with talk() as (chat, hosts):
        hosts.site.says("/kestrel.example/jobs", answer(b"<p>Mail us</p>"))

        await chat.says("/watch https://kestrel.example/jobs")

        assert chat.text == texts.NO_BOARD()


async def test_a_page_that_cannot_be_opened_is_said() -> None:
    async with talk() as (chat, _):
        await chat.says("/watch https://kestrel.example/gone")

        assert chat.text == texts.UNOPENED()


async def test_a_long_list_stands_two_in_a_row() -> None:
    async with talk() as (chat, hosts):
        for number in range(7):
            hosts.greenhouse(f"stilt{number}", "Baker", company=f"<b>& {number}")
            await chat.says(f"/watch stilt{number}")
            await chat.taps("Watch")
        await chat.says("/watch")
        keyboard = chat.messages[-1].keyboard

        assert keyboard is not None
        assert [len(row) for row in keyboard["inline_keyboard"]] == [2, 2, 2, 1]
        assert "<b>& 3 · Greenhouse" in chat.text


async def test_a_link_to_nowhere_public_is_never_opened() -> None:
    async with talk() as (chat, hosts):
        for link in (
            "http://127.0.0.1:8080/jobs",
            "http://169.254.169.254/latest",
            "https://anna:secret@kestrel.example/",
            "file:///etc/passwd",
        ):
            await chat.says(f"/watch {link}")
            assert chat.text == texts.BAD_LINK()

        assert hosts.asked == []


async def test_the_list_stops_with_a_button_and_the_stop_has_an_undo() -> None:
    async with talk() as (chat, hosts):
        for token in ("kestrel", "stilt"):
            hosts.greenhouse(token, "Baker")
            await chat.says(f"/watch {token}")
            await chat.taps("Watch")

        await chat.says("/watch")

        assert chat.text == (
            "You watch\nKestrel · Greenhouse\nStilt · Greenhouse\n\n"
            "New postings of theirs that meet your musts come with your picks from a score "
            "of 30 on, at most 3 a day. /watch and a name adds one."
        )
        assert chat.buttons == ["Stop Kestrel", "Stop Stilt"]

        await chat.taps("Stop Kestrel")

        assert chat.text.startswith("You no longer watch Kestrel.\n\nYou watch\nStilt · Greenhouse")
        assert chat.buttons == ["Undo", "Stop Stilt"]

        await chat.taps("Undo")

        assert "You watch Kestrel now." in chat.text
        assert len(await chat.services.watches.of(chat.person)) == 2


async def test_with_nothing_watched_the_list_says_how_to_begin() -> None:
    async with talk() as (chat, _):
        await chat.says("/watch")

        assert chat.text.startswith("You watch no company yet. Send /watch Acme, with")


async def test_two_people_watch_the_same_board_and_one_who_is_forgotten_leaves_no_trace() -> None:
    async with talk() as (chat, hosts):
        hosts.greenhouse("kestrel", "Baker")
        for somebody in (chat, chat.somebody(8)):
            await somebody.says("/start")
            await somebody.says("/watch kestrel")
            await somebody.taps("Watch")
        watches = chat.services.watches

        await chat.services.people.forget(chat.person)

        assert await watches.of(chat.person) == []
        assert await watches.boards() == [("greenhouse", "kestrel=Kestrel")]
        await chat.services.people.forget(8)
        assert await watches.boards() == []


async def test_what_only_somebody_who_blocked_the_bot_watches_is_asked_no_more() -> None:
    async with talk() as (chat, hosts):
        await watching(chat, hosts)

        await chat.blocks()

        assert await chat.services.watches.boards() == []


async def test_one_person_follows_so_many() -> None:
    async with talk() as (chat, hosts):
        watches = chat.services.watches
        for number in range(MOST):
            offer = await watches.offer(
                chat.person, source="lever", board=f"b{number}", company="", now=chat.now
            )
            await watches.watch(chat.person, offer.id, now=chat.now)
        hosts.greenhouse("kestrel", "Baker")
        await chat.says("/watch kestrel")

        await chat.taps("Watch")

        assert len(await watches.of(chat.person)) == MOST


async def test_one_person_searches_so_often_within_an_hour() -> None:
    async with talk() as (chat, hosts):
        hosts.greenhouse("kestrel", "Baker")
        link, finder = "https://boards.greenhouse.io/kestrel", chat.services.finder
        assert finder is not None
        for _ in range(MOST_AN_HOUR):
            await finder.behind(link, person=str(chat.person))

        await chat.says(f"/watch {link}")

        assert chat.text.startswith(f"I looked for {MOST_AN_HOUR} boards within the hour")
        chat.now += timedelta(hours=1, seconds=1)
        await chat.says(f"/watch {link}")
        assert chat.text.startswith("Kestrel: 1 open posting")


async def test_a_button_of_somebody_else_does_nothing() -> None:
    async with talk() as (chat, hosts):
        hosts.greenhouse("kestrel", "Baker")
        await chat.says("/watch kestrel")
        [offer] = await chat.services.watches._store.read(
            lambda db: db.execute("SELECT id FROM watches").fetchall()
        )

        assert await chat.services.watches.watch(8, offer[0], now=chat.now) is None
        assert await chat.services.watches.of(8) == []

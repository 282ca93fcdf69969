"""Job alerts in the chat: sent as an e-mail's file, pasted or forwarded as text."""

from collections.abc import AsyncIterator

import pytest
from telegram import Chat as TelegramChat
from telegram import Message, MessageEntity

from bot.handlers.score import asked_in
from scoring.sources import alert_text
from tests.bot.chat import Chat, Talker
from tests.factories import NOW

VIEW = "https://www.linkedin.com/comm/jobs/view/44000000{:02}/?otpToken=canary&eid=canary"
BARE = "https://www.linkedin.com/jobs/view/4400000001"
WISHES = "Software engineer with Python and Kubernetes in Berlin, backend development"


def alert(*titles: str) -> str:
    """Return the text of an alert that a person got."""
    jobs = (
        f"{title}\nWindhover {n}\nBerlin\n\nView job: {VIEW.format(n)}\n\n{'-' * 57}\n\n"
        for n, title in enumerate(titles, 1)
    )
    return "Your job alert for kites\n\n" + "".join(jobs) + "This email was intended for Canary"


def mail(text: str) -> bytes:
    return f"From: Me <me@example.com>\nContent-Type: text/plain\n\n{text}".encode()


@pytest.fixture
async def chat() -> AsyncIterator[Chat]:
    async with Chat() as opened:
        await wishes(opened)
        yield opened


async def wishes(talker: Talker) -> None:
    await talker.says("/start")
    await talker.says(WISHES)


async def test_the_owners_alert_is_taken_in_and_shown_the_best_first(chat: Chat) -> None:
    await chat.sends_file("alert.eml", mail(alert("Gardener", "Backend Engineer")))

    assert "Read from the e-mail you sent. It has 2 postings." in chat.text
    assert chat.text.index("Backend Engineer") < chat.text.index("Gardener")
    assert chat.buttons == ["1", "2"]
    assert await chat.services.postings.at([BARE])


async def test_anybody_elses_alert_is_theirs_alone_and_of_many_the_best_are_shown(
    chat: Chat,
) -> None:
    titles = [f"Gardener {'i' * n}" for n in range(1, 13)]
    other = chat.somebody(8)
    await wishes(other)
    await other.sends_file("alert.eml", mail(alert(*titles, "Backend Engineer")))

    said = "It has 13 postings; these are the 10 best for you. Only you see it."
    assert said in other.text
    assert "Backend Engineer" in other.text
    assert len(other.buttons) == 10
    assert await chat.services.postings.at([BARE]) is None


async def test_every_posting_of_a_pasted_alert_is_read_and_its_links_are_bare(chat: Chat) -> None:
    await chat.says(alert("Gardener", "Backend Engineer"))
    said = chat.text
    await chat.taps("2")

    assert "Read from the alert you sent. It has 2 postings." in said
    assert BARE in [button.get("url", "") for button in chat.replies[-1].buttons]
    assert "canary" not in said + chat.text + repr([each.buttons for each in chat.messages])


def test_an_alert_that_was_copied_with_its_links_behind_the_words_is_read() -> None:
    words = "Kite 🪁 Maker\nWindhover · Duluth\n\nTail Sewer\nKestrel · Berlin\n"
    entities = [
        MessageEntity("text_link", 0, 13, url=VIEW.format(1)),
        MessageEntity("text_link", 36, 8, url=VIEW.format(2)),
    ]
    message = Message(1, NOW, TelegramChat(7, "private"), text=words, entities=entities)

    assert [(each.title, each.company) for each in alert_text(asked_in(message).words)] == [
        ("Kite 🪁 Maker", "Windhover"),
        ("Tail Sewer", "Kestrel"),
    ]


async def test_what_is_forwarded_is_an_alert_and_an_answer_or_another_mail_is_none(
    chat: Chat,
) -> None:
    await chat.says(alert("Gardener", "Backend Engineer"), forwarded_from="LinkedIn")
    assert "Read from the alert you sent. It has 2 postings." in chat.text

    await chat.sends_file("hello.eml", mail("Dear Ann, how are you? Yours, Bea"))
    assert "I read no job posting in that." in chat.text

    await chat.services.people.change(chat.person, waiting="profile:text")

    await chat.says(alert("Gardener", "Backend Engineer"))

    assert "Read from" not in chat.text

"""Sending: every refusal of Telegram and the network, over real HTTP, ends in the right state."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Literal

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot

from bot.model import Button, Message, Outcome, SendState
from bot.sending.delivery import send, send_delivery, send_ready
from bot.sending.refusals import TokenRefused, outcome_of
from tests.bot.mail import Mail, open_mail

READY, SENT, DEAD = SendState.READY, SendState.SENT, SendState.DEAD
DOUBT, ASKED = SendState.DOUBT, SendState.ASKED


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Mail]:
    async with open_mail(tmp_path) as opened:
        await opened.join()
        yield opened


async def test_a_delivery_arrives_in_order_with_its_buttons_and_without_previews(
    mail: Mail,
) -> None:
    delivery = await mail.services.deliveries.plan(
        7,
        key="k",
        digest=(await mail.plan()).digest,
        render=lambda planned: [
            Message(html='1 · <a href="https://jobs.example.com/1">Engineer</a>'),
            Message(
                html="2",
                rows=((Button(label="Card", action="card", delivery=planned.id, n=1),),),
            ),
        ],
        now=mail.now,
    )

    await send_delivery(mail.bot, mail.services, delivery.id)

    assert mail.words() == ["1 · Engineer", "2"]
    assert [button["text"] for button in mail.sandbox.replies()[1].buttons] == ["Card"]
    for call in mail.sandbox.asked("sendMessage"):
        preview = call.params["link_preview_options"]
        assert (json.loads(preview) if isinstance(preview, str) else preview)["is_disabled"]


async def test_what_was_sent_is_not_sent_again(mail: Mail) -> None:
    delivery = await mail.plan()

    for _ in range(3):
        await send_delivery(mail.bot, mail.services, delivery.id)
        await send_ready(mail.bot, mail.services)

    assert mail.words() == ["Picks"]
    assert (await mail.outbox())[0].message_id == mail.sandbox.replies()[0].id


async def test_many_senders_at_once_send_each_message_once(mail: Mail) -> None:
    for number in range(100, 140):
        await mail.join(number)
        await mail.plan(number, html=("one", "two"))

    counts = await asyncio.gather(*(send_ready(mail.bot, mail.services) for _ in range(4)))
    counts.append(await send_ready(mail.bot, mail.services))

    assert sum(counts) == 80
    assert all(mail.words(number) == ["one", "two"] for number in range(100, 140))


async def test_somebody_who_blocked_the_bot_is_paused_and_the_others_go_on(mail: Mail) -> None:
    await mail.join(8)
    await mail.plan(7)
    await mail.plan(8)
    mail.sandbox.block(person=7)

    await send_ready(mail.bot, mail.services)

    blocked = await mail.services.people.get(7)
    assert blocked is not None
    assert (blocked.state, blocked.due, blocked.due_day) == ("blocked", None, None)
    assert await mail.states() == [DEAD, SENT]
    assert mail.words(8) == ["Picks"]


async def test_a_deleted_account_is_paused_too(mail: Mail) -> None:
    mail.sandbox.world.chats[7].gone = True
    await mail.plan()

    await send_ready(mail.bot, mail.services)

    blocked = await mail.services.people.get(7)
    assert blocked is not None
    assert blocked.state == "blocked"


async def test_a_chat_that_telegram_does_not_know_is_paused(mail: Mail) -> None:
    del mail.sandbox.world.chats[7]
    await mail.plan()

    await send_ready(mail.bot, mail.services)

    assert await mail.states() == [DEAD]
    blocked = await mail.services.people.get(7)
    assert blocked is not None
    assert blocked.state == "blocked"


async def test_a_message_that_telegram_never_takes_is_dead_and_the_next_goes_on(
    mail: Mail,
) -> None:
    await mail.plan(html=("x" * 5000, "short"))

    await send_ready(mail.bot, mail.services)

    assert await mail.states() == [DEAD, SENT, SENT]  # and the owner hears of it
    active = await mail.services.people.get(7)
    assert active is not None
    assert active.state == "active"


async def test_entities_that_do_not_parse_go_out_as_plain_text(mail: Mail) -> None:
    await mail.plan(html=('<b>1 · <a href="https://e.com">R&amp;D &lt;Lead&gt;</a>',))

    await send_ready(mail.bot, mail.services)

    assert mail.words() == ["1 · R&D <Lead>"]
    assert await mail.states() == [SENT]


async def test_a_group_that_became_a_supergroup_gets_the_message_there(mail: Mail) -> None:
    mail.sandbox.add_group(-5)
    mail.sandbox.move_group(-5, to=-1_000_000_000_005)
    await mail.services.people.add((await mail.join(9)).model_copy(update={"id": -5}))
    await mail.plan(-5)

    await send_ready(mail.bot, mail.services)

    assert mail.words(-1_000_000_000_005) == ["Picks"]
    assert await mail.states() == [SENT]


async def test_a_short_flood_wait_is_kept_to_the_second(mail: Mail) -> None:
    await mail.plan()
    mail.sandbox.faults.fail(429, method="sendMessage", retry_after=30)

    await send_ready(mail.bot, mail.services)
    mail.later(seconds=29)
    await send_ready(mail.bot, mail.services)
    too_early = mail.words()
    mail.later(seconds=1)
    await send_ready(mail.bot, mail.services)

    assert too_early == []
    assert mail.words() == ["Picks"]


async def test_a_flood_wait_of_hours_for_one_chat_does_not_hold_up_another(mail: Mail) -> None:
    await mail.join(8)
    await mail.plan(7)
    await mail.plan(8)
    mail.sandbox.faults.fail(429, method="sendMessage", chat_id=7, retry_after=3 * 3600)

    await send_ready(mail.bot, mail.services)

    assert (mail.words(7), mail.words(8)) == ([], ["Picks"])
    assert (await mail.outbox())[0].not_before == mail.now + timedelta(hours=3)


@pytest.mark.parametrize("code", [500, 502, 503, 504])
async def test_a_server_error_leaves_doubt_and_one_question_with_a_button(
    mail: Mail, code: int
) -> None:
    delivery = await mail.plan()
    mail.sandbox.faults.fail(code, method="sendMessage")

    await send_ready(mail.bot, mail.services)
    in_doubt = await mail.states()
    for _ in range(3):
        await send_ready(mail.bot, mail.services)

    assert in_doubt == [DOUBT]
    assert mail.words() == ["I am not sure today's picks arrived."]
    [show] = mail.sandbox.replies()[0].buttons
    assert (show["text"], show["callback_data"]) == ("Show", f"show:{delivery.id}")
    assert await mail.states() == [ASKED, SENT]


@pytest.mark.parametrize(("moment", "arrived"), [("before", []), ("after", ["Picks"])])
async def test_a_cut_connection_never_sends_a_digest_twice(
    mail: Mail, moment: Literal["before", "after"], arrived: list[str]
) -> None:
    await mail.plan()
    mail.sandbox.faults.drop(moment=moment, method="sendMessage")

    for _ in range(3):
        await send_ready(mail.bot, mail.services)

    assert mail.words() == [*arrived, "I am not sure today's picks arrived."]


async def test_two_messages_in_doubt_are_one_question_that_names_an_older_day(mail: Mail) -> None:
    await mail.plan(html=("one", "two"))
    mail.sandbox.faults.drop(moment="after", method="sendMessage", times=2)

    await send_ready(mail.bot, mail.services)
    mail.later(days=1)
    await send_ready(mail.bot, mail.services)
    await send_ready(mail.bot, mail.services)

    assert mail.words() == ["one", "two", "I am not sure the picks of Fri 2 Jan arrived."]


async def test_a_question_in_doubt_is_asked_again_but_not_for_ever(mail: Mail) -> None:
    await mail.plan()
    mail.sandbox.faults.fail(502, method="sendMessage", times=10_000)

    for _ in range(40):
        await send_ready(mail.bot, mail.services)
        mail.later(minutes=10)

    assert len(mail.sandbox.asked("sendMessage")) == 1 + 5
    assert await mail.states() == [ASKED, DEAD]


async def test_nothing_is_tried_while_telegram_does_not_answer(mail: Mail) -> None:
    await mail.plan()
    mail.sandbox.faults.fail(502, times=10_000)

    for _ in range(60):
        assert await send_ready(mail.bot, mail.services) == 0
        mail.later(minutes=6)
    assert await mail.states() == [READY]
    mail.sandbox.faults.clear()
    await send_ready(mail.bot, mail.services)

    assert mail.words() == ["Picks"]


async def test_trouble_in_the_middle_leaves_the_rest_ready(mail: Mail) -> None:
    for number in range(100, 160):
        await mail.join(number)
        await mail.plan(number)
    mail.sandbox.faults.fail(502, method="sendMessage", times=10_000)

    await send_ready(mail.bot, mail.services)

    states = await mail.states()
    assert states.count(DOUBT) < 25
    assert states.count(DOUBT) + states.count(READY) == 60


async def test_what_never_left_this_machine_goes_again_with_growing_pauses(
    mail: Mail,
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{closed.getsockname()[1]}/bot"
    unreachable: ExtBot[None] = ExtBot(mail.sandbox.token, base_url=nowhere)
    request = unreachable.request
    await request.initialize()
    await mail.plan()

    waits = []
    for _ in range(7):
        [outgoing] = await mail.services.deliveries.ready(mail.now, limit=1)
        assert await send(unreachable, mail.services, outgoing) is Outcome.LATER
        waits.append(((await mail.outbox())[0].not_before - mail.now).total_seconds())
        mail.now = (await mail.outbox())[0].not_before
    await request.shutdown()
    await send_ready(mail.bot, mail.services)

    assert waits == [20, 40, 80, 160, 320, 600, 600]
    assert mail.words() == ["Picks"]


async def test_an_answer_that_comes_too_late_leaves_doubt(mail: Mail) -> None:
    mail.sandbox.faults.slow(5, method="sendMessage")

    with pytest.raises(TimedOut) as caught:
        await mail.bot.send_message(7, "Picks", read_timeout=0.05)

    assert outcome_of(caught.value) is Outcome.DOUBT


async def test_a_refused_token_stops_the_sending_and_loses_nothing(mail: Mail) -> None:
    delivery = await mail.plan()
    mail.sandbox.faults.fail(401, method="sendMessage")

    with pytest.raises(TokenRefused, match="TELEGRAM_TOKEN"):
        await send_delivery(mail.bot, mail.services, delivery.id)
    mail.later(minutes=1)
    await send_ready(mail.bot, mail.services)

    assert mail.words() == ["Picks"]


async def test_a_token_that_was_revoked_is_noticed_before_anything_is_sent(mail: Mail) -> None:
    await mail.plan()
    mail.sandbox.faults.fail(401, method="getMe")

    with pytest.raises(TokenRefused):
        await send_ready(mail.bot, mail.services)

    assert await mail.states() == [READY]


async def test_after_a_stop_nothing_new_is_taken(mail: Mail) -> None:
    await mail.plan()
    stop = asyncio.Event()
    stop.set()

    assert await send_ready(mail.bot, mail.services, stop=stop) == 0
    assert await mail.states() == [READY]


async def test_a_message_that_fails_in_our_own_code_leaves_the_others_alone(mail: Mail) -> None:
    await mail.join(8)
    await mail.plan(7)
    await mail.plan(8)
    await mail.store.write(
        lambda db: db.execute(
            "UPDATE outbox SET message = ? WHERE person_id = 7",
            [
                '{"html": "", "rows": [[{"label": "x", "action": "card", "value": "%s"}]]}'
                % ("v" * 99)
            ],
        )
    )

    await send_ready(mail.bot, mail.services)

    assert (await mail.states())[1] == SENT
    assert (await mail.states())[0] == DOUBT


async def test_somebody_forgotten_in_the_middle_harms_nobody(mail: Mail) -> None:
    await mail.plan()
    mail.sandbox.block()
    [outgoing] = await mail.services.deliveries.ready(mail.now, limit=1)
    await mail.services.people.forget(7)

    assert await send(mail.bot, mail.services, outgoing) is Outcome.LATER
    assert mail.sandbox.asked("sendMessage") == []


async def test_a_digest_that_could_not_be_sent_for_a_day_is_taken_back(mail: Mail) -> None:
    """A backup that is restored never sends a backlog; its picks may come again."""
    await mail.plan()
    before = await mail.services.deliveries.shown(7)

    mail.later(hours=19)
    await send_ready(mail.bot, mail.services)

    assert mail.words() == []
    assert len(before) == 1
    assert await mail.services.deliveries.shown(7) == frozenset()


def _caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (Forbidden("bot was blocked by the user"), Outcome.BLOCKED),
        (Forbidden("user is deactivated"), Outcome.BLOCKED),
        (BadRequest("Chat not found"), Outcome.BLOCKED),
        (BadRequest("Message thread not found"), Outcome.BLOCKED),
        (BadRequest("TOPIC_CLOSED"), Outcome.BLOCKED),
        (BadRequest("Need administrator rights in the channel chat"), Outcome.BLOCKED),
        (BadRequest("Not enough rights to send text messages to the chat"), Outcome.BLOCKED),
        (BadRequest("Have no rights to send a message"), Outcome.BLOCKED),
        (BadRequest("CHAT_WRITE_FORBIDDEN"), Outcome.BLOCKED),
        (BadRequest("Message is too long"), Outcome.FAILED),
        (RetryAfter(3), Outcome.LATER),
        (ChatMigrated(-1_000_000_000_500), Outcome.LATER),  # twice within one message
        (InvalidToken(), Outcome.LATER),
        (NetworkError("Too Many Requests"), Outcome.LATER),
        (_caused(NetworkError("x"), httpx.ConnectError("refused")), Outcome.LATER),
        (_caused(TimedOut(), httpx.ConnectTimeout("slow")), Outcome.LATER),
        (_caused(TimedOut(), httpx.PoolTimeout("full")), Outcome.LATER),
        (_caused(NetworkError("x"), httpx.ProxyError("no")), Outcome.LATER),
        (_caused(TimedOut(), httpx.ReadTimeout("slow")), Outcome.DOUBT),
        (_caused(TimedOut(), httpx.WriteTimeout("slow")), Outcome.DOUBT),
        (_caused(NetworkError("x"), httpx.ReadError("cut")), Outcome.DOUBT),
        (_caused(NetworkError("x"), httpx.WriteError("cut")), Outcome.DOUBT),
        (_caused(NetworkError("x"), httpx.RemoteProtocolError("cut")), Outcome.DOUBT),
        (NetworkError("Bad Gateway"), Outcome.DOUBT),
        (Conflict("other"), Outcome.DOUBT),
        (TelegramError("Invalid server response"), Outcome.DOUBT),
    ],
    ids=lambda value: repr(value) if isinstance(value, TelegramError) else str(value),
)
def test_each_refusal_means_one_outcome(error: TelegramError, outcome: Outcome) -> None:
    assert outcome_of(error) is outcome

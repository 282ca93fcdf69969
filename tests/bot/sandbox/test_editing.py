"""Editing, deleting, reacting, answering a press: what is refused, and what an edit changes."""

from datetime import timedelta

import pytest

from tests.bot.sandbox.raw import PERSON, Raw, keyboard, raw_sandbox, sent
from tests.factories import NOW

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_an_edit_that_changes_nothing_is_refused(api: Raw) -> None:
    markup = keyboard("y")
    message_id = await sent(api, text="<b>one</b>", parse_mode="HTML", reply_markup=markup)
    place = {"chat_id": PERSON, "message_id": message_id, "reply_markup": markup}

    same_text = {**place, "text": " <strong>one</strong> ", "parse_mode": "HTML"}

    assert await api.refusal("editMessageText", **same_text) == (400, NOT_MODIFIED)
    assert await api.refusal("editMessageReplyMarkup", **place) == (400, NOT_MODIFIED)


async def test_an_edit_without_a_keyboard_takes_it_away(api: Raw) -> None:
    message_id = await sent(api, reply_markup=keyboard("y"))

    await api.result("editMessageText", chat_id=PERSON, message_id=message_id, text="one")

    assert api.sandbox.replies(person=PERSON)[0].keyboard is None


async def test_only_a_change_of_the_text_counts_as_edited(api: Raw) -> None:
    message_id = await sent(api)
    place = {"chat_id": PERSON, "message_id": message_id}

    marked = await api.result("editMessageReplyMarkup", **place, reply_markup=keyboard("y"))
    changed = await api.result("editMessageText", **place, text="two")

    assert ("edit_date" in marked, "edit_date" in changed) == (False, True)


async def test_a_missing_message_is_not_edited(api: Raw) -> None:
    call = {"chat_id": PERSON, "message_id": 999, "text": "x"}

    refusal = await api.refusal("editMessageText", **call)

    assert refusal == (400, "Bad Request: message to edit not found")


async def test_the_persons_own_message_is_not_edited(api: Raw) -> None:
    theirs = api.sandbox.messages(person=PERSON)[0].id

    refusal = await api.refusal("editMessageText", chat_id=PERSON, message_id=theirs, text="x")

    assert refusal == (400, "Bad Request: message can't be edited")


async def test_a_caption_is_edited_but_not_as_a_text(api: Raw) -> None:
    api_file = {"document": ("a.txt", b"abc")}
    form = {"chat_id": "7", "caption": "one"}
    url = f"/bot{api.sandbox.token}/sendDocument"
    answer = await api.http.post(url, data=form, files=api_file)
    place = {"chat_id": PERSON, "message_id": answer.json()["result"]["message_id"]}

    edited = await api.result("editMessageCaption", **place, caption="two")
    as_text = await api.refusal("editMessageText", **place, text="three")

    assert edited["caption"] == "two"
    assert as_text == (400, "Bad Request: there is no text in the message to edit")


async def test_a_missing_message_is_not_deleted(api: Raw) -> None:
    refusal = await api.refusal("deleteMessage", chat_id=PERSON, message_id=999)

    assert refusal == (400, "Bad Request: message to delete not found")


async def test_a_message_older_than_two_days_is_not_deleted() -> None:
    now = [NOW]
    async with raw_sandbox(clock=lambda: now[0]) as api:
        place = {"chat_id": PERSON, "message_id": await sent(api)}
        now[0] += timedelta(hours=49)

        refusal = await api.refusal("deleteMessage", **place)

    assert refusal == (400, "Bad Request: message can't be deleted for everyone")


async def test_of_many_messages_those_that_are_there_are_deleted(api: Raw) -> None:
    ids = [await sent(api), 999]

    assert await api.result("deleteMessages", chat_id=PERSON, message_ids=ids)
    assert list(api.sandbox.replies()) == []


@pytest.mark.parametrize(
    ("emoji", "words"), [("🥔", "REACTION_INVALID"), ("👍🔥", "REACTIONS_TOO_MANY")]
)
async def test_a_reaction_is_refused(api: Raw, emoji: str, words: str) -> None:
    message = api.sandbox.messages(person=PERSON)[0].id
    reaction = [{"type": "emoji", "emoji": each} for each in emoji]

    call = {"chat_id": PERSON, "message_id": message, "reaction": reaction}

    assert await api.refusal("setMessageReaction", **call) == (400, f"Bad Request: {words}")


async def test_a_press_is_answered_once(api: Raw) -> None:
    await sent(api, reply_markup=keyboard("y"))
    query = api.sandbox.press("y")

    first = await api.result("answerCallbackQuery", callback_query_id=query)
    second = await api.refusal("answerCallbackQuery", callback_query_id=query)

    assert (first, second) == (True, (400, TOO_OLD))


async def test_an_unknown_press_is_not_answered(api: Raw) -> None:
    refusal = await api.refusal("answerCallbackQuery", callback_query_id="5")

    assert refusal == (400, TOO_OLD)


async def test_a_callback_answer_has_at_most_200_characters(api: Raw) -> None:
    await sent(api, reply_markup=keyboard("y"))
    query = api.sandbox.press("y")

    refusal = await api.refusal("answerCallbackQuery", callback_query_id=query, text="x" * 201)

    assert refusal == (400, "Bad Request: MESSAGE_TOO_LONG")

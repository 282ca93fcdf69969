"""Groups, topics and channels on the wire: who sees what, who may do what, what is refused."""

from typing import Any

import pytest
from telegram import ChatMember

from bot.sandbox.members import Status
from bot.sandbox.server import Sandbox
from tests.bot.sandbox.raw import PERSON, Raw

GROUP, SUPERGROUP, CHANNEL = -5, -1_001_234_567_890, -1_001_234_567_891
BOT = "@daily_job_picks_bot"


async def kinds(api: Raw) -> list[str]:
    """Return the kinds of what is pending, and confirm it."""
    found = await api.updates(allowed_updates=["message", "channel_post", "chat_member"])
    if found:
        await api.updates(offset=found[-1]["update_id"] + 1)
    return [kind for each in found for kind in each if kind != "update_id"]


async def texts(api: Raw) -> list[str]:
    """Return what the bot is told that people wrote, and confirm it."""
    found = await api.updates()
    if found:
        await api.updates(offset=found[-1]["update_id"] + 1)
    return [each["message"].get("text", "") for each in found if "message" in each]


async def test_in_privacy_mode_the_bot_sees_what_is_meant_for_it(api: Raw) -> None:
    people = api.sandbox
    people.add_group(GROUP)
    await texts(api)

    people.say_in(GROUP, "hello")
    people.say_in(GROUP, "/start")
    people.say_in(GROUP, "/start@other_bot")
    people.say_in(GROUP, f"/start{BOT}")
    assert await texts(api) == [f"/start{BOT}"]

    sent = await api.result("sendMessage", chat_id=GROUP, text="hi")
    people.say_in(GROUP, "hello")
    people.say_in(GROUP, "/start")
    people.say_in(GROUP, "/start@other_bot")
    answered = people.world.chats[GROUP].messages[sent["message_id"]]
    people.say_in(GROUP, "an answer", reply_to=answered)
    assert await texts(api) == ["/start", "an answer"]


@pytest.mark.parametrize("open_to", ["an admin", "privacy off"])
async def test_an_admin_bot_and_one_without_privacy_see_everything(api: Raw, open_to: str) -> None:
    api.sandbox.add_group(GROUP)
    api.sandbox.world.privacy = open_to == "an admin"
    if open_to == "an admin":
        api.sandbox.add_bot(GROUP, status="administrator")
    await texts(api)

    api.sandbox.say_in(GROUP, "hello")

    assert await texts(api) == ["hello"]


async def test_an_anonymous_admin_is_the_group_and_a_channel_post_is_from_nobody(api: Raw) -> None:
    people = api.sandbox
    people.add_group(GROUP, title="Careers")
    people.set_member(GROUP, PERSON, "creator")
    people.add_group(CHANNEL, title="Jobs", kind="channel")
    people.set_member(CHANNEL, PERSON, "administrator")
    await texts(api)

    people.say_in(GROUP, f"/start{BOT}", anonymous=True)
    people.post_in(CHANNEL, "news")
    group, channel = await api.updates()

    message = group["message"]
    assert (message["from"]["id"], message["sender_chat"]["id"]) == (1087968824, GROUP)
    post = channel["channel_post"]
    assert "from" not in post
    assert (
        post["sender_chat"] == post["chat"] == {"id": CHANNEL, "type": "channel", "title": "Jobs"}
    )


def test_only_admins_write_as_the_group_or_post_in_a_channel(sandbox: Sandbox) -> None:
    sandbox.add_group(GROUP)
    sandbox.add_group(CHANNEL, kind="channel")

    with pytest.raises(ValueError, match="Only admins"):
        sandbox.say_in(GROUP, "hello", anonymous=True)
    with pytest.raises(ValueError, match="cannot post"):
        sandbox.post_in(CHANNEL, "hello")


async def test_changes_of_members_are_told_to_an_admin_that_asked_for_them(api: Raw) -> None:
    api.sandbox.add_group(GROUP)
    await kinds(api)
    api.sandbox.set_member(GROUP, 8, "administrator")
    assert await kinds(api) == ["message"], "Telegram's own line, that somebody joined"

    api.sandbox.add_bot(GROUP, status="administrator")
    api.sandbox.set_member(GROUP, 8, "member")
    assert await kinds(api) == ["chat_member"]


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("creator", {"is_anonymous": False}),
        ("administrator", {"can_manage_chat": True, "can_pin_messages": True}),
        ("member", {}),
        ("restricted", {"is_member": True, "can_send_messages": True}),
        ("left", {}),
        ("kicked", {"until_date": 0}),
    ],
)
async def test_a_member_is_told_by_status(api: Raw, status: Status, more: dict[str, Any]) -> None:
    api.sandbox.add_group(GROUP)
    api.sandbox.set_member(GROUP, 8, status)

    member = await api.result("getChatMember", chat_id=GROUP, user_id=8)

    assert member["status"] == status
    assert more.items() <= member.items()
    assert ChatMember.de_json(member, None).status == status  # the library finds all it needs


async def test_admins_are_listed_and_members_counted(api: Raw) -> None:
    api.sandbox.add_group(GROUP)
    api.sandbox.set_member(GROUP, PERSON, "creator")
    api.sandbox.set_member(GROUP, 8, "member")

    admins = await api.result("getChatAdministrators", chat_id=GROUP)

    assert [each["user"]["id"] for each in admins] == [PERSON]
    assert await api.result("getChatMemberCount", chat_id=GROUP) == 3


async def test_somebody_unknown_and_a_private_chat_have_no_members(api: Raw) -> None:
    api.sandbox.add_group(GROUP)

    unknown = await api.refusal("getChatMember", chat_id=GROUP, user_id=99)
    assert unknown == (400, "Bad Request: user not found")
    left = await api.result("getChatMember", chat_id=GROUP, user_id=PERSON)
    assert left["status"] == "left"
    private = await api.refusal("getChatAdministrators", chat_id=PERSON)
    assert private == (400, "Bad Request: chat is a private chat")


@pytest.mark.parametrize(
    ("kind", "words"), [("group", "group"), ("supergroup", "supergroup"), ("channel", "channel")]
)
async def test_a_chat_without_the_bot_refuses_everything(api: Raw, kind: Any, words: str) -> None:
    api.sandbox.add_group(GROUP, kind=kind)
    api.sandbox.remove_bot(GROUP)
    kicked = await api.refusal("sendMessage", chat_id=GROUP, text="hi")
    assert kicked == (403, f"Forbidden: bot was kicked from the {words} chat")

    api.sandbox.add_bot(GROUP)
    await api.result("leaveChat", chat_id=GROUP)
    left = await api.refusal("sendMessage", chat_id=GROUP, text="hi")
    assert left == (403, f"Forbidden: bot is not a member of the {words} chat")


async def test_a_channel_and_a_silenced_bot_need_rights(api: Raw) -> None:
    api.sandbox.add_group(CHANNEL, kind="channel")
    bot = api.sandbox.world.bot.id
    api.sandbox.set_member(CHANNEL, bot, "administrator", without=["can_post_messages"])
    channel = await api.refusal("sendMessage", chat_id=CHANNEL, text="hi")
    assert channel == (400, "Bad Request: need administrator rights in the channel chat")

    api.sandbox.add_group(GROUP)
    api.sandbox.set_member(GROUP, bot, "restricted", without=["can_send_messages"])
    group = await api.refusal("sendMessage", chat_id=GROUP, text="hi")
    assert group == (400, "Bad Request: not enough rights to send text messages to the chat")


async def test_a_bot_is_in_a_channel_as_an_admin_or_not_at_all(api: Raw) -> None:
    api.sandbox.add_group(CHANNEL, kind="channel")
    statuses: tuple[Status, ...] = ("member", "restricted")
    for status in statuses:
        with pytest.raises(ValueError, match="as an admin or not at all"):
            api.sandbox.add_bot(CHANNEL, status=status)


async def test_a_topic_takes_messages_until_it_is_closed_or_gone(api: Raw) -> None:
    people = api.sandbox
    people.add_group(SUPERGROUP, forum=True)
    topic = people.add_topic(SUPERGROUP, "Jobs")
    target = {"chat_id": SUPERGROUP, "message_thread_id": topic, "text": "hi"}

    sent = await api.result("sendMessage", **target)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic, True)
    assert sent["reply_to_message"]["forum_topic_created"]["name"] == "Jobs"
    people.close_topic(SUPERGROUP, topic)
    assert await api.refusal("sendMessage", **target) == (400, "Bad Request: TOPIC_CLOSED")
    people.reopen_topic(SUPERGROUP, topic)
    await api.result("sendMessage", **target)
    people.delete_topic(SUPERGROUP, topic)
    gone = await api.refusal("sendMessage", **target)
    assert gone == (400, "Bad Request: message thread not found")


async def test_an_answer_in_a_supergroup_has_a_thread_that_is_no_topic(api: Raw) -> None:
    api.sandbox.add_group(SUPERGROUP)
    sent = await api.result("sendMessage", chat_id=SUPERGROUP, text="hi")
    await texts(api)
    answered = api.sandbox.world.chats[SUPERGROUP].messages[sent["message_id"]]
    api.sandbox.say_in(SUPERGROUP, "an answer", reply_to=answered)
    (update,) = await api.updates()

    assert update["message"]["message_thread_id"] == sent["message_id"]
    assert "is_topic_message" not in update["message"]


async def test_a_migration_is_told_on_both_sides(api: Raw) -> None:
    api.sandbox.add_group(GROUP)
    await texts(api)
    api.sandbox.move_group(GROUP, to=SUPERGROUP)
    old, new = await api.updates()

    assert (old["message"]["chat"]["id"], old["message"]["migrate_to_chat_id"]) == (
        GROUP,
        SUPERGROUP,
    )
    assert (new["message"]["chat"]["id"], new["message"]["migrate_from_chat_id"]) == (
        SUPERGROUP,
        GROUP,
    )


async def test_what_others_wrote_only_an_admin_with_the_right_deletes(api: Raw) -> None:
    api.sandbox.add_group(GROUP)
    theirs = api.sandbox.say_in(GROUP, f"/start{BOT}")
    refused = await api.refusal("deleteMessage", chat_id=GROUP, message_id=theirs.id)
    assert refused == (400, "Bad Request: message can't be deleted")

    api.sandbox.add_bot(GROUP, status="administrator")
    assert await api.result("deleteMessage", chat_id=GROUP, message_id=theirs.id) is True

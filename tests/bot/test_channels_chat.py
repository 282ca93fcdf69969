"""Channels and topics: managed where they are, read by many, and what ends or moves them."""

from bot.model import Message, Outcome, SendState
from bot.sandbox.members import Member
from bot.sending.delivery import send
from bot.stores.outbox import messages
from bot.texts import groups as texts
from tests.bot.chat import Chat
from tests.bot.groups import SENTENCE, SUPERGROUP, Group
from tests.bot.jobs import backend_jobs
from tests.factories import digest

BOT = "@daily_job_picks_bot"
ADA, BEN = 7, 8


async def channel(chat: Chat) -> Group:
    """Return a channel that Ada runs, to which she added the bot as an admin."""
    await chat.says("/start")
    group = Group(chat, group=SUPERGROUP, title="Jobs & more", kind="channel", with_bot=False)
    chat.sandbox.set_member(group.id, ADA, "creator")
    chat.sandbox.set_member(group.id, BEN, "member")
    chat.sandbox.add_bot(group.id, status="administrator")
    await chat.settle()
    return group


async def forum(chat: Chat) -> tuple[Group, int, int]:
    """Return a forum that Ada runs, and two of its topics."""
    await chat.says("/start")
    group = Group(chat, group=SUPERGROUP, title="Alumni", forum=True)
    chat.sandbox.set_member(group.id, ADA, "creator")
    chat.sandbox.set_member(group.id, BEN, "member")
    one = chat.sandbox.add_topic(group.id, "Jobs")
    other = chat.sandbox.add_topic(group.id, "Florists")
    await chat.settle()
    return group, one, other


async def set_up(group: Group) -> None:
    """Let Ada set her channel up."""
    await group.posts(SENTENCE, reply_to=group.messages[-1])
    await group.taps("Looks right, go on ›")
    await group.taps("08:00")
    await group.taps("Skip")


async def test_a_channel_is_set_up_by_its_posts_and_only_the_picks_stay() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await channel(chat)
        await set_up(group)

        left = [each.words for each in group.room.messages.values()]
        assert len(left) == 2
        assert left[0].startswith("I will write at 08:00")
        assert "3 picks from 3" in left[1]

        await group.posts(f"/profile{BOT} +rust")
        await group.taps("Save")
        profile = await chat.services.profiles.get(SUPERGROUP)
        assert "rust" in {each.casefold() for each in profile.skills}
        await group.posts(f"/settings{BOT}")
        left = [each.words for each in group.room.messages.values()]
        assert len(left) == 2
        assert "3 picks from 3" in left[0]
        assert "Your settings" in left[1] or "08:00" in left[1]


async def test_of_a_channel_that_is_forgotten_no_answer_is_remembered() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await channel(chat)
        await set_up(group)
        await group.posts(f"/settings{BOT}")
        before = str(chat.app.bot_data)

        await group.posts(f"/forget{BOT}")
        await group.taps("Delete everything")

        assert str(group.id) in before
        assert await group.row() is None
        assert str(group.id) not in str(chat.app.bot_data)


async def test_a_channels_own_posts_are_left_alone() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await channel(chat)
        await set_up(group)
        count = len(group.room.messages)
        first = await group.posts("We hire")
        await group.posts("And again", reply_to=group.messages[-1])
        await group.posts("/start@other_bot")

        assert first is None or first.words != "We hire"
        assert len(group.room.messages) == count + 3
        assert group.replies == []


async def test_a_reader_of_a_channel_changes_nothing() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await channel(chat)
        await set_up(group)
        await group.posts(f"/settings{BOT}")

        for button in [each["text"] for each in group.messages[-1].buttons]:
            assert await group.taps(button, person=BEN) == texts.ADMINS_ONLY()


async def test_a_channel_that_takes_the_right_to_post_stops_and_ada_is_told_once() -> None:
    async with Chat(jobs=backend_jobs(6)) as chat:
        group = await channel(chat)
        await set_up(group)
        await chat.publish(*backend_jobs(9)[6:])
        bot = chat.sandbox.world.bot
        group.room.members[bot.id] = Member(
            user=bot, status="administrator", without=frozenset({"can_post_messages"})
        )
        await chat.wait(days=1, minutes=10)
        await chat.wait(minutes=1)
        await chat.wait(days=1, minutes=10)

        told = [each.words for each in chat.messages if "may not post" in each.words]
        assert len(told) == 1
        assert "Jobs & more" in told[0]
        row = await group.row()
        assert row is not None
        assert (row.state, row.due) == ("blocked", None)

        chat.sandbox.set_member(group.id, bot.id, "administrator")
        await chat.settle()
        await chat.wait(days=1, minutes=10)
        assert "picks from" in group.messages[-1].words, "nothing was lost"
        assert "3 earlier" in group.messages[-1].words


async def test_several_messages_that_wait_for_a_shut_chat_are_told_once() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await channel(chat)
        await set_up(group)
        services, row = chat.services, await group.row()
        assert row is not None
        await services.deliveries.plan(
            row.id,
            key="2026-01-09",
            digest=digest(day=chat.now.date()),
            render=lambda _: [Message(html=f"Part {number}") for number in range(4)],
            now=chat.now,
        )
        first = (await services.deliveries.ready(chat.now, limit=9))[0]
        assert await send(chat.app.bot, services, first) is Outcome.SENT
        bot = chat.sandbox.world.bot
        group.room.members[bot.id] = Member(
            user=bot, status="administrator", without=frozenset({"can_post_messages"})
        )
        await chat.wait(minutes=1)

        told = [each.words for each in chat.messages if "may not post" in each.words]
        assert len(told) == 1
        states = await services.people._store.read(
            lambda db: messages(db, f"person_id = {row.id} ORDER BY id")
        )
        assert [each.state for each in states][-4:] == [SendState.SENT, *[SendState.DEAD] * 3]


async def test_two_topics_of_a_forum_have_digests_of_their_own() -> None:
    async with Chat(jobs=backend_jobs(6)) as chat:
        group, one, other = await forum(chat)
        await group.is_set_up(topic=one)
        assert {each.thread for each in group.messages} == {one}
        assert await group.row(topic=other) is None
        assert await group.row() is None

        asked = await group.says(f"/start{BOT}", topic=other)
        assert asked is not None
        await group.says("Florist in Paris, bouquets", topic=other, reply_to=asked)
        await group.says(f"/profile{BOT} +roses", topic=other)
        await group.taps("Save")
        assert {each.thread for each in group.replies} == {other}

        first, second = await group.row(topic=one), await group.row(topic=other)
        assert first is not None
        assert second is not None
        assert first.id != second.id
        skills = [(await chat.services.profiles.get(each.id)).skills for each in (first, second)]
        assert "roses" not in {each.casefold() for each in skills[0]}
        assert "roses" in {each.casefold() for each in skills[1]}

        await chat.publish(*backend_jobs(9)[6:])
        group._begin()
        await chat.wait(days=1, minutes=10)
        assert {each.thread for each in group.replies if "picks from" in each.words} == {one}


async def test_what_is_said_in_a_topic_is_no_reply_to_the_bot_who_opened_it() -> None:
    """In a topic, Telegram makes every message an answer to the one that opened it."""
    async with Chat() as chat:
        group, one, _ = await forum(chat)
        await group.says(f"/start{BOT}", topic=one)
        opening = group.room.messages[one]
        group.room.messages[one] = opening.model_copy(update={"sender": chat.sandbox.world.bot})
        await group.says("Florist in Paris, bouquets", topic=one)

        assert group.replies == []


async def test_a_topic_that_is_closed_or_gone_stops_alone_and_comes_back_with_nothing_lost() -> (
    None
):
    async with Chat(jobs=backend_jobs(3)) as chat:
        group, one, other = await forum(chat)
        await group.is_set_up(topic=one)
        await group.is_set_up(topic=other)
        await chat.publish(*backend_jobs(6)[3:])
        chat.sandbox.close_topic(group.id, one)
        await chat.settle()
        group._begin()
        await chat.wait(days=1, minutes=10)
        await chat.wait(minutes=1)

        assert {each.thread for each in group.replies} == {other}
        told = [each.words for each in chat.messages if "closed or gone" in each.words]
        assert len(told) == 1
        assert "Alumni" in told[0]
        closed = await group.row(topic=one)
        assert closed is not None
        assert closed.state == "blocked"

        chat.sandbox.reopen_topic(group.id, one)
        await group.says(f"/start{BOT}", topic=one)
        await chat.wait(days=1, minutes=10)
        digest = next(each for each in reversed(group.messages) if each.thread == one)
        assert "3 picks" in digest.words

        chat.sandbox.delete_topic(group.id, other)
        await chat.publish(*backend_jobs(8)[6:])
        await chat.wait(days=1, minutes=10)
        gone = await group.row(topic=other)
        assert gone is not None
        assert gone.state == "blocked"


async def test_a_group_that_throws_the_bot_out_hears_nothing_and_back_in_lost_nothing() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await chat.says("/start")
        group = Group(chat, title="Careers")
        chat.sandbox.set_member(group.id, ADA, "creator")
        row = await group.is_set_up()
        chat.sandbox.remove_bot(group.id)
        await chat.settle()
        asleep = await group.row()
        assert asleep is not None
        assert (asleep.state, asleep.due) == ("blocked", None)
        await chat.publish(*backend_jobs(6)[3:])
        calls = len(chat.sandbox.asked("sendMessage"))
        await chat.wait(days=1, minutes=10)
        assert len(chat.sandbox.asked("sendMessage")) == calls

        group._begin()
        chat.sandbox.add_bot(group.id)
        await chat.settle()
        assert group.text == texts.WELCOME_BACK()
        back = await group.row()
        assert back is not None
        assert back.model_copy(update={"due": row.due, "due_day": row.due_day}) == (
            row.model_copy(update={"last_digest_at": back.last_digest_at})
        )
        await chat.wait(days=1, minutes=10)
        assert "3 picks" in group.messages[-1].words


async def test_a_migration_that_the_service_messages_tell_changes_where_the_digest_goes() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await chat.says("/start")
        group = Group(chat, title="Careers")
        chat.sandbox.set_member(group.id, ADA, "creator")
        row = await group.is_set_up()
        chat.sandbox.move_group(group.id, to=SUPERGROUP)
        await chat.settle()
        moved = Group(chat, group=SUPERGROUP)

        assert await moved.row() == row.model_copy(update={"chat_id": SUPERGROUP})
        await moved.says(f"/profile{BOT} +rust")
        await moved.taps("Save")
        profile = await chat.services.profiles.get(group.id)
        assert "rust" in {each.casefold() for each in profile.skills}
        await chat.publish(*backend_jobs(6)[3:])
        await chat.wait(days=1, minutes=10)
        assert "3 picks" in moved.messages[-1].words


async def test_a_migration_that_looks_like_a_farewell_first_ends_no_digest() -> None:
    """Telegram may tell that the bot left the old group, and came to the new one, before it."""
    async with Chat(jobs=backend_jobs(3)) as chat:
        await chat.says("/start")
        group = Group(chat, title="Careers")
        chat.sandbox.set_member(group.id, ADA, "creator")
        row = await group.is_set_up()
        chat.sandbox.set_member(group.id, chat.sandbox.world.bot.id, "left")
        moved = Group(chat, group=SUPERGROUP, title="Careers", with_bot=False)
        chat.sandbox.set_member(SUPERGROUP, ADA, "creator")
        chat.sandbox.add_bot(SUPERGROUP)
        await chat.settle()
        chat.sandbox.world.chats[group.id].members[chat.sandbox.world.bot.id] = moved.room.members[
            chat.sandbox.world.bot.id
        ]
        chat.sandbox.move_group(group.id, to=SUPERGROUP)
        await chat.settle()

        after = await moved.row()
        assert after is not None
        assert (after.id, after.state) == (row.id, "active")
        assert after.due is not None


async def test_a_migration_in_the_middle_of_a_send_loses_and_doubles_nothing() -> None:
    """The group moves while its digest is in the outbox; the updates come later, or never."""
    async with Chat(jobs=backend_jobs(3)) as chat:
        await chat.says("/start")
        group = Group(chat, title="Careers")
        chat.sandbox.set_member(group.id, ADA, "creator")
        await group.is_set_up()
        await chat.publish(*backend_jobs(6)[3:])
        updates = chat.sandbox.world.updates
        wanted, updates.allowed = updates.allowed, frozenset({"callback_query"})
        chat.sandbox.move_group(group.id, to=SUPERGROUP)
        updates.allowed = wanted
        await chat.wait(days=1, minutes=10)
        moved = Group(chat, group=SUPERGROUP)

        assert ["3 picks" in each.words for each in moved.messages] == [True]
        row = await moved.row()
        assert row is not None
        assert (row.id, row.chat_id, row.state) == (group.id, SUPERGROUP, "active")
        store = chat.services.people._store
        states = await store.read(lambda db: messages(db, f"person_id = {group.id}"))
        assert {each.state for each in states} == {SendState.SENT}

        await moved.says(f"/profile{BOT} +rust")
        await moved.taps("Save")
        assert "rust" in moved.text.casefold()


async def test_an_answer_that_meets_a_moved_group_moves_its_row() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await chat.says("/start")
        group = Group(chat, title="Careers")
        chat.sandbox.set_member(group.id, ADA, "creator")
        await group.is_set_up()
        updates = chat.sandbox.world.updates
        wanted, updates.allowed = updates.allowed, frozenset({"callback_query"})
        chat.sandbox.move_group(group.id, to=SUPERGROUP)
        updates.allowed = wanted
        await group.says(f"/settings{BOT}")

        assert await group.row() is None
        row = await Group(chat, group=SUPERGROUP).row()
        assert row is not None
        assert row.id == group.id
        assert "went wrong" not in group.text

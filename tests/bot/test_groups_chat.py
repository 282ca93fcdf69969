"""A career group from its first word to its daily picks, as its admins and members meet it."""

from typing import Any

from bot.app import register_commands
from bot.sandbox.members import ANONYMOUS
from bot.texts import groups as texts
from bot.texts.help import COMMANDS
from tests.bot.chat import Chat
from tests.bot.groups import SENTENCE, Group
from tests.bot.jobs import backend_jobs

BOT = "@daily_job_picks_bot"
ADA, BEN, EVE = 7, 8, 9


async def met(chat: Chat, **what: Any) -> Group:
    """Return a group that Ada runs, where Ben is a member and Eve an admin unknown to the bot."""
    await chat.says("/start")
    group = Group(chat, **{"title": "Careers", "with_bot": False, **what})
    for person, status in ((ADA, "creator"), (BEN, "member"), (EVE, "administrator")):
        chat.sandbox.set_member(group.id, person, status)  # type: ignore[arg-type]
    return group


async def added(chat: Chat, **what: Any) -> Group:
    """Return such a group to which Ada added the bot."""
    group = await met(chat, **what)
    chat.sandbox.add_bot(group.id, by=ADA)
    await chat.settle()
    return group


async def test_an_admin_sets_a_group_up_and_it_gets_its_picks_every_morning() -> None:
    async with Chat(jobs=backend_jobs(6)) as chat:
        group = await added(chat)
        (hello,) = group.messages
        assert "Reply to this message" in hello.words

        await group.says(SENTENCE, reply_to=hello)
        assert "Titles: Backend Engineer" in group.text
        await group.taps("Looks right, go on ›")
        assert "When shall I write?" in group.text
        assert texts.REPLY_HINT() in group.text
        await group.says("7:30", reply_to=group.replies[-1])
        assert "where are you?" in group.text
        await group.says("Berlin", reply_to=group.replies[-1])
        assert "I will write at 07:30, Europe/Berlin" in group.text
        assert "6 picks from 6 new postings" in group.text
        assert texts.REPLY_HINT() not in group.text

        await chat.publish(*backend_jobs(9)[6:])
        group._begin()
        await chat.wait(days=1)
        assert "3 picks from 3" in group.text
        assert [each.words for each in chat.messages if "picks from" in each.words] == []


async def test_a_group_that_was_added_by_the_button_of_help_is_asked_once() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says("/help")
        (button,) = chat.replies[-1].buttons
        assert button["url"] == "https://t.me/daily_job_picks_bot?startgroup=true"

        group = await added(chat)
        await group.says(f"/start{BOT} true")  # what Telegram's app says for who followed the link
        assert len(group.messages) == 1


async def test_every_button_under_a_shared_digest_is_a_link_to_the_readers_own_chat() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        await group.is_set_up()
        digest = group.messages[-1]

        assert [button["text"] for button in digest.buttons] == ["1", "2", "3"]
        links = [button["url"] for button in digest.buttons]
        assert all(link.startswith("https://t.me/daily_job_picks_bot?start=p") for link in links)
        assert len(set(links)) == 3


async def test_a_reader_opens_a_pick_in_their_own_chat_and_saves_it_for_themselves() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        await group.is_set_up()
        before = [each.words for each in group.messages]
        link = await group.taps("2", person=BEN)
        ben = chat.somebody(BEN)
        await ben.says("/start " + link.partition("?start=")[2])

        assert "Send me your CV" in ben.replies[0].words
        assert "From the digest of Careers" in ben.replies[1].words
        assert "Save" in ben.buttons
        await ben.taps("Save")
        saved = await chat.services.feedback.marked(BEN, "saved")
        assert len(saved) == 1
        assert await chat.services.feedback.marked(-500, "saved") == []
        assert [each.words for each in group.messages] == before

        await ben.says("/start " + link.partition("?start=")[2])
        assert "Saved" in " ".join(ben.buttons)


async def test_why_of_a_shared_pick_speaks_of_no_profile_of_the_readers() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        await group.is_set_up()
        ben = chat.somebody(BEN)
        await ben.says("/start")
        link = await group.taps("1", person=BEN)
        await ben.follows_link(link.partition("?start=")[2])
        await ben.taps("Why")

        assert "“You design and run backend services in Python" in ben.text
        assert "no longer kept" not in ben.text
        assert "Your profile" not in ben.text
        assert "your profile of" not in ben.text


async def test_a_link_that_nobody_was_given_opens_nothing() -> None:
    """Ada's own picks have numbers, too; a signature of another pick opens none of them."""
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        await group.is_set_up()
        await chat.says(SENTENCE)
        await chat.says("/picks")
        own = await chat.services.deliveries.latest(ADA)
        assert own is not None
        link = (await group.taps("1")).partition("?start=")[2]
        signature = link.rpartition("_")[2]

        ben = chat.somebody(BEN)
        await ben.says("/start")
        for forged in (f"p{own.id}_1_{signature}", f"p{own.id}_1", "p1_2_" + signature, "p0_0_0"):
            await ben.says(f"/start {forged}")
            assert "Why" not in ben.text, forged
            assert "jobs.example.com" not in str([each.entities for each in ben.replies])


async def test_a_genuine_link_to_a_persons_own_pick_opens_nothing_either() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        await chat.says("/picks")
        own = await chat.services.deliveries.latest(ADA)
        assert own is not None
        assert await chat.services.chats.digest(own.id) is None


async def test_whom_the_bot_does_not_let_in_reads_the_card_and_nothing_is_kept() -> None:
    async with Chat(jobs=backend_jobs(3), access="owner") as chat:
        group = await added(chat)
        await group.is_set_up()
        link = await group.taps("1", person=BEN)
        ben = chat.somebody(BEN)
        await ben.says("/start " + link.partition("?start=")[2])

        assert "This bot is private" in ben.text
        assert "From the posting" in ben.text
        assert ben.buttons == ["Apply ↗"]
        assert await chat.services.people.get(BEN) is None


async def test_members_change_nothing_and_are_told_so_kindly() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        row = await group.is_set_up()
        await group.says(f"/settings{BOT}")
        settings = len(group.messages)

        for button in [each["text"] for each in group.messages[-1].buttons]:
            assert await group.taps(button, person=BEN) == texts.ADMINS_ONLY()
        for command in ("/settings", "/profile +rust", "/pause", "/picks 3", "/watch Acme"):
            name, _, rest = command.partition(" ")
            await group.says(f"{name}{BOT} {rest}", person=BEN)
            assert group.replies == []
        assert len(group.messages) == settings
        assert await group.row() == row
        assert chat.sandbox.world.chats[-500].toasts[-1]["text"] == texts.ADMINS_ONLY()


async def test_an_answer_is_taken_from_an_admin_only_and_only_as_a_reply() -> None:
    async with Chat() as chat:
        group = await added(chat)
        (hello,) = group.messages
        await group.says("florists in Paris", person=BEN, reply_to=hello)
        assert group.replies == []
        await group.says("florists in Paris", person=ADA)
        assert group.replies == []
        assert (await chat.services.profiles.get(-500)).empty

        await group.says(SENTENCE, person=EVE, reply_to=hello)
        assert "Backend Engineer" in group.text
        await group.says("Thanks, nice bot, +rust", reply_to=group.replies[-1])
        assert group.replies == [], "nothing is asked any more"


async def test_thanks_for_the_picks_are_no_answer_to_a_question_that_is_still_open() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        await group.is_set_up()
        digest = group.messages[-1]
        await group.says(f"/profile{BOT}")
        await group.taps("Skills")
        await group.says("Great list", reply_to=digest)
        assert group.replies == []

        await group.says("Rust, Go", reply_to=group.messages[-1])
        assert "Rust" in group.text


async def test_an_anonymous_admin_manages_but_does_not_let_the_bot_in() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await met(chat)
        chat.sandbox.add_bot(-500, by=BEN)
        await chat.settle()
        await group.says(f"/start{BOT}", anonymous=True)
        assert "I cannot see who you are" in group.text

        await group.is_set_up()
        sent = await group.says(f"/profile{BOT} +rust", anonymous=True)
        assert sent is not None
        assert chat.sandbox.world.chats[-500].messages[sent.id - 1].sender == ANONYMOUS
        await group.taps("Save")
        profile = await chat.services.profiles.get(-500)
        assert "rust" in {each.casefold() for each in profile.skills}


async def test_a_member_who_writes_as_a_channel_of_theirs_is_no_admin() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        await group.is_set_up()
        before = await chat.services.profiles.get(-500)
        await group.says(f"/profile{BOT} +rust", person=BEN, as_channel=-1_000_000_000_099)

        assert group.replies == []
        assert await chat.services.profiles.get(-500) == before


async def test_a_group_of_strangers_gets_one_line() -> None:
    async with Chat() as chat:
        group = Group(chat, with_bot=False)
        chat.sandbox.set_member(-500, EVE, "creator")
        chat.sandbox.add_bot(-500, by=EVE)
        await chat.settle()
        assert len(group.messages) == 1
        assert "/start@daily_job_picks_bot" in group.messages[0].words

        await group.says(f"/picks{BOT}", person=EVE)
        await group.says(f"/profile{BOT} +rust", person=EVE)
        assert len(group.messages) == 1
        await group.says(f"/start{BOT}", person=EVE)
        assert "I do not know you yet" in group.text
        assert [each["text"] for each in group.replies[0].buttons] == ["Open our chat ›"]
        assert await group.row() is None


async def test_a_known_person_who_is_no_admin_sets_nothing_up() -> None:
    async with Chat() as chat:
        group = await met(chat)
        await chat.somebody(BEN).says("/start")
        chat.sandbox.add_bot(-500, by=BEN)
        await chat.settle()
        await group.says(f"/start{BOT}", person=BEN)

        assert await group.row() is None


async def test_nobody_floods_a_group_through_the_bot() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        await group.is_set_up()
        count = len(group.messages)
        for command in ("help", "why", "start", "stats", "export", "xyzzy", "why 1"):
            name, _, rest = command.partition(" ")
            await group.says(f"/{name}{BOT} {rest}", person=BEN)

        assert len(group.messages) == count + 3


async def test_a_personal_command_is_sent_to_the_private_chat() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        await group.is_set_up()
        for command in ("stats", "learned", "export", "score", "feed", "saved"):
            await group.says(f"/{command}{BOT}")
            assert group.text == texts.PRIVATE_ONLY()
            assert [each.get("url") for each in group.replies[0].buttons] == [
                "https://t.me/daily_job_picks_bot"
            ]
            await chat.wait(minutes=1)


async def test_a_cv_is_never_read_in_a_group() -> None:
    async with Chat() as chat:
        group = await added(chat)
        (hello,) = group.messages
        await group.says("word " * 200, reply_to=hello)
        assert group.text == texts.SENTENCE()
        await group.says("https://jobs.example.com/1", reply_to=hello)
        assert group.text == texts.SENTENCE()

        file = {"file_id": "f", "file_unique_id": "u", "file_name": "cv.pdf"}
        world = chat.sandbox.world
        user = world.chats[ADA].user
        assert user is not None
        sent = world.post(group.room, sender=user, reply_to=hello.id)
        world.updates.add("message", world.message_payload(sent) | {"document": file})
        await chat.settle()
        assert group.messages[-1].words == texts.NO_FILES()
        assert chat.sandbox.asked("getFile") == []
        assert (await chat.services.profiles.get(-500)).empty


async def test_other_bots_commands_and_talk_meet_silence() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        await group.is_set_up()
        chat.sandbox.add_bot(-500, status="administrator")  # now it sees everything
        await chat.settle()
        count = len(group.messages)
        for words in ("hello", "/start@other_bot", "/xyzzy", f"/xyzzy{BOT}", "Anybody hiring?"):
            await group.says(words)
            await group.says(words, person=BEN)

        assert len(group.messages) == count


async def test_somebody_who_is_no_longer_an_admin_loses_the_say_at_once() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        await group.is_set_up()
        chat.sandbox.add_bot(-500, status="administrator")
        await group.says(f"/pause{BOT}", person=EVE)
        assert group.replies
        chat.sandbox.set_member(-500, EVE, "member")
        await chat.settle()
        await group.says(f"/resume{BOT}", person=EVE)

        assert group.replies == []


async def test_a_lost_rank_that_nobody_told_is_noticed_after_some_minutes() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        await group.is_set_up()
        await group.says(f"/pause{BOT}", person=EVE)
        chat.sandbox.set_member(-500, EVE, "member")  # the bot is no admin: it hears nothing
        await chat.wait(minutes=6)
        await group.says(f"/resume{BOT}", person=EVE)

        assert group.replies == []


async def test_two_groups_of_one_admin_have_their_own_profiles() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        one = await added(chat)
        other = await added(chat, group=-600, title="Florists")
        await one.is_set_up()
        asked = other.messages[-1]
        await other.says("Florist in Paris, bouquets", reply_to=asked)
        await one.says(f"/profile{BOT} +rust")
        await one.taps("Save")
        await other.says(f"/profile{BOT} +roses")
        await other.taps("Save")

        first = {each.casefold() for each in (await chat.services.profiles.get(-500)).skills}
        second = {each.casefold() for each in (await chat.services.profiles.get(-600)).skills}
        assert ("rust" in first, "rust" in second) == (True, False)
        assert ("roses" in first, "roses" in second) == (False, True)
        assert (await chat.services.profiles.get(ADA)).empty


async def test_a_command_without_the_bots_name_works_where_the_bot_spoke_last() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        await group.is_set_up()
        await group.says("/profile +rust")
        await group.taps("Save")

        assert "rust" in group.text.casefold()


async def test_the_menu_of_a_group_has_what_means_something_there() -> None:
    async with Chat() as chat:
        await register_commands(chat.app)
        menus = chat.sandbox.world.commands

        names = {place: {each["command"] for each in menu} for place, menu in menus.items()}
        assert names["all_group_chats/de"] == {"help", "why"}
        assert {"profile", "picks", "pause"} <= names["all_chat_administrators/"]
        assert not {"stats", "export", "score"} & names["all_chat_administrators/"]
        assert names["default/"] == {*COMMANDS}


async def test_a_message_from_the_owner_to_everybody_goes_to_people() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        group = await added(chat)
        await group.is_set_up()
        await chat.says("/admin broadcast We move house on Friday.")
        assert "It goes to 1 person." in chat.text
        await chat.taps("Send")
        await chat.wait(minutes=1)
        await chat.wait(minutes=1)

        assert "We move house on Friday." not in [each.words for each in group.messages]


async def test_nobody_is_let_through_while_telegram_does_not_say_who_is_an_admin() -> None:
    async with Chat() as chat:
        group = await added(chat)
        await group.is_set_up()
        chat.services.manners.forget(group.id, BEN)
        chat.sandbox.faults.fail(502, method="getChatMember")

        assert await group.says(f"/forget{BOT}", person=BEN) is None
        assert await group.row() is not None
        assert not await group.says(f"/pause{BOT}", person=BEN)

"""/forget, as a person meets it: asked once, everything deleted, and counted after it."""

from datetime import timedelta

from tests.bot.chat import Chat
from tests.bot.groups import Group
from tests.factories import raw

_WORDS = "zymurgy and campanology"
_JOBS = [
    raw(external_id="1", title="Backend Engineer", url="https://jobs.example.com/1"),
    raw(
        external_id="2",
        title="Python Developer",
        company="Wren Mills",
        url="https://jobs.example.com/2",
        html="<p>Looms that weave themselves: you write their Python firmware.</p>",
    ),
]


async def _acquaint(chat: Chat) -> None:
    """Let the person use what leaves traces: a profile twice, picks, buttons, a watch, a score."""
    await chat.says("/start")
    await chat.says(f"Backend Engineer, Python, {_WORDS}")
    await chat.says("/profile +python")
    await chat.says("/picks")
    await chat.taps("1")
    await chat.taps("Save")


async def test_forget_says_what_there_is_deletes_it_and_counts_again() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await _acquaint(chat)

        await chat.says("/forget")
        asked = chat.text
        await chat.taps("Delete everything")

        assert "1 profile" in asked
        assert "2 jobs that you were shown" in asked
        assert "Telegram keeps until you delete it, and backups" in asked
        assert "0 rows are left" in chat.text
        assert "/start begins anew" in chat.text
        assert await chat.services.people.get(chat.person) is None
        assert await chat.services.records.left(chat.person) == 0


async def test_no_file_of_the_database_keeps_a_word_of_somebody_forgotten() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await _acquaint(chat)
        database = chat.services.settings.database
        files = list(database.parent.glob("picks.db*"))
        words = [b"zymurgy", b"campanology", str(chat.person).encode()]

        before = b"".join(path.read_bytes() for path in files)
        await chat.says("/forget")
        await chat.taps("Delete everything")
        after = b"".join(path.read_bytes() for path in files if "ballast" not in path.name)

        assert all(word in before for word in words[:2])
        assert not any(word in after for word in words[:2])


async def test_after_forgetting_old_buttons_answer_kindly_and_start_begins_anew() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await _acquaint(chat)
        await chat.says("/forget")
        await chat.taps("Delete everything")

        await chat.taps("Applied")
        toast = chat.sandbox.world.chats[chat.person].toasts[-1]
        await chat.says("/picks")
        refused = chat.text
        await chat.says("/start")

        assert "We have not met yet" in str(toast)
        assert "We have not met yet" in refused
        assert "CV" in chat.text


async def test_nothing_is_deleted_by_the_other_button_nor_after_ten_minutes() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await _acquaint(chat)

        await chat.says("/forget")
        await chat.taps("Keep everything")
        kept = chat.text
        await chat.says("/forget")
        chat.now += timedelta(minutes=10, seconds=1)
        await chat.taps("Delete everything")

        assert kept == "Nothing was deleted."
        assert "more than ten minutes old" in chat.text
        assert await chat.services.people.get(chat.person) is not None


async def test_the_owner_is_told_who_inherits_and_the_heir_is_told_at_once() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says("/forget")
        alone = chat.text
        ben = chat.somebody(80808)
        await ben.says("/start")

        await chat.says("/forget")
        with_ben = chat.text
        await chat.taps("Delete everything")

        assert "the next one who sends /start will own it" in alone
        assert "Whoever has been here longest after you becomes its owner" in with_ben
        owner = await chat.services.people.owner()
        assert owner is not None
        assert owner.id == 80808
        assert "it is yours now" in ben.messages[-1].words


async def test_an_admin_forgets_a_group_and_nobody_else_can() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await chat.says("/start")
        group = Group(chat, title="Careers", with_bot=False)
        for person, status in ((7, "creator"), (8, "member")):
            chat.sandbox.set_member(group.id, person, status)  # type: ignore[arg-type]
        chat.sandbox.add_bot(group.id, by=7)
        await chat.settle()
        await group.is_set_up()

        await group.says("/forget@daily_job_picks_bot", person=8)
        to_member = group.text
        await group.says("/forget@daily_job_picks_bot")
        asked = group.text
        refused = await group.taps("Delete everything", person=8)
        still = await group.row()
        await group.taps("Delete everything")

        assert "Delete everything" not in to_member
        assert "about this chat" in asked
        assert "admins" in refused
        assert still is not None
        assert "0 rows are left" in group.text
        assert await group.row() is None
        assert await chat.services.people.get(7) is not None


async def test_who_brought_the_bot_to_a_group_leaves_it_there_without_their_name() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await chat.says("/start")
        group = Group(chat, title="Careers", with_bot=False)
        chat.sandbox.set_member(group.id, 7, "creator")
        chat.sandbox.add_bot(group.id, by=7)
        await chat.settle()
        await group.is_set_up()

        await chat.says("/forget")
        asked = chat.text
        await chat.taps("Delete everything")

        assert "1 chat that you brought me to stays" in asked
        assert "0 rows are left" in chat.text
        row = await group.row()
        assert row is not None
        hosted = await chat.services.chats.hosted(row.id)
        assert hosted is not None
        assert hosted.host is None

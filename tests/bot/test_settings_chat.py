"""/settings, /pause and /resume, as transcripts."""

from datetime import date

from bot.language.current import LANGUAGES
from bot.model import Message, Person
from bot.texts import settings as texts
from bot.texts.start import GO_ON
from tests.bot.chat import Chat, Talker

SENTENCE = "Backend Engineer with Python and PostgreSQL in Berlin"


async def settled(chat: Chat) -> Chat:
    """Bring a person in Berlin through the first contact."""
    await chat.says("/start")
    await chat.says(SENTENCE)
    await chat.taps(GO_ON())
    await chat.taps("08:00")
    await chat.taps("Berlin")
    return chat


async def stored(chat: Talker) -> Person:
    person = await chat.chat.services.people.get(chat.person)
    assert person is not None
    return person


async def test_the_card_says_everything_and_when_the_next_message_comes() -> None:
    async with Chat(access="owner") as chat:
        await settled(chat)
        await chat.says("/settings")

        assert chat.text == (
            "Settings\n"
            "Time: 08:00\n"
            "Days: every day\n"
            "Time zone: Europe/Berlin\n"
            "Picks: up to 8 a day\n"
            "Lowest score: 60\n"
            "Shown as: one list\n"
            "Quiet hours: off\n"
            "Language: English\n"
            "Who may use the bot: only you\n"
            "\n"
            "Next: tomorrow, Sat 3 Jan at 08:00, Europe/Berlin"
        )


CHOICES: list[tuple[str, str, str, object]] = [
    ("at", "07:00", "at", "07:00"),
    ("at", "18:00", "at", "18:00"),
    ("zone", "Tokyo", "zone", "Asia/Tokyo"),
    ("zone", "São Paulo", "zone", "America/Sao_Paulo"),
    ("count", "20", "count", 20),
    ("count", "3", "count", 3),
    ("lowest", "0", "lowest", 0),
    ("lowest", "80", "lowest", 80),
    ("layout", "One message each", "layout", "cards"),
    ("days", "Mon to Fri", "days", (1, 2, 3, 4, 5)),
]


async def test_a_button_sets_its_setting_in_place() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.says("/settings")
        shown = len(chat.messages)
        for name, label, field, value in CHOICES:
            await chat.taps(texts.BUTTONS[name]())
            await chat.taps(label)
            assert getattr(await stored(chat), field) == value

        assert len(chat.messages) == shown, "edited in place"


async def test_every_button_of_every_setting_works() -> None:
    async with Chat(access="owner", invite_code="kestrel-7") as chat:
        await settled(chat)
        await chat.says("/settings")
        for label in [each() for each in texts.BUTTONS.values()]:
            await chat.taps(label)
            others = {*LANGUAGES.values()} - {"English"}  # their buttons say something else
            for choice in [each for each in chat.buttons if each not in {"‹ Back", *others}]:
                if choice not in chat.buttons:
                    continue  # it was marked, and is no more
                await chat.taps(choice)
                if label in chat.buttons:
                    await chat.taps(label)
            await chat.taps("‹ Back")

        assert not [call for call in chat.sandbox.calls if call.code != 200]


async def test_a_new_time_says_when_the_next_message_comes() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.says("/settings")
        await chat.taps("Time")
        await chat.taps("18:00")

        assert "Time: 08:00 → 18:00." in chat.text
        assert "Next: today, Fri 2 Jan at 18:00, Europe/Berlin" in chat.text


async def test_time_and_zone_may_be_typed() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.says("/settings")
        await chat.taps("Time")
        await chat.says("25:00")
        assert chat.text == texts.BAD_TIME()
        await chat.says("7:15")
        assert "Time: 08:00 → 07:15." in chat.text

        await chat.says("/settings")
        await chat.taps("Time zone")
        await chat.says("Kathmandu")
        assert "Time zone: Europe/Berlin → Asia/Kathmandu." in chat.text


async def test_a_location_sets_the_zone_at_any_time() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.shares_place(40.71, -74.0)

        assert "Time zone: Europe/Berlin → America/New_York." in chat.text


async def test_days_stay_open_and_the_last_one_stays() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.says("/settings")
        await chat.taps("Days")
        for label in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"):
            await chat.taps(f"✓ {label}")
        assert (await stored(chat)).days == (7,)

        await chat.taps("✓ Sun")
        assert (await stored(chat)).days == (7,)
        assert chat.sandbox.world.chats[7].toasts[-1]["text"] == texts.ONE_DAY()


async def test_a_double_press_of_a_day_is_one_change() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.says("/settings")
        await chat.taps("Days")
        card = chat.messages[-1]
        for _ in range(2):
            chat.sandbox.press_data(card, "set:::days=-1", person=7)
        await chat.settle()

        assert (await stored(chat)).days == (2, 3, 4, 5, 6, 7)


async def test_only_the_owner_sees_and_changes_who_may_enter() -> None:
    async with Chat() as chat:
        await settled(chat)
        ben = chat.somebody(8)
        await ben.says("/start")
        await ben.says("/settings")
        assert "Access" not in ben.buttons

        chat.sandbox.press_data(ben.messages[-1], "set:::access=owner", person=8)
        await chat.settle()
        assert await chat.services.people.access() is None

        await chat.says("/settings")
        await chat.taps("Access")
        await chat.taps("Only me")
        assert "Who may use the bot: only you" in chat.text
        assert await chat.services.people.access() == "owner"


async def test_whoever_opens_the_bot_to_codes_hears_where_codes_are_made() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.says("/settings")
        await chat.taps("Access")
        await chat.taps("Invite code")

        assert await chat.services.people.access() == "invite"
        assert chat.sandbox.world.chats[7].toasts[-1]["text"] == texts.NO_CODE()


async def test_quiet_hours_are_tapped_or_typed() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.says("/settings")
        await chat.taps("Quiet hours")
        await chat.taps("22:00-07:00")
        assert "Quiet hours: off → 22:00-07:00." in chat.text
        assert (await stored(chat)).quiet == "22:00-07:00"

        await chat.taps("Quiet hours")
        await chat.says("soon")
        assert "I could not read that as hours." in chat.text
        await chat.says("21-6")
        assert "Quiet hours: 22:00-07:00 → 21:00-06:00." in chat.text
        await chat.says("/settings")
        await chat.taps("Quiet hours")
        await chat.taps("Off")
        assert (await stored(chat)).quiet == ""


async def test_a_morning_message_in_the_quiet_hours_still_comes_and_that_is_said() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.says("/settings")
        await chat.taps("Quiet hours")
        await chat.says("22-9")
        assert "Your morning message still comes at 08:00" in chat.text
        notice = Message(html="Something is new.")
        await chat.services.deliveries.notice(chat.person, notice, key="a", now=chat.now)
        await chat.wait(hours=23, minutes=5)
        assert "Daily Job Picks" in chat.text
        assert "Something is new." not in chat.text
        await chat.wait(hours=2)
        assert chat.text == "Something is new."
        assert (await stored(chat)).due is not None


async def test_a_time_in_the_quiet_hours_says_that_it_counts() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.says("/settings")
        await chat.taps("Quiet hours")
        await chat.taps("22:00-07:00")
        await chat.taps("Time")
        await chat.taps("06:00")

        assert "Your morning message still comes at 06:00" in chat.text


async def test_pause_for_some_days_and_resume() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.says("/pause 3")
        assert chat.text.startswith("Paused until Mon 5 Jan.")
        person = await stored(chat)
        assert (person.state, person.paused_until) == ("paused", date(2026, 1, 5))

        await chat.says("/settings")
        assert "Paused until Mon 5 Jan; /resume starts sooner." in chat.text

        await chat.says("/resume")
        assert "Next: tomorrow, Sat 3 Jan at 08:00" in chat.text
        assert (await stored(chat)).state == "active"


async def test_pause_without_days_lasts_until_resume() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.says("/pause")
        await chat.wait(days=3)
        assert chat.text == ""

        await chat.says("/resume")
        assert chat.text.startswith("Good to be back. Next: ")


async def test_a_pause_ends_by_itself() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.says("/pause 1")
        await chat.wait(hours=15, minutes=1)  # midnight in Berlin
        await chat.wait(hours=8, minutes=9)

        assert "Daily Job Picks" in chat.text
        assert (await stored(chat)).state == "active"


async def test_a_pause_of_no_sensible_length_is_asked_again() -> None:
    async with Chat() as chat:
        await settled(chat)
        for days in ("0", "-3", "ten", "9999999999", "366", "1.5", "٣"):
            await chat.says(f"/pause {days}")
            assert chat.text == "Send the days as a number from 1 to 365, such as /pause 7."

        assert (await stored(chat)).state == "active"


async def test_resume_without_a_pause_is_harmless() -> None:
    async with Chat() as chat:
        await settled(chat)
        await chat.says("/resume")

        assert chat.text.startswith("I was not paused. Next: ")

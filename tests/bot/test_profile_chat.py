"""/profile, as transcripts: every field by button and answer, one line, undo, hostile text."""

import pytest

from bot.texts import profile as texts
from bot.texts.errors import SORRY
from bot.texts.help import COURTESIES
from bot.texts.start import GO_ON
from scoring.model import Profile
from tests.bot.chat import Chat
from tests.factories import person

SENTENCE = "Backend Engineer with Python and PostgreSQL in Berlin"


async def begun(chat: Chat) -> None:
    await chat.says("/start")
    await chat.says(SENTENCE)


async def stored(chat: Chat) -> Profile:
    return await chat.services.profiles.get(7)


async def test_one_line_changes_the_profile_and_says_what_changed() -> None:
    async with Chat() as chat:
        await begun(chat)
        before = await stored(chat)
        await chat.says("/profile +rust -python, remote only, from 70k, no agencies")
        assert await stored(chat) == before
        assert chat.buttons == [texts.SAVE(), texts.LEAVE()]
        assert "Skills: added Rust" in chat.text
        await chat.taps(texts.SAVE())

        profile = await stored(chat)
        assert {skill.casefold() for skill in profile.skills} >= {"rust", "postgresql"}
        assert "python" not in {skill.casefold() for skill in profile.skills}
        assert profile.remote == ("remote",)
        assert profile.no_agencies
        assert "Skills: added Rust" in chat.text
        assert "Skills: removed Python" in chat.text
        assert "Workplace: any → remote" in chat.text
        assert GO_ON() in chat.buttons, "the first contact is not over"

        await chat.says("/picks")
        await chat.says("/profile -rust")
        await chat.taps(texts.SAVE())
        assert "/rescore" in chat.text
        assert GO_ON() not in chat.buttons


async def test_thanks_are_no_change_of_the_profile() -> None:
    async with Chat() as chat:
        await begun(chat)
        before = await stored(chat)
        await chat.says("Thank you!")

        assert chat.text == COURTESIES["thanks"]()
        assert await stored(chat) == before


async def test_what_is_not_understood_is_said_and_the_rest_is_kept() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/profile +rust, xyzzy plugh <b>frotz")

        assert "Skills: added Rust" in chat.text
        assert "I did not understand" in chat.text
        assert "<b>frotz" in chat.text


async def test_undo_takes_back_one_change_once() -> None:
    async with Chat() as chat:
        await begun(chat)
        before = await stored(chat)
        await chat.says("/profile +rust")
        await chat.taps(texts.SAVE())
        card = chat.messages[-1]
        await chat.taps("Undo")
        assert chat.text == texts.UNDONE()
        assert chat.buttons == ["Profile"]
        assert await stored(chat) == before

        data = card.buttons[0]["callback_data"]
        chat.sandbox.press_data(card, data, person=7)
        await chat.settle()
        assert await stored(chat) == before
        assert chat.sandbox.world.chats[7].toasts[-1]["text"] == texts.UNDO_LATE()


TITLES = ("Data Engineer", "Platform Engineer")
ANSWERS: list[tuple[str, str, str, object]] = [
    (
        "titles",
        "Data Engineer, Platform Engineer",
        "titles",
        ("Data Engineer", "Platform Engineer"),
    ),
    ("titles", "-data engineer", "titles", ("Platform Engineer",)),
    ("skills", "Go, Rust; Kafka", "skills", ("Go", "Rust", "Kafka")),
    ("skills", "+Terraform -rust", "skills", ("Go", "Kafka", "Terraform")),
    ("experience", "5 years", "years", 5),
    ("text", "Small teams, no on-call.", "text", "Small teams, no on-call."),
    ("avoid", "defence, Acme Corp", "avoid", ("defence", "Acme Corp")),
    ("age", "10", "max_age_days", 10),
    ("levels", "senior", "levels", ("senior",)),
    ("remote", "remote only", "remote", ("remote",)),
]


async def test_a_field_is_answered_in_words() -> None:
    async with Chat() as chat:
        await begun(chat)
        for field, answer, name, value in ANSWERS:
            await chat.says("/profile")
            await chat.taps(texts.FIELDS[field]())
            await chat.says(answer)
            await chat.taps(texts.SAVE())

            assert getattr(await stored(chat), name) == value
            assert texts.FIELDS[field]() in chat.text
            person = await chat.services.people.get(7)
            assert person is not None
            assert person.waiting == ""


@pytest.mark.parametrize(
    ("field", "answer", "shown"),
    [
        ("Age", "2 weeks", "at most 14 days old"),
        ("Age", "2 Wochen", "at most 14 days old"),
        ("Age", "10 days", "at most 10 days old"),
        ("Pay", "at least 20 € an hour", "from €20/h"),
        ("Pay", "mindestens 3.000 Euro brutto im Monat", "from €3,000/month"),
    ],
)
async def test_an_answer_is_read_with_its_unit(field: str, answer: str, shown: str) -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/profile")
        await chat.taps(field)
        await chat.says(answer)

        assert f"→ {shown}" in chat.text


async def test_places_and_pay_are_read_not_guessed() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/profile")
        await chat.taps("Places")
        await chat.says("Paris, Hamburg")
        await chat.taps(texts.SAVE())
        assert [place.city for place in (await stored(chat)).places] == ["Paris", "Hamburg"]

        await chat.says("/profile")
        await chat.taps("Places")
        await chat.says("Xyzzyville")
        assert "I do not know this place: Xyzzyville" in chat.text

        await chat.says("/profile")
        await chat.taps("Pay")
        await chat.says("a lot")
        assert chat.text == texts.NO_PAY()
        await chat.says("60k EUR")
        await chat.taps(texts.SAVE())
        pay = (await stored(chat)).min_pay
        assert pay is not None
        assert (pay.low, pay.currency) == (60_000, "EUR")
        assert "Pay: any → from €60k" in chat.text


CHOICES: list[tuple[str, str, str, object]] = [
    ("remote", "hybrid", "remote", ("hybrid",)),
    ("levels", "senior", "levels", ("senior",)),
    ("employment", "full time", "employment", ("full_time",)),
    ("sponsorship", "I need it", "needs_sponsorship", True),
    ("age", "7 days", "max_age_days", 7),
    ("age", "any age", "max_age_days", None),
    ("experience", "master", "degree", "master"),
    ("avoid", "No agencies", "no_agencies", True),
    ("skills", "Clear", "skills", ()),
]


async def test_a_field_is_set_by_its_button_in_place() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/profile")
        shown = len(chat.messages)
        for field, label, name, value in CHOICES:
            await chat.taps(texts.FIELDS[field]())
            await chat.taps(label)
            draft = await chat.services.profiles.draft(7)
            assert draft is not None
            assert getattr(draft.profile, name) == value
            assert texts.FIELDS[field]() in chat.text
            await chat.taps("‹ Back")

        assert len(chat.messages) == shown
        assert "Your profile" in chat.text
        await chat.taps(texts.SAVE())
        after = await stored(chat)
        last = {name: value for _, _, name, value in CHOICES}
        assert {name: getattr(after, name) for name in last} == last


async def test_every_button_of_every_field_is_taken_by_telegram() -> None:
    async with Chat() as chat:
        await begun(chat)
        others = {"‹ Back", texts.SAVE(), texts.LEAVE()}
        await chat.says("/profile no agencies, avoid: crypto, from 70k EUR")
        await chat.taps(texts.SAVE())
        await chat.says("/profile")
        for label in [each() for each in texts.FIELDS.values()]:
            await chat.taps(label)
            for choice in [each for each in chat.buttons if each not in others]:
                if choice in chat.buttons:
                    await chat.taps(choice)
            await chat.taps("‹ Back")

        assert not [call for call in chat.sandbox.calls if call.code != 200]


async def test_the_line_may_come_without_the_command() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("remote only")

        assert "Workplace: any → remote" in chat.text


async def test_small_talk_changes_nothing() -> None:
    async with Chat() as chat:
        await begun(chat)
        before = await stored(chat)
        await chat.says("xyzzy plugh")

        assert await stored(chat) == before
        assert "I did not understand: xyzzy plugh" in chat.text


async def test_a_command_ends_the_wait_for_an_answer() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/profile")
        await chat.taps("Skills")
        await chat.says("/help")
        before = await stored(chat)
        await chat.says("xyzzy plugh")

        assert await stored(chat) == before


HOSTILE = {
    "html": "<b>bold</b> & <a href='https://evil.example'>link</a> </code> <script>",
    "emoji": "👩‍💻 engineer 🦀🔥",
    "right to left": "מהנדס תוכנה, مهندس برمجيات",
    "overrides": "evil\u202egnp.exe\u2066\u0000\u200b",
    "long": "x" * 4_000,
    "many": ", ".join(f"skill{n}" for n in range(400)),
    "braces": "{value} {0} {field!r} %s %(x)s",
    "colons": ":::=p.skills=clear",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_text_in_any_field_breaks_nothing(text: str) -> None:
    async with Chat() as chat:
        await begun(chat)
        for label in [each() for each in texts.FIELDS.values()]:
            await chat.says("/profile")
            await chat.taps(label)
            await chat.says(text)
            assert len(chat.replies) == 1
        await chat.says(f"/profile {text}"[:4096])
        assert len(chat.replies) == 1

        await chat.says("/profile")
        assert "Your profile" in chat.text
        assert SORRY() not in [each.words for each in chat.messages]
        assert not [call for call in chat.sandbox.calls if call.code != 200]


async def test_what_is_taken_away_and_was_never_there_is_said_to_be_avoided() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says("Backend engineer with Python")

        await chat.says("/profile -java, -python")

        assert "Avoid: – → java\nThere was no java to take away. Saved, it is a must" in chat.text
        assert chat.text.index("is a must") < chat.text.index(texts.EFFECT_UNKNOWN())
        assert "Undo" not in chat.text, "nothing was done yet"
        await chat.says("/profile avoid <b>php</b>")
        assert "to take away" not in chat.text


async def test_in_an_empty_profile_what_was_never_there_is_avoided_at_once() -> None:
    async with Chat() as chat:
        await chat.services.people.add(person(id=7))
        await chat.says("/profile -java")

        assert "There was no java to take away, so it is a must now" in chat.text
        await chat.taps("Undo")
        assert (await chat.services.profiles.get(7)).avoid == ()


async def test_a_line_without_any_wish_is_answered_with_an_example() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says("Backend engineer with Python")

        for line in ("?", "🙂", "/profile -", "/profile 👩‍💻🚀"):
            await chat.says(line)
            assert chat.text.startswith("I read no wish in that. Try /profile +rust")
        await chat.says("/profile +python")
        assert "the profile says that already" in chat.text

"""Applications as transcripts: stages on the card, /saved and /applied, and what stays for months.

Notes, dates and the morning message have transcripts of their own beside this file.
"""

from datetime import timedelta
from pathlib import Path

from bot.sandbox.model import Message
from bot.texts import cards as card_texts
from scoring.model import RawPosting
from tests.bot.chat import Chat, Talker
from tests.bot.jobs import backend_jobs
from tests.factories import profile, raw

CALM = {"waiting": "", "due": None, "due_day": None}  # no morning message comes in between


async def begun(chat: Chat, *, person: int = 7) -> None:
    """Let somebody with a profile be there, whom no morning message interrupts."""
    talker = chat if person == 7 else chat.somebody(person)
    await talker.says("/start")
    await chat.services.profiles.save(person, profile(), now=chat.now)
    await chat.services.people.change(person, **CALM)


async def opened(chat: Chat, label: str = "1") -> Message:
    """Let the person get picks, and open one."""
    await begun(chat)
    await chat.says("/picks")
    await chat.taps(label)
    return card_in(chat)


def card_in(chat: Talker) -> Message:
    """Return the newest message that shows a card."""
    shown = [each for each in chat.messages if any(b["text"] == "Why" for b in each.buttons)]
    return shown[-1]


def toast(chat: Chat, person: int = 7) -> str:
    """Return the words over the last press."""
    return str(chat.sandbox.world.chats[person].toasts[-1]["text"])


def kestrel(number: int, *, title: str = "Backend Engineer", **changes: object) -> RawPosting:
    """Return a job at one company."""
    return raw(
        external_id=f"k{number}",
        url=f"https://jobs.example.com/kestrel/{number}",
        title=title,
        **{"company": "Kestrel Robotics GmbH", **changes},
    )


OPENED = "Your application"  # the button of the stages


async def test_an_application_goes_from_stage_to_stage_on_its_card() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await opened(chat)

        await chat.taps("Applied")
        assert "Your application\nApplied on 2 Jan" in chat.text
        assert chat.buttons[:6] == [
            *("Apply ↗", "Save", "Applied ✓"),
            *("Your application", "Notes", "Calendar"),
        ]
        await chat.taps("Your application")
        assert "Your application\nApplied on 2 Jan" in chat.text
        assert chat.buttons[:5] == ["Interview", "Offer", "Rejected", "Ghosted", "‹ Back"]

        chat.now += timedelta(days=3)
        await chat.taps("Interview")
        assert "Applied on 2 Jan → Interview since 5 Jan" in chat.text

        await chat.taps("Your application")
        await chat.taps("Interview ✓")
        assert "Applied on 2 Jan → Interview since 5 Jan" in chat.text  # nothing changed
        await chat.taps("Your application")
        await chat.taps("Rejected")
        assert "→ Rejected on 5 Jan" in chat.text
        await chat.taps("Your application")
        await chat.taps("Undo Rejected")
        assert "Rejected on" not in chat.text
        await chat.taps("Your application")
        assert "Interview ✓" in chat.buttons
        await chat.taps("‹ Back")
        assert "Applied ✓" in chat.buttons


async def test_an_undo_that_is_pressed_twice_takes_one_stage_back() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await opened(chat)
        for label in ("Applied", *(OPENED, "Interview"), *(OPENED, "Offer"), OPENED):
            await chat.taps(label)
        card = chat.replies[-1]
        undo = next(b for b in card.buttons if b["text"] == "Undo Offer")

        for _ in range(2):
            chat.sandbox.press_data(card, undo["callback_data"])
            await chat.settle()

        assert toast(chat) == "That was taken back already"
        (found,) = (await chat.services.tracking.all(7)).values()
        assert [step.stage for step in found.steps] == ["applied", "interview"]


async def test_un_applying_takes_the_stages_back_and_applying_again_brings_them() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await opened(chat)
        for label in ("Applied", OPENED, "Interview"):
            await chat.taps(label)

        await chat.taps("Applied ✓")
        assert "Your application" not in chat.text
        await chat.taps("Applied")
        assert "Applied on 2 Jan → Interview since 2 Jan" in chat.text


async def test_both_lists_explain_themselves_when_they_are_empty() -> None:
    async with Chat() as chat:
        await begun(chat)

        await chat.says("/saved")
        assert "The button Save under a job puts it here" in chat.text
        await chat.says("/applied")
        assert "After 14 silent days I remind you" in chat.text


async def test_saved_jobs_are_listed_newest_first_ten_a_page_in_place() -> None:
    async with Chat(jobs=backend_jobs(12)) as chat:
        await begun(chat)
        await chat.says("/picks 12")
        (delivery,) = await chat.services.deliveries.since(7, chat.now - timedelta(days=1))
        for pick in delivery.digest.picks:
            chat.now += timedelta(minutes=1)
            await chat.services.feedback.mark(7, pick, "saved", now=chat.now)
        titles = [each.cluster.best.title for each in delivery.digest.picks]

        first = await chat.says("/saved")
        assert first is not None
        assert first.words.startswith(f"Saved · 12 jobs\n\n1  {titles[-1]}\n")
        assert chat.buttons == [*(str(n) for n in range(1, 11)), "1/2", "›"]

        second = await chat.taps("›")
        assert second is not None
        assert (second.id, second.words.count("Saved on 2 Jan")) == (first.id, 2)
        assert chat.buttons == ["11", "12", "‹", "2/2"]

        await chat.taps("12")
        assert titles[0] in chat.text
        await chat.taps("‹ Back")
        assert chat.buttons == ["11", "12", "‹", "2/2"]
        await chat.taps("‹")
        assert chat.buttons[-1] == "›"


async def test_a_card_opens_from_the_list_months_after_the_posting_is_gone() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await opened(chat)
        await chat.taps("Save")
        title = card_in(chat).words.splitlines()[0].split("  ")[1]
        (marked,) = await chat.services.feedback.marked(7, "saved")
        chat.now += timedelta(days=200)
        ids = [each.id for each in marked.pick.cluster.postings]
        await chat.services.postings.mark_closed(ids, now=chat.now)

        await chat.says("/saved")
        assert "Saved on 2 Jan" in chat.text
        assert "posting closed" in chat.text
        await chat.taps("1")
        assert title in chat.text
        assert "The posting is closed." in chat.text
        for label in (
            "Applied",
            OPENED,
            "Interview",
            "Notes",
            "‹ Back",
            "Calendar",
            "‹ Back",
            "Why",
        ):
            await chat.taps(label)
        await chat.taps("‹ Back")
        await chat.taps("‹ Back")
        assert "Interview since" in chat.text


async def test_what_is_no_longer_saved_can_be_saved_again_on_its_open_card() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await opened(chat)
        await chat.taps("Save")
        await chat.says("/saved")
        await chat.taps("1")

        await chat.taps("Saved ✓")
        assert "Save" in chat.buttons
        await chat.taps("Save")
        assert "Saved ✓" in chat.buttons
        await chat.taps("‹ Back")
        assert "Saved · 1 job" in chat.text


async def test_a_marked_jobs_card_leads_to_jobs_like_it_and_hides_it() -> None:
    async with Chat(jobs=backend_jobs(9)) as chat:
        await begun(chat)
        await chat.says("/picks 2")
        await chat.taps("1")
        await chat.taps("Save")
        await chat.says("/saved")
        await chat.taps("1")

        await chat.taps("More like this")
        assert "More like" in chat.text
        await chat.taps("‹ Back")
        await chat.says("/saved")
        await chat.taps("1")
        await chat.taps("Not for me")
        await chat.taps("Seen it")
        await chat.taps("Undo")
        assert "Not for me" in chat.buttons
        assert toast(chat) == card_texts.TOAST_BACK()


async def test_a_job_in_two_lists_has_one_application() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await opened(chat)
        await chat.taps("Applied")
        first = card_in(chat)
        await chat.says("/picks again")
        second = chat.messages[-1]
        assert "Applied on 2 Jan" in second.words

        await chat.taps(str(_number(second, first)))
        await chat.taps(OPENED)
        await chat.taps("Rejected")

        rejected = [each for each in chat.messages if "Rejected on" in each.words]
        assert [each.id for each in rejected] == [second.id]  # the old card says it when opened
        stages = _data(first, OPENED)
        chat.sandbox.press_data(first, stages.replace("open", "interview"))  # as older cards had
        await chat.settle()
        (found,) = (await chat.services.tracking.all(7)).values()
        assert [step.stage for step in found.steps] == ["applied", "rejected", "interview"]


async def test_a_company_where_one_applied_before_says_so_in_lists_and_on_cards() -> None:
    async with Chat(jobs=[kestrel(1)]) as chat:
        await opened(chat)
        await chat.taps("Applied")
        chat.now += timedelta(days=2)
        await chat.taps(OPENED)
        await chat.taps("Rejected")
        agency = {"company": "Harbour Staffing", "html": _BEHIND}
        await chat.publish(
            kestrel(2, title="Python Engineer"), kestrel(3, title="Backend Developer", **agency)
        )

        listed = await chat.says("/picks")

        assert listed is not None
        assert "Kestrel Robotics, via Harbour Staffing" in listed.words
        assert listed.words.count("You applied here on 2 Jan, rejected") == 1
        await chat.taps("1")
        assert "You applied here on 2 Jan, rejected." in chat.text
        await chat.taps("Applied")
        assert "Applied on 4 Jan\nYou applied here on 2 Jan, rejected." in chat.text
        await chat.says("/applied")
        assert "Applied · 2 jobs" in chat.text


async def test_another_person_opens_none_of_it() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await opened(chat)
        await chat.taps("Applied")
        await chat.says("/applied")
        (number,) = chat.messages[-1].buttons
        await begun(chat, person=8)
        ben = chat.somebody(8)

        await ben.says("/applied")
        assert "You have marked no job as applied yet" in ben.text
        chat.sandbox.press_data(ben.messages[-1], number["callback_data"], person=8)
        await chat.settle()

        assert toast(chat, 8) == card_texts.GONE()


async def test_forged_values_are_answered_kindly() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        card = await opened(chat)
        await chat.taps("Applied")
        delivery = next(b for b in card.buttons if b["text"] == "Why")["callback_data"].split(":")[
            1
        ]

        for data in (
            f"stage:{delivery}:1:promoted",
            f"stage:{delivery}:1:undo-999999999999999999999",
            f"stage:{delivery}:1",
            f"unnote:{delivery}:1:x",
            f"undate:{delivery}:1:99999999999999999999",
            "card:0:1:a1.00000000000000000000",
            "card:0:1:zzz",
            "stage:::interview",
            "applications::99999999",
            "saved::0",
        ):
            chat.sandbox.press_data(card, data)
            await chat.settle()

        refused = {each.why for each in chat.sandbox.calls if each.code != 200}
        assert all("message is not modified" in why for why in refused)
        (found,) = (await chat.services.tracking.all(7)).values()
        assert [step.stage for step in found.steps] == ["applied"]


async def test_every_button_works_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    async with Chat(jobs=backend_jobs(2), database=path) as chat:
        await opened(chat)
        for label in ("Applied", OPENED, "Interview"):
            await chat.taps(label)
        await chat.says("/applied")
        await chat.taps("1")
        back = _data(card_in(chat), "‹ Back")
        await chat.taps(OPENED)
        offer = _data(chat.replies[-1], "Offer")

    async with Chat(database=path) as chat:
        shown = await chat.says("/help")
        assert shown is not None
        chat.sandbox.press_data(shown, offer)
        await chat.settle()
        assert "→ Offer since 2 Jan" in chat.messages[-1].words
        chat.sandbox.press_data(shown, back)
        await chat.settle()
        assert "Offer since 2 Jan" in chat.messages[-1].words


_BEHIND = (
    "<p>Our client, Kestrel Robotics, is looking for a Backend Developer in Python, PostgreSQL and "
    "Kubernetes. Harbour Staffing is a recruitment agency.</p>"
)


def _data(message: Message, label: str) -> str:
    return str(next(b for b in message.buttons if b["text"] == label)["callback_data"])


def _number(listed: Message, card: Message) -> int:
    title = card.words.splitlines()[0].split("  ")[1]
    line = next(line for line in listed.words.splitlines() if line.endswith(title))
    return int(line.split(" ")[0])

"""Whatever somebody sends at first contact: read, or declined with what to do, and nothing lost."""

import io
import zipfile
from collections.abc import Callable

import pypdfium2
import pytest

from bot.texts import start as texts
from bot.texts.profile import SAVE
from tests.bot.chat import Chat

CV = """Ada Lovelace
Backend Engineer

Experience
Backend Engineer, Kestrel Robotics, 2019 - 2025
Built services in Python and PostgreSQL, run on Kubernetes.

Skills: Python, PostgreSQL, Kubernetes
"""
RUSSIAN = """Анна Петрова
Инженер-программист

Опыт работы
Разработчик, ООО Ромашка, 2018 - 2024
Сервисы на Python и PostgreSQL.

Образование
Томский университет, магистр, 2018

Навыки: Python, PostgreSQL, Docker
"""


def scan() -> bytes:
    """Return a PDF of one page without a word."""
    document, written = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(200, 200)
    document.save(written)
    return written.getvalue()


def bomb() -> bytes:
    """Return a Word file that unpacks to 200 MB."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", b"0" * (200 * 1024 * 1024))
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("scan.pdf", scan, "it looks like a scan or a picture"),
        ("cv.docx", bomb, "which no CV does"),
        ("me.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, "it looks like a scan or a picture"),
        ("cv.txt", b" \n ", "is empty"),
        ("cv.txt", b"hello", "has hardly a word in it"),
        ("cv.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 400, "old Word file"),
    ],
    ids=["scan", "bomb", "image as a document", "blank", "one word", "old Word"],
)
async def test_what_cannot_be_read_is_declined_and_the_next_try_works(
    name: str, content: bytes | Callable[[], bytes], said: str
) -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.sends_file(name, content if isinstance(content, bytes) else content())
        assert said in chat.text
        assert len(chat.replies) == 1
        await chat.sends_file("cv.txt", CV.encode())

        assert "Titles: Backend Engineer" in chat.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
async def test_a_russian_cv_is_read_in_whatever_way_it_was_written(encoding: str) -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.sends_file("cv.txt", RUSSIAN.encode(encoding))

        assert "Titles: Инженер-программист" in chat.text
        assert "Skills: Python, PostgreSQL, Docker" in chat.text
        assert "6 years, master (from “2018 - 2024, Томский университет, магистр" in chat.text


async def test_the_wishes_under_a_file_count_and_what_is_not_understood_is_said() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.sends_file("cv.txt", CV.encode(), caption="remote only, xyzzy plugh")

        assert "Workplace: remote\n" in chat.text
        assert "I did not understand: xyzzy plugh" in chat.text
        assert "Experience: 6 years (from “2019 - 2025”)" in chat.text


async def test_words_of_a_sentence_that_fill_no_field_are_named_and_kept() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says("Backend engineer with Python, xyzzy plugh")

        assert "In no field, but kept as words: xyzzy plugh" in chat.text
        assert "xyzzy plugh" in (await chat.services.profiles.get(7)).text


async def test_a_file_that_telegram_holds_back_is_explained() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        sent = chat.sandbox.send_document("cv.txt", CV.encode(), person=7)
        chat.sandbox.world.files.clear()
        await chat.settle()

        assert sent is not None
        assert texts.NOT_FETCHED() in [each.words for each in chat.messages]
        assert (await chat.services.profiles.get(7)).empty


async def test_two_files_at_once_are_one_profile_and_a_question() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        for name, content in (("one.txt", CV), ("two.txt", RUSSIAN)):
            chat.sandbox.send_document(name, content.encode(), person=7)
        await chat.settle()
        assert (await chat.services.profiles.get(7)).titles == ("Backend Engineer",)
        await chat.taps(texts.ADD())
        await chat.taps(SAVE())

        titles = (await chat.services.profiles.get(7)).titles
        assert titles == ("Backend Engineer", "Инженер-программист")


@pytest.mark.parametrize("step", ["hello", "card", "time", "zone"])
async def test_start_again_at_any_step_loses_nothing_and_leads_on(step: str) -> None:
    async with Chat() as chat:
        await chat.says("/start")
        if step != "hello":
            await chat.sends_file("cv.txt", CV.encode())
        if step in {"time", "zone"}:
            await chat.taps(texts.GO_ON())
        if step == "zone":
            await chat.taps("07:00")
        before = await chat.services.profiles.get(7)
        await chat.says("/start")
        assert await chat.services.profiles.get(7) == before
        await chat.taps(texts.SKIP() if step == "hello" else texts.GO_ON())
        assert texts.TIME() in chat.text
        await chat.taps(texts.SKIP())
        await chat.taps("Berlin")

        person = await chat.services.people.get(7)
        assert person is not None
        assert (person.zone, person.waiting) == ("Europe/Berlin", "")
        assert person.at == ("07:00" if step == "zone" else "08:00")

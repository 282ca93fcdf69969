"""/export, as a person meets it: three files, everything in them, nothing that acts."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

from bot.sandbox.model import Message
from tests.bot.chat import Chat, Talker
from tests.bot.groups import Group
from tests.factories import raw

_JOBS = [
    raw(external_id="1", title="Backend Engineer", url="https://jobs.example.com/1"),
    raw(
        external_id="2",
        title="=HYPERLINK(1) Python Developer",
        company="+Wren & *Mills*",
        url="https://jobs.example.com/2",
        html="<p>Looms that weave themselves: you write their Python firmware.</p>",
    ),
]


async def _acquaint(talker: Talker) -> None:
    await talker.says("/start")
    await talker.says("Backend Engineer, Python, zymurgy")
    await talker.says("/picks")
    await talker.taps("1")
    await talker.taps("Save")


def _files(chat: Chat) -> dict[str, bytes]:
    """Return what was sent since the last action, by the end of the names."""
    sent = [(each.file, each) for each in chat.replies if each.file]
    return {file.name.rpartition(".")[2]: _content(chat, each) for file, each in sent if file}


def _content(chat: Chat, message: Message) -> bytes:
    assert message.file is not None
    return chat.sandbox.world.files[message.file.id][1]


def _json(chat: Chat) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_files(chat)["json"])
    return found


def _rows(chat: Chat) -> list[dict[str, str]]:
    text = _files(chat)["csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


async def test_export_sends_three_files_whose_names_say_nothing_of_the_person() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await _acquaint(chat)
        await chat.says("/export")

        names = [each.file.name for each in chat.replies if each.file]
        assert names == [f"daily-job-picks-2026-01-02.{end}" for end in ("json", "csv", "md")]
        assert "Everything I keep about you" in chat.text


async def test_the_json_holds_every_row_that_names_the_person_and_no_other() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await _acquaint(chat.somebody(80808))
        await _acquaint(chat)
        kept = await chat.services.records.kept(chat.person)
        await chat.says("/export")

        tables = _json(chat)["tables"]
        assert set(tables) == set(chat.services.records.tables)
        counts = {name: len(rows) for name, rows in tables.items() if rows}
        assert counts == kept
        assert tables["people"][0]["id"] == chat.person
        assert "zymurgy" in tables["profiles"][0]["profile"]["text"]
        assert "80808" not in json.dumps(tables)


async def test_a_group_that_somebody_brought_the_bot_to_names_them_too() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await chat.says("/start")
        group = Group(chat, title="Careers", with_bot=False)
        chat.sandbox.set_member(group.id, 7, "creator")
        chat.sandbox.add_bot(group.id, by=7)
        await chat.settle()
        await group.is_set_up()
        await chat.says("/export")

        assert _json(chat)["tables"]["chats"] == [
            {"person_id": group.id, "host": "7", "title": "Careers"}
        ]


async def test_the_table_has_every_job_with_its_marks_and_runs_nothing() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await _acquaint(chat)
        await chat.says("/export")

        rows = {row["Link"]: row for row in _rows(chat)}
        assert set(rows) == {"https://jobs.example.com/1", "https://jobs.example.com/2"}
        assert rows["https://jobs.example.com/2"]["Title"].startswith("'=HYPERLINK(1)")
        assert rows["https://jobs.example.com/2"]["Company"].startswith("'+Wren")
        assert [row["Shown"] for row in rows.values()] == ["2026-01-02"] * 2
        assert sorted(row["Saved"] for row in rows.values()) == ["", "2026-01-02"]
        assert all(row["Score"].isdecimal() for row in rows.values())


async def test_the_file_to_read_tells_profile_settings_and_what_was_saved() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await _acquaint(chat)
        await chat.services.people.change(chat.person, at="06:30")
        await chat.says("/export")

        words = _files(chat)["md"].decode()
        assert "## Your profile" in words
        assert "zymurgy" in words
        assert "- Time: 06:30" in words
        saved = words.partition("## Saved")[2].partition("##")[0]
        assert "saved on 2 Jan 2026" in saved
        assert "](<https://jobs.example.com/" in saved


async def test_export_is_for_once_a_minute_and_each_person() -> None:
    async with Chat(jobs=_JOBS) as chat:
        ben = chat.somebody(80808)
        for each in (chat, ben):
            await each.says("/start")
        await chat.says("/export")

        await chat.says("/export")
        refused = chat.text
        await ben.says("/export")
        of_ben = len([each for each in ben.replies if each.file])
        chat.now += timedelta(minutes=1)
        await chat.says("/export")

        assert refused == "You had your files just now. Send /export again in 60 seconds."
        assert of_ben == 3
        assert len(_files(chat)) == 3

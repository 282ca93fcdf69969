"""Whatever somebody does, and whatever fails at it: no line of the log says who it was, or what."""

import ast
import asyncio
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.logs import failed_aside, nickname, set_up_logs
from tests.bot.chat import Chat
from tests.factories import raw

_PERSON = 70_707_070
_WORDS = ("zymurgy", "Quillfeather", "campanology")
_JOBS = [raw(external_id="1", url="https://jobs.example.com/1")]


@pytest.fixture(autouse=True)
def _log() -> Iterator[None]:
    """Put the log back as it was."""
    root, ours = logging.getLogger(), [logging.getLogger(name) for name in ("bot", "scoring")]
    before, levels = root.handlers[:], [each.level for each in (root, *ours)]
    yield
    root.handlers[:] = before
    for each, level in zip((root, *ours), levels, strict=True):
        each.setLevel(level)


async def test_a_whole_conversation_leaves_no_id_and_no_word_in_the_log(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs("DEBUG", secrets=[])
    async with Chat(jobs=_JOBS) as chat:
        zeb = chat.somebody(_PERSON, first_name=_WORDS[1])
        await zeb.says("/start")
        await zeb.says(f"Backend Engineer, Python, {_WORDS[0]}")
        await zeb.says(f"/profile +{_WORDS[2]}")
        await zeb.says("/picks")
        await zeb.taps("1")
        await zeb.taps("Save")
        await zeb.says("/nothing-of-the-kind")
        await zeb.says("/score https://jobs.example.com/1")
        await zeb.says("/export")
        await zeb.says("/feed")
        await chat.wait(days=1)
        await zeb.says("/forget")
        await zeb.taps("Delete everything")

    log = capsys.readouterr().err
    assert "A person was forgotten" in log
    assert str(_PERSON) not in log
    assert not [word for word in _WORDS if word in log]


async def test_a_failure_names_its_person_by_what_is_only_of_this_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs("DEBUG", secrets=[])
    async with Chat(jobs=_JOBS) as chat:
        zeb = chat.somebody(_PERSON)
        await zeb.says("/start")
        await zeb.says("Backend Engineer, Python")
        await _spoil(chat)
        await chat.wait(minutes=1)
        await zeb.says("/profile")

    log = capsys.readouterr().err
    assert log.count("A digest failed") == 1
    assert f"person='{nickname(_PERSON)}'" in log
    assert "An update failed" in log
    assert str(_PERSON) not in log
    assert not [word for word in _WORDS if word in log]


async def _spoil(chat: Chat) -> None:
    """Let every profile be one that cannot be read, whose error would quote it."""
    words = '{"titles": 5, "text": "zymurgy and campanology"}'
    store = chat.services.records._store
    await store.write(lambda db: db.execute("UPDATE profiles SET profile = ?", [words]))
    await chat.services.people.change(_PERSON, due=chat.now, due_day=chat.now.date())


_ROOT = Path(__file__).parents[2]
_IDS = re.compile(r"\b(person|chat|user|group|owner|someone)(\.|_)id\b")


def _facts(path: Path) -> Iterator[str]:
    """Yield what each call of a logger is given, and each table of facts with an action in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).lower().startswith("_log."):
            yield ast.unparse(node)
        if isinstance(node, ast.Dict) and "action" in [
            key.value for key in node.keys if isinstance(key, ast.Constant)
        ]:
            yield ast.unparse(node)


@pytest.mark.parametrize("folder", ["bot", "scoring"])
def test_no_line_that_logs_is_given_an_id_that_is_no_nickname(folder: str) -> None:
    facts = [each for path in (_ROOT / folder).rglob("*.py") for each in _facts(path)]

    bare = [each for each in facts if _IDS.search(re.sub(r"nickname\([^)]*\)", "", each))]
    assert len(facts) > 10
    assert bare == []


def test_two_people_have_two_nicknames_and_one_person_one() -> None:
    assert nickname(_PERSON) == nickname(_PERSON)
    assert nickname(_PERSON) != nickname(_PERSON + 1)
    assert str(_PERSON) not in nickname(_PERSON)


def test_a_librarys_debug_lines_and_tracebacks_quote_nobody(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs("DEBUG", secrets=[])

    logging.getLogger("telegram.Bot").debug("Calling sendMessage with %s", {"chat_id": _PERSON})
    try:
        _fail(_WORDS[0])
    except LookupError:
        logging.getLogger("telegram.ext.Updater").exception("It failed")

    log = capsys.readouterr().err
    assert "It failed" in log
    assert "builtins.LookupError" in log
    assert str(_PERSON) not in log
    assert _WORDS[0] not in log


async def test_a_task_that_failed_aside_is_logged_without_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs("INFO", secrets=[])
    error = LookupError(_WORDS[0])

    failed_aside(asyncio.get_running_loop(), {"message": "never retrieved", "exception": error})

    log = capsys.readouterr().err
    assert "A task failed aside" in log
    assert "builtins.LookupError" in log
    assert _WORDS[0] not in log


def _fail(words: str) -> None:
    raise LookupError(words)

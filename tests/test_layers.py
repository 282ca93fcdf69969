"""The four rules of ARCHITECTURE.md, read off the import statements and the calls."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted([*(ROOT / "scoring").rglob("*.py"), *(ROOT / "bot").rglob("*.py")])
OUTSIDE = {"httpx", "litellm", "sqlite3", "sqlite_utils", "os", "socket"}
MAY_WAIT = {"scoring/ingest/run.py", "scoring/ingest/mailbox.py"}
MAY_KNOW_THE_TIME = {"bot/__main__.py", "bot/sending/schedule.py", "bot/compose.py"}
CLOCKS = {"now", "today", "utcnow"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def imports(path: Path) -> set[str]:
    """Return the full names of all modules that the file imports, at the top or inside."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def packages(path: Path) -> set[str]:
    return {module.partition(".")[0] for module in imports(path)}


def clock_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            if node.func.attr in CLOCKS and owner in {"datetime", "date", "dt.datetime"}:
                yield f"line {node.lineno}"
            if node.func.attr == "time" and owner == "time":
                yield f"line {node.lineno}"


@pytest.mark.parametrize("path", [p for p in FILES if name(p).startswith("scoring/")], ids=name)
def test_scoring_knows_nothing_of_the_bot(path: Path) -> None:
    assert not packages(path) & {"bot", "telegram"}


@pytest.mark.parametrize("path", [p for p in FILES if "/edge/" not in name(p)], ids=name)
def test_the_core_reaches_outside_only_through_the_edge(path: Path) -> None:
    if name(path).startswith("bot/"):
        assert not packages(path) & {"litellm"}
        return

    assert not packages(path) & OUTSIDE
    assert not any(module.startswith("scoring.edge") for module in imports(path))


@pytest.mark.parametrize("path", [p for p in FILES if name(p).startswith("scoring/")], ids=name)
def test_only_the_shell_and_the_edge_wait(path: Path) -> None:
    if name(path) in MAY_WAIT or any(part in name(path) for part in ("/edge/", "/pipeline/")):
        return

    assert "asyncio" not in packages(path)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_time_is_an_argument(path: Path) -> None:
    if name(path) in MAY_KNOW_THE_TIME or "/edge/" in name(path) or "bot/cli/" in name(path):
        return

    assert not list(clock_calls(path))

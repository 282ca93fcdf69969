"""The four rules of ARCHITECTURE.md, read off the import statements and the calls."""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILES = sorted([*(ROOT / "scoring").rglob("*.py"), *(ROOT / "bot").rglob("*.py")])
SCORING = [path for path in FILES if path.is_relative_to(ROOT / "scoring")]
OUTSIDE = {"httpx", "litellm", "sqlite3", "sqlite_utils", "os", "socket"}
MAY_WAIT = {"scoring/ingest/run.py", "scoring/ingest/mailbox.py"}
MAY_KNOW_THE_TIME = {"bot/__main__.py", "bot/sending/schedule.py", "bot/compose.py"}
CLOCKS = {"now", "today", "utcnow"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def nodes(path: Path) -> Sequence[ast.Import | ast.ImportFrom | ast.Call]:
    """Return what the rules look at in the file."""
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [node for node in tree if isinstance(node, ast.Import | ast.ImportFrom | ast.Call)]


@cache
def imports(path: Path) -> set[str]:
    """Return the full names of all modules that the file imports, at the top or inside."""
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def packages(path: Path) -> set[str]:
    return {module.partition(".")[0] for module in imports(path)}


def clock_calls(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr not in {*CLOCKS, "time"}:
                continue
            owner = ast.unparse(node.func.value)
            if node.func.attr in CLOCKS and owner in {"datetime", "date", "dt.datetime"}:
                yield f"line {node.lineno}"
            if node.func.attr == "time" and owner == "time":
                yield f"line {node.lineno}"


def knows_the_bot(path: Path) -> bool:
    return bool(packages(path) & {"bot", "telegram"})


def reaches_outside(path: Path) -> bool:
    if name(path).startswith("bot/"):
        return "litellm" in packages(path)
    edge = any(module.startswith("scoring.edge") for module in imports(path))
    return edge or bool(packages(path) & OUTSIDE)


def waits(path: Path) -> bool:
    return "asyncio" in packages(path)


def may_wait(path: Path) -> bool:
    return name(path) in MAY_WAIT or any(part in name(path) for part in ("/edge/", "/pipeline/"))


def may_know_the_time(path: Path) -> bool:
    allowed = "/edge/" in name(path) or "bot/cli/" in name(path)
    return allowed or name(path) in MAY_KNOW_THE_TIME


def test_every_file_is_looked_at() -> None:
    assert {"bot/app.py", "scoring/pick.py"} <= {name(path) for path in FILES}


def test_scoring_knows_nothing_of_the_bot() -> None:
    assert [name(path) for path in SCORING if knows_the_bot(path)] == []


def test_the_core_reaches_outside_only_through_the_edge() -> None:
    core = [path for path in FILES if "/edge/" not in name(path)]

    assert [name(path) for path in core if reaches_outside(path)] == []


def test_only_the_shell_and_the_edge_wait() -> None:
    rest = [path for path in SCORING if not may_wait(path)]

    assert [name(path) for path in rest if waits(path)] == []


def test_time_is_an_argument() -> None:
    rest = [path for path in FILES if not may_know_the_time(path)]

    assert {name(path): calls for path in rest if (calls := list(clock_calls(path)))} == {}

"""A database as a first start leaves it, made once per worker: all migrations take 30 ms."""

import tempfile
from functools import cache
from pathlib import Path

from bot.compose import MIGRATIONS
from scoring.edge.db import Store


def fresh_database(path: Path) -> None:
    """Lay an empty, migrated database at the path where there is none yet."""
    if path.name != ":memory:" and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_migrated())


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picks.db"
        store = Store(path, MIGRATIONS)
        store._open()
        store._close()
        return path.read_bytes()

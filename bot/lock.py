"""One running bot for one database: a second one would answer the first one's questions."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scoring.errors import StoreError


@contextmanager
def only_one(database: Path) -> Iterator[None]:
    """Hold the database for this process until it ends, also by kill -9. Raises StoreError.

    On Windows nothing is held; there Telegram's 409 stops a second bot.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - not on Windows

    database.parent.mkdir(parents=True, exist_ok=True)
    with Path(f"{database}-running").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(
                f"Another bot is running with the database {str(database)!r}; stop it first"
            ) from error
        yield

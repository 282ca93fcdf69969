"""Sets up the log: one line an event with its facts; no secret, no id and no word of a person.

At DEBUG it is our own code that says more: libraries write whole requests and updates there.
"""

import asyncio
import hmac
import logging
import secrets as random
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import Any

from bot.traces import trace_of

_OURS = ("bot", "scoring")
# tornado.general names the address of whoever sends what is no HTTP
_QUIET = ("httpx", "httpcore", "apscheduler", "tornado.access", "tornado.general", "hpack")
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_KEY = random.token_bytes(32)  # of this process: nobody can tell later whose lines they were
_NICKNAME = 10  # characters; enough to tell some ten thousand people apart
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class _Redacting(logging.Formatter):
    """Writes a record with its facts; secrets, also in tracebacks, become "<secret>"."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(_FORMAT)
        self._secrets = tuple(secret for secret in secrets if secret)

    def formatException(  # noqa: N802 - the name is logging's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Return the lines without what the error says, which may quote a person."""
        return trace_of(ei[1]).rstrip() if ei[1] is not None else ""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        facts = " ".join(f"{k}={v!r}" for k, v in vars(record).items() if k not in _OWN)
        head, newline, trace = line.partition("\n")
        text = f"{head} {facts}".rstrip() + newline + trace
        for secret in self._secrets:
            text = text.replace(secret, "<secret>")
        return text


def set_up_logs(level: str, *, secrets: Iterable[str]) -> None:
    """Log to stderr. httpx's INFO lines name every address, and the token is in each: not them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacting(secrets))
    ours = logging.getLevelNamesMapping()[level]
    logging.basicConfig(level=max(ours, logging.INFO), handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(ours)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def nickname(person_id: int) -> str:
    """Return what stands for a person in the log: the same all through one run, and no other.

    So the lines of one person can be put together, and there is nothing to delete of anybody.
    """
    return hmac.digest(_KEY, str(person_id).encode(), "sha256").hex()[:_NICKNAME]


def failed_aside(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log a task's failure that nobody waited for. asyncio's own line quotes the error."""
    del loop
    error = context.get("exception")
    trace = trace_of(error) if isinstance(error, BaseException) else ""
    logging.getLogger(__name__).error("A task failed aside\n%s", trace, extra={"action": "task"})

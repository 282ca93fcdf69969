"""Sets up the log: one line an event with its facts, and never the bot's token."""

import logging
import sys
from collections.abc import Iterable

_QUIET = ("httpx", "httpcore", "apscheduler", "tornado.access", "hpack")
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class _Redacting(logging.Formatter):
    """Writes a record with its facts; secrets, also in tracebacks, become "<secret>"."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(_FORMAT)
        self._secrets = tuple(secret for secret in secrets if secret)

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
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)

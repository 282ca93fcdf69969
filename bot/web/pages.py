"""What all answers have in common: no trace of who serves them, and one 404 for everything else."""

import logging
from types import TracebackType

from tornado.web import HTTPError, RequestHandler

from bot.traces import trace_of
from bot.web.limits import RETRY_S

_log = logging.getLogger(__name__)
_NOT_FOUND = "404 Not Found\n"


class Page(RequestHandler):
    """Answers GET and HEAD alone; to all others the address is one where nothing is."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def set_default_headers(self) -> None:
        """Keep robots and caches away, and say nothing of the server."""
        self.clear_header("Server")
        self.set_header("X-Robots-Tag", "noindex, nofollow, noarchive")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "text/plain; charset=utf-8")

    async def head(self, *path: str) -> None:
        """Answer as GET does; tornado leaves the body out."""
        await self.get(*path)

    async def get(self, *path: str) -> None:
        """Tell that nothing is here."""
        del path
        raise HTTPError(404)

    def write_error(self, status_code: int, **_: object) -> None:
        """Answer in one line; a method that is not served is an address that is not there."""
        if status_code == 429:
            self.set_header("Retry-After", str(RETRY_S))
        if status_code not in {404, 405}:
            self.finish(f"{status_code} {self._reason}\n")
            return
        self.set_status(404)
        self.finish(_NOT_FOUND)

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Log a failure without the address, which is a secret."""
        del typ, tb
        if value is not None and not isinstance(value, HTTPError):
            _log.error("A page failed\n%s", trace_of(value), extra={"action": "web"})


class Nothing(Page):
    """Every address that is none."""


class Health(Page):
    """Says that the bot's loop runs, and nothing else."""

    async def get(self, *path: str) -> None:
        """Say ok."""
        del path
        self.finish("ok\n")

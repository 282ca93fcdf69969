"""The door: only requests that name this machine are answered, so a foreign page cannot rebind."""

from typing import TYPE_CHECKING

from tornado.web import RequestHandler

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


class Guarded(RequestHandler):
    """Refuses a foreign Host, and a browser that comes from a foreign page."""

    def initialize(self, *, sandbox: "Sandbox") -> None:
        """Take what the route was made with."""
        self.sandbox = sandbox

    def prepare(self) -> None:
        """Check Host and Origin. https://en.wikipedia.org/wiki/DNS_rebinding."""
        hosts = {f"{name}:{self.sandbox.port}" for name in ("127.0.0.1", "localhost")}
        origin = self.request.headers.get("Origin")
        allowed = origin is None or origin in {f"http://{host}" for host in hosts}
        if self.request.host not in hosts or not allowed:
            self.set_status(403)
            self.finish({"ok": False, "error_code": 403, "description": "Forbidden: foreign host"})

    def check_xsrf_cookie(self) -> None:
        """Do without cookies: the key in the path and the Origin check stand in for it."""

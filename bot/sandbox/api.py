"""The HTTP face of the Bot API: tokens, methods, faults, errors as Telegram writes them."""

import asyncio
from typing import TYPE_CHECKING, Any

from tornado.iostream import StreamClosedError
from tornado.web import RequestHandler

from bot.sandbox.faults import Fault, Moment
from bot.sandbox.guard import Guarded
from bot.sandbox.methods import METHODS
from bot.sandbox.methods.common import chat_id_of
from bot.sandbox.methods.files import MOST_DOWNLOAD
from bot.sandbox.params import Params, read_params
from bot.sandbox.record import Call
from bot.sandbox.refusal import Refusal

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

Route = tuple[str, type[RequestHandler], dict[str, Any]]
_UNAUTHORIZED = Refusal(401, "Unauthorized")
_NOT_FOUND = Refusal(404, "Not Found")


def routes(sandbox: "Sandbox") -> list[Route]:
    """Return the routes of the Bot API; whatever it does not know is Telegram's 404."""
    given = {"sandbox": sandbox}
    return [
        (r"/bot([^/]+)/(\w+)", _Method, given),
        (r"/file/bot([^/]+)/(.+)", _Download, given),
        (r"/(?:file/)?bot.*", _Unknown, given),
    ]


class _Cut(Exception):
    """A fault that cuts the connection."""


class _Api(Guarded):
    """What methods and downloads share."""

    def check_token(self, token: str) -> None:
        """Raise the Refusal of a token that is not the bot's."""
        if token != self.sandbox.token:
            raise _UNAUTHORIZED if token.partition(":")[0].isdecimal() else _NOT_FOUND

    def refuse(self, refusal: Refusal) -> None:
        """Answer as Telegram does: the HTTP status is the error code."""
        self.set_status(refusal.code, refusal.text[:60].encode("ascii", "replace").decode())
        if refusal.retry_after is not None:
            self.set_header("Retry-After", str(refusal.retry_after))
        self.finish(refusal.payload())


class _Unknown(_Api):
    """An address with no token and method in it."""

    def get(self) -> None:
        """Refuse."""
        self.refuse(_NOT_FOUND)

    post = get


class _Method(_Api):
    """One call of a method."""

    async def post(self, token: str, method: str) -> None:
        """Answer a call; getUpdates alone does not count as in flight."""
        counts = method.lower() != "getupdates"
        self.sandbox.in_flight += counts
        try:
            await self._answer(token, method)
        except Refusal as refusal:
            self.refuse(refusal)
        except _Cut:
            self.detach().close()
        finally:
            self.sandbox.in_flight -= counts
            self.sandbox.pulse.beat()

    get = post

    async def _answer(self, token: str, method: str) -> None:
        self.check_token(token)
        params = read_params(self.request)
        call = METHODS.get(method.lower())
        if call is None:
            raise Refusal(404, "Not Found: method not found")
        fault = self.sandbox.faults.take(method, chat_id_of(params)) or Fault()
        record = _Record(self.sandbox, method, params)
        try:
            await self._go_wrong(fault, "before")
            record.answer = await call(self.sandbox.world, params)
            record.stored = True
            await self._go_wrong(fault, "after")
            record.code = 200
        except Refusal as refusal:
            record.code, record.why = refusal.code, refusal.text
            raise
        finally:
            record.keep()
        self._finish(record.answer)

    async def _go_wrong(self, fault: Fault, moment: Moment) -> None:
        if fault.moment != moment:
            return
        if fault.delay_s:
            await _pause(self.sandbox, fault.delay_s)
        if fault.drop:
            raise _Cut
        if fault.refusal is not None:
            raise fault.refusal

    def _finish(self, result: object) -> None:
        try:
            self.finish({"ok": True, "result": result})
        except StreamClosedError:
            return  # the bot gave up waiting


class _Record:
    """Becomes a Call once the answer is known."""

    def __init__(self, sandbox: "Sandbox", method: str, params: Params) -> None:
        self._sandbox = sandbox
        self._method = method
        self._params = params
        self.answer: Any = None
        self.code = 0
        self.why = ""
        self.stored = False

    def keep(self) -> None:
        if self._method.lower() == "getupdates":
            return  # a thousand empty polls hide what the bot did
        call = Call(
            method=self._method,
            params=self._params.values,
            files=tuple(upload.name for upload in self._params.files.values()),
            code=self.code,
            why=self.why,
            answer=self.answer,
            stored=self.stored,
        )
        self._sandbox.calls.append(call)


class _Download(_Api):
    """A file by the path that getFile told."""

    def get(self, token: str, path: str) -> None:
        """Send the bytes."""
        try:
            self.check_token(token)
            file, content = self.sandbox.world.files.get(path.rpartition("/")[2], (None, b""))
            if file is None or path != file.path or file.size > MOST_DOWNLOAD:
                raise _NOT_FOUND
        except Refusal as refusal:
            self.refuse(refusal)
        else:
            self.set_header("Content-Type", "application/octet-stream")
            self.finish(content)


async def _pause(sandbox: "Sandbox", seconds: float) -> None:
    """Wait, but not beyond the end of the sandbox."""
    try:
        async with asyncio.timeout(seconds):
            await sandbox.closing.wait()
    except TimeoutError:
        return

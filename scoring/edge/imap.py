"""A look into an IMAP mailbox with the standard library: it only looks, and trusts no server.

Commands: LOGIN, EXAMINE, UID SEARCH, UID FETCH with BODY.PEEK (RFC 3501, 6.3.2 and 6.4.5), so
that no mail is marked as read. The connection is TLS with a checked certificate; without TLS only
to this machine. What a server says is never repeated in an error, as it may repeat the password;
nor is anything of the account, since everybody sees how the sources do.
"""

import base64
import imaplib
import re
import socket
import ssl
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from scoring.errors import SourceUnavailable

MOST_MAILS = 50  # in one look
MOST_BYTES = 512_000  # of one mail; an alert has 30,000 to 150,000
_MOST_ALTOGETHER = MOST_MAILS * MOST_BYTES + 4_000_000  # of all that the server says
_SILENCE_S = 20.0  # between two pieces of an answer
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})
_STARTTLS_PORT = 143
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOT_ASCII = re.compile(r"[^\x20-\x7e]+")
# Whatever the library raises for a server that says something else than IMAP.
_BROKEN = (imaplib.IMAP4.error, OSError, ValueError, LookupError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Where a mailbox is and who opens it."""

    host: str
    port: int
    user: str = field(repr=False)
    password: str = field(repr=False)
    folder: str = "INBOX"


@dataclass(slots=True)
class Look:
    """What a look has found so far; it may break off at any point."""

    validity: int = 0  # UIDVALIDITY: with another one the numbers mean other mails
    found: list[tuple[int, bytes]] = field(default_factory=list)  # the newest first
    left: int = 0
    requests: int = 0
    bytes: int = 0
    line: socket.socket | None = None
    over: bool = False

    def hang_up(self) -> None:
        """Break the connection off, so that whoever reads from it ends. Never raises."""
        self.over = True
        if self.line is not None:
            with suppress(OSError):
                self.line.shutdown(socket.SHUT_RDWR)


def look(
    account: Account,
    into: Look,
    *,
    senders: Collection[str],
    since: date,
    known: Collection[tuple[int, int]],
) -> None:
    """Fetch the mails of these senders that are not `known` (UIDVALIDITY, UID). Blocks.

    Raises SourceUnavailable; what was fetched before is in `into`.
    """
    try:
        imap = _opened(account, into)
    except _BROKEN as error:
        raise SourceUnavailable(f"its server gave no connection: {_kind(error)}") from None
    try:
        _login(imap, account)
        into.validity = _examine(imap, account)
        _fetch(imap, into, search=_search(senders, since=since), known=known)
    except _BROKEN as error:
        why = _kind(error)
        raise SourceUnavailable(f"its server broke off or sent nonsense: {why}") from None
    finally:
        _leave(imap)


def _leave(imap: imaplib.IMAP4) -> None:
    with suppress(*_BROKEN):
        imap.logout()
    with suppress(*_BROKEN):  # a failed LOGOUT leaves the socket open
        imap.shutdown()


class _Counted(imaplib.IMAP4):
    """Counts what it sends and gets, and stops a server that sends too much."""

    def __init__(self, account: Account, into: Look) -> None:
        self._into = into
        super().__init__(account.host, account.port, timeout=_SILENCE_S)

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        super().open(host, port, timeout)
        self._into.line = self.sock
        if self._into.over:  # nobody waits any more
            raise self.abort("over")

    def send(self, data: bytes) -> None:  # type: ignore[override]  # typeshed calls it read-only
        self._into.requests += 1
        super().send(data)

    def read(self, size: int) -> bytes:
        if size > MOST_BYTES:  # of a part that was asked for with this very limit
            raise self.abort("too long")
        return self._count(super().read(size))

    def readline(self) -> bytes:
        return self._count(super().readline())

    def _count(self, data: bytes) -> bytes:
        self._into.bytes += len(data)
        if self._into.bytes > _MOST_ALTOGETHER:
            raise self.abort("too much")
        return data


class _Secure(_Counted, imaplib.IMAP4_SSL):  # type: ignore[misc]  # two defaults for a port
    """The same inside TLS."""

    def __init__(self, account: Account, into: Look) -> None:
        self._into = into
        imaplib.IMAP4_SSL.__init__(
            self,
            account.host,
            account.port,
            ssl_context=ssl.create_default_context(),
            timeout=_SILENCE_S,
        )


def _opened(account: Account, into: Look) -> imaplib.IMAP4:
    """Connect. Nothing of the account is said before the connection is safe."""
    if account.host in _HERE:
        return _Counted(account, into)
    if account.port != _STARTTLS_PORT:
        return _Secure(account, into)
    imap = _Counted(account, into)
    try:
        imap.starttls(ssl.create_default_context())
    except BaseException:
        imap.shutdown()
        raise
    into.line = imap.sock
    return imap


def _login(imap: imaplib.IMAP4, account: Account) -> None:
    try:
        if (account.user + account.password).isascii():
            imap.login(_quoted(account.user), account.password)
        else:
            said = f"\0{account.user}\0{account.password}".encode()
            imap.authenticate("PLAIN", lambda _: said)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        raise SourceUnavailable(
            "its server refused the user or the password; see MAILBOX_USER and MAILBOX_PASSWORD"
            " (many providers want a password made for programs)"
        ) from None


def _examine(imap: imaplib.IMAP4, account: Account) -> int:
    """Open the folder for looking only, and return its UIDVALIDITY."""
    answer, _ = imap.select(_quoted(_utf7(account.folder)), readonly=True)
    if answer != "OK":
        raise SourceUnavailable("it has no such folder; see MAILBOX_FOLDER")
    _, validity = imap.response("UIDVALIDITY")
    return _number((validity or [b"0"])[-1] or b"0")


def _search(senders: Collection[str], *, since: date) -> list[str]:
    """Return the criteria: from any of these senders, since a day."""
    wanted = [f'FROM "{sender}"' for sender in sorted(senders)]
    day = f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"
    return ["OR"] * (len(wanted) - 1) + wanted + [f"SINCE {day}"]


def _fetch(
    imap: imaplib.IMAP4,
    into: Look,
    *,
    search: Sequence[str],
    known: Collection[tuple[int, int]],
) -> None:
    answer, listed = imap.uid("SEARCH", *search)
    if answer != "OK":
        raise imap.abort("no search")
    uids = {_number(each) for line in listed if line for each in line.split()}
    news = sorted((uid for uid in uids if (into.validity, uid) not in known), reverse=True)
    into.left = len(news)
    for uid in news[:MOST_MAILS]:
        _, parts = imap.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
        body = next((each[1] for each in parts if isinstance(each, tuple)), b"")
        into.found.append((uid, bytes(body)))  # empty: deleted since the search
        into.left -= 1


def _number(said: bytes) -> int:
    """Return a number of 32 bits, as IMAP has them. Raises ValueError for any other."""
    number = int(said)
    if not 0 <= number < 2**32:
        raise ValueError("no number of IMAP")
    return number


def _quoted(text: str) -> str:
    """Write a string of IMAP (RFC 3501, 4.3)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _utf7(folder: str) -> str:
    """Write the name of a folder in the UTF-7 of IMAP (RFC 3501, 5.1.3)."""

    def shifted(found: re.Match[str]) -> str:
        coded = base64.b64encode(found[0].encode("utf-16-be")).decode().rstrip("=")
        return f"&{coded.replace('/', ',')}-"

    return _NOT_ASCII.sub(shifted, folder.replace("&", "&-"))


def _kind(error: Exception) -> str:
    """Say what went wrong in words of ours or of the system, never of the server."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not trusted"
    if isinstance(error, ssl.SSLError):
        return "it speaks no TLS on this port"
    if isinstance(error, TimeoutError):
        return f"no answer within {_SILENCE_S:.0f} s"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, imaplib.IMAP4.abort):
        return "it ended the talk, or said too much"
    return "it speaks no IMAP"

"""A small, strict IMAP server on loopback: it knows the commands that only look, and faults."""

import asyncio
import re
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Self

PASSWORD = 'canary-pa ss\\"wörd'
_QUOTED = r'"((?:[^"\\]|\\.)*)"'


class ImapServer:
    """Holds mails by UID and records every command; `fault` changes one answer.

    A fault maps the beginning of a command ("", for the greeting) to what is sent instead of the
    answer; None hangs, b"" closes the connection.
    """

    def __init__(
        self,
        *mails: bytes,
        validity: int = 7,
        password: str = PASSWORD,
        faults: Sequence[tuple[str, bytes | None]] = (),
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
    ) -> None:
        self.mails = dict(enumerate(mails, start=1))
        self.validity = validity
        self.password = password
        self.faults = dict(faults)
        self.tls, self.starttls = tls, starttls
        self.commands: list[str] = []
        self.host, self.port = "127.0.0.1", 0

    async def __aenter__(self) -> Self:
        self._stop = asyncio.Event()
        self._server = await asyncio.start_server(
            self._serve, self.host, 0, limit=1_000_000, ssl=self.tls
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._stop.set()
        self._server.close()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            if await self._say(writer, "", b"* OK ready\r\n"):
                await self._talk(reader, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := (await reader.readline()).decode().rstrip("\r\n"):
            tag, _, command = line.partition(" ")
            self.commands.append(command)
            if command == "AUTHENTICATE PLAIN":
                writer.write(b"+ \r\n")
                self.commands.append((await reader.readline()).decode().strip())
            answer = self._answer(command)
            if not await self._say(writer, command, answer.replace("{tag}", tag).encode("latin-1")):
                return
            if command == "STARTTLS" and self.starttls:
                await writer.start_tls(self.starttls)
            if command == "LOGOUT":
                return

    async def _say(self, writer: asyncio.StreamWriter, command: str, answer: bytes) -> bool:
        """Send an answer, or what a fault makes of it; tell whether to go on."""
        fault = next((each for each in self.faults if command.startswith(each) and each), None)
        fault = "" if not command and "" in self.faults else fault
        if fault is not None:
            said = self.faults[fault]
            if said is None:
                await self._stop.wait()
                return False
            answer = said
        writer.write(answer)
        await writer.drain()
        return bool(answer)

    def _answer(self, command: str) -> str:
        for begins, answer in self._answers().items():
            if found := re.fullmatch(begins, command):
                return answer(found)
        return "{tag} BAD this server only lets you look\r\n"

    def _answers(self) -> dict[str, Callable[[re.Match[str]], str]]:
        can = "AUTH=PLAIN STARTTLS" if self.starttls else "AUTH=PLAIN"
        return {
            "CAPABILITY": lambda _: f"* CAPABILITY IMAP4rev1 {can}\r\n{{tag}} OK done\r\n",
            "STARTTLS": lambda _: "{tag} OK begin\r\n",
            f"LOGIN {_QUOTED} {_QUOTED}": self._login,
            "AUTHENTICATE PLAIN": lambda _: "{tag} OK welcome\r\n",
            f"EXAMINE {_QUOTED}": self._examine,
            "UID SEARCH (.*)": self._search,
            r"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)": self._fetch,
            "LOGOUT": lambda _: "* BYE\r\n{tag} OK bye\r\n",
        }

    def _login(self, found: re.Match[str]) -> str:
        given = re.sub(r"\\(.)", r"\1", found[2])
        return "{tag} OK hello\r\n" if given == self.password else f"{{tag}} NO not {given}\r\n"

    def _examine(self, found: re.Match[str]) -> str:
        if found[1] != "INBOX":
            return "{tag} NO no such folder\r\n"
        return (
            f"* {len(self.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] stays\r\n"
            "{tag} OK [READ-ONLY] opened\r\n"
        )

    def _search(self, found: re.Match[str]) -> str:
        wanted = re.findall('FROM "([^"]+)"', found[1])
        uids = [
            str(uid)
            for uid, mail in self.mails.items()
            if any(each in mail.decode("latin-1") for each in wanted)
        ]
        return f"* SEARCH {' '.join(uids)}\r\n{{tag}} OK done\r\n"

    def _fetch(self, found: re.Match[str]) -> str:
        body = self.mails[int(found[1])][: int(found[2])].decode("latin-1")
        return (
            f"* 9 FETCH (FLAGS (\\Recent))\r\n* {found[1]} FETCH (UID {found[1]}"
            f" BODY[]<0> {{{len(body)}}}\r\n{body})\r\n{{tag}} OK done\r\n"
        )

"""A mailbox over real IMAP on loopback: alerts are read once, nothing in it is changed."""

import base64
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scoring.edge import imap, visits
from scoring.edge import mailbox as edge
from scoring.edge.boards import store as boards
from scoring.edge.db import Store
from scoring.edge.imap import Account
from scoring.edge.postings import store as postings
from scoring.errors import StoreError
from scoring.ingest.health import health
from scoring.ingest.mailbox import Delivery
from scoring.ingest.run import SourceRun, ingest
from scoring.model import Ask
from tests.fakes import FakeWeb
from tests.scoring.imap_server import PASSWORD, ImapServer
from tests.scoring.imap_tls import NAME, server_side

ALL = [postings.MIGRATIONS, visits.MIGRATIONS, boards.MIGRATIONS, edge.MIGRATIONS]
RULE = "-" * 57


def alert(*titles: str, sender: str = "jobalerts-noreply@linkedin.com", first: int = 1) -> bytes:
    jobs = "".join(
        f"{title}\nWindhover\nDuluth, MN\n\nView job:"
        f" https://www.linkedin.com/comm/jobs/view/44000000{number:02}/?otpToken=canary\n\n{RULE}\n\n"
        for number, title in enumerate(titles, start=first)
    )
    head = f"From: LinkedIn <{sender}>\nTo: canary@example.com\nSubject: Jobs\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{RULE}\n{jobs}".encode()


class House:
    """A database and the mailbox that is read into it."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.store = store
        self.now = now

    async def read(
        self,
        server: ImapServer,
        *,
        kind: type[edge.ImapMailbox] = edge.ImapMailbox,
        patience_s: float = 20.0,  # a busy machine is no silent server
        **account: Any,
    ) -> SourceRun:
        """Read the mailbox once, without any source beside it."""
        fields = {"host": server.host, "port": server.port, "user": "me", "password": PASSWORD}
        mailbox = kind(self.store, Account(**{**fields, **account}), patience_s=patience_s)
        report = await ingest(
            [],
            web=FakeWeb({}),
            postings=postings.PostingsStore(self.store),
            visits=visits.VisitsStore(self.store),
            boards=boards.BoardsStore(self.store),
            mailbox=mailbox,
            ask=Ask(),
            now=self.now,
        )
        (row,) = report.rows
        return row

    async def stored(self) -> list[str]:
        query = "SELECT json_extract(card, '$.source', '$.title', '$.url') FROM postings ORDER BY 1"
        rows = await self.store.read(lambda db: db.execute(query).fetchall())
        return [str(row[0]) for row in rows]


@pytest.fixture
async def house(tmp_path: Path, now: datetime) -> AsyncIterator[House]:
    async with Store(tmp_path / "picks.db", ALL) as store:
        yield House(store, now)


async def test_alerts_become_postings_of_the_site_that_sent_them(house: House) -> None:
    async with ImapServer(alert("Kite Maker", "Tail Sewer")) as server:
        row = await house.read(server)

    assert (row.source, row.fetched, row.new, row.unread, row.error) == ("mailbox", 2, 2, 0, "")
    assert await house.stored() == [
        '["linkedin","Kite Maker","https://www.linkedin.com/jobs/view/4400000001"]',
        '["linkedin","Tail Sewer","https://www.linkedin.com/jobs/view/4400000002"]',
    ]


async def test_the_mailbox_is_only_looked_at(house: House) -> None:
    async with ImapServer(alert("Kite Maker")) as server:
        await house.read(server)

    verbs = [command.split(" ")[:2] for command in server.commands]
    assert ["EXAMINE", '"INBOX"'] in verbs
    assert ["UID", "FETCH"] in verbs
    assert all("BODY.PEEK" in each for each in server.commands if "FETCH" in each)
    assert not [
        each for each in server.commands if each.startswith(("SELECT", "UID STORE", "UID COPY"))
    ]


async def test_a_mail_is_read_once_also_by_another_start(house: House) -> None:
    async with ImapServer(alert("Kite Maker")) as server:
        await house.read(server)
        server.commands.clear()
        again = await house.read(server)

        server.mails[9] = alert("Tail Sewer", first=9)
        later = await house.read(server)

    assert (again.pages, again.error) == (0, "")
    assert (later.pages, later.new) == (1, 1)


async def test_a_mailbox_that_was_numbered_anew_is_read_anew(house: House) -> None:
    async with ImapServer(alert("Kite Maker")) as server:
        await house.read(server)
        server.validity = 8
        again = await house.read(server)

    assert (again.pages, again.fetched, again.new) == (1, 1, 0)


class Dying(edge.ImapMailbox):
    """A mailbox whose machine stops just before a mail is remembered."""

    async def keep(self, *_: object, **__: object) -> None:
        raise StoreError("the power went")


async def test_a_stop_before_a_mail_is_remembered_reads_it_again(house: House) -> None:
    async with ImapServer(alert("Kite Maker")) as server:
        with pytest.raises(StoreError):
            await house.read(server, kind=Dying)
        again = await house.read(server)

    assert (again.fetched, again.new) == (1, 0)
    assert len(await house.stored()) == 1


async def test_mails_of_others_are_neither_fetched_nor_read(house: House) -> None:
    private = b"From: Ann <ann@example.com>\n\nDear Bea, canary"
    forged = alert("Kite Maker", sender="x@evil.example").replace(
        b"LinkedIn <", b'"jobalerts-noreply@linkedin.com" <'
    )
    async with ImapServer(private, forged) as server:
        row = await house.read(server)

    assert not [each for each in server.commands if each.startswith("UID FETCH 1 ")]
    assert (row.fetched, row.unread, row.error) == (0, 0, "")


async def test_only_so_many_mails_are_read_in_a_round(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "MOST_MAILS", 2)
    mails = [alert(f"Kite Maker {n}", first=n) for n in range(1, 4)]
    async with ImapServer(*mails) as server:
        first = await house.read(server)
        second = await house.read(server)

    assert (first.new, first.error) == (2, "1 further e-mails were left for the next time")
    assert (second.new, second.error) == (1, "")


async def test_of_a_large_mail_only_the_beginning_is_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "MOST_BYTES", 2000)
    async with ImapServer(alert("Kite Maker") + b"x" * 100_000) as server:
        row = await house.read(server)

    assert (row.new, row.error) == (1, "")
    assert row.bytes < 3000


async def test_an_alert_without_a_job_is_counted_and_not_read_again(house: House) -> None:
    async with ImapServer(alert()) as server:
        first = await house.read(server)
        second = await house.read(server)

    assert (first.unread, first.error) == (1, "none of its 1 alerts could be read")
    assert (second.pages, second.error) == (0, "")


async def test_those_who_send_other_mails_too_may_do_so(house: House) -> None:
    async with ImapServer(alert(sender="jobs-noreply@linkedin.com")) as server:
        row = await house.read(server)

    assert (row.pages, row.unread, row.error) == (1, 0, "")


HUGE = b"* 1 FETCH (UID 1 BODY[]<0> {9999999999}\r\n"
FAULTS: dict[str, tuple[str, bytes | None, str]] = {
    "no greeting": ("", None, "took longer"),
    "a web server": ("", b"HTTP/1.1 400 Bad Request\r\n\r\n", "gave no connection"),
    "closes at once": ("", b"", "gave no connection"),
    "hangs after the password": ("EXAMINE", None, "took longer"),
    "hangs in the middle of a mail": ("UID FETCH", None, "took longer"),
    "garbage for a list": ("UID SEARCH", b"* SEARCH one two\r\nX OK\r\n", "nonsense"),
    "closes in the middle": ("UID FETCH", b"", "broke off"),
    "a mail without an end": ("UID FETCH", HUGE, "broke off"),
    "an endless line": ("UID SEARCH", b"* SEARCH" + b" 1" * 2_000_000, "broke off"),
    "binary": ("UID SEARCH", bytes(range(256)) * 20 + b"\r\n", "nonsense"),
}


@pytest.mark.parametrize(("command", "answer", "said"), FAULTS.values(), ids=FAULTS)
async def test_a_fault_of_the_server_is_one_line_without_a_secret(
    house: House, command: str, answer: bytes | None, said: str
) -> None:
    hangs = answer is None
    async with ImapServer(alert("Kite Maker"), faults=[(command, answer)]) as server:
        row = await house.read(server, patience_s=0.2 if hangs else 20.0)
        server.faults.clear()
        after = await house.read(server)

    assert row.failed
    assert said in row.error
    assert "\n" not in row.error
    assert "canary" not in row.error
    assert server.host not in row.error
    assert (after.new, after.error) == (1, "")


async def test_a_refused_password_says_where_it_is_set_and_repeats_nothing(house: House) -> None:
    async with ImapServer(alert("Kite Maker")) as server:
        row = await house.read(server, password="canary")

    assert row.error.startswith("its server refused the user or the password; see MAILBOX_USER")
    assert "canary" not in repr(row)


async def test_a_password_beyond_ascii_is_sent_as_utf8(house: House) -> None:
    async with ImapServer(alert("Kite Maker")) as server:
        row = await house.read(server, password="wörd")

    assert base64.b64decode(server.commands[2]).decode() == "\0me\0wörd"
    assert (row.new, row.error) == (1, "")


async def test_a_fault_of_our_own_stops_no_source(house: House) -> None:
    class Broken(edge.ImapMailbox):
        async def collect(self, *_: object, **__: object) -> Delivery:
            raise ZeroDivisionError

    async with ImapServer() as server:
        row = await house.read(server, kind=Broken)

    assert row.error == "ZeroDivisionError in its module; see the log"


async def test_a_folder_that_is_not_there_says_where_it_is_set(house: House) -> None:
    async with ImapServer() as server:
        row = await house.read(server, folder="Jobs & Späße")

    assert row.error == "it has no such folder; see MAILBOX_FOLDER"
    assert 'EXAMINE "Jobs &- Sp&AOQA3w-e"' in server.commands


async def test_no_server_at_all_is_one_line(house: House) -> None:
    async with ImapServer() as server:
        pass
    row = await house.read(server)

    assert row.error == "its server gave no connection: Connection refused"


async def test_a_password_goes_nowhere_without_tls_but_to_this_machine(house: House) -> None:
    async with ImapServer(alert("Kite Maker")) as server:
        row = await house.read(server, host="127.1")  # this machine by a name that is not known

    assert row.error == "its server gave no connection: it speaks no TLS on this port"
    assert not any("LOGIN" in each for each in server.commands)


async def test_a_certificate_that_is_not_trusted_is_refused(house: House, tmp_path: Path) -> None:
    context, _ = server_side(tmp_path)
    async with ImapServer(alert("Kite Maker"), tls=context) as server:
        row = await house.read(server, host=NAME)

    assert row.error == "its server gave no connection: its certificate is not trusted"
    assert server.commands == []


async def test_a_mailbox_is_read_over_tls(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, certificate = server_side(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with ImapServer(alert("Kite Maker"), tls=context) as server:
        row = await house.read(server, host=NAME)

    assert (row.new, row.error) == (1, "")


async def test_a_mailbox_may_begin_tls_after_connecting(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, certificate = server_side(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with ImapServer(alert("Kite Maker"), starttls=context) as server:
        monkeypatch.setattr(imap, "_STARTTLS_PORT", server.port)
        row = await house.read(server, host=NAME)

    assert (row.new, row.error) == (1, "")
    assert server.commands.index("STARTTLS") < len(server.commands) - 1


async def test_a_server_that_does_not_begin_tls_hears_no_password(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with ImapServer(alert("Kite Maker")) as server:
        monkeypatch.setattr(imap, "_STARTTLS_PORT", server.port)
        row = await house.read(server, host=NAME)

    assert "gave no connection" in row.error
    assert not any("LOGIN" in each or "AUTHENTICATE" in each for each in server.commands)


async def test_what_came_before_a_fault_is_kept(house: House) -> None:
    mails = [alert(f"Kite Maker {n}", first=n) for n in (1, 2)]
    async with ImapServer(*mails, faults=[("UID FETCH 1 ", b"")]) as server:
        row = await house.read(server)

    assert (row.new, row.failed) == (1, False)
    assert "broke off" in row.error


async def test_a_mailbox_that_falls_silent_is_quiet_and_a_late_alert_is_not(house: House) -> None:
    async def looked(day: int, *mails: bytes) -> None:
        server.mails.update((100 + day, each) for each in mails)
        await house.read(server)
        house.now += timedelta(days=1)

    async with ImapServer() as server:
        for day in range(8):
            titles = [f"Kite Maker {day} {n}" for n in range(9)]
            await looked(day, alert(*titles, first=10 * day))
        await looked(8)
        late = await _health(house)
        await looked(9)
        await looked(10)
        silent = await _health(house)

    assert not late
    assert silent


async def _health(house: House) -> bool:
    day = (house.now - timedelta(days=1)).date()
    listed = await boards.BoardsStore(house.store).listed(now=house.now)
    return health(listed["mailbox"], day=day).quiet


async def test_nothing_of_the_account_is_in_the_database(house: House, tmp_path: Path) -> None:
    async with ImapServer(alert("Kite Maker")) as server:
        await house.read(server, user="canary-user")
    await house.store.read(lambda db: db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())

    assert b"canary" not in (tmp_path / "picks.db").read_bytes()

"""Reads the job alerts of a mailbox, beside the sources: whose mails, and what becomes of each.

A mail is remembered after its postings are stored, never before: a stop in between reads it once
more, which changes nothing. One that cannot be read is not read again.
"""

import asyncio
import logging
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from scoring.errors import SourceChanged, SourceUnavailable, StoreError
from scoring.ingest.ports import Shell
from scoring.ingest.report import SourceRun
from scoring.ingest.visit import BoardVisit
from scoring.sources.alerts import SENDERS, Alert, read_alert

NAME = "mailbox"
"""What the report calls it; its postings are of the sources that sent the alerts."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One e-mail as it came, perhaps cut off at its end, and what the mailbox knows it by."""

    key: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a look into the mailbox brought: mails never read before, the newest first."""

    mails: tuple[Mail, ...] = ()
    left: int = 0  # further ones, for the next time
    requests: int = 0
    bytes: int = 0
    error: str = ""  # why it broke off


class Mailbox(Protocol):
    """A mailbox that is only looked at: nothing in it is marked, moved or deleted."""

    async def collect(self, senders: Collection[str], *, now: datetime) -> Delivery:
        """Return mails from these addresses. Raises SourceUnavailable and StoreError.

        No message of an error holds anything of the account.
        """
        ...

    async def keep(self, mail: Mail, *, ids: Collection[str], now: datetime) -> None:
        """Remember a mail as read, with the postings in it. May raise StoreError."""
        ...

    async def lately(self, *, now: datetime) -> frozenset[str]:
        """Return the postings of the mails that came of late. May raise StoreError."""
        ...


async def read_mailbox(mailbox: Mailbox, shell: Shell) -> SourceRun:
    """Return the mailbox's row of the report. Raises StoreError; a fault of it is in the row."""
    row = SourceRun(source=NAME)
    try:
        row = await _read(mailbox, shell, row=row)
    except SourceUnavailable as error:
        row = replace(row, error=str(error), requests=error.requests, bytes=error.bytes)
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001 - the sources beside it are not to blame
        _log.exception("mailbox failed", extra={"action": "ingest", "source": NAME})
        row = replace(row, error=f"{type(error).__name__} in its module; see the log")
    await _note(mailbox, shell, row)
    return row


async def _read(mailbox: Mailbox, shell: Shell, *, row: SourceRun) -> SourceRun:
    delivery = await mailbox.collect(SENDERS, now=shell.now)
    row = replace(row, requests=delivery.requests, bytes=delivery.bytes)
    for mail in delivery.mails:
        row = (await _take(mail, mailbox, shell, row=row)).plus(pages=1)
        shell.progress(row)
    return replace(row, error=delivery.error or _complaint(row, left=delivery.left))


async def _take(mail: Mail, mailbox: Mailbox, shell: Shell, *, row: SourceRun) -> SourceRun:
    """Store a mail's postings and remember it; return the row with what came of it."""
    try:
        alert = await asyncio.to_thread(read_alert, mail.body)
    except SourceChanged as error:
        _log.debug("mail not read", extra={"action": "ingest", "why": str(error)})
        await mailbox.keep(mail, ids=(), now=shell.now)
        return row.plus(unread=1)
    row, ids = await _stored(alert, shell, row=row)
    await mailbox.keep(mail, ids=ids, now=shell.now)
    return row


async def _stored(
    alert: Alert, shell: Shell, *, row: SourceRun
) -> tuple[SourceRun, frozenset[str]]:
    ids: frozenset[str] = frozenset()
    async for taken in shell.intake.take(alert.postings, source=alert.source, now=shell.now):
        ids |= taken.ids
        row = row.plus(fetched=len(taken.ids), new=taken.new, unread=len(taken.unread))
    return row, ids


async def _note(mailbox: Mailbox, shell: Shell, row: SourceRun) -> None:
    """Remember what the mailbox gave, as that of a board that lists the alerts of some days."""
    if shell.boards is None:
        return
    seen = set(await mailbox.lately(now=shell.now))
    visit = BoardVisit(board=NAME, seen=seen, new=row.new, error=row.error)
    await shell.boards.note(NAME, [visit], now=shell.now)


def _complaint(row: SourceRun, *, left: int) -> str:
    if row.unread and not row.fetched:
        return f"none of its {row.unread} alerts could be read"
    return f"{left} further e-mails were left for the next time" if left else ""

"""The owner's mailbox for `scoring.ingest.mailbox`: looks into it, and knows what was read.

What leaves this machine: user and password, to the mail server alone; the addresses of those who
send job alerts; the numbers of mails. Kept are numbers of mails and of postings, under a hash of
the account; no mail, no address.
"""

import asyncio
import json
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlite_utils import Database, Migrations

from scoring.edge.db import Store, utc_text
from scoring.edge.imap import Account, Look, look
from scoring.errors import SourceUnavailable
from scoring.ingest.mailbox import Delivery, Mail
from scoring.model.words import content_hash

MIGRATIONS = Migrations("mailbox")

_LOOKED_BACK = timedelta(days=14)  # what is older is no news
_REMEMBERED = timedelta(days=60)  # longer than is looked back, whatever clock the server has
_LATELY = timedelta(days=2)  # a daily alert may come late, and no day is without it
_PATIENCE_S = 120.0  # for a whole look


@MIGRATIONS()
def m001_mails(db: Database) -> None:
    """Create the mails that were read, and the postings that were in each."""
    db.execute(
        """
        CREATE TABLE mails (
            folder TEXT NOT NULL,
            validity INTEGER NOT NULL,
            uid INTEGER NOT NULL,
            posting_ids TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (folder, validity, uid)
        ) STRICT, WITHOUT ROWID
        """
    )


class ImapMailbox:
    """Implements `scoring.ingest.mailbox.Mailbox`. Every method may raise StoreError."""

    def __init__(self, store: Store, account: Account, *, patience_s: float = _PATIENCE_S) -> None:
        """Take the open store and the account; nothing is opened yet."""
        self._store = store
        self._account = account
        self._patience_s = patience_s
        self._folder = content_hash(account.host, str(account.port), account.user, account.folder)

    async def collect(self, senders: Collection[str], *, now: datetime) -> Delivery:
        """Return mails from these addresses that were not read yet, a bounded number.

        Raises SourceUnavailable where there is none and something went wrong.
        """
        found, known = Look(), await self._known()
        since = (now - _LOOKED_BACK).date()
        error = ""
        try:
            async with asyncio.timeout(self._patience_s):
                await asyncio.to_thread(
                    look, self._account, found, senders=senders, since=since, known=known
                )
        except TimeoutError:
            error = f"its server took longer than {self._patience_s:.0f} s"
        except SourceUnavailable as reason:
            error = str(reason)
        finally:
            found.hang_up()  # the thread may still wait for an answer
        return _delivered(found, error=error)

    async def keep(self, mail: Mail, *, ids: Collection[str], now: datetime) -> None:
        """Remember a mail as read, with the postings in it."""
        validity, _, uid = mail.key.partition(".")
        row = [self._folder, int(validity), int(uid), json.dumps(sorted(ids)), utc_text(now)]
        old = utc_text(now - _REMEMBERED)

        def work(db: Database) -> None:
            db.execute("DELETE FROM mails WHERE at < ?", [old])
            db.execute("INSERT OR REPLACE INTO mails VALUES (?, ?, ?, ?, ?)", row)

        await self._store.write(work)

    async def lately(self, *, now: datetime) -> frozenset[str]:
        """Return the postings of the mails that were read in the last two days."""

        def work(db: Database) -> frozenset[str]:
            rows = db.execute(
                "SELECT value FROM mails, json_each(posting_ids) WHERE folder = ? AND at > ?",
                [self._folder, utc_text(now - _LATELY)],
            )
            return frozenset(posting_id for (posting_id,) in rows.fetchall())

        return await self._store.read(work)

    async def _known(self) -> frozenset[tuple[int, int]]:
        def work(db: Database) -> frozenset[tuple[int, int]]:
            query = "SELECT validity, uid FROM mails WHERE folder = ?"
            return frozenset(db.execute(query, [self._folder]).fetchall())

        return await self._store.read(work)


def _delivered(found: Look, *, error: str) -> Delivery:
    """Return what came before something went wrong. Raises SourceUnavailable where none did."""
    mails = tuple(
        Mail(key=f"{found.validity}.{uid}", body=body) for uid, body in tuple(found.found)
    )
    if error and not mails:
        failure = SourceUnavailable(error)
        failure.requests, failure.bytes = found.requests, found.bytes
        raise failure
    return Delivery(
        mails=mails,
        left=0 if error else found.left,
        requests=found.requests,
        bytes=found.bytes,
        error=error,
    )

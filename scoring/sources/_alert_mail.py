"""LinkedIn's job alert e-mails: a few jobs each, as text and as HTML, in the person's language.

A job is known by its address, since the words around it are translated. The mails hold no texts.
Tokens in their addresses open the person's account: of an address only the job's number is kept.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from selectolax.lexbor import LexborHTMLParser

from scoring.model import RawPosting
from scoring.sources import _read as r

_VIEW = re.compile(r"linkedin\.com/(?:comm/)?jobs/view/(?:[^\s/?]*-)?(\d{6,})")
_HEADER = re.compile(rb"^[A-Z][\w-]{1,40}:[ \t]", re.IGNORECASE)
_RULE = re.compile(r"^\s*-{10,}\s*$", re.MULTILINE)
_ASIDE = re.compile(  # "Shanghai (Remote)"
    r"\((Remote|Hybrid\w*|On-?site|Vor Ort|À distance|Remot[oa]|En remoto)\)\s*$", re.IGNORECASE
)


def is_mail(body: bytes) -> bool:
    """Tell whether a page is an e-mail: it begins with a header."""
    return bool(_HEADER.match(body.lstrip(b"\xef\xbb\xbf\r\n ")))


def jobs_in(body: bytes) -> Iterator[RawPosting]:
    """Yield the jobs of an alert. Raises ValueError for a mail that is none, or has none."""
    mail = message_from_bytes(body.lstrip(), policy=policy.default)
    sent = _sent(mail)
    every = (*read_html(_part(mail, "html"), sent=sent), *_from_text(mail, sent))
    found = {each.external_id: each for each in every}
    if not found:
        raise ValueError("the e-mail has no LinkedIn job")
    yield from found.values()


def _sent(mail: EmailMessage) -> datetime | None:
    try:
        return r.moment(parsedate_to_datetime(str(mail["Date"])).isoformat())
    except (TypeError, ValueError):
        return None


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):  # a character set that nobody has heard of
        return ""


def _from_text(mail: EmailMessage, sent: datetime | None) -> Iterator[RawPosting]:
    """Read blocks between lines of dashes: title, company and place, then the address."""
    for block in _RULE.split(_part(mail, "plain").replace("\r\n", "\n")):
        view = _VIEW.search(block)
        before = block[: view.start()] if view else ""
        groups = [
            [line.strip() for line in group.splitlines() if line.strip()]
            for group in re.split(r"\n\s*\n", before)
        ]
        lines = next((group for group in groups if len(group) >= 2), [])
        if view and lines:
            where = lines[2] if len(lines) > 2 else ""
            yield _posting(view[1], lines[0], company=lines[1], where=where, sent=sent)


def read_html(page: str, *, sent: datetime | None = None) -> Iterator[RawPosting]:
    """Yield the links to jobs, each with "Company · Place" in the text that follows it."""
    tree = LexborHTMLParser(page or "<p></p>")
    body = tree.body.text(separator="\x1f") if tree.body else ""
    texts = [" ".join(line.split()) for line in body.split("\x1f") if line.strip()]
    for link in tree.css("a[href]"):
        view, title = _VIEW.search(link.attributes.get("href") or ""), " ".join(link.text().split())
        if view and title in texts:
            following = texts[texts.index(title) + 1 :]
            line = next((text for text in following if " · " in text), "")
            company, _, where = line.partition(" · ")
            yield _posting(view[1], title, company=company, where=where, sent=sent)


def _posting(
    number: str, title: str, *, company: str, where: str, sent: datetime | None
) -> RawPosting:
    aside = _ASIDE.search(where)
    return RawPosting(
        external_id=number,
        url=f"https://www.linkedin.com/jobs/view/{number}",
        title=r.needed({"title": title}, "title"),
        company=company,
        locations=r.texts(where[: aside.start()].strip() if aside else where),
        workplace=aside[1] if aside else "",
        posted_at=sent,
        site="linkedin.com",
    )

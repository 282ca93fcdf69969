"""Job alert e-mails: a few jobs each, as text and as HTML, in the person's language.

A job is known by its address, since the words around it are translated. LinkedIn's and Glassdoor's
mails hold no texts, Indeed's an excerpt. Nothing in a mail is ever followed; of an address only the
job's number is kept, since the rest opens the person's account. Alerts whose links show no number
(StepStone, Xing, Google, Indeed's matches) cannot be read so.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from selectolax.lexbor import LexborNode

from scoring.model import RawPosting
from scoring.normalise.trees import tree_of
from scoring.sources._alert_links import AlertLink, link_in
from scoring.sources._alert_text import MOST_POSTINGS, in_alert, named_posting
from scoring.sources._mail import is_mail, mail_of, part_of, senders_of, sent_at

__all__ = ["ALERTS_ALONE", "SENDERS", "is_mail", "jobs_in", "read_html", "sender_of"]

SENDERS: Mapping[str, str] = {
    "jobalerts-noreply@linkedin.com": "linkedin",
    "jobs-listings@linkedin.com": "linkedin",
    "jobs-noreply@linkedin.com": "linkedin",
    "donotreply@jobalert.indeed.com": "indeed",
    "alert@indeed.com": "indeed",
    "noreply@glassdoor.com": "glassdoor",
}
"""Who sends job alerts, with the name of the source that their jobs are of."""

ALERTS_ALONE = frozenset({"jobalerts-noreply@linkedin.com", "donotreply@jobalert.indeed.com"})
"""Who of them sends nothing else, so that a mail without a job is one that was not understood."""

_FORGED = re.compile(r"\bdmarc=fail\b", re.IGNORECASE)
_RATING = re.compile(r"\d(?:[.,]\d)?\s*★?|★|.*\brating", re.IGNORECASE)
_MOST_WORDS = 40  # texts of a card in HTML


def sender_of(body: bytes) -> str:
    """Return the address of those who send alerts; "" for every other mail, also a forged one.

    A sender is easily forged. Where the mailbox's own server checked it and that failed (the first
    Authentication-Results line, RFC 8601), the mail is none of the sender's. Raises ValueError for
    a mail that is refused.
    """
    mail = mail_of(body)
    checked = str((mail.get_all("Authentication-Results") or [""])[0])
    senders = senders_of(mail)
    known = len(senders) == 1 and senders[0] in SENDERS and not _FORGED.search(checked)
    return senders[0] if known else ""


def jobs_in(body: bytes) -> Iterator[RawPosting]:
    """Yield the jobs of an alert. Raises ValueError for a mail that is none, or has none."""
    mail = mail_of(body)
    sent = sent_at(mail)
    html = islice(read_html(part_of(mail, "html")), MOST_POSTINGS)
    every = (*html, *in_alert(part_of(mail, "plain")))
    found = {each.external_id: each for each in every}
    if not found:
        raise ValueError("the e-mail has no LinkedIn job, nor one of Indeed or Glassdoor")
    for each in found.values():
        yield each.model_copy(update={"posted_at": sent}) if sent else each


def read_html(page: str) -> Iterator[RawPosting]:
    """Yield the jobs that a page links to, each named by the texts from its link to the next."""
    for link, texts in _cards(page).items():
        lines = _NAMED[link.site]([text for text in texts if not _RATING.fullmatch(text)])
        if len(lines) > 1:
            yield named_posting(link, lines[:3], asides=texts)


def _dotted(texts: list[str]) -> list[str]:
    """Return title, company and place where the last two stand as "Company · Place"."""
    line = next((text for text in texts[1:] if " · " in text), "")
    return [texts[0], *line.split(" · ", maxsplit=1)] if line else []


def _company_first(texts: list[str]) -> list[str]:
    return [texts[1], texts[0], *texts[2:]] if len(texts) > 1 else []


_NAMED: Mapping[str, Callable[[list[str]], list[str]]] = {
    "linkedin.com": _dotted,
    "indeed.com": lambda texts: texts,
    "glassdoor.com": _company_first,
}


def _cards(page: str) -> Mapping[AlertLink, list[str]]:
    """Return the texts inside and after each link to a job, up to the next one's."""
    body = tree_of(page).body
    cards: dict[AlertLink, list[str]] = {}
    current: list[str] = []
    for node in body.traverse(include_text=True) if body else ():
        if node.tag == "a" and (link := _link(node)):
            current = cards.setdefault(link, [])
        words = " ".join((node.text() or "").split()) if node.tag == "-text" else ""
        if words and len(current) < _MOST_WORDS:
            current.append(words)
    return cards


def _link(node: LexborNode) -> AlertLink | None:
    return link_in((node.attributes.get("href") or "")[:4000])

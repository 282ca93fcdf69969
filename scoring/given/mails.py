"""An e-mail that a person gives as a file: a job alert's postings, or else its words. Pure."""

from scoring.model import RawPosting
from scoring.sources._alert_mail import jobs_in
from scoring.sources._mail import is_mail, mail_of, part_of

_ODD = (ValueError, LookupError, TypeError, AttributeError, RecursionError)  # of a broken mail


def is_mail_file(body: bytes, *, name: str, kind: str = "") -> bool:
    """Tell whether a file is an e-mail: it says so, and begins like one."""
    said = name.lower().endswith(".eml") or kind.startswith("message/rfc822")
    return said and is_mail(body)


def read_mail(body: bytes) -> tuple[tuple[RawPosting, ...], str]:
    """Return the postings of an alert, whoever sent it on, and the words of any other e-mail."""
    try:
        return tuple(jobs_in(body)), ""
    except _ODD:
        pass  # no alert; what it says may be a posting
    try:
        return (), part_of(mail_of(body), "plain")
    except _ODD:
        return (), ""

"""Job alert e-mails for a mailbox: whose are read, and what is in one. It has no SOURCE."""

from dataclasses import dataclass

from scoring.errors import SourceChanged
from scoring.model import RawPosting
from scoring.sources._alert_mail import SENDERS, jobs_in, source_of

__all__ = ["SENDERS", "Alert", "read_alert"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """The postings of one alert and the source they are of; of another mail, neither."""

    source: str = ""
    postings: tuple[RawPosting, ...] = ()


def read_alert(body: bytes) -> Alert:
    """Read an e-mail; one of somebody else is an empty alert.

    Raises SourceChanged for an alert without a posting, and for a mail that is refused.
    """
    try:
        source = source_of(body)
        return Alert(source=source, postings=tuple(jobs_in(body))) if source else Alert()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # What the standard library raises for a broken mail; nothing of the mail is repeated.
        raise SourceChanged(f"An alert could not be read: {type(error).__name__}") from error

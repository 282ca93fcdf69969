"""Job alert e-mails for a mailbox: whose are read, and what is in one. It has no SOURCE."""

from dataclasses import dataclass

from scoring.errors import SourceChanged
from scoring.model import RawPosting
from scoring.sources._alert_mail import ALERTS_ALONE, SENDERS, jobs_in, sender_of

__all__ = ["SENDERS", "Alert", "read_alert"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """The postings of one alert and the source they are of; of another mail, neither."""

    source: str = ""
    postings: tuple[RawPosting, ...] = ()


def read_alert(body: bytes) -> Alert:
    """Read an e-mail; one of somebody else is an empty alert, and so is one about other things.

    Raises SourceChanged for an alert without a posting, and for a mail that is refused.
    """
    sender = ""
    try:
        sender = sender_of(body)
        return Alert(source=SENDERS[sender], postings=tuple(jobs_in(body))) if sender else Alert()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        if sender and sender not in ALERTS_ALONE:
            return Alert()
        # What the standard library raises for a broken mail; nothing of the mail is repeated.
        raise SourceChanged(f"An alert could not be read: {type(error).__name__}") from error

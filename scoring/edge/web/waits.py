"""How long a server asks to be left alone."""

import email.utils
from datetime import UTC, datetime


def retry_after(value: str) -> float:
    """Return the seconds that a Retry-After header asks for, in either of its two forms.

    RFC 9110, 10.2.3: a number of seconds or a date. What is neither asks for nothing: 0.
    """
    if value.strip().isdecimal():
        return float(value)
    try:
        until = email.utils.parsedate_to_datetime(value)
        aware = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(0.0, (aware - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):  # also for a date outside of the calendar
        return 0.0

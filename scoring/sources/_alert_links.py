"""Links of job alerts to postings: which posting, and its bare public address.

The links in alerts carry tokens that open the person's account (otpToken, midToken, eid, tk) or
lead through a counter of clicks. Of a link only the posting's own number is kept; a link that hides
the number is none, since it would have to be followed to be understood.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

_LINKEDIN = re.compile(
    r"\blinkedin\.com/(?:comm/)?jobs/view/(?:[^\s/?\"<>]{0,200}-)?(\d{6,15})\b", re.IGNORECASE
)
_INDEED = re.compile(  # a mail's plain text sometimes lost the "=": such a number is damaged
    r"\b((?:[a-z]{2,3}\.|www\.)?indeed\.(?:com|co\.uk|[a-z]{2}))/"
    r"(?:viewjob|rc/clk(?:/dl)?|pagead/clk(?:/dl)?|m/viewjob)"
    r"\?(?:[^\s\"<>]{0,2000}?&(?:amp;)?)?jk=([0-9a-f]{16})\b",
    re.IGNORECASE,
)
_GLASSDOOR = re.compile(
    r"\b((?:[a-z]{2}\.|www\.)?glassdoor\.(?:com|co\.\w\w|com\.\w\w|[a-z]{2}))/partner/jobListing\.htm"
    r"\?[^\s\"<>]{0,2000}?\bjobListingId=(\d{6,15})\b",
    re.IGNORECASE,
)
_SITES = ("linkedin", "indeed", "glassdoor")  # most lines are none of these, and soon told
_ANY = re.compile(r"https?://\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLink:
    """A posting that an alert leads to: the site, the site's number for it, the bare address."""

    site: str
    number: str
    url: str
    start: int  # where in the text the link begins


def link_in(text: str) -> AlertLink | None:
    """Return the first link to a posting in a line or an address; None without any."""
    small = text.lower()
    if not any(site in small for site in _SITES):
        return None
    for each in (text, unquote(text)):  # some are wrapped: "...?url=https%3A%2F%2F..."
        if view := _LINKEDIN.search(each):
            url = f"https://www.linkedin.com/jobs/view/{view[1]}"
            return AlertLink(site="linkedin.com", number=view[1], url=url, start=_start(text))
        if click := _INDEED.search(each):
            host, number = click[1].lower(), click[2].lower()
            url = f"https://{host}/viewjob?jk={number}"
            return AlertLink(site="indeed.com", number=number, url=url, start=_start(text))
        if listed := _GLASSDOOR.search(each):
            host, number = listed[1].lower(), listed[2]
            url = f"https://{host}/job-listing/j?jl={number}"
            return AlertLink(site="glassdoor.com", number=number, url=url, start=_start(text))
    return None


def has_address(line: str) -> bool:
    """Tell whether a line holds an address of whatever kind."""
    return bool(_ANY.search(line))


def _start(text: str) -> int:
    """Return where the address begins, or the line's end where it has no scheme."""
    found = _ANY.search(text)
    return found.start() if found else 0

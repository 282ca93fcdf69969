"""Words of /score: a posting that somebody sent or forwarded, and its score."""

from collections.abc import Mapping

from scoring.given import Way

USAGE = (
    "Send me a posting and I score it for you: its link, its text, or a forwarded message. "
    "<code>/score</code> and a link or a text does the same, and so does <code>/score</code> as "
    "a reply to a message."
)
NO_PROFILE = (
    "I do not know yet what you look for, so I have nothing to score by. Send me your CV (PDF, "
    "DOCX or text), or say in one sentence what you look for; then send the posting again."
)
NOTHING = "I read no job posting in that. Send a posting's link, or its text with the title on top."
ONLY_YOU = "Only you see it."
NO_COMPANY = "I found no company in it."
UNJUDGED = "I could not score it. Please try again later."
WHICH = "Is that a job posting, or is it about you?"
A_POSTING = "A job posting"
ABOUT_ME = "My CV, or wishes"
SEVERAL = "<b>What you sent, the best first</b>"
GONE = "The text is no longer here. Please send it again."

_READ: Mapping[Way, str] = {
    "board": "Read from {site}, as the board itself lists it.",
    "data": "Read from {site}, from the data in its page.",
    "page": "Read from {site}, from the text of its page.",
    "text": "Read from what you sent.",
    "alert": "Read from the alert you sent.",
    "mail": "Read from the e-mail you sent.",
}


def read_from(way: Way, *, site: str) -> str:
    """Say where the posting was read, and how."""
    return _READ[way].format(site=site or "what you sent")


def counted(count: int, *, most: int) -> str:
    """Say how many postings were in it, and how many of them are shown."""
    if count <= most:
        return f"It has {count} postings."
    return f"It has {count} postings; these are the {most} best for you."


def known(site: str) -> str:
    """Say that the posting was known already."""
    return f"I know this one, from {site}." if site else "I know this one."


def had(day: str, *, fit: int) -> str:
    """Return "You had this on 3 Nov 2025, at 82."."""
    return f"You had this on {day}, at {fit}."


def fails(reason: str) -> str:
    """Say which must keeps it out of the lists."""
    return f"Your lists leave it out: {reason}."

"""What a person is told when what they gave cannot be read: what is wrong, and what to do."""

from scoring.given.pages import Wall

INSTEAD = "You can send me the posting's text instead."
LINKEDIN = (
    "LinkedIn's terms do not let a program read its pages, so I do not open that link. "
    "Copy the posting's text there and send it to me."
)
GONE = "That posting is gone: its page is not there any more."
CLOSED = "That job is closed, says its page."
TOO_OFTEN = "I have opened many links for you in this hour. Please send the next one a bit later."
BOARD = (
    "That link leads to a company's whole board. Send the link of one of its postings; "
    "/watch follows a company."
)
EMPTY = "I read no job posting in that. Send a posting's link, or its text with the title on top."


def slow(host: str) -> str:
    """Say that a site took too long."""
    return f"{_site(host)} took too long to answer. {INSTEAD}"


def no_page(host: str) -> str:
    """Say that what came is a picture, a program or the like."""
    return f"What {_site(host)} sent is no page that I can read. {INSTEAD}"


def no_job(host: str) -> str:
    """Say that a page was read and offers no job."""
    return f"I found no job posting on that page of {_site(host)}. {INSTEAD}"


def failed(why: str) -> str:
    """Say why a page did not come."""
    return f"I could not read that page: {why}. {INSTEAD}"


def wall(kind: Wall | None, *, host: str) -> str:
    """Say what stands between us and a page, or that it offers no job."""
    match kind:
        case "bot":
            return f"{_site(host)} does not let me read that page. {INSTEAD}"
        case "login":
            return f"{_site(host)} shows that page only to people who are logged in. {INSTEAD}"
        case "script":
            return f"{_site(host)} shows nothing of that page without a browser. {INSTEAD}"
        case None:
            return no_job(host)


def _site(host: str) -> str:
    return host[:60] or "The site"

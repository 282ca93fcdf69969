"""What a person is told when what they gave cannot be read: what is wrong, and what to do."""

from scoring.given.pages import Wall
from scoring.phrases import Phrase, phrase

INSTEAD = phrase("You can send me the posting's text instead.")
LINKEDIN = phrase(
    "LinkedIn's terms do not let a program read its pages, so I do not open that link. "
    "Copy the posting's text there and send it to me."
)
GONE = phrase("That posting is gone: its page is not there any more.")
CLOSED = phrase("That job is closed, says its page.")
TOO_OFTEN = phrase(
    "I have opened many links for you in this hour. Please send the next one a bit later."
)
BOARD = phrase(
    "That link leads to a company's whole board. Send the link of one of its postings; "
    "/watch follows a company."
)
EMPTY = phrase(
    "I read no job posting in that. Send a posting's link, or its text with the title on top."
)


def slow(host: str) -> Phrase:
    """Say that a site took too long."""
    return _of(phrase("{site} took too long to answer. {instead}"), host)


def no_page(host: str) -> Phrase:
    """Say that what came is a picture, a program or the like."""
    return _of(phrase("What {site} sent is no page that I can read. {instead}"), host)


def no_job(host: str) -> Phrase:
    """Say that a page was read and offers no job."""
    return _of(phrase("I found no job posting on that page of {site}. {instead}"), host)


def failed(why: str) -> Phrase:
    """Say why a page did not come."""
    return phrase("I could not read that page: {why}. {instead}", why=why, instead=INSTEAD)


def wall(kind: Wall | None, *, host: str) -> Phrase:
    """Say what stands between us and a page, or that it offers no job."""
    match kind:
        case "bot":
            return _of(phrase("{site} does not let me read that page. {instead}"), host)
        case "login":
            return _of(
                phrase("{site} shows that page only to people who are logged in. {instead}"), host
            )
        case "script":
            return _of(
                phrase("{site} shows nothing of that page without a browser. {instead}"), host
            )
        case None:
            return no_job(host)


def _of(pattern: Phrase, host: str) -> Phrase:
    return pattern.of(site=host[:60] or phrase("The site"), instead=INSTEAD)

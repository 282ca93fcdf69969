"""Words of /score: a posting that somebody sent or forwarded, and its score."""

from collections.abc import Mapping

from bot.language.text import Plural, Text
from scoring.given import Way

USAGE = Text(
    "Send me a posting and I score it for you: its link, its text, or a forwarded message. "
    "<code>/score</code> and a link or a text does the same, and so does <code>/score</code> as "
    "a reply to a message."
)
NO_PROFILE = Text(
    "I do not know yet what you look for, so I have nothing to score by. Send me your CV (PDF, "
    "DOCX or text), or say in one sentence what you look for; then send the posting again."
)
NOTHING = Text(
    "I read no job posting in that. Send a posting's link, or its text with the title on top."
)
ONLY_YOU = Text("Only you see it.")
NO_COMPANY = Text("I found no company in it.")
UNJUDGED = Text("I could not score it. Please try again later.")
WHICH = Text("Is that a job posting, or is it about you?")
A_POSTING = Text("A job posting")
ABOUT_ME = Text("My CV, or wishes")
SEVERAL = Text("<b>What you sent, the best first</b>")
GONE = Text("The text is no longer here. Please send it again.")

_READ: Mapping[Way, Text] = {
    "board": Text("Read from {site}, as the board itself lists it."),
    "data": Text("Read from {site}, from the data in its page."),
    "page": Text("Read from {site}, from the text of its page."),
    "text": Text("Read from what you sent."),
    "alert": Text("Read from the alert you sent."),
    "mail": Text("Read from the e-mail you sent."),
}
READ_FROM_YOU = Text("Read from what you sent.")
HAS = Plural("It has {count} posting.", "It has {count} postings.")
HAS_MORE = Plural(
    "It has {count} posting; these are the {most} best for you.",
    "It has {count} postings; these are the {most} best for you.",
)
KNOWN = Text("I know this one.")
KNOWN_FROM = Text("I know this one, from {site}.")
HAD = Text("You had this on {day}, at {fit}.")
FAILS = Text("Your lists leave it out: {reason}.")


def read_from(way: Way, *, site: str) -> str:
    """Say where the posting was read, and how."""
    return _READ[way](site=site) if site or way in {"text", "alert", "mail"} else READ_FROM_YOU()


def counted(count: int, *, most: int) -> str:
    """Say how many postings were in it, and how many of them are shown."""
    return HAS(count=count) if count <= most else HAS_MORE(count=count, most=most)


def known(site: str) -> str:
    """Say that the posting was known already."""
    return KNOWN_FROM(site=site) if site else KNOWN()

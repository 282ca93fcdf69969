"""Words of /watch: following companies, and finding where they post their jobs."""

TITLE = "<b>You watch</b>"
NONE = (
    "You watch no company yet. Send <code>/watch Acme</code>, with a company's name or a link to "
    "its careers page, and I look for where it posts its jobs."
)
LINE = "{company} · {site}"
LINE_COUNTED = "{company} · {site} · {postings}"
WHAT_IT_DOES = (
    "New postings of theirs that meet your musts come with your picks from a score of {least} on, "
    "at most {most} a day. /watch and a name adds one."
)
STOP = "Stop {company}"
WATCH = "Watch"
WATCH_THIS = "Watch {company} on {site}"
UNDO = "Undo"
LOOKING = "I look at {places} places where companies post their jobs. A moment."
FOUND_ONE = "{company}: {postings} on {site}."
FOUND_SOME = "I found more than one. Which do you mean?"
KNOWN = "You watch {company} on {site} already."
WATCHING = (
    "You watch {company} now. I read its postings in the next round, within {minutes} minutes; new "
    "ones that meet your musts come with your picks from a score of {least} on."
)
NOT_READ = "SOURCES does not name {site}, so I cannot read it: ask whoever runs me to add it."
STOPPED = "You no longer watch {company}."
NOT_FOUND = (
    "I found no job board of {company}. Send me a link to its careers page, or to one of its "
    "postings, with <code>/watch</code> before it."
)
NO_BOARD = (
    "I found no job board there that I can read. Look for a page of theirs on Greenhouse, Lever, "
    "Ashby, Workday or the like, often behind “See open positions”, and send me its link."
)
SILENT = "{places} did not answer; it may help to try again later."
UNOPENED = "I could not open that page. Check the link, or try again later."
BAD_LINK = "I cannot open that link. Send one that begins with https and needs no password."
TOO_MANY = "You watch {most} companies, the most I follow for one person. Stop one first: /watch."
GONE = "That is no longer there. /watch and the company's name finds it again."
LONG_NAME = "That is too long for a company's name. Send its name alone, or a link."
MARK = "watched"


def postings(number: int) -> str:
    """Return "1 open posting" or "1,041 open postings"."""
    return f"{number:,} open posting" if number == 1 else f"{number:,} open postings"


def places(number: int) -> str:
    """Return "One place" or "4 places"."""
    return "One place" if number == 1 else f"{number} places"


def added(number: int) -> str:
    """Say that picks came because their companies are watched."""
    if number == 1:
        return "One more pick is here because you watch its company."
    return f"{number} more picks are here because you watch their companies."

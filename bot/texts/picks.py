"""Words of the list of picks and of /picks."""

from collections.abc import Mapping, Sequence

from scoring.model import Remote

TITLE = "☀️ Daily Job Picks"
TITLE_NOW = "☀️ Picks now"
NEAR_MISSES = "See near misses"
SETTINGS = "Settings"
PROFILE = "Profile"
AGAIN = "Show earlier picks again"

NO_COMPANY = "Company not stated"
NO_PLACE = "Place not stated"
NO_TITLE = "Title not stated"
PAY_FROM = "from"
PAY_UP_TO = "up to"
TODAY = "today"
REMOTE: Mapping[Remote, str] = {"remote": "Remote", "hybrid": "Hybrid", "onsite": "On site"}

NO_PROFILE = (
    "I do not know yet what you look for. Send me your CV (PDF, DOCX or text), or say it in one "
    "sentence, and picks follow at once."
)
READING = "I am reading the sources for the first time: ask me again in a minute or two for more."
NO_POSTINGS = "I have no postings: no source has given one yet. I ask them again within the hour."
SAMPLE = "Fictional postings, from a sample day: they show how I work."
NOTHING_NEW = "No picks: no posting came that you have not seen."
USAGE = (
    "/picks shows picks now, /picks 5 shows five of them (1 to 20), "
    "/picks again also shows what you have seen."
)


def counted(number: int, one: str) -> str:
    """Return "1 pick" or "1,200 picks"."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def via(employer: str, company: str) -> str:
    """Return "Kestrel Robotics, via Harbour Staffing"; of "Jobs via Dice" the name alone."""
    return f"{employer}, via {company.removeprefix('Jobs via ')}"


def agency(company: str) -> str:
    """Return "Harbour Staffing (an agency)"."""
    return f"{company} (an agency)"


def headline(*, picked: int, new: int, earlier: int) -> str:
    """Return "8 picks from 412 new postings"."""
    if not new and not earlier:
        return counted(picked, "pick")
    if not earlier:
        return f"{counted(picked, 'pick')} from {counted(new, 'new posting')}"
    if not new:
        return f"{counted(picked, 'pick')} from {counted(earlier, 'earlier posting')}"
    return f"{counted(picked, 'pick')} from {new:,} new and {counted(earlier, 'earlier posting')}"


def nothing_met(*, of: int, reasons: Sequence[tuple[str, int]]) -> str:
    """Say that no posting met the musts, and which musts did it."""
    why = "; ".join(f"{reason} ({count:,})" for reason, count in reasons)
    return f"No picks: none of {counted(of, 'posting')} meets your musts. Most often: {why}."


def nothing_good(*, lowest: int, nearest: int | None) -> str:
    """Say that nothing reached the person's lowest score, and how near it came."""
    if nearest is None:
        return f"No picks: nothing came near your lowest score, {lowest}."
    return f"No picks: the best has {nearest}, and your lowest score is {lowest}."


def steps(*, new: int, earlier: int, met: int, scored: int, picked: int) -> str:
    """Return "412 new → 96 meet your musts → 60 scored → 8 picks"."""
    first = f"{new:,} new + {earlier:,} earlier" if new and earlier else f"{new:,} new"
    if earlier and not new:
        first = f"{earlier:,} earlier"
    meet = "meets" if met == 1 else "meet"
    return f"{first} → {met:,} {meet} your musts → {scored:,} scored → {counted(picked, 'pick')}"


def more_notes(number: int) -> str:
    """Return "+3 more"."""
    return f"+{number} more"


def quiet(sources: int) -> str:
    """Return "2 sources quiet (/sources)": Telegram makes a link of the command."""
    return f"{counted(sources, 'source')} quiet (/sources)"


def cost(usd: float) -> str:
    """Return "$0.006"."""
    return f"${usd:.3f}" if usd >= 0.0005 else "under $0.001"

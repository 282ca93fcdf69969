"""Words of the list of picks and of /picks."""

from collections.abc import Mapping, Sequence

from bot.language.text import Plural, Text
from scoring.model import Period, Remote

TITLE = Text("☀️ Daily Job Picks")
TITLE_NOW = Text("☀️ Picks now")
NEAR_MISSES = Text("See near misses")
SETTINGS = Text("Settings")
PROFILE = Text("Profile")
AGAIN = Text("Show earlier picks again")
NO_COMPANY = Text("Company not stated")
NO_PLACE = Text("Place not stated")
NO_TITLE = Text("Title not stated")
PAY_FROM = Text("from {pay}")
PAY_UP_TO = Text("up to {pay}")
PERIODS: Mapping[Period, Text] = {
    "hour": Text("{pay}/h"),
    "day": Text("{pay}/day"),
    "week": Text("{pay}/week"),
    "month": Text("{pay}/month"),
    "year": Text("{pay}"),
}
TODAY = Text("today")
REMOTE: Mapping[Remote, Text] = {
    "remote": Text("Remote"),
    "hybrid": Text("Hybrid"),
    "onsite": Text("On site"),
}

NO_PROFILE = Text(
    "I do not know yet what you look for. Send me your CV (PDF, DOCX or text), or say it in one "
    "sentence, and picks follow at once."
)
READING = Text(
    "I am reading the sources for the first time: ask me again in a minute or two for more."
)
NO_POSTINGS = Text(
    "I have no postings: no source has given one yet. I ask them again within the hour."
)
SAMPLE = Text("Fictional postings, from a sample day: they show how I work.")
NOTHING_NEW = Text("No picks: no posting came that you have not seen.")
USAGE = Text(
    "/picks shows picks now, /picks 5 shows five of them (1 to 20), "
    "/picks again also shows what you have seen, /picks 2 Jan shows the picks of that day."
)

PICKS = Plural("{count} pick", "{count} picks")
FROM_NEW = Plural("{picks} from {count} new posting", "{picks} from {count} new postings")
FROM_EARLIER = Plural(
    "{picks} from {count} earlier posting", "{picks} from {count} earlier postings"
)
FROM_BOTH = Plural(
    "{picks} from {new} new and {count} earlier posting",
    "{picks} from {new} new and {count} earlier postings",
)
NONE_MET = Plural(
    "No picks: the one posting does not meet your musts. Most often: {why}.",
    "No picks: none of {count} postings meets your musts. Most often: {why}.",
)
REASON_COUNTED = Text("{reason} ({count})")
NOTHING_NEAR = Text("No picks: nothing came near your lowest score, {lowest}.")
NOTHING_GOOD = Text("No picks: the best has {nearest}, and your lowest score is {lowest}.")
NEW_AND_EARLIER = Text("{new} new + {earlier} earlier")
ALL_NEW = Plural("{count} new", "{count} new")
ALL_EARLIER = Plural("{count} earlier", "{count} earlier")
MET = Plural("{count} meets your musts", "{count} meet your musts")
SCORED = Plural("{count} scored", "{count} scored")
MORE_NOTES = Text("+{number} more")
QUIET = Plural("{count} source quiet", "{count} sources quiet")
COST = Text("${cost}")
CHEAP = Text("under $0.001")
VIA = Text("{employer}, via {company}")
AGENCY = Text("{company} (an agency)")


def via(employer: str, company: str) -> str:
    """Return "Kestrel Robotics, via Harbour Staffing"; of "Jobs via Dice" the name alone."""
    return VIA(employer=employer, company=company.removeprefix("Jobs via "))


def headline(*, picked: int, new: int, earlier: int) -> str:
    """Return "8 picks from 412 new postings"."""
    picks = PICKS(count=picked)
    if new and earlier:
        return FROM_BOTH(picks=picks, new=new, count=earlier)
    if new or earlier:
        return (FROM_NEW if new else FROM_EARLIER)(picks=picks, count=new or earlier)
    return picks


def nothing_met(*, of: int, reasons: Sequence[tuple[str, int]]) -> str:
    """Say that no posting met the musts, and which musts did it."""
    why = "; ".join(REASON_COUNTED(reason=reason, count=count) for reason, count in reasons)
    return NONE_MET(count=of, why=why)


def nothing_good(*, lowest: int, nearest: int | None) -> str:
    """Say that nothing reached the person's lowest score, and how near it came."""
    if nearest is None:
        return NOTHING_NEAR(lowest=lowest)
    return NOTHING_GOOD(nearest=nearest, lowest=lowest)


def steps(*, new: int, earlier: int, met: int, scored: int, picked: int) -> str:
    """Return "412 new → 96 meet your musts → 60 scored → 8 picks"."""
    first = NEW_AND_EARLIER(new=new, earlier=earlier)
    if not earlier:
        first = ALL_NEW(count=new)
    elif not new:
        first = ALL_EARLIER(count=earlier)
    return " → ".join((first, MET(count=met), SCORED(count=scored), PICKS(count=picked)))


def quiet(sources: int) -> str:
    """Return "2 sources quiet (/sources)": Telegram makes a link of the command."""
    return f"{QUIET(count=sources)} (/sources)"


def cost(usd: float) -> str:
    """Return "$0.006"."""
    return COST(cost=round(usd, 3)) if usd >= 0.0005 else CHEAP()

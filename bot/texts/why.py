"""Words of /why: what one score rests on."""

AGAINST = "Against it"
CLOSE = "A near thing"
SILENT = "Passed by saying nothing"
WHICH = "Which one? Tap its number, or send it: <code>/why 3</code>. A link to a posting works too."
NOTHING = "I have not shown you anything yet. /picks does, and /why explains any of them."
USAGE = (
    "<code>/why 3</code> explains the third of the list you saw last, near misses counted on from "
    "the picks. "
    "<code>/why</code> and a link explains that posting."
)
UNKNOWN_LINK = (
    "I do not know that posting: it is in none of your lists, and no source of mine has it."
)
GONE = "The posting is no longer stored; the quotes are from the part I kept."
EDITED = "The posting was edited since; the quotes are from the part I kept."
OLD_PROFILE = "That profile is no longer kept; the quotes are found with today's."
NEVER_SHOWN = "I have not shown you this one; this is the score it would get."
CHANGED = "Your profile has changed since"
RESCORE = "/rescore scores again."


def no_number(n: int, *, most: int) -> str:
    """Say that the last list has no such number."""
    counted = f"{most} postings" if most != 1 else "one posting"
    return (
        f"There is no {n} in the list you saw last: it has {counted}. "
        "<code>/why 1</code> explains the first."
    )


def total(fit: int) -> str:
    """Return "Why 82"."""
    return f"Why {fit}"


def capped(cap: str, *, fit: int, without: int) -> str:
    """Say what keeps the score down, and what it would be otherwise."""
    return f"<b>Capped</b>: {cap}. Without that it would be {without}, not {fit}."


def held(*, fit: int, parts: int) -> str:
    """Say that a model's score is held down by what this bot finds by itself."""
    return (
        f"<b>Held down</b>: the parts add up to {parts}, but the posting's own words bear no more "
        f"than {fit}."
    )


def left_out(reason: str) -> str:
    """Say which must keeps a posting out of the lists."""
    return f"By today's profile your lists leave it out: {reason}."


def scored(judge: str, *, day: str) -> str:
    """Return "Scored by this bot on 2 Jan 2026"."""
    return f"{judge} on {day}"


def profile_of(day: str) -> str:
    """Return "for your profile of 1 Jan 2026"."""
    return f"for your profile of {day}"

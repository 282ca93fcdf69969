"""Words of a pick's card, its buttons, near misses and similar jobs."""

import re
from collections.abc import Mapping

from bot.stores.feedback import Mark

APPLY = "Apply ↗"
SAVE = "Save"
SAVED = "Saved ✓"
APPLIED = "Applied"
APPLIED_YES = "Applied ✓"
NOT_FOR_ME = "Not for me"
BRING_BACK = "Hidden · undo"
MORE = "More like this"
BACK = "‹ Back"
NEXT = "Next ›"

WHY = "Why"
AGAINST = "Against it"
ALSO = "Also posted"
PLACES = "Places"
BEFORE = "Worth a look before you apply"
POSTING = "From the posting"
NO_DATE = "No posting date"
CONFIDENCE: Mapping[str, str] = {
    "low": "low confidence: the posting says little",
    "medium": "medium confidence",
    "high": "high confidence",
}

ASK_REASON = "What is wrong with it?"
REASONS: Mapping[str, str] = {
    "role": "Role",
    "company": "Company",
    "place": "Place",
    "level": "Level",
    "pay": "Pay",
    "seen": "Seen it",
    "expired": "Expired",
}

HIDDEN = "Hidden"
MARKED: Mapping[Mark, str] = {"saved": SAVED, "applied": APPLIED_YES}

DID: Mapping[str, str] = {
    "role": "This job is hidden.",
    "company": "This job is hidden. It names no company that I could leave out.",
    "place": "This job is hidden. Where a job may be is a matter of your profile.",
    "level": "This job is hidden.",
    "pay": "This job is hidden. The least pay you accept is a matter of your profile.",
    "seen": "This job is hidden and does not come again.",
    "expired": "This job is hidden as expired.",
}

TOAST_SAVED = "Saved"
TOAST_UNSAVED = "No longer saved"
TOAST_APPLIED = "Marked as applied"
TOAST_UNAPPLIED = "No longer marked as applied"
TOAST_BACK = "Back again"

GONE = "This list is no longer here. Send /picks for a new one."
SHOWN_BELOW = "Here it is again, below."
UNDO = "Undo"
CHANGE_PROFILE = "Change the profile"

NEAR = "Near misses"
NEAR_WHY = "What came closest to the list, and why it is not on it."
NEAR_HELD = "The list was full, or had enough of this company"
NO_NEAR = "There was no near miss."
SIMILAR = "More like"
NO_SIMILAR = "I found nothing similar among the open postings."


_PROMPT = re.compile(r"/\d+$")  # the number of the prompt, after the model's name


def capped(cap: str) -> str:
    """Say what keeps the score down."""
    return f"Score capped: {cap}"


def judged(judge: str) -> str:
    """Say who gave the score."""
    if judge.startswith("local"):
        return "Scored by this bot"
    return f"Scored by {_PROMPT.sub('', judge)}"


def posted(ago: str, day: str) -> str:
    """Return "Posted 3 days ago, 1 Jan 2026"."""
    return f"Posted {ago}, {day}"


def came_again(last: str, first: str) -> str:
    """Return "came again on 1 Feb 2026, after 1 Jan 2026"."""
    return f"came again on {last}, after {first}"


def first_seen(day: str) -> str:
    """Return "first seen 2 Jan 2026"."""
    return f"first seen {day}"


def apply_by(day: str) -> str:
    """Return "apply by 31 Jan 2026"."""
    return f"apply by {day}"


def more(number: int) -> str:
    """Return "+12 more"."""
    return f"+{number} more"


def under(lowest: int) -> str:
    """Say that the score is below the person's lowest."""
    return f"Below your lowest score, {lowest}"


def did_company(company: str) -> str:
    """Say that a company is silenced."""
    return f"Hidden: nothing from {company} comes again."


def did_role(role: str) -> str:
    """Say that a role is left out from now on."""
    return f"Hidden, and postings that say “{role}” are left out from now on."


def did_level(level: str) -> str:
    """Say that a level is left out from now on."""
    return f"Hidden, and jobs at {level} level are left out from now on."


def leave_out_role(role: str) -> str:
    """Offer to leave a role out."""
    return f"Leave out “{role}”"


def leave_out_level(level: str) -> str:
    """Offer to leave a level out."""
    return f"Leave out {level} jobs"


def toast_hidden(company: str) -> str:
    """Return "Hidden", or "Hidden: Acme"."""
    return f"{HIDDEN}: {company[:80]}" if company else HIDDEN

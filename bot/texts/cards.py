"""Words of a pick's card, its buttons, near misses and similar jobs."""

import re
from collections.abc import Mapping

from bot.language.text import Text
from bot.stores.feedback import Mark

APPLY = Text("Apply ↗")
SAVE = Text("Save")
SAVED = Text("Saved ✓")
APPLIED = Text("Applied")
APPLIED_YES = Text("Applied ✓")
NOT_FOR_ME = Text("Not for me")
BRING_BACK = Text("Hidden · undo")
MORE = Text("More like this")
BACK = Text("‹ Back")
NEXT = Text("Next ›")
WHY = Text("Why")
AGAINST = Text("Against it")
ALSO = Text("Also posted")
PLACES = Text("Places")
BEFORE = Text("Worth a look before you apply")
POSTING = Text("From the posting")
NO_DATE = Text("No posting date")
CONFIDENCE: Mapping[str, Text] = {
    "low": Text("low confidence: the posting says little"),
    "medium": Text("medium confidence"),
    "high": Text("high confidence"),
}

ASK_REASON = Text("What is wrong with it?")
REASONS: Mapping[str, Text] = {
    "role": Text("Role"),
    "company": Text("Company"),
    "place": Text("Place"),
    "level": Text("Level"),
    "pay": Text("Pay"),
    "seen": Text("Seen it"),
    "expired": Text("Expired"),
}

HIDDEN = Text("Hidden")
MARKED: Mapping[Mark, Text] = {"saved": SAVED, "applied": APPLIED_YES}

DID: Mapping[str, Text] = {
    "company": Text("This job is hidden. It names no company that I could leave out."),
    "place": Text("This job is hidden. Where a job may be is a matter of your profile."),
    "pay": Text("This job is hidden. The least pay you accept is a matter of your profile."),
    "seen": Text("This job is hidden and does not come again."),
    "expired": Text("This job is hidden as expired."),
}

TOAST_SAVED = Text("Saved")
TOAST_UNSAVED = Text("No longer saved")
TOAST_APPLIED = Text("Marked as applied")
TOAST_UNAPPLIED = Text("No longer marked as applied")
TOAST_BACK = Text("Back again")
GONE = Text("This list is no longer here. Send /picks for a new one.")
SHOWN_BELOW = Text("Here it is again, below.")
UNDO = Text("Undo")
CHANGE_PROFILE = Text("Change the profile")
NEAR = Text("Near misses")
NEAR_WHY = Text("What came closest to the list, and why it is not on it.")
NEAR_HELD = Text("The list was full, or had enough of this company")
NO_NEAR = Text("There was no near miss.")
SIMILAR = Text("More like")
NO_SIMILAR = Text("I found nothing similar among the open postings.")

CAPPED = Text("Score capped: {cap}")
JUDGED_HERE = Text("Scored by this bot")
JUDGED_BY = Text("Scored by {model}")
POSTED = Text("Posted {ago}, {day}")
CAME_AGAIN = Text("came again on {last}, after {first}")
FIRST_SEEN = Text("first seen {day}")
APPLY_BY = Text("apply by {day}")
PLUS = Text("+{number} more")
UNDER = Text("Below your lowest score, {lowest}")

DID_COMPANY = Text("Hidden: nothing from {company} comes again.")
DID_ROLE = Text("Hidden, and postings that say “{role}” are left out from now on.")
DID_LEVEL = Text("Hidden, and jobs at {level} level are left out from now on.")
LEAVE_OUT_LEVEL = Text("Leave out {level} jobs")
TOAST_HIDDEN = Text("Hidden: {company}")

_PROMPT = re.compile(r"/\d+$")  # the number of the prompt, after the model's name


def judged(judge: str) -> str:
    """Say who gave the score."""
    if judge.startswith("local"):
        return JUDGED_HERE()
    return JUDGED_BY(model=_PROMPT.sub("", judge))


def toast_hidden(company: str) -> str:
    """Return "Hidden", or "Hidden: Acme"."""
    return TOAST_HIDDEN(company=company[:80]) if company else HIDDEN()

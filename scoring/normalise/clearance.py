"""Whether a security clearance is a must: one that is held already, or one that can be got."""

import re

from scoring.model import Clearance
from scoring.normalise.cues import cues, spans_with, wish_sections

_CUES = cues("clearance", "sc cleared", "dv cleared", "sicherheitsüberprüfung", "ts/sci")
_WISH = re.compile(
    r"\bplus\b|prefer|advantage|asset\b|nice to have|desirable|desired|bonus|beneficial|ideally|"
    r"helpful|"
    r"not (?:a )?(?:required|necessary|needed|requirement)|no (?:security |active )?clearance|"
    r"(?:possess|obtain): none|"
    r"clearance (?:level|required)\s*:?\s*(?:none|no\b|not|n/a)|von vorteil|wünschenswert"
)
_OTHER = re.compile(
    r"(?:fingerprint|entry|tax payment/|customs|medical|background|export|port|import|tax|legal|"
    r"trademark|copyright|music|rights|"
    r"police|criminal|vehicle|stock|inventory|drug|credit|site|visa|dbs)[ -]*clearance|clearance "
    r"(?:sale|rate|certificate|items?|of goods|from)|clearances? (?:and|,) (?:fingerprint|"
    r"background)"
)
_HELD = re.compile(
    r"(?:\b(?:active|current(?:ly)?|existing|valid|in possession of)|\bmust (?:already )?(?:have|"
    r"hold|"
    r"possess)|\brequires? an active)\b[^.\n]{0,35}(?:clearance|ts/sci|cleared)|\b(?:sc|dv) cleared"
)
_OR_GETS = re.compile(
    r"\bor (?:an? |the |be |have )*(?:abilit|able|eligib|willing)|interim|post-start|"
    r"(?:able|ability|eligib\w+|can) (?:to )?(?:obtain|get)\b[^.\n]{0,15}active"
)
_KIND = re.compile(
    r"security|secret|ts/sci|\b(?:sc|dv|nato|dod|nv1|nv2|poly)\b|public trust|government|"
    r"federal|sicherheits|clearable|level"
)
_OBTAINABLE = re.compile(
    r"(?:obtain|eligib\w+|able to (?:get|receive|gain|pass|undergo)|undergo|attain|qualify|"
    r"apply for|"
    r"willing\w*|sponsor\w*|bereit\w*)[^.\n]{0,70}(?:clearance|sicherheitsüberprüfung|ts/sci)|"
    r"clearance[^.\n]{0,50}(?:obtain|eligib)|sicherheitsüberprüfung[^.\n]{0,60}(?:bereit|unterzieh|"
    r"erforderlich|voraussetz)"
)
_ASKED = re.compile(
    r"(?:security|secret|ts/sci|sc|dv|nato|public trust|government|dod|federal|nv1|nv2|"
    r"baseline)\b[^.\n]{0,20}"
    r"clearance[^.\n]{0,40}(?:required|mandatory|a must|needed|necessary)|(?:required|requires?|"
    r"needs?)\b"
    r"[^.\n]{0,30}(?:security|secret|ts/sci|sc|dv|nato|public trust)\b[^.\n]{0,15}clearance|"
    r"clearance (?:level|required)\s*:\s*\w+"
)


def read_clearance(text: str) -> Clearance | None:
    """Return the clearance that is a must, or None. `text` is in lower case. Never raises."""
    wishes = wish_sections(text)
    found: set[Clearance] = set()
    for start, end in spans_with(_CUES, text=text, before=140, after=140):
        line = text[start:end]
        is_wish = any(begin <= start < stop for begin, stop in wishes) or _WISH.search(line)
        if not is_wish and (opinion := _opinion(_OTHER.sub(" ", line))):
            found.add(opinion)
    return "held" if "held" in found else next(iter(found), None)


def _opinion(line: str) -> Clearance | None:
    if not _KIND.search(line):
        return None
    if _HELD.search(line) and not _OR_GETS.search(line):
        return "held"
    return "obtainable" if _OBTAINABLE.search(line) or _ASKED.search(line) else None

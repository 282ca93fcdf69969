"""Whether the employer sponsors a visa, does not, or takes citizens or cleared people only."""

import re
from functools import lru_cache

from scoring.model import Sponsorship
from scoring.normalise.cues import KEPT_LINES, cues, places_of

_CUES = cues(
    "sponsor",
    "visa",
    "visum",
    "citizen",
    "clearance",
    "work permit",
    "right to work",
    "work authori",
    "immigration",
    "h-1b",
    "h1b",
    "h1-b",
    "arbeitserlaubnis",
    "staatsbürger",
    "autorisation de travail",
    "permis de travail",
    "permiso de trabajo",
    "us person",
    "u.s. person",
    "itar",
)
_CITIZENS = re.compile(
    r"(?:must be|must hold|requires?|required?[: ]|only|need(?:s)? to be|restricted to|limited "
    r"to)[^.\n]{0,60}?"
    r"\b(?:u\.?s\.?|united states|american|canadian|british|uk|australian|eu|nato) (?:citizen|"
    r"national)s?(?:hip)?"
    r"|\b(?:u\.?s\.?|united states|american|uk|british|australian|canadian) "
    r"citizens?(?:hip)?\b[^.\n]{0,25}?"
    r"(?:is |are )?(?:required|only|mandatory|needed|necessary|a must)"
    r"|citizenship (?:is )?(?:required|requirement)"
    r"|(?:must|ability to|able to|required to|eligib\w+ to|eligible for|requires?)[^.\n]{0,40}?"
    r"(?:obtain|hold|have|possess|maintain|get|an? active|an? current)[^.\n]{0,60}?"
    r"(?:security )clearance"
    r"|(?:active|current|existing)[^.\n]{0,40}? clearance(?: is| are)?[^.\n]{0,15}? ?(?:required|"
    r"needed|a must)"
    r"|(?:secret|top secret|ts/sci|sc|dv|security|public trust)[ /\w]{0,20}clearance[^.\n]{0,25}?"
    r"(?:is |are )?(?:required|mandatory|necessary|a must|needed)"
    r"|clearance (?:required|level)\s*:?\s*(?:secret|top secret|ts|yes|active)?"
    r"|\b(?:must be|as) an? (?:“|\")?u\.?s\.? person"
)
_OF_CITIZENS = ("citizen", "national", "clearance", "person")  # one of them is in every match
_NO_CLEARANCE = re.compile(
    r"clearance (?:level|required)\s*:?\s*(?:none|no\b|not)|no (?:security )?clearance"
)
_OF_VISAS = ("sponsor", "visa", "visum", "work permit", "h1", "h-1", "immigration")
_THING = r"(?:sponsor(?:ship|ing)?\b|visas?\b|work permits?|h-?1-?b|immigration)"
_REFUSED = re.compile(
    rf"\b(?:unable|not able|not in a position|cannot|can ?not|can't|can’t|won't|won’t|will not|"
    rf"do(?:es)? not|"
    rf"doesn't|doesn’t|don't|don’t|are not|is not|isn't|aren't|not currently|neither|"
    rf"not)\b[^.\n]{{0,60}}?{_THING}"
    rf"|\b(?:no|without)\b(?: \w+){{0,8}}? {_THING}"
    rf"|{_THING}[^.\n]{{0,60}}?\b(?:is|are|will)?\s?(?:not|n't|unavailable|no longer)\b(?! limited)"
    rf"|(?:visa|sponsorship)[^.\n]{{0,15}}:\s*no\b"
    r"|(?:keine?|ohne)[^.\n]{0,30}visum"
    r"|(?:without|ohne|sans|sin) (?:the )?need (?:for|of)[^.\n]{0,40}sponsor"
)
# A promise needs more than "sponsor": companies sponsor sports cards, events and trials too.
_VISA = r"(?:visas?\b|work permits?|h-?1-?b|immigration|(?:employment|relocation) sponsorship)"
_OFFERED = re.compile(
    r"\b(?:we|will|can|may|able to|happy to|do|does|to|offers?|offering|provides?|providing|"
    r"including|yes)\b"
    rf"[^.\n]{{0,60}}?\b{_VISA}"
    rf"|{_VISA}[^.\n]{{0,40}}?\b(?:available|offered|provided|possible|support(?:ed)?|assistance|"
    rf"reviewed|considered|"
    r"for (?:qualified|highly|exceptional|the right)|yes)"
    r"|\bsponsorship (?:is |may be )?(?:available|offered|provided|possible|considered)|"
    r"\b(?:offers?|provides?) sponsorship\b"
    r"|visa (?:and relocation|sponsorships?\b|support|assistance)|relocation (?:and|&) visa|"
    r"eligible for (?:visa )?sponsor"
    r"|unterstütz\w+ (?:beim|bei der|mit dem) visum|visum[^.\n]{0,20}unterstütz"
)
# Sponsors that are no employers, and questions of an application form.
_OTHER = re.compile(
    r"sponsors? (?:relationships?|organi[sz]ation|stakeholder|of (?:clinical|the study|events?))|"
    r"(?:executive|project|clinical|business|plan|event|title|corporate|study|trial|program|"
    r"company|financial|"
    r"employer|private equity|pe)[- ]sponsor(?:s\b|ed\b|\b(?! visas?))|sponsored (?:research|"
    r"projects|health|"
    r"programs?|products?|ads?|content|retirement|401|by)|(?:investors?|faculty|staff),? "
    r"sponsors|sponsor approval|"
    r"sponsored? studies|visa (?:inc|card|network|direct|mastercard)|(?:mastercard|amex),? "
    r"(?:and |or )?visa|"
    r"visa,? (?:and |or )?(?:mastercard|amex)|citizens of|global citizens?|corporate citizen\w*|"
    r"senior citizens?|"
    r"(?:will|do|would) you (?:now|require|need)[^?\n]{0,120}\?|citizenship status|"
    r"citizenship[,/ ](?:or )?(?:age|race|"
    r"religion|disability|marital|immigration|veteran|national)|(?:origin|religion|race|age|"
    r"ancestry|gender|status),? "
    r"citizenship"
)
_WORDS: tuple[tuple[re.Pattern[str], Sponsorship], ...] = (
    (re.compile(r"citizen|clearance"), "citizens_only"),
    (
        re.compile(r"\b(?:no|not|doesn't|does not|without|false|unavailable)\b"),
        "not_offered",
    ),
    (re.compile(r"offer|available|sponsor|yes|true"), "offered"),
)


def read_sponsorship(*, word: str, text: str) -> Sponsorship | None:
    """Return what is said about visas; a refusal outweighs a promise, silence is None.

    `text` is in lower case.
    """
    return _of_word(word) or _of_text(text)


def _of_word(word: str) -> Sponsorship | None:
    for pattern, found in _WORDS if word else ():
        if pattern.search(word[:120].lower()):
            return found
    return None


def _of_text(text: str) -> Sponsorship | None:
    found: set[Sponsorship] = set()
    end = 0
    for at in places_of(_CUES, text=text):
        if at < end:
            continue  # this sentence was read for an earlier word
        start, end = _sentence(text, at=at)
        if opinion := _opinion(text[start:end]):
            found.add(opinion)
    strongest: tuple[Sponsorship, ...] = ("citizens_only", "not_offered", "offered")
    return next((each for each in strongest if each in found), None)


@lru_cache(maxsize=KEPT_LINES)
def _opinion(sentence: str) -> Sponsorship | None:
    sentence = _OTHER.sub(" ", sentence)
    speaks_of_citizens = any(word in sentence for word in _OF_CITIZENS)
    if speaks_of_citizens and _CITIZENS.search(sentence) and not _NO_CLEARANCE.search(sentence):
        return "citizens_only"
    if not any(word in sentence for word in _OF_VISAS):
        return None
    if _REFUSED.search(sentence):
        return "not_offered"
    return "offered" if _OFFERED.search(sentence) else None


def _sentence(text: str, *, at: int) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends; "U.S." does not end one."""
    start = max(text.rfind("\n", 0, at), text.rfind("? ", 0, at) + 1, _full_stop(text, at=at)) + 1
    ends = [place for mark in ("\n", "? ", "! ") if (place := text.find(mark, at)) >= 0]
    stop = _STOP.search(text, at)
    ends.extend([stop.start() + 1] if stop else [])
    return max(start, at - 300), min([*ends, at + 300, len(text)])


_STOP = re.compile(r"(?<![ .(][a-z])\.(?=\s|$)")


def _full_stop(text: str, *, at: int) -> int:
    begin = max(0, at - 300)
    return max((found.start() for found in _STOP.finditer(text, begin, at)), default=begin - 1)

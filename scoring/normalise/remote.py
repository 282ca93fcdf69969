"""Remote, hybrid or on site: the source's word first, then title and place, then the text."""

import re
from functools import lru_cache

from scoring.model import Remote
from scoring.normalise.cues import KEPT_LINES, cues, lines_with

_REMOTE = (
    r"remote(?:ly)?|télétravail|teletrabajo|teletrabalho|remoto|home[ -]?office|telecommute|wfh|"
    r"work from home"
)
_HYBRID = r"hybrid\w*|hybride|h[ií]brido|híbrida"
_ONSITE = (
    r"on[ -]?site|in[ -]?office|in[ -]?person|vor ort|"
    r"sur site|presencial|présentiel|presenziale|office[ -]based"
)
_WORDS: tuple[tuple[Remote, re.Pattern[str]], ...] = (
    ("hybrid", re.compile(_HYBRID)),
    ("remote", re.compile(rf"{_REMOTE}|anywhere|worldwide|distributed")),
    ("onsite", re.compile(rf"{_ONSITE}|^office$|vollzeit vor ort")),
)
_IN_TITLE: tuple[tuple[Remote, re.Pattern[str]], ...] = (
    (
        "hybrid",
        re.compile(
            rf"\b(?:{_HYBRID})\b(?! (?:cloud|vehicle|electric|power|app|mobile|it\b|infra|data))"
        ),
    ),
    (
        "remote",
        re.compile(
            r"(?<!not )\b(?:remote|fully remote|home[ -]?based|télétravail|teletrabajo|remoto|"
            r"remota|"
            r"home[ -]?office|work from home|wfh|anywhere|worldwide)\b"
            r"(?! (?:sens|control|access|monitor|patient|support (?:eng|spec|tech)|site|desktop|"
            r"pilot|area|operat))"
        ),
    ),
    ("onsite", re.compile(rf"\b(?:{_ONSITE})\b")),
)
_CUES = cues(
    "remote",
    "hybrid",
    "híbrid",
    "on-site",
    "onsite",
    "on site",
    "in-office",
    "in office",
    "in-person",
    "in person",
    "home office",
    "homeoffice",
    "home-office",
    "work from home",
    "working from home",
    "wfh",
    "telecommut",
    "télétravail",
    "teletrabajo",
    "teletrabalho",
    "remoto",
    "présentiel",
    "presencial",
    "vor ort",
    "mobiles arbeiten",
    "work from anywhere",
    "days a week",
    "days per week",
    "days/week",
    "physical location",
    "telework",
)
_NOT_REMOTE = re.compile(
    r"(?:not|no|non|isn't|isn’t|cannot be|can't be|nicht|kein|without)\b[^.\n]{0,25}?(?:remote|"
    r"telework|home ?office|work from home)"
    r"|remote(?: work)?[^.\n]{0,30}?\b(?:not (?:be )?(?:available|possible|an option|permitted|"
    r"allowed|considered|eligible|offered|supported)|unavailable)"
    r"|no option to work remotely|work must be completed at the physical location|"
    r"remote\??\s*:\s*no\b"
)
_SAYS_HYBRID = re.compile(
    rf"\b(?:{_HYBRID})\b(?:[^.\n]{{0,30}}?\b(?:work|role|position|schedule|model|office|"
    rf"environment|set-?up|arrangement|"
    r"policy|opportunity|job|remote|days?|team|flex\w*)|\s*$|\s*[,;:)(|–-])"
    r"|\b(?:[1-4]|one|two|three|four)(?:\s?(?:-|–|to|or)\s?(?:[1-5]|two|three|four|five))?\+? "
    r"days?(?: \w+){0,3}? "
    r"(?:in|at|on|from|onsite|on-site)\b[^.\n]{0,25}?(?:office|site|hub|home|week)"
    r"|(?:office|on-?site|home|remote(?:ly)?)[^.\n]{0,25}?\b(?:[1-4]|one|two|three|four)\+? "
    r"(?:days?|times)(?: \w+)? ?(?:a|per|/|each|every) ?week"
    r"|(?:mobiles? arbeiten|home ?office) (?:ist )?(?:teilweise|anteilig|möglich|an)|[1-4] "
    r"(?:tage|jours?|días)[^.\n]{0,25}?(?:home ?office|télétravail|teletrabajo|remote)"
    r"|(?:home ?office|télétravail|teletrabajo)[^.\n]{0,20}?[1-4] ?(?:tage|jours?|j\b|días|x)"
)
_SAYS_REMOTE = re.compile(
    r"\b(?:100\s?%|fully|completely|entirely|full[ -]time|permanently|all|primarily|vollständig|"
    r"komplett|totalement|totalmente)[ -]*(?:remote|remoto|home ?office|distributed|en télétravail)"
    r"|\bremote[ -]first|\b(?:this|the)\b[^.\n]{0,40}? (?:is|as|:) an? (?:\w+ ){0,3}?remote\b"
    r"|\bremote (?:position|role|job|opportunity|work(?:ing)? environment|(?:with)?in|from|"
    r"anywhere|across|based|team|company|contract|us\b|usa\b|u\.s|within)"
    r"|(?:location|workplace|work (?:type|model|location|mode|setting|arrangement)|locations?|"
    r"job type|standort|ort|lieu|ubicación|"
    r"modalidad)\s*(?:type)?\s*[:\-–|]\s*[^\n]{0,30}?\bremot[eo]"
    r"|\bwork(?:ing)? (?:remotely|from anywhere|from home)\b|\bremote\s*(?:[,(|/–-]|$)|"
    r"^\W*remote\b|\(remote\)|teletrabajo 100|100 ?% remot",
    re.MULTILINE,
)
_SURE_REMOTE = re.compile(
    r"\b(?:100 ?%|fully|completely|entirely) remote(?! (?:or|and)\b)|\bremote[- ]first\b|"
    r"^\W*(?:location\W*)?remote\b(?! (?:or|and|work)\b)",
    re.MULTILINE,
)
_WEAK_REMOTE = re.compile(
    r"remote (?:teams?|workers?|employees|colleagues|locations?|sites?|work (?:stipend|allowance|"
    r"days|policy|options?)|or|and|sensing|server|"
    r"access|control|monitoring|support|areas?|work experience|interviews?)|whether remote|if "
    r"(?:you are |working )?remote|some remote|occasional|partially|work from home (?:days|"
    r"allowance|stipend)|"
    r"remote work weeks?|weeks? (?:of )?remote|(?:in a|experience(?: in| with)?) remote|up to "
    r"\d+ (?:days|weeks)|flexible|for remote|ability to work remote|wfh stipend"
)
_SAYS_ONSITE = re.compile(
    r"(?:this (?:role|position|job)|position|role|work|working|you|candidates?|must|"
    r"required?)[^.\n]{0,60}?\b(?:fully |full-time |100% )?(?:on-?site|on site|in-office|in "
    r"office|in-person|in person)\b"
    r"|\b(?:5|five) days? (?:a|per|/) ?week[^.\n]{0,40}?(?:office|on-?site|in[- ]person)|"
    r"(?:office|on-?site|in[- ]person)[^.\n]{0,40}?(?:5|five) days (?:a|per) week"
    r"|(?:location|workplace|work (?:type|model|location|mode|setting|"
    r"arrangement))\s*[:\-–|]\s*[^\n]{0,30}?on-?site|\bon-?site (?:position|role|job|only|work|"
    r"in)\b|\b100\s?% on-?site"
)
_TEXT_CHARS = 12_000


def read_remote(*, word: str, title: str, places: str, text: str) -> Remote | None:
    """Return the way of working, or None where nobody says. `text` is in lower case."""
    return (
        _first(word[:60].lower(), patterns=_WORDS)
        or _first(title.lower(), patterns=_IN_TITLE)
        or _first(places.lower(), patterns=_IN_TITLE)
        or _of_text(text)
    )


@lru_cache(maxsize=10_000)  # the words of a source and its places come again and again
def _first(text: str, *, patterns: tuple[tuple[Remote, re.Pattern[str]], ...]) -> Remote | None:
    if not text:
        return None
    return next((found for found, pattern in patterns if pattern.search(text)), None)


def _of_text(text: str) -> Remote | None:
    """Read every line that has a word for it; what is denied or partly remote wins."""
    lines = lines_with(_CUES, text=text, before=120, after=120, end=_TEXT_CHARS)
    found = {_opinion(line) for line in lines}
    order: tuple[Remote, ...] = ("hybrid", "remote", "onsite")
    return next((each for each in order if each in found), None)


@lru_cache(maxsize=KEPT_LINES)
def _opinion(line: str) -> Remote | None:
    if _NOT_REMOTE.search(line):
        return "onsite"
    if _SAYS_HYBRID.search(line):
        return "hybrid"
    if _SURE_REMOTE.search(line):
        return "remote"
    if _SAYS_REMOTE.search(line) and not _WEAK_REMOTE.search(line):
        return "remote"
    return "onsite" if _SAYS_ONSITE.search(line) else None

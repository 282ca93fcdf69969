"""What a person may type for a time and a zone, and out of courtesy. Pure."""

import re
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scoring.places import zone_for

_TIME = re.compile(
    r"(?:(?:um|gegen|at|a las?|[àa]s?|в)\s+)?"
    r"(?P<hour>\d{1,2})(?:(?:[:.h ]|\s?uhr\s)?(?P<minute>\d{2}))?\s*(?:h|uhr|o'?clock)?"
    r"\s*(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*")
_LONGEST = 60

Courtesy = Literal["hello", "thanks"]
_WORDS = re.compile(r"\w+")
_THUMBS = frozenset("👍🙏❤👌")
_COURTESIES: dict[Courtesy, re.Pattern[str]] = {
    "hello": re.compile(
        r"hi|hey|hello|good (?:morning|evening)|hallo|moin|servus|guten (?:tag|morgen|abend)|hola"
        r"|buen[oa]s (?:días|tardes)|oi|olá|bo[am] (?:dia|tarde)|bonjour|salut|привет"
        r"|здравствуйте|добр(?:ый|ое) (?:день|утро|вечер)"
    ),
    "thanks": re.compile(
        r"(?:ok |okay |super |perfect )?(?:many )?(?:thanks|thank you|thx|ty)(?: a lot| so much)?"
        r"|(?:ok |super )?(?:vielen |lieben )?dank(?:e(?: schön| dir)?)?|(?:muchas )?gracias"
        r"|(?:muito )?obrigad[oa]|merci(?: beaucoup)?|(?:большое )?спасибо"
        r"|ok|okay|super|great|perfekt?|vale|parfait|хорошо"
    ),
}


def time_of(text: str) -> str | None:
    """Return "07:30" for 7:30, 7.30, 0730, 7h30, 7:30 am; None for what is no time of day."""
    found = _TIME.fullmatch(text.strip())
    if not found or len(text) > _LONGEST:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def courtesy_of(text: str) -> Courtesy | None:
    """Tell a greeting or thanks, and nothing beside it, in the languages of the chat."""
    said = " ".join(_WORDS.findall(text.casefold()[:_LONGEST]))
    if not said and not _THUMBS.isdisjoint(text):
        return "thanks"
    return next((each for each, words in _COURTESIES.items() if words.fullmatch(said)), None)


def zone_of(text: str) -> str | None:
    """Return the time zone of a zone's own name or of a city; None for what is neither."""
    name = text.strip()
    if not name or len(name) > _LONGEST:
        return None
    if _ZONE.fullmatch(name) and ("/" in name or name == "UTC"):
        try:
            return ZoneInfo(name).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None
    return zone_for(name)

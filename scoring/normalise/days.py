"""Days in running text: by when one applies, and when the work begins."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from scoring.normalise.cues import cues, spans_with

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar jan janvier enero janeiro jän",
            "february februar feb février febrero fevereiro",
            "march märz mar mars marzo março mär",
            "april apr avril abril",
            "may mai mayo maio",
            "june juni jun juin junio junho",
            "july juli jul juillet julio julho",
            "august aug août agosto",
            "september sept sep septembre septiembre setembro",
            "october oktober oct okt octobre octubre outubro",
            "november nov novembre noviembre novembro",
            "december dezember dec dez décembre diciembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<{{0}}>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)\b"
_DAY = re.compile(
    r"(?P<iso>20[2-4]\d-[01]\d-[0-3]\d)\b"
    r"|\b(?P<d1>[0-3]?\d)\s?(?:[./]|-)\s?(?P<m1>[01]?\d)\s?(?:[./]|-)\s?" + _YEAR.format("y1")
    + r"|\b(?P<d2>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?,? (?:of |de |d['’])?" + _MONTH.format("m2")
    + r"(?:,? (?:de )?" + _YEAR.format("y2") + r")?"
    r"|\b" + _MONTH.format("m3") + r" (?P<d3>[0-3]?\d)(?:st|nd|rd|th)?\b(?:,? " + _YEAR.format("y3")
    + r")?(?! ?[-–] ?\d)"
    r"|\b" + _MONTH.format("m4") + r",? (?:de )?" + _YEAR.format("y4")
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_CLOSES = re.compile(
    r"(?:(?:application|submission|closing|apply)[ -]*(?:deadline|date|by|until|before|closes?)|"
    r"deadline (?:for applications?|to apply|for applying)|applications? (?:close[sd]?|are due|"
    r"must be (?:"
    r"received|submitted)|will be accepted|due|accepted)(?: (?:on|by|until|through))?|"
    r"(?:job|vacancy|posting|position) (?:closes|closing date|expires)|closing date|"
    r"bewerbungs(?:frist|"
    r"schluss)|bewerb\w* (?:dich |sie sich )?bis|date limite(?: de candidature)?|"
    r"fecha (?:l[ií]mite|de cierre)|inscri[cç][oõ]es at[eé]|candidaturas at[eé])"
    r"(?:\s|[:,–-]|\bis\b|\bfor\b|\bthis\b|\bthe\b|\brole\b|\bposition\b|\bon\b|\bby\b|\buntil\b|"
    r"\bat\b|"
    r"\bzum\b|\bbis\b|\bspätestens\b|\bof\b|\bdate\b|\bmonday\b|\btuesday\b|\bwednesday\b|"
    r"\bthursday\b|"
    r"\bfriday\b|\bsaturday\b|\bsunday\b|\bles?\b|\bel\b|\bend of day\b|\b(?:11|23):59\w*|"
    r"pm\b){0,8}$"
)
_BEGINS = re.compile(
    r"(?:start(?:ing|s)?[ -]*(?:date|time)|(?:earliest |ideal |expected |anticipated )start|"
    r"start(?:s|ing)?(?: date)? (?:in|on|from|by|is|as of)|begin(?:s|ning)?(?: on| in)?|"
    r"available from|"
    r"eintritts(?:termin|datum)|start(?:termin|datum)|beginn|arbeitsbeginn|ab (?:dem )?|"
    r"(?<!bis )zum|"
    r"d[ée]marrage|date de (?:d[ée]but|prise de poste)|prise de poste|[aà] partir d[ue]|"
    r"fecha de (?:inicio|incorporaci[oó]n)|inicio|in[ií]cio)"
    r"(?:\s|[:,(–-]|\bis\b|\bon\b|\bin\b|\bthe\b|\bab\b|\bzum\b|\bdem\b|\bam\b|\bles?\b|\ben\b|"
    r"\bas of\b|"
    r"\bfrom\b|\bim\b|\bearly\b|\blate\b|\bmid\b|\bflexible\b){0,6}$"
)
_NOW = re.compile(
    r"ab sofort|zum nächstmöglichen (?:zeitpunkt|termin)|schnellstmöglich\w* (?:eintritt|start)|"
    r"start(?:ing)?(?: date)?\s*[:–-]?\s*(?:is )?(?:asap|immediate(?:ly)?|as soon as possible|"
    r"now\b|right away|sofort)|"
    r"(?<!not for )(?:immediate|asap) (?:start|joining|joiner|hire)|(?:hiring|start|join|"
    r"available) immediately(?! (?:after|upon))|"
    r"urgently hiring|dès que possible|poste à pourvoir (?:immédiatement|rapidement)|"
    r"d[ée]marrage imm[ée]diat|"
    r"incorporaci[oó]n inmediata|in[ií]cio imediato"
)
_CLOSE_CUES = cues(
    *("deadline", "closing date", "application", "apply by", "apply before", "closes", "expires"),
    *("bewerbungsfrist", "bewerbungsschluss", "bewirb", "bewerben sie sich bis", "date limite"),
    *("fecha límite", "fecha limite", "fecha de cierre", "inscrições at", "candidaturas at"),
)
_BEGIN_CUES = cues(
    *("start", "begin", "available from", "eintritt", "ab 0", "ab 00", "zum 0", "ab dem", "zum 00"),
    *(
        "démarrage",
        "date de début",
        "prise de poste",
        "partir d",
        "fecha de in",
        "inicio",
        "início",
    ),
    *("ab jan", "ab feb", "ab mär", "ab apr", "ab mai", "ab jun", "ab jul", "ab aug", "ab sep"),
    *("ab okt", "ab nov", "ab dez"),
)
_NOW_CUES = cues(
    *("sofort", "nächstmöglich", "schnellstmöglich", "asap", "immediate", "as soon as", "urgently"),
    *("start now", "right away", "dès que", "immédiat", "inmediata", "imediato", "rapidement"),
)
_AHEAD = timedelta(days=540)
_BEHIND = timedelta(days=60)


def read_deadline(text: str, *, seen_at: datetime) -> datetime | None:
    """Return the last moment of the day by which one applies. `text` is in lower case."""
    day = _day_after(text, wanted=_CLOSE_CUES, cue=_CLOSES, seen_on=seen_at.date())
    return datetime.combine(day, time(23, 59), tzinfo=UTC) if day else None


def read_start(text: str, *, seen_at: datetime) -> date | Literal["now"] | None:
    """Return the day on which the work begins (of a month, its first), or "now"."""
    day = _day_after(text, wanted=_BEGIN_CUES, cue=_BEGINS, seen_on=seen_at.date())
    if day:
        return day
    soon = spans_with(_NOW_CUES, text=text, before=60, after=60)
    return "now" if any(_NOW.search(text, start, end) for start, end in soon) else None


def _day_after(
    text: str, *, wanted: frozenset[str], cue: re.Pattern[str], seen_on: date
) -> date | None:
    """Return the first plausible day that stands right behind a cue."""
    for start, end in spans_with(wanted, text=text, before=20, after=110):
        if not _DIGIT.search(text, start, min(len(text), end + 26)):
            continue
        for found in _DAY.finditer(text, start, min(len(text), end + 26)):
            if cue.search(text, max(start, found.start() - 90), found.start()):
                day = _day(found, seen_on=seen_on)
                if day and -_BEHIND <= day - seen_on <= _AHEAD:
                    return day
    return None


def _day(found: re.Match[str], *, seen_on: date) -> date | None:
    """Return the day that is written; what no calendar has, or two readings, is none."""
    if found["iso"]:
        return _real(*map(int, found["iso"].split("-")))
    if found["d1"]:
        first, second = int(found["d1"]), int(found["m1"])
        if "/" in found[0] and first <= 12 and second <= 12 and first != second:
            return None  # 03/04 is in March or in April
        if second > 12:
            first, second = second, first
        return _real(int(found["y1"]), second, first)
    for number in "23":
        if found[f"m{number}"]:
            month, day = _MONTHS[found[f"m{number}"]], int(found[f"d{number}"])
            year = found[f"y{number}"]
            return _real(int(year), month, day) if year else _next(month, day, after=seen_on)
    return _real(int(found["y4"]), _MONTHS[found["m4"]], 1)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next(month: int, day: int, *, after: date) -> date | None:
    """Return the day of this year or the next; one that is just over is not a year away."""
    for year in (after.year, after.year + 1):
        found = _real(year, month, day)
        if found and found >= after - _BEHIND:
            return found
    return None

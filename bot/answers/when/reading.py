"""Reads when something is, as people write it: "Fri 14:30", "12 March 10:00 Zoom". Pure."""

import re
from datetime import date, datetime, timedelta

from bot.answers.when.clock import LIKELY, SURE, Clock, clock_in
from bot.answers.when.names import RELATIVE, Names, names
from bot.language.current import spoken
from bot.language.numbers import date_text, day_text
from bot.stores.tracking.tracks import Arranged
from bot.texts import tracking as texts
from scoring.errors import InputError

_LINK = re.compile(r"\b(?:https?://|(?:[\w-]+\.)+[a-z]{2,}/)\S*", re.IGNORECASE)
_HELD = "\ue000"  # stands where a link was: no date is read in it
_YEAR = r"(\d{4}|\d{2})(?![\d:])"
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)T?")
_DOTTED = re.compile(rf"(?<![\d.])(\d{{1,2}})\.\s?(\d{{1,2}})\.(?:\s?{_YEAR})?(?!\d)")
_SHORT = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})(?![\d.])()")
_SLASHED = re.compile(rf"(?<![\d/])(\d{{1,2}})/(\d{{1,2}})(?:/{_YEAR})?(?![\d/])")
_IN_DAYS = re.compile(r"\bin (\d{1,3}) (?:days|tagen)\b|\ben (\d{1,3}) días\b", re.IGNORECASE)
_NTH = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_LITTLE = (
    r"(?:on|at|from|the|next|this|um|am|den|dem|ab|nächsten|nächster|nächste|kommenden|el|la|las|próximo|"
    r"próxima|na|no|às|as|dia|le|à|в|на|и|and|und|y|e|et|de|h)"
)
# "Next Friday", said on a Friday.
_NEXT = re.compile(r"\b(?:next|nächste[nrs]?|pr[óo]xim[oa]|prochaine?)\b|\bследующ", re.IGNORECASE)
_START = re.compile(rf"^(?:[\s,;:.·()–—-]|{_LITTLE}(?=[\s,;:.·()–—-]|$))+", re.IGNORECASE)
_END = re.compile(rf"(?:[\s,;:·(–—-]|(?<=[\s,;:.·()–—-]){_LITTLE}|(?<=\s)[.)])+$", re.IGNORECASE)
_FARTHEST = timedelta(days=730)
_ELSEWHERE = timedelta(days=2)  # no zone is farther behind another
_MOST_TEXT = 200
_MOST_READ = 600  # characters; nobody needs more for a day and a place
_YEARS_AHEAD = 9  # 29 February may be so far


def read_when(words: str, *, now: datetime) -> Arranged:
    """Return when an interview is; `now` is in the person's zone, which is meant unless another is.

    Without a time it is a day of its own; without a day the next time that the clock shows it.
    What is no date is the place. Raises InputError for what is no date, or no coming one.
    """
    line = " ".join(words.replace(_HELD, " ")[:_MOST_READ].split())
    links, rest = _LINK.findall(line), _LINK.sub(_HELD, line)
    sure = clock_in(rest, SURE)
    clock, rest = sure or (None, rest)
    day, rest = _day(rest, today=now.date())
    weekday, rest = _weekday(rest)
    if clock is None and (likely := clock_in(rest, LIKELY) if day or weekday is not None else None):
        clock, rest = likely
    if day is None and weekday is None:
        day, rest = _short_day(rest, today=now.date())
    if day is None:
        day = _next(weekday, clock, now=now, asked=words)
    elif weekday is not None and day.weekday() != weekday:
        raise InputError(texts.OTHER_WEEKDAY(day=day_text(day)))
    return _arranged(day, clock, text=_place(rest, links), now=now)


def _arranged(day: date, clock: Clock | None, *, text: str, now: datetime) -> Arranged:
    assert now.tzinfo is not None, "the person's zone"
    if day - now.date() > _FARTHEST:
        raise InputError(texts.TOO_FAR(day=date_text(day)))
    # A day that is over anyway has no instant: that of the year 1 may lie before all time.
    over = now.date() - day > _ELSEWHERE
    at = clock.on(day, zone=now.tzinfo) if clock and not over else None
    if (at and at <= now) or (at is None and day < now.date()):
        raise InputError(texts.PAST(day=date_text(day)))
    return Arranged(
        kind="interview",
        at=at,
        day=None if at else day,
        text=text,
        minutes=clock.minutes if clock else 0,
    )


def _next(weekday: int | None, clock: Clock | None, *, now: datetime, asked: str) -> date:
    """Return the next such weekday, or the next day on which the clock still shows the time."""
    if weekday is None and clock is None:
        raise InputError(texts.NOT_A_DATE(words=asked[:80]))
    today, step = now.date(), timedelta(days=1 if weekday is None else 7)
    ahead = 0 if weekday is None else (weekday - today.weekday()) % 7
    day = today + timedelta(days=ahead)
    assert now.tzinfo is not None, "the person's zone"
    over = clock is None or clock.on(day, zone=now.tzinfo) <= now
    meant_later = over or (weekday is not None and _NEXT.search(asked) is not None)
    return day + step if ahead == 0 and meant_later else day


def _day(words: str, *, today: date) -> tuple[date | None, str]:
    """Return the date in the words, and the words without it. Raises InputError for an odd one."""
    known = names(spoken())
    if found := _ISO.search(words):
        year, month, day = (int(part) for part in found.groups())
        return _date(year, month, day, said=found.group()), _without(words, found)
    if found := _DOTTED.search(words):
        day, month = int(found[1]), int(found[2])
        return _dated(found[3], month, day, said=found.group(), today=today), _without(words, found)
    for pattern, day_at, month_at in _worded(known):
        if found := pattern.search(words):
            month = known.months[found[month_at].lower()]
            date_ = _dated(found[3], month, int(found[day_at]), said=found.group(), today=today)
            return date_, _without(words, found)
    if found := _SLASHED.search(words):
        first, second = int(found[1]), int(found[2])
        if first <= 12 and second <= 12 and first != second:
            raise InputError(texts.TWO_WAYS(words=found.group()))
        month, day = (second, first) if second <= 12 else (first, second)
        return _dated(found[3], month, day, said=found.group(), today=today), _without(words, found)
    return _relative(words, today=today)


def _short_day(words: str, *, today: date) -> tuple[date | None, str]:
    """Return "12.3" as a date: without a year or a last dot it may as well be a time."""
    found = _SHORT.search(words)
    if found is None:
        return None, words
    date_ = _dated(None, int(found[2]), int(found[1]), said=found.group(), today=today)
    return date_, _without(words, found)


def _worded(known: Names) -> tuple[tuple[re.Pattern[str], int, int], ...]:
    """Return patterns of "12 March 2026" and "March 12, 2026": where day and month stand."""
    month = "|".join(sorted(map(re.escape, known.months), key=len, reverse=True))
    first = (
        rf"(?<!\d)(\d{{1,2}}){_NTH}\s*(?:of |de |d')?({month})\b\.?(?:,?\s*(?:de |of )?{_YEAR})?"
    )
    second = rf"\b({month})\.?\s+(\d{{1,2}}){_NTH}(?![\d:])(?:,?\s+(\d{{4}})(?!\d))?"
    return (
        (re.compile(first, re.IGNORECASE), 1, 2),
        (re.compile(second, re.IGNORECASE), 2, 1),
    )


def _relative(words: str, *, today: date) -> tuple[date | None, str]:
    said = "|".join(sorted(map(re.escape, RELATIVE), key=len, reverse=True))
    if found := re.search(rf"(?<!\w)(?:{said})(?!\w)", words, re.IGNORECASE):
        return today + timedelta(days=RELATIVE[found.group().lower()]), _without(words, found)
    if found := _IN_DAYS.search(words):
        return today + timedelta(days=int(found[1] or found[2])), _without(words, found)
    return None, words


def _weekday(words: str) -> tuple[int | None, str]:
    """Return the weekday in the words, Monday is 0, and the words without it."""
    days = names(spoken()).days
    said = "|".join(sorted(map(re.escape, days), key=len, reverse=True))
    found = re.search(rf"(?<![\w.])(?:{said})\b\.?", words, re.IGNORECASE)
    if found is None:
        return None, words
    return days[found.group().lower().rstrip(".")], _without(words, found)


def _dated(year: str | None, month: int, day: int, *, said: str, today: date) -> date:
    """Return the date; without a year the next one from today on."""
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day, said=said)
    for ahead in range(_YEARS_AHEAD):
        try:
            coming = date(today.year + ahead, month, day)
        except ValueError:
            continue
        if coming >= today:
            return coming
    raise InputError(texts.NO_SUCH_DAY(words=said.strip()))


def _date(year: int, month: int, day: int, *, said: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InputError(texts.NO_SUCH_DAY(words=said.strip())) from error


def _without(words: str, found: re.Match[str]) -> str:
    return f"{words[: found.start()]} {words[found.end() :]}"


def _place(words: str, links: list[str]) -> str:
    """Return what was said beside the date, with its links."""
    kept = _END.sub("", _START.sub("", " ".join(words.split())))
    left = iter(links)
    return re.sub(_HELD, lambda _: next(left), kept)[:_MOST_TEXT].strip()

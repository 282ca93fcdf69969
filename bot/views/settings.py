"""The settings as a card edited in place, and when the next message comes. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.language.current import LANGUAGES
from bot.language.numbers import day_name, day_text
from bot.language.text import Text
from bot.model import Button, Layout, Message, Person
from bot.sending.quiet import is_quiet
from bot.texts import settings as texts
from bot.texts.profile import BACK, MARKED
from bot.views.fill import fill
from bot.views.rows import flowed, menu

TIMES = ("06:00", "07:00", "08:00", "09:00", "12:00", "18:00")
COUNTS = (3, 5, 8, 10, 15, 20)
LOWESTS = (0, 40, 50, 60, 70, 80)
_WORK_DAYS = (1, 2, 3, 4, 5)
_ALL_DAYS = (1, 2, 3, 4, 5, 6, 7)
_A_ROW = 3


def card(person: Person, *, now: datetime, access: str, head: str = "") -> Message:
    """Return every setting with a button each; the owner also sees who may use the bot."""
    lines = [head] if head else []
    lines += [texts.CARD(), *(line(person, name) for name in _NAMES)]
    if person.owner:
        lines.append(
            fill(
                texts.ACCESS,
                access=texts.ACCESSES[access]() if access in texts.ACCESSES else access,
            )
        )
    lines += ["", next_words(person, now=now)]
    names = [*_NAMES, *(["access"] if person.owner else [])]
    buttons = [Button(label=texts.BUTTONS[name](), action="settings", value=name) for name in names]
    return Message(html="\n".join(lines), rows=menu(buttons, most=_A_ROW))


def choices(person: Person, name: str, *, access: str, head: str = "") -> Message:
    """Return one setting: the question, a button for each answer, and the way back."""
    back = Button(label=BACK(), action="settings")
    lines = [*([head] if head else []), f"<b>{texts.BUTTONS[name]()}</b>", texts.ASK[name]()]
    buttons = _choices(person, name, access=access)
    rows = flowed(buttons, most=_A_ROW)
    if name == "days":
        rows = (tuple(buttons[:4]), tuple(buttons[4:7]), tuple(buttons[7:]))
    return Message(html="\n".join(lines), rows=(*rows, (back,)))


def line(person: Person, name: str) -> str:
    """Return one setting as a line of HTML."""
    return fill(_LINES[name], **{name: value(person, name)})


def value(person: Person, name: str) -> str:
    """Return what a setting says, in words."""
    match name:
        case "days":
            return _days(person.days)
        case "layout":
            return texts.LAYOUTS[person.layout]()
        case "language":
            return LANGUAGES[person.language]
        case "quiet":
            return person.quiet or texts.QUIET_OFF()
        case _:
            return str(getattr(person, name))


def chosen(person: Person, name: str, choice: str) -> object | None:
    """Return a setting's new value after its button; None for one that does not exist."""
    if name == "days":
        return _chosen_days(person.days, choice)
    if choice not in _OFFERS.get(name, {}):
        return None
    match name:
        case "count" | "lowest":
            return int(choice)
        case "layout":
            return Layout(choice)
        case "quiet":
            return "" if choice == "off" else choice
        case _:
            return choice


def _chosen_days(days: Sequence[int], choice: str) -> tuple[int, ...] | None:
    if choice in {"all", "work"}:
        return _ALL_DAYS if choice == "all" else _WORK_DAYS
    if choice[:1] not in {"+", "-"} or choice[1:] not in {str(day) for day in _ALL_DAYS}:
        return None
    change = {int(choice[1:])}
    kept = {*days} | change if choice[0] == "+" else {*days} - change
    return tuple(sorted(kept)) or None  # one day has to stay


def quiet_words(person: Person, name: str) -> str:
    """Return what has to be said where the morning message comes in the quiet hours; else ""."""
    if name not in {"at", "quiet"} or not is_quiet(person.quiet, at=person.at):
        return ""
    return fill(texts.QUIET_MORNING, at=person.at)


def next_words(person: Person, *, now: datetime) -> str:
    """Return when the next message comes: "Next: tomorrow, Sat 3 Jan at 08:00, Europe/Berlin"."""
    if person.state == "paused":
        if person.paused_until is None:
            return texts.PAUSED()
        return fill(texts.PAUSED_UNTIL, day=day_text(person.paused_until))
    if person.due is None or person.due_day is None:
        return texts.NOT_YET()
    if person.due <= now:
        return texts.SOON()
    ahead = (person.due_day - now.astimezone(ZoneInfo(person.zone)).date()).days
    words = {0: texts.TODAY, 1: texts.TOMORROW}.get(ahead)
    day = day_text(person.due_day)
    when = words(day=day) if words else day
    return fill(texts.NEXT, when=when, at=person.at, zone=person.zone)


def _choices(person: Person, name: str, *, access: str) -> list[Button]:
    if name == "days":
        return _day_buttons(person.days)
    now = access if name == "access" else str(getattr(person, name)) or "off"
    return [
        _set(label if isinstance(label, str) else label(), name, choice, marked=choice == now)
        for choice, label in _OFFERS[name].items()
    ]


def _day_buttons(days: Sequence[int]) -> list[Button]:
    """Return a button a day, each naming the state it leads to, so that twice is once."""
    each = [
        _set(day_name(day), "days", f"{'-' if day in days else '+'}{day}", marked=day in days)
        for day in _ALL_DAYS
    ]
    return [*each, _set(texts.ALL_DAYS(), "days", "all"), _set(texts.WORK_DAYS(), "days", "work")]


def _set(label: str, name: str, choice: str, *, marked: bool = False) -> Button:
    text = MARKED(label=label) if marked else label
    return Button(label=text, action="set", value=f"{name}={choice}")


def _days(days: Sequence[int]) -> str:
    match tuple(sorted(days)):
        case days if days == _ALL_DAYS:
            return texts.EVERY_DAY()
        case days if days == _WORK_DAYS:
            return texts.WEEKDAYS()
        case days:
            return ", ".join(day_name(day) for day in days)


_OFFERS: Mapping[str, Mapping[str, str | Text]] = {  # the choices of each setting, by value
    "at": {time: time for time in TIMES},
    "zone": texts.ZONES,
    "count": {str(number): str(number) for number in COUNTS},
    "lowest": {str(number): str(number) for number in LOWESTS},
    "layout": texts.LAYOUT_BUTTONS,
    "language": LANGUAGES,
    "quiet": texts.QUIET_BUTTONS,
    "access": texts.ACCESS_BUTTONS,
}
_LINES = {
    "at": texts.TIME,
    "days": texts.DAYS,
    "zone": texts.ZONE,
    "count": texts.COUNT,
    "lowest": texts.LOWEST,
    "layout": texts.LAYOUT,
    "quiet": texts.QUIET,
    "language": texts.LANGUAGE,
}
_NAMES = tuple(_LINES)

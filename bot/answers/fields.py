"""One field of a profile changed by what a person sent or tapped. Pure."""

import re
from collections.abc import Callable
from typing import Any

from bot.texts import profile as texts
from scoring.errors import InputError
from scoring.model import DEGREES, LEVELS, Profile
from scoring.places import read_place, read_places
from scoring.wishes import apply

MOST_LINE = 5_000  # characters of a line of changes, or of the answer to one field
MOST_TEXT = 20_000  # characters of free text or a CV's text that are kept
_MOST_ENTRIES = 100
_LONGEST_ENTRY = 100
_MOST_DAYS = 365
_MOST_YEARS = 60
_BREAKS = re.compile(r"[,;\n]|\s(?=[+-]\S)")
_LINES = re.compile(r"[;\n]")
_NUMBER = re.compile(r"\d{1,4}")
_ORDER = {
    "remote": tuple(texts.REMOTE),
    "levels": LEVELS,
    "employment": tuple(texts.EMPLOYMENT),
}


def answered(profile: Profile, field: str, text: str) -> Profile:
    """Return the profile after the answer to one field. Raises InputError with what to do."""
    most = MOST_TEXT if field == "text" else MOST_LINE
    if len(text) > most:
        raise InputError(texts.TOO_LONG(count=f"{len(text):,}", most=f"{most:,}"))
    return _ANSWERS.get(field, _by_wish)(profile, field, text)


def chosen(profile: Profile, field: str, choice: str) -> Profile | None:
    """Return the profile after a button of a field; None for a choice that does not exist."""
    if choice == "clear":
        return _cleared(profile, field)
    if field in _ORDER:
        return _toggled(profile, field, choice)
    if field == "places":
        return _with_place(profile, choice)
    changes = _one_of(field, choice)
    return None if changes is None else _with(profile, **changes)


def replaced(profile: Profile, read: Profile) -> Profile:
    """Return what was read, with the person's musts from before where it names none."""
    unsaid_age = read.max_age_days == Profile().max_age_days
    return _with(
        read,
        avoid=_joined(profile.avoid, read.avoid),
        hidden=profile.hidden,
        no_agencies=profile.no_agencies or read.no_agencies,
        needs_sponsorship=profile.needs_sponsorship or read.needs_sponsorship,
        max_age_days=profile.max_age_days if unsaid_age else read.max_age_days,
        min_pay=read.min_pay or profile.min_pay,
        remote=read.remote or profile.remote,
        employment=read.employment or profile.employment,
    )


def added(profile: Profile, read: Profile) -> Profile:
    """Return the profile with what was read beside it; what is there already stays."""
    return _with(
        profile,
        titles=_joined(profile.titles, read.titles),
        skills=_joined(profile.skills, read.skills),
        text="\n\n".join(dict.fromkeys(t for t in (profile.text, read.text) if t))[:MOST_TEXT],
        places=tuple(dict.fromkeys((*profile.places, *read.places))),
        avoid=_joined(profile.avoid, read.avoid),
        degree=profile.degree or read.degree,
        years=profile.years if profile.years is not None else read.years,
    )


def _one_of(field: str, choice: str) -> dict[str, object] | None:
    """Return the fields of Profile that a choice sets, or None."""
    match field, choice:
        case "sponsorship", "yes" | "no":
            return {"needs_sponsorship": choice == "yes"}
        case "avoid", "+agencies" | "-agencies":
            return {"no_agencies": choice == "+agencies"}
        case "experience", degree if degree in {*DEGREES, "none"}:
            return {"degree": None if degree == "none" else degree}
        case "age", days if days == "any" or _is_age(days):
            return {"max_age_days": None if days == "any" else int(days)}
        case _:
            return None


def _with(profile: Profile, **fields: Any) -> Profile:
    return Profile.model_validate({**dict(profile), **fields})


def _cleared(profile: Profile, field: str) -> Profile | None:
    match field:
        case "titles" | "skills" | "places" | "remote" | "levels" | "employment":
            return _with(profile, **{field: ()})
        case "avoid":
            return _with(profile, avoid=(), hidden=(), no_agencies=False)
        case "pay":
            return _with(profile, min_pay=None)
        case "text":
            return _with(profile, text="")
        case _:
            return None


def _is_age(days: str) -> bool:
    return bool(_NUMBER.fullmatch(days)) and 0 < int(days) <= _MOST_DAYS


def _with_place(profile: Profile, choice: str) -> Profile | None:
    place = read_place(choice.removeprefix("+"))
    if not choice.startswith("+") or place.country is None:
        return None
    return _with(profile, places=tuple(dict.fromkeys((*profile.places, place))))


def _toggled(profile: Profile, field: str, choice: str) -> Profile | None:
    sign, key = choice[:1], choice[1:]
    if sign not in {"+", "-"} or key not in _ORDER[field]:
        return None
    marked = {*getattr(profile, field), key} if sign == "+" else {*getattr(profile, field)} - {key}
    return _with(profile, **{field: tuple(each for each in _ORDER[field] if each in marked)})


def _list(profile: Profile, field: str, text: str) -> Profile:
    entries = _entries(_BREAKS.split(text))
    before: tuple[str, ...] = getattr(profile, field)
    gained = tuple(entry[1:].strip() for entry in entries if entry[0] == "+")
    lost = {entry[1:].strip().casefold() for entry in entries if entry[0] == "-"}
    plain = tuple(entry for entry in entries if entry[0] not in "+-")
    kept = plain or tuple(entry for entry in before if entry.casefold() not in lost)
    after = tuple(entry for entry in _joined(kept, gained) if entry)
    if len(after) > _MOST_ENTRIES:
        raise InputError(texts.TOO_MANY(count=len(after), most=_MOST_ENTRIES))
    return _with(profile, **{field: after})


def _entries(parts: list[str]) -> list[str]:
    entries = [entry for part in parts if (entry := " ".join(part.split())[:_LONGEST_ENTRY])]
    if not any(any(sign.isalnum() for sign in entry) for entry in entries):
        raise InputError(texts.NO_ITEMS())
    return entries


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Return both, each entry once whatever its case."""
    once: dict[str, str] = {}
    for entry in (*first, *second):
        once.setdefault(entry.casefold(), entry)
    return tuple(once.values())


def _places(profile: Profile, field: str, text: str) -> Profile:
    """Read places; one that is not known could not be matched, so it is refused by name."""
    places = [place for line in _entries(_LINES.split(text)) for place in read_places(line)]
    unknown = [place.text for place in places if place.country is None]
    if unknown or not places:
        raise InputError(texts.NO_PLACE(places=", ".join(unknown[:5]) or text[:60]))
    return _with(profile, **{field: tuple(dict.fromkeys(places))[:_MOST_ENTRIES]})


def _text(profile: Profile, field: str, text: str) -> Profile:
    return _with(profile, **{field: text.strip()})


def _age(profile: Profile, _field: str, text: str) -> Profile:
    if not _NUMBER.fullmatch(text.strip()):
        change = apply(_with(profile, max_age_days=None), f"max {text.strip()}")  # "2 weeks"
        days = change.profile.max_age_days
        if not change.not_understood and days is not None and 0 < days <= _MOST_DAYS:
            return _with(profile, max_age_days=days)
    return _with(profile, max_age_days=_number(text, most=_MOST_DAYS, least=1, example="14"))


def _years(profile: Profile, _field: str, text: str) -> Profile:
    return _with(profile, years=_number(text, most=_MOST_YEARS, least=0, example="5"))


def _number(text: str, *, least: int, most: int, example: str) -> int:
    found = _NUMBER.search(text)
    if not found or not least <= int(found.group()) <= most:
        raise InputError(texts.NO_NUMBER(example=example))
    return int(found.group())


def _pay(profile: Profile, _field: str, text: str) -> Profile:
    for line in (text.strip(), f"from {text.strip()}"):  # "at least 20 an hour", and "5500"
        change = apply(_with(profile, min_pay=None), line)
        if not change.not_understood and change.profile.min_pay is not None:
            return _with(profile, min_pay=change.profile.min_pay)
    raise InputError(texts.NO_PAY())


def _by_wish(profile: Profile, _field: str, text: str) -> Profile:
    """Let the reader of wishes read the answer to a field that has buttons."""
    change = apply(profile, text)
    if change.not_understood:
        words = ", ".join(change.not_understood)
        raise InputError(texts.NOT_UNDERSTOOD(words=words))
    return change.profile


_ANSWERS: dict[str, Callable[[Profile, str, str], Profile]] = {
    "titles": _list,
    "skills": _list,
    "avoid": _list,
    "places": _places,
    "text": _text,
    "age": _age,
    "experience": _years,
    "pay": _pay,
}

"""What each field of a profile says in words, and how two profiles differ. Pure; all is HTML."""

from collections.abc import Callable, Mapping, Sequence

from bot.texts import profile as texts
from bot.views.fill import fill
from bot.views.html import cut, escape
from bot.views.words import pay_text
from scoring.model import Profile

MOST_ITEMS = 12  # shown of one list; the whole card stays far below Telegram's 4,096 units
ITEM = 60  # characters of one entry
_TEXT = 160  # characters of the free text
_LISTS = frozenset({"titles", "skills", "places", "avoid"})
_OPEN = frozenset({"places", "remote", "pay", "levels", "employment"})  # empty: anything goes


def shown(profile: Profile, field: str) -> str:
    """Return a field's value, shortened where it is long."""
    said = entries(profile, field)
    if not said:
        return texts.ANY() if field in _OPEN else texts.NOTHING()
    return _text_shown(said[0]) if field == "text" else listed(said)


def entries(profile: Profile, field: str) -> tuple[str, ...]:
    """Return what a field says as plain entries, not escaped; empty when it asks for nothing."""
    return _READ[field](profile)


def listed(said: Sequence[str]) -> str:
    """Return entries with commas, each escaped by itself, so that none turns the next one round."""
    kept = [escape(entry, most=ITEM) for entry in said[:MOST_ITEMS]]
    more = len(said) - len(kept)
    return ", ".join([*kept, texts.AND_MORE(count=more)] if more else kept)


def changed(before: Profile, after: Profile) -> tuple[str, ...]:
    """Return a line for each field that differs: what came, what went, old → new."""
    return tuple(
        line
        for field in texts.FIELDS
        if entries(before, field) != entries(after, field)
        for line in _difference(before, after, field)
    )


def _difference(before: Profile, after: Profile, field: str) -> list[str]:
    old, new, label = entries(before, field), entries(after, field), texts.FIELDS[field]()
    gained = [entry for entry in new if entry not in old]
    lost = [entry for entry in old if entry not in new]
    if field in _LISTS and old and new and (gained or lost):
        parts = ((texts.GAINED, gained), (texts.LOST, lost))
        return [words(field=label, items=listed(items)) for words, items in parts if items]
    old_words, new_words = shown(before, field), shown(after, field)
    return [texts.CHANGED(field=label, before=old_words, after=new_words)]


def _text_shown(text: str) -> str:
    """Return a few words whole, and of many only how many there are and how they begin."""
    if len(text) <= _TEXT:
        return escape(text, most=_TEXT)
    return fill(texts.LONG_TEXT, count=len(text.split()), words=cut(text, ITEM))


def _experience(profile: Profile) -> tuple[str, ...]:
    years = profile.years
    words = "" if years is None else texts.YEARS(count=years)
    degree = texts.DEGREES[profile.degree]() if profile.degree else ""
    return tuple(part for part in (words, degree) if part)


def _avoided(profile: Profile) -> tuple[str, ...]:
    hidden = (texts.HIDDEN(company=company) for company in profile.hidden)
    return (*profile.avoid, *hidden, *((texts.NO_AGENCIES(),) * profile.no_agencies))


def _least_pay(profile: Profile) -> tuple[str, ...]:
    least = pay_text(profile.min_pay)
    return (least,) if least else ()


def _age(profile: Profile) -> tuple[str, ...]:
    days = profile.max_age_days
    return (texts.AT_MOST_DAYS(count=days) if days else texts.AGE_ANY(),)


_READ: Mapping[str, Callable[[Profile], tuple[str, ...]]] = {
    "titles": lambda profile: profile.titles,
    "skills": lambda profile: profile.skills,
    "experience": _experience,
    "text": lambda profile: (profile.text,) if profile.text.strip() else (),
    "places": lambda profile: tuple(place.text for place in profile.places),
    "remote": lambda profile: tuple(texts.REMOTE[each]() for each in profile.remote),
    "pay": _least_pay,
    "levels": lambda profile: tuple(texts.LEVELS[each]() for each in profile.levels),
    "employment": lambda profile: tuple(texts.EMPLOYMENT[each]() for each in profile.employment),
    "avoid": _avoided,
    "sponsorship": lambda profile: (
        texts.NEEDED() if profile.needs_sponsorship else texts.NOT_NEEDED(),
    ),
    "age": _age,
}

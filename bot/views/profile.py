"""The profile as a card, each field of it, and what a change changed. Pure."""

from collections.abc import Callable, Mapping, Sequence

from bot.model import Button, Message
from bot.texts import profile as texts
from bot.views.fill import fill
from bot.views.html import cut
from bot.views.words import pay_text
from scoring.model import DEGREES, LEVELS, Place, Profile

_MOST_ITEMS = 12  # shown on the card; the card stays far below Telegram's 4,096 units
_ITEM = 60  # characters of one entry
_TEXT = 160  # characters of the free text
_MUSTS_BEGIN = "places"
_A_ROW = 3
_LONGEST_VALUE = 56  # bytes that callback data leaves for it
_AGES = (7, 14, 30, 90)
_LISTS = frozenset({"titles", "skills", "places", "avoid", "text", "pay"})
_PARTS: Mapping[str, tuple[str, ...]] = {
    "experience": ("years", "degree"),
    "pay": ("min_pay",),
    "avoid": ("avoid", "hidden", "no_agencies"),
    "sponsorship": ("needs_sponsorship",),
    "age": ("max_age_days",),
    "text": (),
}
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "remote": texts.REMOTE,
    "levels": {level: texts.LEVELS[level] for level in LEVELS},
    "employment": texts.EMPLOYMENT,
}


def card(
    profile: Profile,
    *,
    head: str = "",
    evidence: Mapping[str, str] | None = None,
) -> Message:
    """Return the whole profile with a button a field; `evidence` is where each was read."""
    lines = [head, texts.CARD] if head else [texts.CARD]
    lines += [texts.EMPTY_HINT] if profile.empty else []
    lines.append(f"\n{texts.WISHES}")
    for field in texts.FIELDS:
        lines += [f"\n{texts.MUSTS}"] if field == _MUSTS_BEGIN else []
        lines.append(_line(profile, field, words=_words(evidence or {}, field)))
    lines.append(f"\n{texts.ONE_LINE}")
    return Message(html="\n".join(lines), rows=_field_rows())


def home_row(home: Place) -> list[tuple[Button, ...]]:
    """Return a row that makes a home the place to search, where its name fits a button."""
    value = f"p.places=+{home.city}, {home.country}"
    if not home.city or len(value.encode()) > _LONGEST_VALUE:
        return []
    label = texts.ADD_HOME.format(city=cut(home.city, _ITEM))
    return [(Button(label=label, action="set", value=value),)]


def field_view(profile: Profile, field: str, *, head: str = "") -> Message:
    """Return one field: what it says, how to change it, and buttons where there are choices."""
    lines = [head] if head else []
    lines += [f"<b>{texts.FIELDS[field]}</b>", fill("{value}", value=shown(profile, field))]
    lines += ["", texts.ASK[field]]
    last = [Button(label=texts.BACK, action="profile")]
    if field in _LISTS and _entries(profile, field):
        last.insert(0, _choice(texts.CLEAR, field, "clear"))
    return Message(html="\n".join(lines), rows=(*_choice_rows(profile, field), tuple(last)))


def changed(before: Profile, after: Profile) -> tuple[str, ...]:
    """Return a line of HTML for each field that differs: what came, what went, old → new."""
    return tuple(
        line
        for field in texts.FIELDS
        if _entries(before, field) != _entries(after, field)
        for line in _difference(before, after, field)
    )


def change(
    before: Profile, after: Profile, *, head: str = "", not_understood: Sequence[str] = ()
) -> Message:
    """Return what a change changed in words, with its undo; and what was not understood."""
    lines = list(changed(before, after))
    unread = ""
    if not_understood:
        unread = fill(texts.NOT_UNDERSTOOD, words=_listed(not_understood))
    if not lines:
        return Message(html="\n".join([unread, texts.EXAMPLE] if unread else [texts.UNCHANGED]))
    parts = [*([head] if head else []), *lines, *([unread] if unread else []), "", texts.RESCORE]
    card = Button(label=texts.TO_CARD, action="profile")
    return Message(html="\n".join(parts), rows=((undo_button(after), card),))


def undo_button(after: Profile) -> Button:
    """Return the button that takes back the change which led to this profile, and no later one."""
    return Button(label=texts.UNDO, action="undo", value=after.version)


def shown(profile: Profile, field: str) -> str:
    """Return a field's value as plain text, shortened where it is long."""
    entries = _entries(profile, field)
    if not entries:
        return texts.ANY if field in {"places", "remote", "pay", "levels", "employment"} else "–"
    if field == "text":
        return _text_shown(entries[0])
    kept = [cut(entry, _ITEM) for entry in entries[:_MOST_ITEMS]]
    more = len(entries) - len(kept)
    return ", ".join([*kept, texts.AND_MORE.format(count=more)] if more else kept)


def _entries(profile: Profile, field: str) -> tuple[str, ...]:
    """Return what a field says as a list of entries in words; empty when it asks for nothing."""
    return _READ[field](profile)


def _experience(profile: Profile) -> tuple[str, ...]:
    years = profile.years
    words = texts.ONE_YEAR if years == 1 else texts.YEARS.format(count=years)
    degree = texts.DEGREES[profile.degree] if profile.degree else ""
    return tuple(part for part in (words if years is not None else "", degree) if part)


def _avoided(profile: Profile) -> tuple[str, ...]:
    hidden = (texts.HIDDEN.format(company=company) for company in profile.hidden)
    return (*profile.avoid, *hidden, *((texts.NO_AGENCIES,) * profile.no_agencies))


def _least_pay(profile: Profile) -> tuple[str, ...]:
    least = pay_text(profile.min_pay)
    return (least,) if least else ()


def _age(profile: Profile) -> tuple[str, ...]:
    days = profile.max_age_days
    words = texts.AT_MOST_ONE_DAY if days == 1 else texts.AT_MOST_DAYS
    return (words.format(count=days) if days else texts.AGE_ANY,)


def _words(evidence: Mapping[str, str], field: str) -> str:
    """Return the words that a field was read from; several parts of a profile make one field."""
    parts = (evidence.get(part, "") for part in _PARTS.get(field, (field,)))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _text_shown(text: str) -> str:
    """Return a few words whole, and of many only how many there are and how they begin."""
    count = len(text.split())
    if len(text) <= _TEXT:
        return cut(text, _TEXT)
    return texts.LONG_TEXT.format(count=f"{count:,}", words=cut(text, _ITEM))


def _line(profile: Profile, field: str, *, words: str) -> str:
    line = fill(texts.LINE, field=texts.FIELDS[field], value=shown(profile, field))
    said = {entry.casefold() for entry in _entries(profile, field)}
    if all(word.casefold() in said for word in words.split(", ") if word):
        return line  # it would only say the same again
    return line + fill(texts.EVIDENCE, words=cut(words, _ITEM))


def _difference(before: Profile, after: Profile, field: str) -> list[str]:
    old, new = _entries(before, field), _entries(after, field)
    if field not in {"titles", "skills", "places", "avoid"} or not old or not new:
        return [
            fill(
                texts.CHANGED,
                field=texts.FIELDS[field],
                before=shown(before, field),
                after=shown(after, field),
            )
        ]
    gained = [entry for entry in new if entry not in old]
    lost = [entry for entry in old if entry not in new]
    return [
        fill(words, field=texts.FIELDS[field], items=_listed(entries))
        for words, entries in ((texts.GAINED, gained), (texts.LOST, lost))
        if entries
    ]


def _listed(entries: Sequence[str]) -> str:
    kept = [cut(entry, _ITEM) for entry in entries[:_MOST_ITEMS]]
    more = len(entries) - len(kept)
    return ", ".join([*kept, texts.AND_MORE.format(count=more)] if more else kept)


def _field_rows() -> tuple[tuple[Button, ...], ...]:
    buttons = [
        Button(label=label, action="profile", value=field) for field, label in texts.FIELDS.items()
    ]
    return tuple(tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW))


def _choice(label: str, field: str, choice: str, *, marked: bool = False) -> Button:
    text = texts.MARKED.format(label=label) if marked else label
    return Button(label=text, action="set", value=f"p.{field}={choice}")


def _choice_rows(profile: Profile, field: str) -> tuple[tuple[Button, ...], ...]:
    buttons = _choices(profile, field)
    return tuple(tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW))


def _choices(profile: Profile, field: str) -> list[Button]:
    """Return the buttons of a field; each names the state it leads to, so twice is once."""
    match field:
        case "remote" | "levels" | "employment":
            chosen: tuple[str, ...] = getattr(profile, field)
            return [
                _choice(label, field, f"{'-' if key in chosen else '+'}{key}", marked=key in chosen)
                for key, label in _CHOICES[field].items()
            ]
        case "experience":
            return [
                _choice(texts.DEGREES[key], field, key, marked=profile.degree == key)
                for key in DEGREES
            ] + [_choice(texts.NO_DEGREE, field, "none", marked=profile.degree is None)]
        case "sponsorship":
            return [
                _choice(label, field, key, marked=profile.needs_sponsorship == (key == "yes"))
                for key, label in texts.CHOICES_YES_NO.items()
            ]
        case "age":
            days = profile.max_age_days
            ages = [
                _choice(texts.AGE_DAYS.format(count=age), field, str(age), marked=days == age)
                for age in _AGES
            ]
            return [*ages, _choice(texts.AGE_ANY, field, "any", marked=days is None)]
        case "avoid":
            choice = "-agencies" if profile.no_agencies else "+agencies"
            return [_choice(texts.AGENCIES_OUT, field, choice, marked=profile.no_agencies)]
        case _:
            return []


_READ: Mapping[str, Callable[[Profile], tuple[str, ...]]] = {
    "titles": lambda profile: profile.titles,
    "skills": lambda profile: profile.skills,
    "experience": _experience,
    "text": lambda profile: (profile.text,) if profile.text.strip() else (),
    "places": lambda profile: tuple(place.text for place in profile.places),
    "remote": lambda profile: tuple(texts.REMOTE[each] for each in profile.remote),
    "pay": _least_pay,
    "levels": lambda profile: tuple(texts.LEVELS[each] for each in profile.levels),
    "employment": lambda profile: tuple(texts.EMPLOYMENT[each] for each in profile.employment),
    "avoid": _avoided,
    "sponsorship": lambda profile: (
        texts.NEEDED if profile.needs_sponsorship else texts.NOT_NEEDED,
    ),
    "age": _age,
}

"""The profile as a card, each field of it, and what a change changed. Pure."""

from collections.abc import Mapping, Sequence

from bot.answers.drafts import Pending
from bot.language.text import Text
from bot.model import Button, Message
from bot.stores.profiles import Named
from bot.texts import profile as texts
from bot.views import pending as pending_view
from bot.views import shelf as shelf_view
from bot.views.fields import ITEM, changed, entries, listed, shown
from bot.views.fill import fill
from bot.views.html import cut
from bot.views.rows import flowed, menu
from scoring.model import DEGREES, LEVELS, Place, Profile

_MUSTS_BEGIN = "places"
_A_ROW = 3
_LONGEST_VALUE = 48  # bytes that callback data leaves for it, with the number of a profile
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
_CHOICES: Mapping[str, Mapping[str, Text]] = {
    "remote": texts.REMOTE,
    "levels": {level: texts.LEVELS[level] for level in LEVELS},
    "employment": texts.EMPLOYMENT,
}


def card(
    profile: Profile,
    *,
    head: str = "",
    evidence: Mapping[str, str] | None = None,
    shelf: Sequence[Named] = (),
    pending: Pending | None = None,
) -> Message:
    """Return the whole profile with a button a field; `evidence` is where each was read.

    `shelf` are all profiles of the person; a change that is `pending` stands below the profile.
    """
    lines = [head, shelf_view.title(shelf)] if head else [shelf_view.title(shelf)]
    lines += [texts.EMPTY_HINT()] if profile.empty else []
    lines.append(f"\n{texts.WISHES()}")
    for field in texts.FIELDS:
        lines += [f"\n{texts.MUSTS()}"] if field == _MUSTS_BEGIN else []
        lines.append(_line(profile, field, words=_words(evidence or {}, field)))
    waits = pending is not None and pending.waits
    lines += [f"\n{pending_view.block(pending)}"] if pending and waits else []
    lines += ["", texts.SEVERAL(count=len(shelf))] if len(shelf) > 1 else []
    lines.append(f"\n{texts.ONE_LINE()}")
    deciding = (pending_view.deciding_row(pending),) if pending and waits else ()
    rows = (*deciding, *_field_rows(), *shelf_view.shelf_rows(shelf))
    return Message(html="\n".join(lines), rows=rows)


def home_row(home: Place) -> list[tuple[Button, ...]]:
    """Return a row that makes a home the place to search, where its name fits a button."""
    value = f"p.places=+{home.city}, {home.country}"
    if not home.city or len(value.encode()) > _LONGEST_VALUE:
        return []
    label = texts.ADD_HOME(city=cut(home.city, ITEM))
    return [(Button(label=label, action="set", value=value),)]


def field_view(
    profile: Profile, field: str, *, head: str = "", pending: Pending | None = None
) -> Message:
    """Return one field: what it says, how to change it, and buttons where there are choices.

    With a change that is `pending` the profile is as it would be.
    """
    lines = [head] if head else []
    lines += [f"<b>{texts.FIELDS[field]()}</b>", shown(profile, field)]
    lines += ["", texts.ASK[field]()]
    last = [Button(label=texts.BACK(), action="profile")]
    if field in _LISTS and entries(profile, field):
        last.insert(0, _choice(texts.CLEAR(), field, "clear"))
    rows = (*_choice_rows(profile, field), tuple(last))
    if pending and pending.waits:
        lines += ["", pending_view.block(pending)]
        rows = rows if pending.trying else (*rows, pending_view.deciding_row(pending))
    return Message(html="\n".join(lines), rows=rows)


def change(
    before: Profile,
    after: Profile,
    *,
    head: str = "",
    not_understood: Sequence[str] = (),
    not_there: Sequence[str] = (),
    step: Button | None = None,
) -> Message:
    """Return what a change changed in words, with its undo; and what was not understood.

    `not_there` could not be taken away and is avoided now. `step` is the next step of the first
    contact; before it there is nothing to score again.
    """
    lines = list(changed(before, after))
    unread = texts.NOT_UNDERSTOOD(words=listed(not_understood)) if not_understood else ""
    if not lines:
        words = [unread, texts.EXAMPLE()] if unread else [texts.UNCHANGED()]
        on = ((step,),) if step else ()
        return Message(html="\n".join(words), rows=on if unread else ((to_card(),), *on))
    hint = [] if step else ["", texts.RESCORE()]
    gone = [texts.NOT_THERE(items=listed(not_there))] if not_there else []
    parts = [*([head] if head else []), *lines, *gone, *([unread] if unread else []), *hint]
    rows = ((undo_button(after), to_card()), *(((step,),) if step else ()))
    return Message(html="\n".join(parts), rows=rows)


def nothing_said() -> Message:
    """Say that a line holds no wish at all, and what one looks like."""
    return Message(html=f"{texts.NOTHING_SAID()} {texts.EXAMPLE()}")


def undone() -> Message:
    """Say that a change was taken back."""
    return Message(html=texts.UNDONE(), rows=((to_card(),),))


def to_card() -> Button:
    """Return the button that opens the card."""
    return Button(label=texts.TO_CARD(), action="profile")


def undo_button(after: Profile) -> Button:
    """Return the button that takes back the change which led to this profile, and no later one."""
    return Button(label=texts.UNDO(), action="undo", value=after.version)


def _words(evidence: Mapping[str, str], field: str) -> str:
    """Return the words that a field was read from; several parts of a profile make one field."""
    parts = (evidence.get(part, "") for part in _PARTS.get(field, (field,)))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _line(profile: Profile, field: str, *, words: str) -> str:
    line = texts.LINE(field=texts.FIELDS[field](), value=shown(profile, field))
    said = {entry.casefold() for entry in entries(profile, field)}
    if all(word.casefold() in said for word in words.split(", ") if word):
        return line  # it would only say the same again
    return line + fill(texts.EVIDENCE, words=cut(words, ITEM))


def _field_rows() -> tuple[tuple[Button, ...], ...]:
    buttons = [
        Button(label=label(), action="profile", value=field)
        for field, label in texts.FIELDS.items()
    ]
    return menu(buttons, most=_A_ROW)


def _choice(label: str, field: str, choice: str, *, marked: bool = False) -> Button:
    text = texts.MARKED(label=label) if marked else label
    return Button(label=text, action="set", value=f"p.{field}={choice}")


def _choice_rows(profile: Profile, field: str) -> tuple[tuple[Button, ...], ...]:
    return flowed(_choices(profile, field), most=_A_ROW)


def _choices(profile: Profile, field: str) -> list[Button]:
    """Return the buttons of a field; each names the state it leads to, so twice is once."""
    match field:
        case "remote" | "levels" | "employment":
            chosen: tuple[str, ...] = getattr(profile, field)
            return [
                _choice(
                    label(), field, f"{'-' if key in chosen else '+'}{key}", marked=key in chosen
                )
                for key, label in _CHOICES[field].items()
            ]
        case "experience":
            return [
                _choice(texts.DEGREES[key](), field, key, marked=profile.degree == key)
                for key in DEGREES
            ] + [_choice(texts.NO_DEGREE(), field, "none", marked=profile.degree is None)]
        case "sponsorship":
            return [
                _choice(label(), field, key, marked=profile.needs_sponsorship == (key == "yes"))
                for key, label in texts.CHOICES_YES_NO.items()
            ]
        case "age":
            days = profile.max_age_days
            ages = [
                _choice(texts.AGE_DAYS(count=age), field, str(age), marked=days == age)
                for age in _AGES
            ]
            return [*ages, _choice(texts.AGE_ANY(), field, "any", marked=days is None)]
        case "avoid":
            choice = "-agencies" if profile.no_agencies else "+agencies"
            return [_choice(texts.AGENCIES_OUT(), field, choice, marked=profile.no_agencies)]
        case _:
            return []

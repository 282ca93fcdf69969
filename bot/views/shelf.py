"""A person's profiles side by side: their names, a new one, and what is done with one. Pure."""

from collections.abc import Sequence

from bot.model import Button, Message
from bot.stores.profiles import MOST, Named
from bot.texts import profile as texts
from bot.views.fill import fill
from bot.views.html import cut
from bot.views.rows import flowed

LONGEST = 30  # characters of a name
_A_ROW = 3
_OF_ONE = frozenset({"profile", "set", "undo"})  # what is about one profile


def name_of(profile: Named) -> str:
    """Return the name as a person reads it; the first one has none until it is given one."""
    return profile.name or texts.MAIN()


def opened(shelf: Sequence[Named]) -> Named | None:
    """Return the profile that is open."""
    return next((each for each in shelf if each.opened), None)


def title(shelf: Sequence[Named]) -> str:
    """Return the title of the card, with the name where there are several."""
    one = opened(shelf)
    if len(shelf) < 2 or one is None:
        return texts.CARD()
    return fill(texts.CARD_OF, name=name_of(one))


def which(shelf: Sequence[Named]) -> str:
    """Return the line that says which profile is meant; "" where there is one alone."""
    one = opened(shelf)
    return fill(texts.OF_WHICH, name=name_of(one)) if one and len(shelf) > 1 else ""


def shelf_rows(shelf: Sequence[Named]) -> tuple[tuple[Button, ...], ...]:
    """Return the names, the open one marked, and what can be done with profiles."""
    if not shelf:
        return ()
    new = [_button(texts.NEW_PROFILE(), "new")] if len(shelf) < MOST else []
    one = opened(shelf)
    if len(shelf) < 2 or one is None:
        return (tuple(new),)
    names = [
        _button(
            texts.MARKED(label=name_of(each)) if each.opened else name_of(each), f"open.{each.id}"
        )
        for each in shelf
    ]
    change = [_button(texts.RENAME(), f"rename.{one.id}")]
    change += [_button(texts.DELETE(), f"delete.{one.id}")]
    return (*flowed(names, most=_A_ROW), (*new, *change))


def of_one(message: Message, shelf: Sequence[Named]) -> Message:
    """Let each button name the profile it is about, so that it never changes another one."""
    one = opened(shelf)
    if len(shelf) < 2 or one is None:
        return message
    rows = tuple(
        tuple(
            button.model_copy(update={"n": one.id}) if button.action in _OF_ONE else button
            for button in row
        )
        for row in message.rows
    )
    return message.model_copy(update={"rows": rows})


def ask_name(profile: Named | None = None) -> Message:
    """Ask for the name of a new profile, or for another name of this one."""
    html = fill(texts.ASK_RENAME, name=name_of(profile)) if profile else texts.ASK_NAME()
    return Message(html=html, rows=((_button(texts.BACK(), ""),),))


def made(profile: Named, others: Sequence[Named]) -> Message:
    """Say that a profile is there, and offer to begin with a copy of another one."""
    full = [each for each in others if not each.profile.empty]
    copies = [
        _button(texts.COPY_OF(name=cut(name_of(each), LONGEST)), f"copy.{each.id}.{profile.id}")
        for each in full
    ]
    words = texts.MADE if full else texts.MADE_FIRST
    rows = (*((each,) for each in copies), (_button(texts.TO_CARD(), ""),))
    return Message(html=fill(words, name=profile.name), rows=rows)


def renamed(name: str) -> Message:
    """Say what it is called now."""
    return Message(html=fill(texts.RENAMED, name=name), rows=((_button(texts.TO_CARD(), ""),),))


def deleted(profile: Named) -> Message:
    """Say that a profile is gone, with its undo."""
    back = _button(texts.UNDO(), f"back.{profile.id}")
    return Message(
        html=fill(texts.DELETED, name=name_of(profile)),
        rows=((back, _button(texts.TO_CARD(), "")),),
    )


def _button(label: str, value: str) -> Button:
    return Button(label=label, action="profile", value=value)

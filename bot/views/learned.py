"""What was learned of a person, a line a conclusion, each with its undo. Pure."""

from collections.abc import Sequence

from bot.model import Button, Message
from bot.stores.tastes import Learned
from bot.texts import learned as texts
from bot.views.fill import fill
from bot.views.html import cut
from scoring.taste.model import Conclusion

_A_ROW = 4
_NAME = 24  # characters of a button's name


def learned_message(learned: Learned, *, with_model: bool) -> Message:
    """Return the conclusions, what was dropped of them, and the buttons that take back."""
    taste = learned.taste
    if not taste.usable:
        rows = ((_remember(),),) if learned.previous else ()
        return Message(html=f"{texts.TITLE()}\n{texts.NOTHING()}", rows=rows)
    held = held_of(learned)
    dropped = [each for each in taste.conclusions if each.hash in taste.dropped]
    lines = [texts.TITLE(), fill(texts.FROM, count=taste.labels), *_lines(held)]
    lines += ["", texts.WITH_MODEL() if with_model else texts.WHOLE()]
    if dropped:
        lines += [fill(texts.DROPPED, names=", ".join(each.plain for each in dropped))]
    return Message(
        html="\n".join(lines),
        rows=(
            *_in_rows([_drop(n, each) for n, each in enumerate(held, 1)]),
            *((_bring_back(each),) for each in dropped),
            (Button(label=texts.FORGET(), action="learned", value="forget"),),
        ),
    )


def forgotten_message() -> Message:
    """Say that everything was forgotten, with the way back."""
    return Message(html=texts.FORGOTTEN(), rows=((_remember(),),))


def held_of(learned: Learned) -> list[Conclusion]:
    """Return the conclusions that count, in the order they are numbered."""
    taste = learned.taste
    return [each for each in taste.conclusions if each.hash not in taste.dropped]


def _lines(held: Sequence[Conclusion]) -> list[str]:
    if not held:
        return ["", texts.NO_WORDS()]
    numbered = list(enumerate(held, 1))
    ups = [_line(n, each) for n, each in numbered if each.points > 0]
    downs = [_line(n, each) for n, each in numbered if each.points < 0]
    return [
        *(["", texts.UP(), *ups] if ups else []),
        *(["", texts.DOWN(), *downs] if downs else []),
    ]


def _line(n: int, conclusion: Conclusion) -> str:
    name = texts.KINDS[conclusion.kind](name=cut(conclusion.plain, 60))
    points = texts.points(conclusion.points)
    return fill(
        texts.LINE, n=n, name=name, points=points, seen=texts.POSTINGS(count=conclusion.seen)
    )


def _drop(n: int, conclusion: Conclusion) -> Button:
    label = fill(texts.DROP, n=n)
    return Button(label=label, action="learned", value=f"drop.{conclusion.hash}")


def _bring_back(conclusion: Conclusion) -> Button:
    label = texts.BRING_BACK(name=cut(conclusion.plain, _NAME))
    return Button(label=label, action="learned", value=f"back.{conclusion.hash}")


def _remember() -> Button:
    return Button(label=texts.REMEMBER(), action="learned", value="remember")


def _in_rows(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    return [tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW)]

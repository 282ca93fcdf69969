"""What was learned of a person and what they left out, a line each with its undo. Pure."""

from collections.abc import Sequence

from bot.model import Button, Message, Person
from bot.stores.hidings import Hiding
from bot.stores.tastes import Learned
from bot.texts import hide as hide_texts
from bot.texts import learned as texts
from bot.views.fill import fill
from bot.views.html import cut
from bot.views.silenced import hiding_line, undo_rows
from scoring.taste.model import Conclusion

_A_ROW = 4
_NAME = 24  # characters of a button's name
_MOST_HIDINGS = 5  # that stand here; the others are a button away


def learned_message(
    learned: Learned,
    person: Person,
    *,
    with_model: bool,
    hidings: Sequence[Hiding] = (),
    jobs: int = 0,
) -> Message:
    """Return what the nights concluded, and below it what the person left out.

    `jobs` is how many single jobs are hidden.
    """
    nights = _nights(learned, with_model=with_model)
    first = len(held_of(learned)) + 1 if learned.taste.usable else 1
    lines, undos = _left_out(hidings, person, first=first)
    return Message(
        html="\n".join((nights.html, *lines)),
        rows=(*nights.rows[:-1], *undos, *_ways(jobs), *nights.rows[-1:]),
    )


def _nights(learned: Learned, *, with_model: bool) -> Message:
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


def _left_out(
    hidings: Sequence[Hiding], person: Person, *, first: int
) -> tuple[list[str], tuple[tuple[Button, ...], ...]]:
    """Return the lines of what is left out, numbered on from the conclusions, and their undos."""
    shown = hidings[:_MOST_HIDINGS]
    if not shown:
        return [], ()
    lines = [hiding_line(n, each, person) for n, each in enumerate(shown, first)]
    more = len(hidings) - len(shown)
    lines += [hide_texts.MORE(count=more)] if more else []
    lines = ["", hide_texts.LEFT_OUT(), *lines, hide_texts.EFFECT()]
    return lines, undo_rows(shown, first=first)


def _ways(jobs: int) -> tuple[tuple[Button, ...], ...]:
    """Return the ways to all that is left out, and to the jobs that are hidden."""
    every = Button(label=hide_texts.ALL(), action="silence", value="all.0")
    hidden = Button(label=hide_texts.JOBS(count=jobs), action="silence", value="jobs.0")
    return ((every, *((hidden,) if jobs else ())),)


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
    seen = texts.POSTINGS(count=conclusion.seen)
    pressed = conclusion.saved if conclusion.points > 0 else conclusion.hidden
    if not pressed:
        return fill(texts.LINE, n=n, name=name, points=points, seen=seen)
    text = texts.LINE_SAVED if conclusion.points > 0 else texts.LINE_HIDDEN
    return fill(text, n=n, name=name, points=points, seen=seen, number=pressed)


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

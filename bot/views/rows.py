"""Buttons in rows that a small phone shows whole, in every language. Pure.

Telegram gives the buttons of a row the same width and cuts a label that is wider. What is left of
a phone 360 px wide is about what Telegram for Android leaves: 80 px beside a message, 5 px between
buttons and at the sides of a label, in letters of 15 px.
"""

import unicodedata
from collections.abc import Sequence

from bot.model import Button

Rows = tuple[tuple[Button, ...], ...]

_ROW = 271  # px that a row of buttons has on a phone of 360 px
_GAP = 5  # px between two buttons
_SIDES = 10  # px of a button that its label cannot have
_LETTER = 15  # px high
_MOST_PARTED = 8  # buttons: longer rows are numbers, and the ways to part them are many
# How wide letters are, of their height, about as in Roboto Medium.
_NARROW = frozenset("ijlI.,:;'|!()[]‹› ")
_SLIM = frozenset('frt-·/"”“1')
_WIDE = frozenset("mwMWЖШЩЮЫФМжшщюыфм@%✓↗…—→")


def packed(rows: Sequence[Sequence[Button]]) -> Rows:
    """Return the rows; one with labels that would be cut is parted into as few as show them."""
    return tuple(part for row in rows for part in flowed(row, most=max(len(row), 1)))


def flowed(buttons: Sequence[Button], *, most: int) -> Rows:
    """Return the buttons in this order, at most so many a row, in the fewest rows.

    Rows of numbers, which are long, stay as they are; others are as even as can be.
    """
    if most > _MOST_PARTED:
        return (tuple(buttons),)
    ways: list[Rows] = [()]  # the best way to part the first 0, 1, 2 ... buttons
    for end in range(1, len(buttons) + 1):
        found = [
            (*ways[start], tuple(buttons[start:end]))
            for start in range(max(0, end - most), end)
            if _shown_whole(buttons[start:end])
        ]
        ways.append(min(found, key=_unevenness))
    return ways[-1]


def menu(buttons: Sequence[Button], *, most: int) -> Rows:
    """Return buttons whose order says little: those that need a row of their own come last."""
    alone = [each for each in buttons if not _shown_whole((each, each))]
    beside = [each for each in buttons if each not in alone]
    return (*flowed(beside, most=most), *flowed(alone, most=1))


def label_width(label: str) -> float:
    """Return about how many pixels a label is wide on a button."""
    return sum(map(_width, label)) * _LETTER


def _unevenness(rows: Rows) -> tuple[int, int, list[int]]:
    """Return how many rows there are, how uneven they are, and less where long ones are first."""
    return len(rows), sum(len(row) ** 2 for row in rows), [-len(row) for row in rows]


def _shown_whole(row: Sequence[Button]) -> bool:
    """Tell whether no label is cut; one alone in its row has all the room there is."""
    room = (_ROW - _GAP * (len(row) - 1)) / max(len(row), 1) - _SIDES
    return len(row) <= 1 or all(label_width(button.label) <= room for button in row)


def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":  # emoji are wide, too
        return 1.2
    if letter in _NARROW:
        return 0.26
    if letter in _SLIM:
        return 0.36
    if letter in _WIDE:
        return 0.86
    return 0.64 if letter.isupper() else 0.54

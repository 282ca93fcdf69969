"""Buttons in rows that a small phone shows whole, in every language. Pure.

Telegram gives the buttons of a row the same width and cuts a label that is wider. What is left of
a phone 360 px wide is about what Telegram for Android leaves: 80 px beside a message, 5 px between
buttons and at the sides of a label, in letters of 15 px.
"""

import unicodedata
from collections.abc import Sequence
from itertools import combinations

from bot.model import Button

_ROW = 271  # px that a row of buttons has on a phone of 360 px
_GAP = 5  # px between two buttons
_SIDES = 10  # px of a button that its label cannot have
_LETTER = 15  # px high
_MOST_PARTED = 8  # buttons: longer rows are numbers, and the ways to part them are many
# How wide letters are, of their height; a little more than Roboto has, other phones have others.
_NARROW = frozenset("ijlI.,:;'|!()[]‹› ")
_SLIM = frozenset('frt-·/"”“1')
_WIDE = frozenset("mwMWЖШЩЮЫФМжшщюыфм@%✓↗…—→")


def packed(rows: Sequence[Sequence[Button]]) -> tuple[tuple[Button, ...], ...]:
    """Return the rows; one with labels that would be cut is parted into as few as show them."""
    return tuple(part for row in rows for part in _parted(tuple(row)))


def label_width(label: str) -> float:
    """Return about how many pixels a label is wide on a button."""
    return sum(map(_width, label)) * _LETTER


def _parted(row: tuple[Button, ...]) -> list[tuple[Button, ...]]:
    """Return the fewest rows in which each label is whole, as even as can be, in this order."""
    if _shown_whole(row) or len(row) > _MOST_PARTED:
        return [row]
    for count in range(2, len(row) + 1):
        ways = [
            [row[left:right] for left, right in zip((0, *cuts), (*cuts, len(row)), strict=True)]
            for cuts in combinations(range(1, len(row)), count - 1)
        ]
        whole = [way for way in ways if all(map(_shown_whole, way))]
        if whole:
            return min(whole, key=lambda way: max(map(len, way)))
    return [(button,) for button in row]


def _shown_whole(row: Sequence[Button]) -> bool:
    """Tell whether no label is cut; one alone in its row has all the room there is."""
    room = (_ROW - _GAP * (len(row) - 1)) / max(len(row), 1) - _SIDES
    return len(row) <= 1 or all(label_width(button.label) <= room for button in row)


def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":  # emoji are wide, too
        return 1.2
    if letter in _NARROW:
        return 0.28
    if letter in _SLIM:
        return 0.38
    if letter in _WIDE:
        return 0.88
    return 0.66 if letter.isupper() else 0.57

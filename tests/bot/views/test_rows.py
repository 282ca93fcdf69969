"""Rows of buttons: no label is cut on a small phone, and none changes its place in the order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Button
from bot.views.rows import flowed, label_width, menu, packed

LABELS = st.lists(st.text(st.sampled_from("aWщЖi 1✓☀"), max_size=24), min_size=1, max_size=8)


def rows_of(*labels: str) -> list[list[str]]:
    row = tuple(Button(label=label, action="settings") for label in labels)
    return [[button.label for button in part] for part in packed([row])]


def test_short_labels_stay_in_their_row() -> None:
    assert rows_of(*"12345678") == [[*"12345678"]]
    assert rows_of("Apply", "Saved ✓", "Applied ✓") == [["Apply", "Saved ✓", "Applied ✓"]]


def test_a_long_label_parts_its_row_evenly() -> None:
    assert rows_of("Interview ✓", "Offer", "Rejected", "Ghosted") == [
        ["Interview ✓", "Offer"],
        ["Rejected", "Ghosted"],
    ]
    assert rows_of("Nicht für mich", "Mehr davon", "Warum", "Zurück") == [
        ["Nicht für mich", "Mehr davon"],
        ["Warum", "Zurück"],
    ]


def test_a_label_wider_than_half_a_row_has_a_row_of_its_own() -> None:
    long = "Напомнить мне об этом через неделю"

    assert rows_of(long, "Да", "Нет") == [[long], ["Да", "Нет"]]


def test_buttons_flow_into_the_fewest_rows_as_even_as_can_be() -> None:
    labels = ("Titel", "Fähigkeiten", "Erfahrung", "In deinen Worten", "Orte", "Remote", "Gehalt")
    buttons = [Button(label=label, action="settings") for label in labels]

    assert [[each.label for each in row] for row in flowed(buttons, most=3)] == [
        ["Titel", "Fähigkeiten"],
        ["Erfahrung", "In deinen Worten"],
        ["Orte", "Remote", "Gehalt"],
    ]


def test_in_a_menu_the_long_labels_come_last() -> None:
    labels = ("Навыки", "Своими словами о себе", "Места", "Зарплата")
    buttons = [Button(label=label, action="settings") for label in labels]

    assert [[each.label for each in row] for row in menu(buttons, most=3)] == [
        ["Навыки", "Места", "Зарплата"],
        ["Своими словами о себе"],
    ]


def test_a_row_of_many_numbers_stays_whole() -> None:
    assert len(rows_of(*map(str, range(1000, 1020)))) == 1


@settings(max_examples=150)
@given(labels=LABELS)
def test_no_button_is_lost_or_moved_and_none_is_cut_beside_another(labels: list[str]) -> None:
    rows = rows_of(*labels)

    assert [label for row in rows for label in row] == labels
    for row in rows:
        assert len(row) == 1 or max(map(label_width, row)) * len(row) <= 271

"""Which company boards are asked."""

import pytest

from scoring.boards import read_boards, starter
from scoring.errors import InputError
from scoring.model import Ask
from scoring.sources import discover


def test_without_a_setting_the_starter_list_is_asked() -> None:
    boards = read_boards([])

    assert boards == starter()
    assert sum(map(len, boards.values())) >= 30


def test_every_starter_board_gives_an_address() -> None:
    ask = Ask(boards=starter())

    for name, boards in starter().items():
        assert len({each.url for each in discover()[name].start(ask)}) == len(boards)


def test_named_boards_replace_the_starter_list() -> None:
    assert read_boards(["greenhouse:acme", "lever:ibis=Ibis, Inc.", "greenhouse: stilt "]) == {
        "greenhouse": ("acme", "stilt"),
        "lever": ("ibis=Ibis, Inc.",),
    }


@pytest.mark.parametrize("line", ["acme", "indeed:acme", "greenhouse:", "greenhouse: =", ":acme"])
def test_a_board_of_another_form_is_refused_with_the_form(line: str) -> None:
    with pytest.raises(InputError, match="write source:name"):
        read_boards([line])

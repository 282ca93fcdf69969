"""Messages as many people read them: which buttons stay, and where they lead."""

from bot.links import DeepLinks
from bot.model import Button, Message
from bot.texts import groups as texts
from bot.views.groups import hinted, shared_message, unreachable, without_buttons

LINKS = DeepLinks(username="picks_bot", secret="token")
APPLY = Button(label="Apply ↗", url="https://jobs.example.com/1")
CARD = Button(label="3", action="card", delivery=5, n=3)
SETTINGS = Button(label="Settings", action="settings")


def message(*rows: tuple[Button, ...]) -> Message:
    return Message(html="Picks", rows=rows)


def test_a_number_opens_the_readers_own_chat() -> None:
    (row,) = shared_message(message((CARD,)), links=LINKS).rows

    assert row == (Button(label="3", url=LINKS.to_pick(5, 3)),)


def test_what_is_for_one_reader_becomes_one_link() -> None:
    save = Button(label="Save", action="save", delivery=5, n=3)
    applied = Button(label="Applied", action="applied", delivery=5, n=3)
    shared = shared_message(message((APPLY, save, applied)), links=LINKS)

    assert shared.rows == ((APPLY, Button(label=texts.OPEN_PICK(), url=LINKS.to_pick(5, 3))),)


def test_under_a_digest_nothing_is_left_for_the_admins() -> None:
    near = Button(label="Near misses", action="near", delivery=5)
    shared = shared_message(message((CARD,), (near, SETTINGS)), links=LINKS, digest=True)

    assert [[each.label for each in row] for row in shared.rows] == [["3"]]


def test_an_admins_card_keeps_its_buttons_but_those_that_would_flood_the_group() -> None:
    layout = Button(label="List or cards", action="settings", value="layout")
    cards = Button(label="Cards", action="set", value="layout=cards")
    near = Button(label="Near misses", action="near", delivery=5)
    shared = shared_message(message((SETTINGS, layout), (cards, near)), links=LINKS)

    assert shared.rows == ((SETTINGS,),)


def test_a_card_for_somebody_unknown_has_links_alone() -> None:
    assert without_buttons(message((APPLY, CARD), (SETTINGS,))).rows == ((APPLY,),)


def test_a_question_says_once_how_it_is_answered() -> None:
    asked = hinted(Message(html="When?"))

    assert asked.html == f"When?\n\n{texts.REPLY_HINT()}"
    assert hinted(asked) == asked


def test_a_title_is_foreign_text() -> None:
    told = unreachable('<a href="https://evil.example">R&D</a>' * 9, why="rights")

    assert "<a" not in told.html
    assert "&lt;a" in told.html
    assert len(told.html) < 500

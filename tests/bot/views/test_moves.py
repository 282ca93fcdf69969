"""What /rescore moved, as a person reads it."""

from bot.answers.moved import Moves
from bot.model import Delivery
from bot.views.listing import NO_MARKS
from bot.views.moves import moves_messages
from scoring.model import Funnel, Part, Pick
from tests.factories import NOW, cluster, digest, pick, verdict


def scored(name: str, *, fit: int, skills: float, cap: str | None = None) -> Pick:
    parts = (Part(name="role", points=40, most=42), Part(name="skills", points=skills, most=32))
    return Pick(cluster=cluster(id=name), verdict=verdict(fit=fit, parts=parts, cap=cap))


def test_each_job_says_from_where_to_where_and_why() -> None:
    before = digest(
        scored("up", fit=70, skills=8),
        scored("down", fit=90, skills=30),
        scored("same", fit=60, skills=9),
        scored("out", fit=65, skills=1),
    )
    after = digest(
        scored("up", fit=95, skills=30.4),
        scored("new", fit=80, skills=20),
        scored("same", fit=60, skills=9),
        scored("down", fit=50, skills=30, cap="senior"),
        funnel=Funnel(),
        notes=("Out: Baker (65): in another place",),
    )
    delivery = Delivery(id=4, person_id=7, key="rescore:3:1", digest=after, created_at=NOW)

    (message,) = moves_messages(delivery, before, marks=NO_MARKS)

    assert message.html.startswith(
        "<b>Scored again · Fri 2 Jan</b>\n↑ 1, ↓ 1, new 1, same 1, out 1\n"
    )
    assert [line for line in message.html.splitlines() if line.startswith("<i>")] == [
        "<i>↑ 70 → 95 · skills 8 → 30</i>",
        "<i>new</i>",
        "<i>60 as before</i>",
        "<i>↓ 90 → 50 · senior</i>",
        "<i>Out: Baker (65): in another place</i>",
    ]
    assert [b.label for row in message.rows for b in row] == [
        "1",
        "2",
        "3",
        "4",
        "Older",
        "Settings",
    ]


def test_a_list_of_which_nothing_moved_is_not_shown_again() -> None:
    both = (scored("a", fit=70, skills=8), scored("b", fit=60, skills=9))
    delivery = Delivery(
        id=4, person_id=7, key="rescore:3:1", digest=digest(*both, funnel=Funnel()), created_at=NOW
    )

    (message,) = moves_messages(
        delivery, digest(*both), marks=NO_MARKS, moves=Moves(changed=("skills: + Rust",))
    )

    assert message.html == (
        "<b>Scored again · Fri 2 Jan</b>\nChanged: skills: + Rust\nsame 2\n\n"
        "Every score of your last list is as it was, and nothing new comes before them."
    )


def test_a_near_miss_that_rose_is_no_stranger() -> None:
    before = digest(scored("kept", fit=80, skills=9), near=(scored("rose", fit=55, skills=9),))
    after = digest(
        scored("kept", fit=80, skills=9), scored("rose", fit=70, skills=24), funnel=Funnel()
    )
    delivery = Delivery(id=4, person_id=7, key="rescore:3:1", digest=after, created_at=NOW)

    (message,) = moves_messages(delivery, before, marks=NO_MARKS)

    assert "\n↑ 1, same 1\n" in message.html
    assert "<i>↑ 55 → 70 · skills 9 → 24</i>" in message.html


def test_the_reasons_that_are_known_are_told_instead_of_parts() -> None:
    before, after = digest(scored("up", fit=70, skills=8)), digest(scored("up", fit=79, skills=17))
    delivery = Delivery(id=4, person_id=7, key="rescore:3:1", digest=after, created_at=NOW)
    why = Moves(changed=("skills: + <Rust>",), reasons={"c-up": ("Rust is now yours: +9",)})

    (message,) = moves_messages(delivery, before, marks=NO_MARKS, moves=why)

    assert "\nChanged: skills: + &lt;Rust&gt;\n↑ 1\n" in message.html
    assert "<i>↑ 70 → 79 · Rust is now yours: +9</i>" in message.html


def test_where_nothing_is_left_the_message_says_so() -> None:
    after = digest(funnel=Funnel(), notes=("Out: Baker (88): too old",))
    delivery = Delivery(id=4, person_id=7, key="rescore:3:1", digest=after, created_at=NOW)

    (message,) = moves_messages(delivery, digest(pick()), marks=NO_MARKS)

    assert message.html == (
        "<b>Scored again · Fri 2 Jan</b>\nout 1\n\n"
        "None of what you were last shown fits your profile now, and nothing else does either.\n\n"
        "<i>Out: Baker (88): too old</i>"
    )

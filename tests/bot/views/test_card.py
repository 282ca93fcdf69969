"""A pick opened in place, its near misses, and the question why it is not for me."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.hiding import REASONS, Held, meant
from bot.model import Button, Delivery, Message
from bot.sandbox.telegram_html import parse_html
from bot.views.card import SOLO, card
from bot.views.digest import list_messages
from bot.views.hide import hidden_message, reasons_message
from bot.views.html import MOST_UNITS, length
from bot.views.listing import NO_MARKS
from bot.views.near import near_message, similar_message
from scoring.model import Digest, Part, Pick, Place, Signal
from tests.factories import BERLIN, NOW, cluster, digest, person, pick, posting, verdict


def delivery(*picks: Pick, near: tuple[Pick, ...] = ()) -> Delivery:
    return Delivery(
        id=3, person_id=7, key="2026-01-02", digest=digest(*picks, near=near), created_at=NOW
    )


def labels(message: Message) -> list[list[str]]:
    return [[button.label for button in row] for row in message.rows]


def rich_pick() -> Pick:
    munich = Place(text="Munich, Germany", city="Munich", country="DE")
    bonn = Place(text="Bonn, Germany", city="Bonn", country="DE")
    twin = posting(
        id="p2",
        url="https://www.board.example.org/2?a=1&b=2",
        places=(munich, bonn),
        seen_at=NOW - timedelta(days=1),
    )
    opinion = verdict(
        parts=(Part(name="Skills", points=38.2, most=45, evidence="Python, PostgreSQL"),),
        against=("needs a PhD", "asks for 5 years", "no pay stated"),
        cap="needs a PhD",  # said once
        confidence="low",
        judge="gpt-4.1-mini",
    )
    return Pick(
        cluster=cluster(twins=(twin, twin), deadline=NOW + timedelta(days=20)), verdict=opinion
    )


def test_the_whole_card() -> None:
    shown = card(delivery(rich_pick()), 1, marks=frozenset({"saved"}), value="", now=NOW)

    assert shown.html == (
        '<b>1 · 88</b>  <a href="https://jobs.example.com/1">Backend Engineer</a>\n'
        "Kestrel Robotics · Berlin, Munich +1 · today\n"
        "Matches Python, PostgreSQL and Kubernetes.\n"
        "<blockquote>Backend services for warehouse robots.</blockquote>\n\n"
        "<b>Why 88</b>\n"
        "Skills 38/45: Python, PostgreSQL\n"
        "Against it: asks for 5 years; no pay stated\n"
        "Score capped: needs a PhD\n\n"
        "<b>Also posted</b>\n"
        '<a href="https://www.board.example.org/2?a=1&amp;b=2">board.example.org</a>\n\n'
        "<b>Places</b>\nBerlin, Munich, Bonn\n\n"
        "<i>Posted today, 2 Jan 2026 · first seen 1 Jan 2026 · apply by 22 Jan 2026\n"
        "Scored by gpt-4.1-mini · low confidence: the posting says little</i>\n\n"
        "<blockquote expandable><b>From the posting</b>\n"
        "You build services in Python and PostgreSQL, and run them on Kubernetes.</blockquote>"
    )
    assert labels(shown) == [
        ["Apply ↗", "Saved ✓", "Applied"],
        ["Not for me", "More like this"],
        ["‹ Back", "Why"],
    ]


def test_a_card_says_by_whose_word_it_is_how_old() -> None:
    undated = pick(posted_at=None, seen_at=NOW - timedelta(days=3))
    earlier = posting(id="p2", posted_at=NOW - timedelta(days=40))
    again = Pick(
        cluster=cluster(twins=(earlier,), posted_at=NOW - timedelta(days=2)), verdict=verdict()
    )

    shown = delivery(undated, again)

    first = card(shown, 1, marks=frozenset(), value="", now=NOW).html
    second = card(shown, 2, marks=frozenset(), value="", now=NOW).html
    assert "No posting date · first seen 3 days ago" in first
    assert (
        "Posted 2 days ago, 31 Dec 2025 · first seen 2 Jan 2026"
        " · came again on 31 Dec 2025, after 23 Nov 2025" in second
    )


def test_a_source_that_wants_to_be_named_is_named_with_its_link() -> None:
    remotive = pick(source="remotive", url="https://remotive.com/remote-jobs/1")
    adzuna = pick(source="adzuna", url="https://www.adzuna.de/details/1")
    shown = delivery(remotive, adzuna)

    first = card(shown, 1, marks=frozenset(), value="", now=NOW)
    second = card(shown, 2, marks=frozenset(), value="", now=NOW)
    (listed,) = list_messages(shown, person())

    assert '<a href="https://remotive.com/remote-jobs/1">via Remotive</a>' in first.html
    assert first.rows[0][0].url == "https://remotive.com/remote-jobs/1"
    assert '<a href="https://www.adzuna.com">Jobs by Adzuna</a>' in second.html
    assert "today · via Remotive\n" in listed.html
    assert "today · Jobs by Adzuna\n" in listed.html


def test_a_page_that_is_closed_is_no_other_page_of_the_job() -> None:
    closed = posting(id="p2", url="https://board.example.org/2", open=False)
    shown = delivery(Pick(cluster=cluster(twins=(closed,)), verdict=verdict()))

    assert "board.example.org" not in card(shown, 1, marks=frozenset(), value="", now=NOW).html


def test_every_mark_changes_its_button_into_the_way_back() -> None:
    marks = frozenset({"saved", "applied", "hidden"})

    shown = card(delivery(pick()), 1, marks=frozenset(marks), value="", now=NOW)  # type: ignore[arg-type]

    assert [button.action for row in shown.rows for button in row] == [
        None,
        "unsave",
        "unapplied",
        "unhide",
        "more",
        "list",
        "why",
    ]


def test_a_card_leads_on_to_the_next_and_a_near_miss_back_to_its_own_list() -> None:
    shown = delivery(pick(id="p1"), pick(id="p2"), near=(pick(id="p3"), pick(id="p4")))

    ways = [
        [
            (b.label, b.action, b.n)
            for b in card(shown, n, marks=frozenset(), value="", now=NOW).rows[-1]
        ]
        for n in (1, 2, 3, 4)
    ]

    assert ways == [
        [("‹ Back", "list", 1), ("Why", "why", 1), ("Next ›", "card", 2)],
        [("‹ Back", "list", 2), ("Why", "why", 2)],
        [("‹ Back", "near", 3), ("Why", "why", 3), ("Next ›", "card", 4)],
        [("‹ Back", "near", 4), ("Why", "why", 4)],
    ]


def test_a_card_of_its_own_message_has_no_way_back() -> None:
    shown = card(delivery(pick(), pick()), 1, marks=frozenset(), value=SOLO, now=NOW)

    assert labels(shown) == [
        ["Apply ↗", "Save", "Applied"],
        ["Not for me", "More like this"],
        ["Why"],
    ]


def test_without_a_web_address_there_is_no_apply_button() -> None:
    shown = card(delivery(pick(url="tg://resolve")), 1, marks=frozenset(), value="", now=NOW)

    assert labels(shown)[0] == ["Save", "Applied"]
    assert "<a " not in shown.html


def test_a_job_in_sixty_cities_on_sixty_pages_fits_one_message() -> None:
    twins = tuple(
        posting(
            id=f"t{n}",
            url=f"https://careers.board.example.org/{n}",
            places=(Place(text=f"Llanfairpwll {n}, Wales", city=f"Llanfairpwll {n}"),),
        )
        for n in range(60)
    )
    busy = verdict(
        reason="r" * 500,
        summary="s" * 900,
        parts=tuple(Part(name="p" * 90, points=1, most=9, evidence="e" * 300) for _ in range(12)),
        against=("a" * 300,) * 9,
        cap="c" * 300,
        judge="j" * 300,
    )
    job = cluster(twins=twins, title="t" * 900, company="c" * 900, text="word " * 5000)

    shown = card(delivery(Pick(cluster=job, verdict=busy)), 1, marks=frozenset(), value="", now=NOW)

    parsed = parse_html(shown.html)
    assert length(shown.html) <= MOST_UNITS
    assert len(parsed.entities) <= 100
    assert "board.example.org: Llanfairpwll 0, Llanfairpwll 1," in parsed.text.replace("\u2060", "")
    assert "Llanfairpwll 39\n+20 more\n" in parsed.text


HOSTILE = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("<>&\"'😀א\u202e")), max_size=400
)


@given(title=HOSTILE, company=HOSTILE, place=HOSTILE, reason=HOSTILE, summary=HOSTILE, text=HOSTILE)
def test_nothing_in_a_posting_breaks_its_card(
    title: str, company: str, place: str, reason: str, summary: str, text: str
) -> None:
    hostile = pick(
        title=title,
        company=company,
        places=(Place(text=place), BERLIN),
        reason=reason,
        summary=summary,
        text=text,
    )

    shown = card(delivery(hostile), 1, marks=frozenset(), value="", now=NOW)

    kinds = {entity.type for entity in parse_html(shown.html).entities}
    assert kinds <= {"bold", "italic", "text_link", "blockquote", "expandable_blockquote"}
    assert {e.url for e in parse_html(shown.html).entities if e.url} == {
        "https://jobs.example.com/1"
    }


def test_near_misses_say_why_they_missed() -> None:
    near = (
        pick(id="p2", fit=59),
        pick(id="p3", fit=80),
        Pick(cluster=cluster(id="p4"), verdict=verdict(fit=40, cap="senior, you asked for entry")),
    )

    shown = near_message(delivery(pick(), near=near), person(lowest=60), value="", marks=NO_MARKS)

    assert [line for line in shown.html.splitlines() if line.startswith("<i>")] == [
        "<i>Below your lowest score, 60</i>",
        "<i>The list was full, or had enough of this company</i>",
        "<i>Score capped: senior, you asked for entry</i>",
    ]
    assert labels(shown) == [["2", "3", "4"], ["‹ Back"]]


def test_without_near_misses_the_message_says_so() -> None:
    shown = near_message(delivery(pick()), person(), value="", marks=NO_MARKS)

    assert shown.html == "<b>Near misses · Fri 2 Jan</b>\n\nThere was no near miss."


def test_similar_jobs_name_the_one_they_are_like() -> None:
    like = Delivery(
        id=4,
        person_id=7,
        key="more:3:1:2026-01-02",
        digest=Digest(day=NOW.date(), picks=(pick(),), notes=("Cook <b>, Acme",)),
        created_at=NOW,
    )
    back = Button(label="‹ Back", action="card", delivery=3, n=1)

    shown = similar_message(like, back=back, marks=NO_MARKS)

    assert shown.html.startswith("<b>More like</b> Cook &lt;b&gt;, Acme\n\n<b>1 · 88</b>")
    assert shown.rows[-1] == (back,)


@pytest.mark.parametrize("value", ["", SOLO])
def test_the_question_why_has_a_button_for_every_reason(value: str) -> None:
    shown = reasons_message(delivery(pick()), 1, pick(), value=value)

    assert labels(shown) == [
        ["Role", "Company", "Place"],
        ["Level", "Pay"],
        ["Seen it", "Expired"],
        ["‹ Back"],
    ]
    suffix = ".s" if value else ""
    values = [button.value for row in shown.rows[:-1] for button in row]
    assert values == [f"{reason}{suffix}" for reason in REASONS]


def hid(job: Pick, reason: str, *, held: Held = "") -> Message:
    hiding = meant(job.cluster.best, reason=reason, search="")
    return hidden_message(
        delivery(job), 1, pick=job, reason=reason, value="", hiding=hiding, held=held
    )


def test_a_hidden_company_is_named_and_can_be_brought_back() -> None:
    shown = hid(pick(), "company")

    assert shown.html.endswith("\n\nHidden: nothing from Kestrel Robotics comes again.")
    assert labels(shown) == [["Undo"], ["‹ Back"]]


def test_a_level_that_is_looked_for_goes_only_when_the_person_insists() -> None:
    shown = hid(pick(level="senior"), "level", held="wanted")

    assert "its level is among those you look for" in shown.html
    assert labels(shown) == [["Undo"], ["Leave out senior jobs"], ["‹ Back"]]
    assert shown.rows[1][0].value == "level+"


def test_a_place_leads_to_the_profile() -> None:
    shown = hid(pick(), "place")

    assert shown.rows[1] == (Button(label="Change the profile", action="profile", value="places"),)


def test_what_was_learned_is_said_in_a_line_of_its_own() -> None:
    parts = (
        Part(name="role", points=20, most=35, evidence="you want Backend Engineer"),
        Part(name="learned", points=-3, most=10, evidence="you skip defence"),
    )
    against = ("you skip defence; moved down 3", "asks for Go, not in your profile")
    moved = pick().model_copy(update={"verdict": verdict(parts=parts, against=against)})

    shown = card(delivery(moved), 1, marks=frozenset(), value="", now=NOW).html

    assert "\nYou skip defence; moved down 3\nAgainst it: asks for Go, not in" in shown
    assert shown.count("defence") == 1
    assert "Learned" not in shown


def test_what_is_worth_a_look_before_applying_is_one_quiet_line() -> None:
    hinted = pick().model_copy(
        update={
            "signals": (
                Signal(kind="fee", evidence="A <b>training fee</b> of $50, see t.me/fees"),
                Signal(kind="stale", evidence="92"),
                Signal(kind="no_pay", evidence="Colorado"),
            )
        }
    )

    shown = card(delivery(hinted), 1, marks=frozenset(), value="", now=NOW).html

    assert (
        "\n\n<i>Worth a look before you apply: it may ask applicants to pay: "
        "“A &lt;b&gt;training fee&lt;/b&gt; of $50, see t.\u2060me/fees”; open for 3 months; "
        "no pay stated, which the law in Colorado asks of most employers</i>\n\n"
    ) in shown


def test_a_usual_posting_has_no_such_line() -> None:
    assert (
        "Worth a look" not in card(delivery(pick()), 1, marks=frozenset(), value="", now=NOW).html
    )


def test_parts_of_which_a_model_says_nothing_more_share_a_line() -> None:
    parts = (Part(name="skills", points=31, most=35), Part(name="role", points=32, most=35))
    bare = Pick(cluster=cluster(), verdict=verdict(parts=parts, judge="openai/tiny/2"))

    shown = card(delivery(bare), 1, marks=frozenset(), value="", now=NOW).html

    assert "<b>Why 88</b>\nSkills 31/35 · Role 32/35\n\n" in shown
    assert "Scored by openai/tiny · " in shown

"""The explanation of a score, as a person reads it: whole, harmless, and never too long."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.why import Explained, Meant, link_forms
from bot.model import Delivery, Message
from bot.sandbox.telegram_html import parse_html
from bot.views.html import MOST_UNITS, length
from bot.views.why import which_message, why_message
from scoring.explain.quotes import AVOIDED, MOST_CHARS, Quote
from scoring.model import Part, Pick, Verdict
from tests.factories import NOW, cluster, digest, pick, verdict

PARTS = (
    Part(name="role", points=33, most=35, evidence="you want Backend Engineer"),
    Part(name="skills", points=25, most=35, evidence="Python and SQL"),
    Part(name="learned", points=-4, most=10, evidence="you skip night shifts"),
)


def explained(*, opinion: Verdict | None = None, shown: bool = True, **fields: Any) -> Explained:
    job = Pick(cluster=cluster(), verdict=opinion or verdict(parts=PARTS, fit=54))
    delivery = Delivery(id=3, person_id=7, key="2026-01-02", digest=digest(job), created_at=NOW)
    known: dict[str, Any] = {
        "meant": Meant(pick=job, delivery=delivery, n=1) if shown else Meant(pick=job),
        "quotes": (),
        "found": {},
        "close": (),
        "silent": (),
        "judged_on": NOW,
        "profile_since": NOW,
        "changed": (),
        "outdated": False,
        "fails": "",
        "kept": True,
        "edited": False,
        "now": NOW,
    }
    return Explained(**(known | fields))


def test_the_whole_explanation() -> None:
    opinion = verdict(
        parts=PARTS,
        fit=45,
        cap="needs a PhD",
        against=("needs a PhD", "asks for Go, not in your profile", "pay is not stated"),
        judge="openai/tiny/2",
    )
    quotes = (
        Quote(part="role", words="Backend Engineer"),
        Quote(part="skills", words="write Python <daily>", cut_before=True),
        Quote(part="skills", words="SQL too."),
        Quote(part=AVOIDED, words="on call"),
    )

    message = why_message(
        explained(
            opinion=opinion,
            quotes=quotes,
            close=("posted 28 days ago, you take 30",),
            silent=("pay: you ask €70,000 a year",),
            outdated=True,
            changed=("skills: + Rust",),
        )
    )

    assert message.html == (
        '<b>1 · 45</b>  <a href="https://jobs.example.com/1">Backend Engineer</a>\n'
        "Kestrel Robotics · Berlin, Germany · today\n"
        "Matches Python, PostgreSQL and Kubernetes.\n\n"
        "<b>Why 45</b>\n"
        "<b>Role 33/35</b> you want Backend Engineer\n"
        "<blockquote>“Backend Engineer”</blockquote>\n"
        "<b>Skills 25/35</b> Python and SQL\n"
        "<blockquote>“…write Python &lt;daily&gt;”\n“SQL too.”</blockquote>\n"
        "You skip night shifts; moved down 4\n\n"
        "<b>Capped</b>: needs a PhD. Without that it would be 54, not 45.\n"
        "<blockquote>“on call”</blockquote>\n\n"
        "<b>Against it</b>\n· asks for Go, not in your profile\n\n"
        "<b>A near thing</b>\n· posted 28 days ago, you take 30\n\n"
        "<b>Passed by saying nothing</b>\n· pay: you ask €70,000 a year\n\n"
        "<i>Scored by openai/tiny on 2 Jan 2026, for your profile of 2 Jan 2026\n"
        "Medium confidence</i>\n"
        "Your profile has changed since: skills: + Rust. /rescore scores again."
    )
    assert [[each.label for each in row] for row in message.rows] == [["‹ Back"]]


def test_a_model_that_gives_no_words_is_explained_by_what_was_found() -> None:
    silent = verdict(parts=(Part(name="seniority", points=12, most=15),), fit=12)

    html = why_message(explained(opinion=silent, found={"seniority": "asks for mid level"})).html

    assert "<b>Seniority 12/15</b> asks for mid level\n" in html


def test_a_model_that_praises_too_much_is_said_to_be_held_down() -> None:
    high = verdict(parts=(Part(name="skills", points=90, most=100),), fit=60)

    html = why_message(explained(opinion=high)).html

    assert "the parts add up to 90, but the posting's own words bear no more than 60." in html


def test_what_was_never_shown_has_no_way_back_and_says_so() -> None:
    message = why_message(explained(shown=False, fails="pays too little"))

    assert message.rows == ()
    assert "I have not shown you this one" in message.html
    assert "By today's profile your lists leave it out: pays too little." in message.html


def test_the_question_which_has_a_button_for_each() -> None:
    listed = digest(pick(id="a"), pick(id="b"), near=(pick(id="c"),))
    delivery = Delivery(id=3, person_id=7, key="k", digest=listed, created_at=NOW)

    message = which_message(delivery)

    assert [
        (each.label, each.action, each.delivery, each.n) for row in message.rows for each in row
    ] == [("1", "why", 3, 1), ("2", "why", 3, 2), ("3", "why", 3, 3)]


TEXTS = st.text(max_size=400)
LISTS = st.lists(TEXTS, max_size=9).map(tuple)
PART = st.builds(
    Part, name=TEXTS, points=st.floats(-10, 100), most=st.floats(1, 100), evidence=TEXTS
)


@given(
    st.lists(PART, max_size=8).map(tuple),
    st.lists(st.builds(Quote, part=TEXTS, words=st.text(max_size=MOST_CHARS)), max_size=20),
    st.tuples(LISTS, LISTS, LISTS, LISTS),
    st.one_of(st.none(), TEXTS),
    TEXTS,
)
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_it_one_message_takes_it(
    parts: tuple[Part, ...],
    quotes: list[Quote],
    lists: tuple[tuple[str, ...], ...],
    cap: str | None,
    words: str,
) -> None:
    said = [each.model_copy(update={"name": "q"}) for each in parts]
    opinion = verdict(parts=tuple(said), against=lists[0], cap=cap, judge=words, fit=50)

    message = why_message(
        explained(
            opinion=opinion,
            quotes=tuple(Quote(part="q", words=each.words * 9) for each in quotes),
            close=lists[1],
            silent=lists[2],
            changed=lists[3],
            fails=words,
            outdated=True,
        )
    )

    assert length(message.html) <= MOST_UNITS
    assert parse_html(message.html)
    assert isinstance(message, Message)


def test_one_page_has_many_addresses() -> None:
    forms = link_forms("www.example.com/jobs/1/?utm_source=x&id=2")

    assert "https://example.com/jobs/1?id=2" in forms
    assert "http://www.example.com/jobs/1/?id=2" in forms
    assert not link_forms("no link")
    assert not link_forms("javascript://x.y/1")


@given(st.text(max_size=80))
def test_any_text_is_a_link_or_none(text: str) -> None:
    assert all(each.startswith("http") for each in link_forms(text))

"""The morning message, as a person reads it."""

from datetime import timedelta

from bot.model import AGAIN_KEY, Button, Delivery, Layout, Message
from bot.sandbox.telegram_html import parse_html
from bot.texts.picks import NO_PROFILE
from bot.views.digest import digest_messages, list_messages, page_of
from bot.views.html import MOST_UNITS, length
from scoring.model import Digest, Funnel, Pay, Pick, Place, Profile
from tests.factories import NOW, digest, person, pick


def delivery(digest: Digest, *, key: str = "2026-01-02") -> Delivery:
    return Delivery(id=3, person_id=7, key=key, digest=digest, created_at=NOW)


def two_picks() -> Digest:
    first = pick(
        id="p1",
        fit=95,
        title="Software Engineer Intern (AI <Model> Optimization)",
        company="Brightwater & Sons",
        places=(Place(text="San Jose, CA", city="San Jose"),),
        pay=Pay(low=45, high=60, currency="USD", period="hour"),
        posted_at=NOW - timedelta(days=1, hours=2),
    )
    second = pick(
        id="p2", fit=90, url="javascript:alert(1)", company=" ", places=(), posted_at=None
    )
    return digest(
        first,
        second,
        near=(pick(id="p3", fit=58),),
        funnel=Funnel(
            new=412,
            rejected={"in another place": 316},
            met=96,
            not_scored=36,
            scored=60,
            below=58,
            picked=2,
        ),
        notes=("The model did not answer; these scores are my own.",),
        quiet_sources=("lever", "remoteok"),
        cost_usd=0.006,
    )


def labels(message: Message) -> list[list[str]]:
    return [[button.label for button in row] for row in message.rows]


def test_the_morning_message() -> None:
    (message,) = digest_messages(delivery(two_picks()), person())

    assert message == Message(
        html=(
            "<b>☀️ Daily Job Picks · Fri 2 Jan</b>\n"
            "2 picks from 412 new postings\n\n"
            '<b>1 · 95</b>  <a href="https://jobs.example.com/1">'
            "Software Engineer Intern (AI &lt;Model&gt; Optimization)</a>\n"
            "Brightwater &amp; Sons · San Jose, CA · $45-60/h · 1 day old\n"
            "Matches Python, PostgreSQL and Kubernetes.\n"
            "<blockquote expandable>Backend services for warehouse robots.</blockquote>\n\n"
            "<b>2 · 90</b>  Backend Engineer\n"
            "Company not stated · Place not stated · first seen today\n"
            "Matches Python, PostgreSQL and Kubernetes.\n"
            "<blockquote expandable>Backend services for warehouse robots.</blockquote>\n\n"
            "<i>The model did not answer; these scores are my own.</i>\n"
            "412 new → 96 meet your musts → 60 scored → 2 picks"
            " · 2 sources quiet (/sources) · $0.006"
        ),
        rows=(
            (
                Button(label="1", action="card", delivery=3, n=1),
                Button(label="2", action="card", delivery=3, n=2),
            ),
            (Button(label="See near misses", action="near", delivery=3),),
            (
                Button(label="Older", action="past", delivery=3, value="older"),
                Button(label="Settings", action="settings"),
            ),
        ),
    )


def test_picks_that_were_asked_for_have_their_own_headline() -> None:
    (message,) = digest_messages(delivery(digest(pick()), key="picks:1:2"), person())

    assert message.html.startswith("<b>☀️ Picks now · Fri 2 Jan</b>\n1 pick from 1 new posting\n")


def test_the_funnel_adds_up_where_earlier_postings_count() -> None:
    funnel = Funnel(new=10, earlier=5, rejected={"too old": 12}, met=3, scored=3, below=2, picked=1)

    (message,) = digest_messages(delivery(digest(pick(), funnel=funnel)), person())

    assert "1 pick from 10 new and 5 earlier postings" in message.html
    assert "10 new + 5 earlier → 3 meet your musts → 3 scored → 1 pick" in message.html


def test_where_only_earlier_postings_are_left_the_funnel_begins_with_them() -> None:
    funnel = Funnel(earlier=5, met=5, scored=5, below=4, picked=1)

    (message,) = digest_messages(delivery(digest(pick(), funnel=funnel)), person())

    assert "1 pick from 5 earlier postings" in message.html
    assert "5 earlier → 5 meet your musts → 5 scored → 1 pick" in message.html


def test_twenty_picks_are_two_messages_of_ten() -> None:
    picks = [pick(id=f"p{n}", fit=99 - n, reason="r" * 140, summary="s" * 180) for n in range(20)]

    first, second = digest_messages(delivery(digest(*picks)), person())

    assert labels(first) == [["1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]]
    assert labels(second) == [
        ["11", "12", "13", "14", "15"],
        ["16", "17", "18", "19", "20"],
        ["Older", "Settings"],
    ]


def test_a_page_is_found_again_by_a_pick_on_it() -> None:
    shown = delivery(digest(*(pick(id=f"p{n}") for n in range(20))))

    first, second = digest_messages(shown, person())

    assert [page_of((first, second), n=n) for n in (4, 14, None)] == [first, second, second]


def test_what_was_done_with_a_pick_is_seen_in_the_list() -> None:
    shown = delivery(digest(pick(id="p1"), pick(id="p2", fit=70)))

    marks = {"c-p1": frozenset({"saved"}), "c-p2": frozenset({"hidden"})}
    (page,) = list_messages(shown, person(), marks=marks)  # type: ignore[arg-type]

    assert "today\n<i>Saved ✓</i>\n" in page.html
    assert (
        '<b>2 · 70</b>  <s><a href="https://jobs.example.com/1">Backend Engineer</a></s>\n'
        "<i>Hidden</i>\n\n" in page.html
    )


def test_one_message_a_pick_for_those_who_like_it() -> None:
    messages = digest_messages(delivery(two_picks()), person(layout=Layout.CARDS))

    assert [message.html.split("\n")[0] for message in messages] == [
        "<b>☀️ Daily Job Picks · Fri 2 Jan</b>",
        (
            '<b>1 · 95</b>  <a href="https://jobs.example.com/1">'
            "Software Engineer Intern (AI &lt;Model&gt; Optimization)</a>"
        ),
        "<b>2 · 90</b>  Backend Engineer",
    ]
    assert labels(messages[1]) == [
        ["Apply ↗", "Save", "Applied"],
        ["Not for me", "More like this"],
        ["Why"],
    ]


def test_a_day_on_which_nothing_is_good_enough_says_so() -> None:
    funnel = Funnel(new=40, rejected={"too old": 30}, met=10, scored=10, below=10)

    (message,) = digest_messages(
        delivery(digest(funnel=funnel, near=(pick(fit=55),))), person(lowest=60)
    )

    assert message.html == (
        "<b>☀️ Daily Job Picks · Fri 2 Jan</b>\n\n"
        "No picks: the best has 55, and your lowest score is 60.\n\n"
        "40 new → 10 meet your musts → 10 scored → 0 picks"
    )
    assert labels(message) == [["See near misses"], ["Older", "Settings"]]


def test_who_never_had_a_list_is_not_offered_earlier_picks() -> None:
    asked = delivery(digest(funnel=Funnel(new=4, met=4, scored=4, below=4))).model_copy(
        update={"key": "picks:1"}
    )

    (first,) = digest_messages(asked, person())
    (later,) = digest_messages(asked, person(last_digest_at=NOW))

    assert labels(first) == [["Older", "Settings"]]
    assert labels(later) == [["Show earlier picks again"], ["Older", "Settings"]]
    assert "nothing came near your lowest score, 60" in first.html


def test_earlier_picks_are_not_offered_to_who_asked_for_them_just_now() -> None:
    nothing = delivery(digest(funnel=Funnel(new=4, met=4, scored=4, below=4)))
    again = nothing.model_copy(update={"key": f"{AGAIN_KEY}1"})

    (message,) = digest_messages(again, person(last_digest_at=NOW))

    assert labels(message) == [["Older", "Settings"]]


def test_a_day_on_which_no_posting_meets_the_musts_names_the_musts() -> None:
    rejected = {"in another place": 30, "too old": 8, "another level": 2}

    (message,) = digest_messages(
        delivery(digest(funnel=Funnel(new=40, rejected=rejected))), person()
    )

    assert (
        "No picks: none of 40 postings meets your musts. "
        "Most often: in another place (30); too old (8)." in message.html
    )


def test_a_day_without_postings_says_so_in_one_line() -> None:
    (message,) = digest_messages(delivery(digest()), person())

    assert message.html == (
        "<b>☀️ Daily Job Picks · Fri 2 Jan</b>\n\nNo picks: no posting came that you have not seen."
    )


def test_without_a_profile_the_message_asks_for_one() -> None:
    (message,) = digest_messages(
        delivery(Digest(day=NOW.date(), notes=(NO_PROFILE(),), profile_version=Profile().version)),
        person(),
    )

    assert message.html == NO_PROFILE()
    assert labels(message) == [["Profile"]]


def test_the_longest_words_of_a_site_still_make_two_messages() -> None:
    def longest(n: int) -> Pick:
        return pick(
            id=f"p{n}",
            title="😀" * 500,
            company="&" * 500,
            places=tuple(Place(text=f"{i}" * 90) for i in range(60)),
            reason="<b>" * 900,
            summary="א" * 4000,
        )

    notes = ("n" * 500,) * 6
    shown = delivery(digest(*(longest(n) for n in range(20)), notes=notes))
    messages = digest_messages(shown, person())

    assert [length(message.html) <= MOST_UNITS for message in messages] == [True, True]
    assert [len(parse_html(message.html).entities) <= 100 for message in messages] == [True, True]


def test_several_places_are_counted() -> None:
    cities = [Place(text=f"{city}, Germany", city=city) for city in ("Berlin", "Munich", "Bonn")]

    (message,) = digest_messages(delivery(digest(pick(places=tuple(cities)))), person())

    assert "Kestrel Robotics · Berlin, Munich +1 · today" in message.html

"""Job alerts: what a forwarded text and a hostile e-mail are read as."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.model import RawPosting
from scoring.sources import alert_text, with_addresses
from scoring.sources._alert_mail import SENDERS, jobs_in, sender_of

VIEW = "https://www.linkedin.com/comm/jobs/view/440000000{}/?trackingId=canary&otpToken=canary"
RULE = "-" * 57


def told(*lines: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.title, each.company, each.locations) for each in read(*lines)]


def read(*lines: str) -> tuple[RawPosting, ...]:
    return alert_text("\n".join(lines))


def link(number: int, label: str = "View job: ") -> str:
    return label + VIEW.format(number)


def test_every_posting_of_a_forwarded_alert_is_read() -> None:
    found = read(
        "Your job alert for kite maker in Duluth",
        "28 new jobs match your preferences.",
        "",
        *("Kite Maker", "Windhover & Co", "Duluth, MN", "", "4 school alumni", link(1)),
        *("", RULE, "", "Drachenbauerin (m/w/d)", "Windhover GmbH", "Köln (Hybrid)", ""),
        link(2, "Job ansehen: "),
    )

    assert [(each.title, each.company, each.locations, each.workplace) for each in found] == [
        ("Kite Maker", "Windhover & Co", ("Duluth, MN",), ""),
        ("Drachenbauerin (m/w/d)", "Windhover GmbH", ("Köln",), "Hybrid"),
    ]
    assert [each.url for each in found] == [
        "https://www.linkedin.com/jobs/view/4400000001",
        "https://www.linkedin.com/jobs/view/4400000002",
    ]


SHAPES = {
    "head and job without a blank line": (
        "Your job alert for kite maker in Duluth",
        "28 new jobs match your preferences.",
        "Results from the new AI-powered job search",
        *("Kite Maker", "Windhover & Co", "Duluth", "This company is actively hiring", link(1)),
    ),
    "a blank line after each line": (
        *("Ann, your job alert for kite maker found new jobs", "", "Here are your results.", ""),
        *(RULE, "", "Kite Maker", "", "Windhover & Co", "", "Duluth", ""),
        *("This company is actively hiring", "", "Apply with resume & profile", "", link(1)),
    ),
    "company and place in one line": ("Kite Maker", "Windhover & Co · Duluth", "", link(1)),
    "pay before the link": (
        *("Kite Maker", "Windhover & Co", "Duluth", "$65K-$74K / year", "", link(1)),
    ),
    "quoted by a mail program": tuple(
        f"> {line}" for line in ("Kite Maker", "Windhover & Co", "Duluth", "", link(1))
    ),
    "with characters that nobody sees": (
        *("\ufeffKite\u200b Maker", "Windhover & Co\u034f", "Duluth", "", link(1)),
    ),
    "an address in angle brackets": (
        *("Kite Maker", "Windhover & Co", "Duluth", f"View job <{VIEW.format(1)}>"),
    ),
}


@pytest.mark.parametrize("lines", SHAPES.values(), ids=SHAPES)
def test_an_alert_is_read_in_the_shapes_that_mail_programs_give_it(lines: tuple[str, ...]) -> None:
    assert told(*lines) == [("Kite Maker", "Windhover & Co", ("Duluth",))]


def test_an_indeed_alert_gives_pay_age_and_its_excerpt() -> None:
    found = read(
        *("30 new kite jobs in London", "", "These jobs match your saved alert", ""),
        *("Kite - Maker", "Wind - Hover - London EC1", "£50,000 - £60,000 a year", "Easily apply"),
        *("You will build kites. And more…", "2 days ago"),
        "https://uk.indeed.com/rc/clk/dl?jk=76413b8d35383832&from=ja&tk=canary",
        *("", "Tail Sewer", "Windhover - Remote", "Just posted"),
        "https://www.indeed.com/rc/clk/dl?from=ja&amp;jk=A8294CBE06BF4208&tk=canary",
    )

    first, second = found
    assert (first.title, first.company, first.locations) == (
        *("Kite - Maker", "Wind - Hover"),
        ("London EC1",),
    )
    assert (first.pay, first.posted_text) == ("£50,000 - £60,000 a year", "2 days ago")
    assert first.html == "You will build kites. And more…"
    assert first.url == "https://uk.indeed.com/viewjob?jk=76413b8d35383832"
    assert (second.title, second.external_id) == ("Tail Sewer", "a8294cbe06bf4208")


TITLED = (
    "Your job alert for kite maker\nNew jobs match your preferences.\n"
    "Kite Maker\nWindhover · Duluth (Hybrid)\nActively recruiting\n\n"
    "Tail Sewer\nKestrel · Remote\n4 connections\n\nSee all jobs\n"
)
LABELLED = (
    "Kite Maker\nWindhover\nDuluth\n\nView job\n\nTail Sewer\nKestrel\nRemote\n\nView job 2\n"
)


@pytest.mark.parametrize(
    ("text", "words"),
    [(TITLED, ("Kite Maker\n", "Tail Sewer")), (LABELLED, ("View job\n", "View job 2"))],
    ids=["the title is the link", "the last line is the link"],
)
def test_addresses_behind_the_words_are_read_too(text: str, words: tuple[str, str]) -> None:
    links = [(text.index(each), VIEW.format(n)) for n, each in enumerate(words, 1)]

    found = alert_text(with_addresses(text, [*links, (0, "https://www.linkedin.com/help")]))

    assert [(each.title, each.company, each.locations) for each in found] == [
        ("Kite Maker", "Windhover", ("Duluth",)),
        ("Tail Sewer", "Kestrel", ("Remote",)),
    ]


@given(
    st.text(max_size=80),
    st.lists(st.tuples(st.integers(0, 90), st.sampled_from([link(1, ""), link(2, ""), "x"]))),
)
def test_written_out_addresses_take_nothing_from_a_text(
    text: str, links: list[tuple[int, str]]
) -> None:
    told = with_addresses(text, [(min(at, len(text)), url) for at, url in links])

    assert [*"".join(text.split())] == [*_without_addresses(told)]


def _without_addresses(text: str) -> str:
    for number in (1, 2):
        text = text.replace(f"https://www.linkedin.com/jobs/view/440000000{number}", "")
    return "".join(text.replace("-" * 20, "").split())


NO_ALERTS = {
    "nothing": "",
    "a greeting": "Hello there",
    "a link alone": "https://www.linkedin.com/jobs/view/4400000001",
    "two lines and a link": f"please score this\nthanks\n{VIEW.format(1)}",
    "a job's whole text": "Kite Maker\nWindhover\nDuluth\n" + "You make kites. " * 60 + link(1),
    "a search": "Kite jobs\nin Duluth\nnow\nhttps://www.linkedin.com/jobs/search?keywords=kite",
    "a damaged number": "Kite Maker\nWindhover - Duluth\nhttps://indeed.com/rc/clk/dl?jkK3d58141c0f9b1",
}


@pytest.mark.parametrize("text", NO_ALERTS.values(), ids=NO_ALERTS)
def test_what_is_no_alert_gives_nothing(text: str) -> None:
    assert alert_text(text) == ()


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["", RULE, link(1), link(2), "View job:", "Kite Maker", "Wind - Hover", "> x"]),
    st.sampled_from(["https://indeed.com/viewjob?tk=canary&jk=a8294cbe06bf4208&eid=canary"]),
)


@given(st.lists(LINES, max_size=40).map("\n".join))
def test_no_text_raises_or_lets_a_token_through(text: str) -> None:
    found = alert_text(text)

    assert all(each.title for each in found)
    assert {each.url for each in found} <= {
        "https://www.linkedin.com/jobs/view/4400000001",
        "https://www.linkedin.com/jobs/view/4400000002",
        "https://indeed.com/viewjob?jk=a8294cbe06bf4208",
    }
    assert len({each.external_id for each in found}) == len(found)


NAMES = st.text(st.characters(categories=["Lu", "Ll"]), min_size=3, max_size=30)


@given(st.lists(st.tuples(NAMES, NAMES, NAMES), min_size=2, max_size=9))
def test_what_an_alert_says_is_what_is_read(jobs: list[tuple[str, str, str]]) -> None:
    blocks = [(*job, "", link(number), "", RULE) for number, job in enumerate(jobs)]
    lines = [line for block in blocks for line in block]

    found = told("Your job alert for kites", "", RULE, *lines)

    assert found == [(title, company, (place,)) for title, company, place in jobs]


# --- E-mails ----------------------------------------------------------------------------------

HEAD = b"From: LinkedIn <jobalerts-noreply@linkedin.com>\nMIME-Version: 1.0\n"
JOB = b"Kite Maker\nWindhover\nDuluth\n\n" + link(1).encode()


def mail(*, sender: str = "LinkedIn <jobalerts-noreply@linkedin.com>", more: str = "") -> bytes:
    return f"From: {sender}\n{more}Content-Type: text/plain\n\n".encode() + JOB


@pytest.mark.parametrize(
    ("body", "source"),
    [
        (mail(), "linkedin"),
        (mail(sender="JobAlerts-NoReply@LinkedIn.com"), "linkedin"),
        (mail(sender="Indeed <donotreply@jobalert.indeed.com>"), "indeed"),
        (mail(sender="x@linkedin.com.evil.example"), ""),
        (mail(sender='"jobalerts-noreply@linkedin.com" <x@evil.example>'), ""),
        (mail(more="From: x@evil.example\n"), ""),
        (mail(more="Authentication-Results: mx.example; dmarc=fail header.from=x\n"), ""),
        (mail(more="Authentication-Results: mx.example; dmarc=pass\n"), "linkedin"),
        (mail(sender="messages-noreply@linkedin.com"), ""),
        (mail(sender="(" * 50_000), ""),
        (mail(sender="=?utf-8?q?a?= " * 20_000 + "<x@evil.example>"), ""),
    ],
    ids=[
        *("LinkedIn", "in other letters", "Indeed", "a longer domain", "a name like an address"),
        *("two senders", "forged", "checked", "a message of a person", "nested", "endless"),
    ],
)
def test_only_those_who_send_alerts_are_read(body: bytes, source: str) -> None:
    assert SENDERS.get(sender_of(body), "") == source


def nested(depth: int) -> bytes:
    parts = (f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return HEAD + "".join(parts).encode() + b"Content-Type: text/plain\n\n" + b"x\n" * 200_000


BOMBS: dict[str, Callable[[], bytes]] = {
    "parts in parts": lambda: nested(3000),
    "parts beside parts": lambda: (
        HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 50_000
    ),
    "an endless header": lambda: HEAD + b"Content-Type: text/plain" + b"; a=b" * 100_000 + b"\n\nx",
    "a folded header": lambda: HEAD + b"Content-Type: text/plain" + b";\n a=b" * 90_000 + b"\n\nx",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_mail_that_is_made_to_take_long_is_refused(bomb: Callable[[], bytes]) -> None:
    with pytest.raises(ValueError, match="too"):
        list(jobs_in(bomb()))


CHARSETS = [
    "utf-8",
    "UTF-16",
    "latin-1",
    "punycode",
    "idna",
    "rot13",
    "no-such-thing",
    "hex",
    "\x00",
]


@pytest.mark.parametrize("charset", CHARSETS)
def test_no_charset_breaks_a_mail(charset: str) -> None:
    body = HEAD + f'Content-Type: text/plain; charset="{charset}"\n\n'.encode() + JOB

    if charset == "UTF-16":
        body = body.replace(JOB, JOB.decode().encode("utf-16"))
    assert [each.title for each in jobs_in(body)] == ["Kite Maker"]


def test_two_jobs_of_one_title_keep_their_employers() -> None:
    cards = "".join(
        f'<td><a href="{VIEW.format(n)}"><img></a><a href="{VIEW.format(n)}">Kite <b>Maker</b></a>'
        f"<p>{company} · Duluth</p>"
        for n, company in ((1, "Windhover"), (2, "Kestrel"))
    )

    found = jobs_in(HEAD + b"Content-Type: text/html\n\n" + cards.encode())

    assert [each.company for each in found] == ["Windhover", "Kestrel"]


def test_a_glassdoor_alert_names_the_company_first() -> None:
    cards = "".join(
        '<a href="https://fr.glassdoor.be/partner/jobListing.htm?pos=101&amp;guid=canary'
        f'&amp;jobListingId=101000000000{n}&amp;utm_source=x"><span>Windhover</span>'
        f"<span>3.6 ★</span><span>{title}</span><span>Gand</span><span>52 k € - 60 k €</span></a>"
        for n, title in enumerate(("Kite Maker", "Tail Sewer"))
    )

    found = list(jobs_in(HEAD + b"Content-Type: text/html; charset=utf-8\n\n" + cards.encode()))

    assert [(each.title, each.company, each.locations) for each in found] == [
        ("Kite Maker", "Windhover", ("Gand",)),
        ("Tail Sewer", "Windhover", ("Gand",)),
    ]
    assert found[0].url == "https://fr.glassdoor.be/job-listing/j?jl=1010000000000"
    assert found[0].pay == "52 k € - 60 k €"


def test_an_indeed_alert_may_be_html_alone() -> None:
    card = (
        '<a href="https://uk.indeed.com/pagead/clk/dl?mo=r&amp;jk=76413b8d35383832&amp;tk=canary">'
        "<b>Kite Maker</b><p>Windhover</p><p>4.1</p><p>4.1/5 rating</p><p>Leeds</p>"
        "<p>£30,000 a year</p></a>"
    )

    (found,) = jobs_in(HEAD + b"Content-Type: text/html; charset=utf-8\n\n" + card.encode())

    assert (found.title, found.company, found.locations) == ("Kite Maker", "Windhover", ("Leeds",))
    assert (found.pay, "canary" in repr(found)) == ("£30,000 a year", False)


@given(st.binary(max_size=400))
def test_no_mail_raises_anything_else(body: bytes) -> None:
    try:
        found = list(jobs_in(HEAD + body))
    except ValueError:
        found = []

    assert all(each.title for each in found)


@pytest.mark.shared
def test_the_text_part_of_a_real_alert_is_read_as_a_forwarded_text(shared: Path) -> None:
    path = shared / "data/responses/linkedin/vaibhavw30__linkedin_alert.eml"
    _, _, text = path.read_text("utf-8").partition("Content-ID: text-body")

    found = alert_text(text)

    assert [each.company for each in found] == [
        *("PlusAI", "TikTok", "TikTok", "XPENG", "NVIDIA", "TikTok")
    ]
    assert [each.url for each in found] == [each.url for each in jobs_in(path.read_bytes())]
    assert "REDACTED" not in repr(found)

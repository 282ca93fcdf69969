"""Quiet hints: what is pointed at, with which evidence, and what is left in peace."""

from datetime import timedelta
from typing import Any

import pytest

from scoring.hints import hints as in_words
from scoring.model import Pay, Pick, Place, Posting, Signal
from scoring.signals import signalled, signals
from tests.factories import BERLIN, NOW, cluster, pick, posting

PLAIN = "You build services in Python and PostgreSQL, and run them on Kubernetes. " * 5
DENVER = Place(text="Denver, CO", city="Denver", region="CO", country="US")


def hints(*twins: Posting, **fields: Any) -> dict[str, str]:
    job = cluster(twins=twins, **({"text": PLAIN} | fields))
    return {each.kind: each.evidence for each in signals(job, now=NOW)}


def test_a_usual_posting_has_none() -> None:
    assert hints() == {}


@pytest.mark.parametrize(
    "text",
    [
        "A registration fee of 50 dollars is due before you start.",
        "You pay for your own training, which takes two weeks.",
        "We will send a cheque with which you buy your equipment.",
        "Transfer the amount in bitcoin and receive your laptop.",
        "Vor dem Start steht eine kostenpflichtige Schulung.",
        "Les frais de formation sont à la charge du candidat.",
    ],
    ids=["registration", "training", "cheque", "bitcoin", "german", "french"],
)
def test_an_applicant_who_is_to_pay_is_told_with_the_words(text: str) -> None:
    assert text[:20] in hints(text=text)["fee"]


@pytest.mark.parametrize(
    "text",
    [
        "We pay for your training and your gym.",
        "Benefits: discounted gift cards and a refundable deposit for the gym locker.",
        "Our product processes application fees for universities.",
    ],
)
def test_benefits_are_no_fees(text: str) -> None:
    assert "fee" not in hints(text=text)


def test_an_employer_who_is_reached_by_messenger_alone_is_told() -> None:
    assert "telegram" in hints(text="Send your CV via telegram to our desk.")["messenger"]
    assert hints(text="Apply on our website, or text us via WhatsApp.") == {}
    assert hints(text="You build bots for Telegram and WhatsApp.") == {}


def test_a_free_mail_address_is_told_without_its_name() -> None:
    assert hints(text="Write to hiring.desk@gmail.com today.") == {"free_mail": "@gmail.com"}
    assert hints(text="Write to jobs@kestrel.example today.") == {}


def test_a_marketplace_is_told() -> None:
    found = hints(text="This position is posted by Jobgarden on behalf of a partner company.")

    assert found == {
        "marketplace": "This position is posted by Jobgarden on behalf of a partner company."
    }


def test_a_job_that_is_open_for_months_is_told_in_days() -> None:
    assert hints(posted_at=NOW - timedelta(days=59)) == {}
    assert hints(posted_at=NOW - timedelta(days=61)) == {"stale": "61"}
    assert hints(posted_at=None, seen_at=NOW - timedelta(days=90)) == {"stale": "90"}


def test_a_job_that_comes_anew_again_and_again_is_told() -> None:
    weeks = [
        posting(id=f"p{week}", posted_at=NOW - timedelta(weeks=week), text=PLAIN)
        for week in (1, 2, 3)
    ]

    assert hints(*weeks) == {"reposted": "4"}


def test_other_boards_and_cities_are_no_repost() -> None:
    munich = Place(text="Munich", city="Munich", country="DE")
    others = [
        posting(id="p2", source="lever", posted_at=NOW - timedelta(weeks=1)),
        posting(id="p3", places=(munich,), posted_at=NOW - timedelta(weeks=2)),
        posting(id="p4", source="ashby", posted_at=NOW - timedelta(weeks=3)),
    ]

    assert hints(*others) == {}


def test_missing_pay_is_told_where_the_law_asks_for_it() -> None:
    assert hints(places=(DENVER,)) == {"no_pay": "Colorado"}
    assert hints(places=(DENVER, BERLIN)) == {}
    assert hints(places=(DENVER,), pay=Pay(low=90_000, currency="USD")) == {}
    assert hints(places=(DENVER,), text="An excerpt says little …") == {}
    assert hints(places=(Place(text="Vienna", city="Vienna", country="AT"),)) == {
        "no_pay": "Austria"
    }


def test_a_quote_is_short_and_whole_words() -> None:
    text = f"{'Fine words. ' * 40}A training fee is required. {'More words. ' * 40}"

    quote = hints(text=text)["fee"]

    assert len(quote) <= 90
    assert "training fee is" in quote
    assert set(quote.split()) <= set(text.split())


def test_a_pick_carries_them_and_keeps_its_score() -> None:
    plain = pick(text=f"{PLAIN}A training fee is required.", fit=91)

    (hinted,) = signalled([plain], now=NOW)

    assert [each.kind for each in hinted.signals] == ["fee"]
    assert (hinted.cluster, hinted.verdict) == (plain.cluster, plain.verdict)


def test_a_pick_that_was_stored_before_there_were_any_still_loads() -> None:
    stored = pick().model_dump_json(exclude={"signals"})

    assert Pick.model_validate_json(stored) == pick()


@pytest.mark.parametrize(
    ("signal", "words"),
    [
        (Signal(kind="messenger", evidence="via WhatsApp"), "only way to apply: “via WhatsApp”"),
        (Signal(kind="free_mail", evidence="@gmail.com"), "free mail address (@gmail.com)"),
        (Signal(kind="marketplace", evidence="for a partner"), "go-between, not the employer: “"),
        (Signal(kind="stale", evidence="61"), "open for 2 months"),
        (Signal(kind="reposted", evidence="4"), "posted again on 4 days"),
    ],
)
def test_each_is_told_in_plain_words(signal: Signal, words: str) -> None:
    assert words in in_words([signal])


def test_several_are_told_in_one_line_and_none_in_no_words() -> None:
    both = [Signal(kind="stale", evidence="92"), Signal(kind="no_pay", evidence="Colorado")]

    assert in_words(both) == (
        "open for 3 months; no pay stated, which the law in Colorado asks of most employers"
    )
    assert in_words([]) == ""

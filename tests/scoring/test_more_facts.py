"""Facts beyond pay and years: language, languages asked for, clearance, start and deadline."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.model import Posting
from scoring.normalise import normalise
from scoring.normalise.clearance import read_clearance
from scoring.normalise.cues import lowered
from scoring.normalise.days import read_deadline, read_start
from scoring.normalise.degree import schooling
from scoring.normalise.language import read_language
from scoring.normalise.pay import pay_in
from scoring.normalise.speaks import read_speaks
from scoring.normalise.years import read_years
from tests.factories import NOW, posting, raw

SEEN = datetime(2026, 8, 8, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("You work with the team and care for our customers.", "en", id="English"),
        pytest.param("Du arbeitest mit dem Team und bist für die Kunden da.", "de", id="German"),
        pytest.param("Vous travaillez avec les équipes dans une agence.", "fr", id="French"),
        pytest.param(
            "Trabajarás con el equipo para los clientes de una tienda.", "es", id="Spanish"
        ),
        pytest.param(
            "Você trabalha com a equipe e não precisa de uma sala.", "pt", id="Portuguese"
        ),
        pytest.param("Lavorerai con il team della sede e per gli ospiti.", "it", id="Italian"),
        pytest.param("Je werkt met het team en wij zoeken een kok voor de bar.", "nl", id="Dutch"),
        pytest.param("Вы работаете с командой и клиентами", "ru", id="Russian"),
        pytest.param("مطلوب محاسب للعمل في شركة", "ar", id="Arabic"),
        pytest.param("په دې دنده کې به تاسو د ښوونځي ټول کارونه وکړئ", "ps", id="Pashto"),
        pytest.param("مدیر دفتر در کابل چگونه کار می‌کند و گزارش می‌دهد", "fa", id="Persian"),
        pytest.param("私たちと一緒に働きませんか", "ja", id="Japanese"),
        pytest.param("我们正在招聘一位会计", "zh", id="Chinese"),
        pytest.param("SQL, Kafka, AWS", None, id="a list of tools"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert read_language(lowered(text)) == language


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param("Fluent in German and English", ("de", "en"), id="fluent in two"),
        pytest.param("You speak fluent German (C1).", ("de",), id="fluent"),
        pytest.param("German (B2 or better) is required", ("de",), id="a level"),
        pytest.param("Native-level French", ("fr",), id="native"),
        pytest.param("Sehr gute Deutschkenntnisse in Wort und Schrift", ("de",), id="in German"),
        pytest.param("Fließende Deutsch- und Englischkenntnisse", ("de", "en"), id="joined words"),
        pytest.param("Vous parlez couramment anglais", ("en",), id="in French"),
        pytest.param("Nivel alto de inglés", ("en",), id="in Spanish"),
        pytest.param("Inglês avançado", ("en",), id="in Portuguese"),
        pytest.param("Excellent English; German is a plus", ("en",), id="one is a plus"),
        pytest.param("Deutschkenntnisse sind von Vorteil", (), id="a plus in German"),
        pytest.param("You plan campaigns for the German market", (), id="a market"),
        pytest.param("Find jobs in Germany", (), id="a country"),
        pytest.param("You turn drafts into polished texts", (), id="polished"),
        pytest.param("We pay for English classes", (), id="lessons"),
    ],
)
def test_the_languages_one_must_speak(text: str, asked: tuple[str, ...]) -> None:
    assert read_speaks(lowered(text)) == asked


@pytest.mark.parametrize(
    ("text", "clearance"),
    [
        pytest.param("An active TS/SCI security clearance is required", "held", id="active"),
        pytest.param("You must hold a current SC clearance", "held", id="held"),
        pytest.param("Ability to obtain a Secret security clearance", "obtainable", id="can get"),
        pytest.param(
            "An active secret clearance or the ability to obtain one", "obtainable", id="either"
        ),
        pytest.param("Active secret clearance preferred", None, id="welcome"),
        pytest.param("Security clearance level: none", None, id="none"),
        pytest.param("You prepare customs clearance papers", None, id="customs"),
        pytest.param("Current fingerprint clearance card", None, id="fingerprints"),
        pytest.param("Our clearance sale needs you", None, id="a sale"),
    ],
)
def test_a_clearance_that_is_a_must(text: str, clearance: str | None) -> None:
    assert read_clearance(lowered(text)) == clearance


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("Application deadline: 20/08/2026", date(2026, 8, 20), id="slashes"),
        pytest.param("Closing date: 31st August", date(2026, 8, 31), id="no year"),
        pytest.param("Apply by September 3, 2026.", date(2026, 9, 3), id="month first"),
        pytest.param("Bewerbungsfrist: 15.09.2026", date(2026, 9, 15), id="German"),
        pytest.param("Date limite de candidature : 22 août 2026", date(2026, 8, 22), id="French"),
        pytest.param("Deadline for applications is 5 January", date(2027, 1, 5), id="next year"),
        pytest.param("Application deadline: 03/04/2026", None, id="two readings"),
        pytest.param("Application deadline: 31 February 2026", None, id="no such day"),
        pytest.param("Application deadline: 1 May 2019", None, id="years ago"),
        pytest.param("You meet every deadline. Founded 3 May 2026", None, id="another day"),
    ],
)
def test_by_when_one_applies(text: str, day: date | None) -> None:
    found = read_deadline(lowered(text), seen_at=SEEN)

    assert (found.date() if found else None) == day


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param("Start date: 1 September 2026", date(2026, 9, 1), id="a day"),
        pytest.param("Starting in October 2026", date(2026, 10, 1), id="a month"),
        pytest.param("Wir suchen zum 01.10.2026 eine Köchin", date(2026, 10, 1), id="German"),
        pytest.param("Wir suchen ab sofort eine Köchin", "now", id="at once, in German"),
        pytest.param("Start date: immediately", "now", id="at once"),
        pytest.param("Poste à pourvoir rapidement, dès que possible", "now", id="soon, in French"),
        pytest.param("Befristet bis zum 31.12.2026", None, id="an end"),
        pytest.param("Founded in May 2026 by two sailors", None, id="a founding"),
        pytest.param("You start conversations", None, id="no date"),
    ],
)
def test_when_the_work_begins(text: str, start: date | str | None) -> None:
    assert read_start(lowered(text), seen_at=SEEN) == start


def test_the_facts_of_a_posting_are_kept_with_it() -> None:
    found = normalise(
        raw(
            html="<p>You cook for our guests and you plan the menu with the team.</p>"
            "<p>Fluent German is required. Start date: 1 March 2026.</p>"
            "<p>Must hold an active SC clearance. Apply by 20 January 2026.</p>"
        ),
        source="lever",
        seen_at=NOW,
    )

    assert (found.language, found.speaks, found.starts_on) == ("en", ("de",), date(2026, 3, 1))
    assert (found.clearance, found.deadline) == ("held", datetime(2026, 1, 20, 23, 59, tzinfo=UTC))
    assert Posting.model_validate_json(found.model_dump_json()) == found


def test_a_posting_of_an_earlier_version_still_loads() -> None:
    later = {"starts_on", "language", "speaks", "clearance"}

    assert Posting.model_validate_json(posting().model_dump_json(exclude=later)) == posting()


_SAID = (
    "salary $ 85,000 - 120k € per hour year years 5+ 401(k) degree master's phd bac+5 or preferred "
    "deadline start date 31/12/2026 february 30, ab sofort fluent german c1 clearance active "
    "ausbildung oder studium; ( ) • \n : 2026 0 99999999999 raised $12M series b"
)
_WORDS = st.sampled_from(_SAID.split(" "))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(_WORDS, max_size=40).map(" ".join)))
def test_whatever_the_text_facts_stay_sane(text: str) -> None:
    low = lowered(text)
    years, pay, start = read_years(low), pay_in(low), read_start(low, seen_at=SEEN)
    read_deadline(low, seen_at=SEEN), schooling(low), read_clearance(low)

    assert years is None or 0 <= years <= 20
    assert pay is None or 0 < (pay.yearly() or 0) < 5e9
    assert not isinstance(start, date) or abs((start - SEEN.date()).days) <= 540
    assert len(read_speaks(low)) <= 4
    assert read_language(low) is None or len(read_language(low) or "") == 2

"""What any employer could have written is left out of scoring, and nothing else is."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.normalise.boilerplate import without_boilerplate

_JOB = "You will brew tea in Passau."


@pytest.mark.parametrize(
    "sentence",
    [
        "Teahouse is an Equal Opportunity Employer and considers everybody.",
        "All applicants are considered without regard to race, veteran status or disability.",
        "If you need a reasonable accommodation during the interview, write to us.",
        "We are committed to building a diverse and inclusive workplace.",
        "Teahouse participates in E-Verify.",
        "We will consider applicants with criminal histories under the Fair Chance Act.",
        "We may use artificial intelligence to review applications.",
        "By applying you agree to our Privacy Policy.",
        "Beware of scams: we never ask candidates for money.",
        "We do not accept unsolicited resumes from agencies.",
        "The actual salary offered depends on skills and location.",
        "Wir freuen uns über alle, unabhängig von Geschlecht, Herkunft oder Alter.",
        "Schwerbehinderte Menschen werden bei gleicher Eignung bevorzugt.",
        "Mehr zu personenbezogenen Daten im Bewerbungsverfahren findest du hier.",
        "Tous nos postes sont ouverts aux personnes en situation de handicap.",
        "Garantizamos la igualdad de oportunidades.",
        "Vaga também aberta para pessoas com deficiência.",
        "Wyrażam zgodę na przetwarzanie moich danych osobowych.",
        "Iedereen is welkom, ongeacht afkomst of geslacht.",
        "Originally posted on Himalayas",
    ],
)
def test_a_sentence_that_any_employer_writes_is_left_out(sentence: str) -> None:
    assert without_boilerplate(f"{_JOB}\n{sentence}") == _JOB
    assert without_boilerplate(f"{_JOB} {sentence}") == _JOB


@pytest.mark.parametrize(
    "sentence",
    [
        "As an equal opportunity employer we sponsor visas.",
        "We are an equal opportunity employer, but cannot sponsor a work permit.",
        "Regardless of race or gender you must be a US citizen with a clearance.",
        "The actual salary offered depends on skills: $90,000 to $120,000.",
        "Under the pay transparency act we offer 60k.",
        "You build systems that find fraud in payments.",
        "You know the GDPR and write privacy policies.",
        "A degree is no must, regardless of your background.",
        "We need 3 years of experience, regardless of age.",
        "You will use artificial intelligence to review contracts.",
        "We plan tours and book accommodations for guests.",
        "Sicherer Umgang mit Datenschutz und DSGVO.",
    ],
)
def test_a_sentence_that_tells_something_of_the_job_stays(sentence: str) -> None:
    text = f"{_JOB}\n{sentence}"

    assert without_boilerplate(text) == text


def test_what_stands_around_it_is_kept_in_its_order() -> None:
    text = (
        "Tasks\n• brew tea\n\nWe are an equal opportunity employer. Apply by mail.\n\n• Ask for Ann"
    )

    assert without_boilerplate(text) == "Tasks\n• brew tea\n\nApply by mail.\n\n• Ask for Ann"


_PIECES = st.sampled_from(
    [
        "equal opportunity employer", "regardless of", " race ", "İ", ". ", "\n", "We ", "visa ",
        "accommodation", " apply ", "Originally posted on X", "brew tea ", "•",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=30).map("".join))
def test_no_word_is_added_and_no_text_makes_it_fail(text: str) -> None:
    left = without_boilerplate(text)

    assert len(left) <= len(text)
    assert set(left.split()) <= set(text.split()) | {""} or all(
        word in text for word in left.split()
    )


@pytest.mark.shared
def test_real_postings_keep_their_pay_and_their_sponsors(shared: Path) -> None:
    path = shared / "data" / "postings" / "greenhouse_mix_2026.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [str(json.loads(line)) for line in lines]

    left = [without_boilerplate(text) for text in texts]

    assert sum(map(len, left)) < sum(map(len, texts))
    for word in ("$", "sponsorship", "clearance", "years"):
        assert sum(each.count(word) for each in left) == sum(each.count(word) for each in texts)

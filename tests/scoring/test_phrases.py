"""Sentences remember how they were made, in memory, stored, and inside an error."""

import ast
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from scoring.edge.cv.reader import read_cv
from scoring.edge.web.reasons import page_and, status_text, why_of
from scoring.errors import InputError, SourceUnavailable
from scoring.given import says
from scoring.given.links import checked
from scoring.model import Part, Said
from scoring.phrases import (
    Phrase,
    apart,
    capitalised,
    either,
    in_turn,
    listed,
    phrase,
    plural,
    shortened,
)
from tests.scoring.said import calls, foreign, in_the_code, made_of, templates

SAID: TypeAdapter[str] = TypeAdapter(Said)


def made(values: dict[str, Any]) -> Phrase:
    return Phrase(" ".join(f"{{{name}}}" for name in values), None, values)


def test_every_call_has_its_template_as_a_literal() -> None:
    texts = [text for call in calls() for text in call.args]

    assert [each for each in texts if not isinstance(each, ast.Constant)] == []
    assert len(in_the_code()) > 200


def test_what_was_stored_as_plain_text_is_read_as_it_was() -> None:
    old = {"name": "role", "points": 1.0, "most": 2.0, "evidence": "near nurse"}

    assert Part.model_validate(old) == Part(
        name="role", points=1.0, most=2.0, evidence="near nurse"
    )


def test_a_long_reason_is_short_in_every_language() -> None:
    long = phrase("{first} and {last}", first="a" * 60 + " b" * 20, last="more of it")
    cut = shortened(capitalised(long), most=80)

    assert isinstance(cut, Phrase)
    assert len(cut) <= 80
    assert len(cut.finished("wörter " * 30)) <= 80
    assert cut.finished("wörter").startswith("Wörter")


@pytest.mark.parametrize(
    "link",
    ["ftp://jobs.example.com", "https://me:pw@jobs.example.com", "https://10.0.0.1/", "x" * 3000],
)
def test_what_is_wrong_with_a_link_is_a_phrase(link: str) -> None:
    with pytest.raises(InputError) as caught:
        checked(link)

    assert isinstance(caught.value.args[0], Phrase)


@pytest.mark.parametrize("body", [b"", b"MZ program", b"%!PS"], ids=["empty", "program", "script"])
async def test_what_is_wrong_with_a_file_is_a_phrase(body: bytes) -> None:
    with pytest.raises(InputError) as caught:
        await read_cv(body, name="cv.pdf")

    assert {*templates(caught.value.args[0])} <= in_the_code()
    assert [*foreign(caught.value.args[0])] == ["'cv.pdf'"]


def test_why_a_page_did_not_come_stands_in_what_a_person_is_told() -> None:
    error = SourceUnavailable(page_and(status_text(503), url="https://jobs.example.com/1"))

    told = says.failed(why_of(error, url="https://jobs.example.com/1"))

    assert told == (
        "I could not read that page: it answered 503 (it has a fault of its own). "
        "You can send me the posting's text instead."
    )
    assert [*foreign(told)] == ["503"]


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_lists_read_as_a_person_writes_them(names: list[str], words: str) -> None:
    assert listed(names) == words


def test_numbers_are_written_as_english_writes_them() -> None:
    assert plural("{count} word", "{count} words", count=1200) == "1,200 words"
    assert phrase("{a} {b}", a=70_000, b="2026") == "70,000 2026"


NAMES = st.sampled_from(["name", "other", "count"])


PARTS = st.recursive(
    st.one_of(st.text(max_size=20), st.integers(-5, 10**9), st.booleans().map(int)),
    lambda inner: st.builds(made, st.dictionaries(NAMES, inner, min_size=1)),
    max_leaves=6,
)


@given(PARTS, st.booleans(), st.one_of(st.none(), st.integers(20, 60)))
def test_a_phrase_is_read_back_as_it_was_written(
    part: Any, capital: bool, most: int | None
) -> None:
    words = Phrase("of {name}", None, {"name": part}, capital, most)

    again = SAID.validate_json(SAID.dump_json(words))

    assert again == words
    assert made_of(again) == made_of(words)
    assert made_of(pickle.loads(pickle.dumps(words))) == made_of(words)


@pytest.mark.parametrize(
    "stored",
    [
        {"say": "{name.__class__}", "of": {"name": "x"}},
        {"say": "{name:>999999999}", "of": {"name": "x"}},
        {"say": "{0}", "of": {"name": "x"}},
        {"say": "{other}", "of": {"name": "x"}},
        {"say": "{name}", "of": ["name"]},
        {"say": "a", "many": 7},
        {"say": "a", "most": [1]},
        {"say": 7},
        {"of": {}},
        ["say"],
        None,
    ],
)
def test_what_is_no_sentence_of_ours_is_refused(stored: object) -> None:
    with pytest.raises(ValidationError):
        SAID.validate_python(stored)


def test_joined_sentences_keep_their_parts() -> None:
    first, second = phrase("remote"), phrase("in {place}", place="Berlin")

    for joined in (in_turn([first, second]), apart([first, second]), either([first, second])):
        assert {("remote", None), ("in {place}", None)} < set(templates(joined))
    assert in_turn([first]) is first

"""One line about each posting: read from a reply, kept by text, shared, and never waited for."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import JudgeReplyInvalid
from scoring.prompts.summary_prompt import read_summaries, summary_prompt
from tests import factories as make

NAMES = frozenset({"ja", "jb"})
LINE = "Builds billing services in Python for a railway, with four others."


def reply(*entries: object) -> str:
    return json.dumps({"summaries": entries})


def line(name: str, text: object = LINE) -> dict[str, object]:
    return {"id": name, "summary": text}


@pytest.mark.parametrize(
    "entries",
    [
        [line("ja"), line("jx")],
        [line("ja"), line("jb"), line("jb", "Cooks dinner for the whole crew of a trawler.")],
        [line("ja"), line("jb", 7)],
        [line("ja"), line("jb", "")],
        [line("ja"), line("jb", "no")],
        [line("ja"), line("jb", "https://evil.example/" + "a" * 50)],
        [line("ja"), line("jb", "word " * 200)],
        [line("ja"), ["jb", LINE], None, "jb", {"summary": LINE}],
    ],
    ids=["stranger", "twice", "number", "empty", "short", "a link", "an essay", "no entry"],
)
def test_a_line_that_does_not_fit_is_left_out_alone(entries: Sequence[object]) -> None:
    assert read_summaries(reply(*entries), names=NAMES) == {"ja": LINE}


@pytest.mark.parametrize("text", ["", "Sure!", reply(line("ja"))[:-5], "[]", '{"summaries": {}}'])
def test_a_reply_without_the_list_is_invalid(text: str) -> None:
    with pytest.raises(JudgeReplyInvalid):
        read_summaries(text, names=NAMES)


@given(st.text(max_size=600))
def test_a_line_is_plain_and_short_whatever_the_model_says(text: str) -> None:
    lines = read_summaries(reply(line("ja", text)), names=NAMES)

    assert all(
        len(each) <= 180 and "\n" not in each and "://" not in each for each in lines.values()
    )


def test_the_request_has_the_posting_and_nothing_of_a_person() -> None:
    job = make.cluster(id="p1", title="Ward Nurse", text="You care for patients. " * 9)

    request = summary_prompt([job], fence="#00ff")

    assert list(request.names.values()) == ["p1"]
    assert "Ward Nurse" in request.user
    assert "The person" not in request.user


def test_a_line_is_asked_for_in_the_language_of_its_posting_and_kept_so() -> None:
    german = "Baut Abrechnungsdienste in Python für eine Eisenbahn, mit vier anderen."
    prompt = summary_prompt((make.cluster(),), fence="f" * 12)

    assert "in the posting's own language" in prompt.system
    assert read_summaries(reply(line("ja", german)), names=NAMES) == {"ja": german}

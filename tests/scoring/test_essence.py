"""What of a posting is shown to a model: what decides stays, the rest goes."""

from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.model import RawPosting
from scoring.normalise import normalise
from scoring.normalise.cues import lowered
from scoring.normalise.degree import read_degree
from scoring.normalise.years import read_years
from scoring.prompts.essence import MOST_TOKENS, essence, tokens
from scoring.sources.file import read_file
from tests import factories as make

PRAISE = "We at Kestrel are a family of dreamers who love what we do, every single day. "
BOILERPLATE = (
    "Kestrel Robotics is an equal opportunity employer, without regard to age or belief. "
    "We offer dental insurance and a 401(k). "
)


def shown(text: str) -> str:
    return essence(make.posting(text=text))


@pytest.mark.parametrize(
    "decides",
    [
        "You have at least 7 years of experience with distributed systems.",
        "A PhD in chemistry is required.",
        "We cannot sponsor visas for this position.",
        "Sie haben ein abgeschlossenes Studium und 5 Jahre Erfahrung.",
        "Vous avez 3 ans d'expérience et un diplôme d'ingénieur.",
    ],
)
def test_what_is_asked_for_stays_wherever_it_stands(decides: str) -> None:
    text = shown(f"{PRAISE * 40}\n{decides}\n{BOILERPLATE * 20}")

    assert decides in text
    assert "401(k)" not in text


def test_a_requirement_within_one_endless_line_stays() -> None:
    text = shown(", ".join([PRAISE.strip()[:-1]] * 30) + ", and 9 years of experience in Erlang")

    assert "9 years of experience" in text


def test_nothing_is_said_twice_and_the_order_is_kept() -> None:
    text = shown("You write Python.\nYou need a degree.\nYou write Python.\nYou need a degree.")

    assert text == "You write Python.\nYou need a degree."


@given(st.text(max_size=3_000))
def test_it_never_takes_more_room_than_it_has(text: str) -> None:
    assert tokens(shown(text)) <= MOST_TOKENS


def test_scripts_with_shorter_pieces_get_fewer_signs() -> None:
    text = shown("".join(f"负责后端服务的开发与维护，需要{n}年以上工作经验。" for n in range(60)))

    assert 0 < len(text) <= MOST_TOKENS


@pytest.mark.shared
def test_what_real_postings_ask_for_stays(shared: Path) -> None:
    """Years and degree are read from the short text as from the whole one, 3 times of 4.

    The facts read from the whole text stand beside the short one in every request.
    """
    path = shared / "data" / "postings" / "greenhouse_mix_2026.jsonl.gz"
    same = asked = boilerplate = 0
    for raw in islice(read_file(path), 0, 240, 12):
        assert isinstance(raw, RawPosting)
        posting = normalise(raw, source="file", seen_at=make.NOW)
        short = lowered(essence(posting))
        boilerplate += "equal opportunity" in short
        for whole, rest in (
            (read_years(lowered(posting.text)), read_years(short)),
            (read_degree(word="", text=lowered(posting.text)), read_degree(word="", text=short)),
        ):
            asked += whole is not None
            same += whole is not None and whole == rest

    assert asked > 10
    assert same >= 0.7 * asked
    assert boilerplate <= 1  # of 20: one stands in a sentence on sponsorship

"""Cues are found where a plain search of each one would find them."""

from hypothesis import given
from hypothesis import strategies as st

from scoring.normalise.cues import Cues, cues, cues_in, is_english, lowered, places_of

_CUES = cues("degree", "grade", "a degree", " ms ", "0k", " 0k", "jähr", " the ", "année")
_PIECES = st.sampled_from(
    [*sorted(_CUES), "degree", "ms", "0", "k", "the", " ", "\n", "•", "é", "ж", "�", "?", "x", "İ"]
)
_TEXTS = st.lists(_PIECES, max_size=30).map("".join).map(lowered)


@given(_TEXTS)
def test_every_cue_is_found_where_a_plain_search_finds_it(text: str) -> None:
    assert places_of(_CUES, text=text) == _by_search(_CUES, text=text)


@given(_TEXTS, st.integers(0, 40))
def test_a_cue_that_ends_behind_the_limit_is_left_out(text: str, end: int) -> None:
    found = places_of(frozenset({"degree"}), text=text, end=end)

    assert found == _by_search(frozenset({"degree"}), text=text[:end])


@given(_TEXTS)
def test_no_cue_of_a_line_is_missed_though_it_stands_at_the_line_s_edge(text: str) -> None:
    lines = [f" {line} " for part in text.split("\n") for line in part.split("•")]

    said = {cue for cue in _CUES for line in lines if cue in line}

    assert said <= cues_in(text)


def test_small_words_tell_english_from_german() -> None:
    assert is_english("we are the team, and the work, and the people, and the town, and the sea.")
    assert not is_english("wir sind das team und die arbeit und die leute und die stadt und so.")


def _by_search(wanted: Cues, *, text: str) -> list[int]:
    """Return where the cues begin, looked for one by one, the edges of the text as spaces."""
    spaced, found = f" {text} ", []
    for cue in wanted:
        at = spaced.find(cue)
        while at >= 0:
            found.append(max(at - 1, 0))
            at = spaced.find(cue, at + len(cue))
    return sorted(found)

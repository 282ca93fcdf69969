"""The vectors that ship: what is near, what is far, and that any text has one."""

from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.rank.meaning import DIMENSIONS, likeness, packed, unpacked, vector, vectors


@pytest.mark.parametrize(
    ("one", "other", "stranger"),
    [
        ("Dog walker", "Pet sitter", "Tax accountant"),
        ("RN", "Registered Nurse", "Roofer"),
        ("Softwareentwickler", "Software Developer", "Verkäufer"),
        ("Infirmière", "Nurse", "Ingénieur logiciel"),
        ("ML", "machine learning", "marketing lead"),
    ],
)
def test_what_means_the_same_is_nearer_than_what_does_not(
    one: str, other: str, stranger: str
) -> None:
    assert likeness(one, other) > likeness(one, stranger) + 0.15


def test_a_text_of_no_known_word_is_near_to_nothing() -> None:
    assert not vector("—!—").any()
    assert likeness("—!—", "Software Engineer") == 0


def test_letter_case_accents_and_marks_do_not_count() -> None:
    assert np.array_equal(vector("KÜCHENCHEF, (m/w/d)"), vector("kuchenchef m w d"))


@settings(max_examples=50)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_every_text_has_a_vector_of_length_1_or_0_wherever_it_stands(texts: list[str]) -> None:
    found = vectors(texts)

    lengths = np.linalg.norm(found, axis=1)
    assert found.shape == (len(texts), DIMENSIONS)
    assert all(length == pytest.approx(1, abs=1e-5) or length == 0 for length in lengths)
    assert all(np.array_equal(vector(text), row) for text, row in zip(texts, found, strict=True))


def test_packed_vectors_keep_their_cosines() -> None:
    titles = ["Registered Nurse", "Line Cook", "Senior Data Engineer", "Welder"]

    rows = unpacked(b"".join(map(packed, titles)))

    assert len(packed(titles[0])) == DIMENSIONS
    assert np.allclose(rows @ rows.T, vectors(titles) @ vectors(titles).T, atol=0.02)


def test_bytes_that_are_no_vectors_are_refused() -> None:
    with pytest.raises(ValueError, match="reshape"):
        unpacked(b"12345")


def test_a_word_that_is_said_ten_times_is_not_ten_times_as_important() -> None:
    once, often = "nurse welder", "nurse " * 10 + "welder"

    assert likeness(often, "welder") > 0.2
    assert likeness(once, "welder") > likeness(often, "welder")


def test_the_table_is_small_enough_to_ship() -> None:
    table = files("scoring").joinpath("data/meaning.npz")

    assert len(table.read_bytes()) < 8_000_000

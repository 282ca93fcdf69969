"""The picture of /stats: what is in it, that nothing is clipped or covered, and its colours."""

import struct
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.catalogue import FOLDER
from bot.language.current import ENGLISH, LANGUAGES, speaking
from bot.language.numbers import number
from bot.pictures.applications import counts_of
from bot.pictures.draw import font, measure, png
from bot.pictures.fitting import LEAST_SIZE, label, paragraph
from bot.pictures.overview import SHOWN_WEEKS, stats_picture
from bot.pictures.shapes import Bar, Dot, Picture, Theme, Words
from bot.pictures.themes import COLOURS
from bot.stores.stats import OUTCOMES, Application, Outcome, Overview, Week
from bot.stores.tracking.stages import Stage

_APPLIED: frozenset[Stage] = frozenset(("applied",))
MONDAY = date(2025, 12, 29)
TRANSLATED = [each for each in LANGUAGES if each == ENGLISH or (FOLDER / f"{each}.po").exists()]


def overview(*counts: tuple[int, int, int, int], applications: int = 0) -> Overview:
    """Return weeks of these postings, picks, saved and applied, and some applications."""
    weeks = tuple(
        Week(
            monday=MONDAY - timedelta(weeks=back),
            postings=postings,
            shown=shown,
            marks={"saved": saved, "applied": applied},
        )
        for back, (postings, shown, saved, applied) in enumerate(counts)
    )
    return Overview(weeks=weeks, applications=tuple(map(applied_to, range(applications))))


def applied_to(n: int) -> Application:
    outcome: Outcome = OUTCOMES[n % len(OUTCOMES)]
    steps: dict[Outcome, frozenset[Stage]] = {
        "offer": frozenset(("applied", "interview", "offer")),
        "interview": frozenset(("applied", "interview")),
    }
    return Application(fit=60 + n * 7 % 40, reached=steps.get(outcome, _APPLIED), outcome=outcome)


USUAL = overview(*[(300 - 20 * n, 40 - n, n % 4, n % 3) for n in range(8)], applications=11)
EMPTY = overview(*[(0, 0, 0, 0)] * 8)
LARGE = overview(*[(12_345 + n, 1_400, 230, 99) for n in range(8)], applications=700)
SIZES = pytest.mark.parametrize("shown", [USUAL, EMPTY, LARGE], ids=["usual", "empty", "large"])


def boxes(picture: Picture) -> list[Words]:
    return [each for each in picture.shapes if isinstance(each, Words)]


def edges(shape: object) -> tuple[int, int, int, int]:
    if isinstance(shape, Dot):
        return (
            shape.x - shape.radius,
            shape.y - shape.radius,
            shape.x + shape.radius,
            shape.y + shape.radius,
        )
    assert isinstance(shape, Words | Bar)
    return shape.left, shape.top, shape.left + shape.width, shape.top + shape.height


def covered(picture: Picture) -> Iterator[tuple[Words, Words]]:
    """Yield words that stand on other words."""
    for one, other in combinations(boxes(picture), 2):
        left, top, right, bottom = edges(one)
        other_left, other_top, other_right, other_bottom = edges(other)
        if left < other_right and other_left < right and top < other_bottom and other_top < bottom:
            yield one, other


@SIZES
@pytest.mark.parametrize("language", TRANSLATED)
def test_no_words_are_clipped_or_covered(language: str, shown: Overview) -> None:
    with speaking(language):
        picture = stats_picture(shown, measure=measure)

    assert picture.width == 1080
    assert picture.height <= 1500  # Telegram for Android shows higher ones narrower
    assert not list(covered(picture))
    for shape in picture.shapes:
        left, top, right, bottom = edges(shape)
        assert 0 <= left <= right <= picture.width, shape
        assert 0 <= top <= bottom <= picture.height, shape
    for each in boxes(picture):
        assert measure(each.text, each.size, each.bold) <= each.width


@SIZES
@pytest.mark.parametrize("language", TRANSLATED)
def test_every_word_can_be_read_on_a_phone_of_360_pixels(language: str, shown: Overview) -> None:
    with speaking(language):
        picture = stats_picture(shown, measure=measure)

    assert min(each.size for each in boxes(picture)) * 360 / picture.width >= 11


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_font_has_every_letter(language: str) -> None:
    with speaking(language):
        pictures = [stats_picture(shown, measure=measure) for shown in (USUAL, EMPTY)]
    said = {letter for picture in pictures for each in boxes(picture) for letter in each.text}

    for bold in (False, True):
        unknown = bytes(font(40, bold).getmask("\U0010fffd"))
        assert not [each for each in said if bytes(font(40, bold).getmask(each)) == unknown]


@SIZES
def test_all_numbers_stand_in_the_picture(shown: Overview) -> None:
    said = [each.text for each in boxes(stats_picture(shown, measure=measure))]

    if shown.has_weeks:
        for week in shown.weeks[:SHOWN_WEEKS]:
            for count in (week.postings, week.shown, *week.marks.values()):
                assert number(count) in said
    if shown.applications:
        assert all(number(count) in said for count in counts_of(shown.applications).values())


def test_without_anything_it_says_kindly_what_will_stand_there() -> None:
    said = " ".join(each.text for each in boxes(stats_picture(EMPTY, measure=measure)))

    assert "From your first picks on, each week has a bar here." in said
    assert "Press “Applied” on a card" in said


def test_every_application_is_a_dot_or_counted_in_one() -> None:
    picture = stats_picture(USUAL, measure=measure)
    dots = [each for each in picture.shapes if isinstance(each, Dot)]
    counted = [
        int(each.text)
        for each in boxes(picture)
        if any(abs(each.left + each.width // 2 - dot.x) < 2 for dot in dots)
        and any(abs(each.top + each.height // 2 - dot.y) < 3 for dot in dots)
    ]

    assert len(dots) - len(counted) + sum(counted) == len(USUAL.applications)


def test_what_differs_in_colour_differs_in_its_pattern_or_its_row_too() -> None:
    bars = [each for each in stats_picture(USUAL, measure=measure).shapes if isinstance(each, Bar)]
    rows = {(each.role, each.pattern): each.top + each.height for each in bars}

    assert {pattern for _, pattern in rows} == {"solid", "hatched", "open"}


def test_the_file_is_a_png_of_its_size_the_same_each_time_and_other_in_the_dark() -> None:
    picture = stats_picture(LARGE, measure=measure)
    light, dark = png(picture, theme="light"), png(picture, theme="dark")

    assert light.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", light[16:24]) == (picture.width, picture.height)
    assert png(picture, theme="light") == light
    assert dark != light
    assert len(light) < 200_000


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_have_the_contrast_that_wcag_asks_for(theme: Theme) -> None:
    colours = COLOURS[theme]
    paper = colours["paper"]

    assert contrast(colours["ink"], paper) >= 7
    assert contrast(colours["quiet"], paper) >= 4.5
    for role, colour in colours.items():
        assert role in {"paper", "rule"} or contrast(colour, paper) >= 3, role


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@settings(max_examples=60)
@given(text=st.text(st.sampled_from("aWщЖi -ß"), min_size=1, max_size=60))
def test_a_label_keeps_to_its_column(text: str) -> None:
    lines = label(text, left=10, middle=50, most=200, size=40, measure=measure)

    assert 1 <= len(lines) <= 2
    assert all(each.width <= 201 and each.size >= LEAST_SIZE for each in lines)


@settings(max_examples=60)
@given(text=st.text(st.sampled_from("aWщЖi -ß"), min_size=1, max_size=200))
def test_a_paragraph_keeps_every_letter(text: str) -> None:
    lines = paragraph(text, left=10, top=0, most=200, size=30, measure=measure)

    said = "".join(each.text for each in lines).replace("-", "").replace(" ", "")
    assert said == text.replace("-", "").replace(" ", "")
    assert all(each.width <= 201 for each in lines)


@settings(max_examples=25)
@given(
    counts=st.lists(
        st.tuples(*[st.integers(0, 99_999)] * 4),
        min_size=8,
        max_size=8,
    ),
    fits=st.lists(st.tuples(st.integers(0, 100), st.sampled_from(OUTCOMES)), max_size=80),
)
def test_whatever_the_numbers_are_no_words_are_covered(
    counts: list[tuple[int, int, int, int]], fits: list[tuple[int, Outcome]]
) -> None:
    applications = tuple(Application(fit=fit, outcome=outcome) for fit, outcome in fits)
    shown = Overview(weeks=overview(*counts).weeks, applications=applications)
    picture = stats_picture(shown, measure=measure)

    assert not list(covered(picture))
    assert all(edges(each)[0] >= 0 and edges(each)[2] <= 1080 for each in picture.shapes)

"""Captions: what fits stays as it is, what does not is cut and stays well-formed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.telegram_html import parse_html
from bot.views.captions import caption
from bot.views.html import length, units

_PIECES = st.sampled_from(
    [
        "a",
        "😀",
        "&lt;",
        "&amp;",
        "\n",
        "<b>",
        "<i>",
        '<a href="https://jobs.example.com/a?b&amp;c">',
    ]
)


@st.composite
def well_formed(draw: st.DrawFn) -> str:
    """Return Telegram HTML whose tags are closed."""
    html = ""
    opened: list[str] = []
    for piece in draw(st.lists(_PIECES, max_size=40)):
        if piece.startswith("<"):
            opened.append(piece[1])
        html += piece
        if draw(st.booleans()) and opened:
            html += f"</{opened.pop()}>"
    return html + "".join(f"</{tag}>" for tag in reversed(opened))


@given(html=well_formed(), most=st.integers(1, 30))
def test_a_caption_is_the_beginning_and_parses(html: str, most: int) -> None:
    kept = caption(html, most=most)

    whole, parsed = parse_html(html).text, parse_html(kept).text
    assert units(parsed) <= most
    assert parsed == whole if length(html) <= most else whole.startswith(parsed.removesuffix("…"))


@pytest.mark.parametrize(
    ("html", "most", "kept"),
    [
        ("<b>one</b> two", 7, "<b>one</b> two"),
        ("<b>one</b> two", 6, "<b>one</b> t…"),
        ("<b>one</b> two", 3, "<b>on…</b>"),
        ("a&amp;b&amp;c", 4, "a&amp;b…"),
        ("a😀b", 3, "a…"),
        (
            "<blockquote expandable>ab<code>cd</code></blockquote>",
            4,
            "<blockquote expandable>ab<code>cd</code></blockquote>",
        ),
        (
            "<blockquote expandable>ab<code>cd</code></blockquote>",
            3,
            "<blockquote expandable>ab<code>…</code></blockquote>",
        ),
    ],
)
def test_the_cut_is_behind_a_character(html: str, most: int, kept: str) -> None:
    assert caption(html, most=most) == kept

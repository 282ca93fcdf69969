"""Telegram's HTML: what it becomes, and what is refused in Telegram's own words."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import Entity, Formatted, detected, settled, units
from bot.sandbox.refusal import Refusal
from bot.sandbox.telegram_html import parse_html


def entity(kind: str, offset: int, length: int, **more: str) -> Entity:
    return Entity(type=kind, offset=offset, length=length, **more)


MARKED = [
    ("<b>a</b><strong>b</strong>", "ab", [entity("bold", 0, 1), entity("bold", 1, 1)]),
    ("<i>a</i><em>b</em>", "ab", [entity("italic", 0, 1), entity("italic", 1, 1)]),
    ("<u>a</u><ins>b</ins>", "ab", [entity("underline", 0, 1), entity("underline", 1, 1)]),
    (
        "<s>a</s><strike>b</strike><del>c</del>",
        "abc",
        [entity("strikethrough", at, 1) for at in range(3)],
    ),
    ("<tg-spoiler>a</tg-spoiler>", "a", [entity("spoiler", 0, 1)]),
    ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
    ("<code>a &lt; b</code>", "a < b", [entity("code", 0, 5)]),
    ("<pre>a\n b</pre>", "a\n b", [entity("pre", 0, 4)]),
    (
        '<pre><code class="language-python">a</code></pre>',
        "a",
        [entity("pre", 0, 1, language="python")],
    ),
    ("<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
    ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
    (
        '<a href="https://example.com/?a=1&amp;b=2">x</a>',
        "x",
        [entity("text_link", 0, 1, url="https://example.com/?a=1&b=2")],
    ),
    ("<a href='example.com'>x</a>", "x", [entity("text_link", 0, 1, url="http://example.com")]),
    ("<b>😀<i>é</i></b>!", "😀é!", [entity("bold", 0, 3), entity("italic", 2, 1)]),
    ("<B>a</b >", "a", [entity("bold", 0, 1)]),
    ("<b></b>a", "a", []),
    ("&lt;b&gt; &amp;amp; &quot; &#39; &#x1F600; &nbsp; &", "<b> &amp; \" ' 😀 &nbsp; &", []),
]


@pytest.mark.parametrize(("source", "text", "entities"), MARKED, ids=[case[0] for case in MARKED])
def test_tags_become_entities(source: str, text: str, entities: list[Entity]) -> None:
    assert parse_html(source) == Formatted(text=text, entities=tuple(entities))


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "http://", "//", "file:///etc"],
)
def test_a_link_that_is_none_leaves_plain_text(href: str) -> None:
    assert parse_html(f'<a href="{href}">x</a>') == Formatted(text="x")


MISTAKES = [
    ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
    ("<b/>x", 'Unsupported start tag "b/" at byte offset 0'),
    ("1 < 2 > 0", 'Unsupported start tag "" at byte offset 2'),
    ("1 <2", "Unclosed start tag at byte offset 2"),
    ("<a href='x", 'Unclosed start tag "a" at byte offset 0'),
    ("<a href=x", "Unexpected end of name token at byte offset 8"),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ('<a href="x" />', 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    (
        "<b><i>x</b></i>",
        'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ),
]


@pytest.mark.parametrize(("source", "words"), MISTAKES, ids=[case[0] for case in MISTAKES])
def test_a_mistake_is_refused(source: str, words: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_html(source)

    assert caught.value.text == f"Bad Request: can't parse entities: {words}"


@given(st.text())
def test_an_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text)) == Formatted(text=text)


@given(st.text(min_size=1), st.sampled_from(["b", "i", "u", "s", "code", "pre", "blockquote"]))
def test_a_tag_covers_exactly_its_text(text: str, tag: str) -> None:
    parsed = parse_html(f"😀<{tag}>{html.escape(text)}</{tag}>!")

    (found,) = parsed.entities
    assert parsed.text == f"😀{text}!"
    assert (found.offset, found.length) == (2, units(text))


@given(st.text(alphabet=st.sampled_from("<>/ab=\"' &;#x3ré\n")))
def test_any_text_is_parsed_or_refused(source: str) -> None:
    try:
        parsed = settled(parse_html(source))
    except Refusal as refusal:
        words = refusal.text
    else:
        words = ""
        assert all(0 <= each.offset < each.end <= units(parsed.text) for each in parsed.entities)

    assert not words or words.startswith("Bad Request: can't parse entities: ")


def test_white_space_around_is_cut_and_entities_move() -> None:
    formatted = parse_html(" \n<b> a</b> <i>b </i>\n")

    assert settled(formatted) == Formatted(
        text="a b", entities=(entity("bold", 0, 1), entity("italic", 2, 1))
    )


def test_code_holds_no_style_and_no_style_reaches_into_it() -> None:
    formatted = parse_html("<b>a <code>b <i>c</i></code> d</b>")

    assert settled(formatted).entities == (
        entity("bold", 0, 2),
        entity("code", 2, 3),
        entity("bold", 5, 2),
    )


def test_a_quote_inside_a_quote_is_flat() -> None:
    formatted = parse_html("<blockquote>a<blockquote>b</blockquote></blockquote>")

    assert settled(formatted).entities == (entity("blockquote", 0, 2),)


def test_commands_links_and_names_are_found_in_units() -> None:
    text = "😀 /start@some_bot then https://example.com/a. Ask @nobody, not /a/b or x/y"

    assert detected(text) == (
        entity("bot_command", 3, 15),
        entity("url", 24, 21),
        entity("mention", 51, 7),
    )


def test_a_link_on_text_is_not_found_again() -> None:
    source = '<a href="https://example.com">https://example.org/</a>'

    assert [each.type for each in settled(parse_html(source)).entities] == ["text_link"]

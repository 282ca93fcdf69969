"""Text of others becomes harmless HTML of a known length."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import detected, settled
from bot.sandbox.telegram_html import parse_html
from bot.views.html import address, cut, escape, length, link, plain, units

HOSTILE = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("<>&\"'/@.:#😀א\u202e\u200d"))
)


@given(text=HOSTILE)
def test_escaped_text_is_parsed_back_without_an_entity(text: str) -> None:
    parsed = settled(parse_html(escape(text, most=4096)))

    assert parsed.entities == ()
    assert units(parsed.text) == length(escape(text, most=4096))


@given(text=HOSTILE, most=st.integers(1, 60))
def test_cut_text_is_never_longer_than_asked_for(text: str, most: int) -> None:
    assert units(cut(text, most)) <= most


@given(text=HOSTILE)
def test_what_fits_is_not_cut(text: str) -> None:
    assert cut(text, 100_000) == plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "see https://evil.example.com/now",
        "apply at evil.example.com",
        "write to @somebody_else",
        "send /forget now",
        "/forget",
        "me@evil.example.com",
        "#hiring in #Köln",
        "buy $EVIL",
        "call +1 212 555 0123",
        "tg://resolve?domain=somebody_else",
    ],
)
def test_text_of_others_becomes_no_link_name_or_command(text: str) -> None:
    shown = parse_html(escape(text)).text

    assert detected(shown) == ()
    assert not re.search(r"#\w|\$[A-Z]|\+\d|\w://", shown)
    assert shown.replace("\u2060", "") == text


def test_a_long_word_is_cut_inside_and_a_sentence_between_words() -> None:
    assert (cut("x" * 10, 5), cut("alpha beta gamma", 12)) == ("xxxx…", "alpha beta…")


def test_an_emoji_is_never_cut_in_half() -> None:
    assert cut("abc😀😀", 5) == "abc…"


def test_invisible_and_turning_characters_are_dropped() -> None:
    assert plain("a\u202eb\u200b\n\x00 c\ud800") == "ab c"


def test_right_to_left_text_is_isolated() -> None:
    assert escape("מהנדס <b>") == "\u2068מהנדס &lt;b&gt;\u2069"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "tg://user?id=1",
        "ftp://jobs.example.com",
        "https://",
        "https://localhost/1",
        "https://jobs.example.com:port/",
        "https://bank.example.com@evil.example.com/",
        "https://jobs.example.com/a b",
        "https://jobs.example.com/\u202egpj",
        "//jobs.example.com",
        "https://jobs.example.com/" + "a" * 2048,
        "",
    ],
)
def test_only_whole_web_addresses_become_links(url: str) -> None:
    assert address(url) is None
    assert link("Title", url) == "Title"


def test_a_link_keeps_its_address_whatever_is_in_it() -> None:
    html = link('<"Title">', 'https://jobs.example.com/?a=1&b="><b>')

    (entity,) = parse_html(html).entities
    assert (parse_html(html).text, entity.url) == (
        '<"Title">',
        "https://jobs.example.com/?a=1&b=%22%3E%3Cb%3E",
    )

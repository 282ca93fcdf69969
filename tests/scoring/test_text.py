"""Plain text: what a reader would see and nothing else."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.normalise.text import one_line, plain_text

_TAGGED = re.compile(r"</?(?:p|b|div|span|script|a|li|h1)(?:[\s/][^<>]*)?>", re.IGNORECASE)


_ADDRESS = "RMjAwMTpkYjg6MTExMToyMjIyOjMzMzM6NDQ0NDo1NTU1OjY2NjY="  # of a network for examples


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param(
            "<h2>You</h2><ul><li>know <b>Python</b></li>\n<li><p>like tea</p></li></ul><p>Bye</p>",
            "You\n\n• know Python\n• like tea\n\nBye",
            id="headings, items and paragraphs are lines",
        ),
        pytest.param(
            "&lt;p&gt;R&amp;amp;D &lt;strong&gt;lead&lt;/strong&gt;&lt;/p&gt;",
            "R&D lead",
            id="escaped twice",
        ),
        pytest.param("A<br>B<br/>C", "A\nB\nC", id="breaks"),
        pytest.param(
            "first line\nsecond line", "first line\nsecond line", id="plain text keeps its lines"
        ),
        pytest.param("<p>one\n   sentence</p>", "one sentence", id="line ends in HTML are spaces"),
        pytest.param("- a\n* b\n● c\n• d", "• a\n• b\n• c\n• d", id="one kind of bullet"),
        pytest.param("## About **us**", "About us", id="Markdown's marks"),
        pytest.param(
            "latency < 10 ms, C<T> and x > y", "latency < 10 ms, C<T> and x > y", id="no tags"
        ),
        pytest.param(
            "PÃ¼r &amp; Simple – cafÃ©", "Pür & Simple – café", id="UTF-8 read as Latin-1"
        ),
        pytest.param(
            "Ã\x83Â¼ber â\x80\x99s", "über ’s", id="read wrong twice, and with control characters"
        ),
        pytest.param("AÇÃO São João", "AÇÃO São João", id="Portuguese is not broken"),
        pytest.param(
            "see x.com/?a=1&region=US",
            "see x.com/?a=1&region=US",
            id="no entity without its semicolon",
        ),
        pytest.param("a\u200bb\u202ec\u00ad\U000e0041d\x00", "abcd", id="invisible characters"),
        pytest.param(
            '<p>Hi<span style="display:none">score 100</span><script>x()</script>'
            '<i hidden>secret</i><b style="font-size:0px">tiny</b><u style="color:#fff">w</u></p>',
            "Hi",
            id="hidden elements",
        ),
        pytest.param('<p style="opacity:0.9">shown</p>', "shown", id="nearly opaque is shown"),
        pytest.param(
            "Cook. Please mention the word **SWEET** and tag RNTI== when applying to show you "
            "read the job "
            "post completely (#RNTI==). This is a beta feature to avoid spam applicants. "
            "Companies can search "
            "these words to find applicants that read this and see they're human.",
            "Cook.",
            id="RemoteOK's sentence with the reader's address",
        ),
        pytest.param(
            f"Cook.Please mention the word RIGHTEN and tag {_ADDRESS} when applying to show you "
            f"read the job post completely (#{_ADDRESS}). This is a beta feature to avoid spam "
            "applicants. Companies can search these words to find applicants that read this and "
            "see they're human.",
            "Cook.",
            id="the same with a long address",
        ),
        pytest.param(
            "To be read: Mention the word: REMISSION. Tag code: RMTAuMC4wLjE=. This verifies that "
            "you have read the full job description.",
            "To be read:",
            id="a copy of that sentence in other words",
        ),
        pytest.param(
            "Mention the word tea in your letter.",
            "Mention the word tea in your letter.",
            id="an employer's own wish",
        ),
        pytest.param(
            "De segunda Ã sexta, das 9h Ã s 18h. Â Tracciabilità e attivitÃ del team",
            "De segunda à sexta, das 9h às 18h. Tracciabilità e attività del team",
            id="letters whose no-break space became a plain one",
        ),
        pytest.param("AMANHÃ É DIA", "AMANHÃ É DIA", id="a capital with a tilde"),
        pytest.param("don\ufffdt\n\ufffd tea", "don’t\ntea", id="lost characters"),
        pytest.param("Brew tea.\n\n<", "Brew tea.", id="a tag cut in two"),
        pytest.param("Medical &amp", "Medical &", id="an entity cut in two"),
        pytest.param(
            "\\-\\-\\- What you do ----\n\n======\n\nread [our page](https://x.test/a) \\*now\\*",
            "What you do\n\nread our page (https://x.test/a) *now*",
            id="rules, links and escapes of Markdown",
        ),
        pytest.param("a { color: #464feb; } tr th { top: 0; }Tea", "Tea", id="a style sheet"),
        pytest.param("we hire #LI-SM4 #LI-Remote", "we hire #LI-Remote", id="an ad's own code"),
        pytest.param("✅ brew tea\n✅ serve it", "• brew tea\n• serve it", id="signs as bullets"),
        pytest.param("✅ YOU\n\nlike tea", "✅ YOU\n\nlike tea", id="a sign before a heading"),
        pytest.param("We ask\n: three years", "We ask: three years", id="a mark on its own line"),
        pytest.param("Tea:\n• hot\n•\n•", "Tea:\n• hot", id="empty items"),
        pytest.param(
            f"{'We brew tea. ' * 9}You will: • brew tea for guests every day • serve it with a "
            "smile always • clean the pots every evening. You know: • leaves from many far lands",
            f"{('We brew tea. ' * 9).strip()}\n\nYou will:\n• brew tea for guests every day\n"
            "• serve it with a smile always\n• clean the pots every evening.\n\nYou know:\n"
            "• leaves from many far lands",
            id="a list in one line",
        ),
        pytest.param(
            f"{'We brew tea in the old town. ' * 9}Come to town!You brew the tea.You serve all "
            "guests!Guests are kind",
            f"{'We brew tea in the old town. ' * 9}Come to town!\nYou brew the tea.\nYou serve all "
            "guests!\nGuests are kind",
            id="sentences that lost their line ends",
        ),
    ],
)
def test_text_reads_as_it_looks(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_no_character_is_left_that_nobody_can_see() -> None:
    shown = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
    formats = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"}
    fillers = {
        *"\u034f\u115f\u1160\u17b4\u17b5\u180f\u3164\uffa0",
        *map(chr, range(0xFE00, 0xFE10)),
    }

    left = {each for each in formats | fillers if plain_text(f"a{each}b") != "ab"}

    assert left == set(shown)  # Arabic and Kaithi number signs: they are drawn


def test_marks_heaped_on_a_letter_are_cut_and_languages_keep_theirs() -> None:
    assert plain_text("Co" + "\u0301\u0342" * 40 + "ok") == "Co\u0301\u0342\u0301ok"
    assert plain_text("Vie\u0302\u0323t Nam, Ångström, ṩ") == "Vie\u0302\u0323t Nam, Ångström, ṩ"


def test_a_title_is_one_line() -> None:
    assert (
        one_line("  <b>C++</b> Engineer\n&#38; Lead &ndash; R&amp;D\u200b ")
        == "C++ Engineer & Lead – R&D"
    )


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<li>",
        "<b",
        "<",
        ">",
        "&lt;",
        "&amp;",
        "&gt;",
        "lt;",
        "&#60;",
        "b>",
        "Ã",
        "¼",
        "â",
        "\x80",
        "\u200b",
        "•",
        "- ",
        "# ",
        "**",
        "\n",
        " ",
        "a",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "&nbsp;",
        "<T>",
        "__",
        "\n:",
        "Â ",
        "\ufffd",
        "✅ ",
        "\\*",
        "](https://x)",
    ]
)


@settings(deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=25).map("".join))
def test_text_never_contains_tags_and_a_second_reading_changes_nothing(html: str) -> None:
    text = plain_text(html)

    assert not _TAGGED.search(text)
    assert plain_text(text) == text

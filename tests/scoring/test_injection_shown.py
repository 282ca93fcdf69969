"""Whatever a posting or a bought judge writes, a message links to our own record and no further."""

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.why import Explained, Meant
from bot.model import Delivery, Layout, Message
from bot.sandbox.entities import Entity, settled
from bot.sandbox.telegram_html import parse_html
from bot.views.digest import digest_messages, list_messages
from bot.views.html import address, escape
from bot.views.why import why_message
from scoring import render
from scoring.explain.margins import close_calls, silences
from scoring.explain.quotes import quotes
from scoring.judges.local import judge_locally
from scoring.judges.reason import MOST_CHARS
from scoring.model import Cluster, Part, Pick, Verdict
from scoring.prompts.fence import one_line
from tests import factories as make
from tests.scoring.attacks import ATTACKS, Attack
from tests.scoring.obedient import BRIBED
from tests.scoring.test_injection import PROFILE, attacking

# Made after what Telegram's server looks for in a text: https://core.telegram.org/api/entities
TAPPABLE = re.compile(
    r"(?<!\w)@\w{3}|(?<![\w/<>])/[a-zA-Z]\w|(?<!\w)#\w*[^\W\d]|(?<!\w)\$[A-Za-z]{1,8}(?!\w)"
    r"|\w://|\w@\w+\.\w|\w\.(?:com|org|net|io|me|example)\b|\+\d[\d -]{7}"
)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066\u2067\U000e0000-\U000e0fff]")


def bought(cluster: Cluster, *, words: str) -> Pick:
    """Return a pick whose every word comes from a judge that the posting has won over."""
    local = judge_locally(cluster.best, PROFILE)
    hostile = Verdict(
        posting_id=cluster.best.id,
        fit=99,
        reason=words,
        summary=words,
        parts=(Part(name=words, points=1, most=2, evidence=words),),
        against=(words,),
        cap=words,
        judge=words,
    )
    own = local.model_copy(update={"reason": one_line(words, most=MOST_CHARS) or local.reason})
    return Pick(cluster=cluster, verdict=hostile if words == BRIBED else own)


def messages(*picks: Pick) -> tuple[Message, ...]:
    """Return every message that shows these picks."""
    digest = make.digest(*picks, near=picks, notes=("All is well.",))
    sent = Delivery(id=3, person_id=7, key="2026-01-02", digest=digest, created_at=make.NOW)
    cards = digest_messages(sent, make.person(layout=Layout.CARDS))
    return (*list_messages(sent, make.person()), *cards, *(_why(pick) for pick in picks))


def _why(pick: Pick) -> Message:
    """Return the message that explains a score, with the posting's own words."""
    best, words = pick.cluster.best, pick.verdict.reason
    explained = Explained(
        meant=Meant(pick=pick),
        quotes=quotes(best, PROFILE, parts=[part.name for part in pick.verdict.parts]),
        found={part.name: words for part in pick.verdict.parts},
        close=(*close_calls(best, PROFILE, now=make.NOW), words),
        silent=(*silences(best, PROFILE), words),
        judged_on=make.NOW,
        profile_since=None,
        changed=(words,),
        outdated=False,  # else we name a command of our own
        fails=words,
        kept=True,
        edited=True,
        now=make.NOW,
    )
    return why_message(explained)


def own_links(cluster: Cluster) -> set[str]:
    return {link for url in cluster.links if (link := address(url))}


EVERY = pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())


@EVERY
@pytest.mark.parametrize("words", [BRIBED, "its own"])
def test_a_message_has_our_links_and_buttons_and_no_others(attack: Attack, words: str) -> None:
    cluster = attacking(attack)
    pick = bought(cluster, words=cluster.best.text or words if words == "its own" else words)

    for message in messages(pick):
        parsed = settled(parse_html(message.html))
        urls = {each.url for each in parsed.entities if each.type == "text_link"}
        assert urls <= own_links(cluster)
        kinds = {"bold", "italic", "text_link", "blockquote", "expandable_blockquote"}
        assert {each.type for each in parsed.entities} <= kinds
        inside = _without_links(parsed.text, parsed.entities)
        assert TAPPABLE.search(inside) is None, inside
        assert CONTROLS.search(parsed.text) is None
        buttons = [button for row in message.rows for button in row]
        assert {button.url for button in buttons if button.url} <= own_links(cluster)
        assert {button.label for button in buttons} <= usual_labels()


@cache
def usual_labels() -> frozenset[str]:
    """Return what stands on the buttons of a posting that is up to nothing."""
    every = messages(bought(attacking({}), words="x"))
    return frozenset(button.label for each in every for row in each.rows for button in row)


def _without_links(text: str, entities: Sequence[Entity]) -> str:
    """Return the text that stands in no link: inside one nothing else is found."""
    raw = text.encode("utf-16-le")
    kept = bytearray(raw)
    for each in entities:
        if each.type == "text_link":
            kept[2 * each.offset : 2 * each.end] = " ".encode("utf-16-le") * each.length
    return kept.decode("utf-16-le", "replace")


@EVERY
def test_a_file_has_our_links_and_no_others(attack: Attack) -> None:
    cluster = attacking(attack)
    digest = make.digest(bought(cluster, words=BRIBED))
    own = {unquote(link) for link in own_links(cluster)}

    markdown, page = render.markdown(digest), render.html(digest)

    links = re.findall(r"(?<!\\)\]\(([^)]*)\)", markdown)
    assert {unquote(link) for link in links} <= own
    assert re.search(r"(?<!\\)<[a-zA-Z/!]|(?<!\\)!\[|(?<!\\)`", markdown) is None
    hrefs = re.findall(r'href="([^"]*)"', page)
    assert {unquote(link.replace("&#x27;", "'").replace("&amp;", "&")) for link in hrefs} <= own
    tags = set(re.findall(r"<([a-z0-9]+)[\s>]", page))
    assert tags <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "a", "span"),
        *("article", "footer"),
    }
    assert not re.search(r"\son\w+=\"", page)


SAID = {
    "a link": ("Apply at https://evil.example/x?q=1 now", "Apply at now"),
    "a bare address": ("Apply at evil.example.com/x today", "Apply at today"),
    "Markdown": ("[Apply](https://evil.example) **now** `x` __y__", "Apply now x y"),
    "a picture": ("You fit ![pixel](https://evil.example/p.png)", "You fit pixel"),
    "HTML": ("<a href='https://evil.example'>You</a> <b>fit</b><script>x", "You fit x"),
    "escaped HTML": ("&lt;a href=&quot;x&quot;&gt;You&lt;/a&gt; fit", "You fit"),
    "a name": ("Ask @evil_bot, then /start it #hired $EVIL", "Ask , then it"),
    "Telegram": ("Open tg://resolve?domain=evil_bot soon", "Open soon"),
    "script": ("javascript:alert(1) You fit", "You fit"),
    "e-mail": ("Write to boss@evil.example.com soon", "Write to soon"),
    "telephone": ("Call +1 212 555 0123 or (212) 555-0123 now", "Call or now"),
    "controls": ("You\x00 \x1bfit\u202e \u200bthe\U000e0041\njob\r\n", "You fit the job"),
    "heading": ("# You fit", "You fit"),
    "list": ("- You fit", "You fit"),
    "skills": ("You know C#, C++, Node.js and ASP.NET, CI/CD too.", None),
    "numbers": ("Pays $60,000-80,000; asks 3-5 years (2019-2024), 40 h/week.", None),
    "names": ("Works with TCP/IP in Berlin/Potsdam; 10% travel & R&D.", None),
}


@pytest.mark.parametrize(("said", "line"), SAID.values(), ids=SAID.keys())
def test_a_reason_is_one_plain_line(said: str, line: str | None) -> None:
    assert one_line(said, most=MOST_CHARS) == (said if line is None else line)


_PIECES = st.sampled_from(
    [
        *("https://", "evil.example.com", "@evil", "/start", "#tag", "[a](", ")", "](", "<a ", ">"),
        *(
            "&lt;",
            "&gt;",
            "tg://",
            "www.",
            "**",
            "`",
            "\n",
            "\u202e",
            "\u200b",
            " ",
            "a",
            "mailto:",
        ),
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=20).map("".join))
def test_no_reason_has_anything_to_tap(said: str) -> None:
    line = one_line(said, most=MOST_CHARS)
    shown = settled(parse_html(escape(line)))

    assert len(line) <= MOST_CHARS
    assert "\n" not in line
    assert shown.entities == ()
    assert TAPPABLE.search(shown.text) is None
    assert "://" not in line

"""A person's picks as RSS 2.0 and JSON Feed 1.1, and what /feed says. Pure.

https://www.rssboard.org/rss-specification and https://www.jsonfeed.org/version/1.1/
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from bot.language.current import spoken
from bot.language.numbers import date_text
from bot.language.text import said
from bot.model import Button, Message, Person
from bot.texts import feed as texts
from bot.views.html import address, plain
from bot.views.words import company_text, pay_text, places_text, title_text
from scoring.model import Pick
from scoring.source_terms import credit_of

MOST = 50  # picks in a feed
RSS_KIND = "application/rss+xml; charset=utf-8"
JSON_KIND = "application/feed+json; charset=utf-8"
_JSON_VERSION = "https://jsonfeed.org/version/1.1"
_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ET.register_namespace("atom", _ATOM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A pick and when it was chosen."""

    pick: Pick
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a feed is served, and the chat that it belongs to."""

    url: str
    home: str


def rss(items: Sequence[Item], place: Place, *, built: datetime) -> bytes:
    """Return the picks as RSS 2.0 in the language that is spoken; `built` is the latest change."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _tell(channel, "title", texts.TITLE())
    _tell(channel, "link", place.home)
    _tell(channel, "description", texts.ABOUT())
    _tell(channel, "language", spoken())
    _tell(channel, "lastBuildDate", format_datetime(built))
    own = {"href": place.url, "rel": "self", "type": "application/rss+xml"}
    ET.SubElement(channel, f"{{{_ATOM}}}link", own)
    for item in items:
        entry = ET.SubElement(channel, "item")
        _tell(entry, "title", _title(item.pick))
        url = address(item.pick.cluster.best.url)
        if url:
            _tell(entry, "link", url)
        _tell(entry, "description", _html(item.pick))
        guid = _tell(entry, "guid", _id(item.pick))
        guid.set("isPermaLink", "false")
        _tell(entry, "pubDate", format_datetime(item.at))
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def json_feed(items: Sequence[Item], place: Place) -> bytes:
    """Return the picks as JSON Feed 1.1 in the language that is spoken."""
    feed = {
        "version": _JSON_VERSION,
        "title": texts.TITLE(),
        "description": texts.ABOUT(),
        "home_page_url": place.home,
        "feed_url": place.url,
        "language": spoken(),
        "items": [_entry(item) for item in items],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")


def offer(mark: str) -> Message:
    """Return what a feed is, with the button that makes its link."""
    button = Button(label=texts.MAKE(), action="feed", value=f"make.{mark}")
    return Message(html=texts.OFFER(count=MOST), rows=((button,),))


def stands(person: Person, *, made_at: datetime, mark: str) -> Message:
    """Return that there is a link, with the buttons that replace it or turn it off."""
    day = date_text(made_at.astimezone(ZoneInfo(person.zone)).date())
    return Message(html=texts.STANDS(day=day), rows=(_ways(mark),))


def link_message(*, rss_url: str, json_url: str, mark: str) -> Message:
    """Return the new link, once, as it can be copied: our own, so nothing in it is made inert."""
    html = texts.LINK(rss=escape(rss_url), json=escape(json_url))
    return Message(html=html, rows=(_ways(mark),))


def _ways(mark: str) -> tuple[Button, ...]:
    return (
        Button(label=texts.RENEW(), action="feed", value=f"make.{mark}"),
        Button(label=texts.TURN_OFF(), action="feed", value=f"off.{mark}"),
    )


def _entry(item: Item) -> dict[str, object]:
    pick = item.pick
    url = address(pick.cluster.best.url)
    entry: dict[str, object] = {
        "id": _id(pick),
        **({"url": url} if url else {}),
        "title": _title(pick),
        "content_html": _html(pick),
        "date_published": item.at.isoformat(timespec="seconds"),
        "_daily_job_picks": {"score": pick.verdict.fit, "company": company_text(pick.cluster.best)},
    }
    return entry


def _id(pick: Pick) -> str:
    """Return the same id for the same job for ever, also after it was shown again."""
    return f"urn:daily-job-picks:{pick.cluster.id}"


def _title(pick: Pick) -> str:
    best = pick.cluster.best
    return texts.ITEM(score=pick.verdict.fit, title=title_text(best), company=company_text(best))


def _html(pick: Pick) -> str:
    """Return the facts, the reason and the summary as paragraphs; text of others is escaped."""
    return "".join(f"<p>{escape(plain(each))}</p>" for each in _paragraphs(pick) if each)


def _paragraphs(pick: Pick) -> Iterator[str]:
    best, verdict = pick.cluster.best, pick.verdict
    facts = (company_text(best), places_text(pick.cluster), pay_text(best.pay))
    yield " · ".join(each for each in facts if each)
    yield texts.WHY(reason=said(verdict.reason)) if verdict.reason else ""
    yield said(verdict.summary)
    credit = credit_of(best)
    yield texts.SOURCE(source=credit[0]) if credit else ""


def _tell(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = _NO_XML.sub("", text)
    return element

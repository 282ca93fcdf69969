"""Hacker News "Who is hiring?": the top-level comments of the two newest monthly threads.

API: https://hn.algolia.com/api (search) and https://github.com/HackerNews/API (Firebase)
Terms: https://www.ycombinator.com/legal (comments belong to their authors: link to them)
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._headline import looks_like_job, read_headline
from scoring.sources._links import link

_SEARCH = "https://hn.algolia.com/api/v1/search_by_date"
_ITEM = "https://hacker-news.firebaseio.com/v0/item"
_THREADS = 2  # on the first of a month last month's thread is still the full one


@dataclass(frozen=True, slots=True)
class HackerNews:
    """Reads search results, a thread with its comments, and single items."""

    name: str = "hackernews"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:  # noqa: ARG002 - there is nothing to choose
        """Ask for the newest threads."""
        yield Fetch(url=_SEARCH, params=(("tags", "story,author_whoishiring"),))

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the one comment to which a link leads."""
        found = link(url)
        if found is None or found.host != "news.ycombinator.com" or found.parts != ("item",):
            return None
        number = found.query.get("id", "")
        known = number.isascii() and number.isdecimal()
        return Fetch(url=f"{_ITEM}/{number}.json", detail=True) if known else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read one page of either API."""
        page = r.document(body)
        if page is None and fetch.url.startswith(_ITEM):
            return Parsed()  # Firebase's way to say that a comment is gone
        if isinstance(page, list):
            return read_each(page, posting)
        if "hits" in page:
            return _results(fetch, page)
        if "comments" in page:
            thread = r.fields(page.get("thread")).get("id")
            return read_each(r.rows(page["comments"]), lambda each: posting(each, thread))
        if "children" in page or page["type"] == "story":
            return _thread(page)
        return read_each([page], posting)


def _results(fetch: Fetch, page: Any) -> Parsed:
    """Read found comments, or follow found threads."""
    hits = r.rows(page["hits"])
    threads = [each for each in map(r.fields, hits) if "comment_text" not in each]
    if hits and len(threads) == len(hits):
        asked = [each for each in threads if "who is hiring" in r.text(each.get("title")).lower()]
        return Parsed(
            follow=tuple(_comments(r.needed(each, "objectID")) for each in asked[:_THREADS])
        )
    last, number = r.amount(page.get("nbPages")) or 0, int(r.amount(page.get("page")) or 0)
    more = [_comments(fetch.label, number + 1)] if fetch.label and number + 1 < last else []
    return read_each(hits, lambda each: posting(each, page.get("story_id")), follow=more)


def _comments(thread: str, number: int = 0) -> Fetch:
    params = (("tags", f"comment,story_{thread}"), ("hitsPerPage", "1000"), ("page", str(number)))
    return Fetch(url=_SEARCH, params=params, label=thread)


def _thread(page: Any) -> Parsed:
    """Read the comments that a thread holds, or follow those that it only names."""
    if "children" in page:
        return read_each(r.rows(page["children"]), lambda each: posting(each, page.get("id")))
    follow = [Fetch(url=f"{_ITEM}/{kid}.json") for kid in r.texts(r.items(page.get("kids")))]
    return Parsed(follow=tuple(follow))


def posting(entry: Any, thread: Any = None) -> RawPosting | None:
    """Read a comment or a job story; replies, deleted ones and small talk are left out."""
    number = r.text(entry.get("objectID")) or r.needed(entry, "id")
    if entry.get("deleted") or entry.get("dead") or entry.get("type") in {"story", "poll"}:
        return None
    if _is_reply(entry, r.text(thread)):
        return None
    title = r.text(entry.get("title"))
    written = r.text(entry.get("comment_text")) or r.text(entry.get("text"))
    first, rest = _lines(written) if not title else (title, _plain(written))
    if not first and not _author(entry):
        return None  # deleted: the search gives neither text nor author
    if not first:
        raise ValueError("the comment is empty")
    if not title and not looks_like_job(first, rest):
        return None
    head = read_headline(first, rest)
    return RawPosting(
        external_id=number,
        url=f"https://news.ycombinator.com/item?id={number}",
        title=head.title,
        company=head.company,
        locations=head.places,
        workplace=head.workplace,
        pay=head.pay,
        posted_at=_time(entry),
        employment=head.employment,
        sponsorship=head.sponsorship,
        html=written or title,
    )


def _is_reply(entry: Any, thread: str) -> bool:
    """Tell whether a comment answers another one instead of the thread."""
    thread = thread or r.text(entry.get("story_id"))
    parent = r.text(entry.get("parent_id")) or r.text(entry.get("parent"))
    return bool(thread and parent and thread != parent)


def _author(entry: Any) -> str:
    return r.text(entry.get("author")) or r.text(entry.get("by"))


def _time(entry: Any) -> datetime | None:
    names = ("created_at_i", "created_at", "time")
    return next((found for name in names if (found := r.moment(entry.get(name)))), None)


def _lines(written: str) -> tuple[str, str]:
    """Return the first line as plain text, and the rest."""
    parts = re.split(r"<p>|<br\s*/?>|\n", written, maxsplit=1)
    return _plain(parts[0]), _plain(parts[1] if len(parts) > 1 else "")


def _plain(written: str) -> str:
    """Return the words of a comment, whose markup is only paragraphs, links, italics and code."""
    return html.unescape(re.sub(r"<[^>]*>", " ", written)).strip()


SOURCE: Source = HackerNews()

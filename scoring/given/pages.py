"""A page that somebody gave a link to, to the posting on it, and what a page says instead. Pure.

schema.org comes first, as JSON-LD or as microdata, since a site writes it to be read; else the
page's readable text, with the title and the site's name from its headings and its OpenGraph data
(https://ogp.me). What stands around the text - menus, footers, other jobs - is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qs, quote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from scoring.given.heads import is_role, read_head
from scoring.given.kinds import cv_signs, posting_signs
from scoring.given.microdata import microdata
from scoring.given.readable import readable
from scoring.model import RawPosting
from scoring.normalise.text import one_line
from scoring.normalise.trees import is_bottomless, tree_of
from scoring.sources import board_at, posting_at
from scoring.sources._jobposting import job_posting
from scoring.sources._pages import job_postings

Wall = Literal["bot", "login", "script"]

_LEAST_CHARS = 200  # of text on the page of a job
_LEAST_SIGNS = 2  # of a posting, in a page's readable text
_MOST_FRAMES = 40
_TITLE_CHARS = 120
_RESULTS = re.compile(  # the title of a page that lists what a search found
    r"\b(?:jobs|vacancies|stellenangebote|jobangebote|emplois|empleos|vagas|search results)\b"
    r".{0,40}\b(?:in|near|bei|à|en|em|at|for)\b|^[\d,.]+\+? .{0,60}\b(?:jobs|vacancies)\b",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_ENTRANCE = re.compile(r"/(?:log-?in|sign-?in|auth\w*|sso|session|account/login)\b", re.IGNORECASE)
_CHECKED = re.compile(
    r"just a moment\.\.\.|attention required! \| cloudflare|verify(?:ing)? (?:that )?you are "
    r"(?:a )?human|are you (?:a )?(?:human|robot)|enable javascript and cookies to continue"
    r"|access denied|pardon our interruption|unusual traffic|request (?:was )?blocked"
    r"|checking your browser"
    r"|security check|px-captcha|please complete the captcha|bot detection",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"\b(?:sign|log) ?in (?:to|or) (?:continue|view|see|your|join|apply|access)"
    r"|\bjoin (?:now )?to (?:view|see|apply)|\bplease (?:sign|log) ?in\b",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(r"\s+(?:[|–—·•]|-)\s+|\s*\|\s*|\s+::\s+")
_SITE_WORDS = re.compile(
    r"\b(?:careers?|jobs?|vacanc(?:y|ies)|openings?|hiring|job board|apply|home|karriere|"
    r"stellen\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPage:
    """The postings of a page, and whether they are data or were read from its text."""

    postings: tuple[RawPosting, ...] = ()
    data: bool = False


def decoded(body: bytes, *, kind: str = "") -> str:
    """Return a page as text: by its header `kind`, else by its own word, else as UTF-8."""
    named = re.search(r"charset=[\"']?([\w-]{2,20})", kind, re.IGNORECASE)
    inside = _CHARSET.search(body[:4_000])
    names = [named[1] if named else "", inside[1].decode() if inside else "", "utf-8"]
    for name in filter(None, names):
        try:
            return body.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("utf-8", "replace")


def read_page(page: str, *, url: str) -> OnPage:
    """Return what is offered on a page; nothing for one that offers no job. Never raises.

    A page that is built to take long, deeper than people's pages are, offers none.
    """
    if is_bottomless(page):
        return OnPage()
    body = page.encode("utf-8", "replace")
    jobs = [each for job in (*job_postings(body), *microdata(page)) if (each := _job(job, url=url))]
    if jobs:
        return OnPage(postings=tuple(_once(jobs)), data=True)
    found = _from_text(page, url=url)
    return OnPage(postings=(found,) if found else ())


def wall_of(page: str, *, asked: str, landed: str) -> Wall | None:
    """Return what keeps a page from being read: a check for people, a login, or a script."""
    if is_bottomless(page):
        return None
    tree = tree_of(page)
    title = _title(tree)
    words = readable(page)
    if len(words) < 4 * _LEAST_CHARS and _CHECKED.search(f"{title}\n{words}"):
        return "bot"
    moved = urlsplit(landed).path != urlsplit(asked).path
    if moved and _ENTRANCE.search(urlsplit(landed).path):
        return "login"
    if len(words) < 2 * _LEAST_CHARS and _LOGIN.search(f"{title}\n{words}"):
        return "login"
    return "script" if len(words) < _LEAST_CHARS and tree.css_first("script") else None


def is_html(body: bytes, *, kind: str = "") -> bool:
    """Tell whether a page is HTML, by its first characters or else by its header."""
    start = body[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<!--")):
        return True
    return "html" in kind and not start.startswith((b"%pdf-", b"{", b"["))


def embedded_job(page: str, *, url: str) -> str:
    """Return the address of the one job that a page shows from another site's board, or "".

    Career pages put a frame or a script of their board into a page whose address holds the job's
    number: https://developers.greenhouse.io/job-board.html#embedding-the-job-board.
    """
    if is_bottomless(page):
        return ""
    tree = tree_of(page)
    nodes = tree.css("iframe[src],script[src]")[:_MOST_FRAMES]
    frames = [node.attributes.get("src") or "" for node in nodes]
    own = next((frame for frame in frames if posting_at(frame)), "")
    if own:
        return own
    number = parse_qs(urlsplit(url).query).get("gh_jid", [""])[0]
    boards = (board_at(frame) for frame in frames)
    board = next((found[1] for found in boards if found and found[0] == "greenhouse"), "")
    if not (board and number.isdecimal()):
        return ""
    return f"https://boards.greenhouse.io/{quote(board, safe='')}/jobs/{number}"


def _job(job: Any, *, url: str) -> RawPosting | None:
    """Read one JobPosting; one that has no title is none."""
    try:
        return job_posting(job, url=url)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _once(jobs: Sequence[RawPosting]) -> Iterator[RawPosting]:
    """Yield each job once: some pages say it as JSON-LD and as microdata."""
    seen: set[tuple[str, str]] = set()
    for job in jobs:
        key = (
            one_line(job.title).casefold(),
            job.external_id if job.external_id != job.url else "",
        )
        if key[0] not in {title for title, _ in seen} or (key[1] and key not in seen):
            seen.add(key)
            yield job


def _from_text(page: str, *, url: str) -> RawPosting | None:
    """Read a page without data; None where its text is none of a job."""
    text = readable(page)
    if _RESULTS.search(_title(tree_of(page))):
        return None
    if len(text) < _LEAST_CHARS or posting_signs(text) - cv_signs(text) < _LEAST_SIGNS:
        return None
    tree = tree_of(page)
    title = _title(tree)
    heads = [title, *text.splitlines()[:12]]
    said = read_head([line for line in heads if line.strip()], text=text)
    site = one_line(_meta(tree, "og:site_name"))
    parts = [part for part in _TITLE_ENDS.split(title) if part]
    return (
        RawPosting(
            external_id="",
            url=url,
            title=_heading(tree) or said.title or (parts[0] if parts else ""),
            company=said.company or _SITE_WORDS.sub("", site).strip(" -|"),
            locations=(said.place,) if said.place else (),
            workplace=said.workplace,
            html=text,
        )
        if title or said.title
        else None
    )


def _heading(tree: LexborHTMLParser) -> str:
    """Return the page's one main heading, else the first that names a job."""
    main, heads = _words(tree, "h1"), _words(tree, "h1,h2,h3")
    return main[0] if len(main) == 1 else next((head for head in heads if is_role(head)), "")


def _words(tree: LexborHTMLParser, selector: str) -> list[str]:
    """Return the words of the headings that can be a title, each once."""
    heads = (" ".join(node.text().split()) for node in tree.css(selector))
    return [head for head in dict.fromkeys(heads) if 3 <= len(head) <= _TITLE_CHARS]


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    return one_line(_meta(tree, "og:title") or (node.text() if node else ""))


def _meta(tree: LexborHTMLParser, name: str) -> str:
    node = tree.css_first(f"meta[property='{name}'],meta[name='{name}']")
    return (node.attributes.get("content") or "") if node else ""

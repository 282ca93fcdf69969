"""Lists of jobs on pages that are made for people: each link to a job, and the line around it."""

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from selectolax.lexbor import LexborNode

from scoring.normalise.trees import tree_of

_LEVELS = 8  # how far above its link a line may begin


def job_links(
    body: bytes, *, page: str, path: re.Pattern[str], domain: str
) -> dict[str, LexborNode]:
    """Return the links to jobs by their addresses without a query, on the page's own host.

    Each stands once: the first that has words, since pictures are links too. A page that was
    saved has no host of its own; there the domain decides.
    """
    found: dict[str, LexborNode] = {}
    for node in tree_of(body).css("a[href]"):
        url = _job(page, node.attributes.get("href") or "", path=path, domain=domain)
        if url and (url not in found or not found[url].text(strip=True)):
            found[url] = node
    return found


def _job(page: str, href: str, *, path: re.Pattern[str], domain: str) -> str:
    try:
        parts, own = urlsplit(urljoin(page, href)), urlsplit(page)
    except ValueError:  # "http://[" is no address
        return ""
    saved = own.scheme == "file" and parts.netloc.endswith(f".{domain}")
    if (parts.netloc != own.netloc and not saved) or not path.search(parts.path):
        return ""
    return urlunsplit(("https", parts.netloc, parts.path, "", ""))


def line_of(node: LexborNode, path: re.Pattern[str]) -> LexborNode:
    """Return the line in which a link stands: as far up as no other link to a job does."""
    for _ in range(_LEVELS):
        above = node.parent
        if above is None or above.tag in {"body", "html"} or _count(above, path) > 1:
            break
        node = above
    return node


def _count(node: LexborNode, path: re.Pattern[str]) -> int:
    links = (each.attributes.get("href") or "" for each in node.css("a[href]"))
    return len({each.partition("?")[0] for each in links if path.search(each.partition("?")[0])})


def words(node: LexborNode | None) -> str:
    """Return what a node shows, without what is only read aloud."""
    if node is None:
        return ""
    found = " ".join(node.text(separator=" ").split())
    for each in filter(None, (" ".join(part.text().split()) for part in node.css(".sr-only"))):
        found = found.replace(each, "", 1)
    return found.strip()

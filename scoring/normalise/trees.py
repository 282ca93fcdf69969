"""Parses HTML into a tree whose size is bounded by the page's own: a page may come from anybody.

An element such as <b> that is never closed is opened anew in every paragraph that follows (WHATWG
HTML, 13.2.4.3, https://html.spec.whatwg.org/#reconstruct-the-active-formatting-elements), so that
40 KB of them become a tree of gigabytes.
"""

import re

from selectolax.lexbor import LexborHTMLParser

_MOST_COPIES = 200_000  # elements that may be opened anew; each takes some 300 bytes
_NAMES = "b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"  # <a> closes the one before it
_FORMATTING = re.compile(rf"<(/?)(?:{_NAMES})(?=[\s/>])", re.IGNORECASE)
_IN_BYTES = re.compile(_FORMATTING.pattern.encode(), re.IGNORECASE)
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|dt|dd|tr|td|th|option|br|img|input|meta|link|hr|source|wbr|col|area)\b)"
    r"(?:(path|circle|rect|use|line|poly(?:gon|line)|ellipse|stop)\b|[a-z])",
    re.IGNORECASE,
)
_MOST_DEEP, _MOST_TAGS = 150, 60_000
_MOST_SHAPES = 3_000  # of drawings; they close themselves, but not where a page lies
_FEW_TAGS = 400  # half of them formatting, they make fewer copies than that


def tree_of(page: str | bytes) -> LexborHTMLParser:
    """Return the tree of a page; of no page, an empty one.

    Where the tree could grow far beyond the page, formatting elements are read as <span>, which
    is never opened anew. The words stay the same. Whether they are closed does not count: a page
    can show a closing tag where it closes nothing.
    """
    if isinstance(page, str):
        tags, found = page.count("<"), _FORMATTING.findall
        if tags > _FEW_TAGS and len(found(page)) * tags > _MOST_COPIES:
            page = _FORMATTING.sub(r"<\1span", page)
        return LexborHTMLParser(page or "<p></p>")
    tags = page.count(b"<")
    if tags > _FEW_TAGS and len(_IN_BYTES.findall(page)) * tags > _MOST_COPIES:
        page = _IN_BYTES.sub(rb"<\1span", page)
    return LexborHTMLParser(page or b"<p></p>")


def is_bottomless(page: str) -> bool:
    """Tell whether the elements of a page are nested deeper, or more, than anybody's page."""
    depth = shapes = 0
    for count, tag in enumerate(_NESTING.finditer(page)):
        if tag[2]:
            shapes += not tag[1]
        else:
            depth = max(depth + (-1 if tag[1] else 1), 0)
        if depth > _MOST_DEEP or shapes > _MOST_SHAPES or count > _MOST_TAGS:
            return True
    return False

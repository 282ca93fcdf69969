"""Small readers of XML pages and feeds, which name their fields loosely."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from scoring.sources import _read as r


def root(body: bytes) -> Element:
    """Return the root of a page. Raises ValueError for what is no XML, half of it, or hostile."""
    try:
        found: Element = fromstring(body.removeprefix(b"\xef\xbb\xbf").lstrip())
    except ParseError as error:
        raise ValueError(f"the page is no XML: {error}") from error
    return found


def local(element: Element) -> str:
    """Return a tag without its namespace, in small letters."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children with one of these names, in the order of the names."""
    for name in names:
        yield from (each for each in element if local(each) == name)


def words(element: Element, *names: str) -> str:
    """Return the text of the first child with one of these names that has any."""
    found = (r.text("".join(each.itertext())) for each in children(element, *names))
    return next((text for text in found if text), "")


def every(element: Element, *names: str) -> tuple[str, ...]:
    """Return the texts of all children with one of these names, each once."""
    return r.texts(["".join(each.itertext()) for each in children(element, *names)])


def moment(value: str) -> datetime | None:
    """Return an aware time from RFC 822 ("Wed, 07 Jan 2026 08:00:00 GMT") or ISO text."""
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return r.moment(value)
    return r.moment((found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat())

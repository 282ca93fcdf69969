"""schema.org JobPosting as microdata, to the shape that it has as JSON-LD. Pure."""

from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborNode

from scoring.normalise.trees import tree_of


def microdata(page: str) -> Iterator[dict[str, Any]]:
    """Yield the items of type JobPosting, https://html.spec.whatwg.org/multipage/microdata.html."""
    if "schema.org/JobPosting" not in page:
        return
    for node in tree_of(page).css("[itemscope][itemtype*='schema.org/JobPosting']"):
        yield _item(node)


def _item(node: LexborNode) -> dict[str, Any]:
    """Return an item's own properties; what belongs to an item inside it stands in that."""
    found: dict[str, Any] = {}
    for child in node.css("[itemprop]"):
        if child.mem_id != node.mem_id and _owner(child) == node.mem_id:
            for name in (child.attributes.get("itemprop") or "").split():
                found.setdefault(name, _value(child, name=name))
    return found


def _owner(node: LexborNode) -> int | None:
    above = node.parent
    while above is not None and "itemscope" not in above.attributes:
        above = above.parent
    return above.mem_id if above is not None else None


def _value(node: LexborNode, *, name: str) -> Any:
    if "itemscope" in node.attributes:
        return _item(node)
    given = node.attributes
    if name == "description":
        return node.html or ""
    for attribute in ("content", "datetime", "href", "src"):
        if given.get(attribute):
            return given[attribute]
    return " ".join(node.text().split())

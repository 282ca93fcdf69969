"""JSON that stands inside HTML pages: schema.org objects and what a framework left there."""

import json
from collections.abc import Iterator
from typing import Any

from scoring.normalise.trees import tree_of

_MOST_DEEP = 20  # lists and graphs inside each other; real ones have three
_LD = 'script[type="application/ld+json"]'


def job_postings(body: bytes) -> list[Any]:
    """Return every JobPosting of a page, also from inside lists and graphs."""
    return [
        each
        for script in tree_of(body).css(_LD)
        for each in _objects(_json(script.text()))
        if "JobPosting" in _types(each)
    ]


def script_json(body: bytes, selector: str) -> Any:
    """Return the JSON of the first script that fits. Raises ValueError without one."""
    node = tree_of(body).css_first(selector)
    if node is None:
        raise ValueError(f"the page has no {selector}")
    return json.loads(node.text())


def _json(text: str) -> Any:
    """Return what a script says; some sites put raw line breaks into their strings."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):  # half a script, or one that is built to overflow
        return None  # a broken script beside a good one is no reason to read neither


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _MOST_DEEP:
        return
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth + 1)
        yield from _objects(value.get("itemListElement"), depth + 1)
        yield from _objects(value.get("item"), depth + 1)


def _types(value: dict[str, Any]) -> list[str]:
    kind = value.get("@type")
    return kind if isinstance(kind, list) else [kind] if isinstance(kind, str) else []

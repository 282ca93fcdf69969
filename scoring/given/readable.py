"""The text that a page is about: menus, footers and other jobs are left out. Pure."""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from scoring.normalise.text import plain_text
from scoring.normalise.trees import is_bottomless, tree_of

_READ_CHARS = 240_000  # of markup; a posting keeps 60,000 characters of text
_AROUND = (
    "script,style,noscript,template,svg,nav,footer,aside,form,dialog,iframe,select,button,"
    "[role=navigation],[role=dialog],[role=banner],[role=contentinfo],[aria-hidden=true],[hidden]"
)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|banner|newsletter|subscribe|related|similar|recommend\w*"
    r"|share|social|breadcrumbs?|navbar|nav|menu|footer|sidebar|modal|popup|comments?|login|skip)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_MOST_DEEP = 150
_MOST_BESIDE = 200
_HOLDS = 0.82  # of its parent's text: a child with as much is the text itself


def readable(page: str) -> str:
    """Return the text that a page is about, without what stands around it. Never raises."""
    if is_bottomless(page):
        return ""
    tree = tree_of(page)
    body = tree.body
    if body is None:
        return ""
    _remove(tree.css(_AROUND))
    whole = max(_weight(body), 1)
    beside = [node for node in body.css("[class],[id]") if _is_beside(node)][:_MOST_BESIDE]
    _remove([node for node in beside if _weight(node) * 2 < whole])
    return plain_text((_dense(body).html or "")[:_READ_CHARS])


def _remove(nodes: Sequence[LexborNode]) -> None:
    """Take nodes out of their page; what stands inside another of them goes with that one."""
    ids = {node.mem_id for node in nodes}
    for node in [each for each in nodes if not _is_inside(each, ids)]:
        node.decompose()


def _is_inside(node: LexborNode, ids: set[int]) -> bool:
    above = node.parent
    while above is not None:
        if above.mem_id in ids:
            return True
        above = above.parent
    return False


def _is_beside(node: LexborNode) -> bool:
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return node.tag not in {"body", "main", "article"} and bool(_BESIDE.search(names))


def _dense(node: LexborNode) -> LexborNode:
    """Return the innermost element that holds nearly all of the text that is no link."""
    for _ in range(_MOST_DEEP):
        whole = _weight(node)
        children = [child for child in node.iter() if child.tag not in {"p", "ul", "ol", "table"}]
        best = max(children, key=_weight, default=None)
        if best is None or whole == 0 or _weight(best) < _HOLDS * whole:
            break
        node = best
    return node


def _weight(node: LexborNode) -> int:
    """Return the characters of an element's text, without those of its links."""
    linked = sum(len(link.text().strip()) for link in node.css("a"))
    return max(len(" ".join(node.text(separator=" ").split())) - 2 * linked, 0)

"""What of a page a reader would not see: dropped, so that nobody can whisper to a program.

A style sheet that the page links is not known, so well-known class names stand for it. White text
is hidden only where nothing says that it stands on another colour.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

_NEVER_SHOWN = (
    "script, style, template, noscript, noembed, svg, math, iframe, object, canvas, audio, video, "
    "head, title, select, datalist, textarea, dialog:not([open]), [hidden], [aria-hidden=true]"
)
_MAY_BE = re.compile(  # in lower case; with "hidden" in it, it would take ten times as long
    r"<(?:script|style|template|no(?:script|embed)|svg|math|iframe|object|canvas|audio|video|head"
    r"|title|select|datalist|textarea|dialog)"
)
_CLASSES = (
    *("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only"),
    *("d-none", "offscreen", "off-screen", "cdk-visually-hidden", "a11y-hidden", "display-none"),
)
_OF_CLASSES = ", ".join(f'[class~="{name}"]' for name in _CLASSES)

_NIL = r"(?:0(?:\.0\d*)?|\.0\d*)(?![\d.])"  # 0, 0.0, .05
_HIDES = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|content-visibility:hidden|mso-hide:all"
    rf"|(?:^|[;-])opacity:(?:{_NIL}|\d(?:\.\d+)?%)|opacity\({_NIL}"
    rf"|font-size:(?:{_NIL}|[0-2](?:\.\d+)?p[xt]|0?\.\d+p[xt]|0?\.[0-2]\d*r?em|\d(?:\.\d+)?%)"
    rf"|font:{_NIL}|line-height:{_NIL}|(?:^|;)zoom:{_NIL}|scale[xy3d]*\({_NIL}"
    rf"|max-(?:height|width):{_NIL}|text-indent:-\d{{3,}}|text-indent:-\d{{2,}}r?em"
    r"|(?:left|top|right|bottom|margin|inset)[\w-]*:-(?:\d{3,}|\d{2,}r?em)"
    r"|translate[xy3d]*\((?:-\d{3,}|[^)]*,-\d{3,})"
    r"|clip:rect\(0|clip:rect\(1px,1px|clip-path:(?:inset\((?:[5-9]\d|100)%|circle\(0|polygon\(00,00)"
)
_NO_ROOM = re.compile(r"(?:^|;)(?:height|width):[01](?:px)?(?:;|$)")
_CUT_OFF = re.compile(r"overflow[xy-]*:(?:hidden|clip)")
_COLOR = re.compile(r"(?:^|;)(?:color|-webkit-text-fill-color):([^;]+)")
_GROUND = re.compile(r"(?:^|;)background(?:-color|-image)?:([^;]+)")
_CLEAR = re.compile(
    r"transparent|(?:rgba|hsla)\((?:[^,)]+,){3}(?:0|0?\.0\d*|0%)\)"
    r"|(?:rgb|hsl)a?\([^)]*/(?:0|0?\.0\d*|0%)\)|#[\da-f]{3}0\b|#[\da-f]{6}0[\da-f]\b"
)
_WHITE = re.compile(
    r"(?:white|snow|ivory|ghostwhite|whitesmoke|#f{3}|#f{4}|#(?:f[a-f]){3}(?:ff)?"
    r"|rgba?\((?:25[0-5],){2}25[0-5](?:,1(?:\.0)?)?\)|hsla?\(\d+,\d+%,(?:9[89]|100)%[^)]*\))"
    r"(?:!important)?"
)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{1,400})\}")
_SIMPLE = re.compile(r"[a-z]*[.#][\w-]{1,60}")
_MOST_RULES = 50
_MOST_LEVELS = 30  # of boxes in boxes that are looked at for a colour


def drop_hidden(tree: LexborHTMLParser, *, html: str) -> None:
    """Remove from the tree what a reader would not see. `html` is what it was parsed from."""
    low = html.lower()
    if "<style" in low:
        _drop_by_rules(tree)
    if "hidden" in low or _MAY_BE.search(low):
        _drop(tree, _NEVER_SHOWN)
    if "class" in low and any(name in low for name in _CLASSES):
        _drop(tree, _OF_CLASSES)
    if "style" in low or "<font" in low:
        _drop_styled(tree)


@lru_cache(maxsize=4_096)
def hides(style: str) -> bool:
    """Tell whether an inline style takes its element out of sight, whatever its colours are."""
    css = _plain(style)
    if _HIDES.search(css):
        return True
    return bool(_NO_ROOM.search(css) and _CUT_OFF.search(css))


def _drop(tree: LexborHTMLParser, selector: str) -> None:
    _remove(tree.css(selector))


def _remove(nodes: Sequence[LexborNode]) -> None:
    for node in reversed(nodes):  # the inner ones first: the outer take them along
        node.decompose()


def _drop_styled(tree: LexborHTMLParser) -> None:
    _remove([node for node in tree.css("[style], font[color], span[color]") if _is_unseen(node)])


def _is_unseen(node: LexborNode) -> bool:
    return hides(node.attributes.get("style") or "") or _blends(node)


def _drop_by_rules(tree: LexborHTMLParser) -> None:
    """Drop what the page's own style sheet hides by a class or an id."""
    sheets = "".join(node.text() for node in tree.css("style"))
    for selectors, css in _RULE.findall(_CSS_COMMENT.sub("", sheets))[:_MOST_RULES]:
        if hides(css):
            for each in selectors.split(","):
                name = each.strip().lower() if _SIMPLE.fullmatch(each.strip().lower()) else ""
                if name:
                    _drop(tree, each.strip())


def _blends(node: LexborNode) -> bool:
    """Tell whether the text has the colour of what it stands on: white, where nothing is said."""
    color = _color_of(node)
    if not color:
        return False
    if _CLEAR.match(color):
        return True
    ground = _ground_of(node)
    if ground is None or _WHITE.fullmatch(ground):
        return bool(_WHITE.fullmatch(color))
    return color == ground


def _color_of(node: LexborNode) -> str:
    css = _plain(node.attributes.get("style") or "")
    found = _COLOR.findall(css)
    return found[-1] if found else _plain(node.attributes.get("color") or "")


def _ground_of(node: LexborNode) -> str | None:
    """Return the colour behind a node: its own or that of the nearest that has one."""
    current: LexborNode | None = node
    for _ in range(_MOST_LEVELS):
        if current is None or current.attributes is None:
            return None
        found = _GROUND.findall(_plain(current.attributes.get("style") or ""))
        own = found[-1] if found else _plain(current.attributes.get("bgcolor") or "")
        if own and not _CLEAR.match(own) and own not in {"none", "inherit", "initial"}:
            return own
        current = current.parent
    return None


@lru_cache(maxsize=4_096)
def _plain(style: str) -> str:
    """Return CSS in small letters without spaces, comments and escapes."""
    if "\\" in style:
        style = _CSS_ESCAPE.sub(_unescaped, style.lower())
    if "/*" in style:
        style = _CSS_COMMENT.sub("", style)
    return "".join(style.lower().split())


def _unescaped(found: re.Match[str]) -> str:
    if not found[1]:
        return found[2]
    code = int(found[1], 16)
    return chr(code) if 0 < code < 0xD800 else ""

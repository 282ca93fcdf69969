"""The lines of a plain text: bullets of one shape, headings without marks, glued lines apart.

Words are never changed here, and what is laid out stays as it is when it is laid out again.
"""

import re
from statistics import median

_BULLETS = "•-*+–‣▪▫●○◦■□➤➢✓✔·»⁃∙⦁◾▸►▶❖➔❑❒◆◇✦\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d"
_BULLETS_AND_SPACE = f"{_BULLETS} "
_RULES = frozenset("-=_*~–—+#.:•─━")  # lines of these alone only part what is above and below
_LONE_BULLET = re.compile(r"^•\n+(?=[^\n•])", re.MULTILINE)
_EMPTY_ITEM = re.compile(r"^•(?:\n+|\Z)", re.MULTILINE)
_LOOSE_ITEMS = re.compile(r"^(•[^\n]*)\n{2,}(?=•)", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} +| +#{2,6}$")
_RULED = re.compile(r"^[-=*_~]{2,} *(\w[^\n]{0,98}\w[:?!]?) *[-=*_~]{2,}$")
# A sign that both bullets and headings begin with: a list only where such lines follow each other.
_SIGNED = re.compile(
    r"^([✅👉🔹🔸→➡☑★☆⭐⇒📌💡])[^\n]+(?:\n\1[^\n]+)+|^(o ) *[^\n]+(?:\n+o [^\n]+)+", re.MULTILINE
)
_SIGNS = "✅👉🔹🔸→➡☑★☆⭐⇒📌💡"
_SECOND_SIGN = re.compile(rf"\n(?:[{_SIGNS}]|o )")  # without one there is no such list
# Inline elements that stood on lines of their own leave "Qualifications\n: 3 years".
# What is looked behind for comes last: a pattern that begins with it takes ten times as long.
_LONE_MARK = re.compile(r"\n(?=[.,:;!?](?:\s|\Z))(?<=[\w)]\n)")

_BOLD = re.compile(r"\*\*(?=\S)([^\n*_]{1,200}?)(?<=\S)\*\*|__(?=\S)([^\n*_]{1,200}?)(?<=\S)__")
_STARS = re.compile(
    r"(?=[*_])(?:(?<!\w)\*{2,}(?=[^\W\d])|(?<=[^\W\d])\*{2,}(?!\w)|(?<=[.:!?)])\*{2,}(?!\w)"
    r"|(?<!\S)\*{2,}(?!\S)|_{4,})"
)
_ESCAPED = re.compile(r"\\([-*_#+.!&()\[\]~>`])")
_LINKED = re.compile(r"\[([^\[\]\n]{1,200})\]\((https?://[^\s()<>]{1,500})\)")

_INLINE = "•●▪◦‣·∙⦁►▸➢✓✔✅🔹🔸\uf0b7\uf0a7"
_FEWEST_INLINE = 3
_ITEM_CHARS = 25  # "Python • Go • Rust" is no list of sentences
_HEADING_AT_END = re.compile(r"(?<=[.!?;)]) ([A-ZÀ-Ý][^.!?;:\n•]{2,50}:)$")

_FLAT = 200  # characters a line: a text with longer ones may have lost its line ends
_GLUED = re.compile(r"[.!?;:](?=[A-ZÀ-Ý][a-zà-ÿ]+[ ,])(?<=[a-zà-ÿ]{3}.)")
_FEWEST_GLUED = 3  # "Media.Monks is" is a name; three of them are lost line ends
_GLUED_HEADING = re.compile(
    r"(?:Responsabilidades e atribuições|Requisitos e qualificações|Informações adicionais|"
    r"Job Description|Key Responsibilities|Responsibilities|Qualifications|Requirements|"
    r"About [Tt]he [Rr]ole|About [Uu]s|Main duties of the job)(?=[A-ZÀ-Ý0-9][a-zà-ÿ.])"
)


def laid_out(text: str) -> str:
    """Return a text with one shape of every bullet, heading and gap."""
    text = _unmarked(text)
    if len(text) > _FLAT * (text.count("\n") + 1):
        text = _apart(_listed(text))
    text = "\n".join([line if _is_plain(line) else _line(line) for line in text.split("\n")])
    if not text.isascii() and _SECOND_SIGN.search(text):
        text = _SIGNED.sub(_items, text)
    text = _LONE_MARK.sub("", text)
    if "•\n" in text or text.endswith("•"):
        text = _EMPTY_ITEM.sub("", _LONE_BULLET.sub("• ", text))
    if "\n\n•" in text:
        text = _LOOSE_ITEMS.sub(lambda item: f"{item[1]}\n", text)
    return without_gaps(text).strip()


def without_gaps(text: str) -> str:
    """Return a text with one empty line at most between two lines."""
    while "\n\n\n" in text:  # some rounds of this take a fifth of the time of one pattern
        text = text.replace("\n\n\n", "\n\n")
    return text


def _unmarked(text: str) -> str:
    """Drop Markdown's marks within lines."""
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    if "](" in text:
        text = _LINKED.sub(_link, text)
    if "**" in text or "__" in text:
        text = _BOLD.sub(lambda bold: bold[1] or bold[2], text)
        text = _STARS.sub("", text)
    return text


def _link(found: re.Match[str]) -> str:
    return found[2] if found[1] == found[2] else f"{found[1]} ({found[2]})"


def _apart(text: str) -> str:
    """Part the sentences of a text that lost its line ends: "with us!Your tasks are"."""
    text = _GLUED_HEADING.sub(_ended, text)
    return _GLUED.sub(_ended, text) if len(_GLUED.findall(text)) >= _FEWEST_GLUED else text


def _ended(found: re.Match[str]) -> str:
    return f"{found[0]}\n"


def _is_plain(line: str) -> bool:
    """Tell whether a line is one that `_line` would not touch, as most are."""
    start = line[2:3] if line[:2] == "• " else line[:1]
    return start.isalnum() and line[-1] != " "


def _line(line: str) -> str:
    """Write every bullet as "• ", and headings without their marks."""
    line = line.strip(" ")
    first = line[:1]
    if first.isalnum() or not first:
        return line
    if first in _RULES and len(line) > 1 and _RULES.issuperset(line):
        return ""
    if ruled := _RULED.match(line):
        return ruled[1]
    if first in _BULLETS:
        item = line.lstrip(_BULLETS_AND_SPACE)
        is_item = line[1:2] == " " or first not in "-*+–»"
        return f"• {item}" if is_item and item else ("•" if len(line) == 1 else line)
    heading = _HEADING.sub("", line) if first == "#" else line
    return line if heading == line or not heading else _line(heading)


def _items(found: re.Match[str]) -> str:
    """Write lines that begin with one sign as a list."""
    lines = [line for line in found[0].split("\n") if line]
    return "\n".join(f"• {line.lstrip(_SIGNS + ' ').removeprefix('o ').strip()}" for line in lines)


def _listed(text: str) -> str:
    """Give each item of a list that was written into one line a line of its own."""
    for mark in _INLINE:
        # To look for one character takes a tenth of the time of looking for three.
        if mark in text and text.count(f" {mark} ") >= _FEWEST_INLINE:
            text = "\n".join(_items_of(line.strip(" "), mark) for line in text.split("\n"))
    return text


def _items_of(line: str, mark: str) -> str:
    first, *items = line.split(f" {mark} ")
    if len(items) < _FEWEST_INLINE or median(map(len, items)) < _ITEM_CHARS:
        return line
    first, *items = (_HEADING_AT_END.sub(r"\n\n\1", item.strip()) for item in (first, *items))
    return "\n".join([first, *(f"• {item}" for item in items if item)])

"""Text of others in Markdown: escaped, so that it reads as it was written and does nothing.

Any ASCII punctuation may stand behind a backslash (https://spec.commonmark.org/0.31.2/, 2.4);
GitHub's dialect also makes links of what looks like one.
"""

import re

from bot.views.html import address, plain

_ACTS = re.compile(r"[\\`*_{}\[\]<>#|~&!@$^]|:(?=//)|(?<=[wW]{3})\.")
_BEGINS = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def escaped(text: str) -> str:
    """Return text on one line that is text in Markdown, too."""
    inert = _ACTS.sub(r"\\\g<0>", plain(text))
    begins = _BEGINS.match(inert)
    if begins is None:
        return inert
    at = begins.end() if begins[2].isdigit() else begins.start(2)
    return f"{inert[:at]}\\{inert[at:]}"


def quoted(text: str, *, indent: str = "") -> str:
    """Return text of several lines as a quotation."""
    lines = [escaped(line) for line in text.splitlines()]
    return "\n".join(f"{indent}> {line}".rstrip() for line in lines)


def link(label: str, url: str) -> str:
    """Return the label as a link; only as text where the address is not http(s)."""
    to = address(url)
    if to is None:
        return escaped(label)
    safe = to.replace("\\", "%5C")
    return f"[{escaped(label)}](<{safe}>)"

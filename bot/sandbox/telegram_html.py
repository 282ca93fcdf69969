"""Telegram's HTML, as strict as Telegram: text and entities, or its own words for the mistake.

https://core.telegram.org/bots/api#html-style
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.sandbox.entities import Entity, Formatted, units
from bot.sandbox.refusal import Refusal, bad_request

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_ESCAPE = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,10})|(lt|gt|amp|quot)(?![A-Za-z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_START = re.compile(r"<([^\s>]*)")
_END = re.compile(r"</([^\s>]*)\s*(>?)")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']*)\s*(=?)\s*""")
_BARE = re.compile(r"[A-Za-z0-9.-]*")


def parse_html(html: str) -> Formatted:
    """Return the text and its entities. Raises Refusal in Telegram's words."""
    return _Parser(html).parse()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A tag that waits for its end: its argument, and where its text begins."""

    tag: str
    argument: str
    offset: int
    piece: int


class _Parser:
    """Reads from left to right; `_at` is the place in the HTML, `_offset` in the text."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._at = 0
        self._offset = 0
        self._pieces: list[str] = []
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> Formatted:
        while self._at < len(self._html):
            tag = self._html.find("<", self._at)
            self._take_text(until=len(self._html) if tag < 0 else tag)
            if tag >= 0 and self._html.startswith("</", tag):
                self._take_end()
            elif tag >= 0:
                self._take_start()
        if self._open:
            raise _mistake(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return Formatted(text="".join(self._pieces), entities=tuple(self._entities))

    def _take_text(self, *, until: int) -> None:
        text = _unescaped(self._html[self._at : until])
        self._pieces.append(text)
        self._offset += units(text)
        self._at = until

    def _take_start(self) -> None:
        begin = self._at
        match = _START.match(self._html, begin)
        assert match is not None  # the caller saw the "<"
        self._at = match.end()
        if self._at == len(self._html):
            raise _mistake(f"Unclosed start tag at byte offset {self._byte(begin)}")
        tag = match[1].lower()
        if tag not in _TYPES:
            raise _mistake(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = _argument(tag, self._take_attributes(tag, begin))
        if tag == "span" and argument != "tg-spoiler":
            where = self._byte(begin)
            raise _mistake(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self._open.append(
            _Open(tag=tag, argument=argument, offset=self._offset, piece=len(self._pieces))
        )

    def _take_attributes(self, tag: str, begin: int) -> dict[str, str]:
        """Read up to and over the ">"."""
        attributes: dict[str, str] = {}
        unclosed = _mistake(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        while not self._html[self._at :].lstrip().startswith(">"):
            match = _ATTRIBUTE.match(self._html, self._at)
            assert match is not None  # every part of the pattern may be empty
            name, equals = match[1], match[2]
            self._at = match.end()
            if self._at == len(self._html):
                raise unclosed
            if not name:
                where = self._byte(begin)
                raise _mistake(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
            attributes[name.lower()] = self._take_value(unclosed) if equals else ""
        self._at = self._html.index(">", self._at) + 1
        return attributes

    def _take_value(self, unclosed: Refusal) -> str:
        quote = self._html[self._at]
        if quote not in "\"'":
            return self._take_bare()
        end = self._html.find(quote, self._at + 1)
        if end < 0 or end + 1 == len(self._html):
            raise unclosed
        value = _unescaped(self._html[self._at + 1 : end])
        self._at = end + 1
        return value

    def _take_bare(self) -> str:
        begin = self._at
        match = _BARE.match(self._html, begin)
        assert match is not None  # the pattern may be empty
        self._at = match.end()
        if not self._html[self._at :][:1].isspace() and self._html[self._at :][:1] != ">":
            raise _mistake(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return match[0].lower()

    def _take_end(self) -> None:
        begin = self._at
        where = self._byte(begin)
        if not self._open:
            raise _mistake(f"Unexpected end tag at byte offset {where}")
        match = _END.match(self._html, begin)
        assert match is not None  # the caller saw the "</"
        if not match[2]:
            raise _mistake(f"Unclosed end tag at byte offset {where}")
        opened = self._open.pop()
        if match[1] and match[1].lower() != opened.tag:
            raise _mistake(
                f"Unmatched end tag at byte offset {where}, "
                f'expected "</{opened.tag}>", found "</{match[1]}>"'
            )
        self._at = match.end()
        if self._offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        place = {"offset": opened.offset, "length": self._offset - opened.offset}
        entity = Entity(type=_TYPES[opened.tag], **place)
        if opened.tag == "a":
            url = opened.argument or "".join(self._pieces[opened.piece :])
            link = _link(url)
            entity = entity.model_copy(update={"url": link})
            if link is None:
                return  # Telegram keeps the text and drops a link that it does not take
        elif opened.tag == "blockquote" and opened.argument:
            entity = entity.model_copy(update={"type": "expandable_blockquote"})
        elif opened.tag == "pre":
            entity = self._with_language(entity)
        elif opened.tag == "code" and opened.argument:
            entity = entity.model_copy(update={"language": opened.argument})
        self._entities.append(entity)

    def _with_language(self, pre: Entity) -> Entity:
        """Take the language of `<pre><code class="language-x">`, which is one entity."""
        last = self._entities[-1] if self._entities else None
        if last and (last.type, last.offset, last.length) == ("code", pre.offset, pre.length):
            return pre.model_copy(update={"language": self._entities.pop().language})
        return pre

    def _byte(self, at: int) -> int:
        return len(self._html[:at].encode())


def _argument(tag: str, attributes: dict[str, str]) -> str:
    if tag == "a":
        return attributes.get("href", "")
    if tag == "blockquote":
        return "expandable" if "expandable" in attributes else ""
    if tag == "span":
        return attributes.get("class", "")
    if tag == "code":
        _, found, language = attributes.get("class", "").partition("language-")
        return language if found else ""
    return ""


def _link(url: str) -> str | None:
    """Return a link that Telegram takes, or None: javascript:, data: and the like are no links."""
    address = url.strip()
    if "://" not in address:
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port  # raises ValueError for what is no port
    except ValueError:
        return None
    if parts.scheme.lower() in {"tg", "ton", "tonsite"}:
        return address
    usable = "." in host.strip(".") and not re.search(r"[\s<>\"]", address)
    return address if parts.scheme.lower() in {"http", "https"} and usable else None


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1], 16) if match[1] else int(match[2])
    if code == 0 or code >= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return match[0]
    return chr(code)


def _mistake(text: str) -> Refusal:
    return bad_request(f"can't parse entities: {text}")

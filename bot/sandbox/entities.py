"""Text with entities, counted in UTF-16 units as Telegram counts: values and the rules for them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.sandbox.refusal import bad_request
from scoring.model import Value

MOST_TEXT = 4096  # UTF-16 units, after the entities were parsed
MOST_CAPTION = 1024

_EXACT = frozenset({"code", "pre"})  # these hold no other entity, and no style reaches into them
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|\t")
_DETECTED = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]*[^\s<>\"'.,:;!?)\]}…])"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/<>])"
    r"|(?<![\w@/])(?P<mention>@[A-Za-z0-9_]{5,32})(?!\w)"
)


class Entity(Value):
    """A stretch of text with a meaning; `offset` and `length` are UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

    @property
    def end(self) -> int:
        """Return the first unit after the entity."""
        return self.offset + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatted:
    """A text and its entities, sorted as Telegram sends them."""

    text: str
    entities: tuple[Entity, ...] = ()

    def __post_init__(self) -> None:
        """Keep the order: by place, the outer entity first."""
        ordered = sorted(self.entities, key=lambda each: (each.offset, -each.length))
        object.__setattr__(self, "entities", tuple(ordered))


def units(text: str) -> int:
    """Return the length in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def settled(formatted: Formatted) -> Formatted:
    """Return the text as Telegram stores it.

    Controls become spaces, white space around is cut, entities are fixed, links are found.
    """
    text = _CONTROLS.sub(" ", formatted.text.replace("\r", ""))
    cut = len(text) - len(text.lstrip())  # a white space character is one UTF-16 unit
    text = text.strip()
    moved = _within(formatted.entities, start=cut, length=units(text))
    fixed = _no_nested_quotes(_nothing_in_code(moved))
    return Formatted(text=text, entities=(*fixed, *_detected(text, fixed)))


def detected(text: str) -> tuple[Entity, ...]:
    """Return the commands, links and mentions that Telegram finds in plain text."""
    return tuple(_detected(text, ()))


def stored_text(formatted: Formatted) -> Formatted:
    """Return the text of a message as stored. Raises Refusal when it is empty or too long."""
    if not formatted.text:
        raise bad_request("message text is empty")
    kept = settled(formatted)
    if not kept.text:
        raise bad_request("text must be non-empty")
    if units(kept.text) > MOST_TEXT:
        raise bad_request("message is too long")
    return kept


def stored_caption(formatted: Formatted) -> Formatted:
    """Return a caption as stored. Raises Refusal when it is too long."""
    kept = settled(formatted)
    if units(kept.text) > MOST_CAPTION:
        raise bad_request("message caption is too long")
    return kept


def _within(entities: Iterable[Entity], *, start: int, length: int) -> list[Entity]:
    """Move entities to a text that lost `start` units in front, and cut what is outside."""
    return [
        kept
        for each in entities
        for kept in _between(each, max(each.offset - start, 0), min(each.end - start, length))
    ]


def _between(entity: Entity, start: int, end: int) -> Iterator[Entity]:
    if start < end:
        yield entity.model_copy(update={"offset": start, "length": end - start})


def _nothing_in_code(entities: Sequence[Entity]) -> list[Entity]:
    """Cut every style away where code stands; the outer of two codes stays."""
    exact = [each for each in entities if each.type in _EXACT]
    outer = [each for each in exact if not any(_holds(other, each) for other in exact)]
    pieces = [each for each in entities if each.type not in _EXACT]
    for code in outer:
        pieces = [kept for each in pieces for kept in _without(each, code)]
    return [*outer, *pieces]


def _holds(outer: Entity, inner: Entity) -> bool:
    """Tell whether `outer` holds the inner entity; of two equal ones, `pre` holds `code`."""
    if outer is inner or outer.offset > inner.offset or outer.end < inner.end:
        return False
    return outer.length > inner.length or (outer.type, inner.type) == ("pre", "code")


def _without(entity: Entity, code: Entity) -> Iterator[Entity]:
    if entity.type in _QUOTES or entity.end <= code.offset or code.end <= entity.offset:
        yield entity
        return
    yield from _between(entity, entity.offset, code.offset)
    yield from _between(entity, code.end, entity.end)


def _no_nested_quotes(entities: Sequence[Entity]) -> list[Entity]:
    """Keep the outer of nested block quotes: Telegram has no quote inside a quote."""
    kept: list[Entity] = []
    end = -1
    for each in sorted(entities, key=lambda entity: (entity.offset, -entity.length)):
        if each.type in _QUOTES:
            if each.offset < end:
                continue
            end = each.end
        kept.append(each)
    return kept


def _detected(text: str, taken: Sequence[Entity]) -> Iterator[Entity]:
    links = [each for each in taken if each.type in _EXACT or each.type == "text_link"]
    for match in _DETECTED.finditer(text):
        kind = match.lastgroup
        assert kind is not None  # every branch of the pattern is a named group
        start = units(text[: match.start()])
        found = Entity(type=kind, offset=start, length=units(match.group()))
        if not any(each.offset < found.end and found.offset < each.end for each in links):
            yield found

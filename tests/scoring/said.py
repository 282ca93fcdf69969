"""What sentences are made of: their templates, and the words of others in them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from scoring.phrases import Phrase

SCORING = Path(__file__).parents[2] / "scoring"
_MAKERS = {"phrase", "plural"}


def templates(words: str) -> Iterator[tuple[str, str | None]]:
    """Yield every template of a sentence and of the sentences inside it."""
    if isinstance(words, Phrase):
        yield words.one, words.many
        for value in words.values.values():
            if isinstance(value, str):
                yield from templates(value)


def foreign(words: str) -> Iterator[str]:
    """Yield every part of a sentence that no catalogue can translate."""
    if not isinstance(words, Phrase):
        yield words
        return
    for value in words.values.values():
        if isinstance(value, str):
            yield from foreign(value)


def made_of(words: Any) -> object:
    """Return everything that a sentence was made of, and is to be said by."""
    if not isinstance(words, Phrase):
        return words
    values = {name: made_of(each) for name, each in words.values.items()}
    return words.one, words.many, values, words.capital, words.most


@cache
def in_the_code() -> frozenset[tuple[str, str | None]]:
    """Return the templates that a catalogue finds: literals of the calls in scoring/."""
    return frozenset(_literals(call) for call in calls())


@cache
def calls() -> tuple[ast.Call, ...]:
    """Return every call that makes a sentence."""
    return tuple(
        node
        for path in SCORING.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in _MAKERS
    )


def _literals(call: ast.Call) -> tuple[str, str | None]:
    texts = [ast.literal_eval(each) for each in call.args]
    return texts[0], texts[1] if len(texts) > 1 else None

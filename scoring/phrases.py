"""Sentences that remember how they were made, so that they can be said in another language.

A phrase is its English text, and can be used as one everywhere; only who shows it to a person asks
for its parts. Whatever slices or joins it keeps the English words and loses the parts.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import PlainSerializer, PlainValidator

PartOf = str | int | float  # a Phrase is a str, too


class Phrase(str):
    """English words with the template and the values they were made of."""

    __slots__ = ("many", "one", "values")

    one: str  # the template, in the singular where there are two
    many: str | None
    values: Mapping[str, PartOf]

    def __new__(cls, one: str, many: str | None, values: Mapping[str, PartOf]) -> Self:
        """Fill the template that goes with `values["count"]` where there are two."""
        template = one if many is None or values["count"] == 1 else many
        made = super().__new__(cls, template.format(**values) if values else template)
        made.one, made.many, made.values = one, many, values
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Let a phrase be copied and sent to another process whole."""
        return type(self), (self.one, self.many, self.values)


def phrase(template: str, /, **values: PartOf) -> Phrase:
    """Return the sentence with its values filled in. The catalogues know it by its template."""
    return Phrase(template, None, values)


def plural(one: str, many: str, /, *, count: int, **values: PartOf) -> Phrase:
    """Return the sentence that goes with the number: "1 year" or "{count} years"."""
    return Phrase(one, many, {"count": count, **values})


def _read(given: object) -> str:
    """Read what `_written` wrote; text stays text, as every sentence was stored once."""
    if isinstance(given, str):
        return given
    if isinstance(given, dict) and isinstance(given.get("say"), str):
        values = {
            name: value if isinstance(value, int | float) else _read(value)
            for name, value in given.get("of", {}).items()
        }
        return Phrase(given["say"], given.get("many"), values)
    raise ValueError("this is no sentence")


def _written(said: str) -> Any:
    if not isinstance(said, Phrase):
        return said
    values = {name: _written(v) if isinstance(v, str) else v for name, v in said.values.items()}
    parts = {"say": said.one, "many": said.many, "of": values}
    return {name: part for name, part in parts.items() if part}


Said = Annotated[str, PlainValidator(_read), PlainSerializer(_written, when_used="json")]
"""A field of a value that holds text, a Phrase where it is one of ours; stored with its parts."""

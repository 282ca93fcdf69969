"""Sentences that remember how they were made, so that they can be said in another language.

A phrase is its English text, and can be used as one everywhere; only who shows it to a person asks
for its parts. Whatever slices or joins it keeps the English words and loses the parts.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Self

from scoring.judges.cutting import shorten

PartOf = str | int | float  # a Phrase is a str, too

_NONE: Mapping[str, PartOf] = MappingProxyType({})
_PLACE = re.compile(r"\{([a-z_]+)\}")


class Phrase(str):
    """English words with the template and the values they were made of.

    `capital` and `most` are said of the words in any language: that they begin a sentence, and the
    characters that they may have. A phrase without values is fixed, or waits to be filled by `of`.
    Numbers are written as each language writes them: "1,200".
    """

    __slots__ = ("capital", "many", "most", "one", "values")

    one: str  # the template, in the singular where there are two
    many: str | None
    values: Mapping[str, PartOf]
    capital: bool
    most: int | None

    def __new__(
        cls,
        one: str,
        many: str | None = None,
        values: Mapping[str, PartOf] = _NONE,
        capital: bool = False,  # noqa: FBT001, FBT002 - copies are made by position
        most: int | None = None,
    ) -> Self:
        """Fill the template that goes with `values["count"]` where there are two."""
        template = one if many is None or values.get("count") == 1 else many
        text = template.format_map(_english(values)) if values else template
        if capital or most:
            text = _finished(text, capital=capital, most=most)
        made = str.__new__(cls, text)  # a judgement makes twenty: what is slow here is felt
        made.one, made.many, made.values, made.capital, made.most = one, many, values, capital, most
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Let a phrase be copied and sent to another process whole."""
        values = dict(self.values)  # a view of a mapping cannot be sent
        return type(self), (self.one, self.many, values, self.capital, self.most)

    def of(self, **values: PartOf) -> "Phrase":
        """Return the sentence filled with those of the values that it names."""
        one, many = self.one, self.many
        wanted = _places(one) if many is None else _places(f"{one}{many}{{count}}")
        return Phrase(one, many, {name: values[name] for name in values if name in wanted})

    def finished(self, text: str) -> str:
        """Return these words of any language as this phrase is to be said."""
        return _finished(text, capital=self.capital, most=self.most)


def phrase(template: str, /, **values: PartOf) -> Phrase:
    """Return the sentence with its values filled in. The catalogues know it by its template."""
    return Phrase(template, None, values)


def plural(one: str, many: str, /, *, count: int | None = None, **values: PartOf) -> Phrase:
    """Return the sentence that goes with the number: "1 year" or "{count} years".

    Without a number it waits for `of`.
    """
    return Phrase(one, many, values if count is None else {"count": count, **values})


def capitalised(words: str) -> str:
    """Return the words as they begin a sentence, in any language."""
    if not isinstance(words, Phrase):
        return _finished(words, capital=True, most=None)
    return Phrase(words.one, words.many, words.values, True, words.most)  # noqa: FBT003


def shortened(words: str, *, most: int) -> str:
    """Return the words cut to so many characters, in any language; whole where they fit."""
    cut = shorten(words, most=most)
    if not isinstance(words, Phrase):
        return cut
    if cut == words:
        return words
    least = min(most, words.most or most)
    return Phrase(words.one, words.many, words.values, words.capital, least)


def listed(names: Sequence[str]) -> str:
    """Return "A", "A and B" or "A, B and C"."""
    if len(names) < 2:
        return "".join(names) if not names else names[0]
    return phrase("{first} and {last}", first=in_turn(names[:-1]), last=names[-1])


def either(names: Sequence[str]) -> str:
    """Return "A", "A or B" or "A or B or C"."""
    said = names[0]
    for each in names[1:]:
        said = phrase("{first} or {last}", first=said, last=each)
    return said


def in_turn(names: Sequence[str]) -> str:
    """Return "A, B, C"."""
    said = names[0]
    for each in names[1:]:
        said = phrase("{first}, {next}", first=said, next=each)
    return said


def apart(sentences: Sequence[str]) -> str:
    """Return "A; B; C"."""
    said = sentences[0]
    for each in sentences[1:]:
        said = phrase("{first}; {next}", first=said, next=each)
    return said


def _english(values: Mapping[str, PartOf]) -> Mapping[str, PartOf]:
    for value in values.values():
        if not isinstance(value, str):
            return {name: v if isinstance(v, str) else f"{v:,}" for name, v in values.items()}
    return values


def _finished(text: str, *, capital: bool, most: int | None) -> str:
    if capital:
        text = text[:1].upper() + text[1:]
    return shorten(text, most=most) if most else text


@lru_cache(maxsize=4_096)
def _places(template: str) -> frozenset[str]:
    """Return the values that a stored template wants. Raises ValueError for any other field."""
    names = frozenset(_PLACE.findall(template))
    if set("{}") & set(_PLACE.sub("", template)):
        raise ValueError("this is no template of ours")
    return names


def read_back(given: object) -> str:
    """Read what `written` wrote; text stays text, as every sentence was stored once.

    Raises ValueError for anything else.
    """
    if isinstance(given, str):
        return given
    if isinstance(given, dict) and isinstance(given.get("say"), str):
        return _phrase(given)
    raise ValueError("this is no sentence")


def _phrase(given: Mapping[str, Any]) -> Phrase:
    one, many, most, of = given["say"], given.get("many"), given.get("most"), given.get("of", {})
    odd = (many and not isinstance(many, str)) or (most and not isinstance(most, int))
    if odd or not isinstance(of, dict):
        raise ValueError("this is no sentence")
    values = {
        name: value if isinstance(value, int | float) else read_back(value)
        for name, value in of.items()
    }
    if values and not _places(f"{one}{many or ''}") <= values.keys():
        raise ValueError("a value of this sentence is not there")
    return Phrase(one, many, values, bool(given.get("up")), most)


def written(said: str) -> Any:
    """Return what JSON keeps of a sentence: its parts, or the text that is none of ours."""
    if not isinstance(said, Phrase):
        return said
    values = {name: written(v) if isinstance(v, str) else v for name, v in said.values.items()}
    parts = {
        "say": said.one,
        "many": said.many,
        "of": values,
        "up": said.capital,
        "most": said.most,
    }
    return {name: part for name, part in parts.items() if part}

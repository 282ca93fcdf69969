"""Texts: sentences of the catalogues, said in the language that is spoken when they are called.

A text is no str, so that the types hold every sentence of the chat to the catalogues.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.language.catalogue import catalogue
from bot.language.current import ENGLISH, spoken
from bot.language.numbers import number
from scoring.phrases import PartOf, Phrase


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence; `{names}` in it are filled in when it is said."""

    english: str

    def __call__(self, **values: PartOf) -> str:
        """Say it. Numbers are written as the language writes them, phrases in its words."""
        template = catalogue(spoken()).one(self.english)
        return _filled(template, values)

    def phrase(self, **values: PartOf) -> Phrase:
        """Return the sentence to be said later, in whatever language is spoken then."""
        return Phrase(self.english, None, values)


@dataclass(frozen=True, slots=True)
class Plural:
    """A sentence with a `{count}` in it, which chooses the form: "1 pick", "2 picks"."""

    one: str
    many: str

    def __call__(self, *, count: int, **values: PartOf) -> str:
        """Say it with this number."""
        template = catalogue(spoken()).counted(self.one, self.many, count=count)
        return _filled(template, {"count": count, **values})

    def phrase(self, *, count: int, **values: PartOf) -> Phrase:
        """Return the sentence to be said later, in whatever language is spoken then."""
        return Phrase(self.one, self.many, {"count": count, **values})


def said(words: str) -> str:
    """Return a phrase in the language that is spoken; any other text as it is."""
    if not isinstance(words, Phrase) or spoken() == ENGLISH:
        return words
    template = _template(words)
    return words.finished(_filled(template, words.values))


def _template(words: Phrase) -> str:
    known = catalogue(spoken())
    if words.many is None:
        return known.one(words.one)
    return known.counted(words.one, words.many, count=int(words.values["count"]))


def _filled(template: str, values: Mapping[str, PartOf]) -> str:
    """Fill in the values; one that ends in a full stop ("5. Jan.") ends the sentence, too."""
    if not values:
        return template
    ready = _said(values)
    for name, value in ready.items():
        if value.endswith(".") and f"{{{name}}}." in template:
            template = template.replace(f"{{{name}}}.", f"{{{name}}}")
    return template.format(**ready)


def _said(values: Mapping[str, PartOf]) -> dict[str, str]:
    return {name: said(v) if isinstance(v, str) else number(v) for name, v in values.items()}

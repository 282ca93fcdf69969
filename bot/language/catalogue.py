"""The catalogues: GNU gettext .po files, one a language, read when it is first spoken.

https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import c2py
from pathlib import Path

from bot.language.current import ENGLISH

FOLDER = Path(__file__).parent / "catalogues"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What sentences are in one language: by the English one, each in its plural forms."""

    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form_of: Callable[[int], int] = lambda number: number != 1

    def one(self, english: str) -> str:
        """Return the sentence in this language; the English one where it is not translated."""
        return self.forms.get(english, (english,))[0]

    def counted(self, one: str, many: str, *, count: int) -> str:
        """Return the form that goes with the number."""
        forms = self.forms.get(one)
        if forms is None:
            return one if count == 1 else many
        return forms[self.form_of(abs(count))]


@cache
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of a language; English needs none."""
    if language == ENGLISH:
        return Catalogue()
    return _read(language)


def _read(language: str) -> Catalogue:
    from babel.messages.pofile import read_po  # noqa: PLC0415 - only where English is not enough

    with (FOLDER / f"{language}.po").open("rb") as file:
        translated = read_po(file, locale=language)
    forms = {}
    for message in translated:
        english = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if english and all(said) and not message.fuzzy:
            forms[english] = tuple(str(each) for each in said)
    return Catalogue(forms=forms, form_of=c2py(translated.plural_expr))

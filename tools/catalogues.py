"""Bring the catalogues up to date: `python -m tools.catalogues`.

Reads every sentence out of bot/ and scoring/, adds what is new to each language's .po file, drops
what nothing says any more, and prints how many sentences each still lacks. Nothing is guessed from
sentences that are alike.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.language.catalogue import FOLDER
from bot.language.current import ENGLISH, LANGUAGES

ROOT = Path(__file__).parent.parent
_KEYWORDS = {"Text": None, "Plural": (1, 2), "phrase": None, "plural": (1, 2)}
_FOLDERS = ("bot", "scoring")
_WIDTH = 100


@cache
def sentences() -> Sequence[tuple[str, str | tuple[str, ...]]]:
    """Return each sentence of the code, with the file that says it; a pair has its plural."""
    return [
        (f"{folder}/{name}", tuple(message) if isinstance(message, tuple) else message)
        for folder in _FOLDERS
        for name, _, message, _, _ in extract_from_dir(
            ROOT / folder, [("**.py", "python")], keywords=_KEYWORDS
        )
    ]


def template() -> Catalog:
    """Return a catalogue of all sentences, none of them translated."""
    catalog = Catalog(project="daily-job-picks", charset="utf-8")
    for file, message in sentences():
        catalog.add(message, locations=[(file, 0)])
    return catalog


def read(language: str) -> Catalog:
    """Return the catalogue of a language as its file has it; an empty one where there is none."""
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language, project="daily-job-picks", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def missing(catalog: Catalog) -> list[str]:
    """Return the sentences, in the singular, that a catalogue does not translate."""
    lacking = (each.id for each in catalog if each.id and not _whole(each.string))
    return [each if isinstance(each, str) else each[0] for each in lacking]


def update(language: str) -> Catalog:
    """Write a language's file anew with all sentences of today, and return it."""
    catalog = read(language)
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with (FOLDER / f"{language}.po").open("wb") as file:
        # No header: it would hold dates, and all else of it follows from the language.
        write_po(
            file, catalog, include_lineno=False, width=_WIDTH, sort_output=True, omit_header=True
        )
    return catalog


def _whole(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def main() -> None:
    """Update every language."""
    for language in LANGUAGES:
        if language != ENGLISH:
            catalog = update(language)
            print(f"{language}: {len(catalog)} sentences, {len(missing(catalog))} to translate")


if __name__ == "__main__":
    main()

"""Every language says every sentence, with the values, tags and commands of the English one."""

import re
from collections import Counter
from functools import cache
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from bot.language.current import ENGLISH, LANGUAGES
from tools import catalogues
from tools.catalogues import missing, sentences, template

OTHERS = [language for language in LANGUAGES if language != ENGLISH]
_TAG = re.compile(r"</?[a-z]+(?: [^>]*)?>")
_COMMAND = re.compile(r"(?<![\w<}])/[a-z]+\b")  # not the end of "{pay}/month"

read = cache(catalogues.read)  # a file is parsed once for all that is asked of it


@cache
def of_code() -> set[str]:
    """Return every sentence of today's code."""
    return {str(each.id) for each in template() if each.id}


def forms(message: Message) -> tuple[str, ...]:
    """Return a sentence's translation in each of its plural forms."""
    string = message.string
    return tuple(string) if isinstance(string, tuple | list) else (string or "",)


def said(catalog: Catalog) -> list[tuple[str, str]]:
    """Return each translated sentence beside its English one, every plural form by itself."""
    pairs = []
    for each in catalog:
        english = each.id if isinstance(each.id, tuple | list) else (each.id,)
        pairs += [(english[min(at, len(english) - 1)], form) for at, form in enumerate(forms(each))]
    return [pair for pair in pairs if pair[0]]


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_the_sentences_of_today_and_no_others(language: str) -> None:
    of_file = {str(each.id) for each in read(language) if each.id}

    assert of_file == of_code(), "run: python -m tools.catalogues"


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_is_complete_and_sure(language: str) -> None:
    catalog = read(language)

    assert missing(catalog) == []
    assert [each.id for each in catalog if each.id and each.fuzzy] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_has_the_values_of_the_english_one(language: str) -> None:
    wrong = [
        (english, other)
        for english, other in said(read(language))
        if names(english) - {"count"} != names(other) - {"count"}
        or names(other) - names(english) - {"count"}
    ]

    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_number_is_lost_by_no_form_that_stands_for_several(language: str) -> None:
    lost = [
        each.id[0]
        for each in read(language)
        if isinstance(each.id, tuple | list)
        for form in forms(each)[1:]
        if "{count}" in each.id[1] and "{count}" not in form
    ]

    assert lost == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_has_the_tags_and_commands_of_the_english_one(language: str) -> None:
    def marks(sentence: str) -> Counter[str]:
        return Counter(_TAG.findall(sentence)) + Counter(_COMMAND.findall(sentence))

    assert [
        (english, other)
        for english, other in said(read(language))
        if marks(english) != marks(other)
    ] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_begins_and_ends_as_the_english_one(language: str) -> None:
    def edges(sentence: str) -> tuple[str, str]:
        return sentence[: len(sentence) - len(sentence.lstrip())], sentence[
            len(sentence.rstrip()) :
        ]

    assert [
        (english, other)
        for english, other in said(read(language))
        if edges(english) != edges(other)
    ] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_shouts(language: str) -> None:
    assert [other for _, other in said(read(language)) if "!" in other or "¡" in other] == []


def test_no_sentence_stands_both_with_and_without_a_plural() -> None:
    said: dict[str, set[str | tuple[str, ...]]] = {}
    for _, message in sentences():
        said.setdefault(message if isinstance(message, str) else message[0], set()).add(message)

    assert [forms for forms in said.values() if len(forms) > 1] == []

"""In which language a model writes what a person reads. English is what every prompt asks for."""

from collections.abc import Mapping

ENGLISH = "en"
_NAMES: Mapping[str, str] = {  # by ISO 639-1, as a prompt names them
    "de": "German",
    "es": "Spanish",
    "pt": "Portuguese",
    "fr": "French",
    "ru": "Russian",
}
_MORE_TOKENS = 1.6  # other languages and scripts than English, in the tokens of today's models


def name_of(language: str) -> str:
    """Return "German"; "" for English, and for what no prompt knows: it is written in English."""
    return _NAMES.get(language, "")


def tokens(english: int, *, language: str) -> int:
    """Return the tokens that so many of English come to in a language."""
    return round(english * _MORE_TOKENS) if name_of(language) else english

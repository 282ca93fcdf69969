"""Puts values into sentences: each is escaped here, so that no text of a person can act."""

from bot.language.text import Plural, Text
from bot.views.html import escape
from scoring.phrases import PartOf


def fill(text: Text | Plural, **values: PartOf) -> str:
    """Say the text with its values as harmless HTML; numbers are written as the language does."""
    return text(
        **{  # type: ignore[arg-type]  # a Plural is called with its count
            name: escape(value) if isinstance(value, str) else value
            for name, value in values.items()
        }
    )

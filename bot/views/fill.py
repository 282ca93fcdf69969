"""Puts values into sentences: each is escaped here, so that no text of a person can act."""

from bot.views.html import escape


def fill(template: str, **values: object) -> str:
    """Return the template with its values as harmless HTML text."""
    return template.format(**{name: escape(str(value)) for name, value in values.items()})

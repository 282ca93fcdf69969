"""Which language is spoken now: set once for an update or a message, read by every text.

A context variable, so that many people are answered at once, each in their own language.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

ENGLISH = "en"
LANGUAGES: Mapping[str, str] = {  # each by its own name, as the settings offer them
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "pt": "Português",
    "fr": "Français",
    "ru": "Русский",
}

_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def supported(code: str | None) -> str:
    """Return the language to speak with somebody whose Telegram says "pt-br"; else English."""
    base = (code or "").replace("_", "-").partition("-")[0].lower()
    return base if base in LANGUAGES else ENGLISH


def spoken() -> str:
    """Return the code of the language that is spoken now."""
    return _spoken.get()


def speak(code: str) -> None:
    """Speak this language from now on, in this task and in those it starts."""
    _spoken.set(supported(code))


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak this language inside the block."""
    token = _spoken.set(supported(code))
    try:
        yield
    finally:
        _spoken.reset(token)

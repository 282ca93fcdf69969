"""The record of what the bot asked for, and of what it was told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of a method. `code` is the status, 0 for a connection that was cut."""

    method: str
    params: Mapping[str, Any]
    files: tuple[str, ...] = ()
    code: int
    why: str = ""  # what it was refused with, in Telegram's words
    answer: Any = None
    stored: bool = False  # it took effect, whatever the bot was told

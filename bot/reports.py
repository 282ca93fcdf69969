"""Counts what breaks and lets the owner hear of it, once per kind and day, without anybody's words.

The kind is the error's class: messages of errors may quote a person or a site.
"""

import logging
from datetime import datetime

from bot.stores.errors import Errors, Part
from bot.views.admin.errors import broken_notice
from scoring.errors import StoreError

_log = logging.getLogger(__name__)


async def report(errors: Errors, part: Part, error: BaseException, *, now: datetime) -> None:
    """Count a failure and put a notice on its way. Never raises StoreError: that is logged."""
    kind = kind_of(error)
    try:
        await errors.note(part, kind, now=now, notice=lambda n: broken_notice(part, kind, n))
    except StoreError as failure:
        facts = {"action": "report", "part": part, "kind": kind, "by": type(failure).__name__}
        _log.error("A failure could not be counted", extra=facts)


def kind_of(error: BaseException) -> str:
    """Return the class of an error; of a group, that of the first it holds."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return type(error).__name__

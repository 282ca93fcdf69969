"""Tracebacks for the log that quote nobody."""

import traceback


def trace_of(error: BaseException) -> str:
    """Return the traceback with types and lines but no messages: those may quote a person."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    own = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{trace_of(cause)}then\n{own}{kind}\n" if cause else f"{own}{kind}\n"

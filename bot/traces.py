"""Tracebacks for the log that quote nobody."""

import traceback


def trace_of(error: BaseException) -> str:
    """Return the traceback with types and lines but no messages: those may quote a person.

    What a group holds follows it, each with its own lines.
    """
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    own = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{trace_of(cause)}then\n" if cause else ""
    inside = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    held = "".join(f"inside it\n{trace_of(each)}" for each in inside)
    return f"{before}{own}{kind}\n{held}"

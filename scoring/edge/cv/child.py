"""The child process that reads one CV: bytes on stdin, one JSON object on stdout.

Run by cv.py as `python -m scoring.edge.cv.child`. It limits itself before it looks at the file.
"""

import contextlib
import json
import sys

_MEMORY_BYTES = 1024 * 1024 * 1024  # address space, libraries included; a 71-page PDF takes 200 MB
_CPU_S = 20


def main() -> None:
    """Read stdin, write the text or the reason why there is none."""
    _limit()
    data = sys.stdin.buffer.read()
    # Imported under the limits, for these parsers are what the limits are for.
    from scoring.edge.cv.kinds import read  # noqa: PLC0415
    from scoring.errors import FileUnreadable  # noqa: PLC0415
    from scoring.phrases import written as said  # noqa: PLC0415

    try:
        text, notes = read(data)
        reply: dict[str, object] = {"text": text, "notes": [said(note) for note in notes]}
    except FileUnreadable as error:
        reply = {"error": said(error.args[0])}
    sys.stdout.write(json.dumps(reply))


def _limit() -> None:
    """Cap memory, CPU time and written files, where the system can."""
    with contextlib.suppress(ImportError):  # Windows has none of these; the timeout remains
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()

"""`picks` in a process that is forked from one which has imported everything, for `process.py`."""

import os
import sys

from bot import app, compose, lock, service
from bot.__main__ import main

LOADED = (app, compose, lock, service)  # what `picks run` imports when it is asked for


def picks(arguments: tuple[str, ...], environment: dict[str, str], folder: str, said: str) -> None:
    """Be `picks` with these arguments and nothing but this environment; write to the file."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(file, stream)
    sys.argv = ["picks", *arguments]
    main()

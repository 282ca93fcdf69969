"""`picks` in a process that is forked from one which has imported everything."""

import os
import socket
import sys

from bot import app, compose, lock, service
from bot.__main__ import main
from bot.sandbox import server

LOADED = (app, compose, lock, service, server)  # what `run` and `try` import when they are asked


def picks(
    arguments: tuple[str, ...],
    environment: dict[str, str],
    folder: str,
    said: str | socket.socket,
) -> None:
    """Be `picks` with these arguments and nothing but this environment; write to file or socket."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    file = os.open(said, os.O_WRONLY | os.O_APPEND) if isinstance(said, str) else said.fileno()
    for stream in (1, 2):
        os.dup2(file, stream)
    sys.argv = ["picks", *arguments]
    main()

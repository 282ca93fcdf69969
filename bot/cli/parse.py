"""`picks parse`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scoring.model import Fetch, RawPosting, Unread

if TYPE_CHECKING:
    from scoring.sources import Source


def parse(
    source: Annotated[str, typer.Argument(help="A source's name, or `file` for any export.")],
    file: Annotated[Path, typer.Argument(help="A saved response; packed with gzip too.")],
    board: Annotated[str, typer.Option(help="The board it came from, e.g. acme=Acme, Inc.")] = "",
) -> None:
    """Print as JSON lines the postings that a saved response yields, for writers of a source.

    What could not be read stands on stderr, with the place and the reason, and then the counts.
    """
    read_so_far = unread = 0
    for found in _found(source, file, board):
        if isinstance(found, RawPosting):
            read_so_far += 1
            typer.echo(found.model_dump_json(exclude_defaults=True))
        elif isinstance(found, Unread):
            unread += 1
            typer.echo(f"{found.where}: {found.why}", err=True)
        else:
            typer.echo(f"to be read next: {found.url}", err=True)
    typer.echo(f"{read_so_far} postings, {unread} not read", err=True)


def _found(source: str, file: Path, board: str) -> Iterator[RawPosting | Unread | Fetch]:
    # The sources and their parsers are not for `picks --help`.
    from scoring.sources import discover  # noqa: PLC0415
    from scoring.sources.file import read_file  # noqa: PLC0415

    if source == "file":
        return read_file(file)
    known = discover()
    if source not in known:
        names = ", ".join([*known, "file"])
        raise typer.BadParameter(f"There is no source {source!r}; there are: {names}")
    return _response(known[source], file, board)


def _response(source: "Source", file: Path, board: str) -> Iterator[RawPosting | Unread | Fetch]:
    """Yield what a source reads in a response that somebody saved."""
    from scoring.sources import read  # noqa: PLC0415
    from scoring.sources.file import read_whole  # noqa: PLC0415

    fetch = Fetch(url=file.absolute().as_uri(), label=board)
    parsed = read(source, fetch, read_whole(file))
    yield from parsed.postings
    yield from parsed.unread
    yield from parsed.follow

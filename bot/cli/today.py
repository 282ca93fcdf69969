"""`picks today`: one digest from the command line, from files or from live sources."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import CvFile, Wishes
from bot.cli.run import environment
from bot.settings import Settings

_FORMATS = (".md", ".html", ".json")
_FOR_WHOM = "Who is it for? Give --cv FILE or --profile TEXT."


_Files = Annotated[
    list[Path] | None,
    typer.Option(
        "--from",
        metavar="FILE...",
        help="Files of postings (JSONL, JSON, CSV, also gzip), one or many;"
        " without it, live sources.",
        exists=True,
        dir_okay=False,
    ),
]


def today(  # noqa: PLR0913 - the options of a command
    more: Annotated[
        list[Path] | None, typer.Argument(hidden=True, metavar="FILES", exists=True, dir_okay=False)
    ] = None,
    *,
    cv: CvFile = None,
    profile: Wishes = None,
    files: _Files = None,
    out: Annotated[
        Path | None, typer.Option(help="Write .md, .html or .json; else print Markdown.")
    ] = None,
    count: Annotated[int, typer.Option(help="At most so many picks.", min=1, max=100)] = 20,
    lowest: Annotated[int, typer.Option(help="The lowest score.", min=0, max=100)] = 60,
    day: Annotated[
        datetime | None, typer.Option(help="The digest's day.", formats=["%Y-%m-%d"])
    ] = None,
    max_age: Annotated[
        int | None,
        typer.Option(help="Only postings of the last so many days.", min=1, max=365),
    ] = None,
) -> None:
    """Make one digest now and print it, or write it to a file.

    Exit codes: 0 done, also when nothing fits; 1 could not be done; 2 wrong usage.
    """
    paths = _paths(files, more)
    if cv is None and not (profile or "").strip():
        raise typer.BadParameter(_FOR_WHOM)
    if out is not None and out.suffix.lower() not in _FORMATS:
        raise typer.BadParameter(f"--out {out.name!r} ends in none of {', '.join(_FORMATS)}.")
    if out is not None and not out.absolute().parent.is_dir():
        raise typer.BadParameter(f"--out: there is no folder {str(out.parent)!r}.")
    moment = datetime.now(UTC)
    if day is not None:
        moment = datetime.combine(day.date(), time.max, UTC)
    # numpy, the parsers and the store are not for `picks --help`.
    from bot.cli.one_digest import Request, made, write  # noqa: PLC0415

    request = Request(
        settings=Settings.from_env(environment()),
        cv=cv,
        wishes=profile or "",
        paths=paths,
        now=moment,
        day=day.date() if day else moment.astimezone().date(),
        count=count,
        lowest=lowest,
        max_age_days=max_age,
    )
    write(asyncio.run(made(request)), out=out)


def _paths(files: Sequence[Path] | None, more: Sequence[Path] | None) -> tuple[Path, ...]:
    """Return the files of `--from a b c` and of a repeated --from, each once."""
    if more and not files:
        raise typer.BadParameter(f"What is {str(more[0])!r} for? Files of postings follow --from.")
    return tuple(dict.fromkeys((*(files or ()), *(more or ()))))

"""`picks score`: the score of one posting, from its link, a file or its text."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import CvFile, Wishes
from bot.cli.run import environment
from bot.settings import Settings
from scoring.errors import InputError

_FOR_WHOM = "Who is it for? Give --cv FILE or --profile TEXT."


def score(
    posting: Annotated[
        str, typer.Argument(help="The posting's link, a file with it, or - for its text on stdin.")
    ],
    *,
    cv: CvFile = None,
    profile: Wishes = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, not Markdown.")] = False,
) -> None:
    """Score one posting and print why: its link, a file (HTML, PDF, DOCX, text) or "-".

    Exit codes: 0 scored; 1 could not be read or scored; 2 wrong usage.
    """
    if cv is None and not (profile or "").strip():
        raise typer.BadParameter(_FOR_WHOM)
    # The parsers and the judge are not for `picks --help`.
    from bot.cli.one_score import Request, scored  # noqa: PLC0415

    request = Request(
        settings=Settings.from_env(environment()),
        posting=posting,
        body=_body(posting),
        cv=cv,
        wishes=profile or "",
        now=datetime.now(UTC),
        as_json=as_json,
    )
    typer.echo(asyncio.run(scored(request)), nl=False)


def _body(posting: str) -> bytes | None:
    """Return what a file or stdin holds; None for a link."""
    if posting == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(posting).read_bytes() if Path(posting).is_file() else None
    except OSError as error:
        raise InputError(f"{posting!r} cannot be read: {error.strerror}") from error

"""`picks sources`."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.cli.run import environment
from bot.settings import Settings
from scoring.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoring.ingest.standing import Standing

_COLUMNS = ("source", "state", "listed", "usual", "boards", "new", "unread", "last answered")
_NUMBERS = slice(2, 7)
_MOST_BOARDS = 3


def sources(
    *,
    database: Annotated[Path | None, typer.Option(help="The bot's database.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Show how every source stands: what it lists against what is usual, and its terms.

    It works beside a running bot, asks no site and changes nothing.
    """
    from scoring.sources import named  # noqa: PLC0415 - the sources are not for `picks --help`

    settings = Settings.from_env(environment())
    path = database or settings.database
    if not path.exists():
        raise InputError(
            f"There is no database at {str(path)!r} yet; `picks run` or `picks ingest` makes it"
        )
    names = [each.name for each in named(settings.sources)]
    found = asyncio.run(_read(path, names=names))
    if as_json:
        typer.echo(json.dumps([_entry(each) for each in found], ensure_ascii=False, indent=2))
        return
    _print(found, Console())


async def _read(path: Path, *, names: "Sequence[str]") -> "tuple[Standing, ...]":
    from bot.compose import MIGRATIONS  # noqa: PLC0415 - the stores are not for `picks --help`
    from scoring.edge.db import Store  # noqa: PLC0415
    from scoring.edge.standings import StandingsStore  # noqa: PLC0415

    async with Store(path, MIGRATIONS) as store:
        return await StandingsStore(store).standings(names, now=datetime.now(UTC))


def _print(found: "Sequence[Standing]", console: Console) -> None:
    from scoring.source_terms import source_terms  # noqa: PLC0415

    table = Table(*_COLUMNS, "said")
    for column in table.columns[_NUMBERS]:
        column.justify = "right"
    for each in found:
        table.add_row(each.source, each.state, *_numbers(each), _well(each), escape(_said(each)))
    console.print(table)
    terms = Table("source", "shown as", "asks for", "terms")
    for each in found:
        known = source_terms()[each.source]
        terms.add_row(each.source, known.credit, escape(known.asks), known.terms)
    console.print(terms)


def _numbers(found: "Standing") -> tuple[str, ...]:
    health, runs = found.health, found.runs
    listed = f"{found.listed:,}" if health.listed is not None else ""
    usual = f"{health.usual:,}" if health.telling else ""
    return (listed, usual, f"{found.boards:,}", f"{runs.new:,}", f"{runs.unread:,}")


def _well(found: "Standing") -> str:
    at = found.runs.well_at
    return f"{at:%Y-%m-%d %H:%M}Z" if at else ""


def _said(found: "Standing") -> str:
    """Return the error, why it was not asked, since when it is quiet, and its silent boards."""
    health, runs = found.health, found.runs
    since = f"quiet since {health.since}" if health.since else ""
    names = [name for name, _ in found.quiet_boards] + list(found.lost_boards)
    more = f" +{len(names) - _MOST_BOARDS} more" if len(names) > _MOST_BOARDS else ""
    boards = f"silent boards: {', '.join(names[:_MOST_BOARDS])}{more}" if names else ""
    error = runs.newest.error if runs.newest else ""
    return "; ".join(each for each in (since, error, runs.skipped, boards) if each)


def _entry(found: "Standing") -> dict[str, Any]:
    """Return a source for programs; times are UTC."""
    from scoring.source_terms import source_terms  # noqa: PLC0415

    health, runs = found.health, found.runs
    return {
        "source": found.source,
        "state": found.state,
        "listed": found.listed,
        "usual": health.usual if health.telling else None,
        "quiet_since": health.since.isoformat() if health.since else None,
        "quiet_days": health.streak,
        "last_day_with_any": health.last_day.isoformat() if health.last_day else None,
        "asked_at": runs.asked_at.isoformat() if runs.asked_at else None,
        "answered_at": runs.well_at.isoformat() if runs.well_at else None,
        "failures": runs.failures,
        "new_today": runs.new,
        "unread_today": runs.unread,
        "requests_today": runs.requests,
        "error": runs.newest.error if runs.newest else "",
        "skipped": runs.skipped,
        "boards": found.boards,
        "quiet_boards": [name for name, _ in found.quiet_boards],
        "lost_boards": list(found.lost_boards),
        "terms": source_terms()[found.source].model_dump(mode="json"),
    }

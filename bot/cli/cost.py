"""`picks cost`: what the model cost, from the ledger of its calls."""

import asyncio
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.cli.run import environment
from bot.settings import Settings
from scoring.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoring.edge.llm.ledger import By, Line

_NOBODY = "nobody in particular"
_COLUMNS = ("calls", "failed", "tokens in", "tokens out", "seconds", "cost")


class Grouped(StrEnum):
    """What the calls are summed by."""

    DAY = "day"
    MODEL = "model"
    PURPOSE = "purpose"
    PERSON = "person"


def cost(
    days: Annotated[int, typer.Option(min=1, max=3650, help="How many days back.")] = 30,
    by: Annotated[Grouped, typer.Option(help="What the calls are summed by.")] = Grouped.DAY,
    database: Annotated[Path | None, typer.Option(help="The bot's database.")] = None,
) -> None:
    """Show what the model cost: calls, tokens, seconds and dollars, and the caps of a day.

    A day here is a UTC date. It works beside a running bot and changes nothing.
    """
    settings = Settings.from_env(environment())
    path = database or settings.database
    if not path.exists():
        raise InputError(f"There is no database at {str(path)!r} yet; `picks run` makes it")
    since = datetime.now(UTC) - timedelta(days=days)
    lines, today = asyncio.run(_read(path, since=since, by=by.value))
    console = Console()
    console.print(_table(lines, by=by.value) if lines else f"No model was asked in {days} days.")
    console.print(
        f"Last 24 hours: ${today:.4f} of ${settings.llm_daily_usd:.2f} for the whole bot;"
        f" one person may use ${settings.llm_person_daily_usd:.2f}."
    )
    if any(line.assumed for line in lines):
        console.print("* some prices are assumed: no list has the model; set LLM_PRICE to be sure.")


async def _read(path: Path, *, since: datetime, by: "By") -> "tuple[Sequence[Line], float]":
    from bot.compose import MIGRATIONS  # noqa: PLC0415 - the stores are not for `picks --help`
    from scoring.edge.db import Store  # noqa: PLC0415
    from scoring.edge.llm.ledger import Ledger  # noqa: PLC0415

    async with Store(path, MIGRATIONS) as store:
        ledger = Ledger(store)
        today = await ledger.spent_today(now=datetime.now(UTC))
        return await ledger.lines(since=since, by=by), today.cost_usd


def _table(lines: "Sequence[Line]", *, by: str) -> Table:
    table = Table(by, *_COLUMNS)
    for column in table.columns[1:]:
        column.justify = "right"
    for line in lines:
        table.add_row(escape(line.key or _NOBODY), *_cells([line]))
    if len(lines) > 1:
        table.add_section()
        table.add_row("all", *_cells(lines))
    return table


def _cells(lines: "Sequence[Line]") -> tuple[str, ...]:
    assumed = "*" if any(line.assumed for line in lines) else ""
    return (
        f"{sum(line.calls for line in lines):,}",
        f"{sum(line.failed for line in lines):,}",
        f"{sum(line.prompt_tokens for line in lines):,}",
        f"{sum(line.completion_tokens for line in lines):,}",
        f"{sum(line.seconds for line in lines):,.1f}",
        f"${sum(line.cost_usd for line in lines):.4f}{assumed}",
    )

"""The `picks` command: one subcommand per file of `bot/cli/`."""

import gc
import sys

import typer

from bot.cli import boards, cost, ingest, parse, run, score, sources, today, try_
from scoring.errors import JobPicksError

app = typer.Typer(
    name="picks",
    help="Daily Job Picks: fresh postings, ranked for you, as a chat message.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("try", help=try_.try_.__doc__)(try_.try_)
app.command("run", help=run.run.__doc__)(run.run)
app.command("score", help=score.score.__doc__)(score.score)
app.command("today", help=today.today.__doc__)(today.today)
app.command("ingest", help=ingest.ingest.__doc__)(ingest.ingest)
app.add_typer(boards.app, name="boards")
app.command("sources", help=sources.sources.__doc__)(sources.sources)
app.command("cost", help=cost.cost.__doc__)(cost.cost)
app.command("parse", help=parse.parse.__doc__)(parse.parse)

_OBJECTS = 20_000  # a look for garbage after so many; after Python's 700, starts take a fifth more


def main() -> None:
    """Run the command; an error of ours is one clear line on stderr and exit code 1."""
    gc.set_threshold(_OBJECTS)
    try:
        app()
    except JobPicksError as error:
        print(f"picks: {error}", file=sys.stderr)  # noqa: T201 - the command line's own voice
        sys.exit(1)


if __name__ == "__main__":
    main()

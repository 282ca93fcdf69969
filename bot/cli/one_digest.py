"""What `picks today` does: a profile, postings, a digest; and what it says on stderr meanwhile."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.cli import file_postings
from bot.cli.live import asked
from bot.cli.said import say_files, say_funnel, say_notes, say_profile, say_sources
from bot.settings import Settings
from scoring import render
from scoring.cv.draft import draft
from scoring.edge.cv.reader import read_cv_text
from scoring.edge.db import Store
from scoring.edge.postings import store as postings
from scoring.errors import InputError
from scoring.model import Digest, Profile
from scoring.pipeline import choose
from scoring.pipeline.panel import Panel, Past
from scoring.ports import Judge, Occasion, Summariser
from scoring.rank.index import Pool
from scoring.sources import named
from scoring.wishes import apply

_START = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_DAYS = 365
_NO_SOURCE = (
    "No source answered and nothing is stored yet. Look at the network, or give a file of"
    " postings with --from FILE."
)
_NO_POSTING = "No posting could be read from what --from names; the lines above say why."
_EMPTY = (
    "Nothing to rank by was read from that. Name a job or skills, e.g."
    ' --profile "nurse in Leeds, wound care, from £30k".'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command line asks for."""

    settings: Settings
    cv: Path | None
    wishes: str
    paths: tuple[Path, ...]  # empty: live sources
    now: datetime
    day: date
    count: int
    lowest: int
    max_age_days: int | None


async def made(request: Request) -> Digest:
    """Return the digest. Raises InputError and StoreError with what to do."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    profile = await _profile(request, console)
    if profile.empty:
        raise InputError(_EMPTY)
    models = _models(request.settings)
    async with _store(request, profile, console) as store, models as (judge, summariser):
        stored = postings.PostingsStore(store)
        pool = Pool(await stored.listings(since=_since(request)))
        digest = await choose(
            profile,
            pool=pool,
            postings=stored,
            panel=Panel(judge=judge, summariser=summariser),
            past=Past(),
            occasion=Occasion(count=request.count, lowest=request.lowest),
            now=request.now,
            day=request.day,
        )
    say_funnel(digest, console)
    return digest


def write(digest: Digest, *, out: Path | None) -> None:
    """Print the digest as Markdown, or write it in the form that the file's name asks for."""
    if out is None:
        typer.echo(render.markdown(digest), nl=False)
        return
    forms = {".md": render.markdown, ".html": render.html, ".json": render.json}
    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_text(forms[out.suffix.lower()](digest), encoding="utf-8")
        partial.replace(out)
    except OSError as error:
        raise InputError(f"{str(out)!r} cannot be written: {error.strerror}") from error
    typer.echo(f"Wrote {out}: {render.counted(len(digest.picks))}.", err=True)


async def _profile(request: Request, console: Console) -> Profile:
    """Return what the CV and the wishes say, and print how they were understood."""
    profile = Profile()
    if request.cv is not None:
        cv = await read_cv_text(request.cv.read_bytes(), name=request.cv.name)
        profile = draft(cv.text, today=request.day).profile
        say_notes(request.cv.name, cv.notes, console)
    change = apply(profile, request.wishes)
    said = [part for part in (profile.text, request.wishes) if any(map(str.isalnum, part))]
    text = "\n".join(said)
    profile = change.profile.model_copy(update={"text": text})
    if request.max_age_days is not None or (request.paths and "max_age_days" not in change.words):
        profile = profile.model_copy(update={"max_age_days": request.max_age_days})
    say_profile(profile, console, missed=change.not_understood)
    return profile


@asynccontextmanager
async def _store(request: Request, profile: Profile, console: Console) -> AsyncIterator[Store]:
    """Open the database with the postings to choose from."""
    if not request.paths:
        async with _live(request, profile, console) as store:
            yield store
        return
    with _bar(console) as bar:
        task = bar.add_task("reading", total=None)
        async with file_postings.stored(
            request.paths,
            now=datetime.now(UTC),
            progress=lambda path, more: bar.update(task, advance=more, description=path.name[:40]),
        ) as (store, reports):
            bar.stop()
            say_files(reports, console)
            if not any(report.read for report in reports):
                raise InputError(_NO_POSTING)
            yield store


@asynccontextmanager
async def _live(request: Request, profile: Profile, console: Console) -> AsyncIterator[Store]:
    """Ask the live sources, also for this profile, and go on with all that is stored."""
    settings = request.settings
    live = asked(
        named(settings.sources),
        settings=settings,
        console=console,
        only=profile,
    )
    async with live as (store, report):
        say_sources(report, console)
        if report.all_failed and not (await postings.PostingsStore(store).counts()).open:
            raise InputError(_NO_SOURCE)
        yield store


@asynccontextmanager
async def _models(
    settings: Settings,
) -> AsyncIterator[tuple[Judge | None, Summariser | None]]:
    """Yield what the settings' models do here; what they cost counts with the bot's spending."""
    if settings.llm_model is None:
        yield None, None
        return
    from bot.compose import open_services  # noqa: PLC0415 - telegram is needed only through it

    async with open_services(settings, clock=lambda: datetime.now(UTC)) as services:
        yield services.judge, services.summariser


def _since(request: Request) -> datetime:
    """Return the oldest date that can matter: files may be archives, live postings are not."""
    return _START if request.paths else request.now - timedelta(days=_LONGEST_DAYS)


def _bar(console: Console) -> Progress:
    """Return a progress bar that shows only on a terminal and leaves nothing behind."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} postings"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )

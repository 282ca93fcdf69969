"""`picks try`: the real bot in a browser, with no token and no key."""

import asyncio
import socket
import tempfile
from contextlib import ExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.run import environment, stop_on_signals
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.app import App
    from bot.context import Services
    from bot.sandbox.server import Sandbox

_PROBE = ("boards-api.greenhouse.io", 443)  # one of the sources
_PROBE_S = 2.0
_HERE = "127.0.0.1"
# People are spread over five minutes by their id, this one over one second: who sets the time to
# the next minute sees the morning message then.
_PERSON = 8
_FRESH = timedelta(days=30)
_STAND_IN = "No job board gave a posting, so a sample day of {sample} fictional ones stands in."
_ASK_AGAIN = "/picks shows what fits you."


def try_(
    *,
    port: Annotated[
        int, typer.Option(help="Port of the page; 0: any that is free.", min=0, max=65535)
    ] = 0,
    live: Annotated[
        bool | None,
        typer.Option(help="Ask the live sources, or use the sample day. By default: if online."),
    ] = None,
    database: Annotated[
        Path | None, typer.Option(help="Keep everything in this file, also for the next time.")
    ] = None,
    open_page: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in your browser.")
    ] = True,
) -> None:
    """Chat with the real bot in a browser, without a token or a key.

    The bot talks to a Telegram of its own on this machine. Nothing leaves it unless the sources
    are live.
    """
    settings = Settings.from_env(environment())
    with ExitStack() as stack:
        if database is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="picks-try-"))
        kept = database or Path(folder) / "picks.db"
        with suppress(KeyboardInterrupt):
            asyncio.run(_try(settings, kept, port=port, live=live, opens=open_page))
    typer.echo("Ended." if database is None else f"Ended. Everything is in {database}.")


async def _try(
    settings: Settings, database: Path, *, port: int, live: bool | None, opens: bool
) -> None:
    from bot.app import build  # noqa: PLC0415 - telegram's import is not for `picks --help`
    from bot.lock import only_one  # noqa: PLC0415
    from bot.service import serve  # noqa: PLC0415

    live = await _online() if live is None else live
    changes = {"database": database, "access": "open", "webhook_url": None} | _own_web()
    changes |= {} if live else {"llm_model": None}  # a model may be on another machine
    settings = settings.model_copy(update=changes)
    stop = stop_on_signals()
    with only_one(database):
        async with _opened(settings, port=port) as (sandbox, services):
            sample = 0 if live else await _load_sample(services)
            application = build(services, token=sandbox.token, base_url=sandbox.url)
            typer.echo(_greeting(sandbox.page_url, settings, live=live, sample=sample))
            if opens:
                typer.launch(sandbox.page_url)
            stand_in = asyncio.create_task(_stand_in(application, services, sandbox))
            try:
                await serve(application, services, stop=stop, ingest=live)
            finally:
                stand_in.cancel()


@asynccontextmanager
async def _opened(settings: Settings, *, port: int) -> "AsyncIterator[tuple[Sandbox, Services]]":
    """Open the local Bot API and the services; a person of a kept database is known to both."""
    from bot.compose import open_services  # noqa: PLC0415
    from bot.sandbox.limits import Limits, Rate  # noqa: PLC0415
    from bot.sandbox.server import Sandbox  # noqa: PLC0415

    # Telegram tolerates a person who taps fast; the tests are stricter.
    limits = Limits(chat=Rate(most=20, seconds=20))
    async with (
        Sandbox(port=port, rate_limits=limits, clock=_now, person=_PERSON) as sandbox,
        open_services(settings, clock=_now) as services,
    ):
        chat = sandbox.add_person(_PERSON)
        chat.started = await services.people.get(chat.id) is not None
        yield sandbox, services


def _own_web() -> dict[str, object]:
    """Return settings of a web server on this machine, so that /feed can be tried, too."""
    with socket.socket() as free:
        free.bind((_HERE, 0))
        port = free.getsockname()[1]
    return {"web_port": port, "web_listen": _HERE, "web_url": f"http://{_HERE}:{port}"}


async def _load_sample(services: "Services") -> int:
    """Store the sample day that ships with the package; return how many postings it has."""
    from scoring.normalise import normalise  # noqa: PLC0415
    from scoring.sample import SOURCE, load  # noqa: PLC0415

    now = _now()
    postings = [normalise(raw, source=SOURCE, seen_at=now) for raw in load(now)]
    await services.postings.save(postings, now=now)
    return len(postings)


async def _stand_in(application: "App", services: "Services", sandbox: "Sandbox") -> None:
    """Load the sample day when the first round of the live sources gave nothing, and say so."""
    from bot.model import Message  # noqa: PLC0415
    from bot.sending.delivery import send  # noqa: PLC0415

    assert services.ingests is not None
    await services.ingests.read.wait()
    if await services.postings.listings(since=_now() - _FRESH):
        return
    sample = await _load_sample(services)
    said = _STAND_IN.format(sample=sample)
    typer.echo(said)
    for chat in tuple(sandbox.world.chats):
        if await services.people.get(chat) is not None:
            message = Message(html=f"{said} {_ASK_AGAIN}")
            outgoing = await services.deliveries.notice(
                chat, message, key=f"sample:{_now()}", now=_now()
            )
            await send(application.bot, services, outgoing)


async def _online() -> bool:
    """Tell whether a source can be reached, within two seconds."""
    try:
        async with asyncio.timeout(_PROBE_S):
            _, writer = await asyncio.open_connection(*_PROBE)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


def _greeting(url: str, settings: Settings, *, live: bool, sample: int) -> str:
    """Say where the chat is, where the postings come from, and what leaves the machine."""
    postings = f"a sample day of {sample} fictional postings"
    leaves = "Nothing leaves this machine."
    if live:
        postings = "live, from the public job boards; the first round takes about a minute"
        leaves = "Only the questions to the job boards leave this machine: nothing about you."
    if live and settings.llm_model:
        leaves += f"\nLLM_MODEL is set: your profile and postings go to {settings.llm_model}."
    return f"""Daily Job Picks, to try out.

  Chat      {url}
            (with ?person=9 at its end you are somebody else)
  Postings  {postings}
  Database  {settings.database}

{leaves} Press Ctrl-C to end."""


def _now() -> datetime:
    return datetime.now(UTC)

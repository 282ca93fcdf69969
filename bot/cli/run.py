"""`picks run`: the bot itself, with a token, until SIGTERM."""

import asyncio
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import typer
from pydantic import SecretStr

from bot.logs import failed_aside, set_up_logs
from bot.settings import Settings

_MISSING = """picks: TELEGRAM_TOKEN is not set.
Ask @BotFather in Telegram for one (/newbot) and put it in .env: TELEGRAM_TOKEN=123456:ABC...
To try the bot without a token: picks try"""


def run() -> None:
    """Run the bot: it answers people and writes to each at their time."""
    settings = Settings.from_env(environment())
    if settings.telegram_token is None:
        typer.echo(_MISSING, err=True)
        raise typer.Exit(2)
    set_up_logs(settings.log_level, secrets=_secrets(settings))
    asyncio.run(_run(settings, token=settings.telegram_token.get_secret_value()))


def environment(folder: Path | None = None) -> Mapping[str, str]:
    """Return the variables of `.env` in the folder, and over them those of the process."""
    from dotenv import dotenv_values  # noqa: PLC0415 - only where a command needs it

    file = dotenv_values((folder or Path.cwd()) / ".env")
    return {key: value for key, value in file.items() if value is not None} | dict(os.environ)


def stop_on_signals() -> asyncio.Event:
    """Return an event that SIGTERM and Ctrl-C set; call it inside the loop."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _secrets(settings: Settings) -> list[str]:
    values = [getattr(settings, name) for name in Settings.model_fields]
    return [value.get_secret_value() for value in values if isinstance(value, SecretStr)]


async def _run(settings: Settings, *, token: str) -> None:
    from bot.app import build  # noqa: PLC0415 - telegram's import is not for `picks --help`
    from bot.compose import open_services  # noqa: PLC0415
    from bot.lock import only_one  # noqa: PLC0415
    from bot.service import serve  # noqa: PLC0415

    stop = stop_on_signals()
    asyncio.get_running_loop().set_exception_handler(failed_aside)
    with only_one(settings.database):
        async with open_services(settings, clock=lambda: datetime.now(UTC)) as services:
            application = build(services, token=token, base_url=settings.telegram_api)
            await serve(application, services, stop=stop)

"""What a digest costs in tokens, beside one call for each posting.

    uv run python -m benchmarks.cost [--postings N] [--data DIR] [--json FILE]

The real judge asks a server on loopback that answers as a model would; every request and reply is
counted with the tokenizer that litellm has for the model. The baseline is one call of the same
prompt for each posting with its whole text. Dollars are litellm's list prices.
"""

import argparse
import asyncio
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.people import JUNIOR_DATA_ENGINEER
from bot.compose import open_services
from bot.context import Services
from bot.settings import Settings
from scoring.cv.draft import draft
from scoring.judges.local import judge_cluster
from scoring.model import Cluster, Digest, Posting, Profile, RawPosting
from scoring.normalise import normalise
from scoring.pipeline import choose
from scoring.pipeline.panel import Panel, Past
from scoring.ports import Occasion
from scoring.prompts.prompt import SYSTEM, prompt
from scoring.rank.index import Pool
from scoring.sources.file import read_file

# The stand-in of a model that the tests use too: it reads a request as a model would.
from tests.scoring.chat_server import Asked, ChatServer, open_chat, opinion, postings_in, reply

MODEL = "gpt-4.1-mini"
DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "postings"
_FILE = "daily_boards_2026-07-05_2026-08-07.jsonl.gz"
_NOW = datetime(2026, 8, 8, 8, tzinfo=UTC)
_SHORTEST = 300  # characters of a text that is worth a call
_REASON = (
    "You know Python and Spark and built pipelines for parcels; this team runs the same on AWS."
)
_ALONE = 3  # titles in a request about one posting: it and the two references
_JITTER = 12  # points by which the stand-in differs from the local judge, up or down


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The calls of one purpose: how many, and their tokens."""

    name: str
    calls: int
    read: int
    written: int

    @property
    def tokens(self) -> int:
        """Return the tokens in both directions."""
        return self.read + self.written


Count = Callable[[str], int]


def main() -> None:
    """Print the table, and write the JSON when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postings", type=int, default=300)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    litellm = _litellm()

    def count(text: str) -> int:
        return int(litellm.token_counter(model=MODEL, text=text))

    profile = draft(JUNIOR_DATA_ENGINEER).profile
    clusters = _clusters(asked.data / _FILE, most=asked.postings)
    baseline = _one_call_each(profile, clusters, count=count)
    steps = asyncio.run(_steps(profile, clusters, count=count))
    Console(width=100).print(_table(baseline, steps, litellm=litellm))
    if asked.json:
        rows = [_row(each, baseline) for each in (baseline, *steps)]
        asked.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def _litellm() -> ModuleType:
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    import litellm  # noqa: PLC0415 - it reads its settings when it is imported

    return litellm


def _clusters(file: Path, *, most: int) -> list[Cluster]:
    """Return postings from all over the file, each a job of its own."""
    raws = [each for each in read_file(file) if isinstance(each, RawPosting)]
    every = [each for each in raws if len(each.html) >= _SHORTEST]
    chosen = every[:: max(1, len(every) // most)][:most]
    clean = [normalise(each, source="file", seen_at=_NOW) for each in chosen]
    return [Cluster(id=each.id, best=each) for each in clean]


def _one_call_each(profile: Profile, clusters: Sequence[Cluster], *, count: Count) -> Step:
    """Count one call for each posting: the same rubric and person, and its whole text."""
    nobody = prompt(profile, [], fence="#000000000000").user.partition("\n#")[0]
    head = count(SYSTEM) + count(nobody)
    read = sum(head + count(_whole(each.best)) for each in clusters)
    written = count(reply([opinion("j1a2b3", reason=_REASON)])) * len(clusters)
    return Step(name="one call for each", calls=len(clusters), read=read, written=written)


def _whole(posting: Posting) -> str:
    places = ", ".join(place.text for place in posting.places)
    return f"{posting.title}\n{posting.company}\n{places}\n{posting.text}"


async def _steps(profile: Profile, clusters: Sequence[Cluster], *, count: Count) -> list[Step]:
    """Return what the real judge asked, by purpose: the batches, the second look, the lines."""
    fits = {each.best.title: judge_cluster(each, profile).fit for each in clusters}
    async with open_chat() as server:
        server.says = lambda asked: reply([_opinion(each, fits) for each in asked])
        await _digest(profile, clusters, server=server)
        return _by_purpose(server, count=count)


async def _digest(profile: Profile, clusters: Sequence[Cluster], *, server: ChatServer) -> Digest:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            database=Path(folder) / "cost.db",
            llm_model=f"openai/{MODEL}",
            llm_api_key="none",
            llm_api_base=server.url,
            llm_daily_usd=100,
            llm_person_daily_usd=100,
        )
        async with open_services(settings, clock=lambda: _NOW) as services:
            await services.postings.save([each.best for each in clusters], now=_NOW)
            return await _chosen(services, profile)


async def _chosen(services: Services, profile: Profile) -> Digest:
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    pool = Pool(await services.postings.listings(since=long_ago))
    return await choose(
        profile.model_copy(update={"max_age_days": None}),
        pool=pool,
        postings=services.postings,
        panel=Panel(judge=services.judge, summariser=services.summariser),
        past=Past(),
        occasion=Occasion(person="1", count=8, lowest=60),
        now=_NOW,
        day=_NOW.date(),
    )


def _opinion(asked: Asked, fits: Mapping[str, int]) -> dict[str, Any]:
    """Say about what the local judge says, a little off, as a model would."""
    off = sum(map(ord, asked.title)) % (2 * _JITTER + 1) - _JITTER
    fit = min(97, max(3, fits.get(asked.title, 90) + off))
    return opinion(asked.name, skills=fit, role=fit, seniority=fit, wishes=fit, reason=_REASON)


def _by_purpose(server: ChatServer, *, count: Count) -> list[Step]:
    """Group the requests by what they were for; the server's replies are the same every time."""
    steps: dict[str, list[tuple[int, int]]] = {}
    known: set[str] = set()
    for body in server.requests:
        postings = postings_in(body)
        lines = body in server.asked_to_write()
        titles = {each.title for each in postings}
        name = "lines about the picks" if lines else _pass(titles, known=known)
        known |= titles
        said = (server.writes if lines else server.says)(postings)
        read = sum(count(str(each["content"])) for each in body["messages"])
        steps.setdefault(name, []).append((read, count(str(said))))
    return [
        Step(
            name=name,
            calls=len(each),
            read=sum(r for r, _ in each),
            written=sum(w for _, w in each),
        )
        for name, each in steps.items()
    ]


def _pass(titles: set[str], *, known: set[str]) -> str:
    """Tell the first time that postings are asked about from the second, and from one alone."""
    if len(titles) <= _ALONE:
        return "big words, asked alone"
    return "second look near the cut" if len(titles & known) > len(titles) / 2 else "60 in batches"


def _table(baseline: Step, steps: Sequence[Step], *, litellm: ModuleType) -> Table:
    columns = ("calls", "tokens in", "tokens out", "tokens", "of the baseline", "list price")
    table = Table("", *columns, title=f"Tokens of one digest ({MODEL})")
    for column in table.columns[1:]:
        column.justify = "right"
    first = [each for each in steps if each.name == "60 in batches"]
    looks = [each for each in steps if each.name != "lines about the picks"]
    sums = (
        *steps,
        _sum("first pass", first),
        _sum("with the second look", looks),
        _sum("everything", steps),
    )
    for step in (baseline, *sums):
        share = f"1/{baseline.tokens / step.tokens:.1f}" if step.tokens else "-"
        read_usd, written_usd = litellm.cost_per_token(
            model=MODEL, prompt_tokens=step.read, completion_tokens=step.written
        )
        cells = (step.calls, step.read, step.written, step.tokens)
        price = f"${read_usd + written_usd:.4f}"
        table.add_row(step.name, *(f"{cell:,}" for cell in cells), share, price)
    return table


def _sum(name: str, steps: Sequence[Step]) -> Step:
    return Step(
        name=name,
        calls=sum(each.calls for each in steps),
        read=sum(each.read for each in steps),
        written=sum(each.written for each in steps),
    )


def _row(step: Step, baseline: Step) -> dict[str, object]:
    return {
        "step": step.name,
        "calls": step.calls,
        "tokens_in": step.read,
        "tokens_out": step.written,
        "of_baseline": step.tokens / baseline.tokens,
    }


if __name__ == "__main__":
    main()

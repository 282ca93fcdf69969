"""A model judge at a table of its own: real litellm, real store, a server on loopback."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from scoring.edge.db import Store
from scoring.edge.llm import ledger, summaries
from scoring.edge.llm.budget import Budget
from scoring.edge.llm.chain import Chain
from scoring.edge.llm.completion import Model
from scoring.edge.llm.judge import LlmJudge
from scoring.edge.llm.ledger import Ledger
from scoring.edge.llm.link import Patience
from scoring.edge.llm.prices import Price
from scoring.edge.postings import store as table
from scoring.edge.postings.store import PostingsStore
from scoring.model import Candidate, Digest, Posting, Profile, Verdict
from scoring.pipeline import choose
from scoring.pipeline.panel import Panel, Past
from scoring.ports import Judge, Occasion, Summariser
from scoring.rank.index import Pool
from tests import factories as make
from tests.scoring.chat_server import Asked, opinion, reply

PROFILE = make.profile(text="Ada Example\nada@example.org, +49 30 1234567\nBackend engineer.")
QUICK = Patience(waits_s=(0.001, 0.001), longest_s=0.2)
DAY = timedelta(days=1)

_TEXT = "You build services in Python and PostgreSQL, and run them on Kubernetes. " * 4


@dataclass
class Clock:
    """Stands still until it is moved."""

    now: datetime = make.NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A judge, and what its calls and verdicts are written in."""

    judge: LlmJudge
    summariser: summaries.LlmSummariser
    chain: Chain
    book: Ledger
    postings: PostingsStore
    clock: Clock

    async def rows(self) -> list[tuple[str, str, str, int, int, float]]:
        """Return model, outcome, price's source, tokens read and written, and dollars of calls."""
        sql = (
            "SELECT model, outcome, priced, prompt_tokens, completion_tokens, cost_usd"
            " FROM llm_calls ORDER BY id"
        )
        return await self.book._store.read(lambda db: list(db.execute(sql)))


def model_at(
    url: str, *, name: str = "openai/tiny", timeout_s: float = 20, price: Price | None = None
) -> Model:
    return Model(name=name, api_key="k", api_base=url, timeout_s=timeout_s, price=price)


@asynccontextmanager
async def table_for(
    *models: Model, daily_usd: float = 1.0, person_usd: float = 1.0
) -> AsyncIterator[Table]:
    """Set a table for a chain of models."""
    clock = Clock()
    tables = [ledger.MIGRATIONS, summaries.MIGRATIONS, table.MIGRATIONS]
    async with Store(":memory:", tables) as store:
        book = Ledger(store)
        budget = Budget(book, daily_usd=daily_usd, person_usd=person_usd, clock=clock)
        chain = Chain(models, ledger=book, budget=budget, clock=clock, patience=QUICK)
        yield Table(
            judge=LlmJudge(chain),
            summariser=summaries.LlmSummariser(chain, store, clock=clock),
            chain=chain,
            book=book,
            postings=PostingsStore(store),
            clock=clock,
        )


def jobs(count: int) -> list[Posting]:
    """Return jobs that differ in their number alone."""
    return [
        make.posting(
            id=f"p{at}",
            title=f"Backend Engineer {at}",
            company=f"Company {at}",
            url=f"https://x.example/{at}",
            text=f"{_TEXT} Team {at}.",
        )
        for at in range(count)
    ]


def candidates(count: int) -> list[Candidate]:
    return [
        Candidate(cluster=make.cluster(**dict(each)), rank=rank)
        for rank, each in enumerate(jobs(count))
    ]


async def digest_of(
    postings: PostingsStore,
    count: int = 15,
    *,
    judge: Judge,
    wanted: int = 20,
    lowest: int = 30,
    profile: Profile = PROFILE,
    summariser: Summariser | None = None,
    language: str = "en",
) -> Digest:
    """Store so many jobs and choose from them."""
    await postings.save(jobs(count), now=make.NOW)
    return await choose(
        profile,
        pool=Pool(await postings.listings(since=make.NOW - 60 * DAY)),
        postings=postings,
        panel=Panel(judge=judge, summariser=summariser),
        past=Past(),
        occasion=Occasion(person="7", count=wanted, lowest=lowest, language=language),
        now=make.NOW,
        day=make.NOW.date(),
    )


def number(title: str) -> int | None:
    """Return the number in a job's title; the two references have none."""
    last = title.rsplit(" ", 1)[-1]
    return int(last) if last.isdecimal() else None


def scores_of(at: int) -> dict[str, int]:
    """Return the scores that the server has for job number `at`, and for no other."""
    return {"skills": 40 + at, "role": 90 - at, "seniority": 70, "wishes": 64}


def entry(asked: Asked, **fields: Any) -> dict[str, Any]:
    """Return an entry with the posting's own scores; the references get what they are worth."""
    at = number(asked.title)
    if at is not None:
        return opinion(asked.name, **(scores_of(at) | fields))
    near = asked.title == "Backend Engineer"
    worth = {"skills": 95, "role": 95} if near else {"skills": 3, "role": 2}
    return opinion(asked.name, **worth)


def own(asked: Sequence[Asked]) -> str:
    """Answer well: every posting has scores of its own."""
    return reply([entry(each) for each in asked])


def is_own(verdict: Verdict, *, title: str) -> bool:
    """Tell whether a model's verdict has the scores that were given to this very job."""
    at = number(title)
    assert at is not None
    weights = {"skills": 0.35, "role": 0.35, "seniority": 0.15, "wishes": 0.15}
    scores = scores_of(at)
    return all(
        abs(part.points - scores[part.name] * weights[part.name]) < 0.1 for part in verdict.parts
    )

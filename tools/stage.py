"""The stage of some pictures: a chat on the sample day, a week of rounds, and boards on loopback.

Everything in it is fictional, stands still at one moment, and asks no other machine.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.compose import MIGRATIONS
from scoring.edge.boards.store import BoardsStore
from scoring.edge.db import Store
from scoring.edge.visits import VisitsStore
from scoring.ingest.report import SourceRun
from scoring.ingest.visit import BoardVisit
from scoring.model import Profile
from scoring.normalise import normalise
from scoring.sample import SOURCE, load
from tests.bot.chat import Chat
from tests.bot.watching import talk
from tests.factories import raw

POSTING = """Senior Data Engineer at Fernweh Analytics - Berlin

About the role
You will design and run our data pipelines in Python, SQL and PostgreSQL, on Kubernetes.
What you bring: 4 years of experience with Python and SQL. Airflow and dbt are a plus.
We offer 30 days of holiday and a salary of 78,000 - 92,000 EUR per year, two days at home."""
ALERT = """Your job alert for data engineer

{jobs}This email was intended for Ada"""
WATCHED = "Kestrel Robotics"
_JOB = """{title}
{company}
Berlin

View job: https://www.linkedin.com/comm/jobs/view/44000000{n:02}/

---------------------------------------------------------

"""
_JOBS = (
    ("Data Engineer (Python, SQL)", "Windhover Maps"),
    ("Head Gardener", "Osprey Parks"),
    ("Backend Engineer, Payments", "Tern & Teal"),
)
_LISTED: Mapping[str, int] = {  # on most days
    "greenhouse": 4_112,
    "lever": 1_376,
    "ashby": 958,
    "workday": 2_240,
    "arbeitnow": 300,
    "remotive": 41,
    "remoteok": 97,
    "hackernews": 311,
}
_DAYS = 7
_SAMPLE_AGE = timedelta(hours=3)


def alert() -> str:
    """Return the text of a job alert as somebody pastes it."""
    jobs = (
        _JOB.format(title=title, company=company, n=n) for n, (title, company) in enumerate(_JOBS)
    )
    return ALERT.format(jobs="".join(jobs))


@asynccontextmanager
async def staged(*, wish: Profile) -> AsyncIterator[Chat]:
    """Open the chat of a person with this profile, at its beginning."""
    sources = (*_LISTED, "adzuna")
    async with talk(sources=sources) as (chat, hosts):
        titles = ("Data Engineer", "Technician", "Baker")
        hosts.greenhouse("kestrelrobotics", *titles, company=WATCHED)
        await chat.services.profiles.save(chat.person, wish, now=chat.now)
        found = [normalise(each, source=SOURCE, seen_at=chat.now) for each in load(chat.now)]
        await chat.services.postings.save(found, now=chat.now)
        await _a_week(chat)
        await chat.says("/watch")
        yield chat


async def posted(chat: Chat) -> None:
    """Let a round find a new posting on the board of the company that is watched."""
    job = raw(
        external_id="watched",
        url="https://boards.greenhouse.io/kestrelrobotics/jobs/40077",
        title="Analytics Engineer",
        company=WATCHED,
        locations=("Berlin, Germany",),
        html="<p>You keep the numbers of our carts in order: SQL, dashboards, reports.</p>",
        posted_at=chat.now,
    )
    await chat.publish(job)
    seen = {normalise(job, source="greenhouse", seen_at=chat.now).id}
    visit = BoardVisit(board="kestrelrobotics", seen=seen)
    async with Store(chat.services.settings.database, MIGRATIONS) as store:
        await BoardsStore(store).keep("greenhouse", visit, now=chat.now)


async def _a_week(chat: Chat) -> None:
    """Let a week pass in which all is well, and a morning on which two sources are not."""
    async with Store(chat.services.settings.database, MIGRATIONS) as store:
        visits, boards = VisitsStore(store), BoardsStore(store)
        for ago in range(_DAYS, -1, -1):
            now = chat.now - timedelta(days=ago) - _SAMPLE_AGE
            for source, usual in _LISTED.items():
                await _round(visits, boards, source=source, usual=usual, last=not ago, now=now)
            key = SourceRun(source="adzuna", skipped="needs the key ADZUNA_ID")
            await visits.keep_run(key, now=now)
    assert chat.services.ingests is not None
    await chat.services.ingests.remember(now=chat.now)


async def _round(
    visits: VisitsStore, boards: BoardsStore, *, source: str, usual: int, last: bool, now: datetime
) -> None:
    quiet, down = last and source == "remotive", last and source == "remoteok"
    error = "it answered 503: https://remoteok.com/api" if down else ""
    count = 3 if quiet else 0 if down else usual
    run = SourceRun(source=source, fetched=count, new=count // 40, error=error)
    await visits.keep_run(run, now=now)
    seen = {f"p{n}" for n in range(count)}
    await boards.note(source, [BoardVisit(board=source, seen=seen, error=error)], now=now)

"""What `picks score` does: a profile, one posting, a verdict; nothing of it is stored here."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bot.cli.said import say_notes, say_profile
from bot.settings import Settings
from bot.texts import score as texts
from scoring import render
from scoring.cv.draft import draft
from scoring.edge.cv.reader import read_cv_text
from scoring.edge.web.given import GivenReader, open_reader
from scoring.errors import InputError
from scoring.given import Given, postings_of
from scoring.given.links import host_of, only_link
from scoring.model import Candidate, Cluster, Pick, Profile, Verdict
from scoring.pipeline.opinions import Opinions, judged
from scoring.pipeline.panel import Panel
from scoring.ports import ANY_OCCASION, Judge, Verdicts
from scoring.rank.recheck import failing
from scoring.signals import signalled
from scoring.wishes import apply

_EMPTY = (
    "Nothing to score by was read from that. Name a job or skills, e.g."
    ' --profile "nurse in Leeds, wound care, from £30k".'
)
_NO_FILE = "{name!r} is neither a link nor a file. Give a posting's link, a file, or - for stdin."
_UNJUDGED = "The posting could not be scored."


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command line asks for."""

    settings: Settings
    posting: str  # a link, a file's name or "-"
    body: bytes | None  # what the file or stdin holds; None for a link
    cv: Path | None
    wishes: str
    now: datetime
    as_json: bool


async def scored(request: Request) -> str:
    """Return the score as text. Raises InputError and StoreError with what to do."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    profile = await _profile(request, console)
    allowed = "LINKEDIN_GUEST_PAGES" in request.settings.source_keys
    async with open_reader(clock=lambda: request.now, linkedin=allowed) as reader:
        given = await _given(request, reader)
    clusters = tuple(
        Cluster(id=each.id, best=each) for each in postings_of(given, seen_at=request.now)
    )
    async with _judge(request.settings) as (judge, verdicts):
        opinions = await judged(
            profile,
            [Candidate(cluster=each, rank=n) for n, each in enumerate(clusters)],
            panel=Panel(judge=judge),
            postings=verdicts,
            occasion=ANY_OCCASION,
            now=request.now,
        )
    return _shown(request, given, clusters, profile=profile, opinions=opinions)


def _shown(
    request: Request,
    given: Given,
    clusters: Sequence[Cluster],
    *,
    profile: Profile,
    opinions: Opinions,
) -> str:
    picks = signalled(
        tuple(
            Pick(cluster=each, verdict=opinions.verdicts[each.best.id])
            for each in clusters
            if each.best.id in opinions.verdicts
        ),
        now=request.now,
    )
    if not picks:
        raise InputError(_UNJUDGED)
    read = texts.read_from(given.way, site=host_of(given.url))
    fails = failing(clusters, profile=profile, now=request.now)
    if request.as_json:
        left = [texts.FAILS(reason=why) for why in fails.values()]
        return render.card_json(picks, notes=(read, *left, *opinions.notes))
    return "\n".join(
        render.card(pick, notes=_notes(read, fails.get(pick.cluster.id, ""), opinions.notes))
        for pick in picks
    )


def _notes(read: str, why: str, more: Sequence[str]) -> tuple[str, ...]:
    return (read, *([texts.FAILS(reason=why)] if why else []), *more)


async def _given(request: Request, reader: GivenReader) -> Given:
    """Read what is named: a link, stdin, which may hold one, or a file."""
    body, name = request.body, Path(request.posting).name
    first = request.posting if body is None else body[:4_000].decode("utf-8", "replace")
    link = only_link(first)
    if link:
        return await reader.link(link)
    if body is None:
        raise InputError(_NO_FILE.format(name=request.posting[:200]))
    return await reader.file(body, name="stdin" if name == "-" else name)


async def _profile(request: Request, console: Console) -> Profile:
    """Return what the CV and the wishes say, and print how they were understood."""
    profile = Profile()
    if request.cv is not None:
        cv = await read_cv_text(request.cv.read_bytes(), name=request.cv.name)
        profile = draft(cv.text, today=request.now.date()).profile
        say_notes(request.cv.name, cv.notes, console)
    change = apply(profile, request.wishes)
    said = [part for part in (profile.text, request.wishes) if any(map(str.isalnum, part))]
    profile = change.profile.model_copy(update={"text": "\n".join(said)})
    if profile.empty:
        raise InputError(_EMPTY)
    say_profile(profile, console, missed=change.not_understood)
    return profile


@asynccontextmanager
async def _judge(settings: Settings) -> AsyncIterator[tuple[Judge | None, Verdicts]]:
    """Yield the model of the settings and where its verdicts are kept; without one nothing is."""
    if settings.llm_model is None:
        yield None, _Unkept()
        return
    from bot.compose import open_services  # noqa: PLC0415 - telegram is needed only through it

    async with open_services(settings, clock=lambda: datetime.now(UTC)) as services:
        yield services.judge, services.postings


class _Unkept:
    """Keeps no verdict: the local judge says the same each time."""

    async def verdicts(
        self,
        *,
        text_keys: Sequence[str],  # noqa: ARG002 - none is kept
        profile_version: str,  # noqa: ARG002
        judge: str,  # noqa: ARG002
    ) -> dict[str, Verdict]:
        """Return nothing."""
        return {}

    async def keep_verdicts(
        self,
        verdicts: Mapping[str, Verdict],
        *,
        profile_version: str,
        judge: str,
        now: datetime,
    ) -> None:
        """Keep nothing."""

"""How the scores of the local judge spread over replayed mornings, for people of three trades.

    uv run python -m benchmarks.spread [--days N] [--data DIR] [--json FILE]

For each person: which share of the judged candidates and of the picks lies in each band of the
scale, how many picks a day brings, and how many days bring none.
"""

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.people import CVS
from benchmarks.replay import DATA, Person, days, morning, open_stores
from scoring.cv.draft import draft
from scoring.judges.local import LocalJudge
from scoring.model import Candidate, Profile, RawPosting
from scoring.ports import Judgement

BANDS: tuple[tuple[str, int], ...] = (("90-100", 90), ("75-89", 75), ("60-74", 60), ("under 60", 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What one person saw: shares of each band, and picks a day."""

    person: str
    days: int
    candidates: int
    candidate_share: Mapping[str, float]
    picks: int
    pick_share: Mapping[str, float]
    top: tuple[float, float, float]  # the best score of a day: least, median, most
    picks_a_day: tuple[float, float, float]
    quiet_days: int


class Recorder(LocalJudge):
    """The local judge, which also notes every score that it gives."""

    def __init__(self) -> None:
        self.fits: list[int] = []

    def opinions(self, profile: Profile, candidates: Sequence[Candidate]) -> Judgement:
        """Judge, and note the scores."""
        judgement = super().opinions(profile, candidates)
        self.fits += [verdict.fit for verdict in judgement.verdicts.values()]
        return judgement


def measure(mornings: Mapping[date, Sequence[RawPosting]]) -> list[Spread]:
    """Replay the mornings for everybody."""
    judges = {name: Recorder() for name in CVS}
    people = {
        name: Person(profile=draft(cv).profile, judge=judges[name]) for name, cv in CVS.items()
    }
    asyncio.run(_replay(tuple(people.values()), mornings))
    return [_spread(name, person, judges[name].fits) for name, person in people.items()]


async def _replay(people: Sequence[Person], mornings: Mapping[date, Sequence[RawPosting]]) -> None:
    async with open_stores() as stores:
        for day, raws in mornings.items():
            await morning(stores, people, day, raws)


def _spread(name: str, person: Person, fits: Sequence[int]) -> Spread:
    picked = [[pick.verdict.fit for pick in digest.picks] for digest in person.digests]
    every = [fit for day in picked for fit in day]
    return Spread(
        person=name,
        days=len(picked),
        candidates=len(fits),
        candidate_share=_shares(fits),
        picks=len(every),
        pick_share=_shares(every),
        top=_range([max(day) for day in picked if day]),
        picks_a_day=_range([len(day) for day in picked]),
        quiet_days=sum(not day for day in picked),
    )


def _shares(fits: Sequence[int]) -> Mapping[str, float]:
    counts = Counter(next(name for name, least in BANDS if fit >= least) for fit in fits)
    return {name: counts[name] / max(1, len(fits)) for name, _ in BANDS}


def _range(values: Sequence[int]) -> tuple[float, float, float]:
    return (min(values), median(values), max(values)) if values else (0, 0, 0)


def _table(spreads: Sequence[Spread]) -> Table:
    names = [name for name, _ in BANDS]
    table = Table("person", "of", "count", *names, "a day", "best of a day", "quiet days")
    for each in spreads:
        for what, count, shares in (
            ("candidates", each.candidates, each.candidate_share),
            ("picks", each.picks, each.pick_share),
        ):
            cells = [f"{shares[name]:.1%}" for name in names]
            a_day = [_said(each.picks_a_day), _said(each.top), str(each.quiet_days)]
            tail = a_day if what == "picks" else ["", "", ""]
            table.add_row(each.person, what, str(count), *cells, *tail)
    return table


def _said(values: tuple[float, float, float]) -> str:
    return " / ".join(f"{value:g}" for value in values)


def main() -> None:
    """Print the table, and write the JSON when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    mornings = dict(list(days(asked.data).items())[: asked.days])
    spreads = measure(mornings)
    title = f"Scores over {len(mornings)} mornings (a day: least / median / most)"
    table = _table(spreads)
    table.title = title
    Console(width=130).print(table)
    if asked.json:
        rows = [asdict(each) for each in spreads]
        asked.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

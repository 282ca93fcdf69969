"""How well the same jobs are found among real postings, and at what cost.

    uv run python -m benchmarks.duplicates [--part dev|test|all] [--json FILE] [--errors]
    uv run python -m benchmarks.duplicates --speed 100000   (the cost alone)

`duplicates_labels.jsonl` holds 695 pairs of postings, as file and line of ../shared/data/postings,
with no word of their texts. How they were chosen: near pairs of all 36,119 postings, that is of
one company with titles alike (rapidfuzz's ratio from 65 of 100), of texts that share 5-grams,
whatever the company and title, those that were joined when the sample was drawn, and those of
labels/duplicates; at most six of a kind for each company and four for two companies, so that one
employer with a thousand postings does not decide. They were put into strata by company, title,
text and whether they were joined; of each stratum some were drawn. So every pair stands for `of` /
`taken` pairs, and pairs that the program does not join are among them by what they are like.

How they were labelled: by one reader, in an order by chance, who saw neither the stratum nor
whether the program had joined the pair. The reader saw the facts of both postings (title, company,
places, pay, link), the beginnings of their texts, and the words in which the texts differ; not two
whole texts. One job: the same employer and role, and the same requisition, or the same text of the
role, be it in other cities, reworded, translated or through an agency; where neither side has a
text, the same title. Two jobs: another level ("senior", "II", "intern"; none is "mid"), season,
kind of contract, team, subject, language. Undecided pairs (`same` null, 46) are left out. The pairs
of the `dev` part that the program told wrongly were read again with their texts; no label was
changed.

Limits: one reader, no second opinion. Texts of some files are cut at 500 or 4,000 characters. A
company's `dev` and `test` pairs do not mix, and rules were made for what was read in `dev`; but
some of the `test` pairs were seen while the first rules were made, and its figures were looked at
along the way, so `test` is no blind test. Intervals are of the sample's chance alone.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.duplicates_speed import seconds_to_store
from scoring.dedupe.clusters import assign, entry
from scoring.dedupe.keys import company_key, title_words
from scoring.model import Posting, RawPosting
from scoring.normalise import normalise
from scoring.places.gazetteer import fold
from scoring.sources.file import read_file

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "postings"
LABELS = Path(__file__).with_name("duplicates_labels.jsonl")
_NOW = datetime(2026, 8, 8, 6, tzinfo=UTC)
_RESAMPLES = 1_000
_LONG = 200  # characters: a shorter text is no text to be equal by

Key = tuple[str, int]  # a file of postings, and a line in it
Groups = Mapping[Key, str]  # what two postings that are one job have in common


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two postings, whether they are one job, and for how many pairs they stand."""

    one: Key
    other: Key
    same: bool
    why: str
    part: str
    stratum: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A share with its 95% interval by bootstrap."""

    share: float
    low: float
    high: float

    def __str__(self) -> str:
        """Return "97.1% (95.0-98.8)"."""
        return f"{self.share:.1%} ({self.low * 100:.1f}-{self.high * 100:.1f})"


def labelled(path: Path = LABELS) -> list[Pair]:
    """Return the decided pairs; each stratum's weight is shared among those that were decided."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    decided = [row for row in rows if row["same"] is not None]
    count: dict[str, int] = defaultdict(int)
    for row in decided:
        count[row["stratum"]] += 1
    return [_pair(row, weight=row["of"] / count[row["stratum"]]) for row in decided]


def read_postings(folder: Path = DATA) -> dict[Key, Posting]:
    """Return every posting of the files, by file and line; takes a minute of two cores."""
    files = sorted(folder.glob("*.jsonl.gz"))
    with ProcessPoolExecutor() as pool:
        read = track(pool.map(_read_one, files), "reading postings", total=len(files))
        return {key: posting for found in read for key, posting in found.items()}


def _read_one(path: Path) -> dict[Key, Posting]:
    found: dict[Key, Posting] = {}
    for line, raw in enumerate(read_file(path)):
        if isinstance(raw, RawPosting):
            with suppress(ValueError):  # no title, or nothing but half a character
                found[path.name, line] = normalise(raw, source="file", seen_at=_NOW)
    return found


def our_groups(postings: Mapping[Key, Posting]) -> Groups:
    """Return the cluster of each posting."""
    names = {f"{file}:{line:06}": (file, line) for file, line in postings}
    entries = (replace(entry(postings[key]), id=name) for name, key in names.items())
    return {names[name]: cluster for name, cluster in assign(list(entries), known={}).items()}


def exact_groups(postings: Mapping[Key, Posting]) -> Groups:
    """Group by the title and the company as they are written."""
    return {key: f"{each.title}\x1f{each.company}" for key, each in postings.items()}


def normal_groups(postings: Mapping[Key, Posting]) -> Groups:
    """Group by the title and the company without case, legal form, gender mark and place."""
    return {
        key: f"{' '.join(title_words(each.title))}\x1f{company_key(each.company)}"
        for key, each in postings.items()
    }


def text_groups(postings: Mapping[Key, Posting]) -> Groups:
    """Group by the words of the text; postings without one stay alone."""
    return {
        key: fold(each.text) if len(each.text) >= _LONG else f"{key}"
        for key, each in postings.items()
    }


METHODS: Mapping[str, Callable[[Mapping[Key, Posting]], Groups]] = {
    "clusters": our_groups,
    "title + company, exact": exact_groups,
    "title + company, normalised": normal_groups,
    "hash of the text": text_groups,
}


def joined(pair: Pair, groups: Groups) -> bool:
    """Tell whether both postings are in one group."""
    return groups[pair.one] == groups[pair.other]


def recall(pairs: Sequence[Pair], groups: Groups) -> Estimate:
    """Return which share of the pairs that are one job is joined."""
    return _estimate(pairs, of=lambda pair: pair.same, holds=lambda pair: joined(pair, groups))


def precision(pairs: Sequence[Pair], groups: Groups) -> Estimate:
    """Return which share of the pairs that are joined is one job."""
    return _estimate(pairs, of=lambda pair: joined(pair, groups), holds=lambda pair: pair.same)


def _estimate(
    pairs: Sequence[Pair], *, of: Callable[[Pair], bool], holds: Callable[[Pair], bool]
) -> Estimate:
    """Return the weighted share, and its interval by drawing anew within every stratum."""
    strata: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for pair in pairs:
        strata[pair.stratum].append((pair.weight * of(pair), holds(pair)))
    chance = random.Random(0)
    shares = sorted(
        _share(drawn for each in strata.values() for drawn in chance.choices(each, k=len(each)))
        for _ in range(_RESAMPLES)
    )
    low, high = shares[int(0.025 * _RESAMPLES)], shares[int(0.975 * _RESAMPLES)]
    share = _share(each for stratum in strata.values() for each in stratum)
    return Estimate(share=share, low=low, high=high)


def _share(weighed: Iterable[tuple[float, bool]]) -> float:
    every = list(weighed)
    total = sum(weight for weight, _ in every)
    return sum(weight for weight, holds in every if holds) / total if total else 0.0


def _pair(row: Mapping[str, object], *, weight: float) -> Pair:
    members = row["members"]
    assert isinstance(members, list)
    one, other = ((each["file"], each["line0"]) for each in members)
    return Pair(
        one=one,
        other=other,
        same=bool(row["same"]),
        why=str(row["why"]),
        part=str(row["part"]),
        stratum=str(row["stratum"]),
        weight=weight,
    )


def errors(pairs: Sequence[Pair], groups: Groups) -> Iterator[Pair]:
    """Yield the pairs that are told wrongly, those that stand for most first."""
    wrong = (pair for pair in pairs if joined(pair, groups) != pair.same)
    yield from sorted(wrong, key=lambda pair: -pair.weight)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables, and write the JSON when asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="folder of *.jsonl.gz")
    parser.add_argument("--part", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--errors", action="store_true", help="list what is told wrongly")
    parser.add_argument("--speed", type=int, metavar="N", help="time N postings instead")
    parser.add_argument("--json", type=Path, help="write the figures")
    asked = parser.parse_args(arguments)
    console = Console(width=130)
    postings = read_postings(asked.data)
    if asked.speed:
        figures: object = seconds_to_store(list(postings.values()), size=asked.speed)
        console.print(f"{asked.speed:,} postings, seconds of one core: {figures}")
    else:
        figures = _print_quality(console, postings, part=asked.part, errors_too=asked.errors)
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def _print_quality(
    console: Console, postings: Mapping[Key, Posting], *, part: str, errors_too: bool
) -> list[dict[str, object]]:
    """Print a table of each part, and return its rows."""
    groups: dict[str, Groups] = {}
    for name, method in METHODS.items():
        with console.status(f"finding duplicates by {name}"):
            groups[name] = method(postings)
    figures: list[dict[str, object]] = []
    for each in ("dev", "test", "all") if part == "all" else (part,):
        pairs = _pairs_of(each)
        figures += _print_part(console, pairs, part=each, groups=groups)
    if errors_too:
        _print_errors(console, part=part, groups=groups["clusters"])
    return figures


def _print_part(
    console: Console, pairs: Sequence[Pair], *, part: str, groups: Mapping[str, Groups]
) -> Iterator[dict[str, object]]:
    table = Table(
        "found by", "recall (95%)", "precision (95%)", title=f"{len(pairs)} pairs, {part}"
    )
    for name, each in groups.items():
        found, right = recall(pairs, each), precision(pairs, each)
        table.add_row(name, str(found), str(right))
        yield {"part": part, "method": name, "recall": asdict(found), "precision": asdict(right)}
    console.print(table)


def _print_errors(console: Console, *, part: str, groups: Groups) -> None:
    for pair in errors(_pairs_of(part), groups):
        kind = "missed" if pair.same else "joined wrongly"
        console.print(f"{pair.weight:6.1f} {kind}: {pair.why}, {pair.one}, {pair.other}")


def _pairs_of(part: str) -> list[Pair]:
    return [pair for pair in labelled() if part in (pair.part, "all")]


if __name__ == "__main__":
    main()

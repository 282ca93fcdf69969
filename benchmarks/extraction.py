"""How well facts are read out of postings: precision, recall, F1 and accuracy per field.

    uv run python -m benchmarks.extraction [--labels DIR] [--json FILE]

A field's "right" is a value equal to the label's; precision counts the values that were given,
recall the labels that have one. The labels are corpora of the kind in ../shared/data/labels.
"""

import argparse
import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.normalise.cues import lowered
from scoring.normalise.degree import schooling
from scoring.normalise.level import read_level
from scoring.normalise.pay import pay_in
from scoring.normalise.remote import read_remote
from scoring.normalise.sponsorship import read_sponsorship
from scoring.normalise.text import plain_text
from scoring.normalise.years import read_years
from scoring.places import gazetteer, read_place

LABELS = Path(__file__).resolve().parents[2] / "shared" / "data" / "labels" / "extraction"
Row = dict[str, Any]
Read = Callable[[Row], Any]
# The labels' finer levels, in our words.
_LEVELS = {"staff": "lead", "principal": "lead", "director": "executive", "unknown": None}
_REMOTE = {"fully_remote": "remote", "hybrid": "hybrid", "onsite": "onsite"}
_SCHOOL = {"highschool": "school", "phd_md": "phd"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One field on one file: what the label says and what we read."""

    field: str
    file: str
    want: Read
    got: Read


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every field whose labels are there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--labels", type=Path, default=LABELS, help="folder of *_corpus.jsonl.gz")
    parser.add_argument("--json", type=Path, help="write [{field, language, metric, value, count}]")
    parser.add_argument("--misses", metavar="FIELD", help="print what was read wrong for one field")
    asked = parser.parse_args(arguments)
    found: list[dict[str, object]] = []
    print(f"{'field':<22}{'rows':>5}{'precision':>11}{'recall':>8}{'F1':>7}{'accuracy':>10}")
    for task in _tasks():
        path = _file(asked.labels, name=task.file)
        if path is None:
            continue
        pairs = [(row, task.want(row), task.got(row)) for row in _rows(path)]
        found += _measured(task.field, pairs=[(want, got) for _, want, got in pairs])
        if asked.misses == task.field:
            _print_misses(pairs)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


def _tasks() -> Iterator[Task]:
    for language in ("", "de_", "es_", "fr_"):
        name = f" {language[:2]}" if language else ""
        yield Task(field=f"years{name}", file=f"{language}yoe_corpus", want=_years, got=_our_years)
        yield Task(field=f"pay{name}", file=f"{language}salary_corpus", want=_pay, got=_our_pay)
        yield Task(
            field=f"degree{name}", file=f"{language}degree_corpus", want=_degree, got=_our_degree
        )
        yield Task(
            field=f"degree required{name}",
            file=f"{language}degree_corpus",
            want=_must,
            got=_our_must,
        )
    yield Task(field="sponsorship", file="sponsorship_corpus", want=_sponsors, got=_our_sponsors)
    yield Task(
        field="level",
        file="level_corpus",
        want=_level,
        got=lambda row: read_level(title=row["title"]),
    )
    yield Task(
        field="country",
        file="geo_corpus",
        want=_country,
        got=lambda row: read_place(_first(row)).country,
    )
    yield Task(
        field="city",
        file="geo_corpus",
        want=_city,
        got=lambda row: _town(read_place(_first(row)).city),
    )
    yield Task(field="remote", file="remote_policy", want=_remote, got=_our_remote)


def _measured(field: str, *, pairs: list[tuple[Any, Any]]) -> list[dict[str, object]]:
    """Print one line and return its numbers."""
    given = [(want, got) for want, got in pairs if got is not None]
    labelled = [(want, got) for want, got in pairs if want is not None]
    right = sum(want == got for want, got in given)
    precision = right / len(given) if given else 0.0
    recall = right / len(labelled) if labelled else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    accuracy = sum(want == got for want, got in pairs) / len(pairs)
    print(f"{field:<22}{len(pairs):>5}{precision:>11.3f}{recall:>8.3f}{f1:>7.3f}{accuracy:>10.3f}")
    name, _, language = field.rpartition(" ")
    if language not in {"de", "es", "fr"}:
        name, language = field, "en"
    metrics = {"precision": precision, "recall": recall, "f1": f1, "accuracy": accuracy}
    return [
        {"field": name, "language": language, "metric": metric, "value": value, "count": len(pairs)}
        for metric, value in metrics.items()
    ]


def _print_misses(pairs: list[tuple[Row, Any, Any]]) -> None:
    for row, want, got in pairs:
        if want != got:
            text = row.get("text") or row.get("title") or row.get("location_raw") or ""
            print(f"--- label {want!r}, read {got!r}\n{text[:1500]}")


def _file(folder: Path, *, name: str) -> Path | None:
    paths = (folder / f"{name}.jsonl.gz", folder / f"{name}.jsonl")
    return next((path for path in paths if path.is_file()), None)


def _rows(path: Path) -> Iterator[Row]:
    packed = path.read_bytes()
    text = gzip.decompress(packed) if path.suffix == ".gz" else packed
    yield from (json.loads(line) for line in text.splitlines() if line.strip())


def _text(row: Row) -> str:
    """Return the text as the extractors get it; the corpora wrote line ends as two spaces."""
    return lowered(
        plain_text(str(row.get("text") or row.get("description") or "").replace("  ", "\n"))
    )


def _years(row: Row) -> int | None:
    expected = row["expect"]
    return None if expected is None else expected["min"]


def _our_years(row: Row) -> int | None:
    return read_years(_text(row))


def _pay(row: Row) -> tuple[float | None, float | None, str | None] | None:
    """Return what must agree: both ends and the period; one end alone counts as both."""
    expected = row["expect"]
    if expected is None:
        return None
    return (
        expected["min"] or expected["max"],
        expected["max"] or expected["min"],
        expected["interval"],
    )


def _our_pay(row: Row) -> tuple[float | None, float | None, str | None] | None:
    pay = pay_in(_text(row))
    return None if pay is None else (pay.low or pay.high, pay.high or pay.low, pay.period)


def _degree(row: Row) -> str | None:
    expected = row["expect"]
    if expected is None:
        return None
    level = str(expected.get("degree_min", expected.get("level")))
    return _SCHOOL.get(level, level)


def _our_degree(row: Row) -> str | None:
    asked = schooling(_text(row))
    return asked.least if asked else None


def _must(row: Row) -> str | None:
    """Return the degree where the label calls it a must: what a profile is held against."""
    expected = row["expect"]
    required = expected and expected.get("degree_required", expected.get("required"))
    return _degree(row) if required else None


def _our_must(row: Row) -> str | None:
    asked = schooling(_text(row))
    return asked.least if asked and asked.required else None


def _sponsors(row: Row) -> bool | None:
    value: bool | None = row["sponsorship"]
    return value


def _our_sponsors(row: Row) -> bool | None:
    found = read_sponsorship(word="", text=_text(row))
    return None if found is None else found == "offered"


def _level(row: Row) -> str | None:
    return _LEVELS.get(row["level"], row["level"])


def _first(row: Row) -> str:
    return str(row["location_raw"]).split(";")[0]


def _country(row: Row) -> str | None:
    return gazetteer.country(row["country"]) if row["country"] else None


def _city(row: Row) -> str | None:
    return _town(row["city"])


def _town(name: str | None) -> str | None:
    """Return one name for a town with several: Bangalore is Bengaluru."""
    if not name:
        return None
    known = gazetteer.cities(name)
    return known[0].name if known else gazetteer.fold(name)


def _remote(row: Row) -> str | None:
    return _REMOTE.get(row["_human_policy"])


def _our_remote(row: Row) -> str | None:
    text = lowered(plain_text(row["description"]))
    return read_remote(word="", title=row["title"], places=row["location"] or "", text=text)


if __name__ == "__main__":
    main()

"""How well facts are read out of postings: precision, recall, F1 and accuracy per field.

    uv run python -m benchmarks.extraction [--labels DIR] [--json FILE] [--misses FIELD]

A field's "right" is a value equal to the label's; precision counts the values that were given,
recall the labels that have one. The labels are files of the kind in ../shared/data/labels:
`NAME.jsonl`, gzipped or not, another language's as `de_NAME.jsonl`. Intervals are of 95%, from
rows drawn again.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.labelled import (
    FIELDS,
    LANGUAGE,
    NOT_MEASURED,
    Field,
    Row,
    our_skills,
    wanted_skills,
)

LABELS = Path(__file__).resolve().parents[2] / "shared" / "data" / "labels" / "extraction"
_NAME = re.compile(r"(?:(?P<language>[a-z]{2})_)?(?P<name>\w+)\.jsonl(?:\.gz)?")
_OURS = ("de", "es", "fr")  # languages whose files are expected, beside English
_IN_EACH = ("yoe_corpus", "salary_corpus", "degree_corpus")
_FEWEST_TEXT = 120  # characters: the language of less is a guess
_RESAMPLES = 400
Pair = tuple[Any, Any]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every field whose labels are there, and name the files that are not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--labels", type=Path, default=LABELS, help="folder of *.jsonl[.gz]")
    parser.add_argument("--json", type=Path, help="write [{set, field, language, metric, value …}]")
    parser.add_argument("--misses", metavar="FIELD", help="print what was read wrong for one field")
    asked = parser.parse_args(arguments)
    found: list[dict[str, object]] = []
    print(
        f"{'field':<20}{'language':>9}{'rows':>6}{'precision':>11}{'recall':>8}{'F1':>7}"
        f"{'95%':>13}{'accuracy':>10}"
    )
    for path, language, name in _files(asked.labels):
        found += _of_file(path, language=language, name=name, misses=asked.misses)
    for missing in _missing(asked.labels):
        print(f"skipped: no {missing}.jsonl[.gz] in {asked.labels}")
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


def _files(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield the files that are read, with their language and name, English first."""
    named = [(path, _NAME.fullmatch(path.name)) for path in sorted(folder.glob("*.jsonl*"))]
    every = [(path, hit["language"] or "en", hit["name"]) for path, hit in named if hit]
    known = (*FIELDS, "skills_corpus")
    yield from sorted(
        (each for each in every if each[2] in known),
        key=lambda each: (known.index(each[2]), each[1] != "en", each[1]),
    )
    for path, _, name in every:
        if name not in known:
            reason = NOT_MEASURED.get(name, "nothing is known of such labels")
            print(f"not measured: {path.name} ({reason})")


def _missing(folder: Path) -> Iterator[str]:
    expected = [*FIELDS, "skills_corpus"]
    expected += [f"{language}_{name}" for name in _IN_EACH for language in _OURS]
    for name in expected:
        if not any((folder / f"{name}{end}").is_file() for end in (".jsonl", ".jsonl.gz")):
            yield name


def _of_file(
    path: Path, *, language: str, name: str, misses: str | None
) -> Iterator[dict[str, object]]:
    """Print a line for every field of a file and yield its numbers."""
    rows = list(_rows(path))
    if name == "skills_corpus":
        yield from _skills(path, rows=rows, language=language)
        return
    fields = [*FIELDS[name]]
    if rows and "text" in rows[0]:
        fields.append(LANGUAGE)
    for field in fields:
        kept = [row for row in rows if field is not LANGUAGE or len(row["text"]) >= _FEWEST_TEXT]
        pairs = [(field.want(row), field.got(row)) for row in kept]
        if all(want is None for want, _ in pairs):
            continue  # the labels of this file do not speak of it
        yield from _told(path, field=field.name, language=language, pairs=pairs)
        if misses == field.name:
            _print_misses(kept, field=field)


def _rows(path: Path) -> Iterator[Row]:
    packed = path.read_bytes()
    text = gzip.decompress(packed) if path.suffix == ".gz" else packed
    yield from (json.loads(line) for line in text.splitlines() if line.strip())


def _skills(path: Path, *, rows: Sequence[Row], language: str) -> Iterator[dict[str, object]]:
    """Count every skill as a row: those of the labels' own list, since ours is longer."""
    listed = frozenset().union(*(wanted_skills(row) for row in rows))
    pairs: list[Pair] = []
    for row in rows:
        wanted, ours = wanted_skills(row), our_skills(row) & listed
        pairs += [(name if name in wanted else None, name if name in ours else None)
                  for name in sorted(wanted | ours)]  # fmt: skip
    yield from _told(path, field="skills", language=language, pairs=pairs)


def _told(
    path: Path, *, field: str, language: str, pairs: Sequence[Pair]
) -> Iterator[dict[str, object]]:
    """Print one line and yield a row for each metric."""
    metrics = _metrics(pairs)
    chance = random.Random(7)
    drawn = [_metrics(chance.choices(pairs, k=len(pairs))) for _ in range(_RESAMPLES)]
    spans = {
        name: sorted(each[name] for each in drawn)[_RESAMPLES // 40 :: _RESAMPLES * 19 // 20 - 1]
        for name in metrics
    }
    print(
        f"{field:<20}{language:>9}{len(pairs):>6}{metrics['precision']:>11.3f}"
        f"{metrics['recall']:>8.3f}{metrics['f1']:>7.3f}"
        f"{spans['f1'][0]:>7.2f}-{spans['f1'][1]:.2f} {metrics['accuracy']:>9.3f}"
    )
    for name, value in metrics.items():
        yield {
            "set": path.name.partition(".")[0],
            "field": field,
            "language": language,
            "metric": name,
            "value": value,
            "count": len(pairs),
            "n": len(pairs),
            "low": spans[name][0],
            "high": spans[name][1],
        }


def _metrics(pairs: Sequence[Pair]) -> dict[str, float]:
    given = sum(got is not None for _, got in pairs)
    labelled = sum(want is not None for want, _ in pairs)
    right = sum(want == got for want, got in pairs if got is not None)
    precision = right / given if given else 0.0
    recall = right / labelled if labelled else 0.0
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if right else 0.0,
        "accuracy": sum(want == got for want, got in pairs) / len(pairs) if pairs else 0.0,
    }


def _print_misses(rows: Sequence[Row], *, field: Field) -> None:
    for row in rows:
        want, got = field.want(row), field.got(row)
        if want != got:
            text = row.get("text") or row.get("title") or row.get("location_raw") or ""
            print(f"--- label {want!r}, read {got!r}\n{text[:1500]}")


if __name__ == "__main__":
    main()

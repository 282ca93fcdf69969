"""How well titles are compared that nothing was written for or fitted to.

    uv run python -m benchmarks.titles [--esco FILE] [--json FILE]

ESCO's occupations with their other names (European Commission, reuse with attribution): one name
asks for the others among those of all held-out occupations. Our vectors are fitted to four fifths
of ESCO, and the fifth here is not among them; our table was written without it.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from benchmarks.labels import LabelSet, Query, Text
from benchmarks.quality import measure, table
from benchmarks.scorers import scorers
from tools.meaning_texts import Group, esco_groups

_ESCO = Path(__file__).resolve().parents[2] / "shared/data/labels/titles/esco_occupations_en.csv.gz"
_EVERY = 4  # of the held-out occupations: about 150 with some 1,500 names
_NAMES = 3  # fewer are no question


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and write the JSON when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--esco", type=Path, default=_ESCO)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    groups = esco_groups(asked.esco, held_out=True)
    compared = scorers()
    figures = list(measure(held_out([each for each in groups if len(each) >= _NAMES]), compared))
    Console(width=130).print(table(figures, names=list(compared)))
    if asked.json:
        rows = [asdict(figure) for figure in figures]
        asked.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def held_out(groups: Sequence[Group]) -> LabelSet:
    """Return the names of some occupations as a set: the first name asks for the others."""
    chosen = groups[::_EVERY]
    names = [(at, name) for at, group in enumerate(chosen) for name in group]
    return LabelSet(
        name="esco, held out",
        kind="titles for a title",
        queries=[_question(at, group[0], names) for at, group in enumerate(chosen)],
    )


def _question(asked: int, name: str, names: Sequence[tuple[int, str]]) -> Query:
    others = [(at, each) for at, each in names if (at, each) != (asked, name)]
    return Query(
        name=name,
        query=Text(title=name, text=name),
        documents=[Text(title=each, text=each) for _, each in others],
        grades=[float(at == asked) for at, _ in others],
    )


if __name__ == "__main__":
    main()

"""Simpler and heavier ways to rank, to compare ours with.

A scorer reads a labelled set once and returns a ranker, which gives each document of a query its
number.
"""

from collections.abc import Callable, Sequence

from benchmarks.labels import LabelSet, Query, Text

Ranker = Callable[[Query], Sequence[float]]
Scorer = Callable[[LabelSet], Ranker]


def whole(text: Text) -> str:
    """Return the title and the text, the title once."""
    return text.text if text.text.startswith(text.title) else f"{text.title}\n{text.text}"


def every_document(labels: LabelSet) -> list[Text]:
    """Return each document of a set once."""
    return list(dict.fromkeys(each for query in labels.queries for each in query.documents))

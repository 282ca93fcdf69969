"""Labelled sets: a folder with queries, documents and judgements, or days of scored picks.

    queries.jsonl, documents.jsonl   {"id", "title", "text"}; either may lack, more may stand there
    judgements.jsonl                 {"query", "document", "grade"}; a higher grade is better
    picks.jsonl, profile.json        {"date", "title", "summary", "score"} and {"title", "text"}
    set.json                         {"queries": "jobs" | "people" | "titles"}, if it is not plain

Every .jsonl may be a .jsonl.gz. Without set.json `benchmarks.sides` tells what the queries are.
"""

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from benchmarks.lines import LabelsUnreadableError, file_in, lines, number, text
from benchmarks.sides import SIDES, side_of

Kind = Literal["people for a job", "titles for a title", "jobs for a person"]

_KINDS: Mapping[str, Kind] = {
    "jobs": "people for a job",
    "titles": "titles for a title",
    "people": "jobs for a person",
}
_ID = ("id", "_id", "key")
_TITLE = ("title", "name")
_TEXT = ("text", "description", "summary", "body")
_QUERY, _DOCUMENT = ("query", "query_id"), ("document", "document_id", "doc")
_GRADE = ("grade", "score", "relevance", "label")
_TITLE_LENGTH = 100  # characters of a first line that may be a title

_Key = TypeVar("_Key", str, int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A title and a text: a job, a person or a bare title."""

    title: str
    text: str
    company: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One query with the documents that are ranked for it and their grades, in no order."""

    name: str
    query: Text
    documents: Sequence[Text]
    grades: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSet:
    """A labelled set. `kind` says what is ranked for what."""

    name: str
    kind: Kind
    queries: Sequence[Query]


def read_sets(folder: Path) -> Iterator[LabelSet]:
    """Yield the set that a folder is, or every set right below it, in alphabetical order.

    Raises LabelsUnreadableError for a set that cannot be read, and where there is none.
    """
    below = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    sets = [each for each in (folder, *below) if _is_set(each)]
    if not sets:
        raise LabelsUnreadableError(
            f"No labelled set in {str(folder)!r}: a set is a folder with judgements.jsonl, "
            "queries.jsonl and documents.jsonl, or with picks.jsonl and profile.json"
        )
    yield from (_judged(each) if file_in(each, "judgements") else _days(each) for each in sets)


def _is_set(folder: Path) -> bool:
    return bool(file_in(folder, "judgements") or file_in(folder, "picks"))


def _judged(folder: Path) -> LabelSet:
    queries, documents = _texts(folder, "queries"), _texts(folder, "documents")
    grades = _grades(folder, queries=queries, documents=documents)
    every = len({grade for given in grades.values() for grade in given.values()}) == 1
    return LabelSet(
        name=folder.resolve().name,
        kind=_kind(folder, queries=queries, documents=documents),
        queries=[
            _query(name, queries[name], documents, grades=given, every=every)
            for name, given in grades.items()
        ],
    )


def _grades(
    folder: Path, *, queries: Mapping[str, Text], documents: Mapping[str, Text]
) -> dict[str, dict[str, float]]:
    """Return the grades by query and document; one that is given twice is their mean."""
    path = _needed(folder, "judgements")
    given: dict[str, dict[str, list[float]]] = {}
    for line in lines(path):
        query, document = text(line, _QUERY), text(line, _DOCUMENT)
        if query in queries and document in documents:
            grade = number(line, _GRADE, where=path)
            given.setdefault(query, {}).setdefault(document, []).append(grade)
    if not given:
        raise LabelsUnreadableError(f"{path}: no line names a known query and a known document")
    return {
        query: {document: sum(each) / len(each) for document, each in found.items()}
        for query, found in given.items()
    }


def _kind(folder: Path, *, queries: Mapping[str, Text], documents: Mapping[str, Text]) -> Kind:
    """Return what the set says of itself, else what its texts look like."""
    path = folder / "set.json"
    if not path.exists():
        return _KINDS[side_of(_said(queries), _said(documents))]
    said = _object(path).get("queries")
    if said not in SIDES:
        raise LabelsUnreadableError(f'{path}: "queries" is {said!r}, not one of {", ".join(SIDES)}')
    return _KINDS[said]


def _said(texts: Mapping[str, Text]) -> list[str]:
    return [
        each.text if each.text.startswith(each.title) else f"{each.title}\n{each.text}"
        for each in texts.values()
    ]


def _query(
    name: str,
    query: Text,
    documents: Mapping[str, Text],
    *,
    grades: Mapping[str, float],
    every: bool,
) -> Query:
    """Rank all documents where only the relevant ones are listed, else those that are graded."""
    ids = _shuffled(documents if every else grades, name=name)
    return Query(
        name=name,
        query=query,
        documents=[documents[key] for key in ids],
        grades=[grades.get(key, 0.0) for key in ids],
    )


def _days(folder: Path) -> LabelSet:
    person = _object(folder / "profile.json")
    days: dict[str, list[tuple[Text, float]]] = {}
    path = _needed(folder, "picks")
    for pick in lines(path):
        day = days.setdefault(text(pick, ("date", "day")), [])
        day.append((_text(pick), number(pick, ("score", *_GRADE), where=path)))
    if not days:
        raise LabelsUnreadableError(f"{path}: no pick")
    wanted = Text(title=text(person, ("title", "titles")), text=text(person, _TEXT))
    return LabelSet(
        name=folder.resolve().name,
        kind="jobs for a person",
        queries=[_day(day, wanted, picks) for day, picks in sorted(days.items())],
    )


def _day(name: str, person: Text, picks: Sequence[tuple[Text, float]]) -> Query:
    order = _shuffled(range(len(picks)), name=name)
    return Query(
        name=name,
        query=person,
        documents=[picks[at][0] for at in order],
        grades=[picks[at][1] for at in order],
    )


def _shuffled(items: Iterable[_Key], *, name: str) -> list[_Key]:
    """Return items in an order that says nothing; lists are often sorted by grade."""
    order = list(items)
    random.Random(name).shuffle(order)
    return order


def _texts(folder: Path, name: str) -> dict[str, Text]:
    return {text(line, _ID): _text(line) for line in lines(_needed(folder, name))}


def _text(line: dict[str, Any]) -> Text:
    """Return a line's title and text; a text without a title has one in its first line."""
    said, title = text(line, _TEXT), text(line, _TITLE)
    first = said.partition("\n")[0].strip()
    return Text(
        title=title or (first if len(first) <= _TITLE_LENGTH else ""),
        text=said or title,
        company=text(line, ("company",)),
        place=text(line, ("location", "place")),
    )


def _needed(folder: Path, name: str) -> Path:
    path = file_in(folder, name)
    if path is None:
        raise LabelsUnreadableError(f"{folder} has no {name}.jsonl and no {name}.jsonl.gz")
    return path


def _object(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise LabelsUnreadableError(f"{path}: {error}") from error
    if not isinstance(found, dict):
        raise LabelsUnreadableError(f"{path}: not an object")
    return found

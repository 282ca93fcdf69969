"""Labelled sets: a folder with queries, documents and judgements, or days of scored picks."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A title and a text: a job, a person or a bare title."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One query with the documents that are ranked for it and their grades."""

    name: str
    query: Text
    documents: Sequence[Text]
    grades: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSet:
    """A labelled set. `kind` says what is ranked for what."""

    name: str
    kind: str  # "people for a job", "titles for a title", "jobs for a person"
    queries: Sequence[Query]


def read_sets(folder: Path) -> Iterator[LabelSet]:
    """Yield every set below a folder, in alphabetical order; other folders are passed over."""
    for each in sorted(path for path in folder.iterdir() if path.is_dir()):
        if (each / "judgements.jsonl").exists():
            yield _judged(each)
        elif (each / "picks.jsonl").exists():
            yield _days(each)


def _judged(folder: Path) -> LabelSet:
    queries, documents = _texts(folder / "queries.jsonl"), _texts(folder / "documents.jsonl")
    grades: dict[str, dict[str, float]] = {}
    for line in _lines(folder / "judgements.jsonl"):
        grades.setdefault(line["query"], {})[line["document"]] = float(line["grade"])
    bare = all(each.text.strip() in ("", each.title) for each in documents.values())
    return LabelSet(
        name=folder.name,
        kind="titles for a title" if bare else "people for a job",
        queries=[
            _query(name, queries[name], documents, grades=given, every=bare)
            for name, given in grades.items()
            if name in queries
        ],
    )


def _query(
    name: str,
    query: Text,
    documents: Mapping[str, Text],
    *,
    grades: Mapping[str, float],
    every: bool,
) -> Query:
    """Rank all documents where only the relevant ones are listed, else those that are graded."""
    ids = list(documents) if every else [key for key in grades if key in documents]
    return Query(
        name=name,
        query=query,
        documents=[documents[key] for key in ids],
        grades=[grades.get(key, 0.0) for key in ids],
    )


def _days(folder: Path) -> LabelSet:
    person = json.loads((folder / "profile.json").read_text("utf-8"))
    days: dict[str, list[dict[str, Any]]] = {}
    for pick in _lines(folder / "picks.jsonl"):
        days.setdefault(pick["date"], []).append(pick)
    return LabelSet(
        name=folder.name,
        kind="jobs for a person",
        queries=[
            Query(
                name=day,
                query=Text(title=person["title"], text=person["text"]),
                documents=[Text(title=each["title"], text=each["summary"]) for each in picks],
                grades=[float(each["score"]) for each in picks],
            )
            for day, picks in sorted(days.items())
        ],
    )


def _texts(path: Path) -> dict[str, Text]:
    return {
        line["id"]: Text(title=line.get("title") or "", text=line.get("text") or "")
        for line in _lines(path)
    }


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())

"""What is compared: our local judge beside simpler and heavier rankings."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache

from benchmarks.labels import LabelSet, Query, Text
from benchmarks.rivals import Ranker, Scorer, characters, vectors, words
from scoring.cv.draft import draft
from scoring.judges.local import exact
from scoring.model import Place, Posting, Profile
from scoring.rank.titles import occupation, similarity

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_SHORT = 800  # characters: a person's text that is a wish and no CV
_MOST_TEXT = 20_000  # characters of a CV that the bot keeps

_ALWAYS: Mapping[str, Scorer] = {
    "random": words.chance,
    "keyword": words.keywords,
    "tfidf": characters.tfidf,
    "bm25": words.bm25,
    "meaning": vectors.static,
}


def scorers() -> dict[str, Scorer]:
    """Return every scorer by its name, ours last; `sentences` only where a model is installed."""
    heavy = vectors.sentences()
    return {**_ALWAYS, **({"sentences": heavy} if heavy else {}), "local": local}


def local(labels: LabelSet) -> Ranker:
    """Ask the local judge; where titles are ranked for a title, compare the titles."""
    return {
        "titles for a title": _titles,
        "jobs for a person": _jobs,
        "people for a job": _people,
    }[labels.kind]


def posting(text: Text) -> Posting:
    """Return a job as a posting."""
    return Posting(
        id="1",
        source="",
        url="",
        title=text.title,
        company=text.company,
        places=(Place(text=text.place),) if text.place else (),
        seen_at=_EPOCH,
        text=text.text,
    )


@lru_cache(maxsize=4_096)
def person(text: Text) -> Profile:
    """Return a person as a profile: a wish as it stands, a CV as the bot reads it.

    Without the musts: the labels know none.
    """
    named = tuple(part for each in text.title.split(",") if (part := each.strip()))
    if len(text.text) <= _SHORT:
        return Profile(titles=named, text=text.text)
    read = draft(text.text).profile
    titles = dict.fromkeys([*filter(occupation, named), *read.titles])
    return Profile(titles=tuple(titles), skills=read.skills, text=text.text[:_MOST_TEXT])


def _titles(query: Query) -> list[float]:
    return [similarity(query.query.title, each.title) for each in query.documents]


def _jobs(query: Query) -> list[float]:
    return [exact(posting(each), person(query.query)) for each in query.documents]


def _people(query: Query) -> list[float]:
    job = posting(query.query)
    return [exact(job, person(each)) for each in query.documents]

"""How well what is learned of a person's first days foretells how later ones are scored.

Only sets of one person's days can tell. "rho after 5 days": learned from the first five, measured
within each later day, on titles that those five did not have; "local" on the very same. "recall@60"
is the share of the best 20 of 300 later postings that a judge would read. The other figures are of
every day, learned from all days before it. There are no buttons here: the labels are the days' own
scores.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from benchmarks import metrics
from benchmarks.figures import Figure
from benchmarks.labels import LabelSet, Query
from benchmarks.quality import metrics_of
from benchmarks.recall import recalls
from benchmarks.scorers import person, posting
from scoring.judges.local import exact
from scoring.model import Posting, Profile
from scoring.taste.labels import Label
from scoring.taste.learn import learned
from scoring.taste.model import Taste
from scoring.taste.sides import sides
from scoring.taste.signs import read

FIRST_DAYS = (5, 20)

_FIRST = date(2000, 1, 3)  # days are told apart, and nothing else is read from them
_NOW = datetime(2000, 1, 1, tzinfo=UTC)
_FINE = 1_000  # only the order of a day's grades is learned from, also of those below 1
_FEWEST = 3  # postings of a day that have an order worth the name

_Ranked = tuple[Sequence[float], Sequence[float]]  # scores and grades of one day


def personal_figures(labels: LabelSet) -> Iterator[Figure]:
    """Yield the figures of a ranking with a taste; none for a set that is not of days."""
    if len(labels.queries) < 2 or len({each.query for each in labels.queries}) > 1:
        return
    for days in FIRST_DAYS:
        yield from _after(labels, days)
    ranked = [
        (_scores(query, _learned(labels.queries[:n])[0] if n else None), query.grades)
        for n, query in enumerate(labels.queries)
    ]
    for name, metric in metrics_of(labels).items():
        yield from _figure(labels, ranked, metric, scorer="personal", metric=name)


def _after(labels: LabelSet, days: int) -> Iterator[Figure]:
    """Yield what so many first days teach for the later ones; nothing where there are none."""
    later = labels.queries[days:]
    if not later:
        return
    taste, known = _learned(labels.queries[:days])
    new = [_without(each, known) for each in later]
    for scorer, given in (("personal", taste), ("local", None)):
        ranked = [(_scores(each, given), each.grades) for each in new]
        metric = f"rho after {days} days"
        yield from _figure(labels, ranked, metrics.spearman, scorer=scorer, metric=metric)
        found = list(recalls(later, taste=given))
        yield from _mean(labels, found, scorer=scorer, metric=f"recall@60 after {days} days")


def _figure(
    labels: LabelSet,
    ranked: Sequence[_Ranked],
    value_of: Callable[[Sequence[float], Sequence[float]], float | None],
    *,
    scorer: str,
    metric: str,
) -> Iterator[Figure]:
    values = [
        value
        for scores, grades in ranked
        if len(grades) >= _FEWEST and (value := value_of(scores, grades)) is not None
    ]
    yield from _mean(labels, values, scorer=scorer, metric=metric)


def _mean(
    labels: LabelSet, values: Sequence[float], *, scorer: str, metric: str
) -> Iterator[Figure]:
    if values:
        mean, low, high = metrics.interval(values)
        yield Figure(set=labels.name, scorer=scorer, metric=metric, value=mean, low=low, high=high)


def _learned(days: Sequence[Query]) -> tuple[Taste, frozenset[str]]:
    """Return the taste of these days, and the titles it knows."""
    known = [
        Label(
            posting=posting(document).model_copy(update={"id": f"{n}.{at}"}),
            day=_FIRST + timedelta(days=n),
            fit=round(grade * _FINE),
        )
        for n, query in enumerate(days)
        for at, (document, grade) in enumerate(zip(query.documents, query.grades, strict=True))
    ]
    taste = learned(known, profile=person(days[0].query), now=_NOW)
    return taste, frozenset(each.posting.title for each in known)


def _without(query: Query, titles: frozenset[str]) -> Query:
    kept = [at for at, each in enumerate(query.documents) if each.title not in titles]
    return Query(
        name=query.name,
        query=query.query,
        documents=[query.documents[at] for at in kept],
        grades=[query.grades[at] for at in kept],
    )


def _scores(query: Query, taste: Taste | None) -> list[float]:
    """Return how a taste ranks a day's postings; without a usable one, the local judge's scores."""
    postings, profile = [posting(each) for each in query.documents], person(query.query)
    if taste is None or not taste.usable:
        return [exact(each, profile) for each in postings]
    return _personal(postings, profile=profile, taste=taste)


def _personal(postings: Sequence[Posting], *, profile: Profile, taste: Taste) -> list[float]:
    return [
        taste.raw(signs) + taste.beside(sides(each, profile, signs=signs))
        for each, signs in zip(postings, read(postings), strict=True)
    ]

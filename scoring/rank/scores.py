"""How well every posting of a pool fits people: by words, titles and levels, many people at once.

A query keeps its most telling terms (weight times rarity). Common terms, titles and levels are
matrix products over people and postings; rare terms are added from their lists. All are whole
numbers below 2^24, which float32 adds without error in any order: a person's scores are the same
alone, among others, and however the pool came about.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.model import LEVELS
from scoring.rank.heads import TITLE_UNIT
from scoring.rank.index import Pool
from scoring.rank.query import LEVEL_MARK, TITLE_WORTH, Query
from scoring.rank.segment import Ids, Segment

_MOST_TERMS = 24
_WEIGHT_MOST = 1_023  # of a term: 24 of them that tell 255 each are below 2^24
_CHUNK = 8_192  # postings whose numbers are made into float32 at once

Matrix = NDArray[np.float32]
Run = Callable[[Callable[[int], object], range], Iterator[object]]
"""Calls a function with each number, as `map` does, maybe on several threads."""


def scores(pool: Pool, queries: Sequence[Query], *, run: Run = map) -> Matrix:
    """Return a row for each query with the scores of all postings; at most about 2.25.

    The best posting by BM25 has 1.0 for its words; an equal title and a wanted level add more.
    """
    table = np.empty((len(queries), len(pool)), np.float32)
    terms, weights = _telling(pool, queries)
    first = 0
    for part in pool.segments:
        span = table[:, first : first + len(part)]
        first += len(part)
        sums = span if part.kept is None else np.empty((len(queries), part.size), np.float32)
        _add_words(sums, part, terms=terms, weights=weights, run=run)
        if part.kept is not None:
            span[:] = sums[:, part.kept]
    list(run(lambda at: _scale(table[at]), range(len(queries))))
    _add_titles(table, pool, queries)
    return table


def _telling(pool: Pool, queries: Sequence[Query]) -> tuple[Ids, Matrix]:
    """Return the most telling terms of each query, and their weights in whole numbers."""
    every = np.concatenate([query.terms for query in queries])
    rarity = pool.rarity(every)
    worth = np.concatenate([query.weights for query in queries]) * rarity
    worth += np.where(rarity > 0, np.concatenate([query.skills for query in queries]), 0)
    terms = np.zeros((len(queries), _MOST_TERMS), np.uint32)
    weights = np.zeros((len(queries), _MOST_TERMS), np.float32)
    first = 0
    for at, query in enumerate(queries):
        span = slice(first, first + len(query.terms))
        first = span.stop
        best = np.argsort(-worth[span], kind="stable")[:_MOST_TERMS]
        most = worth[span][best].max(initial=0.0)
        if most > 0:
            terms[at, : len(best)] = query.terms[best]
            weights[at, : len(best)] = np.rint(worth[span][best] * (_WEIGHT_MOST / most))
    return terms, weights


def _add_words(sums: Matrix, part: Segment, *, terms: Ids, weights: Matrix, run: Run) -> None:
    """Fill in by person and posting what the terms tell."""
    places = np.where(weights > 0, part.places_of(terms.ravel()).reshape(terms.shape), -1)
    rows = np.where(places >= 0, part.row_of[places], -1) if len(part.terms) else places
    _common(sums, part, rows=rows, weights=weights)
    places = np.where(rows < 0, places, -1)
    list(run(lambda at: _add_rare(sums[at], part, places[at], weights[at]), range(len(sums))))


def _common(sums: Matrix, part: Segment, *, rows: NDArray[np.int64], weights: Matrix) -> None:
    """Multiply people and postings by their common terms."""
    wanted = np.zeros((len(sums), len(part.rows)), np.float32)
    person, at = np.nonzero(rows >= 0)
    wanted[person, rows[person, at]] = weights[person, at]
    used = np.flatnonzero(wanted.any(axis=0))
    wanted, told = wanted[:, used], part.rows[used]
    for first in range(0, part.size, _CHUNK):
        span = slice(first, first + _CHUNK)
        sums[:, span] = wanted @ told[:, span].astype(np.float32)


def _add_rare(
    sums: NDArray[np.float32],
    part: Segment,
    places: NDArray[np.int64],
    weights: NDArray[np.float32],
) -> None:
    """Add what the terms tell that are lists."""
    lists = [
        (slice(part.ends[place], part.ends[place + 1]), np.float32(weight))
        for place, weight in zip(places.tolist(), weights.tolist(), strict=True)
        if place >= 0
    ]
    if lists:
        told = np.concatenate([part.impacts[span] * weight for span, weight in lists])
        postings = np.concatenate([part.postings[span] for span, _ in lists])
        sums += np.bincount(postings, told, minlength=part.size)


def _scale(words: NDArray[np.float32]) -> None:
    best = words.max(initial=0)
    if best > 0:
        words *= np.float32(1 / best)


def _add_titles(table: Matrix, pool: Pool, queries: Sequence[Query]) -> None:
    """Add for each person the nearest title, with what the level adds."""
    worth = np.float32(TITLE_WORTH / TITLE_UNIT**2)
    layers = list(_layers(queries))
    for first in range(0, len(pool), _CHUNK):
        span = slice(first, first + _CHUNK)
        titles = _titles(pool, span).T
        near = layers[0][1] @ titles
        for people, wanted in layers[1:]:
            near[people] = np.maximum(near[people], wanted @ titles)
        near *= worth
        table[:, span] += near


def _layers(queries: Sequence[Query]) -> Iterator[tuple[NDArray[np.int64], Matrix]]:
    """Yield everybody's first title, then the second of those who want two, and so on."""
    for layer in range(max(len(query.titles) for query in queries)):
        people = [at for at, query in enumerate(queries) if len(query.titles) > layer]
        yield np.array(people), np.stack([queries[at].titles[layer] for at in people])


def _titles(pool: Pool, span: slice) -> Matrix:
    """Return a row for each posting: the meaning of its title, and a mark at its level."""
    meanings = pool.meanings[span]
    dimensions = meanings.shape[1]
    rows = np.zeros((len(meanings), dimensions + len(LEVELS)), np.float32)
    rows[:, :dimensions] = meanings
    levels = pool.columns.level[span].astype(np.int64)
    known = np.flatnonzero(levels >= 0)
    rows[known, dimensions + levels[known]] = LEVEL_MARK
    return rows

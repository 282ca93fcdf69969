"""How well every posting of a pool fits people: by words, titles and levels, many people at once.

A query keeps its most telling terms (weight times rarity). Common terms, titles and levels are
matrix products over people and postings; rare terms are added from their lists. All are whole
numbers below 2^24, which float32 adds without error in any order: a person's scores are the same
alone, among others, and however the pool came about.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.model import LEVELS
from scoring.rank.heads import HEAD, TITLE_UNIT
from scoring.rank.index import Pool, Scores
from scoring.rank.query import LEVEL_MARK, TITLE_WORTH, Query
from scoring.rank.segment import Ids, Segment

_MOST_TERMS = 24
_WEIGHT_MOST = 1_023  # of a term: 24 of them that tell 255 each are below 2^24
_TITLE = np.float32(TITLE_WORTH / TITLE_UNIT**2)
_CHUNK = 8_192  # postings whose numbers are made into float32 at once: they stay in the cache

Matrix = NDArray[np.float32]


class Room:
    """Memory for one block of people after the other, by one thread.

    Memory that is asked for anew costs more than most of what is computed in it: the system hands
    it out page by page.
    """

    def __init__(self) -> None:
        """Take none yet."""
        self._floats: dict[str, NDArray[np.float32]] = {}
        self._bytes = np.empty(0, np.uint8)

    def matrix(self, name: str, rows: int, columns: int) -> Matrix:
        """Return a matrix of this shape, of any numbers; the one of this name is lost."""
        size = rows * columns
        if name not in self._floats or len(self._floats[name]) < size:
            self._floats[name] = np.empty(size, np.float32)
        return self._floats[name][:size].reshape(rows, columns)

    def bytes(self, rows: int, columns: int) -> NDArray[np.uint8]:
        """Return a matrix of bytes; the one before is lost."""
        size = rows * columns
        if len(self._bytes) < size:
            self._bytes = np.empty(size, np.uint8)
        return self._bytes[:size].reshape(rows, columns)


def title_blocks(pool: Pool) -> Sequence[Matrix]:
    """Return a column for each posting, some at a time: its title's meaning, a mark at its level.

    Blocks of columns that lie together are multiplied a third faster than rows.
    """
    return [_titles(pool, slice(at, at + _CHUNK)) for at in range(0, len(pool), _CHUNK)]


def scores(
    pool: Pool, queries: Sequence[Query], *, titles: Sequence[Matrix], room: Room
) -> Iterator[Scores]:
    """Yield for each query the scores of all postings; at most about 2.25.

    The best posting by BM25 has 1.0 for its words; an equal title and a wanted level add more.
    `titles` are the pool's title blocks. What is yielded is in the room and lost with its next use.
    """
    words = _words(pool, queries, room=room)
    near = room.matrix("titles", len(queries), len(pool))
    for at, place in enumerate(_nearest(near, titles, queries, room=room)):
        _scale(words[at])
        words[at] += near[place]
        yield words[at]


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


def _words(pool: Pool, queries: Sequence[Query], *, room: Room) -> Matrix:
    """Return by person and posting what the terms tell."""
    table = room.matrix("words", len(queries), len(pool))
    terms, weights = _telling(pool, queries)
    first = 0
    for part in pool.segments:
        span = table[:, first : first + len(part)]
        first += len(part)
        sums = span if part.kept is None else np.empty((len(queries), part.size), np.float32)
        _add_words(sums, part, terms=terms, weights=weights, room=room)
        if part.kept is not None:
            span[:] = sums[:, part.kept]
    return table


def _add_words(sums: Matrix, part: Segment, *, terms: Ids, weights: Matrix, room: Room) -> None:
    """Fill in by person and posting what the terms tell of one part."""
    places = np.where(weights > 0, part.places_of(terms.ravel()).reshape(terms.shape), -1)
    rows = np.where(places >= 0, part.row_of[places], -1) if len(part.terms) else places
    _common(sums, part, rows=rows, weights=weights, room=room)
    places = np.where(rows < 0, places, -1)
    for each, at, weight in zip(sums, places, weights, strict=True):
        _add_rare(each, part, at, weight)


def _common(
    sums: Matrix, part: Segment, *, rows: NDArray[np.int64], weights: Matrix, room: Room
) -> None:
    """Multiply people and postings by their common terms."""
    wanted = np.zeros((len(sums), len(part.rows)), np.float32)
    person, at = np.nonzero(rows >= 0)
    wanted[person, rows[person, at]] = weights[person, at]
    used = np.flatnonzero(wanted.any(axis=0))
    wanted = np.ascontiguousarray(wanted[:, used])
    told = room.bytes(len(used), part.size)
    np.take(part.rows, used, axis=0, out=told, mode="clip")  # another mode would copy once more
    for first in range(0, part.size, _CHUNK):
        some = told[:, first : first + _CHUNK]
        numbers = room.matrix("some", *some.shape)
        numbers[:] = some
        np.matmul(wanted, numbers, out=sums[:, first : first + _CHUNK])


def _add_rare(
    sums: Scores,
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
        np.add.at(sums, postings, told)


def _scale(words: Scores) -> None:
    best = float(words.max(initial=0))
    if best > 0:
        words *= np.float32(1 / best)


def _nearest(
    near: Matrix, titles: Sequence[Matrix], queries: Sequence[Query], *, room: Room
) -> list[int]:
    """Fill in how near the nearest of each person's titles is, with what the level adds.

    Return the row of each person: those who want most titles are first, so that all second titles
    are compared with the first ones of the same rows, and so on.
    """
    order = sorted(range(len(queries)), key=lambda at: -len(queries[at].titles))
    layers = list(_layers([queries[at] for at in order]))
    wanted = np.concatenate(layers)
    for number, some in enumerate(titles):
        alike = np.matmul(wanted, some, out=room.matrix("some", len(wanted), some.shape[1]))
        nearest, rest = np.split(alike, [len(queries)])
        for layer in layers[1:]:
            same, rest = np.split(rest, [len(layer)])
            np.maximum(nearest[: len(layer)], same, out=nearest[: len(layer)])
        np.multiply(nearest, _TITLE, out=near[:, number * _CHUNK :][:, : some.shape[1]])
    return sorted(range(len(order)), key=order.__getitem__)


def _layers(queries: Sequence[Query]) -> Iterator[Matrix]:
    """Yield everybody's first title, then the second of those who want two, and so on."""
    for layer in range(len(queries[0].titles)):
        yield np.stack([query.titles[layer] for query in queries if len(query.titles) > layer])


def _titles(pool: Pool, span: slice) -> Matrix:
    meanings, levels = pool.meanings[span], pool.columns.level[span]
    table = np.zeros((HEAD + len(LEVELS), len(meanings)), np.float32)
    table[:HEAD] = meanings.T
    known = np.flatnonzero(levels >= 0)
    table[HEAD + levels[known].astype(np.int64), known] = LEVEL_MARK
    return table

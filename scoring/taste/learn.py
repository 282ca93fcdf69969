"""From labels to a taste: one ridge regression over words, facts, meaning and the fit so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from scoring.dedupe.keys import title_words
from scoring.model import Profile
from scoring.taste.conclusions import conclusions
from scoring.taste.labels import Label, newest, targets
from scoring.taste.model import LEAST_LABELS, Taste, pack_meaning, pack_words
from scoring.taste.ridge import fit
from scoring.taste.sides import sides
from scoring.taste.signs import Signs, read

Floats = NDArray[np.float64]

_MEANING = 2.0  # meanings of postings are alike; so much makes their differences weigh as words do
_SIDES = 0.03  # of each number of the fit to a profile
_MOST_WORDS = 4_000  # the strongest are kept; the rest move nothing by a tenth of a point
_DIGITS = 6  # more would differ from machine to machine


@dataclass(frozen=True, slots=True, kw_only=True)
class _Examples:
    """The labels as numbers: a row for each in all three."""

    terms: Sequence[int]
    words: Floats
    meaning: Floats
    sides: Floats

    def products(self) -> Floats:
        return (
            self.words @ self.words.T
            + _MEANING * self.meaning @ self.meaning.T
            + _SIDES * self.sides @ self.sides.T
        )


def learned(
    labels: Iterable[Label],
    *,
    profile: Profile,
    now: datetime,
    dropped: Sequence[int] = (),
) -> Taste:
    """Return the taste that these labels show; an unusable one where they are too few.

    The order of the labels does not matter; one that names no profile is for this one. Words and
    facts that are `dropped` count for nothing.
    """
    chosen = newest([each for each in labels if each.fit is not None or each.answer is not None])
    known = tuple(sorted(set(dropped)))
    if len(chosen) < LEAST_LABELS:
        return Taste(labels=len(chosen), dropped=known, fitted_at=now)
    signs = read([each.posting for each in chosen])
    beside = np.array(
        [
            sides(each.posting, each.profile or profile, signs=own)
            for each, own in zip(chosen, signs, strict=True)
        ]
    )
    means, spreads = beside.mean(axis=0), beside.std(axis=0)
    spreads[spreads < 1e-9] = 1.0
    examples = _examples(signs, (beside - means) / spreads, without=frozenset(known))
    values, counts = targets(chosen)
    fitted = fit(
        examples.products(),
        values,
        weights=counts,
        days=[each.day.isoformat() for each in chosen],
        groups=[_job(each.posting.title) for each in chosen],
    )
    return _taste(
        chosen, signs, examples=examples, shares=fitted.shares, weights=counts
    ).model_copy(
        update={
            "means": _rounded(means),
            "spreads": _rounded(spreads),
            "labels": len(chosen),
            "dropped": known,
            "fitted_at": now,
        }
    )


def _taste(
    labels: Sequence[Label],
    signs: Sequence[Signs],
    *,
    examples: _Examples,
    shares: Floats,
    weights: Floats,
) -> Taste:
    word_weights = examples.words.T @ shares
    meaning = np.round(_MEANING * (examples.meaning.T @ shares), _DIGITS) + 0.0  # no -0.0
    by_term = {
        term: round(float(value), _DIGITS)
        for term, value in zip(examples.terms, word_weights, strict=True)
    }
    strongest = sorted(by_term, key=lambda term: (-abs(by_term[term]), term))[:_MOST_WORDS]
    kept = {term: by_term[term] for term in strongest if by_term[term]}
    by_words = examples.words @ np.array([kept.get(term, 0.0) for term in examples.terms])
    by_meaning = examples.meaning @ meaning
    mean = float(np.average(by_words + by_meaning, weights=weights))
    centre, *spread = _rounded([mean, by_words.std(), by_meaning.std()])
    return Taste(
        words=pack_words(kept),
        meaning=pack_meaning(meaning),
        local=_rounded(_SIDES * (examples.sides.T @ shares)),
        centre=centre,
        spread=(spread[0], spread[1]),
        conclusions=conclusions(
            [each.posting for each in labels],
            signs,
            weights=kept,
            answers=[each.answer for each in labels],
        ),
    )


def _examples(signs: Sequence[Signs], sides: Floats, *, without: frozenset[int]) -> _Examples:
    terms = sorted({term for each in signs for term in each.words} - without)
    columns = {term: column for column, term in enumerate(terms)}
    words = np.zeros((len(signs), len(terms)))
    for row, each in enumerate(signs):
        said = [term for term in each.words if term in columns]
        words[row, [columns[term] for term in said]] = [each.words[term] for term in said]
    meaning = np.array([each.meaning for each in signs], np.float64)
    return _Examples(terms=terms, words=words, meaning=meaning, sides=sides)


def _job(title: str) -> str:
    """Return a title without levels, seasons and places: one job on two days is one example."""
    return " ".join(title_words(title)) or title.casefold()


def _rounded(values: Iterable[float]) -> tuple[float, ...]:
    """Return plain numbers without what is chance in them; -0.0 would be another version."""
    return tuple(round(float(value), _DIGITS) + 0.0 for value in values)

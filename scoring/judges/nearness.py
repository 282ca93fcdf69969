"""How near a posting is to a person in meaning, also where they share no word.

A long text is compared by its passages: a whole posting is mostly about the employer, and a whole
CV about several jobs. Unknown words (another script) give no nearness at all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from scoring.rank.meaning import DIMENSIONS, Vector, Vectors, vector, vectors

_PASSAGE = 300  # characters: two or three sentences, one duty and its tools
_MOST_PASSAGES = 40
_TELLING = 5  # passages of a posting that count: its tasks, not its benefits
_CUT = re.compile(r"\n|(?<=[.;!?]) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What a person's words mean: each title, all together, the skills, and each passage."""

    titles: Vectors
    whole: Vector
    skills: Vector | None
    passages: Vectors


def meanings(*, titles: Sequence[str], skills: Sequence[str], text: str) -> Meanings:
    """Read a person's words once for all postings."""
    named = " ".join((*titles, *skills))
    return Meanings(
        titles=vectors(titles) if titles else np.zeros((0, DIMENSIONS), np.float32),
        whole=vector(f"{named}\n{text}"),
        skills=vector(" , ".join(skills)) if skills else None,
        passages=vectors(passages(text) or [named]),
    )


def of_titles(title: str, person: Meanings) -> float:
    """Return how near a title is to the nearest that is wanted, 0..1."""
    return _steady(np.max(person.titles @ _title(title), initial=0.0))


def of_work(title: str, person: Meanings) -> float:
    """Return how near a title is to all that the person says and can do, 0..1."""
    meant = _title(title)
    near = float(meant @ person.whole)
    if person.skills is not None:
        near = (near + float(meant @ person.skills)) / 2
    return _steady(near)


def of_tasks(title: str, text: str, person: Meanings) -> float:
    """Return how near the most fitting passages of a posting are to passages of the person."""
    near = _passages(title, text) @ person.passages.T
    return _steady(np.mean(np.sort(np.max(near, axis=1))[-_TELLING:]))


def passages(text: str) -> list[str]:
    """Return the first passages of a text: whole sentences and lines, some 300 characters each."""
    found: list[str] = []
    current = ""
    for piece in _CUT.split(text):
        if current and len(current) + len(piece) > _PASSAGE:
            found.append(current)
            current = piece
        else:
            current = f"{current} {piece}"
    if current.strip():
        found.append(current)
    return found[:_MOST_PASSAGES]


def _steady(near: float | np.floating[Any]) -> float:
    """Round off what differs between machines: the order in which a product is summed."""
    return max(0.0, round(float(near), 4))


@lru_cache(maxsize=1 << 12)
def _title(title: str) -> Vector:
    return vector(title)


@lru_cache(maxsize=1 << 11)
def _passages(title: str, text: str) -> Vectors:
    """Return the meaning of each passage. Cached: one posting is judged for many people.

    What a posting says again, word for word, is no passage more.
    """
    once = "\n".join(dict.fromkeys(_CUT.split(f"{title}\n{text}")))
    return vectors(passages(once) or [title])

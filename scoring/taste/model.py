"""A taste as it is stored: weights on what a posting says, and the plain words behind them."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scoring.judges.fact_words import NAMED
from scoring.model import Value
from scoring.model.words import content_hash
from scoring.phrases import Phrase, phrase
from scoring.taste.signs import VERSION, FactKind, Signs

Kind = Literal["word"] | FactKind

LEAST_LABELS = 10  # fewer say nothing
POINTS = 12.0  # a spread of a day's scores; so a clear taste comes to the ten it may move

_CLOSED = frozenset(("level", "remote", "employment"))  # facts in our own words
_OURS: Mapping[str, Phrase] = {
    "onsite": phrase("on-site"),
    "full_time": phrase("full-time"),
    "part_time": phrase("part-time"),
    **{name: words for name, words in NAMED.items() if "_" not in name and name != "onsite"},
}

_ENTRY = np.dtype([("hash", "<u4"), ("weight", "<f4")])


class Conclusion(Value):
    """One thing that was learned, as a person can read it and take it back."""

    hash: int
    kind: Kind
    name: str
    points: float  # how far it moves a posting that says it, usually
    seen: int  # in so many of the labels
    saved: int = 0  # of which so many were saved or applied to
    hidden: int = 0  # and so many were not for them

    @property
    def plain(self) -> str:
        """Return its name as a person writes it."""
        ours = _OURS.get(self.name) if self.kind in _CLOSED else None
        return ours or {"onsite": "on-site"}.get(self.name, self.name.replace("_", "-"))


class Taste(Value):
    """What was learned of one person. Data, not code: the same taste gives the same points."""

    signs: str = VERSION
    words: str = ""  # packed weights of hashed words and facts
    meaning: str = ""  # packed weights of the numbers of a meaning
    local: tuple[float, ...] = ()  # weights of scoring.taste.sides
    means: tuple[float, ...] = ()  # of the sides of the labels
    spreads: tuple[float, ...] = ()
    centre: float = 0.0  # what the words and meanings of the labels come to on average
    spread: tuple[float, float] = (0.0, 0.0)  # of what words come to on the labels, and meanings
    labels: int = 0
    conclusions: tuple[Conclusion, ...] = ()
    dropped: tuple[int, ...] = ()  # hashes that the person took back; they weigh nothing
    fitted_at: datetime | None = None

    @property
    def version(self) -> str:
        """Return a hash of what points depend on: a fit that changes nothing has the same."""
        return content_hash(self.model_dump_json(exclude={"fitted_at", "labels", "conclusions"}))[
            :10
        ]

    @property
    def usable(self) -> bool:
        """Tell whether enough was learned, by this version of the program."""
        return self.signs == VERSION and self.labels >= LEAST_LABELS and bool(self.words)

    @property
    def weights(self) -> Mapping[int, float]:
        """Return the weight of every word and fact by its hash, without what was dropped."""
        return _weights(self.words, self.dropped)

    @property
    def direction(self) -> NDArray[np.float32]:
        """Return the weight of every number of a meaning."""
        return np.frombuffer(b64decode(self.meaning), np.float32)

    def without(self, term: int) -> "Taste":
        """Return the taste with one thing dropped; `with_again` is the way back."""
        return self.model_copy(update={"dropped": tuple(sorted({*self.dropped, term}))})

    def with_again(self, term: int) -> "Taste":
        """Return the taste with a dropped thing as it was."""
        return self.model_copy(
            update={"dropped": tuple(each for each in self.dropped if each != term)}
        )

    def raw(self, signs: Signs) -> float:
        """Return what the words, facts and meaning come to, in spreads of a day."""
        known = self.weights
        words = sum(value * known.get(term, 0.0) for term, value in signs.words.items())
        return float(words + float(self.direction @ signs.meaning))

    def points(self, signs: Signs) -> float:
        """Return how far a posting is from what this person is usually shown, in points."""
        return POINTS * (self.raw(signs) - self.centre)

    def beside(self, sides: NDArray[np.float64]) -> float:
        """Return what the fit to the profile comes to, in spreads of a day."""
        shares = (sides - np.array(self.means)) / np.array(self.spreads)
        return float(np.array(self.local) @ shares)


def pack_words(weights: Mapping[int, float]) -> str:
    """Return weights as `Taste.words` keeps them."""
    packed = np.empty(len(weights), _ENTRY)
    packed["hash"] = np.fromiter(weights.keys(), np.uint32, len(weights))
    packed["weight"] = np.fromiter(weights.values(), np.float32, len(weights))
    return b64encode(np.sort(packed, order="hash").tobytes()).decode()


def pack_meaning(weights: NDArray[np.float64]) -> str:
    """Return weights as `Taste.meaning` keeps them."""
    return b64encode(weights.astype("<f4").tobytes()).decode()


@lru_cache(maxsize=32)
def _weights(words: str, dropped: tuple[int, ...]) -> Mapping[int, float]:
    packed = np.frombuffer(b64decode(words), _ENTRY)
    known = zip(packed["hash"].tolist(), packed["weight"].tolist(), strict=True)
    return {term: weight for term, weight in known if term not in dropped}

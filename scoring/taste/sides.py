"""How a posting fits a profile, as the few numbers that a taste weighs beside what it says."""

from functools import lru_cache
from math import log1p

import numpy as np
from numpy.typing import NDArray

from scoring.judges.evidence import gather
from scoring.judges.parts import parts
from scoring.model import Posting, Profile
from scoring.rank.meaning import vector
from scoring.taste.signs import Signs

_MOST_PROFILE = 4_000  # characters of a profile whose meaning is compared


def sides(posting: Posting, profile: Profile, *, signs: Signs) -> NDArray[np.float64]:
    """Return the local score, its words in common, its likeness in meaning, and two lengths."""
    found = gather(posting, profile)
    return np.array(
        [
            sum(part.points for part in parts(posting, profile, found)),
            found.overlap,
            float(_wanted(profile) @ signs.meaning),
            log1p(len(posting.title)),
            log1p(len(posting.text)),
        ]
    )


@lru_cache(maxsize=64)
def _wanted(profile: Profile) -> NDArray[np.float32]:
    said = "\n".join((*profile.titles, ", ".join(profile.skills), profile.text))
    return vector(said[:_MOST_PROFILE])

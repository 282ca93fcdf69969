"""The heads of meanings: what is kept of each title in memory, so that many are compared fast.

The numbers of a meaning come in the order of how much they tell (they are principal components),
so the first half orders titles as the whole does, in half of the time and memory.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.rank.meaning import unpacked

HEAD = 64
TITLE_UNIT = 160  # the length of a row, in whole numbers


def title_rows(meanings: Sequence[bytes]) -> NDArray[np.int8]:
    """Return a row for each packed meaning; zeros stay zeros."""
    if not meanings:
        return np.zeros((0, HEAD), np.int8)
    heads = unpacked(b"".join(meanings))[:, :HEAD]
    lengths = np.sqrt(np.einsum("ij,ij->i", heads, heads))[:, None]
    heads = np.divide(heads, lengths, out=np.zeros_like(heads), where=lengths > 0)
    return np.asarray(np.clip(np.rint(heads * TITLE_UNIT), -127, 127), np.int8)

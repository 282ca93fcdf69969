"""How long a board that found itself rests, by what it was worth to the people here.

A board is worth asking where an open posting of it met somebody of late: it was scored for a
person and reached the lowest score that this person wants to see. A new one has two mornings to
show it. Then it rests, each time twice as long, until a posting of it meets somebody again.
"""

from datetime import timedelta

GRACE = timedelta(hours=36)  # from its first reading: everybody's morning lies in it
LOOKED_BACK = timedelta(days=14)  # what met somebody before that says nothing of today
GONE_FOR = timedelta(days=180)  # a board that its host does not know; companies come back rarely
_FIRST, _LONGEST = timedelta(days=1), timedelta(days=60)
_TIRED = 3  # rests in a row, after which a board leaves its place to a new one


def rest_after(barren: int) -> timedelta:
    """Return how long to rest after so many looks in a row, 1 at least, that met nobody."""
    return min(_LONGEST, _FIRST * (1 << min(barren - 1, 10)))


def holds_place(barren: int) -> bool:
    """Tell whether a board still counts among those that are tried."""
    return barren < _TIRED

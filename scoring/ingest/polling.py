"""How often a board is worth asking: as often as it changes, between once an hour and once a day.

With changes at random times, as in a Poisson process, the best guess of their rate is their number
over the time; one more of each keeps a young board from looking dead, and a dead one from never
being asked. See Cho and Garcia-Molina, "Estimating Frequency of Change" (ACM TOIT 3(3), 2003).
"""

from datetime import timedelta

OFTENEST, RAREST = timedelta(hours=1), timedelta(days=1)
LOOKED_BACK = timedelta(days=14)
"""How far back changes count: a board that wakes up is asked often within days."""


def time_between(changes: int, *, over: timedelta) -> timedelta:
    """Return how long to wait after a visit, with so many changes over so long a time."""
    return max(OFTENEST, min(RAREST, (over + OFTENEST) / (changes + 1)))

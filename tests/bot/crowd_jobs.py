"""What a crowd looks through: postings of some trades and employers, and new ones all the time."""

import random
from collections.abc import Sequence

from scoring.model import RawPosting
from tests.factories import raw

_TITLES = ("Backend Engineer", "Data Engineer", "Florist", "Nurse", "Teacher")


def jobs(seed: int, *, most: int = 200) -> Sequence[RawPosting]:
    """Return postings of some trades and employers."""
    rng = random.Random(seed)
    return [
        raw(
            external_id=str(number),
            url=f"https://jobs.example.com/{number}",
            title=rng.choice(_TITLES),
            company=f"Employer {number % 7}",
            html=f"<p>You use {rng.choice(['Python', 'Rust', 'SQL'])} in a team of {number}.</p>",
        )
        for number in range(most)
    ]


def news(number: int) -> Sequence[RawPosting]:
    """Return what appears in this quarter of an hour."""
    return [
        raw(
            external_id=f"n{number}-{each}",
            url=f"https://jobs.example.com/n{number}-{each}",
            title=_TITLES[(number + each) % len(_TITLES)],
            company=f"Employer {number % 11}",
            html=f"<p>You use Python and SQL in plant {number} with {each} others.</p>",
        )
        for each in range(2)
    ]

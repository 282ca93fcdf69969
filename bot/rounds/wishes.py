"""What the people of the bot wish for, as a source with a search may be asked for it.

See scoring.ingest.searches for what of it leaves the machine.
"""

import asyncio
from collections.abc import Mapping

from sqlite_utils import Database

from scoring.edge.db import Store
from scoring.ingest.searches import countries_of, terms_of, wishes_of
from scoring.model import Profile

Counts = Mapping[str, int]


async def searched(
    store: Store, *, only: Profile | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms and the countries to search for: everybody's, or `only` one profile's.

    Who is paused or has left has no say. May raise StoreError.
    """
    titles, countries = wishes_of([only]) if only else await store.read(_wishes)
    terms = await asyncio.to_thread(terms_of, titles)  # thousands of titles take a second
    return terms, countries_of(countries)


def _wishes(db: Database) -> tuple[Counts, Counts]:
    """Count as scoring.ingest.searches.wishes_of does, without reading thousands of profiles."""
    titles = (
        "lower(each.value) || CASE json_extract(profile, '$.levels')"
        """ WHEN '["intern"]' THEN ' intern' ELSE '' END"""
    )
    return (
        _counted(db, "$.titles", titles),
        _counted(db, "$.places", "json_extract(each.value, '$.country')"),
    )


def _counted(db: Database, listed: str, value: str) -> Counts:
    """Count the active people in whose profile each value stands."""
    rows = db.execute(
        f"SELECT {value} AS said, count(DISTINCT people.id) FROM people"  # noqa: S608 - words of ours
        " JOIN profiles ON person_id = people.id, json_each(profile, ?) AS each"
        " WHERE state = 'active' AND said IS NOT NULL GROUP BY said",
        [listed],
    )
    return dict(rows.fetchall())

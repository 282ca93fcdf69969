"""A board's page that is today as it was is not read again: its postings are listed all the same.

Not for a job's own page, nor for sources that lead to other boards, whose links are looked at.
"""

from scoring.ingest.ports import Shell
from scoring.model import Fetch
from scoring.ports import Page
from scoring.sources import Source, reads_boards


async def same(shell: Shell, source: Source, fetch: Fetch, *, page: Page) -> frozenset[str] | None:
    """Return the ids of the postings of a page that is known by its bytes, else None.

    May raise StoreError.
    """
    if not _keeps(source, fetch):
        return None
    ids = await shell.intake.same(fetch, page.body, source=source.name, now=shell.now)
    if ids is not None and shell.visits:
        await shell.visits.confirm(fetch, page, now=shell.now)
    return ids


async def keep(
    shell: Shell, source: Source, fetch: Fetch, *, page: Page, ids: frozenset[str] | None
) -> None:
    """Remember a page, and what it lists unless some of it was not read (`ids` is None).

    May raise StoreError.
    """
    if ids is not None and _keeps(source, fetch):
        await shell.intake.keep(fetch, page.body, source=source.name, ids=ids)
    if shell.visits:
        await shell.visits.confirm(fetch, page, now=shell.now)


def _keeps(source: Source, fetch: Fetch) -> bool:
    return reads_boards(source) and not fetch.detail

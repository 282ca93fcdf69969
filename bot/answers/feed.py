"""What a feed shows: the person's last picks, each job once, without those they passed over."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import datetime

from bot.context import Services
from bot.model import Person
from bot.stores.feeds import Feed, Listed
from bot.views.feed import MOST, Item
from scoring.model import Digest

_SECRET_BYTES = 32  # 256 bits; 43 characters in a link
_MOST_LISTS = 200  # deliveries back that are looked through


async def new_link(services: Services, person: Person, *, before: str, now: datetime) -> str | None:
    """Return the secret of a new link in the place of the one marked `before`.

    None where another stands there by now. The link before it leads nowhere from now on.
    """
    token = secrets.token_urlsafe(_SECRET_BYTES)
    made = await services.feeds.make(person.id, token, before=before, now=now)
    return token if made else None


async def latest_picks(services: Services, feed: Feed) -> tuple[Item, ...]:
    """Return the last picks of a person, the newest first."""
    hidden = await services.feeds.passed_over(feed.person_id)
    found: dict[str, Item] = {}
    before, looked = None, 0
    while len(found) < MOST and looked < _MOST_LISTS:
        lists = await services.feeds.lists(feed.person_id, before=before)
        if not lists:
            break
        for key, item in await asyncio.to_thread(_items, lists):
            if key not in hidden:
                found.setdefault(key, item)
        before, looked = lists[-1].id, looked + len(lists)
    return tuple(found.values())[:MOST]


def _items(lists: Sequence[Listed]) -> list[tuple[str, Item]]:
    return [
        (pick.cluster.id, Item(pick=pick, at=datetime.fromisoformat(each.created_at)))
        for each in lists
        for pick in Digest.model_validate_json(each.digest).picks
    ]

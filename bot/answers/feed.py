"""What a feed shows: the person's last picks, each job once, without those they passed over."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from bot.context import Services
from bot.model import Delivery, Person
from bot.stores.feeds import Feed
from bot.views.feed import MOST, Item

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
    hidden = {each.cluster_id for each in await services.feedback.marked(feed.person_id, "hidden")}
    found: dict[str, Item] = {}
    before, looked = None, 0
    while len(found) < MOST and looked < _MOST_LISTS:
        deliveries = await services.feeds.deliveries(feed.person_id, before=before)
        if not deliveries:
            break
        for key, item in chain.from_iterable(map(_items, deliveries)):
            if key not in hidden:
                found.setdefault(key, item)
        before, looked = deliveries[-1].id, looked + len(deliveries)
    return tuple(found.values())[:MOST]


def _items(delivery: Delivery) -> Iterator[tuple[str, Item]]:
    for pick in delivery.digest.picks:
        yield pick.cluster.id, Item(pick=pick, at=delivery.created_at)

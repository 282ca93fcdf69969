"""Deep links: addresses that open the private chat with the bot, and say there what is wanted.

A link to a pick carries a signature made with the bot's token, so that only picks that were posted
in a shared chat can be opened by it: numbers alone could be guessed. Pure.
https://core.telegram.org/api/links#bot-links, https://core.telegram.org/bots/features#deep-linking
"""

import hashlib
import hmac
import re
from dataclasses import dataclass, field

_PICK = re.compile(r"p([1-9][0-9]{0,15})_([1-9][0-9]{0,2})_([0-9a-f]{16})")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeepLinks:
    """The links of one bot; `secret` is its token and stands in no link."""

    username: str
    secret: str = field(repr=False)

    def to_chat(self) -> str:
        """Return the address of the private chat."""
        return f"https://t.me/{self.username}"

    def to_group(self) -> str:
        """Return the address that offers to add the bot to a group."""
        return f"https://t.me/{self.username}?startgroup=true"

    def to_pick(self, delivery_id: int, n: int) -> str:
        """Return the address that opens pick `n` of a shared digest in the reader's own chat."""
        signature = self._signature(delivery_id, n)
        return f"https://t.me/{self.username}?start=p{delivery_id}_{n}_{signature}"

    def pick_in(self, payload: str) -> tuple[int, int] | None:
        """Return the delivery and the number that a /start names; None for any other payload."""
        found = _PICK.fullmatch(payload)
        if found is None:
            return None
        delivery_id, n = int(found[1]), int(found[2])
        genuine = hmac.compare_digest(found[3], self._signature(delivery_id, n))
        return (delivery_id, n) if genuine else None

    def _signature(self, delivery_id: int, n: int) -> str:
        words = f"pick {delivery_id} {n}".encode()
        return hmac.new(self.secret.encode(), words, hashlib.sha256).hexdigest()[:16]

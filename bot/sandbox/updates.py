"""The queue of updates: ids that only grow, kept until the bot confirms them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.sandbox.model import Json
from bot.sandbox.pulse import Pulse
from bot.sandbox.refusal import conflict

MOST_TIMEOUT_S = 50
# Telegram sends these only to bots that ask for them by name.
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One update and its Telegram JSON."""

    id: int
    kind: str
    payload: Json


@dataclass(slots=True, kw_only=True)
class Updates:
    """What happened and is not confirmed yet. `allowed` holds for updates made from then on."""

    pulse: Pulse
    next_id: int
    allowed: frozenset[str] = frozenset()
    webhook: bool = False
    closed: bool = False
    pending: list[Update] = field(default_factory=list)
    _poll: int = 0

    def add(self, kind: str, content: Json) -> int | None:
        """Queue an update and return its id; None when the bot does not want its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in _ON_REQUEST
        if not wanted:
            return None
        update_id = self.next_id
        self.next_id += 1
        payload = {"update_id": update_id, kind: content}
        self.pending.append(Update(id=update_id, kind=kind, payload=payload))
        self.pulse.beat()
        return update_id

    def confirm(self, before: int) -> None:
        """Forget every update whose id is lower."""
        self.pending = [update for update in self.pending if update.id >= before]
        self.pulse.beat()

    def allow(self, kinds: Sequence[str]) -> None:
        """Set which kinds the bot wants; none means the usual ones."""
        self.allowed = frozenset(kinds)

    async def poll(self, *, offset: int, limit: int, timeout_s: int) -> list[Json]:
        """Return what is pending, waiting for it. Raises a 409 Refusal when another poll comes."""
        if self.webhook:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self._poll += 1
        ours = self._poll
        if offset < 0:
            offset = self.pending[offset].id if -offset <= len(self.pending) else 0
        self.confirm(offset)
        await self.pulse.until(
            lambda: bool(self.pending) or self._poll != ours,
            timeout_s=min(timeout_s, MOST_TIMEOUT_S),
        )
        if self._poll != ours and not self.closed:
            raise conflict(
                "terminated by other getUpdates request; "
                "make sure that only one bot instance is running"
            )
        return [update.payload for update in self.pending[:limit]]

    def stop(self, *, closed: bool = False) -> None:
        """End the poll that waits: with a 409, or with nothing when the sandbox closes."""
        self._poll += 1
        self.closed = closed
        self.pulse.beat()

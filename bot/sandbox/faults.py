"""Faults on request: what Telegram or the network does on a bad day."""

from dataclasses import dataclass, field
from typing import Literal

from bot.sandbox.refusal import Refusal, flood

Moment = Literal["before", "after"]  # before or after the call took effect

_WORDS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}
_WORDS |= {504: "Gateway Timeout", 401: "Unauthorized"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that goes wrong: an error, or a dropped connection, or only a slow answer."""

    moment: Moment = "before"
    refusal: Refusal | None = None
    drop: bool = False
    delay_s: float = 0.0


@dataclass(slots=True)
class _Order:
    fault: Fault
    method: str | None
    chat_id: int | None
    times: int


@dataclass(slots=True)
class Faults:
    """The faults that were asked for; each is used up after `times` calls that it fits.

    Without `method` a fault fits every call but getUpdates; without `chat_id`, every chat.
    """

    _orders: list[_Order] = field(default_factory=list)

    def fail(
        self,
        code: int,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
        retry_after: int | None = None,
        moment: Moment = "before",
    ) -> None:
        """Answer with this error: 429 needs `retry_after`; "after" does the work all the same."""
        if code == 429:
            refusal = flood(1 if retry_after is None else retry_after)
        else:
            refusal = Refusal(code, _WORDS.get(code, "Bad Request"), retry_after=retry_after)
        fault = Fault(refusal=refusal, moment=moment)
        self._orders.append(_Order(fault, method, chat_id, times))

    def drop(
        self,
        *,
        moment: Moment,
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
    ) -> None:
        """Cut the connection before or after the call took effect."""
        self._orders.append(_Order(Fault(drop=True, moment=moment), method, chat_id, times))

    def slow(
        self,
        delay_s: float,
        *,
        moment: Moment = "after",
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
    ) -> None:
        """Answer rightly, but late."""
        fault = Fault(delay_s=delay_s, moment=moment)
        self._orders.append(_Order(fault, method, chat_id, times))

    def clear(self) -> None:
        """Forget every fault that is left."""
        self._orders.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault for this call, the oldest order first, and use it up."""
        for order in self._orders:
            if _fits(order, method.lower(), chat_id):
                order.times -= 1
                if order.times <= 0:
                    self._orders.remove(order)
                return order.fault
        return None


def _fits(order: _Order, method: str, chat_id: int | None) -> bool:
    if order.method is None and method == "getupdates":
        return False
    named = order.method is None or order.method.lower() == method
    return named and (order.chat_id is None or order.chat_id == chat_id)

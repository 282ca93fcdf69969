"""What a model costs: as the owner says, else as litellm's list says, else an assumption."""

from dataclasses import dataclass
from types import ModuleType

from scoring.edge.llm.ledger import Priced

# These serve models on machines of one's own, and nobody sends a bill.
_OWN_SERVERS = ("ollama/", "ollama_chat/", "lm_studio/", "llamafile/", "hosted_vllm/")
_SAMPLE = 1_000  # tokens: small enough for the first tier of every list price


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Dollars a million tokens, and where the numbers are from."""

    read_usd: float
    written_usd: float
    source: Priced

    def of(self, read: float, written: float) -> float:
        """Return the dollars that so many tokens cost."""
        return (read * self.read_usd + written * self.written_usd) / 1e6


FREE = Price(read_usd=0.0, written_usd=0.0, source="assumed")
# As a small hosted model: an unknown one must not be free, or no cap would ever hold.
SMALL = Price(read_usd=0.4, written_usd=1.6, source="assumed")


def price_of(name: str, *, litellm: ModuleType) -> Price:
    """Return the price of a model that the owner names none for."""
    if name.startswith(_OWN_SERVERS):
        return FREE
    try:
        read, _ = litellm.cost_per_token(model=name, prompt_tokens=_SAMPLE, completion_tokens=0)
        _, written = litellm.cost_per_token(model=name, prompt_tokens=0, completion_tokens=_SAMPLE)
    except Exception:  # noqa: BLE001 - it raises bare Exception for a model that it does not list
        return SMALL
    million = 1e6 / _SAMPLE
    return Price(read_usd=read * million, written_usd=written * million, source="list")

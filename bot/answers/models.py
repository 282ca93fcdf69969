"""Which models the settings name, in the order in which they are asked."""

from bot.settings import Settings, parts
from scoring.edge.llm.completion import Model
from scoring.edge.llm.prices import Price


def models(settings: Settings) -> tuple[Model, ...]:
    """Return the chain of LLM_MODEL; empty without one.

    A key, address or price that stands alone counts for every model; several belong to the models
    in their order, and an empty one leaves it to litellm.
    """
    names = parts(settings.llm_model or "", ",")
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else ""
    keys = _each(parts(key, ","), count=len(names))
    bases = _each(parts(settings.llm_api_base or "", ","), count=len(names))
    prices = _each(parts(settings.llm_price or "", ";"), count=len(names))
    return tuple(
        Model(
            name=name,
            api_key=keys[at] or None,
            api_base=bases[at] or None,
            timeout_s=settings.llm_timeout_s,
            price=_price(prices[at]),
        )
        for at, name in enumerate(names)
    )


def _each(values: list[str], *, count: int) -> list[str]:
    return values * count if len(values) == 1 else values or [""] * count


def _price(text: str) -> Price | None:
    if not text:
        return None
    read, written = text.split(",")
    return Price(read_usd=float(read), written_usd=float(written), source="set")

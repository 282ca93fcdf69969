"""One call of a model through litellm, its errors translated.

litellm takes seconds and 165 MB to import, so it is imported at the first call, in a thread. It
does not retry here: who asks decides.
"""

import asyncio
import os
import time
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from scoring.errors import JudgeUnavailable
from scoring.judges.prompt import Prompt
from scoring.judges.reply import SCHEMA

# A model that litellm has no price for counts as a small hosted one, in dollars a million tokens.
_FALLBACK_IN, _FALLBACK_OUT = 0.4, 1.6
_CHARS_A_TOKEN = 3.5
_REPLY_TOKENS = 900  # of a batch of ten, measured generously


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Which model is asked, and where."""

    name: str
    api_key: str | None = None
    api_base: str | None = None
    timeout_s: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """The model's answer and its cost."""

    text: str
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float
    seconds: float


async def complete(prompt: Prompt, *, model: Model) -> Completion:
    """Ask once. Raises JudgeUnavailable; an answer without text is an empty text."""
    litellm = await asyncio.to_thread(_import)
    started = time.monotonic()
    try:
        async with asyncio.timeout(model.timeout_s + 5):
            answer = await litellm.acompletion(**_arguments(prompt, model, litellm=litellm))
    except TimeoutError:
        raise JudgeUnavailable(f"Model {model.name!r} did not answer in time") from None
    except litellm.exceptions.openai.OpenAIError as error:
        # The message may carry the address, the key's tail or the prompt: only the kind is told.
        raise JudgeUnavailable(f"Model {model.name!r} refused: {type(error).__name__}") from None
    text = answer.choices[0].message.content if answer.choices else None
    tokens_in = int(getattr(answer.usage, "prompt_tokens", 0) or 0)
    tokens_out = int(getattr(answer.usage, "completion_tokens", 0) or 0)
    return Completion(
        text=text or "",
        prompt_tokens=tokens_in,
        completion_tokens=tokens_out,
        cost_usd=_cost(answer, litellm=litellm, tokens=(tokens_in, tokens_out)),
        seconds=time.monotonic() - started,
    )


def estimate(prompt: Prompt) -> float:
    """Return what a call may cost, before it is made."""
    tokens = (len(prompt.system) + len(prompt.user)) / _CHARS_A_TOKEN
    return (tokens * _FALLBACK_IN + _REPLY_TOKENS * _FALLBACK_OUT) / 1e6


def _import() -> ModuleType:
    # Without this litellm fetches a price list over the network when it is imported.
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    import litellm  # noqa: PLC0415 - see the module's docstring

    litellm.suppress_debug_info = True
    litellm.telemetry = False
    return litellm


def _arguments(prompt: Prompt, model: Model, *, litellm: ModuleType) -> dict[str, Any]:
    schema = litellm.supports_response_schema(model=model.name)
    return {
        "model": model.name,
        "messages": [
            {"role": "system", "content": prompt.system},
            {"role": "user", "content": prompt.user},
        ],
        "api_key": model.api_key,
        "api_base": model.api_base,
        "timeout": model.timeout_s,
        "temperature": 0,
        "max_retries": 0,
        "num_retries": 0,
        "drop_params": True,
        "response_format": SCHEMA if schema else {"type": "json_object"},
    }


def _cost(answer: Any, *, litellm: ModuleType, tokens: tuple[int, int]) -> float:
    try:
        return float(litellm.completion_cost(completion_response=answer))
    except Exception:  # noqa: BLE001 - it raises bare Exception for a model without a price
        return (tokens[0] * _FALLBACK_IN + tokens[1] * _FALLBACK_OUT) / 1e6

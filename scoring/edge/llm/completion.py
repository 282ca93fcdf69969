"""One call of a model through litellm, its errors translated into what can be done about them.

litellm takes seconds and 165 MB to import, so it is imported at the first call, in a thread. It
does not retry here: who asks decides.
"""

import asyncio
import logging
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Any, Literal

from scoring.edge.llm.prices import Price
from scoring.edge.web.waits import retry_after
from scoring.errors import JudgeUnavailable

_GRACE_S = 5.0  # beyond litellm's own timeout, which does not hold for every provider
_OLLAMA = ("ollama/", "ollama_chat/")
_OLLAMA_WINDOW = 8_192  # tokens; Ollama cuts a longer prompt silently at its default of 2,048
_OLLAMA_LISTED: Mapping[str, Any] = {
    "litellm_provider": "ollama_chat",
    "mode": "chat",
    "input_cost_per_token": 0.0,
    "output_cost_per_token": 0.0,
}
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_THOUGHT = "</think>"
_NO_MONEY = "insufficient_quota"  # OpenAI's code for an account without credit, sent with 429

Kind = Literal["again", "slow", "form", "key", "no"]
"""What can be done: ask again after a wait; nothing, it is too slow; ask in a plainer form;
tell the owner that the key is refused; nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Which model is asked, and where."""

    name: str
    api_key: str | None = field(default=None, repr=False)
    api_base: str | None = None
    timeout_s: float = 60.0
    price: Price | None = None  # None: as litellm lists it


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What one call sends; `schema` is the form of the answer, for servers that hold it to one."""

    system: str
    user: str
    schema: Mapping[str, Any]
    entries: int  # asked for, each answered in about `entry_tokens`
    entry_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """The model's answer and its size."""

    text: str
    read: int  # tokens
    written: int  # tokens
    seconds: float


class CallFailed(JudgeUnavailable):
    """A call gave no completion; `kind` says what can be done about it."""

    def __init__(self, message: str, *, kind: Kind, wait_s: float = 0.0) -> None:
        super().__init__(message)
        self.kind = kind
        self.wait_s = wait_s  # as the server asked; 0 when it asked for nothing


async def loaded() -> ModuleType:
    """Return litellm, imported in a thread."""
    return await asyncio.to_thread(_import)


async def complete(question: Question, *, model: Model, plain: bool) -> Completion:
    """Ask once, `plain` without a form for the answer. Raises CallFailed; no text is ""."""
    litellm = await loaded()
    started = time.monotonic()
    try:
        async with asyncio.timeout(model.timeout_s + _GRACE_S):
            answer = await litellm.acompletion(
                **_arguments(question, model, plain=plain, litellm=litellm)
            )
    except TimeoutError:
        raise CallFailed(f"Model {model.name!r} did not answer in time", kind="slow") from None
    except Exception as error:  # noqa: BLE001 - an odd answer surfaces as an IndexError and the like
        raise _translated(error, model=model, litellm=litellm) from None
    return Completion(
        text=_text(answer),
        read=_tokens(answer, "prompt_tokens"),
        written=_tokens(answer, "completion_tokens"),
        seconds=time.monotonic() - started,
    )


# Their records quote requests and answers, so a person; what happened stands in our own.
_TALKATIVE = ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy", "openai")


@cache
def _import() -> ModuleType:
    # Without this litellm fetches a price list over the network when it is imported.
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    import litellm  # noqa: PLC0415 - see the module's docstring

    litellm.suppress_debug_info = True
    litellm.telemetry = False
    for name in _TALKATIVE:  # after the import, which sets levels of its own
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return litellm


def _arguments(
    question: Question, model: Model, *, plain: bool, litellm: ModuleType
) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        "model": model.name,
        "messages": [
            {"role": "system", "content": question.system},
            {"role": "user", "content": question.user},
        ],
        "api_key": model.api_key,
        "api_base": model.api_base,
        "timeout": model.timeout_s,
        "max_retries": 0,
        "num_retries": 0,
        "drop_params": True,
    }
    if model.name.startswith(_OLLAMA):
        # Its chat address keeps the two messages apart; the other one pastes them together.
        arguments["model"] = f"ollama_chat/{model.name.partition('/')[2]}"
        arguments["num_ctx"] = _OLLAMA_WINDOW
        # litellm asks the server what it knows of an unlisted model, and all the loop waits for it.
        litellm.model_cost.setdefault(arguments["model"], _OLLAMA_LISTED)
    if plain:
        return arguments
    return arguments | {
        "temperature": 0,
        "response_format": dict(question.schema)
        if _takes_schema(model, litellm=litellm)
        else {"type": "json_object"},
    }


def _takes_schema(model: Model, *, litellm: ModuleType) -> bool:
    # Ollama does, and litellm would ask its server over the network whether it does.
    if model.name.startswith(_OLLAMA):
        return True
    return bool(litellm.supports_response_schema(model=model.name))


def _text(answer: Any) -> str:
    """Return what the model said, without the thinking that some servers send before it."""
    said = answer.choices[0].message.content if answer.choices else None
    if not isinstance(said, str):
        return ""
    return said.partition(_THOUGHT)[2] if said.lstrip().startswith("<think>") else said


def _tokens(answer: Any, name: str) -> int:
    return int(getattr(getattr(answer, "usage", None), name, 0) or 0)


def _translated(error: Exception, *, model: Model, litellm: ModuleType) -> CallFailed:
    """Return what became of a call; its message may carry the key or the prompt, and is dropped."""
    why = f"Model {model.name!r} refused: {type(error).__name__}"
    status = getattr(error, "status_code", None)
    if isinstance(error, litellm.exceptions.Timeout) and status == 408:  # its own, or the server's
        return CallFailed(why, kind="slow")
    if status in {401, 403}:
        return CallFailed(why, kind="key")
    if status == 429 and _NO_MONEY in str(getattr(error, "body", "")):
        return CallFailed(why, kind="key")
    if status in {400, 422}:
        return CallFailed(why, kind="form")
    if status in _AGAIN or isinstance(error, litellm.exceptions.APIConnectionError):
        headers = getattr(error, "litellm_response_headers", None) or {}
        return CallFailed(why, kind="again", wait_s=retry_after(headers.get("retry-after", "")))
    return CallFailed(why, kind="no")

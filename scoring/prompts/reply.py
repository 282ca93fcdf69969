"""Reads the model's reply: pure, matched by name, never repaired, our own caps above it.

A reply is one JSON object. Prose around it is passed over by a JSON decoder, not by a pattern; what
does not parse is invalid. Each entry is checked by itself, so an odd one costs no other its score.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scoring.errors import JudgeReplyInvalid

_MOST_CHARS = 60_000  # a reply to a batch has about 3,000
_MOST_STARTS = 40  # braces tried as the beginning of the object

_Score = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]

SCORES: tuple[str, ...] = ("skills", "role", "seniority", "wishes")

SCHEMA: Mapping[str, Any] = {
    "type": "json_schema",
    "json_schema": {
        "name": "verdicts",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {
                "verdicts": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "id": {"type": "string"},
                            **{key: {"type": "integer"} for key in SCORES},
                            "blocker": {"type": "string"},
                            "reason": {"type": "string"},
                        },
                        "required": ["id", *SCORES, "blocker", "reason"],
                        "additionalProperties": False,
                    },
                }
            },
            "required": ["verdicts"],
            "additionalProperties": False,
        },
    },
}
"""The reply's form for servers that hold a model to one; bounds are left out, as some refuse them:
https://platform.openai.com/docs/guides/structured-outputs."""


class Opinion(BaseModel):
    """One entry of the reply; `id` is the name that the posting has in this request alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    skills: _Score
    role: _Score
    seniority: _Score
    wishes: _Score
    blocker: str = Field(default="", max_length=300)
    reason: str = Field(min_length=1, max_length=1_000)

    def score(self, name: str) -> float:
        """Return one of the four scores by its name in SCORES."""
        return float(getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The valid opinions by the name that was asked for, and how many entries were not valid."""

    opinions: Mapping[str, Opinion]
    dropped: int = 0


def read_reply(text: str, *, names: frozenset[str]) -> Reading:
    """Return the opinions of the postings that were asked for.

    An entry is dropped alone when a score is no number from 0 to 100, when nobody asked for its
    name, or when its name comes twice. Raises JudgeReplyInvalid when no entry is left.
    """
    given = entries(text, key="verdicts")
    counts = Counter(_name(each) for each in given)
    opinions = {
        each.id: each for each in _valid(given) if each.id in names and counts[each.id] == 1
    }
    if not opinions:
        raise JudgeReplyInvalid(f"The model's reply has {len(given)} entries and none to use")
    return Reading(opinions=opinions, dropped=len(given) - len(opinions))


def entries(text: str, *, key: str) -> list[Any]:
    """Return the list under a key. Raises JudgeReplyInvalid unless there is exactly one."""
    found = [each[key] for each in objects(text) if isinstance(each.get(key), list)]
    if not found or any(each != found[0] for each in found):
        raise JudgeReplyInvalid(f"The model's reply has {len(found)} lists of {key}, not one")
    return list(found[0])


def objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the outermost JSON objects of a text, passing over prose between them."""
    decoder, at = json.JSONDecoder(), 0
    text = text[:_MOST_CHARS]
    for _ in range(_MOST_STARTS):
        at = text.find("{", at)
        if at < 0:
            return
        try:
            found, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):  # ValueError also for a number of 5,000 digits
            at += 1
        else:
            yield found


def _name(entry: Any) -> str:
    name = entry.get("id") if isinstance(entry, dict) else None
    return name if isinstance(name, str) else ""


def _valid(entries: list[Any]) -> Iterator[Opinion]:
    for each in entries:
        try:
            yield Opinion.model_validate(each)
        except ValidationError:
            continue  # counted as dropped; who asked asks once more for what is missing

"""The parameters of one call, from a form, JSON or multipart body, read strictly."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tornado.httputil import HTTPServerRequest

from bot.sandbox.refusal import bad_request


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file in the body of a call."""

    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Values by name: text from a form, anything from JSON. Every reader raises Refusal."""

    values: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a text; "" where there is none."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, *, default: int = 0) -> int:
        """Return a whole number, or the default where there is none or it is no number."""
        try:
            return int(self.text(name) or default)
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """Return whether a parameter is true."""
        return self.text(name).lower() in {"true", "1", "yes", "t"}

    def parsed(self, name: str, *, what: str) -> Any:
        """Return a JSON value that may come as text; None where there is none."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """Return the file of a parameter: a part of that name, or the one that it attaches."""
        part = self.text(name).removeprefix("attach://") or name
        return self.files.get(part) or self.files.get(name)


def read_params(request: HTTPServerRequest) -> Params:
    """Return the parameters of a request: the query first, the body over it."""
    values: dict[str, Any] = {
        name: found[-1].decode(errors="replace")
        for name, found in {**request.query_arguments, **request.body_arguments}.items()
    }
    if request.headers.get("Content-Type", "").startswith("application/json") and request.body:
        values |= _json_body(request.body)
    files = {
        name: Upload(name=part.filename, mime=part.content_type, content=part.body)
        for name, parts in request.files.items()
        for part in parts
    }
    return Params(values=values, files=files)


def _json_body(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body)
    except ValueError:
        raise bad_request("can't parse request JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("request JSON must be an object")
    return values

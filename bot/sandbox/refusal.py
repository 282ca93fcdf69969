"""What Telegram says no with: a code, its own words, and sometimes how long to wait."""


class Refusal(Exception):
    """The Bot API refuses a call; `code` is the HTTP status too. Caught by the server alone."""

    def __init__(
        self, code: int, text: str, *, retry_after: int | None = None, moved_to: int | None = None
    ) -> None:
        """Take Telegram's own text; `moved_to` is the supergroup that a group became."""
        super().__init__(f"{code} {text}")
        self.code = code
        self.text = text
        self.retry_after = retry_after
        self.moved_to = moved_to

    def payload(self) -> dict[str, object]:
        """Return the body of the answer."""
        parameters = {"retry_after": self.retry_after, "migrate_to_chat_id": self.moved_to}
        given = {key: value for key, value in parameters.items() if value is not None}
        body: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.text}
        return body | ({"parameters": given} if given else {})


def bad_request(text: str) -> Refusal:
    """Return a 400 in Telegram's words."""
    return Refusal(400, f"Bad Request: {text}")


def forbidden(text: str) -> Refusal:
    """Return a 403 in Telegram's words."""
    return Refusal(403, f"Forbidden: {text}")


def flood(retry_after: int) -> Refusal:
    """Return a 429 that says how many seconds to wait."""
    text = f"Too Many Requests: retry after {retry_after}"
    return Refusal(429, text, retry_after=retry_after)


def conflict(text: str) -> Refusal:
    """Return a 409: two readers of one bot's updates."""
    return Refusal(409, f"Conflict: {text}")

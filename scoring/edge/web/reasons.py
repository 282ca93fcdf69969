"""Says in words why a page did not come."""

import ssl
from collections.abc import Mapping

import httpx

from scoring.phrases import Phrase, phrase, plural

_A_DAY_S = 86_400
_MEANINGS: Mapping[int, Phrase] = {
    401: phrase("it wants a key"),
    403: phrase("it lets no programs in"),
    404: phrase("there is no such page"),
    410: phrase("the page is gone"),
    429: phrase("it is asked too often"),
}
_FAULT = phrase("it has a fault of its own")
_UNKNOWN = phrase("an answer that I do not know")
_NOT_REACHED = phrase("it could not be reached")
_NO_SAFE_WAY = phrase("no safe connection to it was possible")


def status_text(status: int) -> str:
    """Say what an answer means: "it answered 429 (it is asked too often)"."""
    other = _FAULT if status >= 500 else _UNKNOWN
    meaning = _MEANINGS.get(status, other)
    return phrase("it answered {status} ({meaning})", status=str(status), meaning=meaning)


def failure_text(error: httpx.HTTPError) -> str:
    """Say how a connection failed: "it could not be reached (ConnectError)"."""
    what = phrase("it broke its answer off")
    if isinstance(error, httpx.ConnectError):
        secure = isinstance(error.__context__, ssl.SSLError) or "SSL" in str(error)
        what = _NO_SAFE_WAY if secure else _NOT_REACHED
    return phrase("{what} ({error})", what=what, error=type(error).__name__)


def wait_text(wait_s: float) -> str:
    """Return "40 minutes", or "days" for whatever is longer than one."""
    if wait_s > _A_DAY_S:
        return phrase("more than a day")
    return plural("{count} minutes", "{count} minutes", count=round(wait_s / 60))


def page_and(why: str, *, url: str) -> Phrase:
    """Return why a page did not come, with the page: "it answered 404 (...): https://..."."""
    return phrase("{why}: {url}", why=why, url=url)


def why_of(error: Exception, *, url: str = "") -> str:
    """Return what an error says, as a phrase where it is one; without the page that it names."""
    said = error.args[0] if error.args else ""
    if isinstance(said, Phrase) and said.values.keys() == {"why", "url"}:
        said = said.values["why"]
    return said if isinstance(said, Phrase) else str(error).removesuffix(f": {url}")

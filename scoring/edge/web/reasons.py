"""Says in words why a page did not come."""

import ssl
from collections.abc import Mapping

import httpx

_A_DAY_S = 86_400
_MEANINGS: Mapping[int, str] = {
    401: "it wants a key",
    403: "it lets no programs in",
    404: "there is no such page",
    410: "the page is gone",
    429: "it is asked too often",
}


def status_text(status: int) -> str:
    """Say what an answer means: "it answered 429 (it is asked too often)"."""
    fault = "it has a fault of its own" if status >= 500 else "an answer that I do not know"
    return f"it answered {status} ({_MEANINGS.get(status, fault)})"


def failure_text(error: httpx.HTTPError) -> str:
    """Say how a connection failed: "it could not be reached (ConnectError)"."""
    what = "it broke its answer off"
    if isinstance(error, httpx.ConnectError):
        secure = isinstance(error.__context__, ssl.SSLError) or "SSL" in str(error)
        what = "no safe connection to it was possible" if secure else "it could not be reached"
    return f"{what} ({type(error).__name__})"


def wait_text(wait_s: float) -> str:
    """Return "40 minutes", or "days" for whatever is longer than one."""
    if wait_s > _A_DAY_S:
        return "more than a day"
    return f"{wait_s / 60:.0f} minutes"

"""Links: only http(s) ones, without what follows a reader around, and still leading to the job."""

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"^(?:utm_\w+|mtm_\w+|pk_\w+|refid|trackingid|trk|trkinfo|trkemail|originalsubdomain|midtoken|"
    r"midsig|lipi|fbclid|gclid|gclsrc|dclid|msclkid|twclid|li_fat_id|mc_cid|mc_eid|_hsenc|_hsmi|"
    r"igshid|ref|referer|referrer|src|rcm|eid|ebp|lgcta|otptoken|gh_src|lever-source(?:\[\])?|"
    r"lever-origin|source|jobpipeline|iis|iisn|tmsrc|codes|jobboardsource|_ga|_gl|yclid|"
    r"alternatechannel|pagenum|position|searchid|sfmc_sub)$",
    re.IGNORECASE,
)
# Most links are as they should be; to take one apart and put it together takes much longer.
_CLEAN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[!\"$->@-~]*)?")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]")
_MOST_CHARS = 2_000


def clean_url(url: str) -> str:
    """Return the link without tracking parameters, or "" where it is no link to the web."""
    url = url.strip()
    if not url or len(url) > _MOST_CHARS:
        return ""
    if _CLEAN.fullmatch(url):
        return url
    if url.startswith("//"):
        url = f"https:{url}"
    try:
        parts = urlsplit(_SPACE.sub(_quoted, url))
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host or "." not in host or parts.username:
        return ""
    return urlunsplit(parts._replace(query=_query(parts), fragment=_fragment(parts)))


def _quoted(found: re.Match[str]) -> str:
    return "%20" if found[0] == " " else ""


def _query(parts: SplitResult) -> str:
    """Keep the parameters as they are written; only the known trackers go."""
    if not parts.query:
        return ""
    kept = [each for each in parts.query.split("&") if not _TRACKING.match(each.split("=")[0])]
    return "&".join(each for each in kept if each)


def _fragment(parts: SplitResult) -> str:
    """Keep a fragment that is a page ("#/job/12", "#!/x", "#job-12"), drop ":~:text=" and words."""
    return (
        parts.fragment
        if re.match(r"[!/]|.*\d", parts.fragment) and ":~:" not in parts.fragment
        else ""
    )

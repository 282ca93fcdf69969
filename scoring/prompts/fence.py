"""Text of strangers on its way to a model and back: fenced going in, one plain line coming out.

Going in, nothing that looks like a fence's mark is left, so that no text can close its fence or
open another. Coming out, nothing is left that a reader could tap: a link, a name, a command.
"""

import json
import re
import unicodedata

from scoring.judges.summary import shorten
from scoring.model import Cluster, Pay
from scoring.normalise.characters import cleaned, unescaped
from scoring.prompts.essence import essence
from scoring.rank.skills import skills_in

_MARKDOWN_LINK = re.compile(r"!?\[([^\]\n]{0,200})\](?:\([^)\n]{0,500}\)?|\[[^\]\n]{0,80}\])")
_TAG = re.compile(r"<[^>]{0,500}>|</?[a-z][\w-]{0,30}(?=\s|$)", re.IGNORECASE)
_LINK = re.compile(
    r"[a-z0-9+.-]{0,20}://\S*|(?:https?|mailto|tel|sms|tg|ton|javascript|data):(?=\S)\S+"
    r"|www\.\S+|[^\s@]+@[^\s@]+\.[^\s@]+",
    re.IGNORECASE,
)
_DOMAIN = re.compile(  # "here.You" is the end of a sentence
    r"\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?![A-Z][a-z])[^\W\d_]{2,24}\b(?:[/?#:]\S*)?"
)
_HANDLE = re.compile(r"(?<!\w)[@#$](?=[^\W\d_])\w+|(?<![\w/])/[a-z]\w*(?:@\w+)?", re.IGNORECASE)
_MARKS = re.compile(r"[*_~`|]{2,}|(?<!\w)[*_~`]+|[*_~`]+(?!\w)|^\s{0,3}(?:[#>]+|[-+•])\s")
_PHONE = re.compile(r"\+\d[\d ().–-]{7,}\d|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b")
_SPACES = re.compile(r"\s+")


def fenced(cluster: Cluster, *, fence: str, name: str) -> str:
    """Return a posting between two lines that begin with `fence`, which is random: used once."""
    best = cluster.best
    facts = {
        "title": _LINK.sub(" ", best.title),
        "company": _LINK.sub(" ", best.company),
        "places": [_LINK.sub(" ", place.text) for place in cluster.places[:3]],
        "workplace": best.remote,
        "level": best.level,
        "employment": best.employment,
        "years": best.years,
        "degree": best.degree,
        "sponsorship": best.sponsorship,
        "pay": _pay(best.pay) if best.pay else None,
    }
    given = {key: value for key, value in facts.items() if value}
    known = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    text = without_mark(essence(best) or "(no description)", fence=fence)
    return f"{fence} posting {name}\n{without_mark(known, fence=fence)}\n{text}\n{fence} end"


def _pay(pay: Pay) -> str:
    """Return pay in few tokens: "50000-60000 EUR a year"."""
    amounts = dict.fromkeys(f"{each:.0f}" for each in (pay.low, pay.high) if each is not None)
    period = f"a {pay.period}" if pay.period else ""
    return " ".join(filter(None, ("-".join(amounts), pay.currency, period)))


def without_mark(text: str, *, fence: str) -> str:
    """Return a stranger's text without the mark of a fence, however it is disguised.

    Whoever guesses the mark may write it wide, spaced or in capitals, which a model reads alike.
    """
    text = cleaned(text)
    digits = fence.lstrip("#")
    pattern = re.compile(r"[\W_]{0,3}".join(map(re.escape, digits)), re.IGNORECASE)
    for _ in range(9):  # what is taken out may join the mark anew
        folded = unicodedata.normalize("NFKC", text) if not text.isascii() else text
        if not pattern.search(folded):
            return text
        text = pattern.sub("", folded)
    return ""


def one_line(text: str, *, most: int) -> str:
    """Return model text as one plain line: no links, no markup, nothing to tap or unseen."""
    text = _MARKDOWN_LINK.sub(r"\1", unescaped(cleaned(text)))
    for pattern in (_TAG, _LINK, _PHONE):
        text = pattern.sub(" ", text)
    text = _HANDLE.sub(" ", _DOMAIN.sub(_no_domain, text))
    return shorten(_SPACES.sub(" ", _MARKS.sub(" ", cleaned(text))).strip(), most=most)


def _no_domain(found: re.Match[str]) -> str:
    """Leave out what could be a web address; "Node.js" and "ASP.NET" are skills."""
    return found[0] if skills_in(found[0]) and "/" not in found[0] else " "

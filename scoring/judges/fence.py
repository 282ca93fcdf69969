"""Text of strangers on its way to a model and back: fenced going in, one plain line coming out."""

import json
import re

from scoring.judges.essence import essence
from scoring.judges.summary import shorten
from scoring.model import Cluster
from scoring.normalise.characters import cleaned

_LINK = re.compile(r"https?://\S+|www\.\S+|[^\s@]+@[^\s@]+|<[^>]*>")


def fenced(cluster: Cluster, *, fence: str, name: str) -> str:
    """Return a posting between two lines that begin with `fence`, which is random: used once."""
    best = cluster.best
    facts = {
        "title": best.title,
        "company": best.company,
        "places": [place.text for place in cluster.places[:5]],
        "workplace": best.remote,
        "level": best.level,
        "employment": best.employment,
        "pay": best.pay.model_dump(exclude_none=True) if best.pay else None,
    }
    known = json.dumps({key: value for key, value in facts.items() if value}, ensure_ascii=False)
    inner = cleaned(f"{known}\n{essence(best) or '(no description)'}").replace(fence, "")
    return f"{fence} posting {name}\n{inner}\n{fence} end"


def one_line(text: str, *, most: int) -> str:
    """Return model text as one plain line: no links, no markup, nothing invisible."""
    return shorten(_LINK.sub(" ", cleaned(text)), most=most)

"""The parts of a posting that decide: its tasks and what it asks for, without the rest."""

import re

from scoring.model import Posting
from scoring.normalise.characters import cleaned
from scoring.rank.skills import skills_in

MOST_CHARS = 1_200

_PIECE = re.compile(r"(?<=[.!?])\s+|\n+")
_DECIDES = re.compile(
    r"\byears?\b|degree|bachelor|master|ph\.?d|require|must|qualif|experience|responsib|you will|"
    r"you'll|visa|sponsor|citizen|clearance|remote|hybrid|on-?site|intern|salary|"
    r"erfahrung|studium|ausbildung|abschluss|jahre|aufgaben|kenntnisse",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"equal opportunity|regardless of|without regard|accommodation|401\(?k|dental|parental leave|"
    r"privacy|background check|about us|our values|cookie",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S+|www\.\S+|[^\s@]+@[^\s@]+")


def essence(posting: Posting, *, most: int = MOST_CHARS) -> str:
    """Return the sentences that decide, in their order, at most so many characters.

    Invisible characters, links and addresses are gone: they are no part of the work.
    """
    text = _LINK.sub(" ", cleaned(posting.text))
    pieces = [" ".join(piece.split()) for piece in _PIECE.split(text)]
    pieces = [piece[:400] for piece in pieces if len(piece) > 15]
    ranked = sorted(range(len(pieces)), key=lambda at: (-_worth(pieces[at], at), at))
    kept: list[int] = []
    room = most
    for at in ranked:
        if len(pieces[at]) < room:
            kept.append(at)
            room -= len(pieces[at]) + 1
    return "\n".join(pieces[at] for at in sorted(kept))


def _worth(piece: str, at: int) -> float:
    worth = min(4, len(skills_in(piece))) + 1.5 * len(_DECIDES.findall(piece)[:3])
    worth += 1.0 if at < 3 else 0.0
    return worth - 4.0 * bool(_BOILERPLATE.search(piece))

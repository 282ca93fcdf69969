"""The parts of a posting that decide: its tasks and what it asks for, without the rest."""

import re
from collections.abc import Iterator
from textwrap import wrap

from scoring.model import Posting
from scoring.normalise.boilerplate import without_boilerplate
from scoring.normalise.characters import cleaned
from scoring.rank.skills import skills_in

MOST_TOKENS = 180  # about 720 characters of English; the facts stand beside them

_READ = 20_000  # characters; beyond that a posting repeats itself
_SHORTEST = 12  # characters: a shorter piece is a leftover
_LONGEST = 400  # characters: a longer piece is divided
_HEADING_CHARS = 60
_LEAST_WORTH = -2.0  # boilerplate is no better than nothing

_PIECE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+|\s*[•●▪◦‣·■]\s+")
_HARD = re.compile(
    r"\byears?\b|degree|bachelor|master'?s|ph\.?d|diploma|require|must|qualif|experience|licen[cs]e|"
    r"certifi|fluent|"
    r"erfahrung|studium|ausbildung|abschluss|\bjahre|kenntnisse|voraussetzung|"
    r"expérience|diplôme|\bans\b|experiencia|titulaci|\baños\b|licenciatura",
    re.IGNORECASE,
)
_DOORS = re.compile(
    r"\bvisas?\b|sponsorship|sponsor (?:a|any|work|employ)|citizen|security clearance|"
    r"authori[sz](?:ed|ation) to work|work (?:permit|authori[sz]ation)|arbeitserlaubnis",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"responsib|you will|you'll|remote|hybrid|on-?site|intern|salary|full[- ]time|part[- ]time|"
    r"aufgaben|missions|funciones|\btasks\b|\bduties\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"require|qualif|you have|you bring|who you are|what we(?:'re| are) looking for|must[- ]have|"
    r"nice to have|responsib|you(?:'ll| will) do|your (?:role|tasks|profile|mission)|the role|"
    r"duties|about you|skills|experience|profil|aufgaben|anforderungen|das bringst|missions|"
    r"requisitos|funciones",
    re.IGNORECASE,
)
_ASIDES = re.compile(
    r"about us|who we are|our (?:values|culture|story|mission)|benefits|perks|we offer|"
    r"what(?: we|'s in it)|why (?:join|us|work)|equal|diversity|how to apply|interview process|"
    r"disclaimer|privacy|über uns|wir bieten|benefits|qui sommes|avantages|ofrecemos|beneficios",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"equal (?:employment )?opportunit|regardless of|without regard|accommodation|401\(?k|dental|"
    r"parental leave|privacy|background check|about us|our values|cookie|protected veteran|"
    r"paid time off|health insurance|fraud|scam|\bapply (?:now|today|here)\b|unabhängig von|"
    r"obligación de|sans distinction|\bhandicap",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S+|www\.\S+|[^\s@]+@[^\s@]+")


def essence(posting: Posting, *, most: int = MOST_TOKENS) -> str:
    """Return the sentences that decide, in their order, of at most so many tokens.

    Invisible characters, links and addresses are gone: they are no part of the work.
    """
    pieces = list(
        dict.fromkeys(_pieces(_LINK.sub(" ", cleaned(without_boilerplate(posting.text[:_READ])))))
    )
    worth = [_worth(piece, at) for at, piece in enumerate(pieces)]
    kept: list[int] = []
    room = float(most)
    for at in sorted(range(len(pieces)), key=lambda at: (-worth[at], at)):
        size = tokens(pieces[at][0]) + 1
        if kept and worth[at] < _LEAST_WORTH:
            break
        if size <= room:
            kept.append(at)
            room -= size
    return "\n".join(pieces[at][0] for at in sorted(kept))


def tokens(text: str) -> float:
    """Return about how many tokens a model reads in a text, rather too many than too few.

    Four characters of English are one; other scripts have shorter pieces, Chinese one a sign.
    """
    plain = sum(each < "\x80" for each in text)
    latin = sum("\x80" <= each < "\u0250" for each in text)
    return plain / 4 + latin / 2 + (len(text) - plain - latin)


def _pieces(text: str) -> Iterator[tuple[str, float]]:
    """Yield each piece with what its heading promises."""
    promise = 0.0
    for raw in _PIECE.split(text):
        piece = " ".join(raw.split())
        if len(piece) < _HEADING_CHARS and not piece.endswith((".", ",", ";")):
            asks, aside = _ASKS.search(piece), _ASIDES.search(piece)
            if asks or aside:
                promise = 1.0 if asks and not aside else -2.0
        if len(piece) >= _SHORTEST:
            yield from ((part, promise) for part in wrap(piece, _LONGEST))


def _worth(piece: tuple[str, float], at: int) -> float:
    text, promise = piece
    worth = 0.8 * min(4, len(skills_in(text))) + promise + (1.0 if at < 3 else 0.0)
    worth += 2.0 * len(_HARD.findall(text)[:3]) + 1.0 * len(_WORK.findall(text)[:2])
    if _DOORS.search(text):
        return worth + 4.0  # what shuts a door stands among boilerplate
    return worth - 5.0 * bool(_BOILERPLATE.search(text))

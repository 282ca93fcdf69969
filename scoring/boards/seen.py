"""Which companies' boards the links of postings lead to."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from urllib.parse import unquote

from scoring.model import RawPosting
from scoring.normalise.agency import is_firm
from scoring.sources import board_at, board_hosts
from scoring.sources._read import named

_LINK = re.compile(r"//[^\s\"'<>()\[\]]{4,2000}")
_HOST = re.compile(r"//([\w.-]+)")
_MOST_LINKS = 20  # that are looked at in one posting
_COMPANY_CHARS = 80
_PAGE_CHARS = 2_000_000  # of a company's own page


@dataclass(frozen=True, slots=True)
class BoardKey:
    """A board whatever its spelling: "greenhouse:Acme" and "greenhouse:acme" are one."""

    source: str
    key: str


def key_of(source: str, board: str) -> BoardKey:
    """Return what tells a board from others; an employer's name after "=" is no part of it."""
    return BoardKey(source, unquote(board.partition("=")[0]).strip().casefold())


@dataclass(slots=True, kw_only=True)
class Sighting:
    """A board that postings led to: its name as it was written, and by how many of them."""

    board: str
    links: int = 0
    companies: Counter[str] = field(default_factory=Counter)  # those that may be its employer

    @property
    def company(self) -> str:
        """Return the name that most postings gave the employer, or ""."""
        return min(self.companies, key=lambda each: (-self.companies[each], each), default="")


def sightings(postings: Iterable[RawPosting]) -> Mapping[BoardKey, Sighting]:
    """Return the boards to which the links of these postings lead."""
    found: dict[BoardKey, Sighting] = {}
    for posting in postings:
        for key, board in _boards(posting).items():
            sighting = found.setdefault(key, Sighting(board=board))
            sighting.links += 1
            if company := employer(posting.company, source=key.source, board=board):
                sighting.companies[company] += 1
    return found


def name_of_board(board: str) -> str:
    """Return a readable name for a board whose employer nobody named."""
    return named(board.partition("=")[0])


def boards_in(text: str) -> list[tuple[str, str]]:
    """Return the boards, as (source, board), to which the links in a page's text lead."""
    text = text[:_PAGE_CHARS].replace("\\/", "/")  # as JSON inside a page writes it
    found = {key_of(*each): each for url in _links_in(text) if (each := board_at(url))}
    return list(found.values())


def joined(parts: Iterable[Mapping[BoardKey, Sighting]]) -> Mapping[BoardKey, Sighting]:
    """Return the sightings of several pages together."""
    found: dict[BoardKey, Sighting] = {}
    for key, each in (pair for part in parts for pair in part.items()):
        sighting = found.setdefault(key, Sighting(board=each.board))
        sighting.links += each.links
        sighting.companies += each.companies
    return found


def employer(company: str, *, source: str, board: str) -> str:
    """Return the company's name where it may be that of the board's employer, else "".

    An agency or a liar may link to anybody's board, and the name would stand on every posting
    of it; so it has to look like the board's own name. Oracle's boards have numbers for names.
    """
    name = " ".join(company.replace("=", " ").split())[:_COMPANY_CHARS]
    if not name.isprintable() or is_firm(name.lower()):
        return ""
    ours, theirs = _squashed(name), _squashed(unquote(board).partition("@")[0])
    like = bool(ours) and (ours in theirs or (len(theirs) > 1 and theirs in ours))
    return name if like or source == "oracle" else ""


def _squashed(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _boards(posting: RawPosting) -> Mapping[BoardKey, str]:
    """Return the boards to which a posting's links lead, as they are written first."""
    boards: dict[BoardKey, str] = {}
    for url in (posting.url, *islice(_links_in(posting.html), _MOST_LINKS)):
        if _leads(url) and (found := board_at(url)):
            boards.setdefault(key_of(*found), found[1])
    return boards


def _links_in(text: str) -> Iterator[str]:
    if "&#x2F;" in text or "&#47;" in text:
        text = unescape(text)
    if _leads(text):  # most texts do not, and this costs a fiftieth of reading their links
        links = (match[0].rstrip(".,;:!?") for match in _LINK.finditer(unescape(text)))
        yield from (f"https:{each}" for each in links)


def _leads(text: str) -> bool:
    """Tell whether a text names a host of boards: one quick pass, before anything is read."""
    hosts = board_hosts()
    return any(".".join(host.lower().rsplit(".", 2)[-2:]) in hosts for host in _HOST.findall(text))

"""Job alerts as plain text: the text part of an e-mail, or what somebody forwarded or pasted.

The shapes are those of LinkedIn's alerts (title, company, place, remarks, "View job: address",
rules of dashes) and of Indeed's (title, "Company - Place", pay, excerpt, age, address). Words
differ by language, so the order of the lines decides; where a first job follows the mail's head
without a blank line, phrases that are known help.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scoring.model import RawPosting
from scoring.sources import _read as r
from scoring.sources._alert_links import AlertLink, has_address, link_in

MOST_POSTINGS = 200  # of an alert; LinkedIn sends 30 at most

_MOST_CHARS = 300_000  # of a text; an alert of 30 jobs has 20,000
_LONGEST_LINE = 4000
_LONGEST_NAME = 300  # of a title, company or place
_FOREWORD_CHARS = 800  # before the only link of an alert: a job's whole text is longer

_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_RULE = re.compile(r"[-–—_=*•]{3,}")
_ASIDE = re.compile(  # "Shanghai (Remote)"
    r"\((Remote|Hybrid\w*|On-?site|Vor Ort|À distance|Remot[oa]|En remoto)\)\s*$", re.IGNORECASE
)
_HEAD = re.compile(  # of the mail, not of a job
    r"job alert|new jobs? (?:match|in|for)|\bjobs? match|match(?:es)? your preferences|AI-powered|"
    r"manage your (?:job )?alerts?|\bJob-?(?:benachrichtigung|alert|suchauftrag)|neue Jobs|"
    r"alerte (?:d['’])?emploi|nouvelles? offres?|alerta de empleo|nuev[oa]s? (?:empleos|ofertas)|"
    r"avvisi? di lavoro|alerta de vagas?|novas vagas|forwarded message|^(?:from|date|subject|to):|"
    r"^\W*(?:hi|hello|hallo|bonjour|hola|dear)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(  # beside a job, not about it
    r"^(?:this company is )?actively (?:hiring|recruiting|reviewing)\b.*|^fast growing$|"
    r"^apply with\b.*|^(?:easily|easy) apply$|^promoted$|^new$|^top applicant\b.*|^viewed$|"
    r"^be (?:an early|among|first)\b.*|^responsive employer$|"
    r"^(?:urgently hiring|hiring multiple)\b.*|"
    r"^\d+\+? (?:\w+ )?(?:alum\w*|connections?|kontakte?|relations?|contactos?)\b.*|"
    r"^[\d.,]+(?:\s*/\s*5 rating)?$|^(?:view|see) job:?$",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"^(?:just posted|today|yesterday|(?:posted |active )?\d+\+? "
    r"(?:minute|hour|day|week|month)s? ago)$",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|PLN|AED|INR|CAD|AUD)\b) ?\d|\d ?k? ?[€£]|"
    r"\d.*\b(?:an hour|a year|per (?:hour|year|month)|par an|pro Jahr)\b",
    re.IGNORECASE,
)
_DASHED = re.compile(r"\s[-–]\s(?!.*\s[-–]\s)")  # the last dash: companies have dashes, too


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands before a link to a posting, in groups of lines without a blank between."""

    link: AlertLink
    groups: list[list[str]]
    label: str  # before the address on its line: "View job:"
    first: bool  # the mail's head stands before it
    chars: int


def alert_text(text: str) -> tuple[RawPosting, ...]:
    """Return the postings of a job alert given as text, each once; none where it is no alert.

    A text about a single job is no alert, although it may end with a link: it is too long, or its
    link has no title and company before it. Never raises; links are bare (no tokens, no counters).
    """
    blocks = [block for block in _blocks(text) if _posting(block)]
    found = _read(blocks)
    return () if len(found) == 1 and not _is_short(blocks[0]) else found


def in_alert(text: str) -> tuple[RawPosting, ...]:
    """Return the postings of a text that is known to be an alert's."""
    return _read(_blocks(text))


def _read(blocks: Iterable[_Block]) -> tuple[RawPosting, ...]:
    found = {each.external_id: each for block in blocks if (each := _posting(block))}
    return tuple(found.values())[:MOST_POSTINGS]


def _is_short(block: _Block) -> bool:
    """Tell an alert of one job from a job's text, or from two words and a link."""
    named = sum(1 + (" · " in line) for group in block.groups for line in group) > 2
    return block.chars <= _FOREWORD_CHARS and (bool(block.label) or named)


def _blocks(text: str) -> Iterator[_Block]:
    """Yield what stands before each link to a posting, from the link or the rule before it."""
    groups: list[list[str]] = [[]]
    first, chars = True, 0
    for line in _lines(text):
        link = link_in(line)
        if link:
            label = line[: link.start].strip(" \t:<([")
            chars += len(label)
            yield _Block(link, [each for each in groups if each], label, first, chars)
        if link or _RULE.fullmatch(line):
            groups, first, chars = [[]], False, 0
        elif not line or has_address(line):  # an address of another kind parts, as a blank does
            groups.append([])
        else:
            groups[-1].append(line)
            chars += len(line)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines, trimmed; quoted ones ("> ") without their mark."""
    for line in _UNSEEN.sub("", text[:_MOST_CHARS]).splitlines():
        yield " ".join(line[:_LONGEST_LINE].split()).removeprefix("> ").lstrip("*| ")


def _posting(block: _Block) -> RawPosting | None:
    if block.link.site == "glassdoor.com":  # nobody has shown how its alerts look as text
        return None
    asides = [line for group in block.groups for line in group if _is_aside(line)]
    groups = [[line for line in group if not _is_aside(line)] for group in block.groups]
    read = _indeed if block.link.site == "indeed.com" else _named
    lines = read([group for group in groups if group], first=block.first)
    if len(lines) < 2 or max(map(len, lines[:3])) > _LONGEST_NAME:
        return None
    return named_posting(block.link, lines, asides=asides)


def _is_aside(line: str) -> bool:
    """Tell a remark, a pay or an age from what names the job."""
    return bool(_REMARK.match(line) or _AGE.match(line) or _is_pay(line))


def _is_pay(line: str) -> bool:
    return len(line) < 80 and bool(_PAY.search(line))


def _named(groups: list[list[str]], *, first: bool) -> list[str]:
    """Return title, company and place: the first three lines, or the last where a head precedes."""
    if first:
        groups = [[line for line in group if not _HEAD.search(line)] for group in groups]
    several = next((group for group in groups if len(group) > 1), None)
    lines = several or [line for group in groups for line in group]
    if len(lines) > 1 and " · " in lines[1]:
        return [lines[0], *lines[1].split(" · ", maxsplit=1)]
    return lines[-3:] if first and not several else lines[:3]


def _indeed(groups: list[list[str]], *, first: bool) -> list[str]:
    """Return title, company, place and the lines of the excerpt."""
    for number, group in enumerate(groups):
        if len(group) > 1 and _DASHED.search(group[1]) and not (first and _HEAD.search(group[0])):
            rest = [line for each in groups[number + 1 :] for line in each]
            return [group[0], *_DASHED.split(group[1], maxsplit=1), *group[2:], *rest]
    return []


def named_posting(link: AlertLink, lines: list[str], *, asides: list[str]) -> RawPosting:
    """Return a posting from its title, company, place and excerpt, in this order."""
    where = lines[2] if len(lines) > 2 else ""
    aside = _ASIDE.search(where)
    return RawPosting(
        external_id=link.number,
        url=link.url,
        title=r.needed({"title": lines[0]}, "title"),
        company=r.text(lines[1]),
        locations=r.texts(where[: aside.start()].strip() if aside else where),
        workplace=aside[1] if aside else "",
        pay=next((line for line in asides if _is_pay(line)), ""),
        posted_text=next((line for line in asides if _AGE.match(line)), ""),
        html=r.text("\n".join(lines[3:])),
        site=link.site,
    )

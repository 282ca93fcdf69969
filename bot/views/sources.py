"""How the sources stand, what they ask for, and what the owner hears of them. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape as as_html
from typing import Literal
from zoneinfo import ZoneInfo

from bot.language.numbers import day_text
from bot.language.text import Text
from bot.model import Button, Message, Person
from bot.texts import sources as texts
from bot.views.fill import fill
from bot.views.html import escape, link
from scoring.ingest.standing import Standing, Trouble
from scoring.source_terms import SourceTerms, name_of, source_terms

_MOST_LINES = 8  # of one kind, before the others are counted
_A_PAGE = 10
_MOST_BOARDS = 5
_WHY_CHARS = 200
_ADDRESS = re.compile(r":? ?https?://\S+")


def sources_message(standings: Sequence[Standing], person: Person, *, now: datetime) -> Message:
    """Return what matters in a few lines; what is as usual is folded."""
    if not any(each.runs.newest for each in standings):
        return Message(html=f"{texts.TITLE()}\n{texts.NONE()}", rows=(_ways(person),))
    standings = sorted(standings, key=_by_name)
    bad = [_bad_line(each, person, now=now) for each in standings if each.state in _BAD]
    quiet = [_quiet_line(each) for each in standings if each.state == "quiet"]
    well = [_well_line(each) for each in standings if each.state == "well"]
    unasked = _unasked_lines([each for each in standings if each.state in _UNASKED])
    folded = "\n".join([*_under(texts.WELL_HEAD(), well), *_under(texts.UNASKED_HEAD(), unasked)])
    parts = [
        f"{texts.TITLE()}\n{_sum(standings)}",
        "\n".join(_under(texts.QUIET_HEAD(), _few(quiet))),
        "\n".join(_under(texts.FAILING_HEAD(), _few(bad))),
        f"<blockquote expandable>{folded}</blockquote>" if folded else "",
    ]
    return Message(html="\n\n".join(part for part in parts if part), rows=(_ways(person),))


def terms_message(sources: Sequence[str], *, page: int) -> Message:
    """Return a page of what the sources ask for: the credit, the rest, and a link to each."""
    known = [terms for source, terms in source_terms().items() if source in sources]
    # Those that ask for something first: the credit, then a word of their own.
    known.sort(key=lambda each: (not each.credit, not each.asks, each.name.casefold()))
    lines = [_terms_line(each) for each in known]
    return _paged(lines, page=page, title=texts.TERMS_TITLE, name="terms")


def details_message(
    standings: Sequence[Standing],
    person: Person,
    *,
    samples: Sequence[str],
    page: int,
    now: datetime,
) -> Message:
    """Return a page of all that is known of each source: the owner's."""
    first = sorted(standings, key=lambda each: (_ORDER.index(each.state), _by_name(each)))
    lines = [_details(each, person, now=now) for each in first]
    if samples:
        # Names of our own making: as they are, so that they can be copied.
        files = ", ".join(f"<code>{as_html(each)}</code>" for each in samples)
        lines.append(f"{texts.SAMPLES()} {files}")
    return _paged(lines, page=page, title=texts.DETAILS_TITLE, name="all")


def trouble_notice(found: Standing, trouble: Trouble) -> Message:
    """Return what the owner hears when a source turns bad."""
    name, health = name_of(found.source), found.health
    if trouble.kind == "changed":
        return Message(html=fill(texts.CHANGED, name=name))
    if trouble.kind == "failing":
        why = found.runs.newest.error[:_WHY_CHARS] if found.runs.newest else ""
        return Message(html=fill(texts.FAILING, name=name, count=found.runs.failures, why=why))
    counts = {"listed": f"{health.listed or 0:,}", "usual": f"{health.usual:,}"}
    return Message(html=fill(texts.QUIET, name=name, source=found.source, **counts))


def well_notice(found: Standing) -> Message:
    """Return what the owner hears when a source is well again."""
    listed = texts.POSTINGS(count=found.health.listed or 0)
    return Message(html=fill(texts.WELL, name=name_of(found.source), listed=listed))


def many_notice(
    told: Sequence[tuple[Standing, Trouble]], *, how: Literal["ill", "well"]
) -> Message:
    """Return what the owner hears when many sources turn at once: the network, more likely."""
    names = sorted((name_of(each.source) for each, _ in told), key=str.casefold)
    text = texts.MANY_ILL if how == "ill" else texts.MANY_WELL
    return Message(html=fill(text, count=len(told), names=_listed(names)))


def boards_notice(troubles: Sequence[Trouble], found: Mapping[str, Standing]) -> Message:
    """Return what the owner hears of boards: a few by name, the others as a number."""
    lines = [_board_line(each, found.get(each.source)) for each in troubles]
    html = "\n".join([texts.BOARDS_HEAD(), *_few(lines), texts.BOARDS_FOOT()])
    return Message(html=html)


_BAD = frozenset({"failing", "changed"})
_UNASKED = frozenset({"skipped", "unasked"})
_ORDER = ("changed", "failing", "quiet", "well", "unasked", "skipped")


def _by_name(found: Standing) -> str:
    return name_of(found.source).casefold()


def _sum(standings: Sequence[Standing]) -> str:
    asked = [each for each in standings if each.state not in _UNASKED]
    if not asked:
        return texts.NONE_ASKED()
    return fill(
        texts.ANSWERED,
        answered=sum(each.answered for each in asked),
        asked=len(asked),
        listed=f"{sum(each.listed for each in asked):,}",
        new=f"{sum(each.runs.new for each in asked):,}",
    )


def _under(head: str, lines: Sequence[str]) -> list[str]:
    return [head, *lines] if lines else []


def _few(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], *([fill(texts.MORE, count=more)] if more > 0 else [])]


def _quiet_line(found: Standing) -> str:
    health = found.health
    return fill(
        texts.QUIET_LINE,
        name=name_of(found.source),
        listed=f"{health.listed or 0:,}",
        usual=f"{health.usual:,}",
        since=day_text(health.since) if health.since else "",
    )


def _bad_line(found: Standing, person: Person, *, now: datetime) -> str:
    newest = found.runs.newest
    why = _ADDRESS.sub("", newest.error) if newest and found.state == "failing" else ""
    return fill(
        texts.FAILING_LINE,
        name=name_of(found.source),
        why=why[:_WHY_CHARS] or texts.CHANGED_WHY(),
        last=_last_well(found, person, now=now),
    )


def _last_well(found: Standing, person: Person, *, now: datetime) -> str:
    at = found.runs.well_at
    return fill(texts.LAST_WELL, when=_when(at, person, now=now)) if at else texts.NEVER_WELL()


def _well_line(found: Standing) -> str:
    parts = [
        f"{name_of(found.source)}: {found.listed:,}",
        fill(texts.USUAL, usual=f"{found.health.usual:,}") if _comparable(found) else "",
        texts.BOARDS(count=found.boards) if found.boards > 1 else "",
        texts.NEW(count=found.runs.new) if found.runs.new else "",
    ]
    return escape(" · ".join(part for part in parts if part))


def _comparable(found: Standing) -> bool:
    """Tell whether what is listed may stand beside what is usual: not with boards just found."""
    return found.health.telling and found.health.listed == found.listed


def _unasked_lines(standings: Sequence[Standing]) -> list[str]:
    """Return a line for each reason, with the sources that it holds for."""
    why: dict[str, list[str]] = {}
    for each in standings:
        why.setdefault(each.runs.skipped or texts.UNASKED_WHY(), []).append(name_of(each.source))
    return [
        fill(texts.UNASKED_LINE, names=", ".join(names), why=each) for each, names in why.items()
    ]


def _terms_line(terms: SourceTerms) -> str:
    credit = fill(texts.TERMS_CREDIT, credit=terms.credit) if terms.credit else ""
    name = f"<b>{escape(terms.name)}</b>"
    words = [part for part in (credit, link(texts.TERMS_WORD(), terms.terms)) if part]
    return "\n".join(part for part in (f"{name}: {', '.join(words)}", escape(terms.asks)) if part)


def _details(found: Standing, person: Person, *, now: datetime) -> str:
    """Return all that is known of a source in two or three lines."""
    runs, health = found.runs, found.health
    counts = [
        texts.LISTED(count=health.listed) if health.listed is not None else "",
        fill(texts.USUAL, usual=f"{health.usual:,}") if health.telling else texts.YOUNG(),
        texts.BOARDS(count=found.boards) if found.boards else "",
        texts.NEW(count=runs.new),
        texts.UNREAD(count=runs.unread) if runs.unread else "",
        texts.REQUESTS(count=runs.requests),
        fill(texts.ASKED, when=_when(runs.asked_at, person, now=now)) if runs.asked_at else "",
        _last_well(found, person, now=now) if found.state in _BAD else "",
    ]
    lines = [escape(" · ".join(part for part in counts if part))] if runs.newest else []
    said = [runs.newest.error if runs.newest else "", runs.skipped]
    lines += [escape(each, most=_WHY_CHARS) for each in said if each]
    lines += [fill(text, names=names) for text, names in _boards_of(found) if names]
    head = f"<b>{escape(name_of(found.source))}</b> · {texts.STATES[found.state]()}"
    return "\n".join([head, *lines])


def _boards_of(found: Standing) -> list[tuple[Text, str]]:
    quiet = [f"{name} ({each.listed} of {each.usual})" for name, each in found.quiet_boards]
    return [
        (texts.BOARDS_QUIET, _listed(quiet)),
        (texts.BOARDS_LOST, _listed(found.lost_boards)),
    ]


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_BOARDS
    return ", ".join([*names[:_MOST_BOARDS], *([f"+{more} more"] if more > 0 else [])])


def _board_line(trouble: Trouble, found: Standing | None) -> str:
    name = name_of(trouble.source)
    health = dict(found.quiet_boards).get(trouble.board) if found else None
    if health is None:
        return fill(texts.BOARD_LOST, name=name, board=trouble.board)
    counts = {"listed": f"{health.listed or 0:,}", "usual": f"{health.usual:,}"}
    return fill(texts.BOARD_QUIET, name=name, board=trouble.board, **counts)


def _when(moment: datetime, person: Person, *, now: datetime) -> str:
    """Return "07:02" for a moment of today, or "21 Nov 2026", where the person lives."""
    there, today = (each.astimezone(ZoneInfo(person.zone)) for each in (moment, now))
    return f"{there:%H:%M}" if there.date() == today.date() else day_text(there.date())


def _ways(person: Person) -> tuple[Button, ...]:
    terms = Button(label=texts.TERMS(), action="sources", value="terms.0")
    details = Button(label=texts.DETAILS(), action="sources", value="all.0")
    return (terms, details) if person.owner else (terms,)


def _paged(lines: Sequence[str], *, page: int, title: Text, name: str) -> Message:
    pages = max(1, -(-len(lines) // _A_PAGE))
    at = min(max(page, 0), pages - 1)
    shown = lines[at * _A_PAGE : (at + 1) * _A_PAGE]
    back = Button(label=texts.BACK(), action="sources")
    following = Button(label=texts.NEXT(), action="sources", value=f"{name}.{at + 1}")
    row = (back, following) if at + 1 < pages else (back,)
    html = "\n\n".join([fill(title, page=at + 1, pages=pages), *shown])
    return Message(html=html, rows=(row,))

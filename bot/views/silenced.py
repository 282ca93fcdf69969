"""What a person left out: as a list with an undo each, and as the answer to /hide. Pure."""

from collections.abc import Sequence
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.answers.hiding import job_key
from bot.language.numbers import day_text
from bot.model import Button, Message, Person
from bot.stores.feedback import Marked
from bot.stores.hidings import Hiding
from bot.texts import cards as card_texts
from bot.texts import hide as texts
from bot.texts.profile import LEVELS
from bot.views.fill import fill
from bot.views.html import cut
from bot.views.words import company_text, title_text

_A_PAGE = 8
_A_ROW = 4
_NAME = 60  # characters of a word, a title or a company in a line

_Row = tuple[Button, ...]
_T = TypeVar("_T")


def silenced_message(
    hidings: Sequence[Hiding],
    person: Person,
    *,
    page: int,
    jobs: int,
    back: Hiding | None = None,
) -> Message:
    """Return what is left out, with an undo each; `back` was brought back just now."""
    shown, page, pages = _page(hidings, page)
    first = page * _A_PAGE + 1
    lines = [hiding_line(n, each, person) for n, each in enumerate(shown, first)]
    notice = [fill(texts.BACK_AGAIN, word=word_of(back)), ""] if back else []
    html = "\n".join([*notice, *([texts.TITLE(), *lines] if lines else [texts.NONE()])])
    again = (_button(texts.AGAIN(), f"on.{back.key}"),) if back else ()
    rows = (
        again,
        *undo_rows(shown, first=first),
        _turning("all", page=page, pages=pages),
        (_button(texts.JOBS(count=jobs), "jobs.0"),) if jobs else (),
        (Button(label=texts.LEARNED(), action="learned"),),
    )
    return Message(html=html, rows=tuple(row for row in rows if row))


def jobs_message(
    jobs: Sequence[Marked],
    person: Person,
    *,
    page: int,
    back: Marked | None = None,
    with_it: Sequence[Hiding] = (),
) -> Message:
    """Return the jobs that are hidden, with a way back each.

    `back` was brought back just now, and `with_it` what its reason had left out.
    """
    shown, page, pages = _page(jobs, page)
    first = page * _A_PAGE + 1
    lines = [_job(n, each, person) for n, each in enumerate(shown, first)]
    notice = [fill(texts.JOB_BACK, title=_title(back))] if back else []
    notice += [fill(texts.BACK_AGAIN, word=word_of(each)) for each in with_it]
    notice += [""] if notice else []
    html = "\n".join([*notice, texts.JOBS_TITLE(), *(lines or [texts.NO_JOBS()])])
    undos = [
        _button(texts.UNDO_N(n=n), f"show.{job_key(each.cluster_id)}")
        for n, each in enumerate(shown, first)
    ]
    rows = (
        *_in_rows(undos),
        _turning("jobs", page=page, pages=pages),
        (_button(texts.ALL(), "all.0"),),
    )
    return Message(html=html, rows=tuple(row for row in rows if row))


def hid_message(hiding: Hiding, *, today: int) -> Message:
    """Say what /hide left out and what it would have done today, with its undo."""
    text = texts.HID_COMPANY if hiding.kind == "company" else texts.HID_WORD
    lines = [fill(text, word=word_of(hiding))]
    if today:
        lines.append(texts.WOULD_GO(count=today))
    undo = _button(texts.UNDO(), f"off.{hiding.key}")
    return Message(html="\n".join(lines), rows=((undo, _button(texts.ALL(), "all.0")),))


def asked_message(hiding: Hiding, *, wanted: str) -> Message:
    """Ask whether to leave out what the person looks for; without `wanted` what they watch."""
    text = texts.ASK_WANTED if wanted else texts.ASK_WATCHED
    values = {"wanted": cut(wanted, _NAME)} if wanted else {}
    html = fill(text, word=word_of(hiding), **values)
    yes = _button(texts.YES(), f"on.{hiding.key}")
    return Message(html=html, rows=((yes, _button(texts.NO(), f"no.{hiding.key}")),))


def kept_message(hiding: Hiding) -> Message:
    """Say that nothing changed."""
    row = (_button(texts.ALL(), "all.0"),)
    return Message(html=fill(texts.KEPT, word=word_of(hiding)), rows=(row,))


def already_message(hiding: Hiding) -> Message:
    """Say that it is left out already, with the way back."""
    undo = _button(texts.UNDO(), f"off.{hiding.key}")
    html = fill(texts.ALREADY, word=word_of(hiding))
    return Message(html=html, rows=((undo, _button(texts.ALL(), "all.0")),))


def hiding_line(n: int, hiding: Hiding, person: Person) -> str:
    """Return what is left out, since when, and from which posting."""
    return " · ".join(part for part in (_named(n, hiding), _since(hiding, person)) if part)


def undo_rows(hidings: Sequence[Hiding], *, first: int) -> tuple[_Row, ...]:
    """Return an undo for each, by its number."""
    return _in_rows(
        [_button(texts.UNDO_N(n=n), f"off.{each.key}") for n, each in enumerate(hidings, first)]
    )


def word_of(hiding: Hiding) -> str:
    """Return the company, the word, or the level by its name; plain text."""
    if hiding.kind == "level":
        return LEVELS[hiding.word]()
    return cut(hiding.word, _NAME)


def _named(n: int, hiding: Hiding) -> str:
    kinds = {
        "company": texts.COMPANY,
        "word": texts.WORD,
        "level": texts.LEVEL_OF if hiding.search else texts.LEVEL,
    }
    values = {"search": cut(hiding.search, _NAME)} if hiding.search else {}
    return fill(kinds[hiding.kind], n=n, word=word_of(hiding), **values)


def _since(hiding: Hiding, person: Person) -> str:
    if hiding.at is None:
        return ""
    day = day_text(hiding.at.astimezone(ZoneInfo(person.zone)).date())
    title, company = cut(hiding.title, _NAME), cut(hiding.company, _NAME)
    if title and company:
        return fill(texts.BECAUSE, day=day, title=title, company=company)
    return fill(texts.BECAUSE_TITLE, day=day, title=title) if title else texts.SINCE(day=day)


def _job(n: int, marked: Marked, person: Person) -> str:
    best = marked.pick.cluster.best
    reason = card_texts.REASONS.get(marked.reason.rstrip("+"))
    day = day_text(marked.at.astimezone(ZoneInfo(person.zone)).date())
    company = cut(company_text(best), _NAME)
    if reason is None:
        return fill(texts.JOB, n=n, title=_title(marked), company=company, day=day)
    return fill(texts.JOB_WHY, n=n, title=_title(marked), company=company, day=day, reason=reason())


def _title(marked: Marked) -> str:
    return cut(title_text(marked.pick.cluster.best), _NAME)


def _page(items: Sequence[_T], page: int) -> tuple[Sequence[_T], int, int]:
    """Return what is on a page, its number, and of how many; the last one where it is gone."""
    pages = max(1, -(-len(items) // _A_PAGE))
    page = min(max(page, 0), pages - 1)
    return items[page * _A_PAGE : (page + 1) * _A_PAGE], page, pages


def _turning(name: str, *, page: int, pages: int) -> _Row:
    """Return the ways to the pages around this one; none where there is one page."""
    if pages == 1:
        return ()
    ways = (
        (texts.BEFORE(), page - 1),
        (texts.PAGE(page=page + 1, pages=pages), page),
        (texts.AFTER(), page + 1),
    )
    return tuple(_button(label, f"{name}.{to}") for label, to in ways if 0 <= to < pages)


def _button(label: str, value: str) -> Button:
    return Button(label=label, action="silence", value=value)


def _in_rows(buttons: Sequence[Button]) -> tuple[_Row, ...]:
    return tuple(tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW))

"""What a person watches, and the boards that a search found. Pure."""

from collections.abc import Mapping, Sequence

from bot.model import Button, Message
from bot.stores.watches import Watched
from bot.texts import watch as texts
from bot.views.fill import fill
from bot.views.html import cut
from scoring.boards.seen import BoardKey, name_of_board
from scoring.edge.boards.finder import Finding, Offer
from scoring.source_terms import name_of

_NAME = 40  # characters of a company in a line
_BUTTON = 24  # and on a button
_ONE_A_ROW = 5  # companies; more of them stand two in a row


def company_of(watched: Watched) -> str:
    """Return the company's name or, where none is known, the board's."""
    return cut(watched.company or name_of_board(watched.board), _NAME)


def list_message(
    watched: Sequence[Watched],
    listed: Mapping[BoardKey, int],
    *,
    most: int,
    least: int,
    stopped: Watched | None = None,
) -> Message:
    """Return what the person watches, a button to stop each, and the way back of a stop."""
    lines = [fill(texts.STOPPED, company=company_of(stopped)), ""] if stopped else []
    if watched:
        lines += [texts.TITLE(), *(_line(each, listed) for each in watched)]
        lines += ["", fill(texts.WHAT_IT_DOES, most=most, least=least)]
    else:
        lines += [texts.NONE()]
    width = 1 if len(watched) <= _ONE_A_ROW else 2
    buttons = [button for each in watched for button in _stop(each)]
    rows = [tuple(buttons[at : at + width]) for at in range(0, len(buttons), width)]
    if stopped:
        rows.insert(0, (Button(label=texts.UNDO(), action="watch", n=stopped.id, value="add"),))
    return Message(html="\n".join(lines), rows=tuple(rows))


def offers_message(offers: Sequence[tuple[Watched, Offer]]) -> Message:
    """Return the boards that were found, each with its button."""
    if len(offers) == 1:
        [(watched, offer)] = offers
        if watched.state == "watching":
            return _known(watched)
        add = Button(label=texts.WATCH(), action="watch", n=watched.id, value="add")
        return Message(html=_found(watched, offer), rows=((add,),))
    lines = [texts.FOUND_SOME(), "", *(_found(watched, offer) for watched, offer in offers)]
    return Message(html="\n".join(lines), rows=tuple(_choice(each) for each, _ in offers))


def added_message(watched: Watched, *, minutes: int, least: int, read: bool) -> Message:
    """Say that the board is watched, or why it cannot be read, with the way back."""
    text = texts.WATCHING if read else texts.NOT_READ
    site = name_of(watched.source)
    html = fill(text, company=company_of(watched), minutes=minutes, least=least, site=site)
    return Message(html=html, rows=(_stop(watched),))


def none_message(finding: Finding, *, company: str) -> Message:
    """Say that nothing was found, and what to send instead; without a name it was a link."""
    if not company and finding.silent == finding.looked == 1:  # the page itself
        return Message(html=texts.UNOPENED())
    lines = [fill(texts.NOT_FOUND, company=company) if company else texts.NO_BOARD()]
    if finding.silent:
        lines += [texts.PLACES_SILENT(count=finding.silent)]
    return Message(html="\n\n".join(lines))


def _line(watched: Watched, listed: Mapping[BoardKey, int]) -> str:
    count = listed.get(watched.key)
    return fill(
        texts.LINE if count is None else texts.LINE_COUNTED,
        company=company_of(watched),
        site=name_of(watched.source),
        postings=texts.POSTINGS(count=count or 0),
    )


def _found(watched: Watched, offer: Offer) -> str:
    return fill(
        texts.FOUND_ONE,
        company=company_of(watched),
        postings=texts.POSTINGS(count=offer.listed),
        site=name_of(watched.source),
    )


def _known(watched: Watched) -> Message:
    html = fill(texts.KNOWN, company=company_of(watched), site=name_of(watched.source))
    return Message(html=html, rows=(_stop(watched),))


def _choice(watched: Watched) -> tuple[Button, ...]:
    if watched.state == "watching":
        return _stop(watched)
    company, site = cut(company_of(watched), _BUTTON), name_of(watched.source)
    label = texts.WATCH_THIS(company=company, site=site)
    return (Button(label=label, action="watch", n=watched.id, value="add"),)


def _stop(watched: Watched) -> tuple[Button, ...]:
    label = texts.STOP(company=cut(company_of(watched), _BUTTON))
    return (Button(label=label, action="watch", n=watched.id, value="stop"),)

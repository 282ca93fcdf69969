"""The owner's pages of invite codes. Pure."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.language.numbers import date_text
from bot.model import Message
from bot.stores.invites import Invite
from bot.texts import admin as texts
from bot.views.admin.panel import button, page
from bot.views.html import escape

USES = (1, 5, 20, 100)
DAYS = (1, 7, 30, 365)
_MOST = 12  # codes in one message
_ROW = 3


def invites(found: Sequence[Invite], *, zone: str, counting: bool, head: str = "") -> Message:
    """Return the codes that let somebody in; `counting` tells whether codes count at all."""
    lines = [*([head, ""] if head else []), texts.INVITES()]
    lines += [_line(each, zone) for each in found[:_MOST]] or [texts.INVITES_NONE()]
    if len(found) > _MOST:
        lines.append(texts.INVITES_MORE(count=len(found) - _MOST))
    withdraw = [
        button(texts.INVITE_WITHDRAW(number=str(each.id)), f"withdraw.{each.id}")
        for each in found[:_MOST]
    ]
    rows = [withdraw[at : at + _ROW] for at in range(0, len(withdraw), _ROW)]
    if not counting:
        lines += ["", texts.INVITES_CLOSED()]
        rows.append([button(texts.INVITES_OPEN(), "access.invite")])
    return page(lines, [button(texts.INVITE_NEW(), "invite")], *rows)


def uses() -> Message:
    """Return the question how many people may use a new code."""
    row = [button(str(number), f"invite.{number}") for number in USES]
    return page([texts.INVITE_USES()], row, to="invites")


def days(number: int, *, press: str) -> Message:
    """Return the question for how long; `press` makes each of the answers one code at most."""
    row = [button(str(each), f"invite.{number}.{each}.{press}") for each in DAYS]
    return page([texts.INVITE_DAYS()], row, to="invite")


def made(
    code: str, *, bot: str, number: int, until: datetime, zone: str, counting: bool
) -> Message:
    """Return the link with a new code; `counting` tells whether codes count at all."""
    link = escape(f"https://t.me/{bot}?start={code}").replace("\u2060", "")
    words = texts.INVITE_MADE(count=number, day=_day(until, zone))
    # The button that lets codes count is on the page before: here it would replace the link.
    closed = [] if counting else ["", texts.INVITES_CLOSED()]
    return page([words, f"<code>{link}</code>", *closed], to="invites")


def _line(each: Invite, zone: str) -> str:
    return texts.INVITE(
        number=str(each.id), count=each.uses_left, used=each.used, day=_day(each.expires, zone)
    )


def _day(moment: datetime, zone: str) -> str:
    return date_text(moment.astimezone(ZoneInfo(zone)).date())

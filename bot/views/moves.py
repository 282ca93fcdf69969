"""What /rescore moved: every job that was shown, with its old and its new score, and new ones."""

from bot.answers.moved import NOTHING_KNOWN, Moves
from bot.language.numbers import day_text
from bot.language.text import said as in_words
from bot.model import Delivery, Message
from bot.texts import rescore as texts
from bot.views.digest import closing_rows, foot
from bot.views.html import cut, escape
from bot.views.listing import BETWEEN, Marks, heading, line, number_rows, pages
from scoring.model import Digest, Pick, Verdict
from scoring.phrases import apart

_MOST_CHANGED = 200  # UTF-16 units
_MOST_REASONS = 3
_MOST_PARTS = 2  # of a score, that are named as the reason for a move


def moves_messages(
    delivery: Delivery, before: Digest, *, marks: Marks, moves: Moves = NOTHING_KNOWN
) -> tuple[Message, ...]:
    """Return the jobs of `delivery` with how each stands against its score in `before`, and why."""
    digest = delivery.digest
    old = {pick.cluster.id: pick.verdict for pick in (*before.near, *before.picks)}
    lines = (f"<b>{texts.TITLE()} · {day_text(digest.day)}</b>", _changed(moves))
    head = "\n".join(filter(None, (*lines, _counts(digest, before, old=old))))
    if not digest.picks:
        nothing = texts.NOTHING() if before.picks else texts.NOTHING_YET()
        html = BETWEEN.join(part for part in (head, nothing, foot(digest)) if part)
        return (Message(html=html, rows=closing_rows(delivery)),)
    if _all_same(digest, before, old=old):
        html = BETWEEN.join(part for part in (head, texts.ALL_SAME(), foot(digest)) if part)
        return (Message(html=html, rows=closing_rows(delivery)),)
    listed = [
        line(
            n,
            pick,
            marks=marks,
            said=_said(pick, old.get(pick.cluster.id), moves=moves),
            under=heading(digest, pick),
        )
        for n, pick in enumerate(digest.picks, 1)
    ]
    shared = pages(listed, now=delivery.created_at, head=head, foot=foot(digest))
    return tuple(
        Message(
            html=page.html,
            rows=(
                *number_rows(delivery, page.numbers),
                *(closing_rows(delivery) if page is shared[-1] else ()),
            ),
        )
        for page in shared
    )


def _counts(digest: Digest, before: Digest, *, old: dict[str, Verdict]) -> str:
    now = {pick.cluster.id for pick in digest.picks}
    moves = [
        (old[pick.cluster.id].fit, pick.verdict.fit)
        for pick in digest.picks
        if pick.cluster.id in old
    ]
    return texts.moved(
        up=sum(after > before for before, after in moves),
        down=sum(after < before for before, after in moves),
        same=sum(after == before for before, after in moves),
        new=len(digest.picks) - len(moves),
        out=sum(pick.cluster.id not in now for pick in before.picks),
    )


def _all_same(digest: Digest, before: Digest, *, old: dict[str, Verdict]) -> bool:
    shown = {pick.cluster.id for pick in before.picks}
    now = {pick.cluster.id: pick.verdict.fit for pick in digest.picks}
    return shown == now.keys() and all(old[key].fit == fit for key, fit in now.items())


def _changed(moves: Moves) -> str:
    if not moves.changed:
        return ""
    return texts.CHANGED(what=escape(apart(moves.changed), most=_MOST_CHANGED))


def _said(pick: Pick, old: Verdict | None, *, moves: Moves) -> str:
    if old is None:
        return texts.NEW()
    why = moves.reasons.get(pick.cluster.id) or _parts(pick.verdict, old)
    said = map(in_words, why[:_MOST_REASONS])
    return " · ".join((texts.change(old=old.fit, new=pick.verdict.fit), *said))


def _parts(new: Verdict, old: Verdict) -> list[str]:
    """Return the parts of the score that moved most, and the cap that came."""
    if new.fit == old.fit:
        return []
    points = {part.name: part.points for part in old.parts}
    moved = [
        (abs(part.points - points[part.name]), part)
        for part in new.parts
        if round(points.get(part.name, part.points)) != round(part.points)
    ]
    moved.sort(key=lambda each: -each[0])
    parts = [
        texts.PART(name=cut(part.name, 30), old=round(points[part.name]), new=round(part.points))
        for _, part in moved[:_MOST_PARTS]
    ]
    capped = new.cap if new.cap and new.cap != old.cap else None
    return [*([cut(capped, 60)] if capped else []), *parts]

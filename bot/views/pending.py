"""A change that is not saved yet: what it changes, and what it does to today's picks. Pure."""

from collections.abc import Sequence

from bot.answers.drafts import Pending
from bot.answers.preview import Effect
from bot.model import Button, Message
from bot.texts import picks as pick_texts
from bot.texts import profile as texts
from bot.views.fields import changed, listed
from bot.views.html import cut, escape
from bot.views.words import title_text
from scoring.model import Pick

_NAMED = 2  # jobs of each side
_TITLE = 60  # UTF-16 units
_COMPANY = 40


def proposal(
    pending: Pending,
    *,
    head: str = "",
    not_understood: Sequence[str] = (),
    not_there: Sequence[str] = (),
) -> Message:
    """Return what would change and what it would do, with the buttons that decide."""
    unread = [texts.NOT_UNDERSTOOD(words=listed(not_understood))] if not_understood else []
    lines = [*([head] if head else []), block(pending, not_there=not_there), *unread]
    return Message(html="\n".join(lines), rows=(deciding_row(pending),))


def block(pending: Pending, *, not_there: Sequence[str] = ()) -> str:
    """Return the change and its effect as lines.

    `not_there` was to be taken away and was in no list: saved, it is avoided.
    """
    must = [texts.NOT_THERE_YET(items=listed(not_there))] if not_there else []
    lines = (texts.NOT_SAVED(), *changed(pending.before, pending.after), *must)
    if pending.untried:
        return "\n".join(lines)
    effect = [texts.TRYING()] if pending.trying else effect_lines(pending.effect)
    return "\n".join((*lines, "", *effect))


def deciding_row(pending: Pending) -> tuple[Button, ...]:
    """Return the buttons that save or drop this change, and no other one."""
    version = pending.version
    return (
        Button(label=texts.SAVE(), action="profile", value=f"save.{version}"),
        Button(label=texts.LEAVE(), action="profile", value=f"leave.{version}"),
    )


def effect_lines(effect: Effect | None) -> list[str]:
    """Return "Today's picks: 3 fewer, 5 new." and up to two jobs of each side by name."""
    if effect is None:
        return [texts.EFFECT_UNKNOWN()]
    if not effect.gone and not effect.new:
        return [texts.EFFECT_NONE() if effect.stay else texts.EFFECT_NOTHING()]
    fewer, new = texts.FEWER(count=len(effect.gone)), texts.NEW(count=len(effect.new))
    if effect.gone and effect.new:
        lines = [texts.EFFECT_BOTH(fewer=fewer, new=new)]
    elif effect.gone and not effect.stay:
        lines = [texts.EFFECT_EMPTY(fewer=fewer)]
    else:
        lines = [texts.EFFECT(what=fewer if effect.gone else new)]
    lines += [texts.GOING(jobs=_jobs(effect.gone))] if effect.gone else []
    lines += [texts.COMING(jobs=_jobs(effect.new))] if effect.new else []
    return lines


def _jobs(picks: Sequence[Pick]) -> str:
    named = "; ".join(_job(each) for each in picks[:_NAMED])
    more = len(picks) - _NAMED
    return texts.JOBS_MORE(jobs=named, count=more) if more > 0 else named


def _job(pick: Pick) -> str:
    best = pick.cluster.best
    company = cut(best.hirer, _COMPANY) or pick_texts.NO_COMPANY()
    return escape(texts.JOB_AT(title=cut(title_text(best), _TITLE), company=company))

"""One score explained: its parts with the posting's own words, and what stands against it. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from bot.answers.why import Explained
from bot.language.numbers import date_text
from bot.model import Button, Delivery, Message
from bot.texts import cards as card_texts
from bot.texts import why as texts
from bot.views.card import card_facts, card_head
from bot.views.html import MOST_UNITS, escape, length
from bot.views.listing import number_rows
from bot.views.taste import other_against, own_parts, taste_line
from scoring.explain.margins import SILENCES
from scoring.explain.quotes import AVOIDED, Quote
from scoring.model import Part, Verdict
from scoring.phrases import capitalised

_BETWEEN = "\n\n"
_UNSAID = "not stated"
_MOST_PARTS = 6
_MOST_LINES = 5  # of each list


def why_message(explained: Explained, *, value: str = "") -> Message:
    """Return the explanation; where it would not fit one message, the last quotes go."""
    quotes = list(explained.quotes)
    html = _html(explained, quotes)
    while quotes and length(html) > MOST_UNITS:
        quotes.pop()
        html = _html(explained, quotes)
    return Message(html=html, rows=_rows(explained, value=value))


def which_message(delivery: Delivery) -> Message:
    """Return the question which of a list is meant, with a button for each."""
    count = len(delivery.digest.picks) + len(delivery.digest.near)
    rows = tuple(
        tuple(button.model_copy(update={"action": "why"}) for button in row)
        for row in number_rows(delivery, range(1, count + 1))
    )
    return Message(html=texts.WHICH(), rows=rows)


def _html(explained: Explained, quotes: Sequence[Quote]) -> str:
    verdict = explained.meant.pick.verdict
    said_elsewhere = {verdict.cap, *SILENCES}
    against = [each for each in other_against(verdict) if each not in said_elsewhere]
    sections = (
        _head(explained),
        "\n".join(_parts(explained, quotes)),
        _limit(verdict, [each for each in quotes if each.part == AVOIDED]),
        _list(texts.AGAINST(), against),
        _list(texts.CLOSE(), (each for each in explained.close if each not in against)),
        _list(texts.SILENT(), explained.silent),
        "\n".join(_foot(explained)),
    )
    return _BETWEEN.join(section for section in sections if section)


def _head(explained: Explained) -> str:
    meant = explained.meant
    lines = [
        card_head(meant.delivery, meant.n, meant.pick),
        card_facts(meant.pick, now=explained.now),
        escape(meant.pick.verdict.reason, most=240),
        "" if meant.delivery else texts.NEVER_SHOWN(),
        texts.LEFT_OUT(reason=escape(explained.fails, most=80)) if explained.fails else "",
    ]
    return "\n".join(line for line in lines if line)


def _parts(explained: Explained, quotes: Sequence[Quote]) -> Iterator[str]:
    """Yield a line for each part of the score, and below it the words that it rests on."""
    verdict = explained.meant.pick.verdict
    yield f"<b>{texts.TOTAL(fit=verdict.fit)}</b>"
    for part in own_parts(verdict)[:_MOST_PARTS]:
        found = explained.found.get(part.name, "")
        words = part.evidence or (found if found != _UNSAID else "")
        yield _part(part, words=words)
        said = [each for each in quotes if each.part == part.name]
        if said and words != _UNSAID:  # a degree says little of a level that is not stated
            yield _quoted(said)
    if learned := taste_line(verdict):
        yield learned


def _part(part: Part, *, words: str) -> str:
    points = f"{part.points:.0f}/{part.most:.0f}"
    name = f"<b>{escape(capitalised(part.name), most=30)} {points}</b>"
    return f"{name} {escape(words, most=120)}" if words else name


def _quoted(quotes: Iterable[Quote]) -> str:
    lines = "\n".join(
        texts.QUOTE(words=f"{'…' * each.cut_before}{escape(each.words)}{'…' * each.cut_after}")
        for each in quotes
    )
    return f"<blockquote>{lines}</blockquote>"


def _limit(verdict: Verdict, quotes: Sequence[Quote]) -> str:
    """Return what holds the score below the sum of its parts, and the word to avoid it rests on."""
    parts = round(sum(part.points for part in verdict.parts))
    lines: list[str] = []
    if verdict.cap:
        cap = escape(verdict.cap, most=100)
        lines.append(texts.CAPPED(cap=cap, fit=verdict.fit, without=max(parts, verdict.fit)))
    elif verdict.parts and parts > verdict.fit + 1:
        lines.append(texts.HELD(fit=verdict.fit, parts=parts))
    return "\n".join((*lines, *([_quoted(quotes)] if quotes else [])))


def _list(title: str, lines: Iterable[str]) -> str:
    said = [f"· {escape(each, most=120)}" for each in lines][:_MOST_LINES]
    return "\n".join((f"<b>{title}</b>", *said)) if said else ""


def _foot(explained: Explained) -> Iterator[str]:
    """Yield who gave the score, when, for which profile, and what has changed since."""
    verdict = explained.meant.pick.verdict
    judge = card_texts.judged(escape(verdict.judge, most=60))
    on = texts.SCORED(judge=judge, day=date_text(explained.judged_on))
    since = explained.profile_since
    own = not explained.shared
    whose = f", {texts.PROFILE_OF(day=date_text(since))}" if since and own else ""
    yield f"<i>{on}{whose}\n{card_texts.CONFIDENCE[verdict.confidence]().capitalize()}</i>"
    if not explained.kept:
        yield f"<i>{texts.GONE()}</i>"
    if explained.edited:
        yield f"<i>{texts.EDITED()}</i>"
    if not since and own:
        yield f"<i>{texts.OLD_PROFILE()}</i>"
    if explained.outdated and own:
        changed = "; ".join(escape(each, most=120) for each in explained.changed[:_MOST_LINES])
        yield f"{texts.CHANGED()}{f': {changed}' if changed else ''}. {texts.RESCORE()}"


def _rows(explained: Explained, *, value: str) -> tuple[tuple[Button, ...], ...]:
    meant = explained.meant
    if meant.delivery is None:
        return ()
    back = Button(
        label=card_texts.BACK(), action="card", delivery=meant.delivery.id, n=meant.n, value=value
    )
    return ((back,),)

"""One pick in place: all that is known about it, why it has its score, and what to do with it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from bot.language.numbers import date_text
from bot.model import Action, Button, Delivery, Message
from bot.stores.feedback import Mark
from bot.texts import cards as texts
from bot.texts.profile import OF_WHICH
from bot.views.applications import (
    Tracked,
    application_rows,
    application_section,
    kept_in,
    notes_section,
    valued,
)
from bot.views.fill import fill
from bot.views.html import MOST_UNITS, address, cut, escape, length, link, units
from bot.views.listing import heading, with_mark
from bot.views.score import is_single, score_notes
from bot.views.taste import other_against, own_parts, taste_line
from bot.views.words import SHOWN_PLACES, facts, place_names, title_text
from scoring.freshness import age, ago, first_seen, posting_days
from scoring.hints import hints
from scoring.model import Cluster, Part, Pick, Posting, Verdict
from scoring.phrases import capitalised
from scoring.source_terms import credit_of

SOLO = "s"  # the value of the buttons of a delivery that came as one message per pick
_BETWEEN = "\n\n"
_LINKS_UNITS = 900
_PLACES_UNITS = 600
_HINTS_UNITS = 400
_POSTING_UNITS = 700
_WORTH_UNITS = 120  # less of a posting's text is not worth its lines
_MOST_LINKS = 40  # Telegram reads at most 100 entities in one message


def pick_at(delivery: Delivery, n: int | None) -> Pick | None:
    """Return the pick with this number; near misses are numbered on from the picks."""
    digest = delivery.digest
    every = (*digest.picks, *digest.near)
    return every[n - 1] if n is not None and 0 < n <= len(every) else None


def card(
    delivery: Delivery,
    n: int,
    *,
    marks: frozenset[Mark],
    value: str,
    now: datetime,
    tracked: Tracked | None = None,
) -> Message:
    """Return pick `n` with its buttons. `value` is SOLO in a message of its own.

    Without `tracked`, what is kept of the job, it says what the pick itself knows.
    """
    pick = pick_at(delivery, n)
    assert pick is not None
    cluster = pick.cluster
    given = score_notes(delivery) if is_single(delivery) else ""  # of several their list says it
    notes = notes_section(tracked, now=now) if tracked else ""
    why = _why(pick.verdict)
    sections = [
        _top(delivery, n, pick, now=now),
        given,
        application_section(tracked, now=now) if tracked else _applied(pick),
        notes,
        why,
        _before(pick),
        _origin(pick, now=now),
    ]
    for section in (notes, why, given):  # all together may be too long; buttons lead to the first
        if length(_BETWEEN.join(sections)) > MOST_UNITS:
            sections.remove(section)
    for section in (_also(cluster), _places(cluster)):  # what goes first where the rest is long
        if length(_BETWEEN.join((*sections, section))) <= MOST_UNITS:
            sections.insert(-1, section)
    html = _BETWEEN.join(section for section in sections if section)
    excerpt = _excerpt(cluster.best, room=MOST_UNITS - length(html))
    rows = _rows(delivery, n, marks=marks, value=value, tracked=tracked, now=now)
    return Message(html=html + excerpt, rows=rows)


def card_head(delivery: Delivery | None, n: int | None, pick: Pick) -> str:
    """Return the first line of a card: score and title, and the number of one in a list."""
    best, fit = pick.cluster.best, pick.verdict.fit
    n = None if delivery is None or is_single(delivery) else n
    score = f"{n} · {fit}" if n else f"{fit}/100"
    return f"<b>{score}</b>  {link(title_text(best), best.url)}"


def card_facts(pick: Pick, *, now: datetime) -> str:
    """Return the facts with what belongs beside them: the credit of the source, the watched."""
    credit = credit_of(pick.cluster.best)
    told = escape(facts(pick.cluster, now=now), most=200)
    return with_mark(f"{told} · {link(credit[0], credit[1])}" if credit else told, pick)


def _top(delivery: Delivery, n: int, pick: Pick, *, now: datetime) -> str:
    verdict = pick.verdict
    lines = [
        card_head(delivery, n, pick),
        card_facts(pick, now=now),
        _search(delivery, pick),
        escape(verdict.reason, most=240),
    ]
    if verdict.summary:
        lines.append(f"<blockquote>{escape(verdict.summary, most=400)}</blockquote>")
    return "\n".join(line for line in lines if line)


def _search(delivery: Delivery, pick: Pick) -> str:
    """Return for which profile it was chosen, where the person has several."""
    name = heading(delivery.digest, pick)
    return fill(OF_WHICH, name=name) if name else ""


def _why(verdict: Verdict) -> str:
    lines = [f"<b>{texts.WHY()} {verdict.fit}</b>"]
    parts = own_parts(verdict)[:6]
    told = [each for each in parts if each.evidence]
    lines += [f"{_points(each)}: {escape(each.evidence, most=80)}" for each in told]
    if bare := [_points(each) for each in parts if not each.evidence]:
        lines.append(" · ".join(bare))
    if learned := taste_line(verdict):
        lines.append(learned)
    if others := [each for each in other_against(verdict) if each != verdict.cap]:
        against = "; ".join(escape(each, most=80) for each in others[:4])
        lines.append(f"{texts.AGAINST()}: {against}")
    if verdict.cap:
        lines.append(texts.CAPPED(cap=escape(verdict.cap, most=80)))
    return "\n".join(lines) if len(lines) > 1 else ""


def _points(part: Part) -> str:
    return f"{escape(capitalised(part.name), most=30)} {part.points:.0f}/{part.most:.0f}"


def _applied(pick: Pick) -> str:
    """Return that the person applied at this company before, as it was when it was chosen."""
    return escape(pick.applied)


def _before(pick: Pick) -> str:
    """Return what is worth a look in the posting, as one quiet line; usually nothing."""
    said = escape(hints(pick.signals), most=_HINTS_UNITS)
    return f"<i>{texts.BEFORE()}: {said}</i>" if said else ""


def _also(cluster: Cluster) -> str:
    """Return the job's other open pages: a line for each site, a link for each page on it."""
    others = {each.url: each for each in cluster.twins if each.open and address(each.url)}
    others.pop(cluster.best.url, None)
    sites: dict[str, list[Posting]] = {}
    for each in list(others.values())[:_MOST_LINKS]:
        sites.setdefault(_site(each.url), []).append(each)
    lines = [f"<b>{texts.ALSO()}</b>"]
    kept = 0
    for site, postings in sites.items():
        line = _site_line(site, postings)
        if length("\n".join((*lines, line))) > _LINKS_UNITS:
            break
        lines.append(line)
        kept += len(postings)
    more = [texts.PLUS(number=len(others) - kept)] if len(others) > kept else []
    return "\n".join([*lines, *more]) if others else ""


def _site_line(site: str, postings: Sequence[Posting]) -> str:
    if len(postings) == 1:
        return link(site, postings[0].url, most=60)
    labels = [cut(_city(each) or str(n), 30) for n, each in enumerate(postings, 1)]
    links = [link(label, each.url) for label, each in zip(labels, postings, strict=True)]
    kept = _within(labels, most=_LINKS_UNITS - 2 * len(site) - 60)
    return f"{escape(site, most=60)}: {_listed(links[:kept], of=len(links))}"


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _city(posting: Posting) -> str:
    return next((place.city or place.text for place in posting.places), "")


def _places(cluster: Cluster) -> str:
    names = place_names(cluster.places)
    if len(names) <= SHOWN_PLACES:  # they stand in the card's second line
        return ""
    kept = _within(names, most=_PLACES_UNITS)
    listed = _listed([escape(name) for name in names[:kept]], of=len(names))
    return f"<b>{texts.PLACES()}</b>\n{listed}"


def _within(labels: Sequence[str], *, most: int) -> int:
    """Return how many labels, from the first, fit in `most` units with ", " between them."""
    used = 0
    for number, label in enumerate(labels):
        used += units(label) + 4  # ", ", and the two isolates around a right-to-left name
        if used > most:
            return number
    return len(labels)


def _listed(parts: Sequence[str], *, of: int) -> str:
    more = [texts.PLUS(number=of - len(parts))] if of > len(parts) else []
    return ", ".join([*parts, *more])


def _origin(pick: Pick, *, now: datetime) -> str:
    cluster, best = pick.cluster, pick.cluster.best
    days, seen = posting_days(cluster), first_seen(cluster)
    when = ago(age(cluster, now=now).days)
    posted = (
        texts.POSTED(ago=when, day=date_text(best.posted_at)) if best.posted_at else texts.NO_DATE()
    )
    dates = [posted, texts.FIRST_SEEN(day=date_text(seen) if best.posted_at else when)]
    if len(days) > 1:
        dates.append(texts.CAME_AGAIN(last=date_text(days[-1]), first=date_text(days[0])))
    if best.deadline:
        dates.append(texts.APPLY_BY(day=date_text(best.deadline)))
    judge = texts.judged(escape(pick.verdict.judge, most=60))
    return f"<i>{' · '.join(dates)}\n{judge} · {texts.CONFIDENCE[pick.verdict.confidence]()}</i>"


def _excerpt(posting: Posting, *, room: int) -> str:
    """Return the beginning of the posting's own words, folded, where there is room for it."""
    most = min(_POSTING_UNITS, room - units(texts.POSTING()) - 8)
    if most < _WORTH_UNITS or not posting.text.strip():
        return ""
    words = escape(posting.text[: 2 * _POSTING_UNITS], most=most)
    return f"{_BETWEEN}<blockquote expandable><b>{texts.POSTING()}</b>\n{words}</blockquote>"


def _rows(
    delivery: Delivery,
    n: int,
    *,
    marks: frozenset[Mark],
    value: str,
    tracked: Tracked | None,
    now: datetime,
) -> tuple[tuple[Button, ...], ...]:
    def button(label: str, action: Action, what: str = "") -> Button:
        value_ = valued(what, value) if what else value
        return Button(label=label, action=action, delivery=delivery.id, n=n, value=value_)

    save = button(texts.SAVED(), "unsave") if "saved" in marks else button(texts.SAVE(), "save")
    applied = button(texts.APPLIED(), "applied")
    if "applied" in marks:
        applied = button(texts.APPLIED_YES(), "unapplied")
    hide = button(texts.NOT_FOR_ME(), "hide")
    if "hidden" in marks:
        hide = button(texts.BRING_BACK(), "unhide")
    pick = pick_at(delivery, n)
    url = address(pick.cluster.best.url) if pick else None
    apply = (Button(label=texts.APPLY(), url=url),) if url else ()
    ways = tuple(_ways(delivery, n, value=value))
    why = button(texts.WHY(), "why")
    about = (hide, button(texts.MORE(), "more"))
    own = application_rows(button, tracked, marks=marks, now=now) if tracked else ()
    rows = ((*apply, save, applied), *own, about, (*ways[:1], why, *ways[1:]))
    return tuple(row for row in rows if row)


def _ways(delivery: Delivery, n: int, *, value: str) -> Iterable[Button]:
    """Return the way back to where the card was opened, and on to the next pick."""
    back = back_button(delivery, n, value=value)
    if back is None:
        return
    yield back
    if kept_in(value):
        return
    if n != len(delivery.digest.picks) and pick_at(delivery, n + 1):
        yield Button(label=texts.NEXT(), action="card", delivery=delivery.id, n=n + 1, value=value)


def back_button(delivery: Delivery, n: int, *, value: str) -> Button | None:
    """Return the way back to the list that pick `n` stands in; None for a message of its own."""
    if kept := kept_in(value):
        page = kept.back
        return Button(label=texts.BACK(), action=page[0], n=page[1]) if page else None
    picked = n <= len(delivery.digest.picks)
    if picked and value == SOLO:
        return None
    action: Action = "list" if picked else "near"
    return Button(label=texts.BACK(), action=action, delivery=delivery.id, n=n, value=value)

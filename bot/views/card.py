"""One pick in place: all that is known about it, why it has its score, and what to do with it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from bot.feedback import Mark
from bot.model import Button, Delivery, Message
from bot.texts import cards as texts
from bot.views.html import MOST_UNITS, cut, escape, is_link, length, link, units
from bot.views.words import date_text, facts, place_names, title_text
from scoring.model import Cluster, Pick, Posting, Verdict

SOLO = "s"  # the value of the buttons of a delivery that came as one message per pick
_BETWEEN = "\n\n"
_LINKS_UNITS = 900
_PLACES_UNITS = 600
_POSTING_UNITS = 700
_WORTH_UNITS = 120  # less of a posting's text is not worth its lines
_MOST_LINKS = 40  # Telegram reads at most 100 entities in one message


def pick_at(delivery: Delivery, n: int | None) -> Pick | None:
    """Return the pick with this number; near misses are numbered on from the picks."""
    digest = delivery.digest
    every = (*digest.picks, *digest.near)
    return every[n - 1] if n is not None and 0 < n <= len(every) else None


def card(
    delivery: Delivery, n: int, *, marks: frozenset[Mark], value: str, now: datetime
) -> Message:
    """Return pick `n` with its buttons. `value` is SOLO in a message of its own."""
    pick = pick_at(delivery, n)
    assert pick is not None
    cluster = pick.cluster
    sections = [
        _top(pick, n=n, now=now),
        _why(pick.verdict),
        _also(cluster),
        _places(cluster),
        _origin(pick),
    ]
    html = _BETWEEN.join(section for section in sections if section)
    excerpt = _excerpt(cluster.best, room=MOST_UNITS - length(html))
    rows = _rows(delivery, n, marks=marks, value=value)
    return Message(html=html + excerpt, rows=rows)


def _top(pick: Pick, *, n: int, now: datetime) -> str:
    best, verdict = pick.cluster.best, pick.verdict
    lines = [
        f"<b>{n} · {verdict.fit}</b>  {link(title_text(best), best.url)}",
        escape(facts(pick.cluster, now=now), most=200),
        escape(verdict.reason, most=240),
    ]
    if verdict.summary:
        lines.append(f"<blockquote>{escape(verdict.summary, most=400)}</blockquote>")
    return "\n".join(line for line in lines if line)


def _why(verdict: Verdict) -> str:
    lines = [f"<b>{texts.WHY} {verdict.fit}</b>"]
    for part in verdict.parts[:6]:
        points = f"{escape(part.name, most=30)} {part.points:g}/{part.most:g}"
        lines.append(f"{points}: {escape(part.evidence, most=80)}" if part.evidence else points)
    if verdict.against:
        against = "; ".join(escape(each, most=80) for each in verdict.against[:4])
        lines.append(f"{texts.AGAINST}: {against}")
    if verdict.cap:
        lines.append(texts.capped(escape(verdict.cap, most=80)))
    return "\n".join(lines) if len(lines) > 1 else ""


def _also(cluster: Cluster) -> str:
    others = [each for each in cluster.twins if is_link(each.url) and each.url != cluster.best.url]
    unique = list({each.url: each for each in others}.values())
    if not unique:
        return ""
    sites = [_site(each.url) for each in unique]
    labels = [
        cut(f"{site} ({_city(each)})" if sites.count(site) > 1 and _city(each) else site, 50)
        for site, each in zip(sites, unique, strict=True)
    ]
    kept = _within(labels[:_MOST_LINKS], most=_LINKS_UNITS)
    links = [link(label, each.url) for label, each in zip(labels[:kept], unique, strict=False)]
    return f"<b>{texts.ALSO}</b>\n{_listed(links, of=len(unique))}"


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _city(posting: Posting) -> str:
    names = place_names(posting.places[:1])
    return names[0] if names else ""


def _places(cluster: Cluster) -> str:
    names = place_names(cluster.places)
    if len(names) < 2:
        return ""
    kept = _within(names, most=_PLACES_UNITS)
    listed = _listed([escape(name) for name in names[:kept]], of=len(names))
    return f"<b>{texts.PLACES}</b>\n{listed}"


def _within(labels: Sequence[str], *, most: int) -> int:
    """Return how many labels, from the first, fit in `most` units with ", " between them."""
    used = 0
    for number, label in enumerate(labels):
        used += units(label) + 4  # ", ", and the two isolates around a right-to-left name
        if used > most:
            return number
    return len(labels)


def _listed(parts: Sequence[str], *, of: int) -> str:
    more = [texts.more(of - len(parts))] if of > len(parts) else []
    return ", ".join([*parts, *more])


def _origin(pick: Pick) -> str:
    best = pick.cluster.best
    posted = texts.posted(date_text(best.posted_at)) if best.posted_at else texts.NO_DATE
    seen = min(each.seen_at for each in pick.cluster.postings)
    dates = [posted, texts.first_seen(date_text(seen))]
    if best.deadline:
        dates.append(texts.apply_by(date_text(best.deadline)))
    judge = texts.judged(escape(pick.verdict.judge, most=60))
    return f"<i>{' · '.join(dates)}\n{judge} · {texts.CONFIDENCE[pick.verdict.confidence]}</i>"


def _excerpt(posting: Posting, *, room: int) -> str:
    """Return the beginning of the posting's own words, folded, where there is room for it."""
    most = min(_POSTING_UNITS, room - units(texts.POSTING) - 8)
    if most < _WORTH_UNITS or not posting.text.strip():
        return ""
    words = escape(posting.text[: 2 * _POSTING_UNITS], most=most)
    return f"{_BETWEEN}<blockquote expandable><b>{texts.POSTING}</b>\n{words}</blockquote>"


def _rows(
    delivery: Delivery, n: int, *, marks: frozenset[Mark], value: str
) -> tuple[tuple[Button, ...], ...]:
    here = Button(label="", delivery=delivery.id, n=n, value=value)

    def button(label: str, action: str) -> Button:
        return here.model_validate(here.model_dump() | {"label": label, "action": action})

    pick = pick_at(delivery, n)
    url = pick.cluster.best.url if pick else ""
    first = (
        button(texts.SAVED, "unsave") if "saved" in marks else button(texts.SAVE, "save"),
        button(texts.APPLIED_YES, "unapplied")
        if "applied" in marks
        else button(texts.APPLIED, "applied"),
    )
    second = (
        button(texts.BRING_BACK, "unhide")
        if "hidden" in marks
        else button(texts.NOT_FOR_ME, "hide"),
        button(texts.MORE, "more"),
    )
    apply = (Button(label=texts.APPLY, url=url),) if is_link(url) else ()
    return tuple(
        row for row in ((*apply, *first), second, tuple(_ways(delivery, n, value=value))) if row
    )


def _ways(delivery: Delivery, n: int, *, value: str) -> Iterable[Button]:
    """Return the way back to where the card was opened, and on to the next pick."""
    last = len(delivery.digest.picks)
    if n <= last and value == SOLO:
        return
    action = "list" if n <= last else "near"
    yield Button(label=texts.BACK, action=action, delivery=delivery.id, n=n, value=value)
    if n != last and pick_at(delivery, n + 1):
        yield Button(label=texts.NEXT, action="card", delivery=delivery.id, n=n + 1, value=value)

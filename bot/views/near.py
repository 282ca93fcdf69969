"""Lists beside the digest: its near misses, and the jobs that are like one of its picks."""

from bot.language.numbers import day_text
from bot.model import Button, Delivery, Message, Person
from bot.texts import cards as texts
from bot.views.html import escape
from bot.views.listing import BETWEEN, Marks, heading, line, number_rows, pages
from scoring.model import Pick

_MOST = 10  # near misses that are listed


def near_message(delivery: Delivery, person: Person, *, value: str, marks: Marks) -> Message:
    """Return the near misses by profile, numbered on from the picks, each with why it missed."""
    digest = delivery.digest
    back = Button(label=texts.BACK(), action="list", delivery=delivery.id, value=value)
    title = f"<b>{texts.NEAR()} · {day_text(digest.day)}</b>"
    if not digest.near:
        return Message(html=BETWEEN.join((title, texts.NO_NEAR())), rows=((back,),))
    lines = [
        line(
            n,
            pick,
            marks=marks,
            said=_why_missed(pick, person),
            under=heading(digest, pick),
        )
        for n, pick in enumerate(digest.near[:_MOST], len(digest.picks) + 1)
    ]
    (page,) = pages(lines, now=delivery.created_at, head=f"{title}\n{texts.NEAR_WHY()}")
    rows = number_rows(delivery, page.numbers, value=value)
    return Message(html=page.html, rows=(*rows, (back,)))


def similar_message(delivery: Delivery, *, back: Button, marks: Marks) -> Message:
    """Return the jobs like another one, which `delivery` holds; its first note names that one."""
    digest = delivery.digest
    title = f"<b>{texts.SIMILAR()}</b> {escape(''.join(digest.notes[:1]), most=200)}"
    if not digest.picks:
        return Message(html=BETWEEN.join((title, texts.NO_SIMILAR())), rows=((back,),))
    lines = [line(n, pick, marks=marks) for n, pick in enumerate(digest.picks, 1)]
    (page,) = pages(lines[:_MOST], now=delivery.created_at, head=title)
    return Message(html=page.html, rows=(*number_rows(delivery, page.numbers), (back,)))


def _why_missed(pick: Pick, person: Person) -> str:
    verdict = pick.verdict
    if verdict.cap:
        return texts.CAPPED(cap=verdict.cap)
    if verdict.fit < person.lowest:
        return texts.UNDER(lowest=person.lowest)
    return texts.NEAR_HELD()

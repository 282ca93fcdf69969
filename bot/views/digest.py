"""The morning message: a list of picks, the way they came about, and a button for each."""

from collections.abc import Sequence
from datetime import date

from bot.keyboards import decode
from bot.language.numbers import day_text
from bot.language.text import said
from bot.model import AGAIN_KEY, Button, Delivery, Layout, Message, Person
from bot.texts import past as older_texts
from bot.texts import picks as texts
from bot.views.card import SOLO, card
from bot.views.html import escape
from bot.views.listing import BETWEEN, NO_MARKS, Marks, heading, line, number_rows, pages
from scoring.model import Digest, Funnel
from scoring.rank.musts import reason_words

_ASIDE = 160  # UTF-16 units
_MOST_NOTES = 6  # a list of ten picks, at its shortest, has room for so many


def digest_messages(delivery: Delivery, person: Person) -> tuple[Message, ...]:
    """Return the digest as this person likes it: one list, or a message for each pick.

    Ages are those of the moment of delivery, so that an old message comes back as it was.
    """
    if person.layout is Layout.CARDS and delivery.digest.picks:
        return (intro(delivery), *_cards(delivery))
    return list_messages(delivery, person)


def list_messages(
    delivery: Delivery, person: Person, *, marks: Marks = NO_MARKS
) -> tuple[Message, ...]:
    """Return the list: one message, two where there are more than ten picks."""
    digest = delivery.digest
    if not digest.picks:
        return (_no_picks(delivery, person),)
    shared = pages(
        [
            line(n, pick, marks=marks, under=heading(digest, pick))
            for n, pick in enumerate(digest.picks, 1)
        ],
        now=delivery.created_at,
        head=_headline(delivery),
        foot=foot(digest),
    )
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


def intro(delivery: Delivery) -> Message:
    """Return the message that opens a delivery of single cards."""
    html = BETWEEN.join(part for part in (_headline(delivery), foot(delivery.digest)) if part)
    return Message(html=html, rows=closing_rows(delivery, value=SOLO))


def page_of(messages: Sequence[Message], *, n: int | None) -> Message:
    """Return the message of a list that has pick `n`; the last one for no number."""
    for message in messages:
        if n is not None and any(button.n == n for row in message.rows for button in row):
            return message
    return messages[-1]


def funnel_line(digest: Digest) -> str:
    """Return "412 new → … → 8 picks · 2 sources quiet (/sources) · $0.006"."""
    funnel = digest.funnel
    if funnel == Funnel():
        return ""
    steps = texts.steps(
        new=funnel.new,
        earlier=funnel.earlier,
        met=funnel.met,
        scored=funnel.scored,
        picked=funnel.picked,
    )
    quiet = texts.quiet(len(digest.quiet_sources)) if digest.quiet_sources else ""
    cost = texts.cost(digest.cost_usd) if digest.cost_usd else ""
    return " · ".join(part for part in (steps, quiet, cost) if part)


def _cards(delivery: Delivery) -> tuple[Message, ...]:
    return tuple(
        card(delivery, n, marks=frozenset(), value=SOLO, now=delivery.created_at)
        for n in range(1, len(delivery.digest.picks) + 1)
    )


def _headline(delivery: Delivery) -> str:
    digest = delivery.digest
    name = texts.TITLE() if _is_date(delivery.key) else texts.TITLE_NOW()
    title = f"<b>{name} · {day_text(digest.day)}</b>"
    if not digest.picks:
        return title
    funnel = digest.funnel
    count = texts.headline(picked=len(digest.picks), new=funnel.new, earlier=funnel.earlier)
    return f"{title}\n{count}"


def _is_date(key: str) -> bool:
    try:
        date.fromisoformat(key)
    except ValueError:
        return False
    return True


def _no_picks(delivery: Delivery, person: Person) -> Message:
    digest = delivery.digest
    if texts.NO_PROFILE.english in digest.notes:
        profile = Button(label=texts.PROFILE(), action="profile")
        return Message(html=escape(texts.NO_PROFILE()), rows=((profile,),))
    parts = (_headline(delivery), _why_none(digest, person), foot(digest))
    html = BETWEEN.join(part for part in parts if part)
    again = Button(label=texts.AGAIN(), action="again", delivery=delivery.id)
    asked = not _is_date(delivery.key) and not delivery.key.startswith(AGAIN_KEY)
    rows = ((again,),) if asked and person.last_digest_at is not None else ()
    return Message(html=html, rows=(*rows, *closing_rows(delivery)))


def _why_none(digest: Digest, person: Person) -> str:
    """Return one line that says why there is no pick."""
    funnel = digest.funnel
    of = funnel.new + funnel.earlier
    if not of:
        return "" if digest.notes else texts.NOTHING_NEW()
    if not funnel.met:
        often = sorted(funnel.rejected.items(), key=lambda each: (-each[1], each[0]))
        reasons = [(escape(reason_words(reason), most=60), count) for reason, count in often[:2]]
        return texts.nothing_met(of=of, reasons=reasons)
    nearest = max((pick.verdict.fit for pick in digest.near), default=None)
    return texts.nothing_good(lowest=person.lowest, nearest=nearest)


def closing_rows(delivery: Delivery, *, value: str = "") -> tuple[tuple[Button, ...], ...]:
    """Return the row under a list: the near misses, where there are some, and the settings."""
    near = Button(label=texts.NEAR_MISSES(), action="near", delivery=delivery.id, value=value)
    settings = Button(label=texts.SETTINGS(), action="settings")
    label = older_texts.OLDER_LISTS()
    older = Button(label=label, action="past", delivery=delivery.id, value="older")
    rows = (*(((near,),) if delivery.digest.near else ()), (older, settings))
    return (*_aside_rows(delivery.digest), *rows)


def _aside_rows(digest: Digest) -> tuple[tuple[Button, ...], ...]:
    """Return the button of each aside that has one; data that nobody knows makes none."""
    buttons = ((decode(each.leads_to), said(each.label)) for each in digest.asides)
    return tuple(
        (button.model_copy(update={"label": label}),) for button, label in buttons if button
    )


def foot(digest: Digest) -> str:
    """Return the asides, the notes as quiet lines, and the funnel."""
    asides = "\n".join(escape(each.words, most=_ASIDE) for each in digest.asides)
    notes = [f"<i>{escape(note, most=160)}</i>" for note in digest.notes[:_MOST_NOTES]]
    if len(digest.notes) > _MOST_NOTES:
        notes.append(f"<i>{texts.MORE_NOTES(number=len(digest.notes) - _MOST_NOTES)}</i>")
    quiet = "\n".join(part for part in (*notes, funnel_line(digest)) if part)
    return BETWEEN.join(part for part in (asides, quiet) if part)

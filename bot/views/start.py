"""The steps of the first contact. Pure."""

from collections.abc import Mapping, Sequence

from bot.answers.drafts import Pending
from bot.model import Button, Message, Person
from bot.stores.profiles import Named
from bot.texts import start as texts
from bot.texts.settings import ZONES
from bot.views import profile as profile_view
from bot.views.fill import fill
from bot.views.rows import flowed
from bot.views.settings import TIMES
from bot.views.shelf import of_one
from scoring.model import Place, Profile

_A_ROW = 3


def hello(*, head: str = "") -> Message:
    """Ask for a CV or a sentence."""
    html = f"{head}\n\n{texts.HELLO()}" if head else texts.HELLO()
    return Message(html=html, rows=((_step(texts.SKIP(), "skip"),),))


def card(  # noqa: PLR0913 - what stands on it, and from where
    person: Person,
    profile: Profile,
    *,
    head: str = "",
    evidence: Mapping[str, str] | None = None,
    home: Place | None = None,
    shelf: Sequence[Named] = (),
    pending: Pending | None = None,
) -> Message:
    """Return the profile card with the next step: go on at first contact, picks later.

    `home` is where a CV says the person lives: offered as a must, never taken for one.
    """
    first = person.last_digest_at is None
    step = _step(texts.GO_ON(), "go") if first else _step(texts.PICKS_NOW(), "picks")
    card = profile_view.card(profile, head=head, evidence=evidence, shelf=shelf, pending=pending)
    rows = [] if home is None or profile.places else profile_view.home_row(home)
    rows += [] if profile.empty and not first else [(step,)]
    return of_one(card.model_copy(update={"rows": (*card.rows, *rows)}), shelf)


def change(
    person: Person,
    before: Profile,
    after: Profile,
    *,
    head: str = "",
    not_understood: Sequence[str] = (),
    not_there: Sequence[str] = (),
) -> Message:
    """Return what a change changed, and the way on where the first contact is not over."""
    return profile_view.change(
        before,
        after,
        head=head,
        not_understood=not_understood,
        not_there=not_there,
        step=_step(texts.GO_ON(), "go") if person.last_digest_at is None else None,
    )


def time(*, head: str = "") -> Message:
    """Ask when to write."""
    buttons = [_step(each, f"at={each}") for each in TIMES]
    rows = (tuple(buttons[:_A_ROW]), tuple(buttons[_A_ROW:]), (_step(texts.SKIP(), "at=skip"),))
    return Message(html=f"{head}\n\n{texts.TIME()}" if head else texts.TIME(), rows=rows)


def zone(person: Person, *, guess: str | None) -> Message:
    """Ask where the person is; `guess` is the zone of a place in the profile."""
    buttons = [_step(city(), f"zone={name}") for name, city in ZONES.items()]
    rows = [*flowed(buttons, most=_A_ROW)]
    if guess:
        rows.insert(0, (_step(texts.ZONE_GUESS(zone=guess), f"zone={guess}"),))
    head = fill(texts.TIME_SET, at=person.at)
    return Message(
        html=f"{head}\n\n{texts.ZONE()}", rows=(*rows, (_step(texts.SKIP(), "zone=skip"),))
    )


def offer(*, file: bool) -> Message:
    """Ask what to do with a CV or a text that came when there is a profile already."""
    buttons = (
        _step(texts.REPLACE(), "cv.replace"),
        _step(texts.ADD(), "cv.add"),
        _step(texts.LEAVE(), "cv.leave"),
    )
    return Message(html=texts.OFFER_CV() if file else texts.OFFER_TEXT(), rows=(buttons,))


def _step(label: str, value: str) -> Button:
    return Button(label=label, action="start", value=value)

"""The list that a card was opened from: the digest, jobs like another one, or what moved."""

from bot.answers.moved import moves
from bot.answers.rescoring import before_of
from bot.answers.similar import origin_of
from bot.context import Services
from bot.handlers.past import page
from bot.model import Button, Delivery, Message, Person, is_score
from bot.stores.feedback import Mark
from bot.texts import cards as texts
from bot.views.card import SOLO
from bot.views.digest import intro, list_messages, page_of
from bot.views.listing import Marks
from bot.views.moves import moves_messages
from bot.views.near import similar_message
from bot.views.past import PAST
from bot.views.score import several_message

_MARKS: tuple[Mark, ...] = ("saved", "applied", "hidden")


async def list_message(
    services: Services, person: Person, delivery: Delivery, *, n: int | None, value: str
) -> Message:
    """Return the list of this delivery with pick `n` in it, as it was, with today's marks."""
    marks = await marks_of(services, person)
    if is_score(delivery):
        return several_message(delivery, marks=marks)
    origin = origin_of(delivery)
    if origin:
        back = Button(label=texts.BACK(), action="card", delivery=origin[0], n=origin[1])
        return similar_message(delivery, back=back, marks=marks)
    earlier = before_of(delivery)
    before = await services.deliveries.get(person.id, earlier) if earlier else None
    if before:
        moved = await moves(services, person, before=before.digest, after=delivery.digest)
        return page_of(moves_messages(delivery, before.digest, marks=marks, moves=moved), n=n)
    if value == SOLO:
        return intro(delivery)
    if value == PAST:
        return await page(services, person, delivery, n=n, marks=marks)
    return page_of(list_messages(delivery, person, marks=marks), n=n)


async def marks_of(services: Services, person: Person) -> Marks:
    """Return what the person did with each job that they marked."""
    marks: dict[str, frozenset[Mark]] = {}
    for mark in _MARKS:
        for marked in await services.feedback.marked(person.id, mark):
            marks[marked.cluster_id] = marks.get(marked.cluster_id, frozenset()) | {mark}
    return marks

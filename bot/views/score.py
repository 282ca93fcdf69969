"""What /score shows beside a card: where a posting was read, and a list of several."""

from bot.model import Delivery, Message, is_score
from bot.texts import score as texts
from bot.views.html import escape
from bot.views.listing import Marks, line, number_rows, pages


def score_notes(delivery: Delivery) -> str:
    """Return how the posting came and what else to know of it; "" for a pick of a digest."""
    notes = delivery.digest.notes if is_score(delivery) else ()
    return "\n".join(f"<i>{escape(note, most=240)}</i>" for note in notes)


def is_single(delivery: Delivery) -> bool:
    """Tell whether a delivery is one posting alone, given or marked, which needs no number."""
    return not delivery.id or (is_score(delivery) and len(delivery.digest.picks) == 1)


def several_message(delivery: Delivery, *, marks: Marks) -> Message:
    """Return the postings of one message as a list, each with its number to open its card."""
    lines = [line(n, pick, marks=marks) for n, pick in enumerate(delivery.digest.picks, 1)]
    head = f"{texts.SEVERAL()}\n{score_notes(delivery)}"
    (page,) = pages(lines, now=delivery.created_at, head=head)
    return Message(html=page.html, rows=number_rows(delivery, page.numbers))

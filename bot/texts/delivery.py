"""What a person reads when a message may not have arrived."""

from datetime import date

from bot.language.numbers import day_text
from bot.language.text import Text
from bot.model import Button, Message

UNSURE_TODAY = Text("I am not sure today's picks arrived.")
UNSURE = Text("I am not sure the picks of {day} arrived.")
SHOW = Text("Show")


def unsure(delivery_id: int, day: date, *, today: date) -> Message:
    """Return the one line about a digest in doubt, with the button that shows it."""
    line = UNSURE_TODAY() if day == today else UNSURE(day=day_text(day))
    return Message(html=line, rows=((Button(label=SHOW(), action="show", delivery=delivery_id),),))

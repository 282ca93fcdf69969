"""What a person reads when a message may not have arrived."""

from datetime import date

from bot.model import Button, Message

UNSURE_TODAY = "I am not sure today's picks arrived."
UNSURE = "I am not sure the picks of {day:%a} {day.day} {day:%b} arrived."
SHOW = "Show"


def unsure(delivery_id: int, day: date, *, today: date) -> Message:
    """Return the one line about a digest in doubt, with the button that shows it."""
    line = UNSURE_TODAY if day == today else UNSURE.format(day=day)
    return Message(html=line, rows=((Button(label=SHOW, action="show", delivery=delivery_id),),))

"""A reply to a job's card is a note on that job, whatever it says: also a link or many words.

Telegram sends the buttons of the message that is answered along with it
(https://core.telegram.org/bots/api#message, reply_to_message), and they name the job: so it works
with cards of any age, and nothing about messages is kept.
"""

from collections.abc import Sequence

from telegram import Message as Received
from telegram import Update
from telegram.ext.filters import MessageFilter

from bot import reply
from bot.context import Context
from bot.handlers import applications
from bot.handlers.common import said, speaker
from bot.handlers.picks import request_key
from bot.handlers.press import ASKED, press_on_job
from bot.keyboards import decode
from bot.model import Action, Button, Message
from bot.texts import cards as card_texts
from bot.texts import tracking as texts
from bot.views.hide import parted
from bot.views.job_pages import open_button
from scoring.given.links import only_link

# Buttons that a message has of its own job alone; "card" leads to others as well.
_OWN: frozenset[Action] = frozenset(
    {
        *("save", "unsave", "applied", "unapplied", "hide", "unhide", "reason", "more", "why"),
        *("stage", "notes", "unnote", "calendar", "deadline", "undate"),
    }
)
_SETTING: frozenset[Action] = frozenset({"reason", "stage", "unnote", "undate"})
_LIKE_A_POSTING = 400  # characters


class _OnJob(MessageFilter):
    """A message of words in reply to one of the bot's that shows a job, or several.

    A link or a long text under a list is no note that lost its way, but a posting or a CV.
    """

    def filter(self, message: Received) -> bool:
        words, buttons = message.text or "", _buttons(message)
        if not words or not buttons:
            return False
        return _job(buttons) is not None or not (only_link(words) or len(words) > _LIKE_A_POSTING)


ON_JOB = _OnJob()


async def answered(update: Update, context: Context) -> None:
    """Keep the words as a note on the job whose card they answer, or as what was asked there."""
    message = update.message
    assert message is not None
    person, words = await speaker(update, context), (message.text or "").strip()
    button = _job(_buttons(message))
    if button is None:
        await reply.send(update, context, said(texts.OPEN_FIRST()), quote=True)
        return
    press = await press_on_job(context.services, person, button)
    if press is None:
        await reply.send(update, context, said(card_texts.GONE()))
        return
    if person.waiting.startswith(ASKED) and not _is_card(message):
        await applications.answered(update, context, person, text=words)
        return
    services, pick = context.services, press.pick
    marks = await services.feedback.marks(person.id, pick.cluster.id)
    key = context.again or request_key(update)
    await services.tracking.note(person.id, pick, words, key=key, now=press.now)
    html = texts.NOTED() if marks & {"saved", "applied"} else texts.NOTED_SAVED()
    row = (open_button(press.delivery, press.n, value=press.button.value),)
    await reply.send(update, context, Message(html=html, rows=(row,)), quote=True)


def _buttons(message: Received) -> list[Button]:
    """Return the buttons about jobs under the message of the bot that this one answers."""
    shown = message.reply_to_message
    if shown is None or shown.reply_markup is None or shown.from_user != message.get_bot().bot:
        return []
    rows = shown.reply_markup.inline_keyboard
    data = (each.callback_data for row in rows for each in row)
    found = (decode(each) for each in data if isinstance(each, str))
    return [each for each in found if each and (each.action in _OWN or each.action == "card")]


def _job(buttons: Sequence[Button]) -> Button | None:
    """Return the card of the one job that the buttons are about; None where they are several."""
    own = [each for each in buttons if each.action in _OWN] or buttons
    cards = {_card(each) for each in own}
    return cards.pop() if len(cards) == 1 else None


def _card(button: Button) -> Button:
    _, value = parted(button.value) if button.action in _SETTING else ("", button.value)
    return button.model_copy(update={"label": "", "action": "card", "value": value})


def _is_card(message: Received) -> bool:
    """Tell a card from the question that was asked in its place."""
    return any(each.action in {"save", "unsave"} for each in _buttons(message))

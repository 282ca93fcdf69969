"""Messages as groups, channels and topics read them, and what is said about those chats. Pure."""

from collections.abc import Iterator, Sequence

from bot.links import DeepLinks
from bot.model import Button, Message
from bot.sending.plain import plain_text
from bot.sending.refusals import Refused
from bot.texts import groups as texts
from bot.views.fill import fill

_MOST_TITLE = 60
_HINTS = (texts.REPLY_HINT, texts.ASK, texts.SENTENCE, texts.NO_FILES)


def shared_message(message: Message, *, links: DeepLinks, digest: bool = False) -> Message:
    """Return the message with buttons that many people may press without disturbing each other.

    A button about one pick opens it in the reader's own chat. Under a digest nothing else stays,
    since the other buttons are the admins'.
    """
    rows = (_shared_row(row, links=links, digest=digest) for row in message.rows)
    return message.model_copy(update={"rows": tuple(row for row in rows if row)})


def without_buttons(message: Message) -> Message:
    """Return the message with links alone, for somebody who may press nothing."""
    rows = (tuple(button for button in row if button.url) for row in message.rows)
    return message.model_copy(update={"rows": tuple(row for row in rows if row)})


def setting_up() -> Message:
    """Return the first question to a chat: what it looks for."""
    return Message(html=f"{texts.HELLO()}\n\n{texts.ASK()}")


def asks(words: str) -> bool:
    """Tell whether words that a chat reads say that their answer is a reply."""
    return any(plain_text(hint()) in words for hint in _HINTS)


def hinted(message: Message) -> Message:
    """Return a question that says how it is answered in a group, once."""
    if asks(plain_text(message.html)):
        return message
    return message.model_copy(update={"html": f"{message.html}\n\n{texts.REPLY_HINT()}"})


def unreachable(title: str, *, why: Refused) -> Message:
    """Return what the person reads who set up a chat that takes no message any more."""
    named = title[:_MOST_TITLE] or texts.TITLE_ELSE()
    return Message(html=fill(texts.UNREACHABLE[why], title=named))


def open_chat(words: str, *, links: DeepLinks) -> Message:
    """Return a line with the button that opens the private chat."""
    button = Button(label=texts.OPEN_CHAT(), url=links.to_chat())
    return Message(html=words, rows=((button,),))


def _shared_row(row: Sequence[Button], *, links: DeepLinks, digest: bool) -> tuple[Button, ...]:
    return tuple(dict.fromkeys(_shared(row, links=links, digest=digest)))


def _shared(row: Sequence[Button], *, links: DeepLinks, digest: bool) -> Iterator[Button]:
    for button in row:
        if button.url:
            yield button
        elif button.delivery is not None and button.n is not None:
            label = button.label if button.action == "card" else texts.OPEN_PICK()
            yield Button(label=label, url=links.to_pick(button.delivery, button.n))
        elif not digest and not _private(button):
            yield button


def _private(button: Button) -> bool:
    """Tell a button that would flood a chat or change what all see for one reader's sake."""
    layout = button.value.partition("=")[0] == "layout"
    return button.action == "near" or (button.action in {"set", "settings"} and layout)

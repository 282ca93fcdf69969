"""A message to everybody: its question, its preview, and how far it is. Pure."""

from bot.model import Button, Message
from bot.stores.broadcasts import Broadcast, Progress
from bot.texts import broadcast as texts
from bot.views.html import units

MOST = 3_500  # UTF-16 units; Telegram takes 4,096


def ask() -> Message:
    """Return the question for the text."""
    return Message(html=texts.ASK(most=MOST), rows=((_button(texts.CANCEL(), "home"),),))


def refusal(text: str) -> Message | None:
    """Return why a text cannot be sent; None for one that can."""
    if not text.strip():
        return Message(html=texts.EMPTY())
    if units(text) > MOST:
        return Message(html=texts.TOO_LONG(count=units(text), most=MOST))
    return None


def preview_card(broadcast_id: int, *, reach: int) -> Message:
    """Return the line under the preview, with the buttons that send it or do not."""
    if not reach:
        return Message(html=texts.NOBODY())
    row = (
        _button(texts.SEND(), "news.send", n=broadcast_id),
        _button(texts.CANCEL(), "news.drop", n=broadcast_id),
    )
    return Message(html=texts.PREVIEW(count=reach), rows=(row,))


def progress_card(broadcast: Broadcast, progress: Progress, *, over: bool) -> Message:
    """Return how far it is; what is over has no button but the way to /admin."""
    lines = [_head(broadcast, progress, over=over), *_details(broadcast, progress)]
    if over:  # not before: the next minute's numbers would take the place of another page
        row = [_button(texts.ADMIN(), "home")]
    else:
        row = [_button(texts.RENEW(), "news.look", n=broadcast.id)]
        if broadcast.state in {"filling", "sending"}:
            row.insert(0, _button(texts.STOP(), "news.stop", n=broadcast.id))
    return Message(html="\n".join(lines), rows=(tuple(row),))


def _head(broadcast: Broadcast, progress: Progress, *, over: bool) -> str:
    if broadcast.state == "filling":
        return texts.GATHERING(count=progress.total, sent=progress.sent)
    words = texts.STOPPED if broadcast.state == "stopped" else texts.DONE if over else texts.SENDING
    return words(sent=progress.sent, total=progress.total)


def _details(broadcast: Broadcast, progress: Progress) -> list[str]:
    counts = (
        (texts.WAITING, 0 if broadcast.state == "filling" else progress.waiting),
        (texts.TAKEN_BACK, progress.stopped),
        (texts.BLOCKED, progress.blocked),
        (texts.UNCLEAR, progress.unsure),
        (texts.FAILED, progress.failed),
    )
    return [words(count=count) for words, count in counts if count]


def _button(label: str, value: str, *, n: int | None = None) -> Button:
    return Button(label=label, action="admin", value=value, n=n)

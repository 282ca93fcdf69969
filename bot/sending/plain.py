"""Telegram HTML without its tags: what is sent when Telegram cannot parse the entities. Pure."""

from html.parser import HTMLParser


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def plain_text(html: str) -> str:
    """Return the words of the HTML; links lose their addresses. Never raises, never empty."""
    words = _Words()
    words.feed(html)
    words.close()
    return "".join(words.words).strip() or html

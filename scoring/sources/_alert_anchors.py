"""Alerts that were copied from a mail program: their addresses stand behind the words."""

from collections.abc import Iterable

from scoring.sources._alert_links import link_in

_RULE = "-" * 20


def with_addresses(text: str, links: Iterable[tuple[int, str]]) -> str:
    """Return a text with the addresses behind it written out, below what they are about.

    `links` are the places in the text where each begins, and the addresses. Where a posting's
    lines stand before its link ("View job"), the address follows the link's line; where the title
    is the link, the address follows what stands below it, up to the next posting's title. A text
    without a link to a posting comes back as it is.
    """
    known: dict[str, tuple[int, str]] = {}
    for at, url in sorted(links):
        if found := link_in(url[:4000]):
            known.setdefault(found.number, (at, found.url))
    if not known:
        return text
    places = list(known.values())
    return _below(text, places) if _is_titled(text, places) else _after(text, places)


def _is_titled(text: str, places: list[tuple[int, str]]) -> bool:
    """Tell whether the links are the titles: of most of them the next line is not blank."""
    below = [text[at:].partition("\n")[2].partition("\n")[0].strip() for at, _ in places]
    return 2 * sum(map(bool, below)) > len(below)


def _below(text: str, places: list[tuple[int, str]]) -> str:
    places = [(text.rfind("\n", 0, at) + 1, url) for at, url in places]
    ends = [at for at, _ in places[1:]] + [len(text)]
    parts = [text[: places[0][0]], f"\n{_RULE}\n"]
    for (at, url), end in zip(places, ends, strict=True):
        parts += [text[at:end].rstrip(), f"\n{url}\n"]
    return "".join(parts)


def _after(text: str, places: list[tuple[int, str]]) -> str:
    parts, done = [], 0
    for at, url in places:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        parts += [text[done:end], f"\n{url}\n"]
        done = end
    return "".join((*parts, text[done:]))

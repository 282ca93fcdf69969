"""The contract of a source: it says what to fetch and how to read it; somebody else fetches.

One module per source, one SOURCE object in each. To add one: write the module and its fixture;
`discover` finds it and the shared tests run on it. ARCHITECTURE.md has the steps.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Protocol

from scoring.errors import InputError, SourceChanged
from scoring.model import Ask, Fetch, Parsed, RawPosting, Unread
from scoring.sources._alert_anchors import with_addresses as with_addresses
from scoring.sources._alert_text import alert_text as alert_text
from scoring.sources._links import link

# What indexing, converting and validating a foreign value raises when it has another shape.
_MOST_ENTRIES = 100_000  # of one page; the longest list that is known has 20,000
_MISFITS = (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError)


class Source(Protocol):
    """Somewhere postings come from. Pure: no network, no clock, no logging.

    A source may also say `whole: bool = True`: all that a board lists stands on the pages that
    `start` asks for and those they lead to, so that what is missing there is closed. Without it
    a source tells only the newest, and what is missing may have been crowded out.
    With `crawls: bool = True` its pages are made for people, so that robots.txt decides.
    One that reads boards says `hosts: tuple[str, ...]`, the domains on which they lie, and with
    `board_at(url: str) -> str | None` to which of them a link leads, as `Ask.boards` writes it.
    """

    @property
    def name(self) -> str:
        """Return the source's name: also that of its module and its fixture."""
        ...

    @property
    def needs(self) -> tuple[str, ...]:
        """Return the names of the keys it cannot work without, usually none."""
        ...

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Yield the first requests."""
        ...

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read one page. May raise anything that `read` turns into SourceChanged."""
        ...


@cache
def discover() -> Mapping[str, Source]:
    """Return every source of this folder by name, in alphabetical order."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = (importlib.import_module(f"{__name__}.{name}") for name in modules)
    return {module.SOURCE.name: module.SOURCE for module in found if hasattr(module, "SOURCE")}


def named(names: Iterable[str]) -> tuple[Source, ...]:
    """Return the sources of these names, without any name all. Raises InputError."""
    found, wanted = discover(), tuple(dict.fromkeys(names))
    unknown = [name for name in wanted if name not in found]
    if unknown:
        raise InputError(f"There is no source {unknown[0]!r}; there are: {', '.join(found)}")
    return tuple(found[name] for name in wanted) or tuple(found.values())


def lists_all(source: Source) -> bool:
    """Tell whether a posting that is missing from the source's pages is closed."""
    return bool(getattr(source, "whole", False))


def is_crawler(source: Source) -> bool:
    """Tell whether the source reads pages that are made for people."""
    return bool(getattr(source, "crawls", False))


def board_at(url: str) -> tuple[str, str] | None:
    """Return the source and the board to which a link leads, or None. Never raises."""
    found = link(url)
    source = _hosts().get(found.domain) if found else None
    look: Callable[[str], str | None] | None = getattr(source, "board_at", None)
    board = look(url) if look else None
    return (source.name, board) if source and board else None


def reads_boards(source: Source) -> bool:
    """Tell whether the source reads companies' own boards, to which links may lead."""
    return hasattr(source, "board_at")


def posting_at(url: str) -> tuple[Source, Fetch] | None:
    """Return the source and the request for the one posting behind a link. Never raises."""
    for source in discover().values():
        look: Callable[[str], Fetch | None] | None = getattr(source, "posting_at", None)
        fetch = look(url) if look else None
        if fetch:
            return source, fetch
    return None


@cache
def board_hosts() -> frozenset[str]:
    """Return the domains on which boards lie, such as "lever.co"."""
    return frozenset(_hosts())


@cache
def _hosts() -> Mapping[str, Source]:
    return {host: each for each in discover().values() for host in getattr(each, "hosts", ())}


def read(source: Source, fetch: Fetch, body: bytes) -> Parsed:
    """Read one page. Raises SourceChanged when the page as a whole has another shape."""
    try:
        return source.parse(fetch, body)
    except _MISFITS as error:
        why = repr(error)[:200]  # it may hold a part of the page
        raise SourceChanged(
            f"Source {source.name!r} sent a page that does not fit its parser ({why}); "
            f"save the response and compare it with tests/fixtures/{source.name}"
        ) from error


def read_each(
    entries: Iterable[Any],
    posting: Callable[[Any], RawPosting | None],
    *,
    follow: Iterable[Fetch] = (),
) -> Parsed:
    """Read every entry; an odd one becomes a line in `unread`, None is left out on purpose.

    Raises ValueError for more than anybody lists: a few KB can be unpacked to millions.
    """
    postings: list[RawPosting] = []
    unread: list[Unread] = []
    for number, entry in enumerate(entries, start=1):
        if number > _MOST_ENTRIES:
            raise ValueError(f"it lists more than {_MOST_ENTRIES} entries")
        try:
            found = posting(entry)
        except _MISFITS as error:
            unread.append(Unread(where=f"entry {number}", why=_why(error)))
        else:
            if found is not None:
                postings.append(found)
    return Parsed(postings=tuple(postings), unread=tuple(unread), follow=tuple(follow))


def joined(found: Parsed) -> Parsed:
    """Join the entries of one posting: some lists repeat it for each of its places."""
    once: dict[str, RawPosting] = {}
    for each in found.postings:
        first = once.get(each.external_id, each)
        places = tuple(dict.fromkeys((*first.locations, *each.locations)))
        once[each.external_id] = first.model_copy(update={"locations": places})
    return replace(found, postings=tuple(once.values()))


def _why(error: Exception) -> str:
    """Say what was odd: KeyError('title') reads "no field 'title'"."""
    if isinstance(error, KeyError):
        return f"no field {error.args[0]!r}"
    if type(error) is ValueError:  # one of ours: a sentence already
        return str(error)[:200]
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]

"""The real postings as pages on disk, so that a run reads them as it would read answers."""

import gzip
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.model import Fetch, RawPosting
from scoring.sources.file import read_file

PAGE = 200  # postings
_TURNED_EACH = 6  # words: every run of five has one that is turned
_NEW_EACH = 20  # of the postings of a changed page, one in so many is new


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page as it is asked for: a file of records, read for the nth time, and how many."""

    path: Path
    copy: int
    count: int
    changed: bool = False  # since it was first read

    @property
    def fetch(self) -> Fetch:
        """Return the request that it answers."""
        return Fetch(url=f"https://boards.example.com/{self.copy}/{self.path.name}")

    def body(self) -> bytes:
        """Return the bytes; those of a changed page are others."""
        return self.path.read_bytes() + (b"\n" if self.changed else b"")

    def raws(self) -> list[RawPosting]:
        """Read the postings. Copies have other ids, companies and texts."""
        found = (each for each in read_file(self.path) if isinstance(each, RawPosting))
        raws = list(itertools.islice(found, self.count))
        if self.copy > 1:
            raws = [other(raw, copy=self.copy) for raw in raws]
        if not self.changed:
            return raws
        return [other(raw, copy=-1) if at % _NEW_EACH == 0 else raw for at, raw in enumerate(raws)]


def write_pages(data: Path, folder: Path, *, most: int) -> None:
    """Write up to so many postings, an equal part of every file as far as it goes."""
    lines = itertools.islice(
        _in_turn([_lines(path) for path in sorted(data.glob("*.jsonl.gz"))]), most
    )
    for number in itertools.count():
        page = list(itertools.islice(lines, PAGE))
        if not page:
            return
        (folder / f"{number:05}.jsonl").write_bytes(b"".join(page))


def sheets(folder: Path, *, size: int, changed: bool = False) -> Iterator[Sheet]:
    """Yield as many postings as asked for: all pages, then copies of them."""
    for copy in itertools.count(1):
        for path in sorted(folder.glob("*.jsonl")):
            if size <= 0:
                return
            held = path.read_bytes().count(b"\n")
            yield Sheet(path=path, copy=copy, count=min(size, held), changed=changed)
            size -= held


def other(raw: RawPosting, *, copy: int) -> RawPosting:
    """Return another employer's posting: another name, and no run of words that both texts have."""
    company = f"{raw.company} {copy}"
    html = raw.html.replace(raw.company, company) if raw.company else raw.html
    own = {"company": company, "external_id": f"{raw.external_id or raw.url}-{copy}"}
    return raw.model_copy(update=own | {"html": _turned(html, first=copy % _TURNED_EACH)})


def _turned(html: str, *, first: int) -> str:
    """Swap two neighbours in so many words: the facts stay, and it is no longer the same text."""
    words = html.split(" ")
    for at in range(first, len(words) - 1, _TURNED_EACH):
        one, next_one = words[at : at + 2]
        if one.isalpha() and next_one.isalpha():
            words[at : at + 2] = next_one, one
    return " ".join(words)


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines that hold a posting."""
    with gzip.open(path) as lines:
        for line, found in zip(lines, read_file(path), strict=False):
            if isinstance(found, RawPosting):
                yield line.rstrip() + b"\n"


def _in_turn(every: Sequence[Iterator[bytes]]) -> Iterator[bytes]:
    for row in itertools.zip_longest(*every):
        yield from (each for each in row if each is not None)

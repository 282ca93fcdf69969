"""Writes the list of sources that the documentation shows, from the sources themselves.

uv run python -m tools.source_list > docs/sources.md
"""

from scoring.boards import takers
from scoring.source_terms import SourceTerms, source_terms
from scoring.sources import Source, discover, is_crawler, lists_all, reads_boards

_HEAD = """\
# Sources

Written by `uv run python -m tools.source_list > docs/sources.md`.

| source | name | asked by | closes what is gone | finds its boards | shown as | asks for |
|---|---|---|---|---|---|---|
"""
_FOOT = """
"Asked by": the boards that `BOARDS` names and those found or watched; a key of yours; or nothing, \
one list for everybody. "Closes what is gone": a posting that the list no longer has is closed at \
once; of the others only the newest are listed, so their links are looked at before they are sent. \
"Finds its boards": a link to one of its boards in any posting makes that board a candidate.
"""


def page() -> str:
    """Return the list as Markdown."""
    rows = (_row(source, source_terms()[name]) for name, source in discover().items())
    return _HEAD + "\n".join(rows) + "\n" + _FOOT


def _row(source: Source, terms: SourceTerms) -> str:
    named = f"[{terms.name}]({terms.terms})"
    asks = f"{terms.asks} robots.txt is obeyed." if _says_robots(source, terms) else terms.asks
    closes, finds = (_yes(each) for each in (lists_all(source), reads_boards(source)))
    cells = (f"`{source.name}`", named, _asked_by(source), closes, finds, terms.credit, asks)
    return f"| {' | '.join(' '.join(each.replace('|', '/').split()) for each in cells)} |"


def _says_robots(source: Source, terms: SourceTerms) -> bool:
    return is_crawler(source) and "robots.txt" not in terms.asks


def _asked_by(source: Source) -> str:
    if source.needs:
        return ", ".join(f"`{each}`" for each in source.needs)
    return "boards" if source.name in takers() else ""


def _yes(is_so: bool) -> str:  # noqa: FBT001 - a word for a cell
    return "yes" if is_so else ""


if __name__ == "__main__":
    print(page(), end="")

"""What cleaning leaves behind in real postings: how many of each file still hold each kind.

    uv run python -m benchmarks.cleaning [--postings DIR] [--most N] [--json FILE]

DIR holds exports as `picks ingest --file` reads them. Of each file N postings are read, evenly
spread. A kind that is explained stands at its pattern.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scoring.model import RawPosting
from scoring.normalise.text import one_line, plain_text
from scoring.sources.file import read_file

_POSTINGS = Path(__file__).resolve().parents[2] / "shared/data/postings"
_KINDS: Mapping[str, re.Pattern[str]] = {
    "tags": re.compile(r"</?(?:p|div|span|li|ul|br|b|strong|a|h\d)\b[^<>\n]*>"),
    "entities": re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|nbsp|amp|lt|gt|quot|rsquo|ndash);"),
    "mojibake": re.compile("[ÂÃ][\u0080-\u00bf\u2018-\u2022\u20ac\u2122]|â€|ðŸ|Â |(?<![A-ZÀ-Þ])Ã "),
    "lost characters": re.compile("\ufffd"),
    "invisible": re.compile("[\x00-\x08\u0080-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]"),
    "anti-bot": re.compile(r"lease mention the word|beta feature to avoid spam", re.IGNORECASE),
    "style sheets": re.compile(r"\{[^{}\n]*:[^{}\n]*;[^{}\n]*\}"),
    "templates": re.compile(r"\{\{|\{%|mso-|\[if "),  # "{{my username}}" is a sentence's own
    "Markdown": re.compile(r"\*\*[^\W\d]|^#{1,6} |\]\(https?:|^[-=_*]{3,}$|\\[-*_]", re.MULTILINE),
    "blank runs": re.compile(r"\n{3,}| {2,}"),
    "empty items": re.compile(r"^•$", re.MULTILINE),
    "lists in a line": re.compile(r"(?: [•●▪] [^\n•●▪]{25,}){3}"),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each file, and write them as JSON when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--postings", type=Path, default=_POSTINGS)
    parser.add_argument("--most", type=int, default=1_000, help="postings read of each file")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    found = {path.name: left_in(path, most=asked.most) for path in sorted(_files(asked.postings))}
    for name, (read, left) in found.items():
        said = ", ".join(f"{kind} {count}" for kind, count in left.most_common())
        print(f"{name[:44]:<46}{read:>6}  {said or 'nothing left'}")
    if asked.json:
        rows = [{"file": name, "read": read, **left} for name, (read, left) in found.items()]
        asked.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def left_in(path: Path, *, most: int) -> tuple[int, Counter[str]]:
    """Return how many postings of a file were read, and in how many each kind is left."""
    raws = [raw for raw in read_file(path) if isinstance(raw, RawPosting)]
    read = raws[:: max(1, len(raws) // most)]
    return len(read), Counter(kind for raw in read for kind in _left(raw))


def _files(folder: Path) -> Iterator[Path]:
    yield from folder.glob("*.jsonl*")


def _left(raw: RawPosting) -> Iterator[str]:
    lines = (one_line(raw.title), one_line(raw.company), *map(one_line, raw.locations))
    said = "\n".join((*lines, plain_text(raw.html)))
    yield from (kind for kind, pattern in _KINDS.items() if pattern.search(said))


if __name__ == "__main__":
    main()

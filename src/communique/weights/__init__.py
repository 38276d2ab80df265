# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Learned numbers and how to open them. `manifest.toml` says of each: digest, licence, training data, score, how to train it again."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tokenizers import Tokenizer

from communique.errors import WeightError

if TYPE_CHECKING:  # numpy is loaded by those who ask for vectors
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Tokenizer", "Vectors", "manifest", "path", "session", "tokenizer", "vectors"]


@functools.cache
def manifest() -> Mapping[str, Mapping[str, str]]:
    """Name -> its entry; each has `file`, `sha256`, `licence`, `data`, `score` and `training`."""
    text = resources.files(__name__).joinpath("manifest.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text))


def path(name: str) -> Path:
    """Where a weight's file lies. A `WeightError` if the manifest has no such name or the file is not there."""
    entry = manifest().get(name)
    if entry is None:
        raise WeightError(name, f"the manifest has no such entry (it has {', '.join(sorted(manifest()))})")
    found = Path(str(resources.files(__name__).joinpath(entry["file"])))
    if not found.is_file():
        raise WeightError(name, f"{found} is not there")
    return found


@functools.cache
def session(name: str) -> Any:
    """An onnxruntime session on the CPU, one thread, opened once a process: single-threaded workers side by side beat threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path(name)), options, providers=["CPUExecutionProvider"])


@functools.cache
def tokenizer(name: str) -> Tokenizer:
    """A tokenizer, opened once a process; it neither pads nor cuts."""
    found = Tokenizer.from_file(str(path(name)))
    found.no_padding()
    found.no_truncation()
    return found


@dataclass(frozen=True, slots=True)
class Vectors:
    """Words as directions in a space of kinship, and how often stems stand in the corpora that they were learned on."""

    rows: Mapping[str, int]
    directions: "NDArray[np.float32]"  # a row a word, of length one
    counts: Mapping[str, int]

    def cosine(self, a: str, b: str) -> float | None:
        """How near two words are, -1 to 1; None where the table lacks one."""
        if a not in self.rows or b not in self.rows:
            return None
        return float(self.directions[self.rows[a]] @ self.directions[self.rows[b]])


@functools.cache
def vectors(name: str) -> Vectors:
    """A table of word vectors, opened once a process."""
    import numpy as np

    with np.load(path(name)) as kept:
        found = kept["vectors"].astype(np.float32)
        counts = {str(s): int(n) for s, n in zip(kept["stems"], kept["counts"], strict=True)}
        rows = {str(s): i for i, s in enumerate(kept["words"])}
    return Vectors(rows, found / np.linalg.norm(found, axis=1, keepdims=True), counts)

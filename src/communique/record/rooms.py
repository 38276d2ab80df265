# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What computed the half of a record that is known across pages: what rooms keep between additions is read by the version that wrote it alone."""

import functools
import hashlib
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

import communique.record.schema as t
from communique.engine import engine_version

ACROSS = ("copies", "identity", "dating", "merging", "accounts", "ledger")
BESIDE = ("words.py", "common.json", "kept.py", "record/update.py", "record/across.py")
NAME = "rooms"  # in `meta`


@functools.cache
def rooms_version() -> str:
    """Twelve hex digits that change whenever the same coded pages could lead to something else, or to other kept rows."""
    root = Path(__file__).parent.parent
    found = hashlib.sha256(engine_version().encode())
    for path in (*(root / name for name in BESIDE), *sorted(p for room in ACROSS for p in (root / room).rglob("*") if p.is_file() and p.suffix in (".py", ".json", ".tsv"))):
        found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def are_current(db: Connection) -> bool:
    """Whether additions can go on from what is kept."""
    return db.execute(select(t.meta.c.value).where(t.meta.c.name == NAME)).scalar() == rooms_version()


def note(db: Connection, version: str | None) -> None:
    """What is kept from now on is of this version; None: nothing is kept."""
    db.execute(delete(t.meta).where(t.meta.c.name == NAME))
    if version is not None:
        db.execute(insert(t.meta).values(name=NAME, value=version))

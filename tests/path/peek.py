# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A look into a record that another process is writing."""

import contextlib
import sqlite3
from pathlib import Path


def articles_in(address: Path) -> int:
    try:
        with contextlib.closing(sqlite3.connect(address)) as db:
            return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:  # it is being made
        return 0

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The same record in PostgreSQL. The statements are compiled everywhere; with COMMUNIQUE_POSTGRESQL="postgresql://user@host/empty-database" they are run."""

import os
from pathlib import Path

import pytest
from record_rooms import WAY, pages_of
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from communique.record import Filter, Promises, Record, connect
from communique.record.schema import tables

MEETING = "Kings meet\nArland met Borduria on 2021-02-04.\nBorduria said: Arland met Borduria on 2021-02-04, with 300 troops."
PAGES = {"a.txt": MEETING, "b.txt": "Grain\nArland promised Borduria grain by 2021-05-01.", "c.txt": "Nul\0 visit\nCascara met Arland on 2021-03-09.", "d.txt": "fail"}


@pytest.mark.parametrize("name", sorted(tables.tables))
def test_each_table_can_be_made(name: str) -> None:
    statement = str(CreateTable(tables.tables[name]).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    assert "PRIMARY KEY" in statement
    assert "WITHOUT ROWID" not in statement


def test_nothing_but_one_file_speaks_sqlite() -> None:
    folder = Path(connect.__file__).parent
    speaking = {path.name for path in folder.glob("*.py") if "PRAGMA" in path.read_text("utf-8") or "dialects" in path.read_text("utf-8")}
    assert speaking == {"connect.py"}


@pytest.mark.skipif("COMMUNIQUE_POSTGRESQL" not in os.environ, reason="COMMUNIQUE_POSTGRESQL names no empty database")
def test_it_gives_the_same_answers(tmp_path: Path) -> None:
    answers = []
    for address in (os.environ["COMMUNIQUE_POSTGRESQL"], str(tmp_path / "r.db")):
        with Record(address, way=WAY) as record:
            record.add_pages(pages_of(PAGES))
            record.add_pages(pages_of({"a.txt": MEETING.replace("-04", "-05")}))
            events = record.events(Filter(dyad=("ARL", "BOR"), voice="attributed", first="2021", storyline="t:1"))
            found = [events, record.commitments(Promises(by="ARL", due_before="2022")), list(record.search("troops", said_by="Borduria")), list(record.verify())]
            answers.append((list(record.export(former=True)), found, record.problems(), record.counts(), record.event(events[0].id[2:7])))
    assert answers[0] == answers[1]

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where a record is kept: opening, making and recognising one. All that is particular to one database stands here."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from communique.errors import RecordError
from communique.record.schema import SCHEMA_VERSION, meta, tables

KIND = "communique record"
BUSY_SECONDS = 60  # how long a second writer waits for the first


def connect(address: str | Path, *, make: bool) -> Engine:
    """The database of the record at a path or a "postgresql://..." address; made where there is none and `make` is given.

    RecordError where there is none, where it holds something else, or a record of another version.
    """
    if isinstance(address, str) and "://" in address:
        engine = _server(address)
    else:
        path = Path(address)
        if path.is_dir():
            raise RecordError(f"{path} is a folder, not a record; name a file, as in --record korea.db")
        if not make and not path.exists():
            raise RecordError(f"there is no record at {path}; make one with: communique build PAGES --record {path}")
        if make and not path.parent.exists():
            raise RecordError(f"the folder {path.parent} for the record does not exist; make it first, or name another place")
        engine = _sqlite(path)
    try:
        _recognise(engine, str(address), make)
    except DatabaseError as fault:
        engine.dispose()
        reason = str(fault.orig).strip()
        raise RecordError(f"{address} cannot be used as a record: {reason}; name another file, or make a new one with: communique build PAGES --record NEW.db") from fault
    except RecordError:
        engine.dispose()
        raise
    return engine


def _recognise(engine: Engine, address: str, make: bool) -> None:
    found = inspect(engine).get_table_names()
    if "meta" in found and {"name", "value"} <= {c["name"] for c in inspect(engine).get_columns("meta")}:
        with engine.connect() as db:
            kept = {row.name: row.value for row in db.execute(select(meta))}
        if kept.get("kind") == KIND:
            if kept.get("schema") != str(SCHEMA_VERSION):
                raise RecordError(
                    f"{address} was made by another version of Communique (record version {kept.get('schema')}, this one reads {SCHEMA_VERSION}); "
                    f"build it anew with: communique build PAGES --record NEW.db, or use the version of Communique that made it"
                )
            return
    if found:
        raise RecordError(f"{address} is a database, but not a Communique record; name another file, as in --record korea.db")
    if not make:
        raise RecordError(f"{address} holds no record yet; make one with: communique build PAGES --record {address}")
    with engine.begin() as db:
        tables.create_all(db)
        first = {"kind": KIND, "schema": str(SCHEMA_VERSION), "changes": "0", "across": "0"}
        db.execute(insert(meta), [{"name": name, "value": value} for name, value in first.items()])


def _server(address: str) -> Engine:
    try:
        url = make_url(address)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        return create_engine(url)
    except ModuleNotFoundError as fault:
        raise RecordError(f"a record at {make_url(address).render_as_string()} needs the package {fault.name!r}; install it with: pip install {fault.name}") from fault
    except (ArgumentError, NoSuchModuleError) as fault:
        raise RecordError(f"{address!r} is not the address of a database; write a path, or postgresql://user@host/name") from fault


def _sqlite(path: Path) -> Engine:
    """SQLite with a write-ahead log: readers never wait, and a killed writer leaves the last whole transaction."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(raw: Any, _: Any) -> None:
        raw.isolation_level = None  # the driver's own idea of transactions leaves reads outside of them
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            with contextlib.closing(raw.execute(f"PRAGMA {pragma}")):
                pass

    @event.listens_for(engine, "begin")
    def begin(db: Connection) -> None:
        # A transaction that means to write says so at once, so that two writers queue and do not deadlock.
        db.exec_driver_sql("BEGIN IMMEDIATE" if db.get_execution_options().get("writes") else "BEGIN")

    return engine


@contextlib.contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write: all of it is kept, or nothing."""
    with engine.connect().execution_options(writes=True) as db, db.begin():
        yield db


def replacing(db: Connection, table: Table, keys: list[str], value: str) -> Any:
    """An insertion that gives a row that is there the new value."""
    made: Any = postgresql if db.dialect.name == "postgresql" else sqlite
    put = made.insert(table)
    return put.on_conflict_do_update(index_elements=keys, set_={value: put.excluded[value]})

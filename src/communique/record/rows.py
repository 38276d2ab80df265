# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What the rooms keep between additions, in the record (see `communique.kept`)."""

import contextlib
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, select

import communique.record.schema as t
from communique.kept import Placed, Row
from communique.record.connect import replacing
from communique.record.schema import storable

AT_ONCE = (1, 8, 64, 400)  # keys in a question
ALL = 1 << 40
_k = t.kept.c
_under = select(_k.place, _k.value).where(_k.shelf == bindparam("in_shelf"), _k.key == bindparam("in_key"))
_rows = _under.where(_k.place >= bindparam("first")).order_by(_k.place).limit(bindparam("most"))
_until = _under.where(_k.place >= bindparam("first"), _k.place < bindparam("stop")).order_by(_k.place).limit(bindparam("most"))
_back = _under.where(_k.place < bindparam("first")).order_by(_k.place.desc()).limit(bindparam("most"))
_value = select(_k.value).where(_k.shelf == bindparam("in_shelf"), _k.key == bindparam("in_key"), _k.place == bindparam("in_place"))
_values = {n: select(_k.key, _k.value).where(_k.shelf == bindparam("in_shelf"), _k.key.in_([bindparam(f"k{i}") for i in range(n)]), _k.place == "") for n in AT_ONCE}
_drop = delete(t.kept).where(_k.shelf == bindparam("in_shelf"), _k.key == bindparam("in_key"), _k.place == bindparam("in_place"))
_made: dict[tuple[str, int], tuple[str, tuple[str, ...] | None, dict[str, Any]]] = {}


class Rows:
    """Kept rows over one connection, within the caller's transaction.

    An addition asks some thousand small questions: they go to the driver at once, as text that is made of them once a process.
    """

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._put = replacing(db, t.kept, ["shelf", "key", "place"], "value")

    def _asked(self, question: Select[Any], given: Mapping[str, str | int]) -> list[Any]:
        name = self._db.dialect.name, id(question)
        if name not in _made:
            made: Any = question.compile(dialect=self._db.dialect)
            _made[name] = str(made), made.positiontup and tuple(made.positiontup), dict(made.params)
        text, order, fixed = _made[name]
        held: dict[str, Any] = {**fixed, **{key: storable(value) if isinstance(value, str) else value for key, value in given.items()}}
        with contextlib.closing(self._db.connection.cursor()) as cursor:
            cursor.execute(text, held if order is None else tuple(held[key] for key in order))
            return list(cursor.fetchall())

    def rows(self, shelf: str, key: str, first: str = "", *, stop: str | None = None, limit: int | None = None) -> list[Placed]:
        given: dict[str, str | int] = {"in_shelf": shelf, "in_key": key, "first": first, "most": ALL if limit is None else limit}
        found = self._asked(_rows, given) if stop is None else self._asked(_until, {**given, "stop": stop})
        return [(place, value) for place, value in found]

    def back(self, shelf: str, key: str, before: str, limit: int) -> list[Placed]:
        return [(place, value) for place, value in self._asked(_back, {"in_shelf": shelf, "in_key": key, "first": before, "most": limit})]

    def value(self, shelf: str, key: str, place: str = "") -> str | None:
        found = self._asked(_value, {"in_shelf": shelf, "in_key": key, "in_place": place})
        return str(found[0][0]) if found else None

    def values(self, shelf: str, keys: Iterable[str]) -> Mapping[str, str]:
        wanted = list(dict.fromkeys(keys))
        out: dict[str, str] = {}
        for at in range(0, len(wanted), AT_ONCE[-1]):
            some = wanted[at : at + AT_ONCE[-1]]
            size = next(n for n in AT_ONCE if n >= len(some))
            given = {f"k{i}": some[min(i, len(some) - 1)] for i in range(size)}
            out.update((key, value) for key, value in self._asked(_values[size], {"in_shelf": shelf, **given}))
        return out

    def put(self, rows: Iterable[Row]) -> None:
        given = [{"shelf": shelf, "key": key, "place": place, "value": value} for shelf, key, place, value in rows]
        if given:
            self._db.execute(self._put, given)

    def drop(self, rows: Iterable[tuple[str, str, str]]) -> None:
        given = [{"in_shelf": shelf, "in_key": key, "in_place": place} for shelf, key, place in rows]
        if given:
            self._db.execute(_drop, given)

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What the rooms keep between additions, in the record (see `communique.kept`)."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, select

import communique.record.schema as t
from communique.kept import Placed, Row
from communique.record.connect import replacing

AT_ONCE = 400  # keys in a question
_k = t.kept.c
_under = select(_k.place, _k.value).where(_k.shelf == bindparam("shelf"), _k.key == bindparam("key"))
_rows = _under.where(_k.place >= bindparam("first")).order_by(_k.place).limit(bindparam("limit"))
_until = _under.where(_k.place >= bindparam("first"), _k.place < bindparam("stop")).order_by(_k.place).limit(bindparam("limit"))
_back = _under.where(_k.place < bindparam("first")).order_by(_k.place.desc()).limit(bindparam("limit"))
_value = select(_k.value).where(_k.shelf == bindparam("shelf"), _k.key == bindparam("key"), _k.place == bindparam("place"))
_values = select(_k.key, _k.value).where(_k.shelf == bindparam("shelf"), _k.key.in_(bindparam("keys", expanding=True)), _k.place == "")
_drop = delete(t.kept).where(_k.shelf == bindparam("in_shelf"), _k.key == bindparam("in_key"), _k.place == bindparam("in_place"))
ALL = 1 << 40


class Rows:
    """Kept rows over one connection, within the caller's transaction."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._put = replacing(db, t.kept, ["shelf", "key", "place"], "value")

    def rows(self, shelf: str, key: str, first: str = "", *, stop: str | None = None, limit: int | None = None) -> list[Placed]:
        given = {"shelf": shelf, "key": key, "first": first, "limit": ALL if limit is None else limit}
        found = self._db.execute(_rows, given) if stop is None else self._db.execute(_until, {**given, "stop": stop})
        return [(place, value) for place, value in found]

    def back(self, shelf: str, key: str, before: str, limit: int) -> list[Placed]:
        return [(place, value) for place, value in self._db.execute(_back, {"shelf": shelf, "key": key, "first": before, "limit": limit})]

    def value(self, shelf: str, key: str, place: str = "") -> str | None:
        found: str | None = self._db.execute(_value, {"shelf": shelf, "key": key, "place": place}).scalar()
        return found

    def values(self, shelf: str, keys: Iterable[str]) -> Mapping[str, str]:
        wanted = list(dict.fromkeys(keys))
        out: dict[str, str] = {}
        for at in range(0, len(wanted), AT_ONCE):
            for key, value in self._db.execute(_values, {"shelf": shelf, "keys": wanted[at : at + AT_ONCE]}):
                out[key] = value
        return out

    def put(self, rows: Iterable[Row]) -> None:
        given = [{"shelf": shelf, "key": key, "place": place, "value": value} for shelf, key, place, value in rows]
        if given:
            self._db.execute(self._put, given)

    def drop(self, rows: Iterable[tuple[str, str, str]]) -> None:
        given = [{"in_shelf": shelf, "in_key": key, "in_place": place} for shelf, key, place in rows]
        if given:
            self._db.execute(_drop, given)

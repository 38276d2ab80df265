# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A shelf of mentions in rows that outlive a process."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from communique.kept import Kept
from communique.merging.blocks import REACH, Block, Place, blocks, place
from communique.merging.facts import Facts, Key, Pair
from communique.model import EventMention

FACTS, ROW, LIKE = (f"merging {name}" for name in ("facts", "row", "like"))
CUT = "\x1f"  # sorts before whatever a word may hold


class Stored:
    """The same as `Memory`, kept as rows. Facts and likenesses that were asked for are held as long as the shelf is; likenesses are written with `flush`."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._facts: dict[Key, Facts] = {}
        self._likes: dict[Key, dict[Key, float]] = {}
        self._changed: set[Key] = set()

    def get(self, keys: Iterable[Key]) -> dict[Key, Facts]:
        keys = list(keys)
        missing = [key for key in keys if key not in self._facts]
        for name, text in self._kept.values(FACTS, [" ".join(key) for key in missing]).items():
            self._facts[_key(name)] = _facts_in(text)
        return {key: self._facts[key] for key in keys if key in self._facts}

    def put(self, one: Facts) -> None:
        self._facts[one.key] = one
        name, at = " ".join(one.key), _place(place(one))
        self._kept.put([(FACTS, name, "", _written(one)), *((ROW, block, at, "") for block in blocks(one))])

    def drop(self, one: Facts) -> None:
        self._facts.pop(one.key, None)
        name, at = " ".join(one.key), _place(place(one))
        self._kept.drop([(FACTS, name, ""), *((ROW, block, at) for block in blocks(one))])

    def around(self, block: Block, at: Place) -> tuple[list[Key], list[Key]]:
        here = _place(at)
        before = [_key(name.rpartition(CUT)[2]) for name, _ in reversed(self._kept.back(ROW, block, here, REACH))]
        after = [_key(name.rpartition(CUT)[2]) for name, _ in self._kept.rows(ROW, block, here, limit=REACH + 1) if name != here]
        return before, after[:REACH]

    def likes(self, keys: Iterable[Key]) -> dict[Key, Mapping[Key, float]]:
        keys = list(keys)
        self._read(key for key in keys if key not in self._likes)
        return {key: dict(self._likes[key]) for key in keys}

    def _read(self, keys: Iterable[Key]) -> None:
        names = {" ".join(key): key for key in keys}
        self._likes.update((key, {}) for key in names.values())
        for name, text in self._kept.values(LIKE, names).items():
            self._likes[names[name]] = {_key(other): value for other, value in json.loads(text).items()}

    def tie(self, pair: Pair, score: float | None) -> None:
        self._read(key for key in pair if key not in self._likes)
        for one, other in (pair, pair[::-1]):
            self._changed.add(one)
            if score is None:
                self._likes[one].pop(other, None)
            else:
                self._likes[one][other] = score

    def flush(self) -> None:
        rows = {key: {" ".join(other): value for other, value in sorted(self._likes[key].items())} for key in sorted(self._changed)}
        self._kept.put((LIKE, " ".join(key), "", json.dumps(likes, separators=(",", ":"))) for key, likes in rows.items() if likes)
        self._kept.drop((LIKE, " ".join(key), "") for key, likes in rows.items() if not likes)
        self._changed.clear()


def _key(name: str) -> Key:
    article, _, mention = name.partition(" ")
    return article, mention


def _place(at: Place) -> str:
    return CUT.join((f"{at[0]:08d}", at[1], " ".join(at[2])))


def _written(one: Facts) -> str:
    span = one.mention.place and one.mention.place.span  # which the exchange form leaves out
    form = {field.name: _plain(getattr(one, field.name)) for field in fields(one) if field.name != "mention"}
    return json.dumps([one.mention.to_dict(), span, form], separators=(",", ":"))


def _facts_in(text: str) -> Facts:
    exchanged, span, form = json.loads(text)
    mention = EventMention.from_dict(exchanged)
    if span is not None and mention.place is not None:
        mention = replace(mention, place=replace(mention.place, span=(span[0], span[1])))
    return Facts(mention=mention, **{name: _value(value) for name, value in form.items()})


def _plain(value: Any) -> Any:
    """JSON that tells sets, tuples and mappings from one another."""
    if isinstance(value, frozenset):
        return {"set": [_plain(v) for v in sorted(value)]}
    if isinstance(value, Mapping):
        return {"map": [[_plain(k), _plain(v)] for k, v in sorted(value.items())]}
    return [_plain(v) for v in value] if isinstance(value, tuple) else value


def _value(form: Any) -> Any:
    if isinstance(form, list):
        return tuple(_value(v) for v in form)
    if not isinstance(form, dict):
        return form
    return frozenset(_value(v) for v in form["set"]) if "set" in form else {_value(k): _value(v) for k, v in form["map"]}

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A shelf of mentions in rows that outlive a process."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from communique.kept import Kept
from communique.merging.blocks import REACH, Block, Place, blocks, place
from communique.merging.facts import Facts, Key, Pair
from communique.model import EventMention

FACTS, ROW, LIKE = (f"merging {name}" for name in ("facts", "row", "like"))
CUT = "\x1f"  # sorts before whatever a word may hold
SETS = frozenset(
    {"actors", "recipients", "actor_countries", "recipient_countries", "countries", "sides", "parties", "matter", "trigger", "page_words"}
)  # fmt: skip


class Stored:
    """The same as `Memory`, kept as rows. Facts that were asked for are held as long as the shelf is."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._facts: dict[Key, Facts] = {}

    def get(self, keys: Iterable[Key]) -> dict[Key, Facts]:
        keys = list(keys)
        missing = [key for key in keys if key not in self._facts]
        for name, text in self._kept.values(FACTS, [" ".join(key) for key in missing]).items():
            self._facts[_key(name)] = _read(text)
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

    def likes(self, key: Key) -> Mapping[Key, float]:
        return {_key(name): float(value) for name, value in self._kept.rows(LIKE, " ".join(key))}

    def tie(self, pair: Pair, score: float | None) -> None:
        a, b = (" ".join(key) for key in pair)
        if score is None:
            self._kept.drop([(LIKE, a, b), (LIKE, b, a)])
        else:
            self._kept.put([(LIKE, a, b, repr(score)), (LIKE, b, a, repr(score))])


def _key(name: str) -> Key:
    article, _, mention = name.partition(" ")
    return article, mention


def _place(at: Place) -> str:
    return CUT.join((f"{at[0]:08d}", at[1], " ".join(at[2])))


def _written(one: Facts) -> str:
    form: dict[str, object] = {}
    for field in fields(one):
        value = getattr(one, field.name)
        if field.name == "mention":
            value = [value.to_dict(), value.place and value.place.span]
        elif field.name == "persons":
            value = {country: sorted(ids) for country, ids in sorted(value.items())}
        elif isinstance(value, frozenset):
            value = sorted(value)
        form[field.name] = value
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"))


def _read(text: str) -> Facts:
    form = json.loads(text)
    mention, span = form["mention"]
    form["mention"] = EventMention.from_dict(mention)
    if span is not None:
        form["mention"] = replace(form["mention"], place=replace(form["mention"].place, span=(span[0], span[1])))
    for name in SETS:
        form[name] = frozenset(form[name])
    form["persons"] = {country: frozenset(ids) for country, ids in form["persons"].items()}
    form["people"] = frozenset((a, b) for a, b in form["people"])
    form["ordinals"] = tuple((a, b) for a, b in form["ordinals"])
    for name in ("key", "days", "at"):
        form[name] = tuple(form[name]) if form[name] is not None else None
    return Facts(**form)

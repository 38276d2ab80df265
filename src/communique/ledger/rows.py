# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What the ledger keeps between additions: nouns as rows, and rows in the order of days in which each reaches its nearest neighbours."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Generic, TypeVar

from communique.kept import Kept
from communique.ledger.facts import Done, Told
from communique.model import CommitmentMention, Event

N = TypeVar("N")
Pair = tuple[str, str]
Standing = tuple[tuple[str, ...], str]  # the keys under which one stands, and its place there; the place ends with a blank and its name


class Rows:
    """Who is within reach of whom: at most `reach` places apart in a row that both stand in. That bounds the work of an addition, and is a property of the set."""

    def __init__(self, kept: Kept, shelf: str, reach: int) -> None:
        self._kept, self._shelf, self._reach = kept, shelf, reach

    def enter(self, standing: Standing) -> set[Pair]:
        """-> the pairs of others that it pushes out of one another's reach."""
        keys, place = standing
        self._kept.put((self._shelf, key, place, "") for key in keys)
        return self._astride(standing)

    def leave(self, standing: Standing) -> set[Pair]:
        """-> the pairs of others that come within one another's reach."""
        keys, place = standing
        found = self._astride(standing)
        self._kept.drop((self._shelf, key, place) for key in keys)
        return found

    def near(self, standing: Standing) -> set[str]:
        keys, place = standing
        return {name for key in keys for side in self._sides(key, place) for name in side}

    def _sides(self, key: str, place: str) -> tuple[list[str], list[str]]:
        before = [at for at, _ in self._kept.back(self._shelf, key, place, self._reach)]
        after = [at for at, _ in self._kept.rows(self._shelf, key, place, limit=self._reach + 1) if at != place]
        return [_name(at) for at in before], [_name(at) for at in after[: self._reach]]

    def _astride(self, standing: Standing) -> set[Pair]:
        keys, place = standing
        out: set[Pair] = set()
        for key in keys:
            before, after = self._sides(key, place)
            out |= {
                (min(a, b), max(a, b)) for back, a in enumerate(before) if self._reach - 1 - back < len(after) for b in (after[self._reach - 1 - back],)
            }  # fmt: skip
        return out


def held(kept: Kept, shelf: str, pairs: Iterable[Pair]) -> set[Pair]:
    """Of some pairs, those between which a tie is kept: what comes out of reach matters to them alone."""
    by_first: defaultdict[str, set[Pair]] = defaultdict(set)
    for pair in pairs:
        by_first[pair[0]].add(pair)
    return {(name, other) for name, some in by_first.items() for other, _ in kept.rows(shelf, name) if (name, other) in some}


def _name(place: str) -> str:
    return place.rpartition(" ")[2]


class Shelf(Generic[N]):
    """Nouns by name, read once."""

    def __init__(self, kept: Kept, shelf: str, read: Callable[[str], N], write: Callable[[N], str]) -> None:
        self._kept, self._shelf, self._read, self._write = kept, shelf, read, write
        self._held: dict[str, N] = {}

    def get(self, names: Iterable[str]) -> dict[str, N]:
        names = list(names)
        missing = [name for name in names if name not in self._held]
        self._held |= {name: self._read(text) for name, text in self._kept.values(self._shelf, missing).items()}
        return {name: self._held[name] for name in names if name in self._held}

    def put(self, name: str, noun: N) -> None:
        self._held[name] = noun
        self._kept.put([(self._shelf, name, "", self._write(noun))])

    def drop(self, name: str) -> None:
        self._held.pop(name, None)
        self._kept.drop([(self._shelf, name, "")])


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def write_told(one: Told) -> str:
    return json.dumps({f.name: one.mention.to_dict() if f.name == "mention" else _plain(getattr(one, f.name)) for f in fields(one)})


def read_told(text: str) -> Told:
    form = json.loads(text)
    for name in ("by", "to", "by_countries", "to_countries", "by_persons", "matter"):
        form[name] = frozenset(form[name])
    form["key"] = tuple(form["key"])
    form["due"] = form["due"] and tuple(form["due"])
    form["mention"] = CommitmentMention.from_dict(form["mention"])
    return Told(**form)


def write_done(one: Done) -> str:
    bare = replace(one.event, accounts=(), disagreements=(), aliases=())
    return json.dumps({f.name: bare.to_dict() if f.name == "event" else _plain(getattr(one, f.name)) for f in fields(one)})


def read_done(text: str) -> Done:
    form = json.loads(text)
    for name in ("actors", "recipients", "parties", "matter", "articles"):
        form[name] = frozenset(form[name])
    form["mentions"] = frozenset((a, b) for a, b in form["mentions"])
    form["texts"] = tuple(form["texts"])
    form["headlines"] = tuple((article, headline) for article, headline in form["headlines"])
    form["places"] = tuple((article, start, told) for article, start, told in form["places"])
    form["event"] = Event.from_dict(form["event"])
    return Done(**form)

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Events chained into storylines, kept link by link. A chain that grows long is told by years: what belongs together stays bounded, whatever the record's length."""

import json
from collections.abc import Collection, Sequence

from communique.kept import Kept, connected, tied
from communique.ledger.facts import Done
from communique.ledger.rows import Rows, Shelf, held
from communique.ledger.storylines import LONGEST, LOOK_BACK, chained, id_of, lines_of, rows_of, storyline_of, title
from communique.model import Storyline
from communique.text import digest

ROW, LINK, CHAPTER, STORY, STANDING, TITLE, TOLD = (f"ledger {name}" for name in ("event row", "link", "chapter", "story", "standing", "title", "story told"))


class Chains:
    def __init__(self, kept: Kept, done: Shelf[Done]) -> None:
        self._kept, self._done = kept, done
        self._rows = Rows(kept, ROW, LOOK_BACK)

    def change(self, gone: Collection[str], new: Sequence[Done]) -> tuple[tuple[Storyline, ...], frozenset[str]]:
        """Events that went and came, on the shelf as they are now -> the storylines that this touches, and their ids before."""
        touched = set(gone) | {one.event.id for one in new}
        doubtful: set[tuple[str, str]] = set()
        pushed: set[tuple[str, str]] = set()
        for name in sorted(gone):
            if (standing := self._standing(name)) is not None:
                doubtful |= self._rows.leave(standing)
                self._kept.drop([(STANDING, name, "")])
            for other, _ in self._kept.rows(LINK, name):
                self._link(name, other, there=False)
                touched.add(other)
        for one in new:
            standing = rows_of(one)
            if standing is not None:
                pushed |= self._rows.enter(standing)
                self._kept.put([(STANDING, one.event.id, "", "\x1f".join((*standing[0], standing[1])))])
        fresh = {one.event.id for one in new}
        for one in new:
            standing = rows_of(one)
            around = self._rows.near(standing) - {one.event.id} if standing else set()
            for neighbour in self._done.get(sorted(around)).values():
                if chained(one, neighbour):
                    self._link(one.event.id, neighbour.event.id, there=True)
                    touched.add(neighbour.event.id)
        doubtful |= held(self._kept, LINK, pushed)
        found = self._done.get({name for pair in doubtful for name in pair})
        near: dict[str, set[str]] = {}
        for a, b in sorted(doubtful):
            if a in found and b in found and not {a, b} & fresh:
                if a not in near:
                    near[a] = self._rows.near(standing) if (standing := rows_of(found[a])) else set()
                now = b in near[a] and chained(found[a], found[b])
                if now != (self._kept.value(LINK, a, b) is not None):
                    self._link(a, b, there=now)
                    touched |= {a, b}
        return self._told(touched)

    def _standing(self, name: str) -> tuple[tuple[str, ...], str] | None:
        text = self._kept.value(STANDING, name)
        if text is None:
            return None
        *keys, place = text.split("\x1f")
        return tuple(keys), place

    def _link(self, a: str, b: str, *, there: bool) -> None:
        if there:
            self._kept.put((*at, "") for at in tied(LINK, a, b))
        else:
            self._kept.drop(tied(LINK, a, b))

    def _told(self, touched: set[str]) -> tuple[tuple[Storyline, ...], frozenset[str]]:
        found: dict[str, Storyline] = {}
        gone: set[str] = set()
        done: set[str] = set()
        todo = sorted(touched)
        while todo:
            name = todo.pop()
            if name in done:
                continue
            done.add(name)
            part = self._part(name) if self._done.get([name]) else {name}
            done |= part
            for story in sorted(set(self._kept.values(CHAPTER, part).values()) - gone):
                gone.add(story)
                todo += [event for event, _ in self._kept.rows(STORY, story)]
            if name in part and (one := storyline_of(list(self._done.get(part).values()), self._title)) is not None:
                found[one.id] = one
        told = {name: digest("w", json.dumps(one.to_dict())) for name, one in found.items()}
        same = {name for name in gone & told.keys() if self._kept.value(TOLD, name) == told[name]}
        for story in gone - same:
            events = [event for event, _ in self._kept.rows(STORY, story)]
            self._kept.drop([(TITLE, story, "")] if story not in found else [])
            self._kept.drop([(TOLD, story, ""), *(row for event in events for row in ((STORY, story, event), (CHAPTER, event, "")))])
        new = [found[name] for name in sorted(found.keys() - same)]
        self._kept.put((TOLD, one.id, "", told[one.id]) for one in new)
        self._kept.put(row for one in new for event in one.events for row in ((STORY, one.id, event, ""), (CHAPTER, event, "", one.id)))
        return tuple(new), frozenset(gone - same)

    def _title(self, group: Sequence[Done]) -> str:
        """The title that some events of a chain lead to, taken again only where another lot of them or other texts do."""
        rests = digest("w", lines_of(group), sorted({party for one in group for party in one.parties}))
        name = id_of(group)
        held = (self._kept.value(TITLE, name) or "").partition(" ")
        if held[0] != rests:
            held = (rests, " ", title(group))
            self._kept.put([(TITLE, name, "", "".join(held))])
        return held[2]

    def _part(self, name: str) -> set[str]:
        """All that an event is chained with; where that is more than LONGEST, those of the event's year."""
        part, _ = connected(self._kept, (LINK,), name, most=LONGEST)
        if len(part) > LONGEST:
            year = self._year(name)
            part, _ = connected(self._kept, (LINK,), name, among=lambda other: self._year(other) == year)
        return part

    def _year(self, name: str) -> str:
        days = self._done.get([name])[name].event.date_range
        return days[0][:4] if days else ""

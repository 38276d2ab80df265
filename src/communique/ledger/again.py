# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Commitments and storylines after a change: only those that it can touch are made anew, and they come out as if all had been."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from communique.kept import Kept, connected, tied
from communique.ledger.answers import Undertaking
from communique.ledger.chains import Chains
from communique.ledger.facts import Done, Told, done_of, told_of
from communique.ledger.finding import Finder
from communique.ledger.gathering import REACH, Group, gathered, likeness, name_of, rows_of
from communique.ledger.rows import Rows, Shelf, held, read_done, read_told, write_done, write_told
from communique.ledger.undertakings import commitment_of, id_of, undertaking
from communique.model import Coded, Commitment, Event, Links, Storyline
from communique.text import digest
from communique.words import news

TOLD, DONE, ROW, LIKE, RESTS, EVENT, GROUP, IN, DAY, OPEN, WANTS, WRITTEN = (f"ledger {name}" for name in "told done row like rests event group in day open wants written".split())


@dataclass(frozen=True)
class Refollowed:
    commitments: tuple[Commitment, ...]  # those that are others now, or whose mentions came anew, by id
    gone: frozenset[str]  # their ids before
    storylines: tuple[Storyline, ...]
    gone_storylines: frozenset[str]


def refollow(
    kept: Kept,
    page: Callable[[str], Coded],
    *,
    gone: Sequence[Coded] = (),
    new: Sequence[Coded] = (),
    gone_events: Collection[str] = (),
    events: Sequence[Event] = (),
    links: Links,
) -> Refollowed:
    """Takes pages and events away and adds others -> the commitments and storylines that this touches.

    A page or an event that is another than before is among both. `page` gives the article of an id, `links` tell of the new pages and of those that
    report the events.
    """
    ledger = _Ledger(kept)
    before = ledger.today
    ledger.days(gone, new)
    done = done_of(events, page, links)
    wanting = ledger.exchange(gone_events, done)
    touched = ledger.mentions(gone, told_of(new, links))
    wanting |= ledger.due_between(before, ledger.today)
    ledger.regroup(touched)
    commitments = ledger.commitments(wanting)
    chains = Chains(kept, ledger.done)
    stories, gone_stories = chains.change(gone_events, done)
    return Refollowed(commitments, frozenset(ledger.gone), stories, gone_stories)


class _Ledger:
    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.told: Shelf[Told] = Shelf(kept, TOLD, read_told, write_told)
        self.done: Shelf[Done] = Shelf(kept, DONE, read_done, write_done)
        self.finder = Finder(kept, self.done.get)
        self.rows = Rows(kept, ROW, REACH)
        self.gone: set[str] = set()  # ids of commitments
        self.groups: dict[str, Group] = {}
        self._resting: set[str] = set()  # mentions that rest on a mention of an event that came or went

    # The newest day ------------------------------------------------------------------------------------------------

    @property
    def today(self) -> str | None:
        """The newest printed day: the record has no other clock."""
        for kind in ("printed", "range"):
            if found := self.kept.back(DAY, kind, "~", 1):
                return found[0][0].split(" ")[0]
        return None

    def days(self, gone: Sequence[Coded], new: Sequence[Coded]) -> None:
        self.kept.drop(row[:3] for page in gone for row in _days(page))
        self.kept.put(row for page in new for row in _days(page))

    def due_between(self, a: str | None, b: str | None) -> set[str]:
        """Commitments whose last day lies between two days of looking back."""
        low, high = sorted((a or "", b or ""))
        return {place.split(" ")[1] for place, _ in self.kept.rows(OPEN, "due", low, stop=high)} if low != high else set()

    # Events and mentions -------------------------------------------------------------------------------------------

    def exchange(self, gone: Collection[str], new: Sequence[Done]) -> set[str]:
        """Events that go and come -> the commitments that look where they stood or stand."""
        wanting: set[str] = set()
        left = self.done.get(gone)
        for one in left.values():
            wanting |= self.finder.wanting(one)
        for name, one in left.items():
            self.kept.drop(row[:3] for row in Finder.rows(one))
            self.kept.drop((EVENT, " ".join(key), "") for key in one.mentions)
            self.done.drop(name)
        for one in new:
            self.done.put(one.event.id, one)
            self.kept.put(Finder.rows(one))
            self.kept.put((EVENT, " ".join(key), "", one.event.id) for key in one.mentions)
        for one in new:
            wanting |= self.finder.wanting(one)
        self._resting = {place for one in (*left.values(), *new) for key in one.mentions for place, _ in self.kept.rows(RESTS, " ".join(key))}
        return wanting

    def mentions(self, gone: Sequence[Coded], new: Sequence[Told]) -> set[str]:
        """Mentions that go and come -> those whose likenesses or groups this touches."""
        touched: set[str] = set()
        doubtful: set[tuple[str, str]] = set()
        pushed: set[tuple[str, str]] = set()
        left = self.told.get(f"{page.article.id}/{c.id}" for page in gone for c in page.commitments)
        for name, one in left.items():
            doubtful |= self.rows.leave(rows_of(one))
            for other, _ in self.kept.rows(LIKE, name):
                self._like(name, other, None)
                touched.add(other)
            self.kept.drop(_rests(one, name))
            self.told.drop(name)
            touched.add(name)
        for one in new:
            self.told.put(name_of(one), one)
            pushed |= self.rows.enter(rows_of(one))
            self.kept.put((*row, "") for row in _rests(one, name_of(one)))
        again = {name_of(one) for one in new} | {name for name in self._resting if self.told.get([name])}
        for name in sorted(again):
            touched |= self._compare(name)
        doubtful |= held(self.kept, LIKE, pushed)
        found = self.told.get({name for pair in doubtful for name in pair})
        near: dict[str, set[str]] = {}
        for a, b in sorted(doubtful):
            if a in found and b in found and not {a, b} & again:
                if a not in near:
                    near[a] = self.rows.near(rows_of(found[a]))
                value = self._likeness(found[a], found[b]) if b in near[a] else 0.0
                if value != float(self.kept.value(LIKE, a, b) or 0.0):
                    self._like(a, b, value or None)
                    touched |= {a, b}
        return touched | again

    def _compare(self, name: str) -> set[str]:
        """All likenesses of a mention anew -> the others of which one has changed."""
        one = self.told.get([name])[name]
        near = self.rows.near(rows_of(one)) - {name}
        others = self.told.get(sorted(near))
        now = {key: value for key, other in others.items() if (value := self._likeness(one, other)) > 0}
        before = {key: float(value) for key, value in self.kept.rows(LIKE, name)}
        changed = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
        for key in changed:
            self._like(name, key, now.get(key))
        return changed

    def _likeness(self, a: Told, b: Told) -> float:
        first, second = sorted((a, b), key=lambda t: t.key)
        return likeness(first, second, news(), self.same_event((a, b)))

    def same_event(self, told: Iterable[Told]) -> dict[tuple[str, str], str]:
        keys = [(t.key[0], t.mention.event) for t in told if t.mention.event]
        found = self.kept.values(EVENT, [" ".join(key) for key in keys])
        return {key: found[" ".join(key)] for key in keys if " ".join(key) in found}

    def _like(self, a: str, b: str, value: float | None) -> None:
        if value is None:
            self.kept.drop(tied(LIKE, a, b))
        else:
            self.kept.put((*at, repr(value)) for at in tied(LIKE, a, b))

    # Commitments ---------------------------------------------------------------------------------------------------

    def regroup(self, touched: set[str]) -> None:
        """The groups of all that touched mentions are connected with."""
        for key in self.kept.values(IN, touched).values():
            self._dissolve(key)
        done: set[str] = set()
        for name in sorted(touched):
            if name in done or not self.told.get([name]):
                continue
            part, likes = connected(self.kept, (LIKE,), name)
            done |= part
            for key in sorted(set(self.kept.values(IN, part).values())):
                self._dissolve(key)
            told = sorted(self.told.get(part).values(), key=lambda t: t.key)
            at = {name_of(one): i for i, one in enumerate(told)}
            for group in gathered(told, {(min(at[a], at[b]), max(at[a], at[b])): float(value) for (a, b), value in likes.items()}, news()):
                self.groups[id_of(group)] = group
        for key, group in self.groups.items():
            self.kept.put(row for t in group for row in ((IN, name_of(t), "", key), (GROUP, key, name_of(t), "")))

    def _dissolve(self, key: str) -> None:
        names = [name for name, _ in self.kept.rows(GROUP, key)]
        if not names:
            return
        self.gone.add(key)
        self.kept.drop(row for name in names for row in ((IN, name, ""), (GROUP, key, name)))

    def commitments(self, wanting: set[str]) -> tuple[Commitment, ...]:
        """Those of the groups made anew; and of those that look where an event came or went, the ones that read otherwise since."""
        for key in self.gone:
            self.kept.drop([*self._wants(key), (WRITTEN, key, "")])
        out = []
        for key, group in self.groups.items():
            one = undertaking(group)
            rows = list(Finder.wants(one, key)) + ([(OPEN, "due", f"{one.due[1]} {key}", "")] if one.due else [])
            self.kept.put([*rows, *((WANTS, key, "\x1f".join(row[:3]), "") for row in rows)])
            out.append(self._written(group, one))
        for key in sorted(wanting - self.groups.keys() - self.gone):
            told = self.told.get(name for name, _ in self.kept.rows(GROUP, key)).values()
            group = tuple(sorted(told, key=lambda t: (t.day or "9999", t.key)))
            before = self.kept.value(WRITTEN, key)
            found = self._written(group, undertaking(group))
            if self.kept.value(WRITTEN, key) != before:
                self.gone.add(key)
                out.append(found)
        return tuple(sorted(out, key=lambda found: found.id))

    def _written(self, group: Group, one: Undertaking) -> Commitment:
        found = commitment_of(group, one, self.finder.near(one), self.same_event(group), self.today)
        self.kept.put([(WRITTEN, found.id, "", digest("w", json.dumps(found.to_dict())))])
        return found

    def _wants(self, key: str) -> list[tuple[str, str, str]]:
        rows = [place for place, _ in self.kept.rows(WANTS, key)]
        named = [tuple(row.split("\x1f")) for row in rows]
        return [*((a, b, c) for a, b, c in named), *((WANTS, key, row) for row in rows)]


def _days(page: Coded) -> Iterable[tuple[str, str, str, str]]:
    article = page.article
    if article.published:
        yield DAY, "printed", f"{article.published} {article.id}", ""
    if article.published_range:
        yield DAY, "range", f"{article.published_range[0]} {article.id}", ""


def _rests(one: Told, name: str) -> list[tuple[str, str, str]]:
    return [(RESTS, f"{one.key[0]} {one.mention.event}", name)] if one.mention.event else []

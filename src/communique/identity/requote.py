# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Quotations after a change: only those that it can touch are made anew, and they come out as if all had been."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from communique.dates import shift, width
from communique.identity.quotations import COMMON, NEAR, Said, akin, joined, keys_of, near, quotation_of, said_on, same
from communique.identity.wordings import Word
from communique.kept import Kept, connected, tied
from communique.model import Coded, Days, Links, Quotation, StatementRef

SAID, PAGE, KEY, LIKE, BY, ALL, IN, GROUP, KIN, KINS, ID, JOINED = (f"quotation {name}" for name in "said page key like by all in group kin kins id joined".split())
WIDE = 31  # days of a range that stands with those without a day
UNDATED, DATED = "0000", "0001"  # before all days; the first place after


@dataclass(frozen=True)
class Requoted:
    quotations: tuple[Quotation, ...]  # those that this touches, by id
    gone: frozenset[str]  # their ids before
    articles: frozenset[str]  # other pages of which a statement is of another quotation now


def requote(kept: Kept, page: Callable[[str], Coded], *, gone: Sequence[Coded] = (), new: Sequence[Coded] = (), links: Links) -> Requoted:
    """Takes pages away and adds others -> the quotations that this touches. `links` tell of the new pages, `page` gives one that is there by its id."""
    return _Quoting(kept, page).run(gone, new, links)


def quoted_on(kept: Kept, pages: Sequence[Coded]) -> tuple[Quotation, ...]:
    """The quotations of some pages: ids, and the statements on these pages only."""
    found: defaultdict[str, list[StatementRef]] = defaultdict(list)
    for one in pages:
        names = [name for name, _ in kept.rows(PAGE, one.article.id)]
        for name, group in kept.values(IN, names).items():
            if (key := kept.value(ID, group)) is not None:
                found[key].append(_ref(name))
    return tuple(Quotation(key, tuple(refs)) for key, refs in sorted(found.items()))


class _Quoting:
    def __init__(self, kept: Kept, page: Callable[[str], Coded]) -> None:
        self.kept, self.page = kept, page
        self._held: dict[str, Said] = {}
        self._keys: dict[str, list[str]] = {}

    def get(self, names: Sequence[str]) -> list[Said]:
        missing = [name for name in names if name not in self._held]
        self._held |= {name: _read(text) for name, text in self.kept.values(SAID, missing).items()}
        return [self._held[name] for name in names if name in self._held]

    def run(self, gone: Sequence[Coded], new: Sequence[Coded], links: Links) -> Requoted:
        left = [name for one in gone for name, _ in self.kept.rows(PAGE, one.article.id)]
        old = dict(zip(left, self.get(left), strict=True))
        linked = {member: actor.id for actor in links.actors for member in actor.members}
        fresh = {f"{one.article.id} {at:04d} {said.ref.statement}": said for one in new for at, said in enumerate(said_on(one, linked))}
        keys = {key for said in (*old.values(), *fresh.values()) if said.quoted for key in keys_of(said)}
        crowds = {key for key in keys if len(self._under(key)) > COMMON}
        groups_before = set(self.kept.values(IN, left).values())
        touched = {other for name in left for other, _ in self.kept.rows(LIKE, name)} - old.keys()
        around = set(self._speaking(old))
        for name, said in old.items():
            self.kept.drop(row[:3] for row in _rows(name, said))
            self.kept.drop(at for other, _ in self.kept.rows(LIKE, name) for at in tied(LIKE, name, other))
            self._held.pop(name)
        self.kept.put(row for name, said in fresh.items() for row in _rows(name, said))
        self._held |= fresh
        self._keys = {}
        again = {name for name, said in fresh.items() if said.quoted}
        again |= {name for key in keys if (key in crowds) != (len(self._under(key)) > COMMON) for name, _ in self.kept.rows(KEY, key)}
        for name in sorted(again):
            touched |= self._compare(name)
        groups = self._regroup((touched | again) - (old.keys() - fresh.keys()), groups_before)
        return self._told(groups, around | set(self._speaking(fresh)) | fresh.keys(), groups_before, {*old, *fresh})

    # The same words ------------------------------------------------------------------------------------------------

    def _under(self, key: str) -> list[str]:
        if key not in self._keys:
            self._keys[key] = [name for name, _ in self.kept.rows(KEY, key, limit=COMMON + 1)]
        return self._keys[key]

    def _compare(self, name: str) -> set[str]:
        """The quotations that are one with this -> those of which that has changed."""
        one = self.get([name])[0]
        found = sorted({other for key in keys_of(one) if len(self._under(key)) <= COMMON for other in self._under(key)} - {name})
        now = {other for other, said in zip(found, self.get(found), strict=True) if same(one, said)}
        before = {other for other, _ in self.kept.rows(LIKE, name)}
        self.kept.drop(at for other in before - now for at in tied(LIKE, name, other))
        self.kept.put((*at, "") for other in now - before for at in tied(LIKE, name, other))
        return now ^ before

    def _regroup(self, touched: set[str], before: set[str]) -> set[str]:
        """Groups of all that touched quotations are connected with -> their names; `before` gets those that they were in."""
        found: list[list[str]] = []
        done: set[str] = set()
        for name in sorted(touched):
            if name not in done:
                part, likes = connected(self.kept, (LIKE,), name)
                done |= part
                names = sorted(part)
                at = {one: i for i, one in enumerate(names)}
                said = self.get(names)
                of = {id(one): names[i] for i, one in enumerate(said)}
                found += [sorted(of[id(one)] for one in group) for group in joined(said, sorted((at[a], at[b]) for a, b in likes))]
        before |= set(self.kept.values(IN, done).values())
        self.kept.drop(row for group in before for name, _ in self.kept.rows(GROUP, group) for row in ((GROUP, group, name), (IN, name, "")))
        self.kept.put(row for group in found for name in group for row in ((GROUP, group[0], name, ""), (IN, name, "", group[0])))
        return {group[0] for group in found}

    # Other words ---------------------------------------------------------------------------------------------------

    def _told(self, groups: set[str], around: set[str], before: set[str], own: set[str]) -> Requoted:
        members = {name for group in groups for name, _ in self.kept.rows(GROUP, group)}
        near_by = set(self._speaking(dict(zip(sorted(members), self.get(sorted(members)), strict=True))))
        changed = set(groups)
        for name in sorted(around | near_by | members | own):
            was, now = self.kept.value(KIN, name), self._nearest(name)
            if was != now:
                if was is not None:
                    changed.add(was)
                    self.kept.drop([(KIN, name, ""), (KINS, was, name)])
                if now is not None:
                    changed.add(now)
                    self.kept.put([(KIN, name, "", now), (KINS, now, name, "")])
        gone: set[str] = set()
        found: list[Quotation] = []
        articles: set[str] = set()
        for group in sorted(changed | before):
            was = self.kept.value(ID, group)
            names = [name for name, _ in self.kept.rows(GROUP, group)]
            kin = [name for name, _ in self.kept.rows(KINS, group)]
            one = quotation_of(self.get(names), self.get(kin), self.page) if names and len(names) + len(kin) > 1 else None
            joins = {name for name, _ in self.kept.rows(JOINED, group)}
            holds = set(names) if one is not None else set()
            if was is not None:
                gone.add(was)
            moved = joins ^ holds if one is None or one.id == was else joins | holds
            articles |= {name.split(" ")[0] for name in moved}
            self.kept.drop((JOINED, group, name) for name in joins - holds)
            self.kept.put((JOINED, group, name, "") for name in holds - joins)
            if one is None:
                self.kept.drop([(ID, group, "")])
            else:
                self.kept.put([(ID, group, "", one.id)])
                found.append(one)
        return Requoted(tuple(sorted(found, key=lambda q: q.id)), frozenset(gone), frozenset(articles - {name.split(" ")[0] for name in own}))

    def _nearest(self, name: str) -> str | None:
        """The quotation that a statement tells in other words: of the same speaker, from the same days."""
        held = self.get([name])
        if not held:
            return None
        one, own = held[0], self.kept.value(IN, name)
        if own is not None and len(self.kept.rows(GROUP, own, limit=2)) > 1:
            return None
        found = sorted({other for speaker in one.speakers for other in self._then(BY, speaker, one.days)})
        options = sorted(set(self.kept.values(IN, found).values()) - {own})[:COMMON]
        ranked = []
        for group in options:
            members = self.get([member for member, _ in self.kept.rows(GROUP, group)])
            ranked.append((-max(akin(one, other) for other in members), group))
        best = min(ranked, default=(0.0, ""))
        return best[1] if best[0] < 0 else None

    def _speaking(self, said: dict[str, Said]) -> set[str]:
        """Statements that look at one of these quotations for what they tell in other words."""
        out: set[str] = set()
        for name, one in said.items():
            for speaker in one.speakers if one.quoted else ():
                place = f"{' '.join(_when(one.days))} {name}"
                start, stop = (UNDATED, DATED) if place < DATED else (DATED, None)
                first = self.kept.rows(BY, speaker, start, stop=stop, limit=COMMON + 1)
                seen_by_all = len(first) <= COMMON or place <= first[-1][0]
                if place >= DATED:
                    out.update(self._then(ALL, speaker, one.days))
                if seen_by_all:
                    out.update(at.split(" ", 2)[2] for at, _ in self.kept.rows(ALL, speaker, stop=None if place < DATED else DATED))
        return out

    def _then(self, shelf: str, speaker: str, days: Days | None) -> list[str]:
        """What a speaker is told to have said around some days, and first of all what stands without a day."""
        undated = self.kept.rows(shelf, speaker, stop=DATED, limit=COMMON)
        if _when(days)[0] == UNDATED:
            days = None
        dated = self.kept.rows(shelf, speaker, DATED, limit=COMMON) if days is None else self.kept.rows(shelf, speaker, shift(days[0], -NEAR - WIDE), stop=shift(days[1], NEAR + 1))
        out = []
        for place, _ in (*undated, *dated):
            first, last, name = place.split(" ", 2)
            if first == UNDATED or near(days, (first, last)):
                out.append(name)
        return out


def _rows(name: str, one: Said) -> list[tuple[str, str, str, str]]:
    first, last = _when(one.days)
    out = [(SAID, name, "", _written(one)), (PAGE, one.ref.article, name, "")]
    for speaker in one.speakers:
        out.append((ALL, speaker, f"{first} {last} {name}", ""))
        if one.quoted:
            out.append((BY, speaker, f"{first} {last} {name}", ""))
    if one.quoted:
        out += [(KEY, key, name, "") for key in keys_of(one)]
    return out


def _when(days: Days | None) -> Days:
    return days if days is not None and width(days) <= WIDE else (UNDATED, UNDATED)


def _ref(name: str) -> StatementRef:
    article, _, statement = name.split(" ")
    return StatementRef(article, statement)


def _written(one: Said) -> str:
    places = [[w.key, w.start, w.end] for w in one.places]
    return json.dumps([one.ref.article, one.ref.statement, sorted(one.speakers), places, one.quoted, one.days, sorted(one.stems)])


def _read(text: str) -> Said:
    article, statement, speakers, places, quoted, days, stems = json.loads(text)
    words = tuple(Word(key, start, end) for key, start, end in places)
    return Said(StatementRef(article, statement), frozenset(speakers), tuple(w.key for w in words), words, quoted, days and (days[0], days[1]), frozenset(stems))

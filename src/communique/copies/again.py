# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Families after a change: only those that it can touch are made anew, and they come out as if all articles had been compared."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from communique.copies.comparer import CROWD, LEAST, days_apart, family_of
from communique.copies.groups import Pair, apart_from_digests, groups
from communique.copies.lineage import house_of
from communique.copies.pairs import overlap, same_text
from communique.copies.prints import NEXT, Print, take
from communique.copies.stock import ALIKE, LOOKED_AT, is_stock
from communique.copies.versions import LEAST as LEAST_WORDS
from communique.copies.versions import core, of_one_story
from communique.dates import shift
from communique.kept import Kept, connected, tied
from communique.model import Article, Family

PRINT, PARAGRAPH, STOCK, HEADLINE, TEXT, SENT, FAMILY = (f"copies {name}" for name in ("print", "paragraph", "stock", "headline", "text", "sent", "family"))


@dataclass(frozen=True)
class Recompared:
    gone: frozenset[str]  # ids of families that this touches, as they were
    families: tuple[Family, ...]  # and as they are now
    articles: frozenset[str]  # whose family is another than before


def recompare(kept: Kept, article: Callable[[str], Article], *, gone: Sequence[Article] = (), new: Sequence[Article] = ()) -> Recompared:
    """Takes articles away and adds others -> the families that this touches. `article` gives one that is there by its id.

    What is kept in the end is a function of the articles that are there: fingerprints of a crowd reach only the next few by id, so that an
    addition moves no more than these out of one another's reach; a paragraph that becomes stock has its carriers compared again.
    """
    return _Comparing(kept, article).run(gone, new)


class _Comparing:
    def __init__(self, kept: Kept, article: Callable[[str], Article]) -> None:
        self.kept, self._article = kept, article
        self._prints: dict[str, Print] = {}
        self._lists: dict[int, list[str]] = {}

    def print(self, name: str) -> Print:
        if name not in self._prints:
            self._prints[name] = take(self._article(name))
        return self._prints[name]

    def run(self, gone: Sequence[Article], new: Sequence[Article]) -> Recompared:
        left = {a.id: take(a) for a in gone}
        self._prints = {a.id: take(a) for a in new}
        moving = _carried((*left.values(), *self._prints.values()))
        before = {f: self._first(f) for f in moving}
        loose = {pair for f, names in moving.items() if len(before[f]) > CROWD for pair in self._astride(f, names)}
        self.kept.drop(row[:3] for a in gone for row in self._rows(a, left[a.id]))
        self.kept.put(row for a in new for row in self._rows(a, self._prints[a.id]))
        for f, names in moving.items():
            few, many = sorted((before[f], self._first(f)), key=len)
            if len(few) <= CROWD < len(many):
                loose |= set(combinations(sorted(set(few) - names), 2))
            elif len(few) > CROWD:
                loose |= set(self._astride(f, names))
        again = {a.id for a in new}
        for paragraph in sorted({h for p in (*left.values(), *self._prints.values()) for h in p.paragraphs}):
            again |= self._stock(paragraph)
        touched = {*again, *left}
        away = left.keys() - {a.id for a in new}
        for name in sorted(away):
            touched |= self._tie(name, set(), TEXT) | self._tie(name, set(), SENT)
        for name in sorted(again - away):
            touched |= self._tie(name, self._texts(name), TEXT) | self._tie(name, self._sendings(name), SENT)
        for a, b in sorted(loose):
            if not {a, b} & (again | away):
                held = self.kept.value(TEXT, a, b) is not None
                if held != self._is_text(a, b, self._shared(a, b)):
                    self._set(TEXT, a, b, there=not held)
                    touched |= {a, b}
        return self._families(touched, away)

    # Rows ----------------------------------------------------------------------------------------------------------

    @staticmethod
    def _rows(article: Article, taken: Print) -> Iterable[tuple[str, str, str, str]]:
        for f in taken.fingerprints:
            yield PRINT, f"{f:x}", article.id, str(len(taken.fingerprints))
        for h in set(taken.paragraphs):
            yield PARAGRAPH, f"{h:x}", f"{10**7 - taken.words:08d} {article.id}", ""
        for house, word, day in _headline(article):
            yield HEADLINE, f"{day} {house} {word}", article.id, ""

    def _first(self, fingerprint: int) -> list[str]:
        """Who carries a fingerprint; of a crowd the first ones, one more than make it a crowd."""
        return [name for name, _ in self.kept.rows(PRINT, f"{fingerprint:x}", limit=CROWD + 1)]

    def _astride(self, fingerprint: int, moving: set[str]) -> Iterable[Pair]:
        """Pairs of others within whose reach, in a crowd, one of the moving stands."""
        key = f"{fingerprint:x}"
        for name in moving:
            size = NEXT + 1
            while True:
                back, on = self.kept.back(PRINT, key, name, size), self.kept.rows(PRINT, key, name, limit=size)
                sides = [[n for n, _ in side if n not in moving][:NEXT] for side in (back, on)]
                if all(len(side) == NEXT or len(read) < size for side, read in zip(sides, (back, on), strict=True)):
                    break
                size *= 4
            yield from product(*sides)

    # Pairs ---------------------------------------------------------------------------------------------------------

    def _partners(self, name: str, fingerprint: int) -> list[tuple[str, str]]:
        """Whom a fingerprint joins an article with, each with how many fingerprints it has."""
        key = f"{fingerprint:x}"
        few = self.kept.rows(PRINT, key, limit=CROWD + 1)
        if len(few) > CROWD:
            few = [*self.kept.back(PRINT, key, name, NEXT), *self.kept.rows(PRINT, key, name, limit=NEXT + 1)]
        return [one for one in few if one[0] != name]

    def _texts(self, name: str) -> set[str]:
        shared: Counter[str] = Counter()
        sizes: dict[str, int] = {}
        for f in self.print(name).fingerprints:
            for other, size in self._partners(name, f):
                shared[other] += 1
                sizes[other] = int(size)
        own = len(self.print(name).fingerprints)
        return {other for other, n in shared.items() if n >= min(LEAST, (min(own, sizes[other]) + 1) // 2) and self._is_text(name, other, n)}

    def _shared(self, a: str, b: str) -> int:
        both = self.print(a).fingerprints & self.print(b).fingerprints
        return sum(any(other == b for other, _ in self._partners(a, f)) for f in both)

    def _is_text(self, a: str, b: str, n: int) -> bool:
        x, y = self.print(a), self.print(b)
        if n < min(LEAST, (min(len(x.fingerprints), len(y.fingerprints)) + 1) // 2):
            return False
        stock = frozenset(h for h in {*x.paragraphs, *y.paragraphs} if self.kept.value(STOCK, f"{h:x}") is not None)
        return same_text(overlap(x, y, stock), days_apart(self._article(a), self._article(b)))

    def _sendings(self, name: str) -> set[str]:
        article = self._article(name)
        found: set[str] = set()
        for house, word, day in _headline(article):
            for one in (shift(day, -1), day, shift(day, 1)):
                found.update(other for other, _ in self.kept.rows(HEADLINE, f"{one} {house} {word}"))
        return {other for other in found - {name} if of_one_story(article, self._article(other))}

    def _tie(self, name: str, now: set[str], shelf: str) -> set[str]:
        """Keeps an article's partners -> those that it has no more, or has now."""
        before = {other for other, _ in self.kept.rows(shelf, name)}
        for other in before ^ now:
            self._set(shelf, name, other, there=other in now)
        return before ^ now

    def _set(self, shelf: str, a: str, b: str, *, there: bool) -> None:
        if there:
            self.kept.put((*at, "") for at in tied(shelf, a, b))
        else:
            self.kept.drop(tied(shelf, a, b))

    def _stock(self, paragraph: int) -> set[str]:
        """Whether a paragraph is stock now -> its carriers, where that has changed."""
        key = f"{paragraph:x}"
        some = [place.split(" ", 1)[1] for place, _ in self.kept.rows(PARAGRAPH, key, limit=2 * LOOKED_AT)]
        now = is_stock(some, lambda a, b: overlap(self.print(a), self.print(b)).covered >= ALIKE)
        if now == (self.kept.value(STOCK, key) is not None):
            return set()
        if now:
            self.kept.put([(STOCK, key, "", "")])
        else:
            self.kept.drop([(STOCK, key, "")])
        return {place.split(" ", 1)[1] for place, _ in self.kept.rows(PARAGRAPH, key)}

    # Families ------------------------------------------------------------------------------------------------------

    def _families(self, touched: set[str], away: Iterable[str]) -> Recompared:
        before: dict[str, str] = {}
        now: dict[str, Family] = {}
        done: set[str] = set()
        for name in sorted(touched):
            if name in done:
                continue
            part, ties = connected(self.kept, (TEXT, SENT), name)
            pairs = sorted(ties)
            done |= part
            before |= self.kept.values(FAMILY, part)
            prints = {one: self.print(one) for one in part} if pairs else {}
            for group in groups(apart_from_digests(pairs, prints)) if pairs else ():
                now |= dict.fromkeys(group, family_of([self._article(one) for one in group], prints))
        before |= self.kept.values(FAMILY, away)
        changed = {name for name in before.keys() | now.keys() if name not in now or before.get(name) != now[name].id}
        self.kept.drop((FAMILY, name, "") for name in before if name not in now)
        self.kept.put((FAMILY, name, "", one.id) for name, one in sorted(now.items()))
        found = {one.id: one for one in now.values()}
        return Recompared(frozenset(before.values()), tuple(found[i] for i in sorted(found)), frozenset(changed))


def _carried(prints: Sequence[Print]) -> dict[int, set[str]]:
    out: dict[int, set[str]] = {}
    for one in prints:
        for f in one.fingerprints:
            out.setdefault(f, set()).add(one.id)
    return out


def _headline(article: Article) -> Iterable[tuple[str, str, str]]:
    """House, word and day by which sendings of a story are found."""
    if article.headline and article.outlet and article.published and len(words := core(article.headline)) >= LEAST_WORDS:
        house = house_of(article)
        for word in sorted(words):
            yield house, word, article.published

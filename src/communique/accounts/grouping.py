# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Points on one matter, across accounts: not a closed list of topics, but the words that two tellings share, the rarer the more."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from communique import tables
from communique.accounts.nearness import near, tells
from communique.accounts.points import Told

# Chosen on the calls of examples/sides/gold/seen.
LIKE = 0.36  # least likeness of two parties' points on one matter
SAME = 0.6  # of two points of one account that tell one thing twice
SHORTER = 0.5  # how much the share of the shorter point counts
LEAST = 1.5  # weight of words below which a point is no shorter
RARE = 0.35  # share of the points that may hold a word without its losing weight
BY_NAME = 0.15  # where both have a name that few have
FEW = 0.25  # of the points
BOTH_MEET = 0.3  # added where both tell whether they will meet again
LEFT = 0.2  # least likeness of two that are each the other's best among those left alone
FAINT = 0.12  # and where nothing else comes near
OTHER_KIND = 0.2  # less where one tells whether they will meet again and the other does not; or one offers condolences
MOST_COMPARED = 150  # units of an event that are compared with one another
ONWARD = 0.2  # least likeness of two sentences of one paragraph on one matter
PAIRED = 0.15  # less between two groups that both hold several parties: each point has its like already
TOGETHER = 0.05  # least likeness of two units of one party that belong to one matter
BESIDE = 0.2  # least likeness of a point whose neighbour in the sentence is joined to the same
JOINT = 12  # characters between clauses of one sentence: ", and that "
AMOUNTS = 0.3  # where both tell an amount of one unit


Unit = list[Told]  # one page's points that are said on one after another of one matter


class Likeness:
    """How alike two points are, among all points of an event."""

    def __init__(self, points: Sequence[Told]) -> None:
        self._size = max(1, len(points))
        self._seen = Counter(w for p in points for w in p.matter)

    def weight(self, word: str) -> float:
        """The rarer the more; a word of many of the points tells little of one matter among them."""
        share = self._seen[word] / self._size
        return tells(word) * min(1.0, RARE / share)

    def __call__(self, a: Told, b: Told) -> float:
        """0 to about 1.2: how much of the words of each the other has too, the same or near ones; the shorter one's share counts most."""
        if a.kind == "initiative" or b.kind == "initiative":
            return 1.0 if a.kind == b.kind else 0.0
        covers = [self._covered(x, y) for x, y in ((a, b), (b, a))]
        both_meet = a.kind == b.kind == "meeting"
        more = BOTH_MEET if both_meet else -OTHER_KIND if "meeting" in (a.kind, b.kind) else 0.0
        more -= OTHER_KIND if a.courtesy != b.courtesy else 0.0
        more += LIKE if both_meet and a.undecided != b.undecided else 0.0
        more += AMOUNTS if a.units & b.units else 0.0
        more += BY_NAME if any(self._few(w) for w in a.names & b.names) else 0.0
        return SHORTER * max(covers) + (1 - SHORTER) * math.sqrt(covers[0] * covers[1]) + more

    def _few(self, word: str) -> bool:
        """Few points have it: by it a matter is known."""
        return self._seen[word] <= max(3, FEW * self._size)

    def _covered(self, mine: Told, theirs: Told) -> float:
        """The share of the weight of `mine` that `theirs` has; of a clause of one or two words the share is of more."""
        whole = math.fsum(self.weight(w) for w, _ in mine.forms)
        held = math.fsum(self.weight(w) * (1.0 if w in theirs.matter else max((near(form, o) for _, o in theirs.forms), default=0.0)) for w, form in mine.forms)
        return held / max(whole, LEAST)


def once(points: Sequence[Told], like: Likeness) -> list[Told]:
    """Each thing once, as told first: the same words, or nearly all of them, or what another page has the same party say of it again."""
    kept: list[Told] = []
    for point in points:
        if not any(_same(point, k, like) for k in kept):
            kept.append(point)
    return kept


def _same(a: Told, b: Told, like: Likeness) -> bool:
    if a.kind == b.kind == "initiative":
        return True
    if a.article == b.article:
        if a.span == b.span or (a.topic.lower() == b.topic.lower() and like(a, b) >= LIKE):
            return True
        smaller = min(len(a.matter), len(b.matter))
        return smaller > 1 and len(a.matter & b.matter) >= SAME * max(len(a.matter), len(b.matter))
    return like(a, b) >= LIKE or a.kind == b.kind == "meeting"


def group(points: Mapping[str, Sequence[Told]], like: Likeness) -> list[list[Told]]:
    """Parties' points -> matters. What a page says on in the next sentence is one unit with it. Governments' units are held against one another first; what outlets
    say in their own voice, a headline above all, then goes to the matter it is likest to, and parts or joins none of theirs. Then a clause of a sentence follows
    its neighbour, if it is somewhat alike."""
    everyone = [unit for party in sorted(points, key=lambda one: (-len(points[one]), one)) for unit in runs(points[party], like)]
    of_sides = [unit for unit in everyone if tables.country(unit[0].party)]
    sides = _lone(_joined([[unit] for unit in of_sides[:MOST_COMPARED]], like), like)
    own = [unit for unit in everyone if not tables.country(unit[0].party)]
    room = max(0, MOST_COMPARED - len(of_sides))
    out = _lone(_joined([*sides, *([unit] for unit in own[:room])], like, settled=len(sides)), like)
    return [*_follow([[p for unit in one for p in unit] for one in out], like), *of_sides[MOST_COMPARED:], *own[room:]]


def _joined(start: Sequence[list[Unit]], like: Likeness, *, settled: int = 0) -> list[list[Unit]]:
    """Groups of units, the most alike first: two become one where their units of different parties are alike enough on average, so that no chain of half-alike
    ones joins what has little to do with one another. Two units of one party only meet where they are somewhat alike themselves; the first `settled` groups never do."""
    groups = dict(enumerate(start))
    sums: dict[tuple[int, int], tuple[float, int]] = {}  # of two groups: likeness of their units of different parties, and how many pairs
    apart = {(i, j) for i in range(settled) for j in range(i)}
    for i, one in groups.items():
        for j in range(i):
            values = [(_alike(a, b, like), a[0].party == b[0].party) for a in one for b in groups[j]]
            across = [value for value, same in values if not same]
            if across:
                sums[i, j] = math.fsum(across), len(across)
            if any(same and value < TOGETHER for value, same in values):
                apart.add((i, j))

    def many(one: Sequence[Unit]) -> bool:
        return len({unit[0].party for unit in one}) > 1

    while True:
        best = max(
            ((total / count - (PAIRED if many(groups[i]) and many(groups[j]) else 0.0), -i, -j) for (i, j), (total, count) in sums.items() if (i, j) not in apart),
            default=(0.0, 0, 0),
        )
        if best[0] < LIKE:
            return [groups[i] for i in sorted(groups)]
        keep, gone = -best[1], -best[2]
        groups[keep] = groups[keep] + groups.pop(gone)
        for other in groups:
            if other != keep:
                both = (_pair(keep, other), _pair(gone, other))
                parts = [sums.pop(pair, (0.0, 0)) for pair in both]
                total, count = math.fsum(part[0] for part in parts), sum(part[1] for part in parts)
                if count:
                    sums[both[0]] = (total, count)
                if apart & set(both):
                    apart.add(both[0])
        sums.pop(_pair(keep, gone), None)


def runs(mine: Sequence[Told], like: Likeness) -> list[list[Told]]:
    """One party's points in reading order -> units: a point and what the same page says on about it."""
    out: list[list[Told]] = []
    for p in mine:
        if out and goes_on(out[-1][-1], p, like):
            out[-1].append(p)
        else:
            out.append([p])
    return out


def goes_on(before: Told, p: Told, like: Likeness) -> bool:
    """The next sentence of a paragraph is of the same matter: it points back, or has words in common."""
    if before.article != p.article or before.paragraph != p.paragraph or p.kind == "initiative" or before.kind == "initiative":
        return False
    return (p.back and before.span[1] < p.span[0]) or like(before, p) >= ONWARD


def _alike(a: Sequence[Told], b: Sequence[Told], like: Likeness) -> float:
    """Of two units: as their likest points."""
    return max(like(p, q) for p in a for q in b)


def _lone(groups: Sequence[list[Unit]], like: Likeness) -> list[list[Unit]]:
    """Of units that stayed alone, two parties' that are each the other's best among these are one matter from LEFT on: little else is left that they could be of.
    So are fainter ones, from FAINT on, where no other unit of either party is half as like."""
    alone = [one[0] for one in groups if len(one) == 1]
    everyone = [unit for one in groups for unit in one]
    best = {}
    for i, p in enumerate(alone):
        for party in {q[0].party for q in alone} - {p[0].party}:
            best[i, party] = max((_alike(p, q, like), -j) for j, q in enumerate(alone) if q[0].party == party)
    out = [one for one in groups if len(one) > 1]
    taken: set[int] = set()

    def clear(p: Unit, q: Unit, likeness: float) -> bool:
        rivals = [(a, other) for a, b in ((p, q), (q, p)) for other in everyone if other[0].party == b[0].party and other is not b]
        return likeness >= FAINT and all(2 * _alike(a, other, like) <= likeness for a, other in rivals)

    for (i, _), (likeness, other) in sorted(best.items(), key=lambda one: (-one[1][0], one[0])):
        mutual = best[-other, alone[i][0].party][1] == -i and not {i, -other} & taken
        if mutual and (likeness >= LEFT or clear(alone[i], alone[-other], likeness)):
            taken |= {i, -other}
            out.append([alone[i], alone[-other]])
    return [*out, *([p] for i, p in enumerate(alone) if i not in taken)]


def _pair(i: int, j: int) -> tuple[int, int]:
    return (i, j) if i > j else (j, i)


def _follow(groups: Sequence[list[Told]], like: Likeness) -> list[list[Told]]:
    """A lone clause goes to the group of its neighbour in the sentence."""
    out = [one for one in groups if len(parties_of(one)) > 1]
    for one in groups:
        if len(parties_of(one)) == 1:
            (p, *more) = one
            nigh = [g for g in out if not more and p.kind != "initiative" and any(q.party == p.party and _beside(p, q) for q in g)]
            home = next((g for g in nigh if any(q.party != p.party and like(p, q) >= BESIDE for q in g)), None)
            if home is None:
                out.append(one)
            else:
                home.append(p)
    return out


def _beside(a: Told, b: Told) -> bool:
    """Clauses of one sentence."""
    return a.article == b.article and 0 <= max(a.span[0], b.span[0]) - min(a.span[1], b.span[1]) <= JOINT


def parties_of(matter: Iterable[Told]) -> frozenset[str]:
    return frozenset(p.party for p in matter)

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Points on one matter, across accounts: not a closed list of topics, but the words that two tellings share, the rarer the more."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from communique.accounts.nearness import near, tells
from communique.accounts.points import Told

# Chosen on the four calls of examples/sides/gold/seen.
LIKE = 0.36  # least likeness of two parties' points on one matter
SAME = 0.6  # of two points of one account that tell one thing twice
SHORTER = 0.5  # how much the share of the shorter point counts
LEAST = 1.5  # weight of words below which a point is no shorter
RARE = 0.35  # share of the points that may hold a word without its losing weight
BY_NAME = 0.15  # where both have a name that few have
FEW = 0.25  # of the points
BOTH_MEET = 0.3  # added where both tell whether they will meet again
LEFT = 0.2  # least likeness of two that are each the other's best among those left alone
OTHER_KIND = 0.2  # less where one tells whether they will meet again and the other does not
MOST_COMPARED = 150  # points of an event that are compared with one another
BESIDE = 0.2  # least likeness of a point whose neighbour in the sentence is joined to the same
JOINT = 12  # characters between clauses of one sentence: ", and that "
AMOUNTS = 0.3  # where both tell an amount of one unit


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
        if a.span == b.span or (a.topic.lower() == b.topic.lower()):
            return True
        smaller = min(len(a.matter), len(b.matter))
        return smaller > 1 and len(a.matter & b.matter) >= SAME * max(len(a.matter), len(b.matter))
    return like(a, b) >= LIKE or a.kind == b.kind == "meeting"


def group(points: Mapping[str, Sequence[Told]], like: Likeness) -> list[list[Told]]:
    """Parties' points -> matters. The most alike first: two groups become one where their points of different parties are alike enough on average, so that
    no chain of half-alike ones joins what has little to do with one another. Then a clause of a sentence follows its neighbour, if it is somewhat alike."""
    everyone = [p for party in sorted(points, key=lambda one: (-len(points[one]), one)) for p in points[party]]
    joined, late = everyone[:MOST_COMPARED], everyone[MOST_COMPARED:]
    alike = {(i, j): like(p, joined[j]) for i, p in enumerate(joined) for j in range(i) if p.party != joined[j].party}
    groups: dict[int, list[int]] = {i: [i] for i in range(len(joined))}
    sums = {pair: (value, 1) for pair, value in alike.items()}  # of two groups: the likeness of their points of different parties, and how many such pairs
    while True:
        best = max(((total / count, -i, -j) for (i, j), (total, count) in sums.items()), default=(0.0, 0, 0))
        if best[0] < LIKE:
            break
        keep, gone = -best[1], -best[2]
        groups[keep] = groups[keep] + groups.pop(gone)
        for other in groups:
            if other != keep:
                parts = [sums.pop(pair, (0.0, 0)) for pair in (_pair(keep, other), _pair(gone, other))]
                total, count = math.fsum(part[0] for part in parts), sum(part[1] for part in parts)
                if count:
                    sums[_pair(keep, other)] = (total, count)
        sums.pop(_pair(keep, gone), None)
    out = _lone([[joined[i] for i in sorted(one)] for one in groups.values()], like)
    return [*_follow(out, like), *([p] for p in late)]


def _lone(groups: Sequence[list[Told]], like: Likeness) -> list[list[Told]]:
    """Of points that stayed alone, two parties' that are each the other's best among these are one matter from LEFT on: little else is left that they could be of."""
    alone = [one[0] for one in groups if len(one) == 1]
    best = {}
    for i, p in enumerate(alone):
        for party in {q.party for q in alone} - {p.party}:
            best[i, party] = max((like(p, q), -j) for j, q in enumerate(alone) if q.party == party)
    out = [one for one in groups if len(one) > 1]
    taken: set[int] = set()
    for (i, _), (likeness, other) in sorted(best.items(), key=lambda one: (-one[1][0], one[0])):
        if likeness >= LEFT and best[-other, alone[i].party][1] == -i and not {i, -other} & taken:
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

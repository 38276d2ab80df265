# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The body among the units of a page: what the model says of each, and what no body holds."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from communique.cleaning.heading import REACH, headline
from communique.cleaning.layout import Looks
from communique.cleaning.naming import dateline
from communique.cleaning.scoring import chances, likely
from communique.cleaning.units import Unit, key

# A repeated unit shorter than this may be meant ("Yes."); a repeated paragraph is the page printing its body again.
_REPEATED_CHARS = 40
_LEAST_WORDS = 4  # words of at least one unit of a body, where the page has more than one
_WORD = re.compile(r"\w+")
_END_MARK = re.compile(r"\W+(?:30\W+)?")  # "###", "* * *", "-30-"
# Units after the body that may still be its byline.
_REACH_AFTER = 4


@dataclass(frozen=True, slots=True)
class Chosen:
    """Indices into the units."""

    body: tuple[int, ...]
    headline: int | None
    byline: tuple[str, ...]
    seen: tuple[Looks, ...]


def choose(found: Sequence[Unit], scores: Sequence[float] | None = None, threshold: float = 0.5) -> Chosen:
    """The units of a page -> which are its body and which its headline. `scores` are chances of being body, by default the flat model's."""
    seen = tuple(Looks(unit) for unit in found)
    chance = list(chances([unit.words for unit in found])) if scores is None else list(scores)
    sizes = [len(unit.words) for unit in found]
    taken = likely(chance, sizes) if scores is None else [c >= threshold for c in chance]
    kept = [i for i, item in enumerate(seen) if taken[i] and not item.furniture]
    if not kept and chance:
        kept = _rescued(seen, chance)
    kept = once(found, kept)
    while len(kept) > 1 and (found[kept[-1]].words.endswith(":") or _END_MARK.fullmatch(found[kept[-1]].words)):
        kept.pop()  # it announces what is no body: links, addresses, other stories; or only says that the body ends
    if len(found) > 1 and all(seen[i].count < _LEAST_WORDS for i in kept):
        kept = []  # labels only
    title = headline(seen, kept[0]) if kept else None
    if len(kept) > 1 and (title is None or _same(found[title], found[kept[0]])) and _leads(seen, kept):
        title = kept.pop(0)
    kept = _from_dateline(found, seen, kept)
    top = kept[0] if kept else len(seen)
    names = next((item.byline for item in seen[max(0, top - REACH) : (kept[-1] if kept else 0) + _REACH_AFTER] if item.byline), ())
    return Chosen(tuple(kept), title, names, seen)


def _rescued(seen: Sequence[Looks], chance: Sequence[float]) -> list[int]:
    """Where no unit is likely enough: the likeliest one, if it is a sentence or all there is. A line given alone is its own body."""
    best = max(range(len(seen)), key=lambda i: chance[i])
    alone = [i for i, item in enumerate(seen) if item.count >= 2 and not item.date_only and not item.byline]
    if len(alone) == 1:
        return alone
    return [best] if seen[best].count >= 5 and seen[best].sentence and not seen[best].caption and chance[best] > 0.05 else []


def _leads(seen: Sequence[Looks], kept: Sequence[int]) -> bool:
    """Whether the first body unit is a headline that the model took along: no sentence, shorter than what follows."""
    first, second = seen[kept[0]], seen[kept[1]]
    return not first.sentence and 3 <= first.count <= 25 and second.sentence and second.count > first.count and first.unit.words[-1:].isalnum() | (first.unit.words[-1:] in "'\"”’")


def _from_dateline(found: Sequence[Unit], seen: Sequence[Looks], kept: Sequence[int]) -> list[int]:
    """The body from its dateline on, where only lines that are no sentences stand before it: pieces of a headline broken in two."""
    at = next((n for n, i in enumerate(kept[:4]) if dateline(found[i].words)), 0)
    return [i for n, i in enumerate(kept) if n >= at or seen[i].sentence]


def _same(a: Unit, b: Unit) -> bool:
    return key(a.words) == key(b.words)


def once(found: Sequence[Unit], kept: Sequence[int]) -> list[int]:
    """Units without those that only repeat an earlier one."""
    begun = [_begins(found[i].words) for i in kept]
    often = Counter(begun)
    seen: set[str] = set()
    out = []
    for i, begins in zip(kept, begun, strict=True):
        if often[begins] > 1:
            said = key(found[i].words)
            if len(said) >= _REPEATED_CHARS and said in seen:
                continue
            seen.add(said)
        out.append(i)
    return out


def _begins(words: str) -> tuple[str, ...]:
    """The first words: units that are the same have the same ones."""
    return tuple(word[0].lower() for word in itertools.islice(_WORD.finditer(words), 3))

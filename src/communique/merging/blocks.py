# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where a mention stands among those that it is held against: blocks of like type and parties, and of words that both hold, each in the order of days."""

from collections.abc import Iterator
from itertools import combinations

from communique.merging.facts import Facts
from communique.merging.passages import passage
from communique.words import news as weights

FAMILY: dict[str, str] = {
    "CONSULT": "talks",
    **dict.fromkeys(("AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"), "accord"),
    **dict.fromkeys(("ACCUSE", "REJECT"), "discord"),
    "REQUEST": "request", "THREATEN": "threat", "PROTEST": "protest", "MOBILIZE": "mobilize",
    **dict.fromkeys(("SANCTION", "COERCE", "ASSAULT"), "force"),
}  # fmt: skip
NEAR = 3  # days between ranges that are still compared
VAGUE = 21  # where the text does not name both: a day may be the page's, or that of another clause
WIDE = 31  # days of a range that tells little
REACH = 40  # mentions before and after in a block that one is held against: what bounds the work of an addition, however busy a block is
MANY = 5  # sides from which on a gathering is found by each of them and no longer by each two
TELLING = 4  # rare words by which a mention of a busy pair is found besides
SAID = 8  # rarest words of its sentence by which it is found: of 98 same pairs of gold's seen half 93 meet then, 86 at 6, 81 at 4

Block = str
Place = tuple[int, str, tuple[str, str]]  # day, rare words, key


def blocks(one: Facts) -> tuple[Block, ...]:
    """Names of a mention's blocks: each two parties, each person or body, each two parties with a rare word of the matter; and the rarest words and names of its
    sentence, whatever it was coded as."""
    return tuple(sorted({"|".join(key) for key in _keys(one)}))


def _keys(one: Facts) -> Iterator[tuple[str, ...]]:
    family = FAMILY[one.mention.event_type]
    sides = sorted(one.sides)
    ids = sorted({p for group in one.persons.values() for p in group} or one.parties)
    pairs = list(combinations(sides, 2)) if len(sides) <= MANY else []
    telling = rare(one)
    for pair in pairs:
        yield (family, *pair)
        for word in telling:
            yield (family, *pair, word)
    for party in ids if len(ids) <= 2 * MANY else ():
        yield (family, party)
    if len(sides) != 2 or not one.persons:
        for side in sides:
            yield (family, side)
    for word in sorted(passage(one.passage).sentence, key=lambda w: (-weights().of(w), w))[:SAID]:
        yield ("", word)


def rare(one: Facts) -> list[str]:
    """The TELLING words of the matter that are rarest in news, the rarest first."""
    return sorted(one.matter, key=lambda w: (-weights().of(w), w))[:TELLING]


def place(one: Facts) -> Place:
    """Where a mention stands in each of its blocks: by its day, or its page's where it has none, then beside those with the same rare words."""
    day = one.printed if one.days is None else (one.first + one.last) // 2 if wide(one) else one.first
    return day, " ".join(sorted(rare(one))), one.key


def wide(one: Facts) -> bool:
    return one.last - one.first >= WIDE


def near(a: Facts, b: Facts) -> bool:
    """Days that touch, or nearly; a mention without a day is near all that it meets."""
    return a.days is None or b.days is None or a.gap(b) <= (NEAR if a.certain and b.certain else VAGUE)

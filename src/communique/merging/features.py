# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How much each trait of two reports tells for or against their being of one event: one function a feature.

Two judges, and the surer of them decides: an editor's sum of features of what was coded, in log odds as far as an editor can judge, which stands for precision and says
nothing where types or tenses differ; and a model that reads the two passages (`likeness`), which finds what coding saw otherwise in the two.
"""

import math
from collections.abc import Callable

from communique.merging.blocks import NEAR, WIDE
from communique.merging.conflicts import coded_apart
from communique.merging.facts import Facts
from communique.merging.likeness import likeness
from communique.merging.passages import passage, tell_apart
from communique.tables.plover import RECIPROCAL
from communique.words import Weights

Feature = Callable[[Facts, Facts, Weights], float]
THRESHOLD = 0.5  # seen half of benchmarks/gold/pairs: at 1.0, 0.5, 0.0 precision .63, .63, .63 and recall .16, .18, .21; at 0.0 two accords of one call become one
# Log odds from which the model ties two passages: of two pages; of one, which tells several things of one matter; and where what follows two verbs has no word in common
# (18 of 329 such pairs are the same). Chosen in cross-validation on gold's seen half and on pairs as merging meets them (training/merging/README.md).
READ, READ_WITHIN, READ_APART = 0.0, 0.4, 1.0
# How often two reports of one type between the same parties on the same day are of one event, before a word is read: leaders talk
# once a day, but agree on, ask for and deplore many things.
PRIOR = {"CONSULT": 0.6, "PROTEST": -1.0, "SANCTION": -1.3, "MOBILIZE": -1.3, "RETREAT": -1.3, "ASSAULT": -1.6, "AID": -1.6, "COOPERATE": -1.6, "COERCE": -1.6}
PRIOR_OF_WORDS = -2.6  # AGREE, SUPPORT, REQUEST, ACCUSE, REJECT, THREATEN, CONCEDE: the matter decides
UNLIKE = -9.0
SLACK = 0.001  # more than rounding can make of a value
LONG_EVIDENCE = 40  # characters from which equal evidence is no chance


def prior(a: Facts, b: Facts, weights: Weights) -> float:
    del weights
    return min(PRIOR.get(f.mention.event_type, PRIOR_OF_WORDS) for f in (a, b))


def dates(a: Facts, b: Facts, weights: Weights) -> float:
    """The same known day tells most; no day tells against; ranges by how near and how narrow they are."""
    del weights
    if a.days is None or b.days is None:
        return -0.8 if a.key[0] == b.key[0] else -2.5
    gap = a.gap(b)
    if gap > 1:
        return -1.5 - 0.5 * min(gap, 10)
    wide = max(a.last - a.first, b.last - b.first) + 1
    if wide > WIDE:
        return -1.0
    if wide > 3:
        return 0.0
    return (1.2 if a.certain and b.certain else 0.9) if gap == 0 else 0.4


def parties(a: Facts, b: Facts, weights: Weights) -> float:
    """States, in their roles where roles have a meaning."""
    del weights
    if a.mention.event_type in RECIPROCAL or b.mention.event_type in RECIPROCAL:
        return _together(a.sides, b.sides)
    straight = (_share(a.actor_countries, b.actor_countries) + _share(a.recipient_countries, b.recipient_countries)) / 2
    crossed = bool(a.actor_countries) and a.actor_countries == b.recipient_countries and a.actor_countries != b.actor_countries
    return -4.5 if crossed else straight


def _together(a: frozenset[str], b: frozenset[str]) -> float:
    """Who talks, no side before the other. One side alone is half the tale, and none at all nearly nothing."""
    if not a or not b:
        return -1.2
    if len(a) == 1 and a == b:
        return -2.4  # whom else he met, neither says
    if a == b:
        return 1.0
    if a < b or b < a:
        return -1.0 if min(len(a), len(b)) == 1 else 0.3
    return 0.0 if 2 * len(a & b) >= len(a | b) else -3.5  # he met one, and then another


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    """From 1.0, all the same, to -2.0, none; unknown sides tell nothing."""
    if not a or not b:
        return 0.0
    shared = len(a & b)
    if not shared:
        return -2.0
    return 1.0 if a == b else 0.3 if shared == min(len(a), len(b)) else -0.8


def persons(a: Facts, b: Facts, weights: Weights) -> float:
    """The same people tell for; other people of the same state tell against: the minister's talks are not the president's."""
    del weights
    both = a.persons.keys() & b.persons.keys()
    talks = a.mention.event_type in PRIOR and b.mention.event_type in PRIOR
    if any(not a.persons[country] & b.persons[country] for country in both):
        return -3.5 if talks else -2.0
    alone = a.sides == b.sides and len(a.sides) == 1
    return (0.9 if talks and not alone else 0.2) * len(both)  # one man meets many; two who talk say many things to one another


def others(a: Facts, b: Facts, weights: Weights) -> float:
    """Linked actors beside persons: the same ministry, the same rebels."""
    del weights
    return 0.4 if a.parties & b.parties else 0.0


def types(a: Facts, b: Facts, weights: Weights) -> float:
    del weights
    return 0.3 if a.mention.event_type == b.mention.event_type else -1.2


def modes(a: Facts, b: Facts, weights: Weights) -> float:
    """By telephone or face to face; 'visit' and a meeting of no said mode may be one."""
    del weights
    x, y = a.mention.mode, b.mention.mode
    if x == y:
        return 0.5 if x else 0.0
    if x is None or y is None:
        return -0.4 if "phone" in (x, y) else 0.0
    return -3.0 if "phone" in (x, y) else -0.5


def places(a: Facts, b: Facts, weights: Weights) -> float:
    del weights
    if a.venue and a.venue == b.venue:
        return 0.7
    if a.seat and b.seat and a.seat != b.seat and a.mention.event_type == "CONSULT" and "phone" not in (a.mention.mode, b.mention.mode):
        return -1.5
    return 0.0


def durations(a: Facts, b: Facts, weights: Weights) -> float:
    """A stated length is a mark of one call; accounts of one call may differ in it, so a difference tells nothing."""
    del weights
    return 0.6 if a.mention.duration and a.mention.duration == b.mention.duration else 0.0


def matter(a: Facts, b: Facts, weights: Weights) -> float:
    """Words of the evidence, the rarer the more."""
    if not a.matter or not b.matter:
        return -0.3
    likeness = (weights.cosine(a.matter, b.matter) + weights.contained(a.matter, b.matter)) / 2  # a short report of what a long one tells
    return 4.0 * likeness - (0.2 if a.mention.event_type == "CONSULT" else 0.9)


def triggers(a: Facts, b: Facts, weights: Weights) -> float:
    """The word that names the event."""
    del weights
    return 0.4 if a.trigger & b.trigger else 0.0


def quotations(a: Facts, b: Facts, weights: Weights) -> float:
    """Both rest on the same words of the same speaker."""
    del weights
    return 1.5 if a.quotation and a.quotation == b.quotation else 0.0


def copies(a: Facts, b: Facts, weights: Weights) -> float:
    """One text printed twice: the same sentence is the same event, another sentence of it probably another."""
    del weights
    if a.exact == b.exact and len(a.exact) >= LONG_EVIDENCE and a.trigger == b.trigger:
        return 3.0 if a.unit == b.unit else 2.0
    return 0.0


def pages(a: Facts, b: Facts, weights: Weights) -> float:
    """Headline and lead of the two pages: stories of one thing; within a page, the page is one story."""
    if a.key[0] == b.key[0]:
        return 0.3
    return 1.5 * min(0.6, weights.cosine(a.page_words, b.page_words))


FEATURES: dict[str, Feature] = {
    f.__name__: f for f in (prior, dates, parties, persons, others, types, modes, places, durations, matter, triggers, quotations, copies, pages)
}  # fmt: skip
SAYS = {
    "dates": "the days fit",
    "parties": "the same parties",
    "persons": "the same people",
    "modes": "the same way of talking",
    "places": "the same place",
    "durations": "the same length",
    "matter": "like words",
    "triggers": "the same verb or noun for it",
    "quotations": "the same quotation",
    "copies": "the same sentence",
    "pages": "pages about the same story",
}
TELLING = 0.35  # a feature that added as much is named among the reasons


def score(a: Facts, b: Facts, weights: Weights) -> float:
    """Log odds, rounded so that the last bits of a sum decide nothing; THRESHOLD is enough, whichever of the two says it."""
    return round(max(_summed(a, b, weights), likeness(a, b) - _least(a, b) + THRESHOLD), 4)


def tie(a: Facts, b: Facts, weights: Weights) -> float | None:
    """The same, None where it is not enough: most pairs that cannot reach it are told without looking at all traits."""
    summed = _summed(a, b, weights)
    least = _least(a, b)
    value = round(max(summed, likeness(a, b, least=least - SLACK if summed < THRESHOLD - SLACK else -math.inf) - least + THRESHOLD), 4)
    return value if value >= THRESHOLD else None


def _least(a: Facts, b: Facts) -> float:
    if tell_apart(passage(a.passage), passage(b.passage)):
        return READ_APART
    return READ_WITHIN if a.key[0] == b.key[0] else READ


def _summed(a: Facts, b: Facts, weights: Weights) -> float:
    """The editor's sum; far below all others where what was coded stands against it."""
    far = a.days is not None and b.days is not None and a.gap(b) > NEAR
    if far or coded_apart(a, b):
        return UNLIKE
    return sum(feature(a, b, weights) for feature in FEATURES.values())


def reason(a: Facts, b: Facts, weights: Weights) -> str:
    """What told for it, in words."""
    parts = [(name, feature(a, b, weights)) for name, feature in FEATURES.items()]
    told = [SAYS[name] for name, value in parts if value >= TELLING and name in SAYS]
    summed, read = _summed(a, b, weights), likeness(a, b) - _least(a, b) + THRESHOLD
    if summed < read:
        told.append("the passages read alike")
    return (", ".join(told) or "nothing alone, but all together") + f"; score {max(summed, read):.1f}, at least {THRESHOLD:.1f} needed"

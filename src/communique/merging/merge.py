# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The room's door."""

from collections.abc import Sequence
from functools import cache

from communique.merging.candidates import candidates
from communique.merging.clusters import Grouped, cluster
from communique.merging.conflicts import conflict, traits
from communique.merging.doubts import without_doubtful
from communique.merging.events import event_of
from communique.merging.facts import Facts, facts_of
from communique.merging.features import reason, score
from communique.merging.rulings import rulings
from communique.model import Coded, Event, Family, Judgement, Links
from communique.words import Weights


def merge(pages: Sequence[Coded], families: Sequence[Family], links: Links, corrections: Sequence[Judgement] = ()) -> tuple[tuple[Event, ...], tuple[Judgement, ...]]:
    """Event mentions of all pages -> events, by id, and the judgements by which mentions were joined, by what they are about.

    Every mention is in exactly one event. Two reports are one event where parties, days, type and words add up to enough and
    nothing in either group stands against it (days apart that the text names, other venues, "second" and "third", done and
    not done). A function of the set of pages and corrections: neither order nor ids of processes have a say.

    A machine's judgement is about two mentions, "ARTICLE/MENTION ARTICLE/MENTION", says "same", by "machine", at no time (""),
    one for each join that made a group. Corrections have the same form (see `rulings`), outrank the machine's, and come back
    among the judgements as they were given.
    """
    ordered = sorted({page.article.id: page for page in pages}.values(), key=lambda page: page.article.id)
    facts, weights = facts_of(ordered, families, links)
    given = rulings(corrections, {one.key: i for i, one in enumerate(facts)})
    known = [traits(one) for one in facts]

    @cache
    def likeness(i: int, j: int) -> float:
        return score(facts[i], facts[j], weights)

    scored = [(pair, likeness(*pair)) for pair in candidates(facts) if conflict(known[pair[0]], known[pair[1]]) is None]
    grouped = cluster(facts, without_doubtful(facts, scored), given, likeness)
    events = sorted((event_of([facts[i] for i in group]) for group in grouped.groups), key=lambda e: e.id)
    return tuple(events), _judgements(grouped, facts, weights, corrections)


def _judgements(grouped: Grouped, facts: Sequence[Facts], weights: Weights, corrections: Sequence[Judgement]) -> tuple[Judgement, ...]:
    made = [
        Judgement(
            about=" ".join("/".join(one.key) for one in (facts[edge.pair[0]], facts[edge.pair[1]])),
            says="same",
            by="machine",
            when="",
            reason=reason(facts[edge.pair[0]], facts[edge.pair[1]], weights),
            confidence=round(min(0.99, 0.5 + edge.score / 10), 2),
        )
        for edge in grouped.edges
    ]
    return tuple(sorted((*made, *corrections), key=lambda j: (j.about, j.when, j.by, j.says, j.reason)))

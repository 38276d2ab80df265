# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The room's door."""

from collections.abc import Sequence

from communique.merging.clusters import Edge
from communique.merging.events import event_of
from communique.merging.facts import facts_of
from communique.merging.features import reason
from communique.merging.regroup import group_all
from communique.merging.rulings import rulings
from communique.model import Coded, Event, Family, Judgement, Links
from communique.words import news as weights


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
    facts = facts_of(ordered, families, links)
    found = group_all(facts, rulings(corrections, {one.key for one in facts}))
    events = sorted((event_of(group) for group in found.groups), key=lambda e: e.id)
    return tuple(events), tuple(sorted((*(judged(edge) for edge in found.edges), *corrections), key=lambda j: (j.about, j.when, j.by, j.says, j.reason)))


def judged(edge: Edge) -> Judgement:
    """A join of the machine's, as a row."""
    return Judgement(
        about=" ".join("/".join(one.key) for one in edge.pair),
        says="same",
        by="machine",
        when="",
        reason=reason(*edge.pair, weights()),
        confidence=round(min(0.99, 0.5 + edge.score / 10), 2),
    )

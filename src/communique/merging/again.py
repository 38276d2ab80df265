# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Events after a change: the door to `regroup` for whoever keeps rows."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from communique.kept import Kept
from communique.merging.events import event_of
from communique.merging.facts import Key, facts_of
from communique.merging.merge import judged
from communique.merging.regroup import regroup
from communique.merging.rulings import pairs_of, rulings
from communique.merging.stored import Stored
from communique.model import Coded, Event, Family, Judgement, Links


@dataclass(frozen=True)
class Remerged:
    """Events that may differ from before, whole; a mention that is in none of them, and not gone, is in the event it was in."""

    events: tuple[Event, ...]
    judgements: tuple[Judgement, ...]  # the joins that made them


def remerge(
    kept: Kept,
    *,
    gone: Iterable[Key] = (),
    new: Sequence[Coded] = (),
    families: Sequence[Family] = (),
    links: Links,
    here: Container[Key],
    given: Sequence[Judgement] = (),
) -> Remerged:
    """Takes mentions away and adds those of pages -> the events that this touches.

    `families` and `links` tell of these pages; `here` holds the mentions that there are in the end; `given` are all judgements of persons.
    """
    shelf = Stored(kept)
    facts = facts_of(sorted(new, key=lambda page: page.article.id), families, links)
    ruled = rulings(given, here)
    seeds = {key for one in given for pair in pairs_of(one) for key in pair if key in here}
    found = regroup(shelf, gone=sorted(set(gone)), new=facts, given=ruled, seeds=sorted(seeds))
    return Remerged(tuple(sorted((event_of(group) for group in found.groups), key=lambda e: e.id)), tuple(judged(edge) for edge in found.edges))

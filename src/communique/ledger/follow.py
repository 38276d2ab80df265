# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The room's door."""

from collections.abc import Sequence

from communique.kept import Memory
from communique.ledger.again import refollow
from communique.model import Coded, Commitment, Event, Links, Storyline


def follow(pages: Sequence[Coded], events: Sequence[Event], links: Links) -> tuple[tuple[Commitment, ...], tuple[Storyline, ...]]:
    """Commitment mentions of all pages and the events -> commitments with their trails, by id; and storylines, by id.

    Every mention is in exactly one commitment, whose id comes from its smallest mention. A trail tells, by day, when it was
    repeated, answered, kept, broken or let lapse, each move with the event that shows it, a reason and a confidence; the status
    is that of the last move that settles it, else of the last. There is no clock: today is the newest printed day of the record.
    A function of the sets of pages and events.
    """
    known = {page.article.id: page for page in pages}
    found = refollow(Memory(), known.__getitem__, new=[known[name] for name in sorted(known)], events=events, links=links)
    return found.commitments, found.storylines

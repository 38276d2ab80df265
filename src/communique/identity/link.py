# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The room's door."""

from collections.abc import Sequence

from communique.identity.again import relink
from communique.identity.requote import requote
from communique.kept import Memory
from communique.model import Coded, Links


def link(pages: Sequence[Coded]) -> Links:
    """Coded pages -> the actors and quotations that stand on more than one of them, and those that stand on one.

    Every actor of every page is a member of exactly one linked actor, so that any actor id can be followed. Persons that a
    page names by surname or office alone join the one fuller person of that country whom pages near in time name; where two
    fit, they join neither. A function of the set of pages: order and repetition of pages change nothing. Both tuples are
    sorted by id. Quotations are given where the same words of one speaker stand in two statements or more.
    """
    ordered = sorted({page.article.id: page for page in pages}.values(), key=lambda page: page.article.id)
    kept, known = Memory(), {page.article.id: page for page in ordered}
    actors = relink(kept, new=ordered).actors
    found = requote(kept, known.__getitem__, new=ordered, links=Links(actors, ()))
    return Links(actors=actors, quotations=found.quotations)

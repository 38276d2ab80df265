# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""The room's own noun: a statement whose parties are still spans."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.attribution.syntax import Tree
from communique.model import Span, Spans
from communique.text import overlap

WIDTH = 512  # characters of a shelf's compartment: about a paragraph
T = TypeVar("T")


class Shelf(Generic[T]):
    """Things by where they stand, so that a page of any length is read in time that grows with its length alone."""

    def __init__(self, things: Iterable[tuple[Spans, T]]) -> None:
        self._held: defaultdict[int, list[tuple[int, Spans, T]]] = defaultdict(list)
        for order, (spans, thing) in enumerate(things):
            for at in sorted({at for start, end in spans for at in range(start // WIDTH, max(start, end - 1) // WIDTH + 1)}):
                self._held[at].append((order, spans, thing))

    def near(self, span: Span) -> list[T]:
        """The things that share a character with a span, in the order in which they were given."""
        found: dict[int, T] = {}
        for at in range(span[0] // WIDTH, max(span[0], span[1] - 1) // WIDTH + 1):
            found |= {order: thing for order, spans, thing in self._held.get(at, ()) if any(overlap(s, span) for s in spans)}
        return [found[order] for order in sorted(found)]


@dataclass(frozen=True)
class Draft:
    """A statement whose parties are still spans. `after` is the place of the draft whose speaker goes on; `within` that of the reporting one."""

    source: Spans
    cue: Spans
    content: Spans
    relays: tuple[Span, ...] = ()
    after: int | None = None
    within: int | None = None


def span_of(spans: Sequence[Span]) -> Span:
    return min(s for s, _ in spans), max(e for _, e in spans)


def touches(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(overlap(a, b) > 0 for a in spans for b in others)


def word_span(tree: Tree, place: int) -> Span:
    return tree.tokens[place].start, tree.tokens[place].end

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""The room's own noun: a statement whose parties are still spans."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.attribution.syntax import Tree
from communique.model import Span, Spans
from communique.text import overlap


@dataclass(frozen=True)
class Draft:
    """A statement whose parties are still spans. `after` is the place of the draft whose speaker goes on; `within` that of the reporting one."""

    source: Spans
    cue: Spans
    content: Spans
    relays: tuple[Span, ...] = ()
    after: int | None = None
    within: int | None = None


def span_of(spans: Spans) -> Span:
    return min(s for s, _ in spans), max(e for _, e in spans)


def touches(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(overlap(a, b) > 0 for a in spans for b in others)


def word_span(tree: Tree, place: int) -> Span:
    return tree.tokens[place].start, tree.tokens[place].end

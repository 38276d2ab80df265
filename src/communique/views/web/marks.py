# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The text of a page cut at every edge of what was found in it, so that overlapping findings can be shown without nesting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from communique.model import Article, Span
from communique.text import join

Layer = Literal["statement", "event", "commitment", "figure", "actor"]
LAYERS: tuple[Layer, ...] = ("statement", "event", "commitment", "figure", "actor")
LONGEST_PIECE = 12_000  # characters: a part of a long text can end between pieces alone
FOLDED = 280  # characters of boilerplate in a row that are folded away: some three lines


@dataclass(frozen=True)
class Note:
    """A finding with a place in the text."""

    id: str
    layer: Layer
    span: Span
    label: str  # what it is, in a few words
    part: str = ""  # which part of it these characters are: content, cue, evidence ...
    kind: str = ""  # a class name that colours it, as its quad category


@dataclass(frozen=True)
class Piece:
    """Characters that share all their notes."""

    text: str
    span: Span
    notes: tuple[Note, ...]
    begins: bool  # a note begins here: a stop for the keyboard
    asked: bool  # within the characters that the address asks for


@dataclass(frozen=True)
class Run:
    """A paragraph of the body, the headline, or what stands between them."""

    kind: Literal["body", "headline", "rest"]
    span: Span
    pieces: tuple[Piece, ...]
    folded: bool

    @property
    def groups(self) -> list[tuple[bool, tuple[Piece, ...]]]:
        """Pieces one after the other that are all asked for, or all not."""
        return [(asked, tuple(some)) for asked, some in groupby(self.pieces, key=lambda piece: piece.asked)]

    @property
    def asked(self) -> bool:
        return any(piece.asked for piece in self.pieces)


def runs(article: Article, notes: Iterable[Note], asked: Sequence[Span] = (), cuts: Iterable[int] = ()) -> tuple[Run, ...]:
    """All characters of the article's text, in order, none twice: runs of body and of what was left out, cut into pieces, at `cuts` too."""
    notes = sorted((n for n in notes if 0 <= n.span[0] < n.span[1] <= len(article.text)), key=lambda n: (n.span[0], -n.span[1], n.layer, n.id))
    asked = join(asked)
    edges = {*cuts, *range(0, len(article.text), LONGEST_PIECE)}
    out: list[Run] = []
    for kind, span in _parts(article):
        inside = [n for n in notes if n.span[0] < span[1] and span[0] < n.span[1]]
        pieces = tuple(_pieces(article.text, span, inside, asked, edges))
        folded = kind == "rest" and span[1] - span[0] > FOLDED
        out.append(Run(kind, span, pieces, folded))
    return tuple(out)


def _parts(article: Article) -> list[tuple[Literal["body", "headline", "rest"], Span]]:
    kept: list[tuple[Literal["body", "headline", "rest"], Span]] = [("body", span) for span in article.body]
    headline = article.headline_span
    if headline is not None and not any(s < headline[1] and headline[0] < e for s, e in article.body):
        kept.append(("headline", headline))
    out: list[tuple[Literal["body", "headline", "rest"], Span]] = []
    at = 0
    for kind, (start, end) in sorted(kept, key=lambda part: part[1]):
        start = max(start, at)
        if start >= end:
            continue
        if article.text[at:start].strip():
            out.append(("rest", (at, start)))
        out.append((kind, (start, end)))
        at = end
    if article.text[at:].strip():
        out.append(("rest", (at, len(article.text))))
    return out


def _pieces(text: str, span: Span, notes: Sequence[Note], asked: Sequence[Span], cuts: set[int]) -> Iterable[Piece]:
    edges = {span[0], span[1]} | cuts | {edge for n in notes for edge in n.span} | {edge for s in asked for edge in s}
    inside = sorted(edge for edge in edges if span[0] <= edge <= span[1])
    open_, at = list[Note](), 0
    for start, end in pairwise(inside):
        while at < len(notes) and notes[at].span[0] <= start:
            open_.append(notes[at])
            at += 1
        open_ = [n for n in open_ if start < n.span[1]]  # it reaches the next edge: its own end is one
        here = tuple(open_)
        begins = any(n.span[0] == start or (n.span[0] < span[0] and start == span[0]) for n in here)
        is_asked = any(s <= start and end <= e for s, e in asked)
        yield Piece(text[start:end], (start, end), here, begins, is_asked)

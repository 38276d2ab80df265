# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A long article in parts that a browser opens at once: cut where its weight as HTML asks for it, the same for every reader."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from markupsafe import escape

from communique.model import Span
from communique.views.web import say
from communique.views.web.marks import Piece, Run

HEAVIEST = 130_000  # bytes of one part, estimated high: parts of 60 to 110 kB come of it (tests/views/test_web_long.py)
MARK, LINE = 185, 62  # bytes of markup around a marked piece and its explanation, and around each line of that (counted in the templates)
SPOT = 190  # bytes of the way to one place of an actor, beside the text
TOLD = 140  # characters of a label in an explanation


def weight(text: str) -> int:
    """Bytes of words as HTML."""
    return len(escape(text).encode())


def portions(found: Sequence[Run], listed: Mapping[str, int]) -> tuple[Span, ...]:
    """Runs with all their notes -> spans of the text, in order, none too heavy to be one page.

    `listed`: the bytes of each finding's line beside the text; it stands in each part that the finding reaches into.
    A part ends with a paragraph where one paragraph alone is not too heavy.
    """
    cuts: list[int] = []
    heavy, seen = 0, set[str]()
    for run in found:
        whole, new = _weigh(run.pieces, listed, seen)
        if heavy and whole <= HEAVIEST < heavy + whole:
            cuts.append(run.span[0])
            heavy, seen = 0, set()
            whole, new = _weigh(run.pieces, listed, seen)
        if whole <= HEAVIEST:
            heavy, seen = heavy + whole, seen | new
            continue
        for piece in run.pieces:
            more, new = _weigh([piece], listed, seen)
            if heavy and heavy + more > HEAVIEST:
                cuts.append(piece.span[0])
                heavy, seen = 0, set()
                more, new = _weigh([piece], listed, seen)
            heavy, seen = heavy + more, seen | new
    end = found[-1].span[1] if found else 0
    edges = [0, *cuts, end]
    return tuple(pairwise(edges))


def within(found: Sequence[Run], part: Span) -> tuple[Run, ...]:
    """The runs of one part; a run that is cut keeps its kind."""
    out = []
    for run in found:
        pieces = tuple(piece for piece in run.pieces if part[0] <= piece.span[0] and piece.span[1] <= part[1])
        if pieces:
            out.append(replace(run, span=(pieces[0].span[0], pieces[-1].span[1]), pieces=pieces))
    return tuple(out)


def _weigh(pieces: Sequence[Piece], listed: Mapping[str, int], seen: set[str]) -> tuple[int, set[str]]:
    """Bytes of the pieces and of the findings' lines that they bring, and which findings these are."""
    new = {note.id for piece in pieces for note in piece.notes} - seen
    total = sum(listed.get(key, 0) for key in new)
    for piece in pieces:
        total += weight(piece.text)
        if piece.notes:
            total += MARK + sum(LINE + len(note.layer) + len(note.kind) + _told(note.label) for note in piece.notes)
            total += SPOT * sum(note.layer == "actor" and note.span[0] == piece.span[0] for note in piece.notes)
    return total, new


@lru_cache(4096)
def _told(label: str) -> int:
    return weight(say.clip(label, TOLD))

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Quotation marks: where quoted words run, how much of a content is quoted, and quotations that go on without a cue of their own."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from communique.attribution.drafted import Draft, Shelf
from communique.attribution.syntax import Tree
from communique.model import Span, Spans, Style
from communique.text import covered, join, overlap

OPEN, CLOSE, BOTH = "“«„", "”»", '"'
DIRECT = 0.85  # share of a content's characters in quotation marks: marks, spaces and a "that" outside take the rest (editor's knowledge)
SCARE_QUOTES = 0.02
MIN_WORDS = 4  # a shorter quotation without a cue is a title or a term
_LINE = re.compile(r"[^\n]+")


def lines(text: str, spans: Sequence[Span]) -> list[Span]:
    """The non-empty lines of the spans: paragraphs."""
    return [m.span() for low, high in spans for m in _LINE.finditer(text, low, high) if m.group().strip()]


def quoted(text: str, paragraph: Span) -> list[tuple[Span, bool]]:
    """Runs in double quotation marks, marks included, and whether each is closed; an open one runs to the paragraph's end."""
    runs: list[tuple[Span, bool]] = []
    start = None
    for at in range(*paragraph):
        mark = text[at]
        if start is None and (mark in OPEN or mark in BOTH):
            start = at
        elif start is not None and (mark in CLOSE or (mark in BOTH and text[start] in BOTH)):
            runs.append(((start, at + 1), True))
            start = None
    if start is not None:
        runs.append(((start, paragraph[1]), False))
    return runs


def style_of(content: Spans, runs: Sequence[Span]) -> Style:
    share = covered(content, runs)
    return "direct" if share >= DIRECT else "mixed" if share > SCARE_QUOTES else "indirect"


def go_on(tree: Tree, drafts: Sequence[Draft], paragraphs: Sequence[Span]) -> list[Draft]:
    """Gives quotations that stand without a cue to whoever spoke last: in the same paragraph, or at the end of the one before."""
    text = tree.doc.article.text
    out = [d for d in drafts if d.source or d.cue]
    loose = [d for d in drafts if not (d.source or d.cue)]
    contents, tellings = Shelf((d.content, d) for d in out), Shelf(((*d.content, *d.cue), i) for i, d in enumerate(out))
    strays = Shelf((d.content, d) for d in loose)
    before: int | None = None  # the draft with the last word of the paragraph before, if there is one
    unclosed = False
    for paragraph in paragraphs:
        runs = quoted(text, paragraph)
        own = tellings.near(paragraph)
        told = sorted((min(out[i].cue or out[i].source)[0], i) for i in own)
        lasting = _lasting([(_end(out[i]), i) for _, i in told])
        starts = [start for start, _ in told]
        for run, _ in runs:
            if contents.near(run) or len(text[slice(*run)].split()) < MIN_WORDS or not _opens_sentence(text, run, paragraph):
                continue
            taken = join(s for d in strays.near(run) for s in d.content if overlap(s, run)) or (run,)
            at = bisect_left(starts, run[0]) - 1
            if at >= 0:
                speaker = lasting[at]
                out[speaker] = replace(out[speaker], content=join([*out[speaker].content, *taken]))
            elif before is not None and not own and (unclosed or run[0] == _first(text, paragraph)):
                out.append(Draft((), (), taken, after=before if out[before].after is None else out[before].after))
                own.append(len(out) - 1)
            elif (subject := _subject_before(tree, run, paragraph)) is not None:
                out.append(Draft((subject,), (), taken))
                own.append(len(out) - 1)
                if not starts or starts[-1] <= subject[0]:
                    starts.append(subject[0])
                    lasting.append(len(out) - 1)
        before = max(own, key=lambda i: _end(out[i]), default=None)
        unclosed = bool(runs) and not runs[-1][1]
    return out


def _lasting(ends: Sequence[tuple[int, int]]) -> list[int]:
    """Of all told so far, at each place, whose words end last."""
    best: list[tuple[int, int]] = []
    for end, i in ends:
        best.append(best[-1] if best and best[-1][0] >= end else (end, i))
    return [i for _, i in best]


def _end(draft: Draft) -> int:
    return max(e for _, e in (*draft.content, *draft.cue))


def _first(text: str, paragraph: Span) -> int:
    return next((at for at in range(*paragraph) if not text[at].isspace()), paragraph[0])


def _opens_sentence(text: str, run: Span, paragraph: Span) -> bool:
    """Whether the quotation is a sentence by itself: it starts with a capital, after a stop or at the paragraph's start."""
    ahead = text[paragraph[0] : run[0]].rstrip()
    return text[run[0] + 1 : run[0] + 2].isupper() and (not ahead or ahead[-1] in '.!?:”"')


def _subject_before(tree: Tree, run: Span, paragraph: Span) -> Span | None:
    """The subject of the sentence that leads up to a quotation in the same paragraph."""
    places = tree.within((paragraph[0], run[0]))
    if not places:
        return None
    first, stop = tree.sentence(tree.tokens[places[-1]].start)
    root = next((p for p in range(first, stop) if tree.tokens[p].head == p), None)
    subject = tree.subject(root) if root is not None else None
    return tree.phrase(subject) if subject is not None and tree.tokens[subject].pos in ("PROPN", "PRON") else None

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Paragraphs that another program took out of a page -> where they stand in our rendering of it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from communique.model import Span
from communique.text import overlap

_WORD = re.compile(r"\w+")
_GRAM = 4
# Share of a line's word 4-grams that the unplaced paragraphs must hold for the line to be taken as one of theirs.
_ALIKE = 0.6


def shares(text: str, lines: Sequence[Span], paragraphs: Iterable[str]) -> list[float]:
    """For each line of a text the share of its characters that the paragraphs cover, 0 to 1.

    A paragraph is looked for blind to white space and punctuation, first after the one before it, then anywhere; the first place counts. What
    is not found whole is found by its word 4-grams.
    """
    places, lost = _places(text, paragraphs)
    covered = _covered(lines, places)
    if lost:
        grams = {g for words in lost for g in _grams(words)}
        for i, (start, end) in enumerate(lines):
            if covered[i] < 0.5:
                mine = _grams(_WORD.findall(text, start, end))
                if mine and sum(g in grams for g in mine) >= _ALIKE * len(mine):
                    covered[i] = 1.0
    return covered


def _places(text: str, paragraphs: Iterable[str]) -> tuple[list[Span], list[list[str]]]:
    found = _WORD.findall(text)
    starts = [w.start() for w in _WORD.finditer(text)]
    joined = "".join(found)
    offsets = [0, *accumulate(map(len, found))]

    def back(at: int) -> int:
        word = bisect_right(offsets, at) - 1
        return starts[word] + at - offsets[word]

    places: list[Span] = []
    lost: list[list[str]] = []
    cursor = 0
    for paragraph in paragraphs:
        mine = _WORD.findall(paragraph)
        squashed = "".join(mine)
        if not squashed:
            continue
        at = joined.find(squashed, cursor)
        if at < 0:
            at = joined.find(squashed)
        if at < 0:
            lost.append(mine)
        else:
            places.append((back(at), back(at + len(squashed) - 1) + 1))
            cursor = at + len(squashed)
    return places, lost


def _covered(lines: Sequence[Span], places: Sequence[Span]) -> list[float]:
    out = [0.0] * len(lines)
    starts = [start for start, _ in lines]
    for place in places:
        i = max(0, bisect_right(starts, place[0]) - 1)
        while i < len(lines) and lines[i][0] < place[1]:
            out[i] += overlap(lines[i], place)
            i += 1
    return [min(1.0, found / max(1, end - start)) for found, (start, end) in zip(out, lines, strict=True)]


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)] or ([tuple(words)] if words else [])

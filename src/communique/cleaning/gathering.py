# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""HTML: what trafilatura took, mended by where it stands. Lines of one body share their place in the markup.

Both steps and their bounds were swept on 98 pages with the body marked by hand: .959 F1 as taken, .965 grown, .970 shrunk as well; the
neighbouring bounds give the same within .001.
"""

import re
from collections import Counter
from collections.abc import Sequence

from communique.cleaning.rendering import Line

# A place holds the body if so much of the prose taken stands there, in so many lines at least.
_BODY_SHARE, _BODY_LINES = 0.4, 2
# A kind of block is a stranger to the body if less than this share of the prose taken stands in its like.
_STRANGER_SHARE = 0.03
_LINKED = 0.3  # share of linked characters from which a line is no prose of its own
# Blocks that bodies hold though little of their prose is in them: subheads, lists, tables, quotations.
_PARTS = frozenset(("h2", "h3", "h4", "li", "td", "th", "blockquote"))
_ENDS = re.compile(r"[.!?…。][\"'”’»)\]]*$")


def gather(words: Sequence[str], lines: Sequence[Line], taken: Sequence[bool]) -> list[bool]:
    """The lines taken -> those of the body: with prose that was left out of the same place, without scraps from blocks unlike the body's."""
    prose = [len(w) > 60 and _is_prose(w) for w in words]
    grown = _grown(words, lines, taken, prose)
    kinds: Counter[str] = Counter()
    for line, size, mine, sentence in zip(lines, map(len, words), grown, prose, strict=True):
        if mine and sentence:
            kinds[_kind(line)] += size
    least = _STRANGER_SHARE * max(1, kinds.total())
    return [mine and (sentence or line.tag in _PARTS or kinds[_kind(line)] >= least) for line, mine, sentence in zip(lines, grown, prose, strict=True)]


def _grown(words: Sequence[str], lines: Sequence[Line], taken: Sequence[bool], prose: Sequence[bool]) -> list[bool]:
    sizes: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for line, said, mine, sentence in zip(lines, words, taken, prose, strict=True):
        if mine and sentence:
            sizes[line.place] += len(said)
            counts[line.place] += 1
    least = _BODY_SHARE * sizes.total()
    places = {place for place, size in sizes.items() if size >= least and counts[place] >= _BODY_LINES}
    return [mine or (sentence and line.place in places and line.linked < _LINKED and not line.aside) for line, mine, sentence in zip(lines, taken, prose, strict=True)]


def _kind(line: Line) -> str:
    return line.place.rsplit(">", 1)[-1]


def _is_prose(words: str) -> bool:
    count = words.count(" ") + 1
    return count >= 12 or (count >= 8 and _ENDS.search(words[-8:]) is not None)

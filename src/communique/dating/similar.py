# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How alike two pages are in their words, by a fixed table of common words: the likeness of two pages depends on no third."""

import functools
import json
import math
import re
from collections.abc import Mapping
from pathlib import Path

from communique.model import Coded

TABLE = Path(__file__).with_name("common.json")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]{3,}|\d[\d,.]*\d")
LEAD = 1800  # characters of the body that are compared: what a page is about stands first, background and lists after
RARE = 0.003  # share of texts taken for words that are not in the table: half of its least


@functools.cache
def _shares() -> Mapping[str, float]:
    words: dict[str, float] = json.loads(TABLE.read_text(encoding="utf-8"))["words"]
    return words


def weight(word: str) -> float:
    """What a shared word counts: nothing where every text has it."""
    return max(0.0, -math.log(min(1.0, _shares().get(word, RARE))))


def compared(page: Coded) -> str:
    """A page's headline and lead."""
    return f"{page.article.headline or ''}\n{page.article.body_text[:LEAD]}"


def bag(page: Coded) -> dict[str, float]:
    """The words of a page's headline and lead with their weights."""
    return {word: weight(word) for word in {m[0].lower().replace("’", "'") for m in WORD.finditer(compared(page))}}


def length(words: Mapping[str, float]) -> float:
    return math.sqrt(sum(w * w for w in words.values()))


def cosine(a: Mapping[str, float], b: Mapping[str, float], norm: float | None = None) -> float:
    """1 for the same words, 0 for none shared; `norm` is the product of their lengths, where it is known."""
    norm = length(a) * length(b) if norm is None else norm
    # In a fixed order, so that the sum is the same in any process.
    return sum(a[w] * a[w] for w in sorted(a.keys() & b.keys())) / norm if norm else 0.0

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How much of the matter of one wording another holds, in whatever words: by a table of word vectors and counts of stems."""

import functools
import math
from collections.abc import Sequence

from communique import weights
from communique.identity.wordings import Words
from communique.words import EMPTY, stem

FAR = 0.25  # cosine up to which two words have nothing to do with one another. Chosen on the first half of benchmarks/quotations, as AKIN is.
UNKNOWN = 5  # occurrences that a stem beyond the table is taken to have


@functools.cache
def _most() -> float:
    return float(max(weights.vectors("accounts-words").counts.values()))


@functools.lru_cache(maxsize=1 << 16)
def matter(words: Words) -> tuple[tuple[str, str, float], ...]:
    """The words of matter, each with its stem and how much it tells."""
    counts, most = weights.vectors("accounts-words").counts, _most()
    kept = [(w, stem(w)) for w in words if w not in EMPTY and len(w) > 2]
    return tuple((w, s, math.log(most / (1 + counts.get(s, UNKNOWN))) + 1) for w, s in kept)


def shared(a: Words, b: Words) -> float:
    """0 to 1: the share of the one's matter that the other holds, the greater of both ways. Symmetric."""
    x, y = matter(a), matter(b)
    return round(max(_held(x, y), _held(y, x)), 4) if x and y else 0.0


def _held(x: Sequence[tuple[str, str, float]], y: Sequence[tuple[str, str, float]]) -> float:
    total = sum(weight for _, _, weight in x)
    return sum(weight * max(_near(w, s, other, t) for other, t, _ in y) for w, s, weight in x) / total


def _near(a: str, stem_a: str, b: str, stem_b: str) -> float:
    return 1.0 if stem_a == stem_b else _kin(a, b)


@functools.lru_cache(maxsize=1 << 17)
def _kin(a: str, b: str) -> float:
    cosine = weights.vectors("accounts-words").cosine(a, b)
    return max(0.0, (cosine - FAR) / (1 - FAR)) if cosine is not None else 0.0

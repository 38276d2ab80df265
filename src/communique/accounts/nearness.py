# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How near two words are, and how much a word tells: from a table of word vectors, and counts of stems (training/accounts)."""

import functools
import math

from communique import weights

FAR = 0.42  # cosine up to which two words have nothing to do with one another. Chosen on examples/sides/gold/seen, with what follows.
NEAR = 0.75  # from which they are as good as the same
MOST = 0.9  # what such a pair is worth beside the same word
RAREST = 10  # occurrences in the corpora, 560,000 words in lower case, below which a word tells no more for being rarer


@functools.lru_cache(maxsize=1 << 17)
def near(a: str, b: str) -> float:
    """Of two folded words: 1 for the same, 0 for words without kinship or beyond the table, between for such as "planes" and "aircraft"."""
    if a == b:
        return 1.0
    cosine = weights.vectors("accounts-words").cosine(a, b)
    return MOST * min(1.0, max(0.0, (round(cosine, 4) - FAR) / (NEAR - FAR))) if cosine is not None else 0.0


@functools.lru_cache(maxsize=1 << 16)
def tells(word: str) -> float:
    """0.2 to 1 for a stem: little for one that stands everywhere, most for a rare one, a name or one that the table lacks."""
    if word.startswith("@"):
        return 1.0
    if word[:1].isdigit():
        return 0.25
    return max(0.2, 1 - math.log(max(weights.vectors("accounts-words").counts.get(word, 0), RAREST) / RAREST) / 6)

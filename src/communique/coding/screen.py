# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A first, nearly free look at a word: could it report an event at all? What scores low never reaches the encoder.

Linear over hashed words, as roles.py; weights and the threshold come from training/coding/linear.py.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from communique import weights
from communique.coding.roles import buckets
from communique.model import Token

BUCKETS = 1 << 15
WINDOW = 15  # words to each side among which a word's children are looked for


def features(tokens: Sequence[Token], sentence: tuple[int, int], trigger: int, roles: npt.NDArray[np.float32]) -> list[str]:
    """What a word and its surroundings look like, as words to hash. `roles`: (mentions, 3) for this word."""
    t = tokens[trigger]
    lemma, head = t.lemma.lower(), tokens[t.head].lemma.lower()
    low = max(sentence[0], trigger - WINDOW)
    children = [c for i, c in enumerate(tokens[low : min(sentence[1], trigger + WINDOW)], low) if c.head == trigger and i != trigger]
    actor, recipient = (float(roles[:, 1].max()), float(roles[:, 2].max())) if len(roles) else (0.0, 0.0)
    has = f"{round(actor * 4)}{round(recipient * 4)}"
    words = [
        "bias",
        f"lemma={lemma}",
        f"lemma={lemma}|{t.tag}",
        f"lemma={lemma}|{t.dep}",
        f"stem={lemma[:5]}|{t.pos}",
        f"tail={lemma[-4:]}|{t.pos}",
        f"pos={t.tag}|{t.dep}",
        f"head={head}|{t.dep}",
        f"head={head}|{lemma}",
        f"has={has}",
        f"has={has}|{t.pos}",
        f"has={has}|{lemma}",
        f"actor={round(actor * 8)}",
        f"recipient={round(recipient * 8)}",
        f"mentions={min(4, len(roles))}",
    ]
    words += [f"child={c.dep}|{c.lemma.lower()}|{t.pos}" for c in children]
    words += [f"child={c.dep}|{lemma}" for c in children]
    return words


@cache
def _table() -> tuple[npt.NDArray[np.float32], float]:
    with np.load(weights.path("coding-screen")) as stored:
        return np.asarray(stored["weights"], dtype=np.float32), float(stored["threshold"])


def probability(tokens: Sequence[Token], sentence: tuple[int, int], trigger: int, roles: npt.NDArray[np.float32]) -> float:
    """How likely the word reports an event, by the linear model alone."""
    table, _ = _table()
    return float(1 / (1 + np.exp(-table[buckets(features(tokens, sentence, trigger, roles))].sum())))


def threshold() -> float:
    """Below it, 97 of 100 labelled events are still kept (out of fold)."""
    return _table()[1]

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who acts and who receives: a linear model over the syntax between an event's trigger and each mention.

Features are hashed words; weights come from training/coding/roles.py. One function makes the features for both.
"""

import zlib
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from communique import weights
from communique.coding.candidates import Mention, path
from communique.model import Token

ROLES = ("none", "actor", "recipient")
BUCKETS = 1 << 15
PRONOUNS = frozenset("he she they it we i you him her them us his their its our my who which that both each one".split())


def features(tokens: Sequence[Token], trigger: int, mention: Mention, others: Sequence[Mention]) -> list[str]:
    """What a trigger and a mention look like to one another, as words to hash."""
    t, m = tokens[trigger], tokens[mention.head]
    way = path(tokens, trigger, mention.head)
    route = ">".join(way) if way is not None else "far"
    order = "before" if mention.head < trigger else "after"
    passive = any(tokens[i].head == trigger and tokens[i].dep in ("auxpass", "nsubjpass") for i in range(max(0, trigger - 6), min(len(tokens), trigger + 3)))
    voice = "passive" if passive else t.tag
    lemma = t.lemma.lower()
    distance = min(6, abs(mention.head - trigger) // 3)
    preposition = tokens[m.head].lemma.lower() if m.dep == "pobj" else "-"
    over = tokens[m.head].lemma.lower() if m.head != mention.head else "root"
    kind = "pronoun" if m.lemma.lower() in PRONOUNS else m.pos
    between = sum(min(trigger, mention.head) < o.head < max(trigger, mention.head) for o in others)
    return [
        "bias",
        f"route={route}",
        f"route={route}|{lemma}",
        f"route={route}|{voice}",
        f"ends={(way or ['far'])[0]}|{(way or ['far'])[-1]}",
        f"order={order}|{t.pos}|{voice}",
        f"order={order}|{lemma}",
        f"dep={m.dep}|{order}|{t.pos}",
        f"dep={m.dep}|{lemma}",
        f"prep={preposition}|{lemma}",
        f"prep={preposition}|{order}|{t.pos}",
        f"over={over}|{m.dep}",
        f"distance={order}|{distance}",
        f"between={order}|{min(3, between)}",
        f"kind={kind}|{order}|{m.dep}",
        f"steps={len(way) if way is not None else 9}|{order}",
        f"many={len(mention.actors) > 1}|{m.dep}",
    ]


def buckets(words: Sequence[str]) -> list[int]:
    return [zlib.crc32(w.encode()) % BUCKETS for w in words]


@cache
def _table() -> npt.NDArray[np.float32]:
    """(BUCKETS, 3): a weight for each hashed feature and role."""
    with np.load(weights.path("coding-roles")) as stored:
        return np.asarray(stored["weights"], dtype=np.float32)


def probabilities(tokens: Sequence[Token], trigger: int, mentions: Sequence[Mention]) -> npt.NDArray[np.float32]:
    """(mentions, 3): how likely each is none, actor or recipient of the trigger's event."""
    if not mentions:
        return np.zeros((0, 3), dtype=np.float32)
    table = _table()
    scores = np.stack([table[buckets(features(tokens, trigger, m, mentions))].sum(axis=0) for m in mentions])
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)

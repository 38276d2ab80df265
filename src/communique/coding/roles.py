# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who acts and who receives: a linear model over the syntax between an event's trigger and each mention.

Features are hashed words; weights come from training/coding/roles.py. One function makes the features for both.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from communique import weights
from communique.coding.candidates import Mention, Sentence, climb, path_down
from communique.model import Span, Token
from communique.text import inside

ROLES = ("none", "actor", "recipient")
BUCKETS = 1 << 15
PRONOUNS = frozenset("he she they it we i you him her them us his their its our my who which that both each one".split())


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word as all its pairs see it: worked out once, however many mentions its sentence has."""

    at: int
    lemma: str
    pos: str
    voice: str
    word: Span
    said: bool  # told as somebody's words
    up: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Party:
    """A mention as all its pairs see it."""

    at: int
    dep: str
    preposition: str
    over: str
    kind: str
    many: bool
    says: Sequence[Span]


def passive(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb is told in the passive."""
    return any(t.head == at and t.dep in ("auxpass", "nsubjpass") for t in tokens[max(0, at - 6) : at + 3])


def trigger_of(tokens: Sequence[Token], at: int, said: Sequence[Span]) -> Trigger:
    token = tokens[at]
    word = (token.start, token.end)
    return Trigger(at, token.lemma.lower(), token.pos, "passive" if passive(tokens, at) else token.tag, word, any(inside(word, span) for span in said), climb(tokens, at))


def party_of(tokens: Sequence[Token], mention: Mention, said: Sequence[Span]) -> Party:
    token = tokens[mention.head]
    over = tokens[token.head].lemma.lower()
    kind = "pronoun" if token.lemma.lower() in PRONOUNS else token.pos
    says = [span for span in said if span in mention.says]
    return Party(mention.head, token.dep, over if token.dep == "pobj" else "-", over if token.head != mention.head else "root", kind, len(mention.actors) > 1, says)


def features(tokens: Sequence[Token], trigger: int, mention: Mention, sentence: Sentence) -> list[str]:
    """What a trigger and a mention of a sentence look like to one another, as words to hash."""
    return pair(tokens, trigger_of(tokens, trigger, sentence.said), party_of(tokens, mention, sentence.said), [m.head for m in sentence.mentions])


def pair(tokens: Sequence[Token], trigger: Trigger, party: Party, heads: Sequence[int]) -> list[str]:
    """`features` of a pair whose two sides are known; `heads`: the head words of all mentions."""
    at, lemma, pos, dep = trigger.at, trigger.lemma, trigger.pos, party.dep
    way = path_down(tokens, trigger.up, party.at)
    route, ends, steps = (">".join(way), f"{way[0]}|{way[-1]}", len(way)) if way else ("", "far|far", 0) if way is not None else ("far", "far|far", 9)
    low, high, order = (party.at, at, "before") if party.at < at else (at, party.at, "after")
    between = sum(low < head < high for head in heads)
    # Who says it, in what another says, or in the outlet's own words: "X must do Y" is a request by whoever says so.
    telling = "says" if any(inside(trigger.word, span) for span in party.says) else "said" if trigger.said else "plain"
    return [
        "bias",
        f"route={route}",
        f"route={route}|{lemma}",
        f"route={route}|{trigger.voice}",
        f"ends={ends}",
        f"order={order}|{pos}|{trigger.voice}",
        f"order={order}|{lemma}",
        f"dep={dep}|{order}|{pos}",
        f"dep={dep}|{lemma}",
        f"prep={party.preposition}|{lemma}",
        f"prep={party.preposition}|{order}|{pos}",
        f"over={party.over}|{dep}",
        f"distance={order}|{min(6, (high - low) // 3)}",
        f"between={order}|{min(3, between)}",
        f"kind={party.kind}|{order}|{dep}",
        f"steps={steps}|{order}",
        f"many={party.many}|{dep}",
        f"telling={telling}|{lemma}",
        f"telling={telling}|{pos}|{party.kind}",
        f"telling={telling}|{order}|{dep}",
    ]


def buckets(words: Sequence[str]) -> list[int]:
    return [zlib.crc32(w.encode()) % BUCKETS for w in words]


@cache
def _table() -> npt.NDArray[np.float32]:
    """(BUCKETS, 3): a weight for each hashed feature and role."""
    with np.load(weights.path("coding-roles")) as stored:
        return np.asarray(stored["weights"], dtype=np.float32)


def probabilities(tokens: Sequence[Token], triggers: Sequence[int], sentence: Sentence) -> npt.NDArray[np.float32]:
    """(triggers, mentions, 3): how likely each mention is none, actor or recipient of each trigger's event."""
    mentions = sentence.mentions
    if not triggers or not mentions:
        return np.zeros((len(triggers), len(mentions), len(ROLES)), dtype=np.float32)
    parties, heads = [party_of(tokens, m, sentence.said) for m in mentions], [m.head for m in mentions]
    hashed = [[buckets(pair(tokens, trigger, party, heads)) for party in parties] for trigger in (trigger_of(tokens, i, sentence.said) for i in triggers)]
    scores = _table()[np.asarray(hashed)].sum(axis=2)
    powers = np.exp(scores - scores.max(axis=2, keepdims=True))
    return np.asarray(powers / powers.sum(axis=2, keepdims=True), dtype=np.float32)

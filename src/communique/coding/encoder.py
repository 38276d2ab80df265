# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The encoder in use: one pass over one input, never a batch, so that no score can depend on its neighbours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique import weights
from communique.coding.pieces import Input, Pieces, marked
from communique.model import EventType, Span
from communique.tables.plover import TYPES

NONE = len(TYPES)
Row = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Answer:
    """Probabilities. `roles`: (pieces, 3), for each piece of the input; the rest for the input as a whole."""

    roles: Row
    types: Row
    auxiliary: Row
    commitment: Row


def cut(text: str) -> Pieces:
    """A sentence's word pieces."""
    encoded = weights.tokenizer("minilm-tokenizer").encode(text, add_special_tokens=False)
    return Pieces(tuple(encoded.ids), tuple(encoded.offsets))


def scan(given: Input) -> Row:
    """One pass over a sentence without marks: (pieces, 17) probabilities of the type of event that each piece names, and last of none."""
    (words,) = _pass(given, ["words_scores"])
    return softmax(words)


def ask(given: Input) -> Answer:
    """One pass over a sentence with marks."""
    roles, types, auxiliary, commitment = _pass(given, ["roles_scores", "types_scores", "auxiliary_scores", "commitment_scores"])
    return Answer(softmax(roles), softmax(types)[0], 1 / (1 + np.exp(-auxiliary[0])), softmax(commitment)[0])


def _pass(given: Input, wanted: list[str]) -> list[Row]:
    feed = {"ids": np.asarray([given.ids], dtype=np.int64), "opens": np.asarray([given.opens], dtype=np.int64)}
    scores: list[Row] = weights.session("coding").run(wanted, feed)
    return scores


def softmax(scores: Row) -> Row:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def pairs(rows: Iterable[tuple[str, Span, Span]]) -> Iterator[Row]:
    """(17,) probabilities of the types, and last of no event, for sentences with a marked actor and recipient; (0, 0) marks none."""
    for sentence, actor, recipient in rows:
        spans = [s if s[0] < s[1] else None for s in (actor, recipient)]
        yield ask(marked(cut(sentence), actor=spans[0], recipient=spans[1])).types


def classify_many(rows: Iterable[tuple[str, Span, Span]]) -> list[tuple[EventType, float]]:
    """The PLOVER type of each marked pair, given that it holds an event, and its probability among the sixteen."""
    out = []
    for row in pairs(rows):
        shares = row[:NONE] / row[:NONE].sum()
        best = int(shares.argmax())
        out.append((TYPES[best], float(shares[best])))
    return out


def event_probability(rows: Iterable[tuple[str, Span, Span]]) -> list[float]:
    """How likely each marked pair holds an event at all."""
    return [float(1 - row[NONE]) for row in pairs(rows)]

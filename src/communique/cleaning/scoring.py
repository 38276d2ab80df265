# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The body model: how likely each line of a page belongs to the article's body.

Two stages: a logistic regression judges each line by what is seen of it and its neighbours; where it is not quite sure, boosted trees judge again,
which also see what it said of the lines around. Their numbers lie in `body.json`, written by training/cleaning/train.py.
"""

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.cleaning.features import NAMES, Matrix, densest, matrix, put_near
from communique.errors import WeightError

FILE = "body.json"
# First-stage scores enter the second within these bounds, so that one certain line does not outweigh its neighbourhood.
_BOUND = 6.0
_AROUND = (-4, -3, -2, -1, 1, 2, 3, 4)
_WINDOWS = (3, 8, 20)
CONTEXT = (
    "first", *(f"first{offset:+d}" for offset in _AROUND), *(f"first_mean_{w}" for w in _WINDOWS), "in_run", "before_run", "after_run", "best_before", "best_after",
    "mass_before", "mass_after",
)  # fmt: skip
Places = NDArray[np.int32]
Leaves = NDArray[np.uint16]
_MOST_LEAVES = 16
_ALL = (1 << _MOST_LEAVES) - 1


@dataclass(frozen=True, slots=True)
class Line:
    """The first stage; mean and scale of its columns are worked into its weights."""

    weights: Matrix
    bias: float

    def scores(self, columns: Matrix) -> Matrix:
        """Log odds, one a column's line."""
        scores: Matrix = self.weights @ columns + self.bias
        return scores


@dataclass(frozen=True, slots=True)
class Trees:
    """All trees side by side, each with the same number of nodes: a node asks whether a column is over its threshold, and if so rules out the leaves on its left.

    What is left of a tree's leaves when all its nodes were asked begins with the leaf that a walk from its root would reach (QuickScorer, Lucchese et al. 2015).
    """

    columns: Places  # a row a node, a column a tree
    thresholds: Matrix
    left: Leaves  # bits of the leaves under a node's first child, a tree's leftmost the lowest
    values: Matrix  # a row a tree, a column a leaf
    bias: float

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Trees":
        """From the list of all nodes that the file has: two children a node, a leaf its own child."""
        nodes: list[list[tuple[int, float, int]]] = []
        values = []
        for root in kept["roots"]:
            asked: list[tuple[int, float, int]] = []
            leaves = _flatten(kept, root, asked, [])
            asked += [(0, math.inf, 0)] * (_MOST_LEAVES - 1 - len(asked))
            nodes.append(asked)
            values.append(leaves + [0.0] * (_MOST_LEAVES - len(leaves)))
        columns, thresholds, left = np.ascontiguousarray(np.array(nodes, np.float64).transpose())
        return cls(columns.astype(np.int32), thresholds.copy(), left.astype(np.uint16), np.array(values), kept["bias"])

    def scores(self, seen: Matrix) -> Matrix:
        """Log odds, one a line; `seen` has a row a column and a column a line."""
        over = seen[self.columns.ravel()].reshape(*self.columns.shape, -1) > self.thresholds[:, :, None]
        ruled_out = np.bitwise_or.reduce(over * self.left[:, :, None], axis=0)
        trees = np.arange(len(self.values))[:, None]
        scores: Matrix = self.values.ravel().take(trees * _MOST_LEAVES + _lowest_unset().take(ruled_out)).sum(axis=0) + self.bias
        return scores


def _flatten(kept: Mapping[str, Any], at: int, asked: list[tuple[int, float, int]], leaves: list[float]) -> list[float]:
    """The values of the leaves under a node, left to right; its nodes go into `asked`."""
    first, second = kept["children"][2 * at], kept["children"][2 * at + 1]
    if first == at:
        if len(leaves) == _MOST_LEAVES:
            raise WeightError("cleaning/body", f"a tree has more than {_MOST_LEAVES} leaves")
        leaves.append(kept["values"][at])
        return leaves
    begun = len(leaves)
    _flatten(kept, first, asked, leaves)
    asked.append((kept["columns"][at], kept["thresholds"][at], (1 << len(leaves)) - (1 << begun)))
    return _flatten(kept, second, asked, leaves)


@functools.cache
def _lowest_unset() -> NDArray[np.uint8]:
    """The place of the lowest bit that is not set in each number; at least one leaf is always left."""
    return np.array([*((~n & (n + 1)).bit_length() - 1 for n in range(_ALL)), 0], np.uint8)


@dataclass(frozen=True, slots=True)
class BodyModel:
    first: Line
    trees: Trees
    sure: float  # log odds of the first stage, either way, beyond which the second is not asked
    threshold: float


@functools.cache
def body_model() -> BodyModel:
    """The model as shipped; numbers that were fitted on other columns than today's are a WeightError."""
    kept = json.loads(resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
    if tuple(kept["first"]["names"]) != NAMES or tuple(kept["trees"]["names"]) != (*NAMES, *CONTEXT):
        raise WeightError("cleaning/body", "its columns are not those that this version looks at")
    first, trees = kept["first"], kept["trees"]
    return BodyModel(
        Line(np.array(first["weights"]), first["bias"]),
        Trees.of(trees),
        kept["sure"],
        kept["threshold"],
    )


def chances(lines: Sequence[str]) -> list[float]:
    """Lines of one page in order, none empty -> for each the chance that it is body, 0 to 1."""
    if not lines:
        return []
    model = body_model()
    seen = matrix(lines)
    scores = model.first.scores(seen)
    asked = np.flatnonzero(np.abs(scores) < model.sure)
    if len(asked):
        scores[asked] = model.trees.scores(np.vstack([seen[:, asked], context(scores)[:, asked]]))
    found: list[float] = (1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0)))).tolist()
    return found


def context(scores: Matrix) -> Matrix:
    """The first stage's log odds -> rows `CONTEXT` of the second, a column a line."""
    n = len(scores)
    score = np.clip(scores, -_BOUND, _BOUND)
    chance = 1.0 / (1.0 + np.exp(-score))
    index = np.arange(n)
    out = np.full((len(CONTEXT), n), -_BOUND)
    out[0] = score
    for at, offset in enumerate(_AROUND, 1):
        put_near(out[at], score, offset)
    mass = np.concatenate([[0.0], np.cumsum(chance)])
    windows = 1 + len(_AROUND)
    for at, width in enumerate(_WINDOWS, windows):
        low, high = np.maximum(0, index - width), np.minimum(n, index + width + 1)
        out[at] = (mass[high] - mass[low]) / (high - low)
    first, last = densest(np.clip(score, -3.0, 3.0))
    rest = (
        (first <= index) & (index < last), np.log1p(np.maximum(0, first - index)), np.log1p(np.maximum(0, index - last + 1)), np.maximum.accumulate(chance),
        np.maximum.accumulate(chance[::-1])[::-1], mass[:-1] / max(1e-9, mass[-1]), 1.0 - mass[1:] / max(1e-9, mass[-1]),
    )  # fmt: skip
    for at, row in enumerate(rest, windows + len(_WINDOWS)):
        out[at] = row
    return out

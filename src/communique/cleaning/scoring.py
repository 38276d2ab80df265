# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The body model: how likely each line of a page belongs to the article's body.

Two stages: a logistic regression judges each line by what is seen of it and its neighbours; where it is not quite sure, boosted trees judge again,
which also see what it said of the lines around. Their numbers lie in `body.json`, written by training/cleaning/train.py.
"""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

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
    """All nodes of all trees in one list: a node asks whether a column is at most its threshold, and goes on to the first of its two children if so.

    A leaf is its own child, and holds a value.
    """

    roots: Places
    columns: Places
    thresholds: Matrix
    children: Places  # two a node
    values: Matrix
    depth: int
    bias: float

    def scores(self, seen: Matrix) -> Matrix:
        """Log odds, one a line; `seen` has a row a column and a column a line."""
        lines = seen.shape[1]
        flat = seen.ravel()
        line = np.arange(lines)[:, None]
        at = np.broadcast_to(self.roots, (lines, len(self.roots)))
        for _ in range(self.depth):
            over = flat.take(self.columns.take(at) * lines + line) > self.thresholds.take(at)
            at = self.children.take(2 * at + over)
        scores: Matrix = self.values.take(at).sum(axis=1) + self.bias
        return scores


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
        Trees(
            np.array(trees["roots"], np.int32), np.array(trees["columns"], np.int32), np.array(trees["thresholds"]), np.array(trees["children"], np.int32),
            np.array(trees["values"]), trees["depth"], trees["bias"],
        ),
        kept["sure"], kept["threshold"],
    )  # fmt: skip


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

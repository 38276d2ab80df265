# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The body model: how likely each line of a page belongs to the article's body.

Two logistic regressions, one upon the other: the first judges a line by what is seen of it and its neighbours, the second also by what the
first said of the lines around it. Their numbers lie in `body.json`, written by training/cleaning/train.py.
"""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np

from communique.cleaning.features import NAMES, Matrix, densest, matrix
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


@dataclass(frozen=True, slots=True)
class Stage:
    mean: Matrix
    scale: Matrix
    weights: Matrix
    bias: float

    def scores(self, columns: Matrix) -> Matrix:
        """Log odds, one a row."""
        scores: Matrix = ((columns - self.mean) / self.scale) @ self.weights + self.bias
        return scores


@dataclass(frozen=True, slots=True)
class BodyModel:
    first: Stage
    second: Stage
    threshold: float


@functools.cache
def body_model() -> BodyModel:
    """The model as shipped; numbers that were fitted on other columns than today's are a WeightError."""
    kept = json.loads(resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
    if tuple(kept["first"]["names"]) != NAMES or tuple(kept["second"]["names"]) != (*NAMES, *CONTEXT):
        raise WeightError("cleaning/body", "its columns are not those that this version looks at")
    stages = [Stage(np.array(kept[s]["mean"]), np.array(kept[s]["scale"]), np.array(kept[s]["weights"]), kept[s]["bias"]) for s in ("first", "second")]
    return BodyModel(stages[0], stages[1], kept["threshold"])


def chances(lines: Sequence[str]) -> list[float]:
    """Lines of one page in order -> for each the chance that it is body, 0 to 1."""
    if not lines:
        return []
    model = body_model()
    seen = matrix(lines)
    scores = model.second.scores(np.hstack([seen, context(model.first.scores(seen))]))
    found: list[float] = (1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0)))).tolist()
    return found


def context(scores: Matrix) -> Matrix:
    """The first stage's log odds -> columns `CONTEXT` of the second."""
    n = len(scores)
    score = np.clip(scores, -_BOUND, _BOUND)
    chance = 1.0 / (1.0 + np.exp(-score))
    index = np.arange(n)
    columns = [score]
    for offset in _AROUND:
        moved = np.full(n, -_BOUND)
        if abs(offset) < n:
            if offset > 0:
                moved[:-offset] = score[offset:]
            else:
                moved[-offset:] = score[:offset]
        columns.append(moved)
    mass = np.concatenate([[0.0], np.cumsum(chance)])
    for width in _WINDOWS:
        low, high = np.maximum(0, index - width), np.minimum(n, index + width + 1)
        columns.append((mass[high] - mass[low]) / (high - low))
    first, last = densest(np.clip(score, -3.0, 3.0))
    columns += [
        ((first <= index) & (index < last)).astype(np.float64), np.log1p(np.maximum(0, first - index)), np.log1p(np.maximum(0, index - last + 1)),
        np.maximum.accumulate(chance), np.maximum.accumulate(chance[::-1])[::-1], mass[:-1] / max(1e-9, mass[-1]), 1.0 - mass[1:] / max(1e-9, mass[-1]),
    ]  # fmt: skip
    return np.column_stack(columns)

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A learnt choice among options: a conditional logit, fitted to examples of which one or more options are right.

What a room then does with the numbers is to add them up for what speaks for each option, and to take the best (`best`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize

Options = Mapping[str, Mapping[str, float]]  # name -> what speaks for it


def fit(rows: Sequence[tuple[Options, Set[str]]], penalty: float, *, least: int = 3, start: Mapping[str, float] | None = None) -> dict[str, float]:
    """The numbers under which the right options are likeliest, with a penalty on how far each lies, squared, from where it starts (0); signs of fewer than `least` examples are left out."""
    seen = Counter(f for options, _ in rows for f in {f for fired in options.values() for f in fired})
    names = {f: i for i, f in enumerate(sorted(f for f in seen if seen[f] >= least))}
    data, indices, pointers, groups, right = [], [], [0], [], []
    for number, (options, good) in enumerate(rows):
        for name, fired in options.items():
            for feature, value in fired.items():
                if feature in names:
                    indices.append(names[feature])
                    data.append(value)
            pointers.append(len(indices))
            groups.append(number)
            right.append(name in good)
    x, group, ok, count = sparse.csr_matrix((data, indices, pointers), shape=(len(groups), len(names))), np.array(groups), np.array(right), len(rows)
    origin = np.array([(start or {}).get(f, 0.0) for f in names])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = x @ w
        top = np.full(count, -np.inf)
        np.maximum.at(top, group, scores)
        grown = np.exp(scores - top[group])
        p = grown / np.bincount(group, grown, count)[group]
        kept = np.bincount(group, p * ok, count) + 1e-300
        away = w - origin
        return float(-np.log(kept).sum() + penalty * (away @ away)), x.T @ (p - p * ok / kept[group]) + 2 * penalty * away

    found = minimize(loss, origin, jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {f: float(found.x[i]) for f, i in names.items()}


def best(weights: Mapping[str, float], options: Options) -> str:
    return max(options, key=lambda n: (sum(weights.get(f, 0.0) * v for f, v in options[n].items()), n))

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Train the two linear models of the coder, roles and screen, on labelled stories; report them out of fold, by story.

python training/coding/prepare.py CACHE && python training/coding/linear.py CACHE OUT_FOLDER [HOLD]       HOLD: a fold of stories left out
"""

import pickle
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent))
from prepare import Labelled

from communique.coding import roles, screen
from communique.text import overlap

FOLDS = 10
KEPT_SHARE = 0.97  # of labelled events that the screen lets through, out of fold


def fold_of(story_id: str) -> int:
    import zlib

    return zlib.crc32(story_id.encode()) % FOLDS


def role_of(spans: list[Any], mention: tuple[int, int], head: tuple[int, int]) -> bool:
    """A mention plays a role if its head word lies in a span labelled with it, or the two are nearly the same."""
    return any(not isinstance(s, str) and (overlap(tuple(s), head) > 0 or 2 * overlap(tuple(s), mention) > max(s[1] - s[0], mention[1] - mention[0])) for s in spans)


def role_rows(data: dict[str, list[Labelled]]) -> tuple[list[list[int]], list[int], list[int]]:
    x, y, folds = [], [], []
    for story, sentences in data.items():
        for item in sentences:
            for trigger, gold in item.gold.items():
                for mention in item.sentence.mentions:
                    token = item.doc.tokens[mention.head]
                    head = (token.start, token.end)
                    y.append(1 if role_of(gold["actors"], mention.span, head) else 2 if role_of(gold["recipients"], mention.span, head) else 0)
                    x.append(roles.buckets(roles.features(item.doc.tokens, trigger, mention, item.sentence)))
                    folds.append(fold_of(story))
    return x, y, folds


def matrix(rows: list[list[int]], width: int) -> sp.csr_matrix:
    lengths = [len(r) for r in rows]
    out = sp.csr_matrix(
        (np.ones(sum(lengths), dtype=np.float32), np.concatenate([np.asarray(r) for r in rows]), np.concatenate([[0], np.cumsum(lengths)])), shape=(len(rows), width)
    )
    out.sum_duplicates()
    return out


def fit(x: sp.csr_matrix, y: npt.NDArray[Any], strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=300, fit_intercept=False).fit(x, y)


def train_roles(data: dict[str, list[Labelled]], strength: float = 0.5) -> tuple[npt.NDArray[np.float32], dict[int, npt.NDArray[np.float32]]]:
    """Weights on all stories, and those of each fold trained without it."""
    rows, labels, folds = role_rows(data)
    x, y, f = matrix(rows, roles.BUCKETS), np.asarray(labels), np.asarray(folds)
    without, tp, predicted, wanted = {}, np.zeros(3), np.zeros(3), np.zeros(3)
    for k in sorted(set(folds)):
        model = fit(x[f != k], y[f != k], strength)
        without[k] = model.coef_.T.astype(np.float32)
        guess = model.predict(x[f == k])
        for role in (1, 2):
            tp[role] += ((guess == role) & (y[f == k] == role)).sum()
            predicted[role] += (guess == role).sum()
            wanted[role] += (y[f == k] == role).sum()
    for role in (1, 2):
        p, r = tp[role] / predicted[role], tp[role] / wanted[role]
        print(f"roles: {roles.ROLES[role]:9} precision {p:.3f} recall {r:.3f} F1 {2 * p * r / (p + r):.3f} ({int(wanted[role])} mentions)")
    return fit(x, y, strength).coef_.T.astype(np.float32), without


def role_probabilities(item: Labelled, trigger: int, table: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    mentions = item.sentence.mentions
    if not mentions:
        return np.zeros((0, 3), dtype=np.float32)
    scores = np.stack([table[roles.buckets(roles.features(item.doc.tokens, trigger, m, item.sentence))].sum(axis=0) for m in mentions])
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def train_screen(data: dict[str, list[Labelled]], without: dict[int, npt.NDArray[np.float32]], strength: float = 0.2) -> tuple[npt.NDArray[np.float32], float]:
    rows, labels, folds = [], [], []
    for story, sentences in data.items():
        for item in sentences:
            for trigger in item.candidates:
                table = without[fold_of(story)]
                rows.append(roles.buckets(screen.features(item.doc.tokens, item.sentence.tokens, trigger, role_probabilities(item, trigger, table))))
                labels.append(trigger in item.gold)
                folds.append(fold_of(story))
    x, y, f = matrix(rows, screen.BUCKETS), np.asarray(labels), np.asarray(folds)
    out = np.zeros(len(y))
    for k in sorted(set(folds)):
        out[f == k] = fit(x[f != k], y[f != k], strength).predict_proba(x[f == k])[:, 1]
    threshold = float(np.quantile(out[y], 1 - KEPT_SHARE))
    for share in (0.9, 0.95, 0.97, 0.99):
        at = np.quantile(out[y], 1 - share)
        print(f"screen: keeps {share:.2f} of events and {(out[~y] >= at).mean():.3f} of other words (threshold {at:.4f})")
    hits = out >= 0.4
    print(f"screen alone at 0.4: precision {y[hits].mean():.3f} recall {hits[y].mean():.3f}")
    return fit(x, y, strength).coef_[0].astype(np.float32), threshold


def main() -> None:
    data = pickle.loads(Path(sys.argv[1]).read_bytes())
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) > 3:
        data = {k: v for k, v in data.items() if fold_of(k) != int(sys.argv[3])}
    table, without = train_roles(data)
    np.savez_compressed(folder / "roles.npz", weights=table.astype(np.float16))
    flat, threshold = train_screen(data, without)
    np.savez_compressed(folder / "screen.npz", weights=flat.astype(np.float16), threshold=np.float32(threshold))


if __name__ == "__main__":
    main()

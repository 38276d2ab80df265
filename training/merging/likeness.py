# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The numbers by which two passages are weighed: src/communique/merging/likeness.json, a logistic model.

    python training/merging/likeness.py [--coded FILE] [--write]

Learned on the seen half of benchmarks/gold/pairs, on `pairs.tsv` and on `read.tsv` (see README.md), all from Xinhua stories that are neither reserved for gold nor in an
unseen pair, and from pages of examples/. Printed is what cross-validation by stories gives: a fold leaves out all pairs with one of its stories. `--coded` keeps the coded
stories in a file. With `--write` the numbers are written instead.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "benchmarks"))
OUT = HERE.parents[1] / "src" / "communique" / "merging" / "likeness.json"
# What a pair of each source weighs, the same and different ones; the penalty. Swept in cross-validation for both: gold, whose different pairs are picked to be alike,
# and pairs of pairs.tsv, as merging meets them. More weight on gold loses the second, less the first.
WEIGHT = {"gold": (2.0, 2.0), "words": (1.0, 0.3), "found": (1.0, 0.3), "read": (0.5, 0.05)}
PENALTY, RARER = 60.0, 180.0  # of all traits, and of those of one kind of deed, which fewer pairs tell of
FOLDS, ROUNDS = 8, 3


def side(story: str, start: str, end: str) -> dict[str, Any]:
    return {"story": story, "start": int(start), "end": int(end)}


def labelled_pairs(path: Path) -> list[dict[str, Any]]:
    """pairs.tsv: how a pair was picked, two words, label."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines()[1:])
    return [{"from": row[0], "a": side(*row[1:4]), "b": side(*row[4:7]), "label": row[7]} for row in rows]


def read_pairs(path: Path) -> list[dict[str, Any]]:
    """Pairs of read.tsv: block, story, start, end, event."""
    blocks: defaultdict[str, dict[tuple[str, int, int], str]] = defaultdict(dict)
    for line in path.read_text("utf-8").splitlines()[1:]:
        block, story, start, end, event = line.split("\t")
        blocks[block][story, int(start), int(end)] = event
    event_of = {place: event for held in blocks.values() for place, event in held.items()}
    pairs = {pair for held in blocks.values() for pair in combinations(sorted(held), 2)}
    pairs |= {pair for pair in combinations(sorted(event_of), 2) if event_of[pair[0]] == event_of[pair[1]]}
    names = ("story", "start", "end")
    return [
        {"from": "read", "a": dict(zip(names, a, strict=True)), "b": dict(zip(names, b, strict=True)), "label": "same" if event_of[a] == event_of[b] else "different"}
        for a, b in sorted(pairs)
    ]


def fit(x: Any, y: Any, weight: Any, penalty: Any) -> tuple[Any, float]:
    """Logistic regression on standardised traits, weighted, with a quadratic penalty: weights for the raw traits, and the bias."""
    mean, spread = x.mean(0), x.std(0)
    spread[spread == 0] = 1.0
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    w, ridge = np.zeros(z.shape[1]), np.diag([*penalty, 1e-6])
    for _ in range(25):
        p = 1 / (1 + np.exp(-z @ w))
        slope = z.T @ (weight * (p - y)) + ridge @ w
        step = np.linalg.solve((z * (weight * p * (1 - p))[:, None]).T @ z + ridge, slope)
        w -= step
        if abs(step).max() < 1e-6:
            break
    raw = w[:-1] / spread
    return raw, float(w[-1] - raw @ mean)


def crossed(x: Any, y: Any, weight: Any, penalty: Any, stories: Sequence[tuple[str, str]]) -> Any:
    """The log odds of each pair by models that have seen neither of its stories."""
    score = np.zeros(len(y))
    names = sorted({name for pair in stories for name in pair})
    for turn in range(ROUNDS):
        fold = dict(zip(names, np.random.RandomState(turn).randint(0, FOLDS, len(names)), strict=True))
        first, second = (np.array([fold[pair[i]] for pair in stories]) for i in (0, 1))
        for one in range(FOLDS):
            for other in range(FOLDS):
                test = (first == one) & (second == other)
                train = ~np.isin(first, (one, other)) & ~np.isin(second, (one, other))
                if test.any():
                    raw, bias = fit(x[train], y[train], weight[train], penalty)
                    score[test] += (x[test] @ raw + bias) / ROUNDS
    return score


def main() -> None:
    import merging
    from communique.copies import compare
    from communique.identity import link
    from communique.merging.facts import facts_of
    from communique.merging.likeness import BY_NAMES, BY_WORDS, traits_of
    from measure import f1, half, rows

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coded", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    gold = [{"from": "gold"} | row for row in rows(merging.GOLD) if row["label"] != "open" and half(row["p"]) == "seen"]
    every = gold + labelled_pairs(HERE / "pairs.tsv") + read_pairs(HERE / "read.tsv")
    held = merging.stories(every, args.coded)
    pages = sorted((full for _, full in held.values()), key=lambda p: p.article.id)
    facts = {f.key: f for f in facts_of(pages, compare([p.article for p in pages]), link(pages))}

    def traits(row: dict[str, Any]) -> dict[str, float] | None:
        found = [(held[s["story"]][1], merging.at_word(held[s["story"]][1], s)) for s in (row["a"], row["b"])]
        keys = [(page.article.id, m.id) for page, m in found if m]
        return traits_of(facts[keys[0]], facts[keys[1]]) if len(set(keys)) == 2 else None

    data = [(row, found) for row in every if (found := traits(row)) is not None]
    lost = sum(row["label"] == "same" for row in gold) - sum(row["label"] == "same" for row, _ in data if row["from"] == "gold")
    names = sorted({name for _, found in data for name in found})
    x = np.array([[found.get(name, 0.0) for name in names] for _, found in data])
    same = np.array([row["label"] == "same" for row, _ in data])
    source = np.array([row["from"] for row, _ in data])
    weight = np.array([WEIGHT[kind][0 if yes else 1] for kind, yes in zip(source, same, strict=True)])
    grouped = {trait for traits in (*BY_WORDS.values(), *BY_NAMES.values()) for trait in traits}
    penalty = np.array([RARER if name in grouped else PENALTY for name in names])
    if args.write:
        raw, bias = fit(x, same.astype(float), weight, penalty)
        OUT.write_text(
            json.dumps({"bias": round(bias, 4), "weights": {n: round(float(w), 4) for n, w in zip(names, raw, strict=True) if abs(w) >= 5e-5}}, indent=1) + "\n", "utf-8"
        )
        return
    score = crossed(x, same.astype(float), weight, penalty, [(row["a"]["story"], row["b"]["story"]) for row, _ in data])
    for kind in WEIGHT:
        mine, right = score[source == kind], same[source == kind]
        ranks = mine.argsort().argsort()
        ranked = (ranks[right].sum() - right.sum() * (right.sum() - 1) / 2) / (right.sum() * (~right).sum())
        print(f"{kind}: {len(mine)} pairs, {right.sum()} the same, {len(names)} traits; ranked right {ranked:.3f}")
        for least in (-0.5, -0.25, 0.0, 0.25, 0.5, 1.0):
            said = mine >= least
            missed = int((~said & right).sum()) + (lost if kind == "gold" else 0)
            print(f"  at {least:+.2f}: " + json.dumps(f1(int((said & right).sum()), int((said & ~right).sum()), missed)))


if __name__ == "__main__":
    main()

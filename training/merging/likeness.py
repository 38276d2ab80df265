# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The numbers by which two passages are weighed: src/communique/merging/likeness.json, a logistic model.

    python training/merging/likeness.py [--coded FILE] [--write]

Learned on the seen half of benchmarks/gold/pairs and on `read.tsv`: mentions of Xinhua stories that are neither reserved for gold nor in an unseen pair, as a
reader put them into events from the sentences alone; those of one block of two stories are pairs, and those of one event are wherever they stand. Most such pairs
are easy and different, so they weigh less. Printed is what cross-validation gives on the gold pairs: a fold leaves out all pairs of stories that pairs connect, and
pairs of read.tsv with one of those stories. `--coded` keeps the coded stories in a file. With `--write` the numbers are
written instead.
"""

import argparse
import json
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "benchmarks"))
OUT = HERE.parents[1] / "src" / "communique" / "merging" / "likeness.json"
SAME, DIFFERENT = 0.3, 0.06  # what a read pair weighs beside a gold pair. Swept with the penalty on the seen half, in cross-validation.
PENALTY = 60.0
FOLDS, ROUNDS = 10, 3


def read_pairs(path: Path) -> list[dict[str, Any]]:
    """Pairs of read.tsv as gold has them: block, story, start, end, event."""
    blocks: defaultdict[str, dict[tuple[str, int, int], str]] = defaultdict(dict)
    for line in path.read_text("utf-8").splitlines()[1:]:
        block, story, start, end, event = line.split("\t")
        blocks[block][story, int(start), int(end)] = event
    event_of = {place: event for held in blocks.values() for place, event in held.items()}
    pairs = {pair for held in blocks.values() for pair in combinations(sorted(held), 2)}
    pairs |= {pair for pair in combinations(sorted(event_of), 2) if event_of[pair[0]] == event_of[pair[1]]}
    return [
        {"a": dict(zip(("story", "start", "end"), a, strict=True)), "b": dict(zip(("story", "start", "end"), b, strict=True)), "label": "same" if event_of[a] == event_of[b] else "different"}
        for a, b in sorted(pairs)
    ]


def fit(x: Any, y: Any, weight: Any) -> tuple[Any, float]:
    """Logistic regression on standardised traits, weighted, with a quadratic penalty: weights for the raw traits, and the bias."""
    mean, spread = x.mean(0), x.std(0)
    spread[spread == 0] = 1.0
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    w, ridge = np.zeros(z.shape[1]), np.diag([PENALTY] * x.shape[1] + [1e-6])
    for _ in range(25):
        p = 1 / (1 + np.exp(-z @ w))
        slope = z.T @ (weight * (p - y)) + ridge @ w
        step = np.linalg.solve((z * (weight * p * (1 - p))[:, None]).T @ z + ridge, slope)
        w -= step
        if abs(step).max() < 1e-6:
            break
    raw = w[:-1] / spread
    return raw, float(w[-1] - raw @ mean)


def main() -> None:
    import merging
    from communique.copies import compare
    from communique.identity import link
    from communique.merging.facts import facts_of
    from communique.merging.likeness import traits_of
    from measure import half, rows

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coded", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    gold = [row for row in rows(merging.GOLD) if row["label"] != "open" and half(row["p"]) == "seen"]
    read = read_pairs(HERE / "read.tsv")
    held = merging.stories(gold + read, args.coded)
    pages = sorted((full for _, full in held.values()), key=lambda p: p.article.id)
    facts = {f.key: f for f in facts_of(pages, compare([p.article for p in pages]), link(pages))}

    def traits(row: dict[str, Any]) -> dict[str, float] | None:
        found = [(held[s["story"]][1], merging.at_word(held[s["story"]][1], s)) for s in (row["a"], row["b"])]
        return traits_of(*(facts[page.article.id, m.id] for page, m in found if m)) if all(m for _, m in found) else None

    lost = sum(row["label"] == "same" and traits(row) is None for row in gold)
    data = [(row, found, kind) for kind, part in enumerate((gold, read)) for row in part if (found := traits(row)) is not None]
    names = sorted({name for _, found, _ in data for name in found})
    x = np.array([[found.get(name, 0.0) for name in names] for _, found, _ in data])
    y = np.array([row["label"] == "same" for row, _, _ in data], float)
    kinds = np.array([kind for _, _, kind in data])
    weight = np.where(kinds == 0, 1.0, np.where(y == 1, SAME, DIFFERENT))
    where = [{row["a"]["story"], row["b"]["story"]} for row, _, _ in data]
    if args.write:
        raw, bias = fit(x, y, weight)
        OUT.write_text(json.dumps({"bias": round(bias, 4), "weights": {n: round(float(w), 4) for n, w in zip(names, raw, strict=True) if abs(w) >= 5e-5}}, indent=1) + "\n", "utf-8")
        return
    groups = connected([where[i] for i in np.flatnonzero(kinds == 0)])
    score = np.zeros(len(y))
    for turn in range(ROUNDS):
        fold = np.random.RandomState(turn).permutation(max(groups) + 1) % FOLDS
        for k in range(FOLDS):
            test = np.flatnonzero(kinds == 0)[[fold[g] == k for g in groups]]
            left = set().union(*(where[i] for i in test)) if len(test) else set()
            train = np.array([i for i in range(len(y)) if i not in set(test) and not where[i] & left])
            raw, bias = fit(x[train], y[train], weight[train])
            score[test] += (x[test] @ raw + bias) / ROUNDS
    mine, right = score[kinds == 0], y[kinds == 0] == 1
    print(f"{len(gold)} gold pairs ({lost} same ones without a word), {len(read)} read pairs, {len(names)} traits")
    for least in (-0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        said = mine >= least
        print(f"at {least:+.1f}: " + json.dumps(merging.f1(int((said & right).sum()), int((said & ~right).sum()), int((~said & right).sum()) + lost)))
    ranks = mine.argsort().argsort()
    print(f"ranked right: {(ranks[right].sum() - right.sum() * (right.sum() - 1) / 2) / (right.sum() * (~right).sum()):.3f}")


def connected(sets: list[set[str]]) -> list[int]:
    """A number for each set: those that share a member, directly or in a row, have one."""
    number: dict[str, str] = {}

    def root(name: str) -> str:
        while number.setdefault(name, name) != name:
            name = number[name]
        return name

    for one in sets:
        first, *rest = sorted(one)
        for other in rest:
            number[root(other)] = root(first)
    order = {name: i for i, name in enumerate(sorted({root(min(one)) for one in sets}))}
    return [order[root(min(one))] for one in sets]


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Gold of merging from two readings: how far they agree, and gold.jsonl from what both say and the edits that settle the rest.

    python benchmarks/gold/pairs/settle.py             the figures; writes gold.jsonl

A pair is contested if the readings differ in its label. Each contested pair needs a line of edits.txt, `P031 | label | reason`, and no other line may stand. Pairs that end open,
by both readings or by an edit, are left out of the gold.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
LABELS = ("same", "different", "open")


def read(name: str) -> dict[str, str]:
    """The label of each pair in one file of `pair | label | reason`; a pair twice, another label or no reason is refused."""
    labels: dict[str, str] = {}
    for line in (HERE / name).read_text("utf-8").splitlines():
        pair, label, reason = (cell.strip() for cell in line.split("|", 2))
        if pair in labels or label not in LABELS or not reason:
            raise SystemExit(f"{name}: a pair twice, no such label, or no reason: {line}")
        labels[pair] = label
    return labels


def kappa(couples: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Share of equal labels, and Cohen's kappa."""
    total = len(couples)
    equal = sum(one == other for one, other in couples) / total
    first, second = (Counter(couple[side] for couple in couples) for side in (0, 1))
    chance = sum(first[label] * second[label] for label in LABELS) / total**2
    return equal, (equal - chance) / (1 - chance) if chance < 1 else 1.0


def main() -> None:
    rows = {row["p"]: row for row in map(json.loads, (HERE / "pairs.jsonl").read_text("utf-8").splitlines())}
    one, other, edits = read("pass1.txt"), read("pass2.txt"), read("edits.txt")
    if not rows.keys() == one.keys() == other.keys():
        raise SystemExit("pairs that are not in both readings and in pairs.jsonl")
    differ = {pair for pair in rows if one[pair] != other[pair]}
    if differ != edits.keys():
        raise SystemExit(f"pairs that differ without an edit, or edits without a difference: {sorted(differ ^ edits.keys())}")
    settled = {pair: edits.get(pair, one[pair]) for pair in rows}
    gold = [row | {"label": settled[pair]} for pair, row in rows.items() if settled[pair] != "open"]
    (HERE / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in gold), "utf-8")
    xinhua = {pair for pair, row in rows.items() if row["a"]["story"].startswith("XIN")}
    within = {pair for pair, row in rows.items() if row["a"]["story"] == row["b"]["story"]}
    for name, part in (("all", rows.keys()), ("Xinhua", xinhua), ("examples", rows.keys() - xinhua), ("within a story", within), ("across stories", rows.keys() - within)):
        equal, agreed = kappa([(one[pair], other[pair]) for pair in part])
        counts = Counter(settled[pair] for pair in part)
        print(f"{name:15} {len(part):4} pairs, agreement {equal:.3f}, kappa {agreed:.3f}; settled: " + ", ".join(f"{counts[label]} {label}" for label in LABELS))


if __name__ == "__main__":
    main()

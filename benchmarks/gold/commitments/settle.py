# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Two readings and the edits that settle them -> gold.jsonl; prints how far the readings agree.

    python benchmarks/gold/commitments/settle.py

An edit: "C001 FIELD READING | reason", READING 1, 2 or, of trails, both (where words overlap, the first reader's move).
It refuses an edit where the readings agree, and a difference without an edit.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from measure import f1, half, rows  # noqa: E402

FIELDS = ("kind", "by", "to", "due", "condition", "status", "trail")
Row = dict[str, Any]


def comparable(row: Row, field: str) -> Any:
    """What two readers must share: sides in any order, whether there is a condition, which stories moved it and how."""
    value = row[field]
    if field in ("by", "to"):
        return sorted(value)
    if field == "condition":
        return value is not None
    if field == "trail":
        return sorted((step["story"], step["move"]) for step in value)
    return value


def overlap(a: Row, b: Row) -> bool:
    return bool(a["story"] == b["story"] and a["start"] < b["end"] and b["start"] < a["end"])


def settled(first: Row, second: Row, readings: dict[str, str]) -> Row:
    out = dict(first)
    for field, reading in readings.items():
        if reading == "both":
            out[field] = first[field] + [step for step in second[field] if not any(overlap(step, mine) for mine in first[field])]
        else:
            out[field] = (first if reading == "1" else second)[field]
    out["by"], out["to"] = sorted(out["by"]), sorted(out["to"])
    return out


def kappa(pairs: list[tuple[str, str]]) -> float:
    a, b = (Counter(pair[i] for pair in pairs) for i in (0, 1))
    chance = sum(a[label] * b[label] for label in a) / len(pairs) ** 2
    return (sum(x == y for x, y in pairs) / len(pairs) - chance) / (1 - chance)


def main() -> None:
    first, second = ({row["c"]: row for row in rows(HERE / f"pass{n}.jsonl")} for n in (1, 2))
    picked = {row["c"]: row for row in rows(HERE / "picked.jsonl")}
    stories = {row["set"]: row["stories"] for row in rows(HERE / "sets.jsonl")}
    edits: dict[str, dict[str, str]] = {}
    for line in (HERE / "edits.txt").read_text("utf-8").splitlines():
        name, field, reading = line.split("|")[0].split()
        edits.setdefault(name, {})[field] = reading
    out = []
    for name, a in first.items():
        b = second[name]
        differ = {field for field in FIELDS if comparable(a, field) != comparable(b, field)}
        if differ != set(edits.get(name, {})):
            raise SystemExit(f"{name}: the readings differ in {sorted(differ)}, edited are {sorted(edits.get(name, {}))}")
        row = settled(a, b, edits.get(name, {}))
        order = stories[picked[name]["set"]]
        row["trail"] = sorted(row["trail"], key=lambda step: (order.index(step["story"]), step["start"]))
        out.append(picked[name] | {"half": half("commitments" + picked[name]["set"])} | row)
    (HERE / "gold.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in out), "utf-8")
    for field in FIELDS[:-1]:
        same = sum(comparable(first[c], field) == comparable(second[c], field) for c in first)
        extra = f", kappa {kappa([(first[c][field], second[c][field]) for c in first]):.2f}" if field in ("kind", "status") else ""
        print(f"{field}: {same} of {len(first)} ({same / len(first):.3f}){extra}")
    mine, yours = (sum(len(row["trail"]) for row in reading.values()) for reading in (first, second))
    right = sum(any(overlap(s, t) and s["move"] == t["move"] for t in second[c]["trail"]) for c in first for s in first[c]["trail"])
    alike = sum(comparable(first[c], "trail") == comparable(second[c], "trail") for c in first)
    print(f"trail: {mine} and {yours} moves, F1 of words and move {f1(right, yours - right, mine - right)['f1']}; the same stories and moves in {alike} of {len(first)}")
    for field in ("kind", "status"):
        print(f"{field} in gold: {dict(Counter(row[field] for row in out).most_common())}")
    print(f"with a trail: {sum(bool(row['trail']) for row in out)}")


if __name__ == "__main__":
    main()

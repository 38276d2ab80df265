# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Gold of relays from two readings: gold.jsonl, of the same form, from the first reading and the edits that settle where the second differs.

    python benchmarks/gold/relays/settle.py             writes gold.jsonl, tells what it holds

A unit is contested if its statements differ in number, speaker, content or chain of relays. Words that overlap by half of the shorter are the same; a speaker that only one reading
names is a difference. Each contested unit needs a line of edits.txt, `story start-end | reading | reason`, and no other line may stand; that reading's statements are the gold's.
Where a paper is a relay of a statement it is not its channel too: that is the first reader's use, and holds for what is taken from the second.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
READINGS = ("r1", "r2")
Row = dict[str, Any]


def read(name: str) -> dict[str, Row]:
    """The units of one reading by `story start-end`."""
    rows = map(json.loads, (HERE / f"relays.{name}.jsonl").read_text("utf-8").splitlines())
    return {f"{row['id']} {row['span'][0]}-{row['span'][1]}": row for row in rows}


def same(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> bool:
    """Overlap by half of the shorter; nothing is the same as nothing."""
    x, y = ({i for start, end in spans for i in range(start, end)} for spans in (one, other))
    return 2 * len(x & y) >= min(len(x), len(y)) if x and y else not x and not y


def alike(one: Row, other: Row) -> bool:
    """Two statements with the same speaker, content and chain."""
    speakers = ([label["speaker"]] if label["speaker"] else [] for label in (one, other))
    chains = len(one["relays"]) == len(other["relays"]) and all(same([s], [t]) and k == m for (s, k), (t, m) in zip(one["relays"], other["relays"], strict=True))
    return same(*speakers) and same(one["content"], other["content"]) and chains


def contested(one: Row, other: Row) -> bool:
    labels, others = one["labels"], other["labels"]
    return len(labels) != len(others) or not all(map(alike, labels, others))


def edits() -> dict[str, str]:
    """The reading that each line of edits.txt chooses for its unit; a line without a reason is refused."""
    chosen: dict[str, str] = {}
    for line in (HERE / "edits.txt").read_text("utf-8").splitlines():
        unit, reading, reason = (cell.strip() for cell in line.split("|"))
        if unit in chosen or reading not in READINGS or not reason:
            raise SystemExit(f"edits.txt: a unit twice, no such reading, or no reason: {line}")
        chosen[unit] = reading
    return chosen


def settle(readings: dict[str, dict[str, Row]], chosen: dict[str, str]) -> list[Row]:
    """The gold's units, in the first reader's order."""
    first, second = (readings[name] for name in READINGS)
    if first.keys() != second.keys():
        raise SystemExit(f"units in one reading only: {sorted(first.keys() ^ second.keys())}")
    differ = {unit for unit in first if contested(first[unit], second[unit])}
    if differ != chosen.keys():
        raise SystemExit(f"units that differ without an edit, or edits without a difference: {sorted(differ ^ chosen.keys())}")
    rows = [readings[chosen.get(unit, "r1")][unit] for unit in first]
    for label in (label for row in rows for label in row["labels"]):
        if any(kind == "statement" for _, kind in label["relays"]):
            label["channel"] = None
    return rows


def main() -> None:
    chosen = edits()
    rows = settle({name: read(name) for name in READINGS}, chosen)
    (HERE / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    labels = [label for row in rows for label in row["labels"]]
    relayed = [row for row in rows if any(label["relays"] for label in row["labels"])]
    print(f"{len(rows)} units, {len(relayed)} with a relay, {sum(not row['labels'] for row in rows)} without a statement, {len(chosen)} contested")
    several, inner = sum(len(label["relays"]) > 1 for label in labels), sum(label["inside"] is not None for label in labels)
    print(f"{len(labels)} statements: {sum(bool(label['relays']) for label in labels)} with relays, {several} with two, {inner} inside another")


if __name__ == "__main__":
    main()

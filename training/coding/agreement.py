# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How far two readers agree: python training/coding/agreement.py [FIRST.jsonl SECOND.jsonl]; without arguments, all batches with a second reading."""

import json
import sys
from pathlib import Path
from typing import Any

from communique.tables.plover import RECIPROCAL

KEPT = Path(__file__).parent / "labels"


def events(path: Path) -> dict[str, list[dict[str, Any]]]:
    return {row["id"]: row["events"] for row in map(json.loads, path.read_text("utf-8").splitlines())}


def touch(a: list[int], b: list[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def same_roles(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Each labelled mention of the one overlaps one of the other, in both directions; implied countries are left out."""
    for role in ("actors", "recipients"):
        mine, other = ([s for s in e[role] if not isinstance(s, str)] for e in (a, b))
        if not all(any(touch(x, y) for y in other) for x in mine) or not all(any(touch(x, y) for x in mine) for y in other):
            return False
    return True


def states_of(event: dict[str, Any]) -> tuple[frozenset[str], ...]:
    """The states of both sides; together, where the act is one of both."""
    sides = [frozenset(s for states in event["states"][i] for s in states) | {m for m in event[role] if isinstance(m, str)} for i, role in enumerate(("actors", "recipients"))]
    return (sides[0] | sides[1],) if event["type"] in RECIPROCAL else (sides[0], sides[1])


def compare(pairs: list[tuple[Path, Path]]) -> dict[str, float]:
    """F1 of events (triggers that overlap, or stand in one sentence with the same type), with the type, and with roles; the share of the second whose states agree, where both tell."""
    first_n = second_n = found = typed = roles = told = sides = 0
    for first, second in pairs:
        one, two = events(first), events(second)
        for story in sorted(set(one) & set(two)):
            a, b = one[story], list(two[story])
            first_n += len(a)
            second_n += len(b)
            for event in a:
                hit = next((e for e in b if touch(e["trigger"], event["trigger"])), None)
                hit = hit or next((e for e in b if e["sentence"] == event["sentence"] and e["type"] == event["type"]), None)
                if hit:
                    b.remove(hit)
                    found += 1
                    typed += hit["type"] == event["type"]
                    roles += hit["type"] == event["type"] and same_roles(event, hit)
                    if hit["type"] == event["type"] and "states" in event and "states" in hit:
                        told += 1
                        sides += states_of(event) == states_of(hit)

    def f1(n: int) -> float:
        return round(2 * n / (first_n + second_n), 3)

    return {"events_first": first_n, "events_second": second_n, "found_f1": f1(found), "typed_f1": f1(typed), "with_roles_f1": f1(roles), "states_right": round(sides / max(1, told), 3)}


if __name__ == "__main__":
    given = [(Path(sys.argv[1]), Path(sys.argv[2]))] if len(sys.argv) == 3 else [(KEPT / p.name.replace(".r2.", ".r1."), p) for p in sorted(KEPT.glob("*.r2.jsonl"))]
    print(json.dumps(compare(given)))

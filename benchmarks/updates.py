# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Updates and copies among the Xinhua stories as they were sent, against pairs judged by a reader (gold/copies/xinhua.tsv).

All stories are compared at once. A pair that is joined and not judged one text counts as wrong, whatever the two are; "unclear" pairs count neither way.
`told` is the share of the rightly joined pairs whose family is called what the reader called it, `first` that of updates whose earlier sending stands first.

    python benchmarks/updates.py [--show]
"""

import argparse
import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from communique.copies import compare
from measure import DATA, f1, rows, story_article

GOLD = Path(__file__).parent / "gold" / "copies" / "xinhua.tsv"


def gold() -> Iterator[tuple[tuple[str, str], str]]:
    for line in GOLD.read_text("utf-8").splitlines():
        if not line.startswith(("#", "first\t")):
            first, second, relation = line.split("\t")
            yield (f"a:{first}", f"a:{second}"), relation


def measure(*, show: bool) -> dict[str, object]:
    judged = dict(gold())
    wanted = {pair for pair, relation in judged.items() if relation in {"copy", "update"}}
    stories = rows(DATA / "wire" / "xinhua.jsonl.gz")
    titles = {f"a:{row['id']}": row["title"] for row in stories}
    families = compare([replace(story_article(row), headline=row["title"]) for row in stories])
    found = {(min(p), max(p)): family for family in families for p in itertools.combinations(family.articles, 2)}
    found = {pair: family for pair, family in found.items() if judged.get(pair) != "unclear"}
    right = wanted & found.keys()
    if show:
        for pair in sorted(found.keys() - wanted):
            print("WRONG", judged.get(pair, "not judged"), pair, [titles[x] for x in pair])
        for pair in sorted(wanted - found.keys()):
            print("MISSED", judged[pair], pair, [titles[x] for x in pair])
    updates = [pair for pair in right if judged[pair] == "update"]
    return {
        "measure": "updates", "stories": len(stories), "pairs": len(wanted), **f1(len(right), len(found) - len(right), len(wanted) - len(right)),
        "told": round(sum(found[pair].relation == judged[pair] for pair in right) / max(1, len(right)), 4),
        "first": round(sum(found[a, b].articles.index(a) < found[a, b].articles.index(b) for a, b in updates) / max(1, len(updates)), 4),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    print(json.dumps(measure(show=args.show)))


if __name__ == "__main__":
    main()

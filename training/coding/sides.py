# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Learn who takes part in an event (communique.coding.sides) on stories that the encoder did not see, and say how good it is on them.

python training/coding/sides.py CACHE [--skip FILE] [--keep]      CACHE: of prepare.py; --skip: ids of stories that the encoder saw, one a line

Labels that name the state of each party (`states`, see GUIDE.md) are examples: for either side of each found event the options with what
speaks for each, and which are right: the labelled mention where it has the labelled states, else whatever else has them, else the labelled
mention all the same; nobody where the label has nobody. A conditional logit with a penalty on its squared numbers is fitted; it is reported
on five folds of whole stories beside the rule that looks at the sentence alone. `--keep` writes the numbers of all to coding-sides.json.
"""

import argparse
import json
import pickle
import sys
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from linear import role_of
from prepare import Labelled

import choice
from communique.coding import events
from communique.coding.sides import Asked, Option, Sides
from communique.tables.plover import RECIPROCAL

OUT = Path(__file__).parents[2] / "src" / "communique" / "weights" / "coding-sides.json"
LEAST = 0.2  # likelihood alone from which a labelled word is an example, though no event at its own threshold
FOLDS = 5


@dataclass
class Example:
    """One side of one event: its options, and which are right."""

    story: str
    role: int
    options: list[Option]
    right: list[bool]


def labelled(gold: dict[str, Any], role: int) -> list[tuple[Any, frozenset[str]]]:
    """(span or code, states) of each labelled party of a side."""
    name = ("actors", "recipients")[role - 1]
    return [(span, frozenset([span] if isinstance(span, str) else states)) for span, states in zip(gold[name], gold["states"][role - 1], strict=True)]


def right_ones(item: Labelled, options: list[Option], gold: dict[str, Any], role: int) -> list[bool]:
    """Which options are right; none where the label can not be had."""
    wanted = labelled(gold, role)
    also = gold["type"] in RECIPROCAL and role == 2 and not wanted
    if also:
        wanted = labelled(gold, 1)
    if not wanted:
        return [o.mention is None for o in options]
    tokens = item.doc.tokens
    every = frozenset(s for _, states in wanted for s in states)
    meant: list[frozenset[str] | None] = []
    for o in options:
        m = o.mention
        mine = [states for span, states in wanted if m is not None and o.here and role_of([span], m.span, (tokens[m.head].start, tokens[m.head].end))]
        meant.append(frozenset().union(*mine) if mine else None)
    best = [own is not None and (not own or own == o.states) for o, own in zip(options, meant, strict=True)]
    alike = [bool(o.states) and o.states <= every for o in options]
    anyway = [own is not None for own in meant]
    chosen = next((marks for marks in (best, alike, anyway) if any(marks)), [False] * len(options))
    return [mark or (also and o.mention is None) for mark, o in zip(chosen, options, strict=True)]


def gathered(data: dict[str, list[Labelled]]) -> tuple[list[Example], list[tuple[str, Sides, Asked, dict[str, Any]]]]:
    """Examples of all stories, and each found event with its label, to be measured."""
    by = events.numbers()
    examples, found = [], []
    for story, items in sorted(data.items()):
        doc, actors, told, sentences = items[0].doc, items[0].actors, items[0].told, [i.sentence for i in items]
        seen = [(n, look) for n, sentence in enumerate(sentences) for look in events.looks(doc, sentence, by)]
        chances = events.chances(seen, len(sentences), by)
        asked = events.asked(doc, sentences, seen, {a.id: a.country for a in actors}, by)
        sides = Sides(doc, sentences, actors, told, [a for a, p in zip(asked, chances, strict=True) if p >= by.threshold])
        for (n, look), event, p in zip(seen, asked, chances, strict=True):
            gold = items[n].gold.get(look.trigger)
            if gold is None or "states" not in gold or p < LEAST:
                continue
            for role in (1, 2):
                options = list(sides.options(event, role))
                marks = right_ones(items[n], options, gold, role)
                if any(marks):
                    examples.append(Example(story, role, options, marks))
            if p >= by.threshold:
                found.append((story, sides, event, gold))
    return examples, found


def fit(examples: list[Example], penalty: float) -> dict[str, float]:
    rows = [({str(i): o.signs for i, o in enumerate(e.options)}, {str(i) for i, mark in enumerate(e.right) if mark}) for e in examples]
    return choice.fit(rows, penalty)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--skip", type=Path)
    parser.add_argument("--penalty", type=float, nargs="+", default=[1.0, 3.0, 6.0])
    parser.add_argument("--keep", action="store_true")
    args = parser.parse_args()
    skipped = set(args.skip.read_text("utf-8").split()) if args.skip else set()
    data = {k: v for k, v in pickle.loads(args.cache.read_bytes()).items() if k not in skipped and any("states" in g for i in v for g in i.gold.values())}
    examples, found = gathered(data)
    print(len(data), "stories", len(examples), "examples", len(found), "events", Counter((e.role, next(o for o, r in zip(e.options, e.right, strict=True) if r).mention is None) for e in examples))
    report(found, None)
    best: tuple[float, float] = (0.0, 0.0)
    for penalty in args.penalty:
        tables = [fit([e for e in examples if fold(e.story) != k], penalty) for k in range(FOLDS)]
        right = report(found, tables)
        print("penalty", penalty, "right", round(right, 4))
        best = max(best, (right, penalty))
    if args.keep:
        keep(fit(examples, best[1]))


def keep(numbers: dict[str, float]) -> None:
    OUT.write_text(json.dumps({k: round(v, 3) for k, v in numbers.items() if abs(v) >= 0.005}, indent=0) + "\n", "utf-8")


def fold(story: str) -> int:
    return zlib.crc32(f"side{story}".encode()) % FOLDS


def report(found: list[Any], tables: list[dict[str, float]] | None) -> float:
    """The share of found events whose states are exactly those labelled, on each side (together, where the act is one of both)."""
    rows = []
    for story, sides, event, gold in found:
        wanted = [frozenset(s for _, states in labelled(gold, role) for s in states) for role in (1, 2)]
        got = [frozenset(s for m in side for s in sides.states(m)) for side in (sides.parties(event, tables[fold(story)]) if tables else event.taken)]
        both = gold["type"] in RECIPROCAL
        rows.append((gold["type"], (wanted[0] | wanted[1] == got[0] | got[1]) if both else wanted == got, wanted[0] == got[0], wanted[1] == got[1]))
    print(f"{len(rows)} events: sides right {np.mean([r[1] for r in rows]):.3f}, who acts {np.mean([r[2] for r in rows]):.3f}, who receives {np.mean([r[3] for r in rows]):.3f}")
    return float(np.mean([r[1] for r in rows]))


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How names of each state's people are spelt: letter groups of the persons in the tables, counted by nation.

    python training/actors/names.py          ->  weights/actors-names.npz

A name told beside two states ("Soeren Gade", Denmark and Afghanistan) is mostly of the state whose people are named alike. Before it writes,
it says how often the person's own state is the likeliest of four drawn by chance, own rows of the table left out.
"""

import random
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from communique import tables
from communique.actors import spelling

OUT = Path(__file__).parents[2] / "src" / "communique" / "weights" / "actors-names.npz"
LEAST = 150  # letter groups of a nation, below which four are not told apart


def main() -> None:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for person in tables.people():
        if tables.country(person.nation) is not None:
            counts[person.nation].update(spelling.all_groups(person))
    nations = sorted(counts)
    groups = sorted({g for n in nations for g in counts[n]})
    number = {g: i for i, g in enumerate(groups)}
    rows = sorted((number[g], at, min(c, 255)) for at, n in enumerate(nations) for g, c in counts[n].items())
    starts = np.searchsorted([r[0] for r in rows], range(len(groups) + 1))
    np.savez_compressed(
        OUT,
        nations=np.array(nations),
        groups=np.frombuffer("\n".join(groups).encode(), np.uint8),
        starts=starts.astype(np.uint32),
        nation=np.array([r[1] for r in rows], np.uint8),
        count=np.array([r[2] for r in rows], np.uint8),
    )
    spelling.spelling.cache_clear()
    drawn = random.Random(1)
    known = spelling.spelling()
    large = [n for n in nations if sum(counts[n].values()) >= LEAST]
    people = [p for p in tables.people() if p.nation in large]
    good = 0
    for person in drawn.sample(people, 3000):
        options = [person.nation, *drawn.sample([n for n in large if n != person.nation], 3)]
        scores = {n: known.like(person.name, n, person) for n in options}
        good += max(scores, key=lambda n: scores[n]) == person.nation
    print(f"{len(people)} persons, {len(nations)} nations, {len(groups)} groups, {OUT.stat().st_size} bytes: the own of four in {good / 3000:.3f}")


if __name__ == "__main__":
    main()

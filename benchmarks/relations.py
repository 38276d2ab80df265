# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The PLOVER code of a marked pair on PLV: macro-F1 over its 15 root codes and 4 quad codes, each fifth by an encoder that never saw it.

The shipped encoder was trained on all of PLV's training part, so its own answers on it say nothing: `folds/plv.txt` holds those of five
encoders of the same recipe, made without a fifth each (training/coding/README.md), one type a line in the order of the corpus.

    python benchmarks/relations.py
"""

import json
from pathlib import Path

from measure import DATA, macro_f1, rows

FOLDS = Path(__file__).parent / "folds" / "plv.txt"


def main() -> None:
    data = rows(DATA / "plv" / "train.jsonl.gz")
    guessed = ["YIELD" if label in ("CONCEDE", "RETREAT") else label for label in FOLDS.read_text("utf-8").split()]
    assert len(guessed) == len(data), f"{len(guessed)} answers for {len(data)} pairs"
    root, by_label = macro_f1([r["gold_root"] for r in data], guessed)
    quad_of = {r["gold_root"]: r["gold_penta"] for r in data}
    quad, _ = macro_f1([r["gold_penta"] for r in data], [quad_of.get(label, "0") for label in guessed])
    print(json.dumps({"measure": "relations", "n": len(data), "root_macro_f1": root, "quad_macro_f1": quad, "by_label": by_label}))


if __name__ == "__main__":
    main()

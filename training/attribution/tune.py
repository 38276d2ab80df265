# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Sweep the decoder's few settings on PolNeAR's development part, with the published weights: python tune.py --data DIR

Each value is chosen on one half of the articles and reported on the other, so that the gain printed is one that holds.
"""
import argparse
import itertools
import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
from corpus import rows
from evaluate import decode_rows, measure

from communique import weights
from communique.attribution.decode import LABELS
from communique.attribution.tagger import _score, decoder
from communique.attribution.windows import pack, read_words

OUTSIDE = (-0.9, -0.6, -0.3, 0.0, 0.3)
NO_SOURCE = (-1.5, -0.5, 0.0)
NO_CUE = (-1.5, 0.0)


def with_settings(base, outside: float, no_source: float, no_cue: float):
    bias = np.zeros(len(LABELS), np.float32)
    bias[0] = outside
    return replace(base, bias=bias, no_source=no_source, no_cue=no_cue)


def goal(figures: dict[str, float]) -> float:
    return figures["whole"] + figures["whole_iou"] + 0.2 * sum(figures[f"{r}_characters"] for r in ("source", "cue", "content"))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=os.path.join(os.environ.get("COMMUNIQUE_DATA", "../shared/data"), "polnear"))
    args = parser.parse_args()
    dev = rows(Path(args.data) / "dev.jsonl.gz")
    tokenizer = weights.tokenizer("minilm-tokenizer")
    scored = [[(w, _score(w)) for w in pack(read_words(row["text"], tokenizer))] for row in dev]
    base = decoder()
    print("as published", json.dumps(measure(dev, decode_rows(scored, base))), flush=True)
    table = {}
    for setting in itertools.product(OUTSIDE, NO_SOURCE, NO_CUE):
        predictions = decode_rows(scored, with_settings(base, *setting))
        halves = [measure(dev[k::2], predictions[k::2]) for k in (0, 1)]
        table[setting] = (*halves, measure(dev, predictions))
    for chosen_on, tested_on in ((0, 1), (1, 0)):
        best = max(table, key=lambda s: goal(table[s][chosen_on]))
        plain = table[0.0, 0.0, 0.0][tested_on]
        print(f"chosen on half {chosen_on}: {best}; on the other half {goal(plain):.4f} -> {goal(table[best][tested_on]):.4f}")
    best = max(table, key=lambda s: goal(table[s][2]))
    print("on all", best, json.dumps(table[best][2]))
    print(json.dumps({"bias": [best[0], *[0.0] * (len(LABELS) - 1)], "no_source": best[1], "no_cue": best[2]}))


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""In how many sentences of news each word stands: src/communique/common.json, by which words of two reports are weighed.

    python training/merging/wordcounts.py

Counted in the Xinhua stories that are not reserved for gold; words of fewer than three sentences are left out. The counts do not depend on a
record, so that a score of two reports does not change when pages are added.
"""

import json
import os
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path += [str(HERE.parent / "coding"), str(HERE.parents[1] / "benchmarks")]
OUT = HERE.parents[1] / "src" / "communique" / "common.json"
LEAST = 3
DATA = Path(os.environ.get("COMMUNIQUE_DATA", "../shared/data"))


def main() -> None:
    from labels import reserved

    from communique.words import words
    from measure import rows

    counts: Counter[str] = Counter()
    passages = 0
    for row in rows(DATA / "wire" / "xinhua.jsonl.gz"):
        if reserved(row["id"]):
            continue
        for sentence in re.split(r"(?<=[.!?\"”])\s+(?=[A-Z\"“])", row["text"]):
            counts.update(set(words(sentence)))
            passages += 1
    kept = {word: n for word, n in sorted(counts.items()) if n >= LEAST}
    OUT.write_text(json.dumps({"passages": passages, "seen": kept}, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{passages} sentences, {len(kept)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()

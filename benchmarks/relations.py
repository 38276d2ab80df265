# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The PLOVER code of a marked pair on PLV: macro-F1 over its 15 root codes and 4 quad codes.

The shipped encoder saw PLV's training part, but for the fifth whose sentence id is a multiple of five: that fifth alone is measured here.

    python benchmarks/relations.py
"""

import json
import re

from communique import relations
from measure import DATA, macro_f1, rows


def unmark(marked: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """'<s>A</s> told <t>B</t>' -> text, characters of A, characters of B."""
    text, spans, at = "", {"s": [0, 0], "t": [0, 0]}, 0
    for piece in re.split(r"(</?[st]>)", marked):
        tag = re.fullmatch(r"<(/?)([st])>", piece)
        if tag:
            spans[tag[2]][1 if tag[1] else 0] = at
        else:
            text += piece
            at += len(piece)
    return text, (spans["s"][0], spans["s"][1]), (spans["t"][0], spans["t"][1])


def main() -> None:
    data = [r for r in rows(DATA / "plv" / "train.jsonl.gz") if int(r["sentence_id"]) % 5 == 0]
    guessed = ["YIELD" if label in ("CONCEDE", "RETREAT") else label for label, _ in relations.classify_many([unmark(r["marked_sentence"]) for r in data])]
    root, by_label = macro_f1([r["gold_root"] for r in data], guessed)
    quad_of = {r["gold_root"]: r["gold_penta"] for r in data}
    quad, _ = macro_f1([r["gold_penta"] for r in data], [quad_of.get(label, "0") for label in guessed])
    print(json.dumps({"measure": "relations", "n": len(data), "root_macro_f1": root, "quad_macro_f1": quad, "by_label": by_label}))


if __name__ == "__main__":
    main()

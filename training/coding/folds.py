# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Join the predictions of five encoders, each made without a fold of the public pairs: python training/coding/folds.py FOLDER... --out benchmarks/folds/plv.txt

One PLOVER type a line, in the order of PLV's training part, as `relations.py` reads them.
"""

import argparse
import gzip
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs=5)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    guessed: dict[str, str] = {}
    for folder in args.folders:
        with (folder / "predictions.jsonl").open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["text"] in guessed and "<s>" in row["text"]:
                    sys.exit(f"two folds hold {row['text']!r}")
                guessed[row["text"]] = max(row["types"], key=row["types"].get)
    with gzip.open(labels.DATA / "plv" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        wanted = [json.loads(line)["marked_sentence"] for line in lines]
    args.out.write_text("".join(guessed[text] + "\n" for text in wanted), "utf-8")


if __name__ == "__main__":
    main()

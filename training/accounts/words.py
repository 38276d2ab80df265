# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""A table of word vectors from a sentence encoder: near words have near vectors, so that "planes" meet "aircraft"; and how often each stem stands in news.

    PYTHONPATH=src python training/accounts/words.py --backbone DIR --data ../shared/data --out src/communique/weights/accounts-words.npz

Each word of the news corpora that stands there LEAST times in lower case is read alone by the encoder (MiniLM-L6 as in all-MiniLM-L6-v2, needed here only); the first
KEPT principal directions are kept, in bytes. Stories reserved for gold are left out.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from transformers import AutoTokenizer, BertModel

sys.path.insert(0, str(Path(__file__).parent.parent / "coding"))
from labels import reserved

from communique.words import EMPTY, fold, stem

KEPT = 96
LEAST = 3
WORD = re.compile(r"\b[a-z][a-z-]{2,}\b")


def counted(data: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name in ("wire/xinhua.jsonl.gz", "polnear/train.jsonl.gz"):
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if name.startswith("wire") and reserved(row["id"]):
                    continue
                counts.update(WORD.findall(row["text"]))
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--backbone", required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer, model = AutoTokenizer.from_pretrained(args.backbone), BertModel.from_pretrained(args.backbone, add_pooling_layer=False).eval()
    counts = counted(args.data)
    vocabulary = {piece for piece in tokenizer.get_vocab() if WORD.fullmatch(piece)}
    chosen = sorted({w for w, n in counts.items() if n >= LEAST} | {w for w in vocabulary if len(w) > 3})
    chosen = [w for w in chosen if fold(w) not in EMPTY]
    rows = []
    with torch.inference_mode():
        for at in range(0, len(chosen), 512):
            batch = tokenizer(chosen[at : at + 512], padding=True, return_tensors="pt")
            mask = batch["attention_mask"][..., None]
            rows.append(((model(**batch).last_hidden_state * mask).sum(1) / mask.sum(1)).float().numpy())
    vectors = np.concatenate(rows)
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors - vectors.mean(0)
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    kept = vectors @ directions[:KEPT].T
    kept = kept / np.linalg.norm(kept, axis=1, keepdims=True)
    seen: Counter[str] = Counter()
    for word, count in counts.items():
        seen[stem(fold(word))] += count
    often = sorted(s for s, n in seen.items() if n > LEAST)
    np.savez_compressed(args.out, words=np.array(chosen), vectors=np.round(kept * 127).astype(np.int8), stems=np.array(often), counts=np.array([seen[s] for s in often], np.int32))
    print(len(chosen), "words", len(often), "stems", args.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

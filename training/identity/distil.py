# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""A table of word-piece vectors from a sentence encoder: each piece read alone, the first principal directions kept, in bytes.

    python distil.py --backbone DIR --out identity-words.npz

The encoder (MiniLM-L6 as in all-MiniLM-L6-v2) is needed here only; what is kept is 30,522 rows of 64 bytes and a scale a row.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from transformers import BertModel

KEPT = 64
CLS, SEP = 101, 102


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--backbone", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    model = BertModel.from_pretrained(args.backbone, add_pooling_layer=False).eval()
    size = model.config.vocab_size
    rows = []
    with torch.inference_mode():
        for low in range(0, size, 1024):
            pieces = torch.arange(low, min(size, low + 1024))
            ids = torch.stack([torch.full_like(pieces, CLS), pieces, torch.full_like(pieces, SEP)], 1)
            rows.append(model(ids).last_hidden_state.mean(1).float().numpy())
    vectors = np.concatenate(rows)
    vectors = vectors - vectors.mean(0)
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    kept = vectors @ directions[:KEPT].T
    scale = np.abs(kept).max(1, keepdims=True) / 127
    np.savez_compressed(args.out, words=np.round(kept / np.maximum(scale, 1e-9)).astype(np.int8), scale=scale.astype(np.float32)[:, 0])


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Write a trained tagger as ONNX (8-bit weights) and the decoder's numbers as JSON: python export.py --backbone DIR --checkpoint FILE [--checkpoint FILE ...] --out DIR

Several checkpoints are averaged. The graph reads one window at a time, so that no window's scores can depend on another's.
"""
import argparse
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from evaluate import decoder_of
from model import LINK, Tagger
from onnx import TensorProto, helper

from graph import Graph, in_bytes, save

KEPT = ("tags.mm", "source_links.product", "cue_links.product")  # the first is tiny, the others multiply activations


def build(model: Tagger) -> onnx.ModelProto:
    """ids, shapes (1, pieces) -> emissions (1, pieces, tags), and how much each piece asks for each other as source and as cue (1, pieces, pieces)."""
    g = Graph()
    shape = g.node("Gather", [g.weight("shape_table", model.bert.embeddings.token_type_embeddings.weight.detach().numpy()), "shapes"], "shape")
    x = g.encoder(model.bert, "ids", extra=shape)
    g.node("Identity", [g.dense(x, "tags", model.tags)], "emissions")
    links = g.dense(x, "links", model.links)
    parts = [g.node("Slice", [links, *(g.weight(f"part{k}.{n}", np.array([v])) for n, v in (("from", k * LINK), ("to", (k + 1) * LINK), ("axis", 2)))], f"part{k}") for k in range(4)]
    scale = g.weight("link_scale", np.array(LINK**-0.5, np.float32))
    for name, ask, answer in (("source_links", 0, 1), ("cue_links", 2, 3)):
        turned = g.node("Transpose", [parts[answer]], f"{name}.turned", perm=[0, 2, 1])
        g.node("Mul", [g.node("MatMul", [parts[ask], turned], f"{name}.product"), scale], name)
    info = helper.make_tensor_value_info
    return g.model(
        "attribution",
        [info(n, TensorProto.INT64, [1, "pieces"]) for n in ("ids", "shapes")],
        [info("emissions", TensorProto.FLOAT, [1, "pieces", model.tags.out_features]), *(info(n, TensorProto.FLOAT, [1, "pieces", "pieces"]) for n in ("source_links", "cue_links"))],
    )  # fmt: skip


def load(backbone: str, checkpoints: list[str], which: str = "average") -> Tagger:
    model = Tagger(backbone)
    parts = [torch.load(c, weights_only=True)[which] for c in checkpoints]
    mean = {k: sum(p[k] for p in parts) / len(parts) if v.dtype.is_floating_point else v for k, v in parts[0].items()}
    missing, extra = model.load_state_dict(mean, strict=False)
    assert not extra, extra
    assert all("word_embeddings" in m for m in missing), missing
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--backbone", required=True)
    parser.add_argument("--checkpoint", action="append", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--settings", default="{}", help="JSON swept on the development part: bias, no_source, no_cue")
    args = parser.parse_args()
    model = load(args.backbone, args.checkpoint)
    out = Path(args.out)
    full = build(model)
    onnx.save(full, out / "attribution_full.onnx")
    save(in_bytes(full, KEPT), out / "attribution.onnx")
    numbers = {k: v.tolist() if isinstance(v, np.ndarray) else v for k, v in vars(decoder_of(model)).items()} | json.loads(args.settings)
    rounded = json.loads(json.dumps(numbers), parse_float=lambda s: round(float(s), 4))
    (out / "attribution.json").write_text(json.dumps(rounded) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

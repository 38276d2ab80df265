# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Write the trained encoder as ONNX with weights in bytes: python training/coding/export.py --backbone DIR --checkpoint coder.pt --out FILE"""

import argparse
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))
from encoder import NONE, Coder

from graph import MS, Graph, in_bytes, save

SMALL = ("words.mm", "roles.mm", "types.mm", "auxiliary.mm", "commitment.mm")  # heads: few weights, and what decides


def build(model: Coder) -> onnx.ModelProto:
    """ids (1, pieces), opens (1, 3) -> words (1, pieces, 17), roles (1, pieces, 3), types (1, 17), auxiliary (1, 4), commitment (1, 9): logits."""
    g = Graph()
    states = g.encoder(model.encoder, "ids")
    width = model.encoder.config.hidden_size
    flat = g.node("Squeeze", [states, g.weight("first_axis", np.array([0]))], "flat")  # pieces x width
    opens = g.node("Squeeze", ["opens", "first_axis"], "opens.flat")
    there = g.node("Cast", [g.node("Greater", [opens, g.weight("none", np.array(0))], "opens.there")], "opens.float", to=TensorProto.FLOAT)
    picked = g.node("Mul", [g.node("Gather", [flat, opens], "picked.raw", axis=0), g.node("Unsqueeze", [there, g.weight("last_axis", np.array([1]))], "there")], "picked")
    trigger = g.node("Slice", [picked, g.weight("two", np.array([2])), g.weight("three", np.array([3])), g.weight("axis0", np.array([0]))], "trigger")
    shape = g.node("Shape", [flat], "flat.shape")
    everywhere = g.node("Expand", [trigger, shape], "trigger.all")
    both = g.node("Concat", [flat, everywhere, g.node("Mul", [flat, everywhere], "product")], "both", axis=1)
    parts = g.node("BiasGelu", [g.linear(both, "parts", model.parts), g.weight("parts.b", model.parts.bias.detach().numpy())], "party", MS)
    first = g.node("Slice", [flat, g.weight("zero0", np.array([0])), g.weight("one", np.array([1])), "axis0"], "cls")
    marks = g.node("Reshape", [picked, g.weight("marks.shape", np.array([1, 3 * width]))], "marks")
    whole = g.node("Concat", [first, marks], "whole", axis=1)
    mixed = g.node("BiasGelu", [g.linear(whole, "mix", model.mix), g.weight("mix.b", model.mix.bias.detach().numpy())], "mixed", MS)
    for name, x in (("words", flat), ("roles", parts), ("types", mixed), ("auxiliary", mixed), ("commitment", mixed)):
        out = g.dense(x, name, getattr(model, name))
        g.node("Identity", [out], f"{name}_scores")
    info = helper.make_tensor_value_info
    return g.model(
        "coding",
        [info("ids", TensorProto.INT64, [1, "pieces"]), info("opens", TensorProto.INT64, [1, 3])],
        [info("words_scores", TensorProto.FLOAT, ["pieces", NONE + 1]), info("roles_scores", TensorProto.FLOAT, ["pieces", 3]), info("types_scores", TensorProto.FLOAT, [1, NONE + 1]),
         info("auxiliary_scores", TensorProto.FLOAT, [1, 4]), info("commitment_scores", TensorProto.FLOAT, [1, 9])],
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--backbone", required=True)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    model = Coder(args.backbone)
    model.load_state_dict(torch.load(args.checkpoint, weights_only=True))
    model.eval()
    save(in_bytes(build(model), SMALL), args.out)
    import onnxruntime

    session = onnxruntime.InferenceSession(str(args.out))
    worst = 0.0
    rng = np.random.default_rng(3)
    for length in (12, 40, 90):
        ids, opens = rng.integers(1000, 20000, (1, length)), np.array([[3, 0, 7]])
        ours = session.run(None, {"ids": ids, "opens": opens})
        with torch.no_grad():
            theirs = model(torch.tensor(ids), torch.ones(1, length, dtype=torch.long), torch.tensor(opens))
        worst = max(worst, *(float(np.abs(a - b.numpy().reshape(a.shape)).max()) for a, b in zip(ours, theirs, strict=True)))
    print(f"{args.out.stat().st_size / 1e6:.1f} MB; greatest difference of a logit from the full model: {worst:.3f}")


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Write a trained tagger as ONNX (8-bit weights) and the decoder's numbers as JSON: python export.py --backbone DIR --checkpoint FILE [--checkpoint FILE ...] --out DIR

Several checkpoints are averaged. The graph reads one window at a time, so that no window's scores can depend on another's.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from evaluate import decoder_of
from model import LINK, Tagger
from onnx import TensorProto, helper, numpy_helper

from communique.attribution.windows import LONGEST_WINDOW

MS = "com.microsoft"
KEPT = ("tags.mm", "source_links.product", "cue_links.product")  # the first is tiny, the others multiply activations


class Graph:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, domain: str = "", outputs: int = 1, **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name, *[""] * (outputs - 1)], name=name, domain=domain, **attributes))
        return name

    def linear(self, x: str, name: str, layer: torch.nn.Linear) -> str:
        w = self.weight(f"{name}.w", layer.weight.detach().numpy().T.astype(np.float32))
        return self.node("MatMul", [x, w], f"{name}.mm")

    def bias(self, x: str, name: str, layer: torch.nn.Linear) -> str:
        return self.node("Add", [x, self.weight(f"{name}.b", layer.bias.detach().numpy())], f"{name}.out")


def rows_in_eight_bits(g: Graph, ids: str, table: np.ndarray) -> str:
    """Gather from a table of bytes with a scale a row."""
    scale = np.abs(table).max(1, keepdims=True) / 127
    scale[scale == 0] = 1
    bytes_ = g.weight("words.q", np.round(table / scale).astype(np.int8))
    scales = g.weight("words.s", scale.astype(np.float32))
    picked = g.node("Cast", [g.node("Gather", [bytes_, ids], "words.pick")], "words.float", to=TensorProto.FLOAT)
    return g.node("Mul", [picked, g.node("Gather", [scales, ids], "words.scale")], "words")


def build(model: Tagger) -> onnx.ModelProto:
    g = Graph()
    e = model.bert.embeddings
    heads = model.bert.config.num_attention_heads
    words = rows_in_eight_bits(g, "ids", e.word_embeddings.weight.detach().numpy())
    positions = g.weight("positions", e.position_embeddings.weight.detach().numpy()[:LONGEST_WINDOW])
    length = g.node("Shape", ["ids"], "length", start=1, end=2)
    zero, axis = g.weight("zero", np.array([0])), g.weight("axis", np.array([0]))
    place = g.node("Slice", [positions, zero, length, axis], "place")
    shape = g.node("Gather", [g.weight("shape_table", e.token_type_embeddings.weight.detach().numpy()), "shapes"], "shape")
    x = g.node("LayerNormalization", [g.node("Add", [g.node("Add", [words, place], "we"), shape], "sum"), *norm(g, "norm0", e.LayerNorm)], "h0", axis=-1, epsilon=1e-12)
    for i, layer in enumerate(model.bert.encoder.layer):
        a = layer.attention
        q, k, v = (g.linear(x, f"l{i}.{n}", getattr(a.self, full)) for n, full in (("q", "query"), ("k", "key"), ("v", "value")))
        bias = g.weight(f"l{i}.qkv.b", np.concatenate([getattr(a.self, full).bias.detach().numpy() for full in ("query", "key", "value")]))
        att = g.node("MultiHeadAttention", [q, k, v, bias], f"l{i}.att", MS, num_heads=heads)
        o = g.bias(g.linear(att, f"l{i}.o", a.output.dense), f"l{i}.o", a.output.dense)
        x = g.node("LayerNormalization", [g.node("Add", [x, o], f"l{i}.res1"), *norm(g, f"l{i}.n1", a.output.LayerNorm)], f"l{i}.x1", axis=-1, epsilon=1e-12)
        up = g.node("BiasGelu", [g.linear(x, f"l{i}.up", layer.intermediate.dense), g.weight(f"l{i}.up.b", layer.intermediate.dense.bias.detach().numpy())], f"l{i}.gelu", MS)
        down = g.bias(g.linear(up, f"l{i}.down", layer.output.dense), f"l{i}.down", layer.output.dense)
        x = g.node("LayerNormalization", [g.node("Add", [x, down], f"l{i}.res2"), *norm(g, f"l{i}.n2", layer.output.LayerNorm)], f"l{i}.x2", axis=-1, epsilon=1e-12)
    g.node("Identity", [g.bias(g.linear(x, "tags", model.tags), "tags", model.tags)], "emissions")
    links = g.bias(g.linear(x, "links", model.links), "links", model.links)
    parts = [g.node("Slice", [links, *(g.weight(f"part{k}.{n}", np.array([v])) for n, v in (("from", k * LINK), ("to", (k + 1) * LINK), ("axis", 2)))], f"part{k}") for k in range(4)]
    scale = g.weight("link_scale", np.array(LINK**-0.5, np.float32))
    for name, ask, answer in (("source_links", 0, 1), ("cue_links", 2, 3)):
        turned = g.node("Transpose", [parts[answer]], f"{name}.turned", perm=[0, 2, 1])
        g.node("Mul", [g.node("MatMul", [parts[ask], turned], f"{name}.product"), scale], name)
    graph = helper.make_graph(
        g.nodes, "attribution",
        [helper.make_tensor_value_info(n, TensorProto.INT64, [1, "pieces"]) for n in ("ids", "shapes")],
        [helper.make_tensor_value_info("emissions", TensorProto.FLOAT, [1, "pieces", model.tags.out_features]), *(helper.make_tensor_value_info(n, TensorProto.FLOAT, [1, "pieces", "pieces"]) for n in ("source_links", "cue_links"))],
        g.weights,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MS, 1)], ir_version=9, producer_name="communique")


def norm(g: Graph, name: str, layer: torch.nn.LayerNorm) -> tuple[str, str]:
    return g.weight(f"{name}.w", layer.weight.detach().numpy()), g.weight(f"{name}.b", layer.bias.detach().numpy())


BLOCK = 128  # weights that share a scale


def eight_bits(model: onnx.ModelProto) -> onnx.ModelProto:
    """Weights in bytes by blocks; the kernel quantises activations row by row at run time (accuracy level 4), so no row's result depends on another row."""
    small = onnx.ModelProto()
    small.CopyFrom(model)
    weights = {w.name: w for w in small.graph.initializer}
    for node in small.graph.node:
        if node.op_type != "MatMul" or node.name in KEPT:
            continue
        w = weights.pop(node.input[1])
        table = numpy_helper.to_array(w).T  # outputs x inputs
        blocks = table.reshape(table.shape[0], -1, BLOCK)
        scale = np.abs(blocks).max(2, keepdims=True) / 127
        scale[scale == 0] = 1
        packed = (np.round(blocks / scale) + 128).astype(np.uint8)
        small.graph.initializer.remove(w)
        small.graph.initializer.extend([numpy_helper.from_array(packed, w.name + ".q"), numpy_helper.from_array(scale.reshape(-1).astype(np.float32), w.name + ".s")])
        node.CopyFrom(helper.make_node("MatMulNBits", [node.input[0], w.name + ".q", w.name + ".s"], list(node.output), name=node.name, domain=MS,
                                       K=table.shape[1], N=table.shape[0], bits=8, block_size=BLOCK, accuracy_level=4))
    return small


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
    onnx.save(eight_bits(full), out / "attribution.onnx")
    numbers = {k: v.tolist() if isinstance(v, np.ndarray) else v for k, v in vars(decoder_of(model)).items()} | json.loads(args.settings)
    rounded = json.loads(json.dumps(numbers), parse_float=lambda s: round(float(s), 4))
    (out / "attribution.json").write_text(json.dumps(rounded) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

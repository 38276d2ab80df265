# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""BERT encoders as ONNX graphs of few fused nodes, with weights in bytes. Shared by the models that we train.

The graph reads one input at a time, so that no input's scores can depend on another's: activations are scaled over the whole input,
which over a batch would break this.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

MS = "com.microsoft"
STEPS = 63  # of a weight to each side of nothing: with seven bits no sum of two products leaves 16 bits, so that every processor gives the same integers


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

    def dense(self, x: str, name: str, layer: torch.nn.Linear) -> str:
        return self.bias(self.linear(x, name, layer), name, layer)

    def norm(self, x: str, name: str, layer: torch.nn.LayerNorm) -> str:
        scale, shift = self.weight(f"{name}.w", layer.weight.detach().numpy()), self.weight(f"{name}.b", layer.bias.detach().numpy())
        return self.node("LayerNormalization", [x, scale, shift], name, axis=-1, epsilon=1e-12)

    def rows_in_eight_bits(self, ids: str, table: np.ndarray) -> str:
        """Gather from a table of bytes with a scale a row."""
        scale = np.abs(table).max(1, keepdims=True) / 127
        scale[scale == 0] = 1
        bytes_ = self.weight("words.q", np.round(table / scale).astype(np.int8))
        scales = self.weight("words.s", scale.astype(np.float32))
        picked = self.node("Cast", [self.node("Gather", [bytes_, ids], "words.pick")], "words.float", to=TensorProto.FLOAT)
        return self.node("Mul", [picked, self.node("Gather", [scales, ids], "words.scale")], "words")

    def encoder(self, bert: torch.nn.Module, ids: str, extra: str | None = None) -> str:
        """ids (1, pieces), and what is added to the embeddings (1, pieces, width) instead of BERT's segment 0 -> states (1, pieces, width)."""
        e = bert.embeddings
        words = self.rows_in_eight_bits(ids, e.word_embeddings.weight.detach().numpy())
        positions = self.weight("positions", e.position_embeddings.weight.detach().numpy())
        length = self.node("Shape", [ids], "length", start=1, end=2)
        zero, axis = self.weight("zero", np.array([0])), self.weight("axis", np.array([0]))
        place = self.node("Slice", [positions, zero, length, axis], "place")
        extra = extra or self.weight("segment", e.token_type_embeddings.weight.detach().numpy()[:1])
        x = self.norm(self.node("Add", [self.node("Add", [words, place], "we"), extra], "sum"), "h0", e.LayerNorm)
        for i, layer in enumerate(bert.encoder.layer):
            a = layer.attention
            q, k, v = (self.linear(x, f"l{i}.{n}", getattr(a.self, full)) for n, full in (("q", "query"), ("k", "key"), ("v", "value")))
            bias = self.weight(f"l{i}.qkv.b", np.concatenate([getattr(a.self, full).bias.detach().numpy() for full in ("query", "key", "value")]))
            att = self.node("MultiHeadAttention", [q, k, v, bias], f"l{i}.att", MS, num_heads=bert.config.num_attention_heads)
            x = self.norm(self.node("Add", [x, self.dense(att, f"l{i}.o", a.output.dense)], f"l{i}.res1"), f"l{i}.x1", a.output.LayerNorm)
            up = self.node("BiasGelu", [self.linear(x, f"l{i}.up", layer.intermediate.dense), self.weight(f"l{i}.up.b", layer.intermediate.dense.bias.detach().numpy())], f"l{i}.gelu", MS)
            x = self.norm(self.node("Add", [x, self.dense(up, f"l{i}.down", layer.output.dense)], f"l{i}.res2"), f"l{i}.x2", layer.output.LayerNorm)
        return x

    def model(self, name: str, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.weights)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MS, 1)], ir_version=9, producer_name="communique")


def in_bytes(model: onnx.ModelProto, kept: tuple[str, ...] = ()) -> onnx.ModelProto:
    """The same graph with its matrix products in integers, but for the nodes named in `kept`: weights with a scale a column, activations with one an input."""
    small = onnx.ModelProto()
    small.CopyFrom(model)
    weights = {w.name: w for w in small.graph.initializer}
    nodes: list[onnx.NodeProto] = []
    cut: dict[str, list[str]] = {}  # activations already turned to bytes: query, key and value read the same ones
    for node in model.graph.node:
        if node.op_type != "MatMul" or node.name in kept:
            nodes.append(node)
            continue
        w, x = weights.pop(node.input[1]), node.input[0]
        table = numpy_helper.to_array(w)  # inputs x outputs
        scale = np.abs(table).max(0) / STEPS
        scale[scale == 0] = 1
        small.graph.initializer.remove(w)
        small.graph.initializer.extend([numpy_helper.from_array(np.round(table / scale).astype(np.int8), w.name + ".q"), numpy_helper.from_array(scale.astype(np.float32), w.name + ".s")])
        if x not in cut:
            cut[x] = [f"{x}.q", f"{x}.scale", f"{x}.zero"]
            nodes.append(helper.make_node("DynamicQuantizeLinear", [x], cut[x], name=f"{x}.cut"))
        values, step, zero = cut[x]
        nodes.append(helper.make_node("MatMulIntegerToFloat", [values, w.name + ".q", step, w.name + ".s", zero], list(node.output), name=node.name, domain=MS))
    del small.graph.node[:]
    small.graph.node.extend(nodes)
    return small


TABLE = "minilm-words.bin"  # the backbone's word embeddings in bytes, which no training here moves: one file beside all graphs


def save(model: onnx.ModelProto, path: Path) -> None:
    """Write the graph, and beside it the table of words that every graph of this backbone shares."""
    table = next(w for w in model.graph.initializer if w.name == "words.q")
    data = table.raw_data
    shared = path.parent / TABLE
    assert not shared.exists() or shared.read_bytes() == data, f"{shared} holds another table"
    shared.write_bytes(data)
    table.ClearField("raw_data")
    table.data_location = TensorProto.EXTERNAL
    for key, value in (("location", TABLE), ("offset", "0"), ("length", str(len(data)))):
        table.external_data.add(key=key, value=value)
    path.write_bytes(model.SerializeToString())

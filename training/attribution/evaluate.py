# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Measure a tagger in training on PolNeAR's development part."""
from collections.abc import Callable

import numpy as np
import torch
from corpus import ROLES, load_tokenizer, rows  # noqa: F401  (rows and load_tokenizer are used by the other programs through here)
from model import LINK, Tagger, stack
from tokenizers import Tokenizer

from communique.attribution.decode import LABELS, Decoder, Found, Scores, decode
from communique.attribution.windows import Window, pack, read_words

Spans = list[tuple[int, int]]


def decoder_of(model: Tagger) -> Decoder:
    def give(t: torch.Tensor) -> np.ndarray:
        return t.detach().numpy().astype(np.float32).copy()

    return Decoder(
        start=give(model.start + model.forbid_first), transitions=give(model.transitions + model.forbid), source_distance=give(model.source_distance),
        cue_distance=give(model.cue_distance), source_paragraph=give(model.source_paragraph), cue_paragraph=give(model.cue_paragraph),
        bias=np.zeros(len(LABELS), np.float32), no_source=0.0, no_cue=0.0,
    )


def scores_of(window: Window, emissions: np.ndarray, links: np.ndarray) -> Scores:
    words, answers = links[window.firsts], np.concatenate([links[:1], links[window.firsts]])
    source, cue = (words[:, a * LINK : (a + 1) * LINK] @ answers[:, b * LINK : (b + 1) * LINK].T / np.float32(np.sqrt(LINK)) for a, b in ((0, 1), (2, 3)))
    return Scores(emissions[window.firsts], source, cue, np.array([w.paragraph for w in window.words]))


def score_rows(model: Tagger, data: list[dict], tokenizer: Tokenizer) -> list[list[tuple[Window, Scores]]]:
    out = []
    with torch.no_grad():
        for row in data:
            windows = pack(read_words(row["text"], tokenizer))
            done: list[tuple[Window, Scores]] = []
            for at in range(0, len(windows), 8):
                part = windows[at : at + 8]
                emissions, links = model.encode(*stack(part))
                done += [(w, scores_of(w, e.numpy(), p.numpy())) for w, e, p in zip(part, emissions, links, strict=True)]
            out.append(done)
    return out


def in_text(window: Window, found: Found) -> dict[str, Spans]:
    return {role: [(window.words[a].start, window.words[b - 1].end) for a, b in getattr(found, role)] for role in ROLES}


def decode_rows(scored: list[list[tuple[Window, Scores]]], decoder: Decoder) -> list[list[dict[str, Spans]]]:
    return [[in_text(w, f) for w, s in row for f in decode(s, decoder)] for row in scored]


def predict(model: Tagger, data: list[dict], tokenizer: Tokenizer, decoder: Decoder) -> list[list[dict[str, Spans]]]:
    return decode_rows(score_rows(model, data, tokenizer), decoder)


def chars(spans: Spans) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def same_overlap(a: set[int], b: set[int]) -> bool:
    return bool(a and b) and len(a & b) >= 0.5 * min(len(a), len(b))


def same_iou(a: set[int], b: set[int]) -> bool:
    return bool(a and b) and len(a & b) >= 0.5 * len(a | b)


def pairs(gold: list, predicted: list, same: Callable) -> int:
    left, n = list(predicted), 0
    for g in gold:
        hit = next((p for p in left if same(g, p)), None)
        if hit is not None:
            left.remove(hit)
            n += 1
    return n


def f1(hits: int, predicted: int, gold: int) -> float:
    return round(2 * hits / max(1, predicted + gold), 4)


def measure(data: list[dict], predictions: list[list[dict[str, Spans]]]) -> dict[str, float]:
    counts: dict[str, np.ndarray] = {}
    for row, predicted in zip(data, predictions, strict=True):
        gold = row["annotations"][0]["attributions"]
        g = [{r: chars(a.get(r) or []) for r in ROLES} for a in gold]
        p = [{r: chars(a[r]) for r in ROLES} for a in predicted]
        for r in ROLES:
            gs, ps = [a[r] for a in g if a[r]], [a[r] for a in p if a[r]]
            for how, same in (("overlap", same_overlap), ("exact", lambda x, y: x == y)):
                counts[f"{r}_{how}"] = counts.get(f"{r}_{how}", 0) + np.array([pairs(gs, ps, same), len(ps), len(gs)])
            gc, pc = set().union(*gs), set().union(*ps)
            counts[f"{r}_characters"] = counts.get(f"{r}_characters", 0) + np.array([len(gc & pc), len(pc), len(gc)])
        gw, pw = [a for a in g if a["source"] and a["content"]], [a for a in p if a["source"] and a["content"]]
        for name, same in (("whole", same_overlap), ("whole_iou", same_iou)):
            n = pairs(gw, pw, lambda x, y, same=same: same(x["content"], y["content"]) and same(x["source"], y["source"]))
            counts[name] = counts.get(name, 0) + np.array([n, len(pw), len(gw)])
    out = {k: f1(*map(int, v)) for k, v in counts.items()}
    hits, predicted, gold_n = counts["whole"]
    return {"whole": out.pop("whole"), "whole_iou": out.pop("whole_iou"), "whole_p": round(hits / max(1, predicted), 4), "whole_r": round(hits / gold_n, 4), **out}

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Learn the coder's last numbers on stories that its models did not see, and say how good it is on them.

python training/coding/assemble.py CACHE --weights FOLDER --hold K --out numbers.json
FOLDER holds coding.onnx, roles.npz, screen.npz and minilm-tokenizer.json, trained without fold K.
"""

import argparse
import json
import pickle
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

sys.path.insert(0, str(Path(__file__).parent))
from labels import KEPT
from linear import fold_of, role_of
from prepare import Labelled

from communique import weights
from communique.coding import events
from communique.coding.sides import takers
from communique.tables.plover import TYPES

FILES = {"coding": "coding.onnx", "coding-roles": "roles.npz", "coding-screen": "screen.npz", "minilm-tokenizer": "minilm-tokenizer.json"}


def commitment_lifts(cache: Path, hold: int) -> dict[str, list[float]]:
    """Type -> P(kind of commitment | type) / P(kind), from the stories that the encoder saw; a tenth of an event is added to each cell."""
    counts = np.full((len(TYPES), len(events.COMMITMENTS)), 0.1)
    for story, items in pickle.loads(cache.read_bytes()).items():
        for gold in (g for item in items for g in item.gold.values() if fold_of(story) != hold):
            counts[TYPES.index(gold["type"]), events.COMMITMENTS.index(gold["commitment"] or "none")] += 1
    lift = counts / counts.sum(1, keepdims=True) / (counts.sum(0) / counts.sum())
    return {kind: [round(float(v), 3) for v in row] for kind, row in zip(TYPES, lift, strict=True)}


def parties_right(rows: list[tuple[Labelled, events.Look]], share: float, least: float) -> float:
    """The share of found events whose actors and recipients, as resolved, are exactly those labelled."""
    right = 0
    for item, look in rows:
        gold, tokens, mentions = item.gold[look.trigger], item.doc.tokens, item.sentence.mentions
        mixed = share * look.by_syntax + (1 - share) * look.by_encoder
        sets = []
        for role, name in ((1, "actors"), (2, "recipients")):
            wanted = {a for m in mentions if role_of(gold[name], m.span, (tokens[m.head].start, tokens[m.head].end)) for a in m.actors}
            found = {a for m in takers(tokens, mentions, mixed, role, look.trigger, least) for a in m.actors}
            sets.append((wanted, found))
        (actors, acting), (recipients, receiving) = sets
        right += actors == acting and recipients - actors == receiving - acting
    return right / len(rows)


def told_otherwise(item: Labelled, look: events.Look, beside: list[events.Look]) -> bool:
    """Whether the sentence has a labelled event of the look's type by another word, which no look names: to a reader the event is right all the same."""
    kind = TYPES[int(look.types.argmax())]
    named = {other.trigger for other in beside}
    return look.trigger not in item.gold and any(gold["type"] == kind and at not in named for at, gold in item.gold.items())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cache", type=Path)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--hold", type=int, default=0)
    parser.add_argument("--also", default="", help="a batch of labels that the encoder did not see either")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    also = {json.loads(line)["id"] for line in (KEPT / f"{args.also}.r1.jsonl").read_text("utf-8").splitlines()} if args.also else set()
    weights.path = lambda name: args.weights / FILES[name]  # type: ignore[assignment]
    data = {k: v for k, v in pickle.loads(args.cache.read_bytes()).items() if (fold_of(k) == args.hold or k in also) and not k.startswith("written")}
    found = [(story, n, item, look) for story, items in data.items() for n, item in enumerate(items) for look in events.looks(item.doc, item.sentence)]
    rows = [(item, look) for _, _, item, look in found]
    by_sentence: dict[tuple[str, int], list[events.Look]] = {}
    for story, n, _, look in found:
        by_sentence.setdefault((story, n), []).append(look)
    total = sum(len(item.gold) for items in data.values() for item in items)
    x = np.array([look.logits for _, look in rows])
    folds, stories = GroupKFold(10), [story for story, *_ in found]
    y = np.array([look.trigger in item.gold for item, look in rows])
    print(f"{len(data)} stories, {total} events; looked at {len(rows)} words, {y.sum()} of them events (recall {y.sum() / total:.3f})")
    model = LogisticRegression(C=1.0)
    # What is called sure must be right in its type too: that is what the confidence of an event is taken for.
    right = np.array([bool(y[i]) and TYPES[int(look.types.argmax())] == item.gold[look.trigger]["type"] for i, (item, look) in enumerate(rows)])
    told = np.array([bool(ok) or told_otherwise(item, look, by_sentence[story, n]) for ok, (story, n, item, look) in zip(right, found, strict=True)])
    likely = cross_val_predict(model, x, told, cv=folds, groups=stories, method="predict_proba")[:, 1]
    alone = model.fit(x, told).intercept_[0], *model.coef_[0]
    around = np.zeros(len(rows))
    for story, items in data.items():
        at = [i for i, name in enumerate(stories) if name == story]
        around[at] = events.surroundings([(found[i][1], float(likely[i])) for i in at], len(items))
    x = np.column_stack([x, around])
    chances = cross_val_predict(model, x, told, cv=folds, groups=stories, method="predict_proba")[:, 1]
    print(f"type right where the word is right: {right.sum() / y.sum():.3f}")
    bins = np.clip((chances * 10).astype(int), 0, 9)
    print("ECE of word and type", round(float(sum(abs(chances[bins == b].mean() - told[bins == b].mean()) * (bins == b).mean() for b in set(bins))), 4))
    gold_rows = [(item, look) for (item, look), yes in zip(rows, y, strict=True) if yes]
    scores = {(share, least): parties_right(gold_rows, share, least) for share in (0.3, 0.4, 0.5, 0.6, 0.7) for least in (0.3, 0.35, 0.4, 0.45)}
    for key, whole in sorted(scores.items(), key=lambda s: -s[1])[:4]:
        print(f"roles: linear share {key[0]}, threshold {key[1]}: actors and recipients of an event all right {whole:.3f}")
    share, least = max(scores, key=lambda k: scores[k])
    whole = np.array([bool(ok) and parties_right([row], share, least) == 1 for row, ok in zip(rows, right, strict=True)])
    means = {}  # threshold -> the mean of both F1, with the type and with the parties too: either alone leans to one side of the curve
    for threshold in np.arange(0.2, 0.75, 0.05):
        kept = chances >= threshold
        figures = []
        for hits in (y, right, whole):
            p, r = hits[kept].mean(), hits[kept].sum() / total
            figures += [p, r, 2 * p * r / max(1e-9, p + r)]
        means[threshold] = (figures[5] + figures[8]) / 2
        print(f"threshold {threshold:.2f}: word, with type, with parties (precision recall F1): " + "  ".join(f"{f:.3f}" for f in figures))
    # The curve is flat at its top: the lowest within half a hundredth of the best, for a reader can leave out what is unsure, but not bring back what was never kept.
    threshold = min(at for at, mean in means.items() if mean >= max(means.values()) - 0.005)
    least_auxiliary = []
    for k, name in enumerate(events.AUXILIARY):
        chance = np.array([look.answer.auxiliary[k] for _, look in gold_rows])
        want = np.array([name in item.gold[look.trigger]["auxiliary"] for item, look in gold_rows])
        swept = []
        for at in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
            hits = chance >= at
            swept.append((2 * (hits & want).sum() / max(1, hits.sum() + want.sum()), at))
        # A mode seen too seldom to choose a threshold on keeps the neutral one.
        f, at = max(swept) if want.sum() >= 20 else (swept[-1][0], 0.5)
        least_auxiliary.append(at)
        print(f"auxiliary {name}: F1 {f:.2f} at {at} n {want.sum()}")
    lifts = commitment_lifts(args.cache, args.hold)
    for which in (None, lifts):
        hits = [
            (
                events.COMMITMENTS[int((look.answer.commitment * np.asarray(which[TYPES[int(look.types.argmax())]] if which else 1.0)).argmax())],
                item.gold[look.trigger]["commitment"] or "none",
            )
            for item, look in gold_rows
        ]
        tp = sum(a == b != "none" for a, b in hits)
        name = "with the type" if which else "alone"
        print(f"commitment {name}: precision {tp / max(1, sum(a != 'none' for a, _ in hits)):.2f} recall {tp / max(1, sum(b != 'none' for _, b in hits)):.2f}")
    model.fit(x, told)
    numbers = {"threshold": round(float(threshold), 2), "linear_share": share, "role_threshold": least, "alone": [round(float(v), 4) for v in alone],
               "calibration": [round(float(v), 4) for v in (model.intercept_[0], *model.coef_[0])], "auxiliary": least_auxiliary, "commitments": lifts}  # fmt: skip
    args.out.write_text(json.dumps(numbers) + "\n", "utf-8")
    print(numbers)


if __name__ == "__main__":
    main()

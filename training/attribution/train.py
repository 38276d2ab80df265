# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Train the attribution tagger: python train.py --backbone DIR --data DIR --out DIR"""
import argparse
import copy
import json
import math
import os
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from corpus import Example, examples_of, load_tokenizer, rows
from evaluate import decoder_of, measure, predict
from model import LINK, Tagger, stack

from communique.attribution.decode import buckets

BATCH_PIECES = 2048


def batches(examples: list[Example], rng: random.Random) -> list[list[Example]]:
    """Windows of like length together, about BATCH_PIECES a batch, batches in random order."""
    ordered = sorted(examples, key=lambda e: len(e.window.ids) + rng.random() * 8)
    out: list[list[Example]] = [[]]
    for e in ordered:
        if out[-1] and len(e.window.ids) * (len(out[-1]) + 1) > BATCH_PIECES:
            out.append([])
        out[-1].append(e)
    rng.shuffle(out)
    return out


def losses(model: Tagger, batch: list[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    emissions, links = model.encode(*stack([e.window for e in batch]))
    most = max(len(e.gold) for e in batch)
    firsts = torch.zeros(len(batch), most, dtype=torch.long)
    gold = torch.zeros(len(batch), most, dtype=torch.long)
    mask = torch.zeros(len(batch), most, dtype=torch.bool)
    for i, e in enumerate(batch):
        n = len(e.gold)
        firsts[i, :n], gold[i, :n], mask[i, :n] = torch.from_numpy(e.window.firsts), torch.from_numpy(e.gold), True
    words = emissions.gather(1, firsts[:, :, None].expand(-1, -1, emissions.shape[2]))
    tag_loss = model.crf_loss(words, gold, mask)
    source_losses, cue_losses = [], []
    for i, e in enumerate(batch):
        n = len(e.gold)
        answers = torch.cat([links[i, :1], links[i, firsts[i, :n]]])
        paragraphs = np.array([w.paragraph for w in e.window.words])
        for wanted, out, (a, b), distance, paragraph in (
            (e.source_of, source_losses, (0, 1), model.source_distance, model.source_paragraph),
            (e.cue_of, cue_losses, (2, 3), model.cue_distance, model.cue_paragraph),
        ):
            if not wanted:
                continue
            where = np.array(sorted(wanted))
            raw = answers[1 + where][:, a * LINK : (a + 1) * LINK] @ answers[:, b * LINK : (b + 1) * LINK].T / math.sqrt(LINK)
            near = distance[torch.from_numpy(buckets(np.arange(n)[None] - where[:, None]))]
            side = paragraph[torch.from_numpy(np.clip(paragraphs[None] - paragraphs[where][:, None], -2, 2) + 2)]
            logs = torch.log_softmax(raw + torch.nn.functional.pad(near + side, (1, 0)), 1)
            target = torch.full(logs.shape, -1e4)
            for k, w in enumerate(where):
                target[k, [1 + j for j in wanted[int(w)]] or [0]] = 0.0
            out.append(-torch.logsumexp(logs + target, 1))
    zero = torch.zeros(())
    return tag_loss, torch.cat(source_losses).mean() if source_losses else zero, torch.cat(cue_losses).mean() if cue_losses else zero


def groups(model: Tagger, lr: float, head_lr: float, decay: float) -> list[dict]:
    """The lower the layer the smaller its step; word embeddings stay as they were."""
    model.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    layers = model.bert.config.num_hidden_layers
    out = []
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        if name.startswith("bert.encoder.layer."):
            rate = lr * decay ** (layers - 1 - int(name.split(".")[3]))
        elif "token_type" in name:
            rate = head_lr
        elif name.startswith("bert."):
            rate = lr * decay**layers
        else:
            rate = head_lr * (5 if p.dim() < 2 or "transitions" in name else 1)
        out.append({"params": [p], "lr": rate, "peak": rate, "weight_decay": 0.01 if p.dim() > 1 and "transitions" not in name else 0.0})
    return out


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--backbone", required=True)
    parser.add_argument("--data", default=os.path.join(os.environ.get("COMMUNIQUE_DATA", "../shared/data"), "polnear"))
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--lr", type=float, default=3e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.85)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=55, help="wall time allowed; the schedule follows whichever of epochs and minutes ends first")
    parser.add_argument("--threads", type=int, default=1, help="beside other work one thread is faster than two, which wait for each other")
    parser.add_argument("--resume", default=None, help="a checkpoint to go on from")
    parser.add_argument("--done", type=float, default=0.0, help="the share of the schedule that lies behind the checkpoint")
    parser.add_argument("--limit", type=int, default=None)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(f"{args.backbone}/tokenizer.json")
    train, dev = rows(Path(args.data) / "train.jsonl.gz")[: args.limit], rows(Path(args.data) / "dev.jsonl.gz")
    model = Tagger(args.backbone)
    optimizer = torch.optim.AdamW(groups(model, args.lr, args.head_lr, args.decay), betas=(0.9, 0.99))
    average = {k: v.clone() for k, v in model.state_dict().items() if "word_embeddings" not in k}
    begun, step, epoch, progress = time.time(), 0, 0, args.done
    if args.resume:
        held = torch.load(args.resume, weights_only=True)
        model.load_state_dict(held["live"], strict=False)
        average, epoch = held["average"], held["epoch"]
    per_epoch = None
    while progress < 1:
        examples = [x for row in train for x in examples_of(row["text"], rng.choice(row["annotations"])["attributions"], tokenizer, rng)]
        todo = batches(examples, rng)
        per_epoch = per_epoch or len(todo)
        sums = np.zeros(3)
        model.train()
        for number, batch in enumerate(todo):
            progress = args.done + (1 - args.done) * max(step / (per_epoch * args.epochs), (time.time() - begun) / 60 / args.minutes)
            if progress >= 1:
                break
            scale = min(1.0, (step + 1) / 120) * (1 - progress)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * scale
            parts = losses(model, batch)
            loss = parts[0] * 3 + 0.3 * parts[1] + 0.3 * parts[2]
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            sums += [float(p.detach()) for p in parts]
            if step % 4 == 0:
                keep = 0.98 if progress > 0.2 else 0.9
                with torch.no_grad():
                    for k, v in model.state_dict().items():
                        if k in average and v.dtype.is_floating_point:
                            average[k].mul_(keep).add_(v, alpha=1 - keep)
            if step % 25 == 0:
                print(f"{time.time() - begun:7.0f}s epoch {epoch} {number + 1}/{len(todo)} progress {progress:.3f} crf {sums[0] / (number + 1):.4f} source {sums[1] / (number + 1):.4f} cue {sums[2] / (number + 1):.4f}", flush=True)
        epoch += 1
        torch.save({"live": {k: v for k, v in model.state_dict().items() if "word_embeddings" not in k}, "average": average, "epoch": epoch}, out / f"epoch{epoch}.pt.tmp")
        os.replace(out / f"epoch{epoch}.pt.tmp", out / f"epoch{epoch}.pt")
        shown = copy.copy(model.state_dict())
        live = {k: v.clone() for k, v in shown.items()}
        model.load_state_dict(average, strict=False)
        model.eval()
        part = dev if progress >= 1 else dev[::4]
        print("dev", epoch, json.dumps(measure(part, predict(model, part, tokenizer, decoder_of(model)))), flush=True)
        model.load_state_dict(live)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()

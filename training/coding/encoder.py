# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Train the coder's encoder: one small model for three questions.

1. words: which words of a sentence name an event, and of which type (a plain sentence)
2. roles: who acts and who receives in the event of a marked word, with its type, auxiliary modes and commitment (or that it is none)
3. pair: the type between a marked actor and recipient, or none (PLV, gold records and our own labels)

    python training/coding/encoder.py CACHE --backbone DIR --out DIR [--hold 0]      --hold K leaves the stories of fold K out

First on the stories alone (`--public none`), then from that checkpoint with the public pairs beside them: all of them for use, or
four fifths (`--public K`) to report on the fifth that was left out, in which nothing before has seen a public pair.
"""

import argparse
import gzip
import json
import pickle
import random
import re
import sys
import time
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent / "src"))
import labels as sheets
from prepare import Labelled

from communique.coding.pieces import Input, Pieces, cover, marked, plain, within

NONE = 16
TYPES = [*sheets.TYPES]
AUXILIARY = ["historical", "future", "hypothetical", "negation"]
COMMITMENTS = ["none", "pledge", "offer", "request", "demand", "threat", "refusal", "condition", "schedule"]


@dataclass
class Example:
    """One input and what is known of it; -100 is unknown."""

    task: str
    input: Input
    words: list[int] = field(default_factory=list)  # per piece of the window: type or NONE, -100 inside words
    roles: list[int] = field(default_factory=list)  # per piece: 0 none, 1 actor, 2 recipient
    types: list[float] | None = None  # allowed types (soft for YIELD, which is CONCEDE or RETREAT)
    auxiliary: list[float] | None = None
    commitment: int = -100
    weight: float = 1.0


class Coder(nn.Module):
    def __init__(self, backbone: str) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(backbone, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0)
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False  # half of all parameters, and twelve thousand examples would bend only the rows they hold
        width = self.encoder.config.hidden_size
        self.words = nn.Linear(width, NONE + 1)
        self.parts = nn.Linear(3 * width, width)
        self.roles = nn.Linear(width, 3)
        self.mix = nn.Linear(4 * width, width)
        self.types = nn.Linear(width, NONE + 1)
        self.auxiliary = nn.Linear(width, 4)
        self.commitment = nn.Linear(width, 9)
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, opens: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """ids, mask: (batch, pieces); opens: (batch, 3) -> words (b, p, 17), roles (b, p, 3), types (b, 17), auxiliary (b, 4), commitment (b, 9)."""
        states = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        at = torch.arange(ids.shape[0])[:, None]
        picked = states[at, opens] * (opens > 0)[:, :, None]
        trigger = picked[:, 2:3, :].expand(-1, states.shape[1], -1)
        whole = self.dropout(torch.nn.functional.gelu(self.mix(torch.cat([states[:, 0], picked.flatten(1)], dim=1))))
        parts = self.dropout(torch.nn.functional.gelu(self.parts(torch.cat([states, trigger, states * trigger], dim=2))))
        return self.words(states), self.roles(parts), self.types(whole), self.auxiliary(whole), self.commitment(whole)


def cut(tokenizer: Tokenizer, text: str) -> Pieces:
    encoded = tokenizer.encode(text, add_special_tokens=False)
    return Pieces(tuple(encoded.ids), tuple(encoded.offsets))


def one(event_type: str) -> list[float]:
    wanted = ["CONCEDE", "RETREAT"] if event_type == "YIELD" else [event_type]
    return [1.0 if t in wanted else 0.0 for t in TYPES] + [0.0]


def tempting(data: dict[str, list[Labelled]], folder: Path) -> set[tuple[str, int, int]]:
    """Unlabelled candidate words that the screen lets through, as (story, sentence, word): what the third look will meet in use."""
    import linear

    from communique.coding import roles, screen

    with np.load(folder / "roles.npz") as stored:
        table = stored["weights"].astype(np.float32)
    with np.load(folder / "screen.npz") as stored:
        flat, threshold = stored["weights"].astype(np.float32), float(stored["threshold"])
    out = set()
    for story, items in data.items():
        for n, item in enumerate(items):
            for i in item.candidates:
                words = screen.features(item.doc.tokens, item.sentence.tokens, i, linear.role_probabilities(item, i, table))
                if i not in item.gold and 1 / (1 + np.exp(-flat[roles.buckets(words)].sum())) >= threshold:
                    out.add((story, n, i))
    return out


def of_stories(data: dict[str, list[Labelled]], tokenizer: Tokenizer, rng: random.Random, spare: float, hard: set[tuple[str, int, int]]) -> list[Example]:
    """All three tasks from labelled sentences. `spare`: share of unlabelled candidate words taken as examples of none, of the hard ones four times that."""
    out = []
    for story, sentence_list in data.items():
        for n, item in enumerate(sentence_list):
            first, last = item.sentence.tokens
            tokens = item.doc.tokens
            start, end = tokens[first].start, tokens[last - 1].end
            pieces = cut(tokenizer, item.doc.article.text[start:end])
            if not pieces.ids:
                continue

            def relative(span: Any, start: int = start) -> tuple[int, int]:
                return span[0] - start, span[1] - start

            shown = plain(pieces)
            words = [-100] * len(shown.places)
            for i in range(first, last):
                at = within(pieces, relative((tokens[i].start, tokens[i].end)))
                if at and at[0] < len(words):
                    words[at[0]] = TYPES.index(item.gold[i]["type"]) if i in item.gold else NONE
            out.append(Example("words", shown, words=words))
            for i in item.candidates:
                gold = item.gold.get(i)
                if gold is None and rng.random() > (4 * spare if (story, n, i) in hard else spare):
                    continue
                trigger = relative((tokens[i].start, tokens[i].end))
                shown = marked(pieces, trigger=trigger)
                if gold is None:
                    out.append(Example("roles", shown, types=[0.0] * NONE + [1.0]))
                    continue
                roles = [0] * len(shown.places)
                for role, spans in ((2, gold["recipients"]), (1, gold["actors"])):
                    for span in spans:
                        at = None if isinstance(span, str) else within(pieces, relative(span))
                        for p in range(*(at or (0, 0))):
                            if 0 <= p - shown.first < len(roles):
                                roles[p - shown.first] = role
                out.append(
                    Example(
                        "roles",
                        shown,
                        roles=roles,
                        types=one(gold["type"]),
                        auxiliary=[float(a in gold["auxiliary"]) for a in AUXILIARY],
                        commitment=COMMITMENTS.index(gold["commitment"] or "none"),
                    )
                )
            out += pairs(item, pieces, relative, rng)
    return out


def pairs(item: Labelled, pieces: Pieces, relative: Any, rng: random.Random) -> list[Example]:
    """Pairs of mentions: the labelled ones with their type (where one only), and others with none."""
    known: dict[tuple[Any, Any], set[str]] = {}
    for gold in item.gold.values():
        actor = cover([relative(s) for s in gold["actors"] if not isinstance(s, str)])
        recipient = cover([relative(s) for s in gold["recipients"] if not isinstance(s, str)])
        if actor is None and recipient is None:
            continue
        if recipient is None and len(gold["actors"]) == 2 and not any(isinstance(s, str) for s in gold["actors"]):
            actor, recipient = (relative(s) for s in gold["actors"])  # a reciprocal event holds between its two actors
        known.setdefault((actor, recipient), set()).add(gold["type"])
    out = [Example("pair", marked(pieces, actor=a, recipient=r), types=one(next(iter(t)))) for (a, r), t in known.items() if len(t) == 1]
    taken = {x for pair in known for x in pair if x}
    free = [relative(m.span) for m in item.sentence.mentions]
    rng.shuffle(free)
    for a in free[:4]:
        for r in free[:4]:
            clash = any(x[0] < y[1] and y[0] < x[1] for x, y in [(a, r)])
            if not clash and not (any(a[0] < t[1] and t[0] < a[1] for t in taken) and any(r[0] < t[1] and t[0] < r[1] for t in taken)) and rng.random() < 0.06:
                out.append(Example("pair", marked(pieces, actor=a, recipient=r), types=[0.0] * NONE + [1.0]))
    return out


def unmark(text: str) -> tuple[str, tuple[int, int] | None, tuple[int, int] | None]:
    """'<s>A</s> told <t>B</t>' -> text, characters of A, of B."""
    out, spans, at = [], {}, 0
    for piece in re.split(r"(</?[st]>)", text):
        tag = re.fullmatch(r"<(/?)([st])>", piece)
        if tag and not tag[1]:
            spans[tag[2]] = [at, at]
        elif tag:
            spans[tag[2]][1] = at
        else:
            out.append(piece)
            at += len(piece)
    found = {k: (v[0], v[1]) for k, v in spans.items()}
    return "".join(out), found.get("s"), found.get("t")


def of_plv(rows: list[dict[str, Any]], tokenizer: Tokenizer) -> list[Example]:
    out = []
    for row in rows:
        text, actor, recipient = unmark(row["marked_sentence"])
        out.append(Example("pair", marked(cut(tokenizer, text), actor=actor, recipient=recipient), types=one(row["gold_root"])))
    return out


def of_written(tokenizer: Tokenizer) -> list[Example]:
    """Pairs that we wrote, some for each subcode of the table from CAMEO to PLOVER: type, subcode, marked sentence."""
    out = []
    for line in (Path(__file__).parent / "pairs.tsv").read_text("utf-8").splitlines():
        kind, _, marked_sentence = line.split("\t")
        text, actor, recipient = unmark(marked_sentence)
        out.append(Example("pair", marked(cut(tokenizer, text), actor=actor, recipient=recipient), types=one(kind) if kind != "NONE" else [0.0] * NONE + [1.0]))
    return out


def of_public(tokenizer: Tokenizer, part: str) -> tuple[list[Example], list[tuple[dict[str, Any], Example]]]:
    """Pairs that others labelled: those to train on, and with their rows those of the fold that is left out."""
    if part == "none":
        return [], []
    with gzip.open(sheets.DATA / "plv" / "train.jsonl.gz", "rt") as lines:
        rows = [(row, int(row["sentence_id"])) for row in map(json.loads, lines)]
    with gzip.open(sheets.DATA / "plover" / "gsr_a.jsonl.gz", "rt") as lines:
        rows += [(row, zlib.crc32(row["text"].encode())) for row in map(json.loads, lines) if row.get("text")]
    known = [(row, key % 5, example) for row, key in rows for example in (of_plv if "marked_sentence" in row else of_records)([row], tokenizer)]
    return [e for _, fold, e in known if str(fold) != part], [(row, e) for row, fold, e in known if str(fold) == part]


TODAY = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}  # the gold records predate PLOVER 2


def of_records(rows: list[dict[str, Any]], tokenizer: Tokenizer) -> list[Example]:
    """PLOVER's gold records as pairs; texts of actors are found in the sentence."""
    out = []
    for row in rows:
        kind = TODAY.get(row.get("event"), row.get("event"))
        if kind not in TYPES or not row.get("text"):
            continue

        def where(entries: Any, text: str = row["text"]) -> tuple[int, int] | None:
            spans = [(at, at + len(e["actorText"])) for e in entries if e.get("actorText") and (at := text.find(e["actorText"])) >= 0] if isinstance(entries, list) else []
            return cover(spans)

        actor, recipient = where(row.get("source")), where(row.get("target"))
        if actor or recipient:
            out.append(Example("pair", marked(cut(tokenizer, row["text"]), actor=actor, recipient=recipient), types=one(kind)))
    return out


def batches(examples: list[Example], rng: random.Random, pieces: int = 1536) -> list[list[Example]]:
    ordered = sorted(examples, key=lambda e: len(e.input.ids) + rng.random() * 6)
    out: list[list[Example]] = [[]]
    for e in ordered:
        if out[-1] and len(e.input.ids) * (len(out[-1]) + 1) > pieces:
            out.append([])
        out[-1].append(e)
    rng.shuffle(out)
    return out


def stack(batch: list[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(e.input.ids) for e in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    for i, e in enumerate(batch):
        ids[i, : len(e.input.ids)] = torch.tensor(e.input.ids)
        mask[i, : len(e.input.ids)] = 1
    return ids, mask, torch.tensor([e.input.opens for e in batch])


def loss_of(model: Coder, batch: list[Example]) -> torch.Tensor:
    words, roles, types, auxiliary, commitment = (x.float() for x in model(*stack(batch)))
    cross = nn.functional.cross_entropy
    total = torch.zeros(())
    rows = [(i, p, y) for i, e in enumerate(batch) for p, y in zip(e.input.places, e.words, strict=False) if y != -100]
    if rows:
        i, p, y = (torch.tensor(c) for c in zip(*rows, strict=True))
        total = total + cross(words[i, p], y, weight=torch.tensor([2.0] * NONE + [1.0])) * len({r[0] for r in rows}) / len(batch) * 3
    rows = [(i, p, y) for i, e in enumerate(batch) for p, y in zip(e.input.places, e.roles, strict=False)]
    if rows:
        i, p, y = (torch.tensor(c) for c in zip(*rows, strict=True))
        total = total + cross(roles[i, p], y, weight=torch.tensor([1.0, 2.0, 2.0])) * len({r[0] for r in rows}) / len(batch) * 2
    known = [i for i, e in enumerate(batch) if e.types]
    if known:
        allowed = torch.tensor([batch[i].types for i in known])
        log = torch.log_softmax(types[known], dim=1)
        total = total - torch.logsumexp(log + torch.log(allowed + 1e-9), dim=1).sum() / len(batch)
    known = [i for i, e in enumerate(batch) if e.auxiliary]
    if known:
        total = total + nn.functional.binary_cross_entropy_with_logits(auxiliary[known], torch.tensor([batch[i].auxiliary for i in known])) * len(known) / len(batch)
        total = total + 0.5 * cross(commitment[known], torch.tensor([batch[i].commitment for i in known])) * len(known) / len(batch)
    return total


def train(model: Coder, examples: list[Example], epochs: int, rate: float, rng: random.Random, log: Any, out: Path) -> None:
    body = [p for n, p in model.named_parameters() if "encoder" in n and p.requires_grad]
    heads = [p for n, p in model.named_parameters() if "encoder" not in n]
    optimizer = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": rate * 5}], weight_decay=0.01)
    steps = epochs * len(batches(examples, rng))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (0.06 * steps), max(0.02, 1 - s / steps)))
    model.train()
    done, began, running = 0, time.time(), 0.0
    for epoch in range(epochs):
        for batch in batches(examples, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done += 1
            running = 0.98 * running + 0.02 * loss.item() if done > 1 else loss.item()
            if done % 25 == 0:
                print(f"epoch {epoch} step {done}/{steps} loss {running:.3f} {time.time() - began:.0f}s", file=log, flush=True)
        torch.save(model.state_dict(), out / "coder.pt")
    model.eval()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cache", type=Path)
    parser.add_argument("--backbone", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold", type=int, default=-1)
    parser.add_argument("--start", action="append", default=[], help="a checkpoint of this program to go on from, trained without the same fold; several are averaged")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--spare", type=float, default=0.12)
    parser.add_argument("--screen", type=Path, help="folder of roles.npz and screen.npz (linear.py): words that pass them are preferred as examples of none")
    parser.add_argument("--public", default="all", choices=["none", "all", *"01234"], help="pairs of PLV and of PLOVER's gold records: none, all, or all but those of a fold")
    parser.add_argument("--share", type=float, default=1.0, help="share of the stories' examples that is used")
    parser.add_argument("--stories", type=float, default=1.0, help="share of the stories that is used, for a learning curve")
    args = parser.parse_args()
    from linear import fold_of

    torch.manual_seed(7)
    torch.set_num_threads(args.threads)
    rng = random.Random(7)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(Path(args.backbone) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    data = pickle.loads(args.cache.read_bytes())
    train_stories = {k: v for k, v in data.items() if fold_of(k) != args.hold and zlib.crc32(f"curve {k}".encode()) % 1000 < 1000 * args.stories}
    hard = tempting(train_stories, args.screen) if args.screen else set()
    examples = [e for e in of_stories(train_stories, tokenizer, rng, args.spare, hard) if args.share == 1 or rng.random() < args.share]
    public, held_out = of_public(tokenizer, args.public)
    examples += public + of_written(tokenizer)
    with (args.out / "log").open("w") as log:
        print({t: sum(e.task == t for e in examples) for t in ("words", "roles", "pair")}, "held out of PLV:", len(held_out), file=log, flush=True)
        model = Coder(args.backbone)
        if args.start:
            parts = [torch.load(start, weights_only=True) for start in args.start]
            model.load_state_dict({k: sum(p[k] for p in parts) / len(parts) if v.is_floating_point() else v for k, v in parts[0].items()})
        train(model, examples, args.epochs, args.rate, rng, log, args.out)
        model.eval()
        with torch.no_grad(), (args.out / "predictions.jsonl").open("w") as out:
            for given, example in held_out:
                share = torch.softmax(model(*stack([example]))[2][0, :NONE], 0)
                out.write(
                    json.dumps(
                        {
                            "text": given.get("marked_sentence") or given["text"],
                            "gold": given.get("gold_root") or given["event"],
                            "types": dict(zip(TYPES, share.tolist(), strict=True)),
                        }
                    )
                    + "\n"
                )


if __name__ == "__main__":
    main()

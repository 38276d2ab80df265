# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Fit the body model, cross-validated by site, and write its numbers into the package and their digest into the manifest.

Run from the project's root: `PYTHONPATH=src python training/cleaning/train.py [--write] [--skip-cv]`. Needs PyTorch.
"""

import argparse
import datetime
import hashlib
import json
import random
import re
import sys
from pathlib import Path
from urllib.parse import urlparse

import numpy as np
import torch
from torch import nn

from communique.cleaning.features import NAMES, matrix
from communique.cleaning.flat import choose
from communique.cleaning.scoring import FILE, REACHES, WIDEST, likely, packed
from communique.cleaning.units import Unit
from pages import flatten, label, rows, words, written

sys.path.insert(0, "benchmarks")
from extraction import score

FOLDS = 8
WIDTH, DROPPED, DECAY, PACE, ROUNDS, BATCH, NETWORKS = 40, 0.3, 0.05, 4e-3, 20, 12, 1
INSIDE, OUTSIDE = 0.25, 0.75  # in the stretch of the body and elsewhere; all of .2 to .4 and .6 to .9 give the same within .005
MIXED, MIXED_WEIGHT = 250, 0.2  # of 0, .15, .2, .5 the highest that costs long pages nothing in cross-validation
INSET, INSET_WEIGHT = 150, 0.3  # 400 of them cost .014
TYPICAL, EVENNESS = 2000.0, 0.5  # pages count nearly alike in the measure, long ones a little more
PLAIN_EVERY, PLAIN_WEIGHT = 24, 1.5  # of the plain articles one in so many joins, so that they do not outweigh the pages
MANIFEST = Path("src/communique/weights/manifest.toml")


class Sample:
    def __init__(self, site, lines, body, gold, after=None):
        self.site, self.lines, self.body, self.gold, self.after = site, lines, np.array(body), gold, after
        self.x = matrix(lines).T
        # a line weighs what its words weigh in the measure, within bounds
        self.w = np.array([min(60, max(3, len(words(line)))) for line in lines], dtype=float)
        # a body printed twice is judged elsewhere: its second printing teaches nothing here
        seen = set()
        for i, line in enumerate(lines):
            if self.body[i] and line.lower() in seen:
                self.w[i] = 0.0
            seen.add(line.lower())
        self.w *= (TYPICAL / max(1.0, self.w.sum())) ** EVENNESS


def web():
    for row in rows("extraction/pages_a.jsonl.gz"):
        lines = flatten(row["html"]).split("\n")
        yield Sample(urlparse(row["url"] or "").netloc, lines, label(lines, row["article_body"]), row["article_body"])


def own():
    """Our pages, and some of their bodies with what stands within them, between a real page's furniture."""
    for page in written():
        yield Sample(page.name, page.lines, page.body, "\n\n".join(line for line, b in zip(page.lines, page.body, strict=True) if b), page.after)


def inset(pages, ours, count=INSET):
    chance = random.Random(11)
    for _ in range(count):
        page, one = chance.choice(pages), chance.choice(ours)
        if not page.body.any():
            continue
        (first, last), (begin, end) = ends(page.body), ends(one.body)
        top, tail = page.lines[:first][-chance.choice((5, 20, 60, 400)) :], page.lines[last:][: chance.choice((10, 40, 120, 400))]
        yield Sample(page.site, [*top, *one.lines[begin:end], *tail], [False] * len(top) + list(one.body[begin:end]) + [False] * len(tail), one.gold, one.after)


def ends(body):
    return int(body.argmax()), len(body) - int(body[::-1].argmax())


def plain():
    """Articles without furniture, whole and cut to their first paragraphs: pages of nothing but body."""
    texts = [r["text"] for r in rows("wire/xinhua.jsonl.gz")] + [r["text"] for r in rows("polnear/train.jsonl.gz")]
    for i, text in enumerate(texts[::PLAIN_EVERY]):
        lines = [line.strip() for line in text.split("\n") if line.strip()][: (None, 1, 2, 4)[i % 4]]
        one = Sample("plain", lines, [True] * len(lines), "\n\n".join(lines))
        one.w *= PLAIN_WEIGHT
        yield one


def mixed(pages, count=MIXED):
    """Short crawls: a plain article between pieces of one page's furniture, with its title, a printed date, a byline, other stories' titles."""
    chance = random.Random(7)
    wire = rows("wire/xinhua.jsonl.gz")
    polnear = [{"text": r["text"], "title": None, "date": r["date"]} for r in rows("polnear/train.jsonl.gz")]
    for i in range(count):
        page, article = chance.choice(pages), chance.choice(wire if i % 2 else polnear)
        body = [line.strip() for line in article["text"].split("\n") if line.strip()][: chance.choice((None, None, 12, 6))]
        if not body or not page.body.any():
            continue
        first, last = ends(page.body)
        before, inside, after = page.lines[:first], [line for line, b in zip(page.lines[first:last], page.body[first:last], strict=True) if not b], page.lines[last:]
        top = before[-chance.randint(0, 8) :] if chance.random() < 0.5 else before[: chance.randint(0, 6)]
        if article["title"] and chance.random() < 0.8:
            top += [article["title"].partition(": ")[2] or article["title"]] * chance.choice((1, 1, 2))
        if chance.random() < 0.5:
            top.insert(chance.randint(0, len(top)), printed(article["date"], chance))
        if chance.random() < 0.3:
            top.append(f"By {chance.choice(FIRST)} {chance.choice(LAST)}")
        at = chance.randint(0, max(0, len(after) - 1)) if chance.random() < 0.5 else 0
        tail = after[at : at + chance.choice((0, 1, 2, 4, 8, 16, 40))]
        for other in chance.sample(wire, chance.choice((0, 0, 0, 3, 8))):
            tail += [other["title"]] * chance.choice((1, 2)) + ([printed(other["date"], chance)] if chance.random() < 0.6 else [])
        middle, labels = [], []
        for line in body:
            if inside and chance.random() < 0.06:
                middle, labels = [*middle, chance.choice(inside)], [*labels, False]
            middle, labels = [*middle, line], [*labels, True]
        lines = [*top, *middle, *tail]
        yield Sample(page.site, lines, [False] * len(top) + labels + [False] * len(tail), "\n\n".join(body))


FIRST, LAST = ("Anna", "Kim", "Omar", "Lee", "Maria", "John", "Chen"), ("Novak", "Min-ho", "Haddad", "Silva", "Park", "Miller", "Wei")


def printed(day, chance):
    date = datetime.date.fromisoformat(day)
    form = chance.choice(("%d %B %Y", "%B %d, %Y", "%A %d %B %Y - %H:%M", "%b %d, %Y", "%Y-%m-%d %H:%M", "Updated: %d %b %Y", "Published %B %d, %Y", "%d.%m.%Y"))
    return date.strftime(form)


class Lines(nn.Module):
    """The network that communique.cleaning.scoring.Network computes."""

    def __init__(self):
        super().__init__()
        self.into, self.page, self.out = nn.Linear(len(NAMES), WIDTH), nn.Linear(2 * WIDTH, WIDTH), nn.Linear(WIDTH, 1)
        self.convolutions = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, dilation=reach, padding=reach) for reach in REACHES)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, x, there):
        state = torch.relu(self.into(self.drop(x))) * there
        for convolution in self.convolutions:
            state = (state + torch.relu(convolution(self.drop(state).transpose(1, 2)).transpose(1, 2))) * there
        mean, most = state.sum(1, keepdim=True) / there.sum(1, keepdim=True), (state - 9 * (1 - there)).amax(1, keepdim=True)
        state = state + torch.relu(self.page(torch.cat([mean, most], 2)))
        return self.out(self.drop(state))[..., 0]

    def numbers(self):
        kept = {}
        for name, value in self.state_dict().items():
            value = value.numpy()
            kept[name] = packed(value.transpose(0, 2, 1).reshape(WIDTH, -1) if value.ndim == 3 else value)
        return kept


def scales(samples):
    x = np.vstack([s.x for s in samples])
    mean, scale = x.mean(0), x.std(0)
    scale[scale < 1e-6] = 1.0
    return mean, scale


def in_scales(sample, mean, scale):
    return torch.tensor(np.clip((sample.x - mean) / scale, -WIDEST, WIDEST), dtype=torch.float32)


def fit(samples, seed):
    """One network, its pages in batches of like length."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    mean, scale = scales(samples)
    data = [(in_scales(s, mean, scale), torch.tensor(s.body.astype(np.float32)), torch.tensor(s.w, dtype=torch.float32)) for s in samples]
    by_length = sorted(range(len(data)), key=lambda i: len(data[i][1]))
    batches = [by_length[i : i + BATCH] for i in range(0, len(by_length), BATCH)]
    typical = np.mean([s.w.sum() for s in samples])
    network = Lines().train()
    steps = torch.optim.AdamW(network.parameters(), weight_decay=DECAY)
    pace = torch.optim.lr_scheduler.OneCycleLR(steps, max_lr=PACE, total_steps=ROUNDS * len(batches))
    for _ in range(ROUNDS):
        for at in order.permutation(len(batches)):
            batch = [data[i] for i in batches[at]]
            x, y, w = (nn.utils.rnn.pad_sequence(part, batch_first=True) for part in zip(*batch, strict=True))
            there = nn.utils.rnn.pad_sequence([torch.ones(len(one[1]), 1) for one in batch], batch_first=True)
            loss = (nn.functional.binary_cross_entropy_with_logits(network(x, there), y, reduction="none") * w).sum() / typical / len(batch)
            steps.zero_grad()
            loss.backward()
            steps.step()
            pace.step()
    return network.eval()


def judged(networks, sample, mean, scale):
    """As communique.cleaning.scoring.chances."""
    with torch.no_grad():
        x = in_scales(sample, mean, scale)[None]
        scores = np.mean([network(x, torch.ones(1, x.shape[1], 1))[0].numpy() for network in networks], axis=0)
    return 1 / (1 + np.exp(-np.clip(scores.astype(float), -30, 30)))


def fold(sample):
    return int(hashlib.sha256(f"outer{sample.site}{sample.lines[0] if sample.site == 'plain' else ''}".encode()).hexdigest(), 16) % FOLDS


def validate(samples, extra):
    """Each page judged by networks that have not seen its site, nor pages of ours that follow it -> F1, with the steps after the model."""
    chance = {}
    for k in range(FOLDS):
        sites = {s.site for s in samples if fold(s) == k}
        seen = [s for s in samples + extra if fold(s) != k and s.after not in sites]
        networks = [fit(seen, seed) for seed in range(NETWORKS)]
        for s in samples:
            if fold(s) == k:
                chance[id(s)] = judged(networks, s, *scales(seen))
    gold = [s.gold for s in samples]
    print("lines of .4 and more:", score(["\n\n".join(line for line, c in zip(s.lines, chance[id(s)], strict=True) if c >= 0.4) for s in samples], gold))
    for inside in (0.2, INSIDE, 0.3, 0.4):
        for outside in (0.6, OUTSIDE, 0.9):
            print(inside, outside, score([body(s, chance[id(s)], inside, outside) for s in samples], gold))
    return score([body(s, chance[id(s)], INSIDE, OUTSIDE) for s in samples], gold)


def body(sample, chance, inside, outside):
    """The body that the package would take of the page, with these chances."""
    found = [Unit((0, len(line)), line, 0) for line in sample.lines]
    chosen = choose(found, [float(yes) for yes in likely(chance, [len(line) for line in sample.lines], inside=inside, outside=outside)])
    return "\n\n".join(sample.lines[i] for i in chosen.body)


def write(samples, cross_validated):
    mean, scale = scales(samples)
    kept = {
        "about": "body model; see training/cleaning/README.md", "cross_validated": cross_validated, "inside": INSIDE, "outside": OUTSIDE, "names": list(NAMES),
        "mean": [float(f"{v:.6g}") for v in mean], "scale": [float(f"{v:.6g}") for v in scale], "networks": [fit(samples, seed).numbers() for seed in range(NETWORKS)],
    }  # fmt: skip
    path = Path("src/communique/cleaning", FILE)
    path.write_text(json.dumps(kept).replace('], "', '],\n"') + "\n", encoding="utf-8")
    said = MANIFEST.read_text(encoding="utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    MANIFEST.write_text(re.sub(r'(\[cleaning-body\]\nfile = .*\nsha256 = ")[0-9a-f]{64}', rf"\g<1>{digest}", said), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--skip-cv", action="store_true", help="leave the figure that the file has")
    args = parser.parse_args()
    samples, ours, extra = list(web()), list(own()), list(plain())
    short = list(mixed(samples))
    for s in short:
        s.w *= MIXED_WEIGHT
    set_in = list(inset(samples, ours))
    for s in set_in:
        s.w *= INSET_WEIGHT
    extra += [*short, *ours, *set_in]
    found = json.loads(Path("src/communique/cleaning", FILE).read_text())["cross_validated"] if args.skip_cv else validate(samples, extra)
    if args.write:
        write(samples + extra, found)


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Fit the body model, cross-validated by site, and write its numbers into the package and their digest into the manifest.

Run from the project's root: `PYTHONPATH=src python training/cleaning/train.py [--write] [--skip-cv]`. Needs scikit-learn.
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
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from communique.cleaning.features import NAMES, matrix
from communique.cleaning.scoring import CONTEXT, FILE, context
from pages import flatten, label, rows, words, written

sys.path.insert(0, "benchmarks")
from extraction import score

STRENGTH = 0.003  # inverse of the first stage's penalty: of .001, .003, .01 the best or equal in cross-validation
FOLDS, INNER = 8, 4
MIXED, MIXED_WEIGHT = 250, 0.2  # of 0, .15, .2, .5 the highest that costs long pages nothing in cross-validation
INSET, INSET_WEIGHT = 150, 0.3  # 400 of them cost .014
TYPICAL, EVENNESS = 2000.0, 0.5  # pages count nearly alike in the measure, long ones a little more
PLAIN_EVERY = 12  # of the plain articles one in so many joins, so that they do not outweigh the pages
TREES = {"max_iter": 100, "learning_rate": 0.08, "max_leaf_nodes": 15, "min_samples_leaf": 40, "l2_regularization": 5, "max_features": 0.3, "random_state": 0, "early_stopping": False}
SURE = 8.0  # log odds of the first stage beyond which the trees are not asked
THRESHOLD = 0.4
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
        yield Sample("plain", lines, [True] * len(lines), "\n\n".join(lines))


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


def stacked(samples, columns):
    return np.vstack(columns), np.concatenate([s.body for s in samples]), np.concatenate([s.w for s in samples])


def line(x, y, w):
    """A regression, on the columns as they are: weights and bias."""
    mean, scale = x.mean(0), x.std(0)
    scale[scale < 1e-6] = 1.0
    model = LogisticRegression(C=STRENGTH, solver="newton-cholesky", tol=1e-3).fit((x - mean) / scale, y, sample_weight=w)
    weights = model.coef_[0] / scale
    return {"weights": weights, "bias": float(model.intercept_[0] - weights @ mean)}


def first_stage(samples):
    return line(*stacked(samples, [s.x for s in samples]))


def first_scores(first, sample):
    return sample.x @ first["weights"] + first["bias"]


def both(sample, scores):
    return np.hstack([sample.x, context(scores).T]).astype(np.float32)


def fold(sample, of, salt):
    return int(hashlib.sha256(f"{salt}{sample.site}{sample.lines[0] if sample.site == 'plain' else ''}".encode()).hexdigest(), 16) % of


def two_stages(samples):
    """Stage two learns from what stage one says of pages it has not seen."""
    seen = {}
    for k in range(INNER):
        first = first_stage([s for s in samples if fold(s, INNER, "inner") != k])
        for s in samples:
            if fold(s, INNER, "inner") == k:
                seen[id(s)] = both(s, first_scores(first, s))
    x, y, w = stacked(samples, [seen[id(s)] for s in samples])
    return first_stage(samples), HistGradientBoostingClassifier(**TREES).fit(x, y, sample_weight=w)


def judged(first, trees, sample):
    """As communique.cleaning.scoring.chances."""
    scores = first_scores(first, sample)
    asked = np.abs(scores) < SURE
    if asked.any():
        scores[asked] = trees.decision_function(both(sample, scores)[asked])
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


def nodes(trees):
    """scikit-learn's trees as one list of nodes (communique.cleaning.scoring.Trees)."""
    roots, columns, thresholds, children, values, depth = [], [], [], [], [], 0
    for (tree,) in trees._predictors:
        base = len(columns)
        roots.append(base)
        for at, node in enumerate(tree.nodes):
            leaf = bool(node["is_leaf"])
            columns.append(0 if leaf else int(node["feature_idx"]))
            thresholds.append(0.0 if leaf else float(f"{node['num_threshold']:.7g}"))
            children += [base + at] * 2 if leaf else [base + int(node["left"]), base + int(node["right"])]
            values.append(float(f"{node['value']:.5g}") if leaf else 0.0)
            depth = max(depth, int(node["depth"]))
    return {
        "roots": roots, "columns": columns, "thresholds": thresholds, "children": children, "values": values, "depth": depth, "bias": round(float(trees._baseline_prediction.ravel()[0]), 6),
    }  # fmt: skip


def validate(samples, extra):
    """Each page judged by a model that has not seen its site, nor pages of ours that follow it -> F1 by threshold, printed; that at the threshold used."""
    chance = {}
    for k in range(FOLDS):
        sites = {s.site for s in samples if fold(s, FOLDS, "outer") == k}
        stages = two_stages([s for s in samples + extra if fold(s, FOLDS, "outer") != k and s.after not in sites])
        for s in samples + extra:
            if fold(s, FOLDS, "outer") == k:
                chance[id(s)] = judged(*stages, s)
    for t in (0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        print(t, scored(samples, chance, t), "all others:", scored(extra, chance, t))
    return scored(samples, chance, THRESHOLD)


def scored(samples, chance, least):
    return score(["\n\n".join(text for text, c in zip(s.lines, chance[id(s)], strict=True) if c >= least) for s in samples], [s.gold for s in samples])


def numbers(stage):
    return {"weights": [float(f"{v:.6g}") for v in stage["weights"]], "bias": round(stage["bias"], 6)}


def write(samples, cross_validated):
    first, trees = two_stages(samples)
    kept = {
        "about": "body model; see training/cleaning/README.md", "cross_validated": cross_validated, "threshold": THRESHOLD, "sure": SURE,
        "first": {"names": list(NAMES), **numbers(first)}, "trees": {"names": [*NAMES, *CONTEXT], **nodes(trees)},
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

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Days of pages that print none, on the Xinhua stories of November 2005 and 2006 with their date and dateline taken away, and days printed in many forms.

alone    the page as text, its headline and paragraphs, through the door of cleaning: how many get a range, how often it holds the true day, how wide it is;
         `year_known` are the ranges of at most 366 days
record   an eighth of the stories at a time loses its days, the rest of the record keeps them; copies from the copies room. Stories are annotated
         but not coded unless --coded is given, so without it shared events tell nothing
printed  a made page for each of the forms in which a day is printed: the share of pages whose day is read

The part "build" is what the figures in cleaning/deducing.py and dating/likely.py were drawn from; "reserved", two in ten by the digest of the id, decides.

    python benchmarks/dating.py alone|record|printed [--part reserved] [--coded] [--show]
    python benchmarks/dating.py learn     fit the weights that the dating room carries, on the part "build"; prints them
    python benchmarks/dating.py words     write the table of common words that the dating room carries
"""

import argparse
import json
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

import communique
from communique.annotation import times
from communique.cleaning.published import weigh
from communique.copies import compare
from communique.dates import width
from communique.dating import date
from communique.dating.estimator import Index
from communique.dating.likely import LOOKED_AT, NAMES, features, see
from communique.dating.similar import TABLE, WORD
from communique.model import Article, Coded, Days, Timex
from communique.pipeline import code
from communique.text import sha256
from measure import DATA, digit, reserved, rows

BATCHES = 8
FOLDS = 4  # for learning: a story is compared with those of the other folds
COMMON = 0.006  # share of texts from which on a word is in the table; rarer ones all count alike
RIDGE = 1.0
FORMS = Path(__file__).parent / "gold" / "dates" / "forms.tsv"


def stories(part: str) -> list[dict[str, Any]]:
    found = rows(DATA / "wire" / "xinhua.jsonl.gz")
    return found if part == "all" else [r for r in found if reserved(r["id"]) == (part == "reserved")]


def figures(name: str, part: str, pages: int, found: Sequence[tuple[bool, int]]) -> dict[str, Any]:
    return {"measure": "dating", "what": name, "part": part, "pages": pages, **ranges(found), "year_known": ranges([f for f in found if f[1] <= 366])}


def ranges(found: Sequence[tuple[bool, int]]) -> dict[str, Any]:
    return {
        "ranges": len(found), "held": round(sum(h for h, _ in found) / max(1, len(found)), 4), "median_days": statistics.median(w for _, w in found) if found else None,
    }  # fmt: skip


def alone(part: str, *, show: bool) -> dict[str, Any]:
    found, chosen = [], stories(part)
    for row in chosen:
        article = communique.clean(f"{row['title']}\n\n{row['text']}".encode())
        days = article.published_range if isinstance(article, Article) else None
        if days is not None and isinstance(article, Article):
            found.append((days[0] <= row["date"] <= days[1], width(days)))
            if show:
                print("  " if found[-1][0] else "NO", row["date"], row["id"], days, article.published_basis)
    return figures("alone", part, len(chosen), found)


def page(row: dict[str, Any], day: str | None, *, coded: bool) -> Coded:
    text = row["text"]
    own: Days | None = (day, day) if day else None
    basis: tuple[str, ...] = ("given",) if day else ()
    if not day:
        told = weigh([], dateline=None, body=text.split("\n\n"))
        own, basis = told.range, told.basis
    article = Article(
        id=f"a:{row['id']}", url=None, source=row["id"], outlet="Xinhua", outlet_country="CHN", headline=row["title"], byline=(), dateline=None, published=day,
        published_range=own, published_basis=basis, language="en", credits=(), text=text, text_sha256=sha256(text), body=((0, len(text)),),
    )  # fmt: skip
    if coded:
        return code(article)
    found: list[Timex] = []
    for m in re.finditer(r"[^\n]+", text):
        found += [replace(t, span=(t.start + m.start(), t.end + m.start())) for t in times(m[0], day)]
    return Coded(article=article, times=tuple(found), actors=(), statements=(), events=(), commitments=(), figures=())


def record(part: str, *, coded: bool, show: bool) -> dict[str, Any]:
    every = stories("build" if part == "build" else "all")
    chosen = {r["id"] for r in stories(part)}
    dated = {r["id"]: page(r, r["date"], coded=coded) for r in every}
    bare = {r["id"]: page(r, None, coded=coded) for r in every if r["id"] in chosen}
    truth = {f"a:{r['id']}": r["date"] for r in every}
    found = []
    for batch in range(BATCHES):
        hidden = {name for name in chosen if digit("batch" + name) % BATCHES == batch}
        pages = [bare[name] if name in hidden else full for name, full in dated.items()]
        for e in date(pages, compare([p.article for p in pages])):
            found.append((e.published_range[0] <= truth[e.article] <= e.published_range[1], width(e.published_range)))
            if show:
                print("  " if found[-1][0] else "NO", truth[e.article], e)
    return figures("record", part, len(chosen), found) | {"coded": coded}


def printed(*, show: bool) -> dict[str, Any]:
    """Each form once under a headline and once in a line of a page's head with a label."""
    right = 0
    cases = [line.split("\t") for line in FORMS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    body = "The harbour council of Brennport voted to mend its pier before the winter storms come back.\n\nThe pier was closed in spring, and fishermen have moored upriver since."
    for form, day in cases:
        article = communique.clean(f"Brennport council votes to mend its pier\n\n{form}\n\n{body}\n".encode())
        read = article.published if isinstance(article, Article) else None
        right += read == day
        if show and read != day:
            print("NO", form, day, read)
    return {"measure": "dating", "what": "printed", "forms": len(cases), "read": round(right / len(cases), 4)}


def learn() -> None:
    """Logistic regressions by Newton's method with a ridge, on the pairs of a story and its likest ones of the other folds."""
    chosen = stories("build")
    dated = {r["id"]: see(page(r, r["date"], coded=False)) for r in chosen}
    bare = {r["id"]: see(page(r, None, coded=False)) for r in chosen}
    truth = {r["id"]: dated[r["id"]].at or 0 for r in chosen}
    values, gaps = [], []
    for fold in range(FOLDS):
        hidden = sorted(name for name in truth if digit("f" + name) % FOLDS == fold)
        others = [s for name, s in dated.items() if name not in set(hidden)]
        index = Index(others)
        families = compare([*(s.page.article for s in others), *(bare[name].page.article for name in hidden)])
        kin = {a: frozenset(f.articles) for f in families for a in f.articles}
        for name in hidden:
            near = [(s, o, o.at) for s, o in index.alike(bare[name]) if o.at is not None]
            for rank, (s, other, at) in enumerate(near[:LOOKED_AT]):
                copy = other.id in kin.get(bare[name].id, frozenset())
                values.append((1.0, *features(bare[name], other, s, rank, [(q, there) for q, _, there in near], at, copy=copy)))
                gaps.append(abs(at - truth[name]))
    x, gap = np.array(values), np.array(gaps)
    scale = np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)
    for within in (1, 8):
        y, w = (gap <= within).astype(float), np.zeros(x.shape[1])
        for _ in range(30):
            p = 1 / (1 + np.exp(-(x / scale) @ w))
            hessian = ((x / scale).T * (p * (1 - p))) @ (x / scale) + RIDGE * np.eye(len(w))
            w += np.linalg.solve(hessian, (x / scale).T @ (y - p) - RIDGE * w)
        print(len(y), f"pairs; WITHIN_{within} =", tuple(round(float(v), 2) for v in w / scale))
    print("constant", NAMES)


def write_words() -> None:
    """Shares of texts that hold a word, the mean over two corpora of different kind, so that neither's subjects look common."""
    shares: Counter[str] = Counter()
    for texts in ([r["text"] for r in rows(DATA / "wire" / "xinhua.jsonl.gz")], [r["text"] for r in rows(DATA / "polnear" / "train.jsonl.gz")]):
        held = Counter(w for text in texts for w in {m[0].lower() for m in WORD.finditer(text)})
        for word, count in held.items():
            shares[word] += count / len(texts) / 2  # type: ignore[assignment]
    kept = {w: round(float(s), 3) for w, s in sorted(shares.items()) if s >= COMMON}
    head = "Share of news texts that hold a word: mean over 1,370 Xinhua stories (TempEval-3 silver) and 840 PolNeAR articles. Written by benchmarks/dating.py words."
    TABLE.write_text(json.dumps({"source": head, "words": kept}, separators=(",", ":")) + "\n", encoding="utf-8")
    print(len(kept), "words")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("alone", "record", "printed", "learn", "words"))
    parser.add_argument("--part", choices=("build", "reserved"), default="reserved")
    parser.add_argument("--coded", action="store_true")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    if args.what == "learn":
        learn()
    elif args.what == "words":
        write_words()
    elif args.what == "printed":
        print(json.dumps(printed(show=args.show)))
    else:
        print(json.dumps(alone(args.part, show=args.show) if args.what == "alone" else record(args.part, coded=args.coded, show=args.show)))


if __name__ == "__main__":
    main()

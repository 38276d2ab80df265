# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Days of pages that print none: wire stories of which a part has its day taken away, dated from the others.

What is measured: how many get an estimate, how often the true day lies in it, and how wide it is. Stories are annotated but not coded unless --coded is
given, so without it events of the same kind between the same countries give no anchor. Copies come from the copies room. The bounds were set with both years in sight.

    python benchmarks/dating.py [--year 2006] [--stories 700] [--coded]
    python benchmarks/dating.py --words     write the table of common words that the dating room carries
"""

import argparse
import gzip
import json
import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from communique.annotation import times
from communique.copies import compare
from communique.dates import width
from communique.dating import date
from communique.dating.similar import TABLE, WORD
from communique.model import Article, Coded, Timex
from communique.pipeline import code
from communique.text import sha256

EVERY = 4  # one story in so many loses its day
COMMON = 0.006  # share of texts from which on a word is in the table; rarer ones all count alike


def folder() -> Path:
    return Path(os.environ.get("COMMUNIQUE_DATA", "../shared/data"))


def rows(*parts: str) -> list[dict[str, str]]:
    with gzip.open(folder().joinpath(*parts), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write_words() -> None:
    """Shares of texts that hold a word, the mean over two corpora of different kind, so that neither's subjects look common."""
    shares: Counter[str] = Counter()
    for texts in ([r["text"] for r in rows("wire", "xinhua.jsonl.gz")], [r["text"] for r in rows("polnear", "train.jsonl.gz")]):
        held = Counter(w for text in texts for w in {m[0].lower() for m in WORD.finditer(text)})
        for word, count in held.items():
            shares[word] += count / len(texts) / 2  # type: ignore[assignment]
    kept = {w: round(float(s), 3) for w, s in sorted(shares.items()) if s >= COMMON}
    head = "Share of news texts that hold a word: mean over 1,370 Xinhua stories (TempEval-3 silver) and 840 PolNeAR articles. Written by benchmarks/dating.py --words."
    TABLE.write_text(json.dumps({"source": head, "words": kept}, separators=(",", ":")) + "\n", encoding="utf-8")
    print(len(kept), "words")


def page(row: dict[str, str], day: str | None, *, coded: bool) -> Coded:
    text = row["text"]
    article = Article(
        id=f"a:{row['id']}", url=None, source=row["id"], outlet="Xinhua", outlet_country="CHN", headline=row["title"], byline=(), dateline=None, published=day,
        published_range=(day, day) if day else None, published_basis=("given",) if day else (), language="en", credits=(), text=text,
        text_sha256=sha256(text), body=((0, len(text)),),
    )  # fmt: skip
    if coded:
        return code(article)
    found: list[Timex] = []
    for m in re.finditer(r"[^\n]+", text):
        found += [replace(t, span=(t.start + m.start(), t.end + m.start())) for t in times(m[0], day)]
    return Coded(article=article, times=tuple(found), actors=(), statements=(), events=(), commitments=(), figures=())


def measure(year: str, *, stories: int, coded: bool, show: bool) -> dict[str, object]:
    sample = [r for r in rows("wire", "xinhua.jsonl.gz") if r["date"].startswith(year)][:stories]
    hidden = {f"a:{r['id']}": r["date"] for r in sample if int(sha256(r["id"]), 16) % EVERY == 0}
    pages = [page(r, None if f"a:{r['id']}" in hidden else r["date"], coded=coded) for r in sample]
    estimates = date(pages, compare([p.article for p in pages]))
    held = [e for e in estimates if e.published_range[0] <= hidden[e.article] <= e.published_range[1]]
    if show:
        for e in estimates:
            print("  " if e in held else "NO", hidden[e.article], e)
    widths = [width(e.published_range) for e in estimates]
    return {
        "measure": "dating", "year": year, "coded": coded, "pages": len(pages), "undated": len(hidden), "estimated": len(estimates),
        "right": round(len(held) / max(1, len(estimates)), 4),
        "mean_days": round(sum(widths) / max(1, len(widths)), 2),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--year", choices=("2005", "2006"), default="2006")
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--coded", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--words", action="store_true")
    args = parser.parse_args()
    if args.words:
        write_words()
        return
    print(json.dumps(measure(args.year, stories=args.stories, coded=args.coded, show=args.show)))


if __name__ == "__main__":
    main()

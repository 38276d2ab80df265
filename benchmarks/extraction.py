# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Article body from HTML and from flattened text: F1 over 4-word shingles, and pages a second beside trafilatura in the same run.

Run from the project's root: `python benchmarks/extraction.py [--limit N] [--worst N]`. Data: COMMUNIQUE_DATA/extraction.
"""

import argparse
import gzip
import html as entities
import json
import os
import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

Shingles = Counter[tuple[str, ...]]


def shingles(text: str) -> Shingles:
    words = re.findall(r"\w+", text)
    n = min(4, len(words))
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1)) if words else Counter()


def score(predicted: Sequence[str], gold: Sequence[str]) -> dict[str, float]:
    """Precision and recall averaged over pages, as the article extraction benchmark has it."""
    precision, recall = [], []
    for ours, theirs in zip(map(shingles, predicted), map(shingles, gold), strict=True):
        both = sum((ours & theirs).values())
        if ours:
            precision.append(both / sum(ours.values()))
        if theirs:
            recall.append(both / sum(theirs.values()))
    p, r = sum(precision) / max(1, len(precision)), sum(recall) / max(1, len(recall))
    return {"precision": round(p, 4), "recall": round(r, 4), "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0}


def flatten(page: str) -> str:
    """Every visible text of the page, a line a block, tags gone: navigation, teasers, share buttons and all."""
    page = re.sub(r"(?is)<(script|style|noscript|template|svg|head)\b.*?</\1>", " ", page)
    page = re.sub(r"(?i)<(br|/p|/div|/li|/h[1-6]|/tr|/section|/article|/header|/footer|/nav|/ul|/td)\b[^>]*>", "\n", page)
    page = entities.unescape(re.sub(r"<[^>]+>", " ", page))
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in page.splitlines())
    return "\n".join(line for line in lines if line)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--worst", type=int, default=0, help="list the pages that fell shortest")
    args = parser.parse_args()
    data = Path(os.environ.get("COMMUNIQUE_DATA", "../shared/data"), "extraction/pages_a.jsonl.gz")
    if not data.exists():
        raise SystemExit(f"no pages at {data}; set COMMUNIQUE_DATA to the folder that holds extraction/")
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines][: args.limit]
    import trafilatura

    from communique.cleaning import clean
    from communique.model import Article, Page

    def body(text: str, url: str | None, media_type: str | None = None) -> str:
        article = clean(Page(source="benchmark", data=text.encode("utf-8", "surrogatepass"), url=url, media_type=media_type))
        return article.body_text if isinstance(article, Article) else ""

    gold = [page["article_body"] for page in pages]
    body(pages[0]["html"], None), trafilatura.extract(pages[0]["html"], fast=True)
    start = time.perf_counter()
    ours = [body(page["html"], page.get("url")) for page in pages]
    ours_s = time.perf_counter() - start
    start = time.perf_counter()
    peer = [trafilatura.extract(page["html"], fast=True, include_comments=False, include_tables=False) or "" for page in pages]
    peer_s = time.perf_counter() - start
    flat_pages = [flatten(page["html"]) for page in pages]
    start = time.perf_counter()
    flat = [body(text, None) for text in flat_pages]
    flat_s = time.perf_counter() - start
    for name, got in (("html", ours), ("flat", flat)):
        single = sorted((score([g], [w])["f1"], page["url"]) for g, w, page in zip(got, gold, pages, strict=True))
        for f1, url in single[: args.worst]:
            print(f"{name} {f1:.3f} {url}")
    print(json.dumps({
        "measure": "extraction", "n": len(pages), "html": score(ours, gold), "flat": score(flat, gold), "trafilatura": score(peer, gold), "speed_ratio": round(peer_s / ours_s, 3),
        "html_pages_per_s": round(len(pages) / ours_s, 1), "flat_pages_per_s": round(len(pages) / flat_s, 1),
    }))  # fmt: skip


if __name__ == "__main__":
    main()

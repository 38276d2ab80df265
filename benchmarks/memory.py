# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Ten thousand pages from one WARC archive: memory over pages, and pages a second beside trafilatura alone.

    python benchmarks/memory.py [--pages 10000] [--plot docs/memory.svg]

The archive is made anew from the pages in `examples/`: paragraphs of all of them, drawn and shuffled, in layouts with navigation,
related stories, scripts and comments. One process reads and cleans it (metadata, dates and spans included), another reads it and
gives each page to trafilatura's fast mode with metadata. `ratio` is trafilatura's processor seconds through ours; `growth_mb` is how much more memory
the second half of the pages took at most than the first, whose beginning (loading) is left out.
"""

import argparse
import gzip
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WARM_UP = 500  # pages before memory is watched: models, tables and caches are loaded by then
EVERY = 100
SEED = 11
OURS, BESIDE = "communique", "trafilatura"


# The archive ------------------------------------------------------------------------------------------------


def paragraphs() -> list[str]:
    """All paragraphs of the example pages."""
    found: list[str] = []
    for path in sorted((ROOT / "examples" / "pages").iterdir()):
        text = path.read_text("utf-8")
        blocks = re.findall(r"<p\b[^>]*>(.*?)</p>", text, re.S) if path.suffix == ".html" else text.split("\n")
        found += [" ".join(re.sub(r"<[^>]+>", " ", block).split()) for block in blocks]
    return [block for block in found if len(block) > 60]


def page(number: int, drawn: random.Random, blocks: list[str]) -> str:
    """One page of 15 to 120 kB, as news sites have them: the story is a small part of it."""
    story = drawn.choices(blocks, k=drawn.randint(5, 40))
    day = f"20{drawn.randint(10, 23)}-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}"
    words = " ".join(drawn.choice(blocks) for _ in range(3)).split()
    links = "".join(f'<li class="item-{at}"><a href="/{day}/{at}.html">{" ".join(drawn.choices(words, k=7))}</a></li>' for at in range(drawn.randint(40, 300)))
    script = "var state = " + json.dumps({f"key{at}": drawn.random() for at in range(drawn.randint(100, 1500))}) + ";"
    body = "".join(f"<p>{block}</p>" + ('<div class="share">Share <a href="#">Mail</a></div>' if drawn.random() < 0.1 else "") for block in story)
    title = " ".join(drawn.choices(words, k=9)).capitalize()
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Harbour Post</title><meta property="og:site_name" content="Harbour Post">'
        f'<meta property="article:published_time" content="{day}T08:00:00Z"><script>{script}</script></head><body><nav><ul>{links}</ul></nav>'
        f'<main><article><h1>{title}</h1><p class="byline">By A. Writer, number {number}</p><time datetime="{day}">{day}</time>{body}</article>'
        f'<aside><h2>Related</h2><ul>{links[: len(links) // 3]}</ul></aside></main><footer><p>Harbour Post. All rights reserved.</p></footer></body></html>'
    )


def write(path: Path, count: int) -> int:
    """The archive, a gzip member a record as crawlers write them; how many bytes of pages are in it."""
    drawn, blocks, size = random.Random(SEED), paragraphs(), 0
    with path.open("wb") as out:
        for number in range(count):
            html = page(number, drawn, blocks).encode()
            size += len(html)
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbourpost.example/{number}.html\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
            head += f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            out.write(gzip.compress(head.encode() + block + b"\r\n\r\n", 6))
    return size


# The measured processes ----------------------------------------------------------------------------------------


def resident_mb() -> float:
    """Memory in use now; where the system does not tell it, the most that was in use so far."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def walk(archive: Path, which: str) -> Iterator[bool]:
    """For each page whether an article was found on it."""
    from communique import pipeline
    from communique.model import Article, Page

    pages = pipeline.door("reading", "read")(archive)
    if which == OURS:
        for found in pages:
            yield isinstance(found, Page) and isinstance(pipeline.clean(found), Article)
        return
    import trafilatura

    for found in pages:
        yield isinstance(found, Page) and bool(trafilatura.extract(found.data, fast=True, with_metadata=True))


def measure(archive: Path, which: str) -> dict[str, object]:
    memory: list[tuple[int, float]] = []
    articles = count = 0
    begun = before = time.process_time()
    for found in walk(archive, which):
        articles += found
        count += 1
        if count == WARM_UP:
            begun = time.process_time()
        if count % EVERY == 0:
            memory.append((count, round(resident_mb(), 1)))
    seconds = time.process_time() - (begun if count > WARM_UP else before)
    return {"pages": count, "articles": articles, "seconds": seconds, "pages_per_s": round((count - WARM_UP if count > WARM_UP else count) / seconds, 1), "memory": memory}


def growth(memory: list[tuple[int, float]]) -> float:
    """How much the most of the second half lies above the most of the first, which begins after the loading."""
    watched = [used for count, used in memory if count >= WARM_UP]
    half = len(watched) // 2
    return round(max(watched[half:]) - max(watched[:half]), 1)


# The plot ------------------------------------------------------------------------------------------------------

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 760, 300, 56, 44, 34, 20
COLOURS = {OURS: "#1f5fa8", BESIDE: "#b3541e"}


def plot(series: dict[str, list[tuple[int, float]]], note: str) -> str:
    """Memory over pages as SVG, drawn by hand so that nothing need be installed for it."""
    most_pages = max(count for points in series.values() for count, _ in points)
    most = 100 * (int(max(used for points in series.values() for _, used in points)) // 100 + 1)
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def at(count: float, used: float) -> tuple[float, float]:
        return LEFT + wide * count / most_pages, TOP + high * (1 - used / most)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="{note}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/><text x="{LEFT}" y="18" font-size="13" fill="#222">{note}</text>',
    ]
    for used in range(0, most + 1, most // 5):
        y = at(0, used)[1]
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#444">{used}</text>')
    for count in range(0, most_pages + 1, max(1, most_pages // 5)):
        out.append(f'<text x="{at(count, 0)[0]:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#444">{count:,}</text>')
    out.append(f'<text x="{LEFT + wide / 2:.0f}" y="{HEIGHT - 8}" text-anchor="middle" fill="#222">pages read and cleaned</text>')
    out.append(f'<text x="14" y="{TOP + high / 2:.0f}" text-anchor="middle" fill="#222" transform="rotate(-90 14 {TOP + high / 2:.0f})">resident memory, MB</text>')
    for name, points in series.items():
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(count, used) for count, used in points))
        x, y = at(*points[-1])
        out.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>')
        out.append(f'<text x="{x:.1f}" y="{y - 7:.1f}" text-anchor="end" fill="{COLOURS[name]}">{name}</text>')
    return "\n".join(["<!-- SPDX-FileCopyrightText: 2026 The Communique authors -->", "<!-- SPDX-License-Identifier: Apache-2.0 -->", *out, "</svg>", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(measure(Path(args.child[0]), args.child[1])))
        return
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "pages.warc.gz"
        size = write(archive, args.pages)
        made: dict[str, dict[str, object]] = {}
        for which in (OURS, BESIDE):
            done = subprocess.run([sys.executable, __file__, "--child", str(archive), which], stdout=subprocess.PIPE, check=True, text=True)
            made[which] = json.loads(done.stdout)
        packed = archive.stat().st_size
    series = {which: [(int(count), float(used)) for count, used in figures["memory"]] for which, figures in made.items()}  # type: ignore[attr-defined]
    ratio = round(float(str(made[BESIDE]["seconds"])) / float(str(made[OURS]["seconds"])), 3)
    figures = {
        "measure": "memory", "n": args.pages, "megabytes_of_pages": round(size / 1e6), "megabytes_packed": round(packed / 1e6), "articles": made[OURS]["articles"],
        "pages_per_cpu_s": made[OURS]["pages_per_s"], "trafilatura_pages_per_cpu_s": made[BESIDE]["pages_per_s"], "ratio": ratio,
        "growth_mb": growth(series[OURS]), "most_mb": max(used for _, used in series[OURS]), "trafilatura_growth_mb": growth(series[BESIDE]),
    }  # fmt: skip
    if args.plot:
        args.plot.write_text(plot(series, f"{args.pages:,} pages ({round(size / 1e6):,} MB) from one WARC archive"), "utf-8")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

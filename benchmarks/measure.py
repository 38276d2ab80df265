# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What the measures share: data, figures, matching."""

import argparse
import gzip
import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from communique import pipeline
from communique.model import Article, Page
from communique.text import sha256

DATA = Path(os.environ.get("COMMUNIQUE_DATA", "../shared/data"))
PAGES = Path(__file__).parent.parent / "examples" / "pages"
G = TypeVar("G")
P = TypeVar("P")


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSON Lines file, plain or gzip; ends the program, saying how to go on, where it is missing."""
    if not path.exists():
        raise SystemExit(f"{path} is not here: set COMMUNIQUE_DATA to the folder of corpora (this measure is skipped without it)")
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def digit(name: str) -> int:
    """A number that a name alone decides: by it parts of a corpus are set aside."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


def reserved(story: str) -> bool:
    """Two stories in ten are never built or trained on: gold of every kind is taken from these."""
    return digit(story) % 10 < 2


def half(name: str) -> str:
    """The half of a gold set that an entry (a story, a pair) is in: "seen" may be looked at while building, "unseen" only reports."""
    return "unseen" if digit(f"half{name}") % 2 else "seen"


def asked(about: str | None) -> argparse.Namespace:
    """What a measure on halves of gold is asked for: `half`, `coded` (a file that keeps the coded stories, or None), `show`."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("seen", "unseen"), default="unseen")
    parser.add_argument("--coded", type=Path)
    parser.add_argument("--show", action="store_true")
    return parser.parse_args()


def article_of(story: str, wire: Mapping[str, dict[str, Any]]) -> Article:
    """What gold names as a story: one of the wire's by id, or an example page by "examples/FILE"."""
    if story in wire:
        return story_article(wire[story])
    path = PAGES / story.removeprefix("examples/")
    found = pipeline.clean(Page(source=story, data=path.read_bytes())) if path.is_file() else None
    if not isinstance(found, Article):
        raise SystemExit(f"{story}: {found.reason if found else 'no such story, nor an example page'}")
    return found


def story_article(row: dict[str, Any]) -> Article:
    """A story as sent: its paragraphs are the body, its day the corpus's."""
    text, spans, at = row["text"], [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return Article(
        id="a:" + row["id"], url=None, source=row["id"], outlet="Xinhua", outlet_country="CHN", headline=None, byline=(), dateline=row.get("dateline"), published=row["date"],
        published_range=(row["date"], row["date"]), published_basis=("the corpus",), language="en", credits=(), text=text, text_sha256=sha256(text), body=tuple(spans),
    )  # fmt: skip


def f1(right: float, wrong: float, missed: float) -> dict[str, float]:
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0}


def macro_f1(gold: Sequence[str], guessed: Sequence[str]) -> tuple[float, dict[str, float]]:
    scores = {}
    for label in sorted(set(gold)):
        hits = [(g == label, p == label) for g, p in zip(gold, guessed, strict=True)]
        right = sum(g and p for g, p in hits)
        scores[label] = f1(right, sum(p and not g for g, p in hits), sum(g and not p for g, p in hits))["f1"]
    return round(sum(scores.values()) / len(scores), 4), scores


def pair_up(gold: Sequence[G], found: Sequence[P], fits: Callable[[G, P], bool]) -> dict[int, int]:
    """A largest one-to-one matching of gold to what was found: {gold index: found index}."""
    edges = {g: [p for p in range(len(found)) if fits(gold[g], found[p])] for g in range(len(gold))}
    taken: dict[int, int] = {}

    def place(g: int, seen: set[int]) -> bool:
        for p in edges[g]:
            if p not in seen:
                seen.add(p)
                if p not in taken or place(taken[p], seen):
                    taken[p] = g
                    return True
        return False

    for g in edges:
        place(g, set())
    return {g: p for p, g in taken.items()}

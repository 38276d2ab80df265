# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Labelled stories as the coder will meet them: annotated, with the actors and statements that the program itself finds, and each label on a word.

python training/coding/prepare.py CACHE          annotates every labelled story once and keeps it in CACHE (a pickle, not for the repository)
"""

import pickle
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import json

import labels

from communique import actors, attribution
from communique.annotation import annotate
from communique.coding.candidates import Sentence, sentences, triggers, with_first_person
from communique.model import Actor, Annotated, Span, Statement
from communique.text import overlap
from measure import story_article as article


@dataclass
class Labelled:
    """A sentence of a labelled story: candidate words, and for each of them the label or None."""

    doc: Annotated
    actors: tuple[Actor, ...]
    sentence: Sentence
    candidates: list[int]
    gold: dict[int, dict[str, Any]]  # token index -> label
    lost: int  # labelled events whose trigger is no candidate
    told: tuple[Statement, ...]  # of the whole article


def word_of(doc: Annotated, span: Span, among: set[int] | None = None) -> int | None:
    """The token that stands for a labelled span: a candidate if one lies in it, its syntactic head otherwise."""
    inside = [i for i, t in enumerate(doc.tokens) if t.start < span[1] and span[0] < t.end]
    if among and (hits := [i for i in inside if i in among]):
        inside = hits
    tops = [i for i in inside if doc.tokens[i].head not in inside or doc.tokens[i].head == i]
    return tops[0] if tops else (inside[0] if inside else None)


def prepare(row: dict[str, Any], kept: dict[str, Any]) -> list[Labelled]:
    doc = actors.locate(annotate(article(row)))
    found = actors.resolve(doc)
    told = attribution.attribute(doc, found)
    found = with_first_person(doc, found, told)
    events = [e for e in kept["events"] if e["trigger"]]
    out = []
    for sentence in sentences(doc, found, told):
        start, end = doc.tokens[sentence.tokens[0]].start, doc.tokens[sentence.tokens[1] - 1].end
        candidates = triggers(doc, sentence)
        gold: dict[int, dict[str, Any]] = {}
        lost = 0
        for event in events:
            if not overlap((start, end), tuple(event["trigger"])):
                continue
            at = word_of(doc, tuple(event["trigger"]), set(candidates))
            if at in candidates and at not in gold:
                gold[at] = event
            else:
                lost += at not in gold
        out.append(Labelled(doc, found, sentence, candidates, gold, lost, told))
    return out


def kept_labels(reader: str = "r1") -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(labels.KEPT.glob(f"*.{reader}.jsonl")) for line in path.read_text("utf-8").splitlines()]


def written() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Our own sentences for types that stay thin, in the form of stories of one sentence and their labels."""
    events: dict[str, list[dict[str, Any]]] = {}
    for number, line in enumerate((Path(__file__).parent / "written.tsv").read_text("utf-8").splitlines(), 1):
        text, *cells = line.split("\t")
        mine = events.setdefault(text, [])
        if cells[0] == "NONE":
            continue
        trigger, kind, mode, auxiliary, actors_, recipients, commitment = cells
        whole = (0, len(text))

        def where(cell: str, text: str = text, whole: Span = whole) -> list[Any]:
            return [] if cell == "-" else [labels.locate(text, whole, w) for w in cell.split(";") if w.strip()]

        event = {"trigger": labels.locate(text, whole, trigger), "type": kind, "mode": mode, "auxiliary": [] if auxiliary == "-" else auxiliary.split(","), "actors": where(actors_),
                 "recipients": where(recipients), "commitment": None if commitment == "-" else commitment}  # fmt: skip
        if None in (event["trigger"], *event["actors"], *event["recipients"]) or kind not in labels.TYPES:
            sys.exit(f"written.tsv:{number}: a word that is not in its sentence, or an unknown type")
        mine.append(event)
    return [({"id": f"written-{i}", "text": text, "date": "2015-06-15"}, {"id": f"written-{i}", "events": mine}) for i, (text, mine) in enumerate(events.items())]


if __name__ == "__main__":
    stories = labels.stories()
    labelled = [(stories[kept["id"]], kept) for kept in kept_labels()] + written()
    with ProcessPoolExecutor() as pool:
        data = dict(zip((kept["id"] for _, kept in labelled), pool.map(prepare, *zip(*labelled, strict=True), chunksize=8), strict=True))
    Path(sys.argv[1]).write_bytes(pickle.dumps(data))
    every = [s for sentence_list in data.values() for s in sentence_list]
    print(
        len(data),
        "stories",
        len(every),
        "sentences",
        sum(len(s.candidates) for s in every),
        "candidates",
        sum(len(s.gold) for s in every),
        "events on them",
        sum(s.lost for s in every),
        "lost",
    )

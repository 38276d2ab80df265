# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Those who take part in labelled events (labels/parties.jsonl): are they found, and with the country and referent that a reader gave?

    python training/actors/parties.py [--part build|check] [--cache FILE] [--show KIND]

A party is found where its head word lies in a mention of an actor; its country is right where the actors of that mention have exactly
the codes of the label ('-': none); its referent where they can be paired with the labelled ones (as benchmarks/actors.py compares
them). Stories are parted by a digest: rules are written and numbers learnt on `build` (three in four), `check` only reports, so
`--show`, which lists what went wrong with mentions of one kind, shows only the first.
"""

import argparse
import json
import pickle
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "coding"))
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import labels
import prepare

from actors import right
from communique.actors import locate, resolve
from communique.annotation import annotate
from communique.model import Actor, Annotated
from measure import digit

PARTIES = Path(__file__).parent / "labels"


def parties() -> list[dict[str, Any]]:
    return [json.loads(line) for file in sorted(PARTIES.glob("parties*.jsonl")) for line in file.read_text("utf-8").splitlines()]


def part(story: str) -> str:
    """Rules and learning see `build`, figures that are reported come from `check`."""
    return "check" if digit(f"party{story}") % 4 == 0 else "build"


def documents(names: Iterable[str], cache: Path | None) -> dict[str, Annotated]:
    """The stories of these names, annotated and with their places; kept in a pickle (not for the repository) where one is named."""
    docs: dict[str, Annotated] = dict(pickle.loads(cache.read_bytes())) if cache and cache.exists() else {}
    lacking = sorted(set(names) - set(docs))
    if lacking:
        stories = labels.stories()
        docs |= {name: locate(annotate(prepare.article(stories[name]))) for name in lacking}
        if cache:
            cache.write_bytes(pickle.dumps(docs))
    return docs


def holding(doc: Annotated, found: Iterable[Actor], at: int) -> list[Actor]:
    """The actors of the tightest mention that a token lies in."""
    start, end = doc.tokens[at].start, doc.tokens[at].end
    spans = [m for a in found for m in a.mentions if m[0] <= start and end <= m[1]]
    return [a for a in found if min(spans, key=lambda m: m[1] - m[0]) in a.mentions] if spans else []


def codes(label: dict[str, Any]) -> list[str]:
    return sorted({c for c in label["country"].split("+") if c != "-"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("build", "check"), default="check")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--show", default="", help="list what went wrong with mentions of this kind in the building part")
    options = parser.parse_args()
    labelled: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for label in parties():
        if part(label["story"]) == options.part:
            labelled[label["story"]].append(label)
    docs = documents(labelled, options.cache)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for story, mine in labelled.items():
        doc = docs[story]
        found = resolve(doc)
        for label in mine:
            at = prepare.word_of(doc, (label["start"], label["end"]))
            actors = holding(doc, found, at) if at is not None else []
            told = sorted({a.country for a in actors if a.country})
            wanted = codes(label)
            referents = [r.strip() for r in label["referent"].split(" + ") if r.strip(" -")]
            good = {"found": bool(actors) != (label["kind"] == "none"), "country": told == wanted and (bool(actors) or not wanted),
                    "referent": right(actors, referents, wanted, doc.article.published)}  # fmt: skip
            for group in ("all", label["kind"]):
                counts[group].update({"n": 1, **good})
            if options.part == "build" and label["kind"] == options.show and not (good["found"] and good["country"]):
                text, start, end = doc.article.text, label["start"], label["end"]
                around = f"{text[max(0, start - 110) : start]}[[{text[start:end]}]]{text[end : end + 60]}".replace("\n", " ")
                print(label["country"], label["referent"], [(a.kind, a.name, a.country) for a in actors] or "NOT FOUND", doc.article.dateline, around, sep="\t", file=sys.stderr)
    for group in sorted(counts, key=lambda g: -counts[g]["n"]):
        mine = counts[group]
        print(f"{group:9} {mine['n']:5}", *(f"{what} {mine[what] / mine['n']:.3f}" for what in ("found", "country", "referent")), sep="  ")


if __name__ == "__main__":
    main()

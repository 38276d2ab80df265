# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How many of the actors and recipients that careful readers marked does the actors room find, and for how many of these has it a country?

    python training/actors/recall.py [--cache FILE] [--misses 40] [--sample 60]

A marked span counts as found where its head word lies in a mention of an actor, and as placed where one of these actors has a
country (PLOVER's codes for bodies between states count). Spans given as a bare country code stand in no sentence and are left out.
`--cache` keeps the annotation (a pickle, not for the repository); `--sample` prints mentions of the program's own, for reading by eye.
"""

import argparse
import hashlib
import pickle
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "coding"))
import labels
import prepare

from communique import actors
from communique.annotation import annotate
from communique.model import Actor, Annotated


def documents(cache: Path | None) -> dict[str, Annotated]:
    """Every labelled story, annotated."""
    if cache and cache.exists():
        return dict(pickle.loads(cache.read_bytes()))
    stories = labels.stories()
    docs = {kept["id"]: annotate(prepare.article(stories[kept["id"]])) for kept in prepare.kept_labels() if not labels.reserved(kept["id"])}
    if cache:
        cache.write_bytes(pickle.dumps(docs))
    return docs


def holders(doc: Annotated, found: tuple[Actor, ...], at: int) -> list[Actor]:
    """The actors in a mention of whom a token lies."""
    start, end = doc.tokens[at].start, doc.tokens[at].end
    return [a for a in found if any(s <= start and end <= e for s, e in a.mentions)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--misses", type=int, default=40)
    parser.add_argument("--context", action="store_true", help="each miss with its sentence, for reading")
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_args()
    docs = documents(options.cache)
    began = time.perf_counter()
    resolved = {name: actors.resolve(doc) for name, doc in docs.items()}
    spent = time.perf_counter() - began
    for corpus in ("Xinhua", "PolNeAR"):
        counts: Counter[str] = Counter()
        lost: Counter[str] = Counter()
        stateless: Counter[str] = Counter()
        for kept in prepare.kept_labels():
            if kept["id"] not in docs or kept["id"].startswith("XIN_") != (corpus == "Xinhua"):
                continue
            doc, found = docs[kept["id"]], resolved[kept["id"]]
            for start, end in {tuple(s) for e in kept["events"] for role in ("actors", "recipients") for s in e[role] if not isinstance(s, str)}:
                at = prepare.word_of(doc, (start, end))
                mine = holders(doc, found, at) if at is not None else []
                placed = any(a.country for a in mine)
                counts.update(spans=1, found=bool(mine), placed=placed)
                words = doc.words((start, end))
                if not placed:
                    (stateless if mine else lost)[words.lower() if len(words) < 40 else doc.words((doc.tokens[at].start, doc.tokens[at].end)) if at is not None else words] += 1
                    if options.context:
                        print("NONE" if not mine else f"{mine[0].kind}:{mine[0].name}", kept["id"], doc.article.text[max(0, start - 90) : start].replace("\n", " "),
                              f"[[{words}]]", doc.article.text[end : end + 60].replace("\n", " "), sep="\t")  # fmt: skip
        print(f"{corpus}: {counts['spans']} spans, found {counts['found'] / counts['spans']:.3f}, with a country {counts['placed'] / counts['spans']:.3f}")
        for name, which in (("not found", lost), ("no country", stateless)):
            print(f"  {name}: " + ", ".join(f"{w} {n}" for w, n in which.most_common(options.misses)))
    every = [(name, a, m) for name, found in resolved.items() for a in found for m in a.mentions]
    print(f"{len(docs)} stories, {len({(name, m) for name, _, m in every})} mentions, resolved in {spent:.1f} s")
    every.sort(key=lambda row: hashlib.sha256(f"{row[0]}{row[2]}".encode()).hexdigest())
    for name, actor, (start, end) in every[: options.sample]:
        text = docs[name].article.text
        print(
            f"{actor.kind}|{actor.name}|{actor.country}|{actor.sector}",
            text[max(0, start - 70) : start].replace("\n", " ") + f"[[{text[start:end]}]]" + text[end : end + 50].replace("\n", " "),
            sep="\t",
        )


if __name__ == "__main__":
    main()

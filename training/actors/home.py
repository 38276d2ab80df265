# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Whose: numbers for the choice of a state for nouns without one, learnt from labelled parties.

    python training/actors/home.py [--cache FILE] [--keep]

Each labelled party about whom the program asks (communique.actors.whose) is an example: its options with what speaks for them, and the
labelled country, or none where it has none. For two of a kind whose side the program asks about, the right option is a pair of countries,
or one of them. Those of countries that no option has are left out. A conditional logit with a penalty on its squared numbers is fitted to the building part. The penalty is chosen by five folds of
whole stories; `--keep` writes the numbers of all of them to `actors-home.json`, without folds where one penalty is named.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from parties import codes, digit, documents, part, parties
from prepare import word_of

import choice
from communique.actors import owners, resolve, whose
from communique.actors.signs import Sign

OUT = Path(__file__).parents[2] / "src" / "communique" / "weights" / "actors-home.json"
Options = dict[str, dict[str, float]]
REASONS = {
    "recent 1": "named last before it", "recent 2": "named shortly before it", "top": "named most in the article", "near": "named most around it", "story": "whom the story is about",
    "dateline": "where the article was written", "lead": "of whom the story's first sentence tells", "placed": "the place named last", "following": "named after it in the sentence",
    "alike": "of which such were told before", "headline": "named in the headline", "sole": "the only one named", "sender": "who sends or withdraws them", "share": "its share of the names",
    "back 0": "named in the sentence", "own in": "where they are", "own of": "named with it", "own from": "named with it", "own mod": "named with it",
    "same in of subject": "where it happens", "same in of object": "where it happens", "same in of by": "where it happens", "same subject of object": "who does it",
}  # fmt: skip


def people(cache: Path | None, wanted: str) -> list[tuple[str, str, str, Options, str]]:
    """Persons whom the tables know and whose state no word beside their first mention says: the tables tell what is right."""
    out: list[tuple[str, str, str, Options, str]] = []
    usual = owners.persons

    def persons(found: whose.Whose) -> None:
        board = found.board
        story = board.words.doc.article.source
        for entity, asked in owners.asked_of(board).items():
            if entity.person is None or not entity.country:
                continue
            beside = {s.at for s in found.signs.all() if s.key != entity.key and found.words.sentence[s.at] == found.words.sentence[asked.head]}
            if any(board.titled[at] or found.signs.relation(Sign(at, "", ""), asked.head).startswith("own") for at in beside):
                continue
            options = dict(found.options(asked))
            if entity.country in options:
                out.append((story, "person", "person", options, entity.country))
        usual(found)

    owners.persons = persons
    try:
        for story, doc in sorted(documents([], cache).items()):
            if part(story) == wanted:
                resolve(doc)
    finally:
        owners.persons = usual
    return out


def examples(cache: Path | None, wanted: str) -> list[tuple[str, str, str, Options, str]]:
    """(story, kind labelled, family of noun, options, the right one) for each labelled party asked about."""
    labels = [p for p in parties() if part(p["story"]) == wanted]
    docs = documents([p["story"] for p in labels], cache)
    asked: dict[tuple[str, int], tuple[str, Options]] = {}
    pairs: dict[tuple[str, int], Options] = {}

    def judge(self: whose.Whose, about: whose.Asked) -> whose.Judged:
        asked[(self.words.doc.article.id, about.head)] = about.family, dict(self.options(about))
        return usual(self, about)

    def pair(self: whose.Whose, about: whose.Asked, among: frozenset[str] = frozenset()) -> Options:
        options = usual_pair(self, about, among)
        pairs.update({(self.words.doc.article.id, at): options for at in range(about.first, about.last)})
        return options

    usual, usual_pair, out = whose.Whose.judge, whose.Whose.pairs, []
    whose.Whose.judge, whose.Whose.pairs = judge, pair  # type: ignore[method-assign]
    for story in sorted({p["story"] for p in labels}):
        resolve(docs[story])
    whose.Whose.judge, whose.Whose.pairs = usual, usual_pair  # type: ignore[method-assign]
    for label in labels:
        doc = docs[label["story"]]
        at = word_of(doc, (label["start"], label["end"]))
        right = codes(label)
        if at is not None and (doc.article.id, at) in asked and len(right) < 2:
            family, options = asked[doc.article.id, at]
            code = right[0] if right else ""
            if code in options:
                out.append((label["story"], label["kind"], family, options, code))
        elif at is not None and (doc.article.id, at) in pairs and 0 < len(right) < 3:
            options, code = pairs[doc.article.id, at], "+".join(right)
            if code in options:
                out.append((label["story"], label["kind"], "pair" if len(right) == 2 else "pair, one", options, code))
    return out


def fit(rows: list[tuple[Options, str]], penalty: float) -> dict[str, float]:
    return choice.fit([(options, {code}) for options, code in rows], penalty)


def folds(rows: list[tuple[str, str, str, Options, str]], penalty: float) -> dict[str, Counter[Any]]:
    right: dict[str, Counter[Any]] = {"n": Counter(), "right": Counter()}
    for fold in range(5):
        weights = fit([(o, c) for s, _, _, o, c in rows if digit("fold" + s) % 5 != fold], penalty)
        for story, kind, family, options, code in rows:
            if digit("fold" + story) % 5 == fold:
                good = choice.best(weights, options) == code
                for group in ("all", f"kind {kind}", family, "none" if not code else "some"):
                    right["n"][group] += 1
                    right["right"][group] += good
    return right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--penalty", type=float, nargs="*", default=[0.3, 1.0, 3.0])
    options = parser.parse_args()
    rows = examples(options.cache, "build")
    known = people(options.cache, "build")
    rows += known
    print(len(known), "persons of the tables")
    print(len(rows), "examples;", "none right in", sum(not c for *_, c in rows))
    results = {p: folds(rows, p) for p in options.penalty} if len(options.penalty) > 1 or not options.keep else {}
    for penalty, found in results.items():
        print(penalty, " ".join(f"{g} {found['right'][g] / found['n'][g]:.3f} ({found['n'][g]})" for g in sorted(found["n"], key=lambda g: -found["n"][g])))
    if options.keep:
        penalty = max(options.penalty, key=lambda p: results[p]["right"]["all"] if p in results else 0)
        weights = {f: round(w, 3) for f, w in fit([(o, c) for *_, o, c in rows], penalty).items() if abs(w) >= 0.02}
        OUT.write_text(json.dumps({"weights": weights, "reasons": {f: r for f, r in REASONS.items() if f in weights}}, indent=0, sort_keys=True) + "\n", "utf-8")
        print(f"penalty {penalty}: {len(weights)} numbers")


if __name__ == "__main__":
    main()

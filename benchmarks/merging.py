# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Merging against pairs of reports that two readers judged (gold/pairs): pairwise F1 and B-cubed, beside a plain rule.

    python benchmarks/merging.py [--half seen|unseen] [--coded FILE] [--show]

A pair is two words, each in its story; of a page in `examples/` its characters are counted in the file as it lies there. What is measured is whether merging puts them
together, so a word that coding passes over is given to it: type, parties and day are then the program's own, for that word. "of found" leaves out the pairs of which a word is
in no mention. "as coded" takes the pages as they come instead: words that are not found are in no event with any other. The rule: same type, same countries, days that touch.
Half of the pairs may be looked at while building ("seen"), the other only reports: a digest of the pair's id divides them. B-cubed counts, for each word, only the words whose
relation to it the readers' labels tell, directly or through words that are the same. `--coded` keeps the coded stories in a file, and reads them from there the next time.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import communique.coding.events as coding
from communique import dates, pipeline
from communique.actors import locate, resolve
from communique.annotation import annotate
from communique.attribution import attribute
from communique.coding import screen
from communique.coding.candidates import sentences, with_first_person
from communique.coding.code import mention
from communique.copies import compare
from communique.identity import link
from communique.merging import merge
from communique.model import Article, Coded, EventMention, Span
from communique.record.stored import dumps, loads
from communique.text import overlap
from communique.words import words
from measure import DATA, article_of, asked, f1, half, rows

HERE = Path(__file__).parent
GOLD = HERE / "gold" / "pairs" / "gold.jsonl"
Key = tuple[str, str]
Known = dict[Key, tuple[set[Key], set[Key]]]  # a word -> those of its event, those of others


def coded(article: Article, asked: Iterable[Span]) -> tuple[Coded, Coded]:
    """The page as it comes, and with a mention for each word that is asked about."""
    doc = locate(annotate(article))
    actors = resolve(doc)
    statements = attribute(doc, actors)
    events, commitments, figures = pipeline.door("coding", "code")(doc, actors, statements)
    page = Coded(article, doc.times, actors, statements, events, commitments, figures)
    more = []
    for span in sorted(set(asked)):
        if any(overlap(span, t) for e in events for t in e.trigger):
            continue
        for sentence in sentences(doc, with_first_person(doc, actors, statements), statements):
            at = next((i for i in range(*sentence.tokens) if overlap((doc.tokens[i].start, doc.tokens[i].end), span)), None)
            if at is not None and (found := given(doc, sentence, at)) is not None and (one := mention(doc, sentence, found, statements, (), {})) is not None:
                more.append(one)
    return page, replace(page, events=tuple(sorted((*events, *more), key=lambda e: e.trigger)))


def placed(article: Article, side: Mapping[str, Any]) -> Span:
    """Where a word of gold stands in the article's text."""
    if not article.source_map:
        return side["start"], side["end"]
    at, origin = max((run for run in article.source_map if run[1] <= side["start"]), key=lambda run: run[1])
    return at + side["start"] - origin, at + side["end"] - origin


def given(doc: Any, sentence: Any, at: int) -> coding.Found | None:
    """What the coder's looks say of one word, taken for an event."""
    with patch.object(coding, "triggers", lambda *_: [at]), patch.object(screen, "threshold", lambda: -1.0), patch.object(coding, "SECOND_LOOK", -1.0):
        seen = coding.looks(doc, sentence)
    by = replace(coding.numbers(), threshold=0.0, role_threshold=0.0)
    return coding.event(seen[0], coding.likelihood(seen[0].logits, by.alone), *coding.sentence_alone(seen[0], sentence, doc, {}, by), by) if seen else None


def stories(gold: Sequence[dict[str, Any]], kept: Path | None) -> dict[str, tuple[Coded, Coded]]:
    """Every story that a pair names, as it comes and with its words given."""
    asked: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in gold:
        for side in (row["a"], row["b"]):
            asked[side["story"]].append(side)
    out: dict[str, tuple[Coded, Coded]] = {}
    if kept and kept.exists():
        for line in kept.read_text("utf-8").splitlines():
            story, plain, full = json.loads(line)
            out[story] = loads(Coded, plain), loads(Coded, full)
    wire = {row["id"]: row for row in rows(DATA / "wire" / "xinhua.jsonl.gz")}
    for story in sorted(asked.keys() - out.keys()):
        article = article_of(story, wire)
        out[story] = coded(article, [placed(article, side) for side in asked[story]])
        if kept:
            with kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps([story, dumps(out[story][0]), dumps(out[story][1])]) + "\n")
    return {story: out[story] for story in asked}


def at_word(page: Coded, side: Mapping[str, Any]) -> EventMention | None:
    span = placed(page.article, side)
    return next((e for e in page.events if any(overlap(span, t) for t in e.trigger)), None)


def by_rule(pages: Sequence[Coded]) -> dict[Key, object]:
    """Same type, same countries, same day."""
    out: dict[Key, object] = {}
    for page in pages:
        countries = {a.id: a.country or " ".join(words(a.name)) for a in page.actors}
        for e in page.events:
            out[page.article.id, e.id] = (e.event_type, frozenset(countries[i] for i in (*e.actors, *e.recipients) if i in countries), e.date_range)
    return out


def alike(x: Any, y: Any) -> bool:
    return bool(x[:2] == y[:2] and x[2] and y[2] and dates.both(x[2], y[2]))


def known(labels: Sequence[tuple[Key, Key, bool]]) -> Known:
    """What the labels tell of each word: who is of its event, by labels in a row, and who is of another."""
    group: dict[Key, set[Key]] = {}
    for a, b, _ in labels:
        for key in (a, b):
            group.setdefault(key, {key})
    for a, b, same in labels:
        if same and group[a] is not group[b]:
            joint = group[a] | group[b]
            for key in joint:
                group[key] = joint
    other: defaultdict[Key, set[Key]] = defaultdict(set)
    for a, b, same in labels:
        if not same and group[a] is not group[b]:
            for x in group[a]:
                other[x] |= group[b]
            for y in group[b]:
                other[y] |= group[a]
    return {key: (group[key], other[key]) for key in group}


def measured(labels: Sequence[tuple[Key, Key, bool]], together: Any) -> dict[str, float]:
    got = [(same, together(a, b)) for a, b, same in labels]
    out = f1(sum(s and t for s, t in got), sum(t and not s for s, t in got), sum(s and not t for s, t in got))
    precision, recall = [], []
    for key, (mine, theirs) in known(labels).items():
        right = sum(other == key or together(key, other) for other in mine)
        precision.append(right / (right + sum(together(key, other) for other in theirs)))
        recall.append(right / len(mine))
    p, r = sum(precision) / len(precision), sum(recall) / len(recall)
    return out | {"b_cubed": round(2 * p * r / (p + r), 4)}


def report(gold: Sequence[dict[str, Any]], held: Mapping[str, tuple[Coded, Coded]], form: int) -> tuple[dict[str, dict[str, float]], list[tuple[dict[str, Any], bool]]]:
    """The figures of merging and of the rule; `form` 0: pages as they come, 1: with the words given."""
    pages = sorted((both[form] for both in held.values()), key=lambda p: p.article.id)
    events, _ = merge(pages, compare([p.article for p in pages]), link(pages))
    of = {(m.article, m.event): e.id for e in events for m in e.mentions}
    rule = by_rule(pages)

    def key(side: Mapping[str, Any]) -> Key:
        page = held[side["story"]][form]
        found = at_word(page, side)
        return page.article.id, found.id if found else f"{side['start']}"

    labels = [(key(row["a"]), key(row["b"]), row["label"] == "same") for row in gold]
    both = [pair for row, pair in zip(gold, labels, strict=True) if all(at_word(held[s["story"]][form], s) for s in (row["a"], row["b"]))]
    said = [(row, a in of and b in of and of[a] == of[b]) for row, (a, b, _) in zip(gold, labels, strict=True)]
    return {
        "merging": measured(labels, lambda a, b: a in of and b in of and of[a] == of[b]),
        "merging_of_found": {"n": len(both)} | measured(both, lambda a, b: a in of and b in of and of[a] == of[b]),
        "rule": measured(labels, lambda a, b: a in rule and b in rule and alike(rule[a], rule[b])),
    }, said


def main() -> None:
    args = asked(__doc__)
    every = [row for row in rows(GOLD) if row["label"] != "open"]
    held = stories(every, args.coded)
    gold = [row for row in every if half(row["p"]) == args.half]
    sides = [side for row in gold for side in (row["a"], row["b"])]
    full, said = report(gold, held, 1)
    plain, _ = report(gold, held, 0)
    if args.show and args.half == "seen":
        for row, together in said:
            if together != (row["label"] == "same"):
                print(row["p"], row["label"])
    print(json.dumps({"measure": "merging", "half": args.half, "n": len(gold), **full, "as_coded": plain,
                      "words_found": round(sum(at_word(held[s["story"]][0], s) is not None for s in sides) / len(sides), 4)}))  # fmt: skip


if __name__ == "__main__":
    main()

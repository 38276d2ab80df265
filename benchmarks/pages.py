# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Whole pages against what a correct record of them holds: article fields, events, statements, commitments.

Strict: right countries and no others, evidence of at most 400 characters that overlaps the listed passage, one finding for one entry.
The form of the gold: examples/README.md.

    python benchmarks/pages.py [--pages examples/pages] [--gold examples/gold] [--show]
"""

import argparse
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

import communique
from communique.model import Article, Coded, Spans
from measure import f1, pair_up

LONGEST = 400  # characters of evidence


def listed(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def squash(text: str) -> str:
    return re.sub(r"\W+", " ", text.replace("\u2019", "'")).strip().lower()


def chars(spans: Spans) -> set[int]:
    return {i for s, e in spans for i in range(s, e)}


class Found:
    """A coded page with the look-ups that gold needs."""

    def __init__(self, coded: Coded) -> None:
        self.coded, self.text = coded, coded.article.text
        self.actors = {a.id: a for a in coded.actors}

    def countries(self, ids: tuple[str, ...]) -> set[str]:
        return {c for i in ids if (c := self.actors[i].country)}

    def names(self, ids: tuple[str, ...]) -> list[str]:
        return [self.actors[i].name.lower() for i in ids]

    def passage(self, words: str) -> set[int]:
        """Characters of every place where a passage stands, blind to white space and punctuation."""
        pattern = r"\W+".join(map(re.escape, squash(words).split()))
        return {i for m in re.finditer(pattern, self.text.replace("\u2019", "'"), re.I) for i in range(*m.span())}

    def shows(self, spans: Spans, passages: Any) -> bool:
        own = chars(spans)
        if not own or len(own) > LONGEST:
            return False
        return any(2 * len(own & place) >= min(len(own), len(squash(p))) for p in listed(passages) if (place := self.passage(p)))

    def event(self, gold: dict[str, Any], event: Any) -> bool:
        if event.event_type not in listed(gold.get("one_of") or gold.get("type")):
            return False
        actors, recipients = self.countries(event.actors), self.countries(event.recipients)
        others = set(listed(gold.get("others")))
        if "participants" in gold:
            both, wanted = actors | recipients, set(gold["participants"])
            if not wanted <= both or not both <= wanted | others:
                return False
        else:
            actor, recipient = set(listed(gold.get("actor"))), set(listed(gold.get("recipient")))
            straight = actor <= actors and recipient <= recipients and actors <= actor | (others if actor else actors) and recipients <= recipient | others
            meeting = event.event_type == "CONSULT" and not recipients and actor | recipient <= actors <= actor | recipient | others
            if not (straight or meeting):
                return False
        return self.shows(event.evidence, gold["evidence"])

    def statement(self, gold: dict[str, Any], statement: Any) -> bool:
        content, wanted = chars(statement.content), self.passage(gold["quotes"])
        if not content or len(content & wanted) < 0.9 * min(len(wanted), len(squash(gold["quotes"]))) or len(content) > 6 * len(gold["quotes"]) + 200:
            return False
        relays = self.names(tuple(r.actor for r in statement.relays if r.actor is not None))
        return agree(gold["speaker"], self.names(statement.speakers)) and agree(gold["relays"], relays, listed(gold.get("relay_optional")))

    def commitment(self, gold: dict[str, Any], commitment: Any) -> bool:
        if commitment.kind not in listed(gold.get("one_of") or gold["kind"]):
            return False
        sides = self.countries(commitment.by) == set(gold["by"]) and set(listed(gold.get("to"))) <= self.countries(commitment.to)
        return sides and self.shows(commitment.evidence, gold["evidence"])


def agree(wanted: list[str], named: list[str], spare: list[str] | None = None) -> bool:
    def hit(w: str, n: str) -> bool:
        return w.lower() in n or n in w.lower() or w.lower().split()[-1] == n.rsplit(maxsplit=1)[-1]

    return all(any(hit(w, n) for n in named) for w in wanted) and all(any(hit(w, n) for w in [*wanted, *(spare or [])]) for n in named)


def article_checks(article: Article, want: dict[str, Any]) -> dict[str, bool]:
    body = squash(article.body_text)
    low, high = (str(d) for d in (want["published"]["range"][0], want["published"]["range"][-1]))
    days = article.published_range
    return {
        "headline": squash(article.headline or "") == squash(want["headline"] or ""),
        "byline": [squash(b) for b in article.byline] == [squash(b) for b in want["byline"]],
        "date": bool(days and article.published_basis and low <= days[0] and days[1] <= high),
        "body begins": body.startswith(squash(want["body_first"])),
        "body ends": body.endswith(squash(want["body_last"])),
        "nothing else in it": body.count(squash(want["body_first"])) == 1 and not any(squash(n) in body for n in want["not_body"]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=Path("examples/pages"))
    parser.add_argument("--gold", type=Path, default=Path("examples/gold"))
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    totals: dict[str, list[int]] = {"events": [0, 0, 0], "statements": [0, 0, 0], "commitments": [0, 0, 0]}
    fields = [0, 0]
    lines = []
    for path in sorted(args.gold.glob("*.yaml")):
        page = next((p for p in sorted(args.pages.glob(path.stem + ".*")) if p.suffix in (".txt", ".html")), None)
        if page is None:
            continue
        gold = yaml.safe_load(path.read_text("utf-8"))
        article = communique.clean(page.read_bytes())
        if not isinstance(article, Article):
            lines.append(f"{path.stem}: {article.reason}")
            continue
        found = Found(communique.code(article))
        checks = article_checks(article, gold["article"])
        fields[0] += sum(checks.values())
        fields[1] += len(checks)
        lines += [f"{path.stem} article: {name}" for name, ok in checks.items() if not ok]
        parts: list[tuple[str, Callable[[dict[str, Any], Any], bool], tuple[Any, ...]]] = [
            ("events", found.event, found.coded.events),
            ("statements", found.statement, found.coded.statements),
            ("commitments", found.commitment, found.coded.commitments),
        ]
        for kind, fits, values in parts:
            ordered = sorted(gold.get(kind) or [], key=lambda g: bool(g.get("optional")))
            pairs = pair_up(ordered, values, fits)
            # A second telling of a listed event is no error; statements that nobody listed are not judged.
            wrong = [v for i, v in enumerate(values) if i not in pairs.values() and not any(fits(g, v) for g in ordered)]
            if kind == "statements":
                wrong = [v for v in wrong if any(chars(v.content) & found.passage(g["quotes"]) for g in ordered)]
            missed = [g for i, g in enumerate(ordered) if i not in pairs and not g.get("optional")]
            right = sum(not ordered[g].get("optional") for g in pairs)
            totals[kind] = [a + b for a, b in zip(totals[kind], (right, len(wrong), len(missed)), strict=True)]
            lines += [f"{path.stem} {kind} missed: {g}" for g in missed] + [f"{path.stem} {kind} wrong: {v}" for v in wrong]
    if args.show:
        print("\n".join(lines))
    print(json.dumps({"measure": "pages", "article": round(fields[0] / max(1, fields[1]), 4), **{k: f1(*v) for k, v in totals.items()}}))


if __name__ == "__main__":
    main()

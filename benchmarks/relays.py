# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Chains of relays: who said it, through whom, in order. Prints one JSON object last.

    python benchmarks/relays.py [--part held_out|building] [--gold FILE ...] [--show]

Our own examples (training/attribution/relays), by default those of the patterns that nothing was built on; with `--gold`, units that readers
labelled in stories of the wire corpus. A statement is found if its content overlaps by half of the shorter. Its chain is exact if the speaker
(where the unit names one) and every relay, in order, overlap by half of the shorter, and there is no relay more. An outer statement that is
nothing but the telling of an inner one is not counted where the inner one is exact: its speaker is the inner one's relay. `relayed`: of the statements with
relays, precision counts every found statement with relays in the units. Kinds, stance, anonymity and channel are scored on found statements.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from communique import pipeline
from communique.model import Article, Span, Spans, Statement
from communique.text import overlap, sha256
from measure import f1, story_article

sys.path.insert(0, str(Path(__file__).parents[1] / "training" / "attribution" / "relays"))
from sheets import Label, Unit, examples, held_out, kept, same, stories  # type: ignore[import-not-found]


def page(text: str) -> Article:
    """A unit of our own as a page: each line a paragraph; a line without a stop at its end is a headline."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    headline = text if len(spans) == 1 and text[-1] not in '.!?"' else None
    return Article(
        id="a:" + sha256(text)[:12], url=None, source="-", outlet=None, outlet_country=None, headline=headline, byline=(), dateline=None, published="2018-03-16",
        published_range=("2018-03-16", "2018-03-16"), published_basis=("given",), language="en", credits=(), text=text, text_sha256=sha256(text),
        body=() if headline else tuple(spans), headline_span=(0, len(text)) if headline else None,
    )  # fmt: skip


def statements(article: Article) -> tuple[Statement, ...]:
    doc = pipeline.door("annotation", "annotate")(article)
    found: tuple[Statement, ...] = pipeline.door("attribution", "attribute")(doc, pipeline.door("actors", "resolve")(doc))
    return found


def relay_spans(statement: Statement) -> list[tuple[Span, str | None]]:
    """Relays by span: several actors of one span are one relay."""
    return list(dict.fromkeys((r.span, r.kind) for r in statement.relays))


def exact(label: Label, statement: Statement, unit: Span) -> bool:
    """Relays that the page tells of elsewhere are not judged: the unit was labelled by its own words."""
    speaker = label.speaker is None or same([label.speaker], statement.source)
    found = [r for r in relay_spans(statement) if overlap(r[0], unit)]
    return speaker and len(found) == len(label.relays) and all(same([a], [b]) for (a, _), (b, _) in zip(label.relays, found, strict=True))


def shared(a: Spans, b: Spans) -> float:
    """Intersection over union, in characters."""
    x, y = ({i for s, e in spans for i in range(s, e)} for spans in (a, b))
    return len(x & y) / max(1, len(x | y))


def fills(text: str, inner: Label, outer: Label) -> bool:
    """Whether an outer content holds little beside an inner statement's speaker, cue and content: at most a fifth of its words."""
    told = [s for s in (inner.speaker, *inner.cue, *inner.content, *inner.audience, *inner.day, *inner.place) if s is not None]
    words = [(m.start() + s, m.end() + s) for s, e in outer.content for m in re.finditer(r"\w+", text[s:e])]
    return bool(words) and sum(any(overlap(w, t) for t in told) for w in words) >= 0.8 * len(words)


class Tally:
    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.patterns: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.lines: list[str] = []

    def unit(self, unit: Unit, text: str, found: Sequence[Statement]) -> None:
        left = [s for s in found if any(overlap(c, unit.span) for c in s.content)]
        taken: dict[int, Statement] = {}
        fits = [(x, s, i, j) for i, x in enumerate(unit.labels) for j, s in enumerate(left) if same(x.content, s.content)]
        pairs = [(exact(x, s, unit.span), shared(x.content, s.content), same(x.cue, s.cue), i, j) for x, s, i, j in fits]
        for _, _, _, i, j in sorted(pairs, reverse=True):
            if i not in taken and all(left[j] is not t for t in taken.values()):
                taken[i] = left[j]
        hits = [(label, taken.get(i)) for i, label in enumerate(unit.labels)]
        left = [s for s in left if all(s is not t for t in taken.values())]
        exactly = {label.number for label, best in hits if best is not None and exact(label, best, unit.span)}
        for label, best in hits:
            if best is None and any(x.inside == label.number and x.number in exactly and fills(text, x, label) for x in unit.labels):
                continue  # an outer statement that is nothing but the telling of an inner one: its speaker stands in the inner one's chain
            right = best is not None and exact(label, best, unit.span)
            self.counts.update({"statements": 1, "found": best is not None, "exact": right, "relayed": bool(label.relays), "relayed_exact": right and bool(label.relays)})
            self.patterns[unit.pattern or "-"][0] += right
            self.patterns[unit.pattern or "-"][1] += 1
            if best is not None:
                self.counts["found_relayed"] += any(overlap(r.span, unit.span) for r in best.relays)
                self.counts["speaker"] += label.speaker is None or same([label.speaker], best.source)
                self.counts["kinds"] += [k for _, k in label.relays] == [k for s, k in relay_spans(best) if overlap(s, unit.span)]
                self.counts["stance"] += label.stance == best.stance
                self.counts["anonymity"] += label.anon == best.anonymity
                self.counts["channel"] += label.channel == best.channel
                self.field("distance", label.distance, best.distance)
                self.word("audience", text, label.audience, best.audience)
                self.word("place", text, label.place, best.place)
            if not right:
                wanted = told(text, [label.speaker] if label.speaker else [], label.content, label.relays)
                given = "; ".join(told(text, s.source, s.content, relay_spans(s)) for s in ([best] if best is not None else left)) or "nothing"
                self.lines.append(f"{unit.pattern}: {text[slice(*unit.span)]}\n    wanted {wanted}\n    found  {given}")
        self.counts["found_relayed"] += sum(bool(s.relays) for s in left)
        self.counts["spurious"] += len(left)

    def field(self, name: str, wanted: Spans, found: Spans) -> None:
        self.counts[f"{name}_wanted"] += bool(wanted)
        self.counts[f"{name}_given"] += bool(found)
        self.counts[f"{name}_right"] += same(wanted, found)

    def word(self, name: str, text: str, wanted: Spans, found: str | None) -> None:
        self.counts[f"{name}_wanted"] += bool(wanted)
        self.counts[f"{name}_given"] += bool(found)
        self.counts[f"{name}_right"] += found is not None and any(found in text[s:e] or text[s:e] in found for s, e in wanted)

    def figures(self) -> dict[str, Any]:
        c = self.counts
        share = {k: round(c[k] / max(1, c["found"]), 4) for k in ("speaker", "kinds", "stance", "anonymity", "channel")}
        words = {k: f1(c[f"{k}_right"], c[f"{k}_given"] - c[f"{k}_right"], c[f"{k}_wanted"] - c[f"{k}_right"])["f1"] for k in ("distance", "audience", "place")}
        return {
            "statements": c["statements"],
            "found": round(c["found"] / max(1, c["statements"]), 4),
            "exact": round(c["exact"] / max(1, c["statements"]), 4),
            "relayed": {"n": c["relayed"]} | f1(c["relayed_exact"], c["found_relayed"] - c["relayed_exact"], c["relayed"] - c["relayed_exact"]),
            "spurious": c["spurious"],
            "of_found": share | words,
        }


def told(text: str, source: Sequence[Span], content: Spans, relays: Sequence[tuple[Span, str | None]]) -> str:
    def words(spans: Sequence[Span]) -> str:
        return " … ".join(text[s:e] for s, e in spans) or "-"

    return f"[{words(source)}] {words(content)[:60]!r} < " + " < ".join(f"{words([s])}={kind}" for s, kind in relays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=["held_out", "building"], default="held_out")
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--show", action="store_true", help="every statement whose chain is not exact")
    args = parser.parse_args()
    tally = Tally()
    if args.gold:
        rows, read = stories(), {}
        for unit in (u for path in args.gold for u in kept(path)):
            if unit.id not in read:
                read[unit.id] = statements(story_article(rows[unit.id]))
            tally.unit(unit, rows[unit.id]["text"], read[unit.id])
    else:
        for unit in examples():
            if held_out(unit.pattern) == (args.part == "held_out"):
                tally.unit(unit, unit.text, statements(page(unit.text)))
    if args.show:
        print("\n".join(tally.lines))
        print(*(f"{right:3d}/{total:3d} {name}" for name, (right, total) in sorted(tally.patterns.items(), key=lambda p: p[1][0] / p[1][1])), sep="\n")
    print(json.dumps({"measure": "relays", "part": "gold" if args.gold else args.part, **tally.figures()}))


if __name__ == "__main__":
    main()

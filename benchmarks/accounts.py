# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What two sides say of one call or meeting: shared points, points of one side alone, and points in conflict.

    python benchmarks/accounts.py [--part unseen|seen] [--show]

Each call's pages (examples/sides) go the whole way, as a record of their own. The event compared is the CONSULT that most pages report of those in
which both governments take part or give an account; none found, nothing found. A finding fits an entry of the gold where its span overlaps the
listed words by half of the shorter of both, is of the right
side, and has at most 400 characters. Strict: one finding for one entry, a second telling of a listed matter is an error, so is whatever the gold does not list.

- shared: a matter in which points of both sides are grouped, against one both sides mention; each side's words must fit.
- only: a matter with points of one side alone, against what that side alone mentions.
- conflicts: a disagreement, two values of which rest on the listed words of the two sides; numbers must be right.

Beside it a baseline: each side's sentences (its releases', and those of others that name it); two are shared where the words they share are SHARED of the
shorter one's; numbers that differ within a shared pair are in conflict.
"""

import argparse
import csv
import itertools
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from communique import pipeline
from communique.model import Across, Coded, Disagreement, Event, Page, Span
from communique.words import words
from measure import f1, pair_up

SIDES = Path("examples/sides")
LONGEST = 400  # characters of a point's words
SHARED = 0.3  # baseline: share of the shorter sentence's words. The best of 0.2 to 0.6 on the seen part.
NUMBER = re.compile(r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b", re.I)
SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s+(?=[\"“]?[A-Z0-9])")
Place = tuple[str, Span]  # article, characters


@dataclass(frozen=True)
class Found:
    """One matter, or one value of a disagreement, by the places that show it."""

    sides: dict[str, list[Place]]


def listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


class Call:
    """The pages of one call, coded, and where the gold's words stand in them."""

    def __init__(self, gold: Path, meta: dict[str, dict[str, str]]) -> None:
        self.name, self.gold = gold.stem, yaml.safe_load(gold.read_text("utf-8"))
        self.between: list[str] = self.gold["event"]["between"]
        self.pages: list[Coded] = []
        for path in sorted((SIDES / "pages").glob(gold.stem[:2] + "*")):
            row = meta[path.name]
            coded = pipeline.code_page(Page(path.name, path.read_bytes(), url=row["address"], outlet=row["outlet"], published=row["date"]))
            if isinstance(coded, Coded):
                self.pages.append(coded)
        self.across: Across = pipeline.across(self.pages)

    def shows(self, place: Place, passages: Any) -> bool:
        article, (start, end) = place
        text = next(p.article.text for p in self.pages if p.article.id == article)
        if end - start > LONGEST:
            return False
        for passage in listed(passages):
            pattern = r"\W+".join(map(re.escape, re.findall(r"\w+", passage.replace("’", "'"))))
            for m in re.finditer(pattern, text.replace("’", "'"), re.I):
                if 2 * max(0, min(end, m.end()) - max(start, m.start())) >= min(end - start, m.end() - m.start()):
                    return True
        return False

    def event(self) -> Event | None:
        countries = {actor.id: actor.country for actor in self.across.links.actors}

        def both(event: Event) -> bool:
            taking_part = {countries.get(i) for i in (*event.actors, *event.recipients)}
            return taking_part | {account.party for account in event.accounts} >= set(self.between)

        talks = [e for e in self.across.events if e.event_type == "CONSULT" and both(e)]
        return max(talks, key=lambda e: (len({m.article for m in e.mentions}), len(e.mentions), e.id), default=None)


def matters(event: Event, between: Sequence[str]) -> list[Found]:
    """Points of the two sides by matter; one that belongs to none is a matter of its own."""
    out: dict[str, Found] = {}
    for account in event.accounts:
        if account.party in between:
            for number, point in enumerate(account.points):
                found = out.setdefault(point.matter or f"{account.party} {number}", Found({}))
                found.sides.setdefault(account.party, []).append((point.span.article, point.span.span))
    return list(out.values())


def same_value(wanted: str, told: str) -> bool:
    """Numbers and lengths must agree; words for 'agreed' or 'not yet' are the program's own."""
    if not re.search(r"\d", wanted):
        return True
    if wanted.startswith("PT"):
        return wanted == told
    number = re.search(r"\d+(?:\.\d+)?", told.replace(",", ""))
    return number is not None and float(number[0]) == float(wanted.split(maxsplit=1)[0])


def score(call: Call, found: Sequence[Found], conflicts: Sequence[Disagreement], show: bool) -> dict[str, Counter[str]]:
    between, gold = call.between, call.gold
    shared = [m for m in found if len(m.sides) > 1]
    alone = [m for m in found if len(m.sides) == 1]
    spare = gold.get("optional") or []

    def fits_shared(entry: dict[str, Any], one: Found) -> bool:
        return all(any(call.shows(place, entry[side]) for place in one.sides[side]) for side in between)

    def fits_only(entry: dict[str, Any], one: Found) -> bool:
        return entry["side"] in one.sides and any(call.shows(place, entry["words"]) for place in one.sides[entry["side"]])

    def fits_conflict(entry: dict[str, Any], one: Disagreement) -> bool:
        def rests(value: dict[str, Any], told: Any) -> bool:
            return same_value(str(value["value"]), told.value) and any(call.shows((ref.article, ref.span), value["words"]) for ref in told.spans)

        return any(all(rests(v, t) for v, t in zip(entry["values"], pair, strict=True)) for pair in itertools.permutations(one.values, len(entry["values"])))

    def optional(one: Found) -> bool:
        return any(call.shows(place, spare) for places in one.sides.values() for place in places)

    out = {}
    told: list[tuple[str, list[Any], Sequence[Any], Any]] = [
        ("shared", gold["both"], shared, fits_shared),
        ("only", gold["only"], alone, fits_only),
        ("conflicts", gold["conflicts"], conflicts, fits_conflict),
    ]
    for name, entries, those, fits in told:
        pairs = pair_up(entries, those, fits)
        wrong = [one for i, one in enumerate(those) if i not in pairs.values() and not (isinstance(one, Found) and optional(one))]
        out[name] = Counter(right=len(pairs), wrong=len(wrong), missed=len(entries) - len(pairs))
        if show:
            for i, entry in enumerate(entries):
                if i not in pairs:
                    print(f"{call.name} {name} missed: {entry.get('topic') or entry.get('what')} {entry.get('side', '')}")
            for one in wrong:
                print(f"{call.name} {name} wrong: {said(call, one)}")
    return out


def said(call: Call, one: Any) -> str:
    text = {p.article.id: p.article.text for p in call.pages}
    if isinstance(one, Disagreement):
        return f"{one.what}: " + " | ".join(f"{v.value} “{' / '.join(text[s.article][s.span[0] : s.span[1]] for s in v.spans)}”" for v in one.values)
    return " | ".join(f"{side}: " + " / ".join(text[a][s:e] for a, (s, e) in places) for side, places in one.sides.items())


def baseline(call: Call, least: float) -> tuple[list[Found], list[tuple[Place, Place]]]:
    """Sentences of each side, in pairs where words are shared; and pairs whose numbers differ."""
    sides: dict[str, list[Place]] = {side: [] for side in call.between}
    for page in call.pages:
        stem = page.article.source[:3]
        for start, end in page.article.body:
            cuts = [start, *(start + m.end() for m in SENTENCE.finditer(page.article.text[start:end])), end]
            for low, high in itertools.pairwise(cuts):
                own = [side for side in call.between if stem in call.gold["pages"][side]]
                named = [side for side in call.between if "@" + side in words(page.article.text[low:high])]
                for side in own or named[:1]:
                    sides[side].append((page.article.id, (low, high)))
    text = {p.article.id: p.article.text for p in call.pages}
    terms = {place: frozenset(w for w in words(text[place[0]][slice(*place[1])]) if not w.startswith("@")) for places in sides.values() for place in places}
    first, second = (sides[side] for side in call.between)
    pairs = sorted(((len(terms[a] & terms[b]) / max(1, min(len(terms[a]), len(terms[b]))), a, b) for a in first for b in second), reverse=True)
    found, used, apart = [], set(), []
    for likeness, a, b in pairs:
        if likeness >= least and a not in used and b not in used:
            used |= {a, b}
            found.append(Found({call.between[0]: [a], call.between[1]: [b]}))
            numbers = [set(NUMBER.findall(text[p[0]][slice(*p[1])])) for p in (a, b)]
            if all(numbers) and numbers[0] != numbers[1]:
                apart.append((a, b))
    found += [Found({side: [place]}) for side in call.between for place in sides[side] if place not in used]
    return found, apart


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=["unseen", "seen"], default="unseen")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    if args.show and args.part == "unseen":
        raise SystemExit("the unseen part is shown to nobody; look at --part seen")
    with (SIDES / "pages.csv").open(encoding="utf-8", newline="") as lines:
        meta = {row["file"]: row for row in csv.DictReader(lines)}
    ours: dict[str, Counter[str]] = {"shared": Counter(), "only": Counter(), "conflicts": Counter()}
    plain: dict[str, Counter[str]] = {"shared": Counter(), "only": Counter(), "conflicts": Counter()}
    met = 0
    calls = [Call(path, meta) for path in sorted((SIDES / "gold" / args.part).glob("*.yaml"))]
    for call in calls:
        event = call.event()
        met += event is not None
        found = matters(event, call.between) if event else []
        between = list(event.disagreements) if event else []
        for name, counts in score(call, found, between, args.show).items():
            ours[name] += counts
        beside, apart = baseline(call, SHARED)
        for name, counts in score(call, beside, (), False).items():
            if name != "conflicts":
                plain[name] += counts
        right = len(pair_up(call.gold["conflicts"], apart, partial(fits_pair, call)))
        plain["conflicts"] += Counter(right=right, wrong=len(apart) - right, missed=len(call.gold["conflicts"]) - right)
    print(json.dumps({"measure": "accounts", "part": args.part, "calls": len(calls), "calls_found": met, "communique": figures(ours), "sentences": figures(plain)}))


def fits_pair(call: Call, entry: dict[str, Any], pair: tuple[Place, Place]) -> bool:
    by_side = dict(zip(call.between, pair, strict=True))
    return all(call.shows(by_side[value["side"]], value["words"]) for value in entry["values"])


def figures(counts: dict[str, Counter[str]]) -> dict[str, dict[str, float]]:
    total = sum(counts.values(), Counter())
    return {name: f1(c["right"], c["wrong"], c["missed"]) for name, c in (*counts.items(), ("all", total))}


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The ledger against commitments that two readers labelled (gold/commitments): found, where each stands, what moved it.

    python benchmarks/ledger.py [--half seen|unseen] [--coded FILE] [--show]

Each set of stories is a record of its own: every story is coded, then all that looks across pages. A commitment of gold is found if a mention that is no other's shares
words with it, and the commitment that the ledger has it in is of its kind and undertaken by the same countries (a body or group without a country by its name); "words",
"kind" and "by" tell of words alone, with the kind, with who undertakes. Not all commitments of a story are picked, so what is found too much is not measured here (`pages.py`
does). Status is measured among those found, beside always "open". A move is right if it is of the same sort and a report of its event (of what is said again: a mention made
on its day) shares words with gold's.
Half of the sets may be looked at while building; the other only reports. `--coded` keeps the coded stories in a file, and reads them from there the next time.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from communique import pipeline
from communique.model import Across, Coded, Commitment, CommitmentMention, Move
from communique.record.stored import dumps, loads
from communique.text import overlap
from measure import DATA, article_of, asked, f1, pair_up, rows

HERE = Path(__file__).parent / "gold" / "commitments"
# What the ledger calls its moves, by gold's names.
SORTS = {
    "reaffirmed": "reaffirmed", "restated": "reaffirmed", "accepted": "accepted", "declined": "declined", "begun": "begun",
    "held": "done", "met": "done", "kept": "done", "carried out": "done", "said to be broken": "broken", "withdrawn": "withdrawn", "put off": "superseded", "lapsed": "lapsed",
}  # fmt: skip
Row = dict[str, Any]
Place = tuple[str, int, int]


def stories(names: Sequence[str], kept: Path | None) -> dict[str, Coded]:
    out: dict[str, Coded] = {}
    if kept and kept.exists():
        for line in kept.read_text("utf-8").splitlines():
            story, page = json.loads(line)
            out[story] = loads(Coded, page)
    wire = {row["id"]: row for row in rows(DATA / "wire" / "xinhua.jsonl.gz")}
    for story in names:
        if story not in out:
            out[story] = pipeline.code(article_of(story, wire))
            if kept:
                with kept.open("a", encoding="utf-8") as file:
                    file.write(json.dumps([story, dumps(out[story])]) + "\n")
    return {story: out[story] for story in names}


class Set:
    """One set's record, with the look-ups that gold needs."""

    def __init__(self, pages: Mapping[str, Coded]) -> None:
        self.pages = pages
        self.across: Across = pipeline.across(list(pages.values()))
        self.story = {page.article.id: story for story, page in pages.items()}
        self.page = {page.article.id: page for page in pages.values()}
        self.events = {event.id: event for event in self.across.events}
        self.actors = {actor.id: actor for actor in self.across.links.actors}
        self.of = {(ref.article, ref.commitment): one for one in self.across.commitments for ref in one.mentions}

    def commitment(self, gold: Row, mention: CommitmentMention) -> Commitment:
        return self.of[self.pages[gold["story"]].article.id, mention.id]

    def kind(self, gold: Row, mention: CommitmentMention) -> bool:
        return bool(self.commitment(gold, mention).commitment_kind == gold["kind"])

    def by(self, gold: Row, mention: CommitmentMention) -> bool:
        """The same countries and no others; of a body or group without a country, its name."""
        actors = [self.actors[i] for i in self.commitment(gold, mention).by]
        coded = {name for name in gold["by"] if len(name) == 3 and name.isupper()}
        named = [name.casefold() for name in gold["by"] if name not in coded]
        found = {a.country for a in actors if a.country}
        return found == coded if not named else coded <= found and all(any(name in a.name.casefold() or a.name.casefold() in name for a in actors) for name in named)

    def places(self, one: Commitment, move: Move) -> list[Place]:
        """Where the texts tell what moved it."""
        out: list[Place] = []
        if move.event in self.events:
            for ref in self.events[move.event].mentions:
                found = next((m for m in self.page[ref.article].events if m.id == ref.event), None)
                out += [(self.story[ref.article], *span) for span in (found.evidence if found else ())]
        if SORTS[move.move] == "reaffirmed":
            for at in one.mentions:
                mention = next(c for c in self.page[at.article].commitments if c.id == at.commitment)
                if mention.made == move.day:
                    out += [(self.story[at.article], *span) for span in mention.evidence]
        return out


def touches(spans: Sequence[tuple[int, int]], gold: Row) -> bool:
    return any(overlap(span, (gold["start"], gold["end"])) for span in spans)


def found_as(gold: Row, mention: CommitmentMention, record: Set) -> bool:
    return record.kind(gold, mention) and record.by(gold, mention) and (touches(mention.evidence, gold) or touches(mention.what, gold))


def moved(record: Set, one: Commitment, gold: Row) -> tuple[int, int, int]:
    """Right, wrong and missed moves of one commitment."""
    found = [(SORTS[m.move], record.places(one, m)) for m in one.trail if m.move != "lapsed"]

    def fit(step: Row, got: tuple[str, list[Place]]) -> bool:
        return step["move"] == got[0] and any(story == step["story"] and touches([(start, end)], step) for story, start, end in got[1])

    fits = pair_up(gold["trail"], found, fit)
    return len(fits), len(found) - len(fits), len(gold["trail"]) - len(fits)


def measured(gold: Sequence[Row], records: Mapping[str, Set], show: bool) -> Row:
    """The figures of some commitments of gold."""
    counts = dict.fromkeys(("words", "kind", "by", "found", "status", "open"), 0)
    steps = [0, 0, 0]
    for row in gold:
        record = records[row["set"]]
        page = record.pages[row["story"]]
        near = [c for c in page.commitments if touches(c.evidence, row) or touches(c.what, row)]
        counts["words"] += bool(near)
        counts["kind"] += any(record.kind(row, c) for c in near)
        counts["by"] += any(record.by(row, c) for c in near)
        found = row.get("found")
        if show:
            words = page.article.text[row["start"] : row["end"]]
            print(row["c"], row["kind"], row["by"], row["status"], repr(words))
            for c in near if found is None else ():
                one = record.commitment(row, c)
                print("    not it:", one.commitment_kind, sorted(record.actors[i].country or record.actors[i].name for i in one.by), page.quote(c.what)[:90])
        if found is None:
            continue
        one = record.commitment(row, found)
        counts["found"] += 1
        counts["status"] += one.status == row["status"]
        counts["open"] += row["status"] == "open"
        steps = [a + b for a, b in zip(steps, moved(record, one, row), strict=True)]
        if show:
            print("    ", "right" if one.status == row["status"] else "WRONG", one.status, [(m.day, m.move, m.reason, m.confidence) for m in one.trail])
    share = {name: round(counts[name] / max(1, len(gold)), 4) for name in ("words", "kind", "by", "found")}
    of_found = {name: round(counts[name] / max(1, counts["found"]), 4) for name in ("status", "open")}
    return {"n": len(gold), **share, "n_found": counts["found"], "status": of_found["status"], "status_if_all_open": of_found["open"], "moves": f1(*steps)}


def main() -> None:
    args = asked(__doc__)
    gold = [row for row in rows(HERE / "gold.jsonl") if row["half"] == args.half]
    sets = {row["set"]: row["stories"] for row in rows(HERE / "sets.jsonl") if any(g["set"] == row["set"] for g in gold)}
    pages = stories([story for names in sets.values() for story in names], args.coded)
    records = {name: Set({story: pages[story] for story in names}) for name, names in sets.items()}
    for story, page in pages.items():
        here = [g for g in gold if g["story"] == story]
        for g, c in pair_up(here, page.commitments, lambda g, c: found_as(g, c, records[g["set"]])).items():
            here[g]["found"] = page.commitments[c]
    ours = [g for g in gold if g["story"].startswith("examples/")]
    whole = measured(gold, records, args.show and args.half == "seen")
    parts = {"examples": measured(ours, records, False), "wire": measured([g for g in gold if g not in ours], records, False)}
    print(json.dumps({"measure": "ledger", "half": args.half, **whole, **parts}))


if __name__ == "__main__":
    main()

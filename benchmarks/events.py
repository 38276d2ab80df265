# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Events of whole wire stories against two readers' labels (gold/events): found, with the type, and with the parties.

An event is found if one of the program's has its word in a labelled word, or stands in the same sentence with the same type; its parties
are right if each labelled mention overlaps a mention of the program's actor (or recipient) in that sentence and no other country takes part.
Half of the stories may be looked at while building ("seen"), the other half only reports ("unseen"): a digest of the id divides them.

    python benchmarks/events.py [--half seen|unseen] [--show]
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from communique import pipeline
from communique.model import Coded, EventMention
from communique.text import overlap
from measure import DATA, f1, pair_up, rows, story_article

GOLD = Path(__file__).parent / "gold" / "events"


def found(gold: dict[str, Any], event: EventMention, sentences: list[list[int]]) -> bool:
    trigger = event.trigger[0]
    first, last = sentences[gold["sentence"]]
    return overlap(trigger, tuple(gold["trigger"])) > 0 or (first <= trigger[0] < last and event.event_type == str(gold["type"]))


def parties(coded: Coded, gold: dict[str, Any], event: EventMention) -> bool:
    """Each labelled mention is one of the actor's or recipient's own (either side for those who act together)."""
    both = gold["type"] in ("CONSULT", "AGREE", "COOPERATE")
    for role, ids in (("actors", event.actors), ("recipients", event.recipients)):
        ids = event.actors + event.recipients if both else ids
        for span in gold[role]:
            if isinstance(span, str):
                continue
            if not any(overlap(m, tuple(span)) for i in ids for m in coded.actor(i).mentions) and not any(_same_head(coded, i, span) for i in ids):
                return False
    labelled = [s for role in ("actors", "recipients") for s in gold[role]]
    countries = {a.country for a in coded.actors for s in labelled if not isinstance(s, str) and any(overlap(m, tuple(s)) for m in a.mentions)}
    countries |= {s for s in labelled if isinstance(s, str)}
    return {coded.actor(i).country for i in event.actors + event.recipients} - {None} <= countries


def _same_head(coded: Coded, actor: str, span: list[int]) -> bool:
    """The labelled mention leads to the same actor, though the event names him by another."""
    return any(a.id == actor and any(overlap(m, (span[0], span[1])) for m in a.mentions) for a in coded.actors)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["seen", "unseen", "all"], default="unseen")
    parser.add_argument("--reader", default="pass1")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    stories = {r["id"]: r for r in rows(DATA / "wire" / "xinhua.jsonl.gz")}
    totals = {"found": [0, 0, 0], "typed": [0, 0, 0], "whole": [0, 0, 0]}
    with (GOLD / f"gold.{args.reader}.jsonl").open(encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    n = 0
    for story in gold:
        half = "seen" if int(hashlib.sha256(("half" + story["id"]).encode()).hexdigest(), 16) % 2 else "unseen"
        if args.half not in (half, "all"):
            continue
        n += 1
        coded = pipeline.code(story_article(stories[story["id"]]))
        golds, sentences = story["events"], story["sentences"]

        def is_found(g: dict[str, Any], e: EventMention, sentences: list[list[int]] = sentences) -> bool:
            return found(g, e, sentences)

        def is_typed(g: dict[str, Any], e: EventMention, is_found: Any = is_found) -> bool:
            return bool(is_found(g, e)) and e.event_type == str(g["type"])

        def is_whole(g: dict[str, Any], e: EventMention, is_typed: Any = is_typed, coded: Coded = coded) -> bool:
            return bool(is_typed(g, e)) and parties(coded, g, e)

        for name, fits in (("found", is_found), ("typed", is_typed), ("whole", is_whole)):
            right = len(pair_up(golds, coded.events, fits))
            totals[name] = [a + b for a, b in zip(totals[name], (right, len(coded.events) - right, len(golds) - right), strict=True)]
        if args.show and half == "seen":
            for g in golds:
                if not any(is_whole(g, e) for e in coded.events):
                    print("missed", story["id"], g["type"], coded.article.text[slice(*g["trigger"])])
            for e in coded.events:
                if not any(is_whole(g, e) for g in golds):
                    print("wrong ", story["id"], e.event_type, [coded.actor(i).name for i in e.actors], [coded.actor(i).name for i in e.recipients], coded.quote(e.evidence)[:120])
    print(json.dumps({"measure": "events", "n": n, "half": args.half, **{k: f1(*v) for k, v in totals.items()}}))


if __name__ == "__main__":
    main()

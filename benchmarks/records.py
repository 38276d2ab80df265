# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""PLOVER's gold records, end to end: from the sentence alone to event type, actor and recipient. No weight was trained on them.

    python benchmarks/records.py [--show]
"""

import json
import re
import sys
from typing import Any

import communique
from measure import DATA, f1, rows

# The records predate PLOVER 2: older names to today's types, and the two FIGHT rows that are other things.
TODAY = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
BY_ID = {"PLOVER-GSR01-SANCTION-0010": "SANCTION", "PLOVER-GSR01-COERCE-0002": "COERCE"}
TITLES = {"the", "of", "and", "president", "minister", "foreign", "prime", "government", "officials", "official", "forces", "state", "leader", "mr"}


def words(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.lower()) if len(w) > 1} - TITLES


def named(entries: Any) -> list[set[str]]:
    return [words(e.get("actorText", "")) for e in entries] if isinstance(entries, list) else []


def main() -> None:
    data = [r for r in rows(DATA / "plover" / "gsr_a.jsonl.gz") if r.get("text") and r.get("event")]
    typed = triple = predicted = 0
    for row in data:
        article = communique.clean(row["text"])
        if not isinstance(article, communique.model.Article):
            continue
        coded = communique.code(article)
        known = {a.id: words(" ".join([a.name, *(coded.article.text[s:e] for s, e in a.mentions)])) for a in coded.actors}
        wanted = BY_ID.get(row["id"], TODAY.get(row["event"], row["event"]))
        hits = [e for e in coded.events if e.event_type == wanted]
        predicted += len(coded.events)
        typed += bool(hits)
        sources, targets = named(row.get("source")), named(row.get("target"))

        def covers(needed: list[set[str]], ids: tuple[str, ...], known: dict[str, set[str]] = known) -> bool:
            return all(any(2 * len(w & known[i]) >= len(w) for i in ids) for w in needed if w)

        right = any(covers(sources, e.actors + (() if targets else e.recipients)) and covers(targets, e.recipients + (() if sources else e.actors)) for e in hits)
        triple += right
        if "--show" in sys.argv and not right:
            print(wanted, "|", row["text"][:200], "|", [(e.event_type, [coded.actor(i).name for i in e.actors], [coded.actor(i).name for i in e.recipients]) for e in coded.events])
    print(json.dumps({"measure": "records", "n": len(data), "type_recall": round(typed / len(data), 4), "triple_recall": round(triple / len(data), 4),
                      "events_a_sentence": round(predicted / len(data), 3), "triple": f1(triple, max(0, predicted - triple), len(data) - triple)}))  # fmt: skip


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""False alarms: events that the coder reports in sports, market and science stories, in which hardly any political event is told.

    python benchmarks/quiet.py [--show]

Stories are chosen by words of their title (TITLES) and, of more than COUNT, by a seed; none of them was labelled for training. No
reader went over them: an event that truly stands in one counts as an alarm too, so the figure is an upper bound.
"""

import argparse
import json
import random
import re
from collections import Counter
from pathlib import Path

from communique import pipeline
from measure import DATA, rows, story_article

OTHER = re.compile(r"\b(?:UN|EU|WTO|aid|agreement|cooperation|leaders|talks|ministers?|president)\b", re.I)  # titles of these are of politics all the same
LABELS = Path(__file__).parent.parent / "training" / "coding" / "labels"
COUNT, SEED = 200, 2006
TITLES = {
    "sports": r"soccer|football|basketball|NBA|tennis|badminton|volleyball|golf|swimming|swimmer|marathon|World Cup|Grand Prix|Champions League|Championships?"
    r"|quarter-?finals?|semi-?finals?|finals?|(?:gold|silver|bronze) medals?|medals?|Premiership|Serie A|Bundesliga|Primera|rugby|cricket|ping-?pong|boxing"
    r"|cyclists?|skating|ski|hockey|baseball|softball|coach|striker|midfielder|goalkeeper|Asiad|Asian Games|EAG|East Asian Games|Olympics?|Masters Cup"
    r"|(?:China|Hong Kong|French|U\.S\.) Open|FIFA|UEFA|FIBA|world record|league|athletes?|men's|women's|judo|wushu|archery|shooting|wrestling|weightlifting"
    r"|gymnastics?|Real Madrid|Manchester United|Arsenal|Chelsea|Liverpool",
    "markets": r"stocks?|shares|index|foreign exchange|exchange rates?|central parity|futures|bourse|stock exchange|copper|gold prices?|gold (?:closes|opens)|crude"
    r"|oil prices?|dollar|yen|euro (?:rises|falls)|Nikkei|Hang Seng|Dow Jones|Nasdaq|Wall Street|interest rates?|inflation|CPI|GDP|retail sales|profits?"
    r"|prices",
    "science": r"scientists?|researchers?|study|studies|fossils?|species|genes?|genetic|DNA|cancer|stem cells?|astronomers?|spacecraft|telescope|Mars|planet|dinosaurs?"
    r"|archaeolog\w+|pandas?|cold snap|weather|snow\w*|rain\w*|temperatures?|tombs?|relics?|birds|whales?|tigers?",
}


def chosen() -> list[tuple[str, dict[str, str]]]:
    """Kind and story, in the order of their ids."""
    labelled = {json.loads(line)["id"] for file in LABELS.glob("*.jsonl") for line in file.read_text("utf-8").splitlines()}
    able = []
    for row in rows(DATA / "wire" / "xinhua.jsonl.gz"):
        kind = next((k for k, words in TITLES.items() if re.search(rf"\b(?:{words})(?!\w)", row["title"] or "")), None)
        if kind and row["id"] not in labelled and not OTHER.search(row["title"]):
            able.append((kind, row))
    able.sort(key=lambda one: one[1]["id"])
    return sorted(random.Random(SEED).sample(able, min(COUNT, len(able))), key=lambda one: one[1]["id"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="each event that is reported")
    args = parser.parse_args()
    stories, events, alarmed = Counter[str](), Counter[str](), 0
    for kind, row in chosen():
        coded = pipeline.code(story_article(row))
        stories[kind] += 1
        events[kind] += len(coded.events)
        alarmed += bool(coded.events)
        if args.show:
            for e in coded.events:
                print(row["id"], kind, e.event_type, e.confidence, row["title"], "|", coded.quote(e.evidence)[:110])
    print(
        json.dumps(
            {
                "measure": "false alarms",
                "n": sum(stories.values()),
                "stories_with_events": round(alarmed / sum(stories.values()), 4),
                "events_a_story": round(sum(events.values()) / sum(stories.values()), 4),
                "by_kind": {k: {"stories": n, "events_a_story": round(events[k] / n, 4)} for k, n in sorted(stories.items())},
            }
        )
    )


if __name__ == "__main__":
    main()

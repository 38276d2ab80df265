# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What one more page costs in a small and in a large record, and how a rebuild grows: generated pages of event mentions.

    python benchmarks/scaling.py [--sizes 1000 5000] [--add 9] [--merging]

Pages are made by a seed: some fifty mentions a day, of talks and accords between thirty states, some pairs daily; several pages tell one event.
Measured is a record in a file: all that is computed across pages and written, without coding; with `--merging` the regrouping alone, on a
shelf in memory. The sizes given by default take some minutes; a record of 10,000 takes about ten.
Seconds are of this process's processor time: other work on the machine shows in them as far as cores are shared.
"""

import argparse
import json
import math
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from communique import tables
from communique.dates import shift
from communique.identity import link
from communique.merging.facts import Facts, facts_of
from communique.merging.regroup import group_all, regroup
from communique.merging.rulings import rulings
from communique.merging.shelf import Memory
from communique.model import Actor, Article, Coded, CommitmentMention, EventMention, EventType, Page
from communique.record import Record
from communique.record.record import Way
from communique.record.stored import dumps, loads
from communique.text import digest, sha256

A_DAY = 50  # mentions
EPOCH = "2010-01-01"
CODES = "USA CHN RUS JPN KOR PRK IRN ISR DEU FRA GBR IND PAK BRA ZAF EGY TUR SAU VNM AUS IDN MEX CAN UKR POL ITA ESP NGA KEN ETH".split()
MATTERS = (
    "fisheries patrols quotas|grain shipments tariffs|gas pipeline transit|border crossings visas|reactor inspections enrichment|vaccines clinics doctors|"
    "railway loans bridges|refugees camps shelter|missiles radar deployment|students universities exchange|dams rivers irrigation|cotton textiles duties|"
    "satellites launch telemetry|prisoners swap amnesty|harbour dredging containers|airlines routes landing|copper mines royalties|hackers servers fraud"
).split("|")
DEEDS: tuple[tuple[EventType, str, str], ...] = (
    ("CONSULT", "met", "visit"), ("CONSULT", "telephoned", "phone"), ("AGREE", "agreed with", ""), ("ACCUSE", "accused", ""), ("REQUEST", "urged", ""), ("AID", "sent aid to", ""),
)  # fmt: skip


def pages(mentions: int, seed: int = 1) -> Iterator[Coded]:
    """Coded pages that hold at least so many event mentions, in the order of their days."""
    chance = random.Random(seed)
    names = [f"{first} {last}" for first in _syllables(chance, 40) for last in _syllables(chance, 40)]
    chance.shuffle(names)
    people = {code: names[at * 12 : at * 12 + 12] for at, code in enumerate(CODES)}
    told: list[tuple[str, EventType, str, str, str, str, str, str]] = []
    made, number = 0, 0
    while made < mentions:
        today = shift(EPOCH, made // A_DAY)
        story = []
        for _ in range(chance.choice((3, 4, 5, 6))):
            if told and chance.random() < 0.55:
                one = told[-1 - min(int(chance.expovariate(1 / 30)), len(told) - 1)]
            else:
                a, b = _dyad(chance)
                kind, verb, mode = chance.choice(DEEDS)
                one = (shift(today, -chance.choice((0, 0, 1))), kind, verb, mode, a, b, chance.choice(people[a][:4]), chance.choice(MATTERS))
                told.append(one)
            story.append(one)
        yield _page(number, today, story, chance)
        made += len(story)
        number += 1


def _dyad(chance: random.Random) -> tuple[str, str]:
    """Some pairs are in the news daily, most seldom."""
    a = min(int(chance.expovariate(1 / 6)), len(CODES) - 1)
    b = min(int(chance.expovariate(1 / 6)), len(CODES) - 2)
    return CODES[a], CODES[b if b < a else b + 1]


def _syllables(chance: random.Random, n: int) -> list[str]:
    parts = "ba ke li mo nu ra se ti vo za dri gal hem jor kun lev mar nis pol rud".split()
    return sorted({"".join(chance.sample(parts, 3)).capitalize() for _ in range(3 * n)})[:n]


def _page(number: int, today: str, story: list[tuple[str, EventType, str, str, str, str, str, str]], chance: random.Random) -> Coded:
    lines, at = [], 0
    actors: dict[str, Actor] = {}
    events, commitments = [], []
    name = digest("a", "generated", number)
    for day, kind, verb, mode, a, b, who, matter in story:
        words = matter.split()
        chance.shuffle(words)
        line = f"{who} of {tables.country(a).name} {verb} {tables.country(b).name} on {day} over {' and '.join(words[:2])}, page {number} said."  # type: ignore[union-attr]
        for key, shown, code in ((who, "person", a), (a, "country", a), (b, "country", b)):
            label = who if shown == "person" else tables.country(code).name  # type: ignore[union-attr]
            start = at + line.index(label)
            found = actors.get(key)
            spans = (*(found.mentions if found else ()), (start, start + len(label)))
            actors[key] = Actor(digest("p", shown, label, code), label, shown, code, "GOV", None, None, spans)  # type: ignore[arg-type]
        trigger = (at + line.index(verb), at + line.index(verb) + len(verb))
        span = (at, at + len(line))
        one = EventMention(
            id=digest("e", name, trigger), event_type=kind, mode=mode or None, contexts=(), auxiliary=(),
            actors=(actors[who].id, actors[a].id), recipients=(actors[b].id,), date=day,
            date_range=(day, day), date_basis=("its clause names the day",), place=None, duration=None, trigger=(trigger,), evidence=(span,), statement=None, voice="outlet",
            quad="verbal cooperation", score=1.0, confidence=0.8,
        )  # fmt: skip
        events.append(one)
        if chance.random() < 0.15:
            commitments.append(CommitmentMention(digest("c", name, span), "pledge", one.actors, one.recipients, (span,), (span,), day, None, None, one.id, None))
        lines.append(line)
        at += len(line) + 1
    text = "\n".join(lines)
    article = Article(
        id=name, url=None, source=f"generated/{number}.txt", outlet=f"Paper {number % 40}", outlet_country=None, headline=None, byline=(), dateline=None,
        published=today, published_range=(today, today), published_basis=("printed",),
        language="en", credits=(), text=text, text_sha256=sha256(text), body=((0, len(text)),), page_sha256=sha256(text),
    )  # fmt: skip
    return Coded(article, (), tuple(actors.values()), (), tuple(events), tuple(commitments), ())


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def coded(page: Page) -> Coded:
    """What a generated page tells: it is its own coding."""
    return loads(Coded, page.data.decode())


def measure_record(size: int, add: int) -> tuple[float, float]:
    """Seconds to build a record of that size, and the median to add one more page."""
    told = sorted(pages(size + 40 * add), key=lambda page: page.article.published or "")
    late = told[-20 * add :: 20][:add]
    held = [page for page in told if page not in late]
    read: Callable[[Coded], Page] = lambda one: Page(source=one.article.source, data=dumps(one).encode())  # noqa: E731 - used twice
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "r.db", way=Way(code=coded)) as record:
        built = seconds(lambda: record.add_pages(map(read, held)))
        return built, statistics.median(seconds(lambda one=one: record.add_pages([read(one)])) for one in late)  # type: ignore[misc]


def measure_merging(size: int, add: int) -> tuple[float, float]:
    """Seconds to group all mentions of a record of that size, and the median to regroup after one more page."""
    told = sorted(pages(size + 40 * add), key=lambda page: page.article.published or "")
    facts: dict[str, list[Facts]] = {page.article.id: [] for page in told}
    for one in facts_of(sorted(told, key=lambda page: page.article.id), (), link(told)):
        facts[one.key[0]].append(one)
    late = [page.article.id for page in told[-20 * add :: 20]][:add]
    held = [one for name in sorted(facts) if name not in late for one in facts[name]]
    shelf, none = Memory(), rulings((), ())
    rebuilt = seconds(lambda: group_all(held, none, shelf))
    return rebuilt, statistics.median(seconds(lambda name=name: regroup(shelf, new=facts[name], given=none)) for name in late)  # type: ignore[misc]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 5000])
    parser.add_argument("--add", type=int, default=9)
    parser.add_argument("--merging", action="store_true")
    args = parser.parse_args()
    measure = measure_merging if args.merging else measure_record
    rows: list[tuple[int, float, float]] = []
    for size in args.sizes:
        rows.append((size, *measure(size, args.add)))
        print(f"{size} mentions: built in {rows[-1][1]:.0f} s, one more page {rows[-1][2]:.2f} s", file=sys.stderr, flush=True)  # the largest may take hours
    low, high = rows[0], rows[-1]
    growth = math.log(high[1] / low[1]) / math.log(high[0] / low[0])
    name = "scaling of merging" if args.merging else "scaling"
    print(json.dumps({"measure": name, "sizes": args.sizes, "rebuild_seconds": [round(r[1], 2) for r in rows], "add_seconds": [round(r[2], 4) for r in rows],
                      "add_ratio": round(high[2] / low[2], 2), "rebuild_exponent": round(growth, 3)}))  # fmt: skip


if __name__ == "__main__":
    main()

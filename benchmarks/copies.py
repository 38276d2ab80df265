# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Families of copies on perturbed wire stories: pairwise precision, recall and F1.

Each story of a sample is printed again as other houses print wire copy: cut from below, extended, with a new headline and lead, quotation marks retyped,
boilerplate around, paragraphs moved, sentences edited or left out - one to four of these at a time, some without a date. Beside them stand the stories
nearest to each by their words, with the same boilerplate and quotations of it put in: reports of the same matter that are not copies. Wire stories that
share an eighth of their words as sent (updates and round-ups) are left out, as nobody has marked which of them are one text; forms filled daily stay in.
2005 is for tuning, 2006 reports; the same stories, unperturbed, were looked at in both.

    python benchmarks/copies.py [--year 2006] [--show]
"""

import argparse
import gzip
import itertools
import json
import os
import random
import re
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

from communique.copies import compare
from communique.dates import shift
from communique.model import Article
from communique.text import sha256

STORIES, PRINTS, NEIGHBOURS = 120, 3, 3
TOPS = [
    "Home | World | Politics | Business | Sport", "Share on Facebook  Tweet  Email",
    "The Daily Gazette online edition, updated around the clock for readers everywhere in the region",
]  # fmt: skip
TAILS = [
    "The Daily Gazette is the oldest newspaper of the region. It was founded by a group of printers and is read in forty countries every day"
    " of the week. Write to the editors with your views.",
    "Copyright The Daily Gazette. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.",
    "Analysts have long said that the region's future hangs on patient diplomacy, and that neither side can afford to walk away from the table"
    " while the other is still seated at it.",
]
WORDS = {
    "said": "stated", "told": "informed", "also": "further", "however": "yet", "many": "numerous", "over": "more than", "about": "some", "began": "started",
    "will": "is to", "held": "had",
}  # fmt: skip


def stories() -> list[dict[str, str]]:
    path = Path(os.environ.get("COMMUNIQUE_DATA", "../shared/data")) / "wire" / "xinhua.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def article(name: str, headline: str, text: str, published: str | None, outlet: str) -> Article:
    return Article(
        id=f"a:{name}", url=None, source=name, outlet=outlet, outlet_country=None, headline=headline, byline=(), dateline=None, published=published,
        published_range=None, published_basis=(), language="en", credits=(), text=text, text_sha256=sha256(text), body=((0, len(text)),),
    )  # fmt: skip


def grams(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + 5]) for i in range(len(words) - 4)}


def edit(sentence: str, rng: random.Random) -> str:
    words = [WORDS.get(w, w) if rng.random() < 0.7 else w for w in sentence.split(" ")]
    if len(words) > 12 and rng.random() < 0.6:
        at = rng.randrange(4, len(words) - 4)
        del words[at : at + rng.randrange(1, 4)]
    return " ".join(words)


def perturb(text: str, spare: list[str], rng: random.Random) -> str:
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    for how in rng.sample(["cut", "extended", "lead", "quotes", "around", "moved", "edited"], rng.choice([1, 2, 2, 3, 4])):
        if how == "cut" and len(paragraphs) > 3:
            paragraphs = paragraphs[: max(3, int(len(paragraphs) * rng.uniform(0.4, 0.8)))]
        elif how == "extended":
            paragraphs = [*paragraphs, *rng.sample(spare, min(len(spare), rng.choice([2, 3, 4])))]
        elif how == "lead":
            words = edit(paragraphs[0], rng).split(" ")
            paragraphs[0] = " ".join(["In the latest turn of events,", *words[len(words) // 2 :], "as was learned here, after", *words[: len(words) // 2]])
        elif how == "quotes":
            paragraphs = [re.sub(r'"([^"]*)"', r"“\1”", p).replace("'", "’").replace(" -- ", " — ") for p in paragraphs]
        elif how == "around":
            paragraphs = [*TOPS, *paragraphs, *TAILS]
        elif how == "moved" and len(paragraphs) > 3:
            paragraphs.insert(rng.randrange(1, len(paragraphs)), paragraphs.pop(rng.randrange(1, len(paragraphs))))
        elif how == "edited":
            paragraphs = [" ".join(edit(s, rng) if rng.random() < 0.5 else s for s in re.split(r"(?<=[.]) ", p) if rng.random() > 0.15) for p in paragraphs]
    return "\n\n".join(p for p in paragraphs if p)


def sample(year: str) -> tuple[list[Article], dict[str, str]]:
    """Articles and, for each article's id, the story that it prints."""
    rng = random.Random(20051106)
    rows = [r for r in stories() if r["date"].startswith(year) and len(r["text"].split()) >= 90]
    sets = {r["id"]: grams(r["text"]) for r in rows}
    carriers = defaultdict(list)
    for name, found in sets.items():
        for gram in found:
            carriers[gram].append(name)
    shared = Counter(pair for names in carriers.values() if len(names) < 30 for pair in itertools.combinations(sorted(names), 2))
    form = re.compile(r"stocks|shares|index|rates|dollar|bourse", re.IGNORECASE)
    titles = {r["id"]: r["title"] for r in rows}
    alike = {p for p, n in shared.items() if n >= min(len(sets[p[0]]), len(sets[p[1]])) / 8 and not all(form.search(titles[x]) for x in p)}
    banned = {max(p) for p in alike}
    rows = [r for r in rows if r["id"] not in banned]
    rng.shuffle(rows)
    spare_rows, rows = rows[:40], rows[40:]
    spare = [p for r in spare_rows for p in r["text"].split("\n\n") if 15 < len(p.split()) < 60]
    vectors = {r["id"]: Counter(w for w in re.findall(r"[A-Za-z]{4,}", r["text"]) if w[0].isupper()) for r in rows}
    articles, gold = [], {}
    for row in rows:
        articles.append(article(row["id"], row["title"], row["text"], row["date"], "Xinhua"))
        gold[articles[-1].id] = row["id"]
    by_id = {a.id: i for i, a in enumerate(articles)}
    for row in rows[:STORIES]:
        for n in range(PRINTS):
            day = rng.choice([None, row["date"], row["date"], shift(row["date"], 1)])
            own = rng.sample(spare, 6)
            articles.append(article(f"{row['id']}.{n}", f"Printed again {n}", perturb(row["text"], own, rng), day, f"Paper {n}"))
            gold[articles[-1].id] = row["id"]
        quotes = re.findall(r'"[^"]{40,400}"', row["text"])
        mine = vectors[row["id"]]
        near = sorted((r for r in rows if r is not row), key=lambda r: (-sum(min(mine[w], vectors[r["id"]][w]) for w in mine), r["id"]))[:NEIGHBOURS]
        for other in near:
            at = by_id[f"a:{other['id']}"]
            said = [f"{q} an official said, as was widely reported." for q in quotes[:2]]
            text = "\n\n".join([*([articles[at].text] if rng.random() < 0.5 else [*TOPS, articles[at].text, *TAILS]), *said])
            articles[at] = replace(articles[at], text=text, text_sha256=sha256(text), body=((0, len(text)),))
    return articles, gold


def measure(year: str, *, show: bool = False) -> dict[str, object]:
    articles, gold = sample(year)
    groups = defaultdict(list)
    for name, story in gold.items():
        groups[story].append(name)
    wanted = {p for names in groups.values() for p in itertools.combinations(sorted(names), 2)}
    found = {p for f in compare(articles) for p in itertools.combinations(sorted(f.articles), 2)}
    if show:
        titles = {a.id: a.headline for a in articles}
        for pair in sorted(found - wanted):
            print("WRONG", pair, [titles[x] for x in pair])
        for pair in sorted(wanted - found):
            print("MISSED", pair)
    right = len(found & wanted)
    precision, recall = right / max(1, len(found)), right / max(1, len(wanted))
    return {
        "measure": "copies", "year": year, "articles": len(articles), "pairs": len(wanted), "precision": round(precision, 4), "recall": round(recall, 4),
        "f1": round(2 * precision * recall / ((precision + recall) or 1), 4),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--year", choices=("2005", "2006"), default="2006")
    parser.add_argument("--show", action="store_true", help="list wrong and missed pairs")
    args = parser.parse_args()
    print(json.dumps(measure(args.year, show=args.show)))


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who held which office that day: 200 titles with a name ('Russian Foreign Minister ...') from reserved Xinhua stories, against labels made by reading.

    python benchmarks/offices.py pick                 the pairs that the rule takes, with the words around them, for whoever labels
    python benchmarks/offices.py [--show]             right person, country and office, and all three

The rule: in the order of a digest of story and place, stories first that nothing is built on (`training/coding/labels.py`,
reserved), a row of one to eight words that ends in a word of OFFICES, with a capital at its begin, before a name of two to four
words; of two offices joined by "and" the later; each name is taken from at most two stories. Labels (benchmarks/gold/offices/labels.jsonl) hold
offsets and facts only: the person's name as commonly spelt, the country as ISO3 or PLOVER's code, and the office in plain words;
`"skip"` marks a pair that is none (a name cut short, a row of words that names no office), with the reason.
"""

import argparse
import difflib
import hashlib
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from communique import tables
from communique.actors import resolve
from communique.annotation import annotate
from communique.model import Actor
from measure import DATA, reserved, rows, story_article

GOLD = Path(__file__).parent / "gold" / "offices" / "labels.jsonl"
PAIRS = 200
OFFICES = (
    "President|Premier|Chancellor|King|Queen|Minister|Secretary|Secretary-General|Ambassador|Envoy"
    "|Speaker|Governor|Chairman|Commissioner|Director|Spokesman|Spokeswoman|Negotiator|Representative|Chief|Commander"
)
CAPITAL = r"(?:[A-Z][\w'’.-]*)"
ROW = rf"(?:(?:{CAPITAL}|of|for|and|the|top|deputy|vice|chief|foreign|defense|prime|nuclear|general|state|peace|permanent|special|national|security|assistant|under)\s){{0,7}}"
PAIR = re.compile(
    rf"(?<![\w-])(?P<title>(?=[A-Z]){ROW}(?:{OFFICES}|{OFFICES.lower()}))\s(?P<name>{CAPITAL}(?:\s(?:al|bin|de|van|von|der)[\s-]|\s|\s?-\s?)?(?:{CAPITAL}\s?){{1,3}})(?=[\s,.;:)\"'])"
)
STORIES = 2
DAYS = re.compile(r"\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")


def pick() -> list[dict[str, Any]]:
    """The pairs, in their order."""
    found = []
    for row in rows(DATA / "wire" / "xinhua.jsonl.gz"):
        for hit in PAIR.finditer(row["text"]):
            name = (hit.start("name"), hit.start("name") + len(DAYS.sub("", hit["name"].rstrip(" .'\n"))))
            title = hit.span("title")
            if " and " in hit["title"] and re.search(rf"\b(?:{OFFICES})\b.* and ", hit["title"]):
                title = (title[0] + hit["title"].rindex(" and ") + len(" and "), title[1])
            found.append({"story": row["id"], "title": list(title), "name": list(name), "words": [row["text"][slice(*title)], row["text"][slice(*name)]]})
    found.sort(key=lambda f: (not reserved(f["story"]), hashlib.sha256(f"{f['story']}{f['name']}".encode()).hexdigest()))
    taken: list[dict[str, Any]] = []
    stories: dict[str, set[str]] = {}
    for one in found:
        name = one["words"][1]
        seen = stories.setdefault(name, set())
        if len(seen) < STORIES and one["story"] not in seen and len(name.split()) > 1:
            seen.add(one["story"])
            taken.append(one)
    return taken[:PAIRS]


def right(actor: Actor | None, label: dict[str, Any]) -> dict[str, bool]:
    """Whether an actor is the person, of the country, in the office that the label names."""
    if actor is None:
        return {"person": False, "country": False, "office": False}
    return {"person": same_person(actor, label["person"]), "country": actor.country == label["country"], "office": same_office(actor.office or "", label)}


def same_person(actor: Actor, name: str) -> bool:
    """The same words in any order, or one person of the tables by two names."""
    mine, theirs = tables.bag(actor.name), tables.bag(name)
    if mine == theirs or (len(mine.split()) == len(theirs.split()) and difflib.SequenceMatcher(None, mine, theirs).ratio() >= SPELLING):
        return True
    return any(p.id == actor.id or tables.bag(p.name) == tables.bag(actor.name) for p in tables.persons_named(name))


RANKS = frozenset("deputy assistant former acting under first elect designate spokesman envoy adviser aide minister president".split())
SPELLING = 0.88  # 'rafik hariri' and 'rafiq hariri' share 0.92 of their letters: spellings of one name
SMALL = frozenset("of the for and to in on at".split())


def words_of(office: str, country: str) -> frozenset[str]:
    """An office's words without its state or body, spelt one way."""
    state = tables.country(country)
    forms = sorted({state.name, *state.aliases, *state.adjectives, *state.abbreviations} if state else set(), key=len, reverse=True)
    for form in forms:
        office = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)(?:['’]s)?", " ", office)
    words = (
        tables.key(office)
        .replace("defence", "defense")
        .replace("premier", "prime minister" if country != "CHN" else "premier")
        .replace("spokeswoman", "spokesman")
        .replace("spokesperson", "spokesman")
        .replace("foreign affairs", "foreign")
    )
    words = words.replace("secretary general", "secretary-general").replace("vice", "deputy")
    return frozenset(w for w in words.split() if w not in SMALL)


def same_office(said: str, label: dict[str, Any]) -> bool:
    """The label's words, in any of its wordings, once the state and small words are left out; more words, as of the body served, do no harm unless they change the rank."""
    have = words_of(said, label["country"])
    wanted = [words_of(office, label["country"]) for office in label["office"].split("|")]
    return any(w <= have and not RANKS & (have - w) for w in wanted)


def measure(*, show: bool) -> dict[str, Any]:
    stories = {row["id"]: row for row in rows(DATA / "wire" / "xinhua.jsonl.gz")}
    counts: Counter[str] = Counter()
    coded: dict[str, tuple[Actor, ...]] = {}
    parts: dict[str, list[bool]] = {"reserved": [], "others": []}
    for label in rows(GOLD):
        if "skip" in label:
            continue
        name = tuple(label["name"])
        if label["story"] not in coded:
            coded[label["story"]] = resolve(annotate(story_article(stories[label["story"]])))
        held = [a for a in coded[label["story"]] if any(s < name[1] and name[0] < e for s, e in a.mentions) and a.kind == "person"]
        actor = max(held, key=lambda a: max(min(e, name[1]) - max(s, name[0]) for s, e in a.mentions), default=None)
        hits = right(actor, label)
        counts.update(pairs=1, whole=all(hits.values()), **{k: int(v) for k, v in hits.items()})
        parts["reserved" if reserved(label["story"]) else "others"].append(all(hits.values()))
        if show and not all(hits.values()) and not reserved(label["story"]):
            print(
                [k for k, v in hits.items() if not v], label["person"], label["country"], label["office"], "|", actor and (actor.name, actor.country, actor.office), file=sys.stderr
            )
    n = counts["pairs"]
    return {
        "measure": "offices",
        "n": n,
        **{k: round(counts[k] / n, 4) for k in ("person", "country", "office", "whole")},
        **{k: round(sum(v) / len(v), 4) for k, v in parts.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("pick", "measure"), default="measure")
    parser.add_argument("--show", action="store_true", help="list what fell short, on standard error, of stories that are not reserved")
    args = parser.parse_args()
    if args.what == "pick":
        text = {row["id"]: row["text"] for row in rows(DATA / "wire" / "xinhua.jsonl.gz")}
        for number, one in enumerate(pick()):
            start, end = one["title"][0], one["name"][1]
            around = text[one["story"]][max(0, start - 60) : start] + "[" + " ¦ ".join(one["words"]) + "]" + text[one["story"]][end : end + 90]
            print(number, one["story"], " ".join(around.split()), sep="\t")
    else:
        print(json.dumps(measure(show=args.show)))


if __name__ == "__main__":
    main()

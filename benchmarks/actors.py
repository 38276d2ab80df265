# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who is meant: mentions labelled from the text alone (benchmarks/gold/actors/gold.jsonl) against the actors that the program finds.

    python benchmarks/actors.py [--half seen|unseen|both] [--show]

A mention is right where the program's mention that covers most of it leads to exactly the labelled referents, compared through the
tables: a person by name, alias or, for a label of one word, family name; an office by its holder that day and the other way round; a
state by any of its names, its government and its seats standing for it; a body by any of its names; a group by its words once states
are left out, with the same country. A label of kind `place` is right where no actor is seen but the state visited. `country` is the share of mentions
labelled with a country whose actors have exactly those codes. `hard` is nominals, metonyms, pronouns and groups. Stories are halved by
a digest of their id; rules are written with the seen half in sight, and `--show` lists only what falls short there.
"""

import argparse
import difflib
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from communique import tables
from communique.actors import locate, resolve
from communique.annotation import annotate
from communique.model import Actor, Annotated, Article, Span
from communique.text import overlap
from measure import DATA, article_of, rows
from measure import half as half_of

GOLD = Path(__file__).parent / "gold" / "actors" / "gold.jsonl"
CODES = {"NAT": "IGO", "EEC": "EUR"}  # older codes of bodies between states, as labels may have them
HARD = frozenset({"nominal", "metonym", "pronoun", "group"})
SPELLING = 0.88  # share of letters from which two full names are one name spelt in two ways
EMPTY = frozenset("the a an of for and in to on at by from with s some several other two three four five its their his her".split())
FIGURE = re.compile(r"^[\d,.]+$")


def meant(actors: Sequence[Actor], span: Span) -> tuple[Actor, ...]:
    """The actors of the mention that covers most of a span, the tightest of several."""
    best: tuple[int, int, Span] | None = None
    for actor in actors:
        for mention in actor.mentions:
            shared = overlap(mention, span)
            if shared and (best is None or (shared, -(mention[1] - mention[0]), mention) > best):
                best = (shared, -(mention[1] - mention[0]), mention)
    return tuple(a for a in actors if best is not None and best[2] in a.mentions)


def right(found: Sequence[Actor], referents: Sequence[str], countries: Sequence[str], day: str | None) -> bool:
    """Whether actors and labels can be paired off, none left over."""
    if len(found) != len(referents):
        return False
    if not referents:
        return True
    code = countries[0] if len(set(countries)) == 1 else None
    first, rest = referents[0], referents[1:]
    return any(same(actor, first, code, day) and right([a for a in found if a is not actor], rest, countries, day) for actor in found)


def same(actor: Actor, referent: str, code: str | None, day: str | None) -> bool:
    """Whether an actor is the one that a label names."""
    state = state_of(referent)
    if state is not None:
        return stands_for(actor, state)
    body, outlet = tables.body_of(referent), tables.outlet_of(referent)
    if (body is not None and body.name == actor.name) or (outlet is not None and outlet.name.split(" (")[0] == actor.name):
        return True
    if body is not None and body.kind == "seat" and stands_for(actor, body.country):
        return True
    if actor.kind == "person":
        return person(actor, referent, code, day)
    if actor.kind == "office" and day is not None:
        held = [t for _, t in tables.offices_on(day, referent) if t.country == actor.country]
        if any(office_words(actor.office or "", actor.country) <= office_words(t.office or "", t.country) for t in held):
            return True
    return tables.key(referent) == tables.key(actor.name) or (code in (None, actor.country) and words(referent, code) == words(actor.name, actor.country) != frozenset())


def person(actor: Actor, referent: str, code: str | None, day: str | None) -> bool:
    mine, theirs = tables.bag(actor.name), tables.bag(referent)
    if mine == theirs or any(p.id == actor.id for p in tables.persons_named(referent)):
        return True
    if " " not in theirs:
        return theirs in mine.split() and code in (None, actor.country)
    if len(mine.split()) == len(theirs.split()) and difflib.SequenceMatcher(None, mine, theirs).ratio() >= SPELLING:
        return True
    if set(mine.split()) < set(theirs.split()) and len(mine.split()) == 1:
        return code in (None, actor.country)  # the article has no more than a family name
    wanted = office_words(referent, code)
    return bool(wanted) and code == actor.country and wanted <= office_words(actor.office or "", actor.country) and day is not None


def state_of(referent: str) -> str | None:
    """'Government of South Korea', 'the South Korean government', 'South Korea' -> KOR."""
    name = re.sub(r"^(?:the )?(?:government|state|country|nation|republic) of (?:the )?", "", referent.strip(), flags=re.I)
    name = re.sub(r"(?:['’]s)? (?:government|state|side|nation|country)$", "", name, flags=re.I).removeprefix("the ")
    return name if tables.country(name) is not None else tables.country_of(name)


def stands_for(actor: Actor, code: str) -> bool:
    """A state, its government and the seats of its government are one actor."""
    if actor.country != code or actor.kind not in ("country", "government"):
        return False
    body = tables.body_of(actor.name)
    return actor.kind == "country" or actor.name.startswith(("government of", "administration of", "regime of", "cabinet of")) or (body is not None and body.kind == "seat")


def forms(code: str | None) -> list[str]:
    state = tables.country(code or "")
    return sorted({state.name, *state.aliases, *state.adjectives, *state.abbreviations, *state.people}, key=len, reverse=True) if state else []


def words(name: str, code: str | None) -> frozenset[str]:
    """A name's words, singular, without states, numbers and small words."""
    for form in forms(code):
        name = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)(?:['’]s?)?", " ", name)
    return frozenset(w.removesuffix("s") for w in tables.key(name).split() if w not in EMPTY and not FIGURE.match(w))


def office_words(office: str, code: str | None) -> frozenset[str]:
    return frozenset(tables.key(" ".join(words(office, code))).replace("defence", "defense").replace("spokeswoman", "spokesman").replace("spokesperson", "spokesman").split())


def located(article: Article, span: Span) -> Span:
    """A label's characters: those of the text, for HTML those of the page as decoded."""
    if not article.source_map:
        return span
    at = [next((text + where - page for text, page in reversed(article.source_map) if page <= where), where) for where in span]
    return at[0], at[1]


def judge(doc: Annotated, actors: Sequence[Actor], label: dict[str, Any]) -> tuple[bool, bool | None, tuple[Actor, ...]]:
    """Right referents; right countries (None where the label has none); whom the program meant."""
    span = located(doc.article, (label["start"], label["end"]))
    found = meant(actors, span)
    codes = sorted({CODES.get(c.strip(), c.strip()) for c in (label.get("country") or "").split("+") if c.strip(" -")})
    wordings = [[r.strip() for r in told.split(" + ") if r.strip(" -")] for told in (label.get("referent") or "", *(label.get("also") or ()))]
    if label["kind"] == "place":
        told = sorted({p.country for p in doc.places if p.span is not None and overlap(p.span, span) and p.country})
        # 'a visit to France': the host
        visited = state_of(label.get("referent") or "") is not None and [a.country for a in found] == codes
        return not found or visited, (told == codes or visited) if codes else None, found
    good = any(right(found, referents, codes, doc.article.published) for referents in wordings)
    return good, (sorted({a.country for a in found if a.country}) == codes) if codes else None, found


def measure(half: str, *, show: bool) -> dict[str, Any]:
    labels = [r for r in rows(GOLD) if half == "both" or half_of(r["story"]) == half]
    coded = {}
    wire = {row["id"]: row for row in rows(DATA / "wire" / "xinhua.jsonl.gz")}
    for name in sorted({r["story"] for r in labels}):
        article = article_of(name, wire)
        doc = locate(annotate(article))
        coded[name] = (doc, resolve(doc))
    counts: Counter[str] = Counter()
    for label in labels:
        doc, actors = coded[label["story"]]
        good, placed, found = judge(doc, actors, label)
        side = half_of(label["story"])
        for group in ("all", side, "kind " + label["kind"], *(["hard", side + " hard"] if label["kind"] in HARD else [])):
            counts.update({f"{group} n": 1, f"{group} right": good})
        if placed is not None:
            counts.update({"country n": 1, "country right": placed, f"{side} country n": 1, f"{side} country right": placed})
        if show and side == "seen" and not (good and placed is not False):
            text = doc.article.text
            around = f"{text[max(0, label['start'] - 70) : label['start']]}[[{text[label['start'] : label['end']]}]]{text[label['end'] : label['end'] + 40]}".replace("\n", " ")
            print(label["kind"], label.get("country"), label.get("referent"), "|", [(a.kind, a.name, a.country) for a in found], "|", around, sep="\t", file=sys.stderr)
    groups = sorted({key.rsplit(" ", 1)[0] for key in counts})
    return {"measure": "actors", "n": len(labels), **{g.replace(" ", "_"): {"n": counts[f"{g} n"], "right": round(counts[f"{g} right"] / counts[f"{g} n"], 4)} for g in groups}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("seen", "unseen", "both"), default="both")
    parser.add_argument("--show", action="store_true", help="list what fell short in the seen half, on standard error")
    args = parser.parse_args()
    print(json.dumps(measure(args.half, show=args.show)))


if __name__ == "__main__":
    main()

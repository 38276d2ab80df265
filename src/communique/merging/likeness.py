# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How alike two passages read: traits that a logistic model weighs (training/merging/likeness.py; numbers in likeness.json)."""

import json
import math
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from communique import weights as learned
from communique.merging.facts import Facts
from communique.merging.passages import Passage, group, passage
from communique.words import news, stem

GROUPS = ("speech", "meet", "visit", "stand", "sign", "force", "other", "mixed")
FAR = 60  # days between pages from which one is of another season
LATEST = 20  # days beyond which more make no difference


def likeness(a: Facts, b: Facts) -> float:
    """Log odds that two mentions are of one event, by the model; 0 is even."""
    bias, weights = _numbers()
    return bias + math.fsum(weights[name] * value for name, value in traits_of(a, b).items() if name in weights)


def traits_of(a: Facts, b: Facts) -> dict[str, float]:
    """What the model weighs: numbers about 0 to 1. The same for (b, a)."""
    p, q = passage(a.passage), passage(b.passage)
    page = a.key[0] == b.key[0]
    out = _times(a, b) | _coded(a, b) | _words(p, q) | _names(p, q)
    out |= {
        "page": page,
        "sentence": page and p.span == q.span,
        "distance": math.log1p(abs(p.at - q.at)) / 7 if page else 1.0,
        "pages": news().cosine(a.page_words, b.page_words),
        "leads": (p.at < 500) + (q.at < 500),
    }
    one, other = group(p, a.mention.event_type), group(q, b.mention.event_type)
    name = one if one == other else "mixed"
    for trait, value in {
        "is": 1.0, "before": out["before"] - 0.5, "after": out["after"] - 0.5, "phrase": out["phrase"], "shared": out["shared"], "strange": out["strange most"], "page": page,
        "gap": out["gap"], "around": out["around"], "others": bool(p.before and q.before and not p.before & q.before), "printed": out["printed"],
    }.items():  # fmt: skip
        out[f"{name} {trait}"] = value
    return {trait: float(value) for trait, value in out.items() if value}


def _times(a: Facts, b: Facts) -> dict[str, float]:
    dated = a.days is not None and b.days is not None
    gap = a.gap(b) if dated else 0
    printed = abs(a.printed - b.printed)
    return {
        "printed": min(printed, LATEST) / 5,
        "printed far": printed > FAR,
        "dated": dated,
        "gap": min(gap, LATEST) / 5,
        "touch": dated and gap == 0,
        "next day": dated and gap == 1,
        "surely apart": dated and a.certain and b.certain and gap > 1,
        "surely touch": dated and a.certain and b.certain and gap == 0,
        "past": sum("historical" in f.mention.auxiliary for f in (a, b)),
        "one planned": a.unreal != b.unreal,
        "begun after told": any(x.days and not x.unreal and y.printed and x.first > y.printed + 1 for x, y in ((a, b), (b, a))),
    }


def _coded(a: Facts, b: Facts) -> dict[str, float]:
    m, n = a.mention, b.mention
    sides = a.sides | b.sides
    both = a.persons.keys() & b.persons.keys()
    return {
        "type": m.event_type == n.event_type,
        "quad": m.quad == n.quad,
        "modes differ": bool(m.mode and n.mode and m.mode != n.mode),
        "sides": len(a.sides & b.sides) / len(sides) if sides else 0.5,
        "other sides": bool(a.sides and b.sides and not a.sides & b.sides),
        "parties": min(len(a.parties & b.parties), 3),
        "persons": sum(bool(a.persons[c] & b.persons[c]) for c in both),
        "other persons": any(not a.persons[c] & b.persons[c] for c in both),
        "venue": bool(a.venue and a.venue == b.venue),
        "other venue": bool(a.venue and b.venue and a.venue != b.venue),
        "other seat": bool(a.seat and b.seat and a.seat != b.seat),
    }


def _words(p: Passage, q: Passage) -> dict[str, float]:
    tells = news()
    heads = [frozenset(map(stem, x.heads)) for x in (p, q)]
    return {
        "word": _kin(p.heads, q.heads),
        "same word": bool(heads[0] & heads[1]),
        "kind": p.kind == q.kind != "",
        "other kind": p.kind != q.kind and bool(p.kind and q.kind),
        "clause": tells.contained(p.clause, q.clause),
        "sentences": tells.contained(p.sentence, q.sentence),
        "around": tells.contained(p.around, q.around),
        "phrase": tells.cosine(p.phrase, q.phrase),
        "word there": bool(heads[0] & q.around) + bool(heads[1] & p.around),
        "numbers": min(len(p.numbers & q.numbers), 3),
        "other numbers": bool(p.numbers and q.numbers and not p.numbers & q.numbers),
    }


def _names(p: Passage, q: Passage) -> dict[str, float]:
    tells = news()
    out = {}
    for what, (x, y) in {
        "near in sentence": (_held(p.near, q.named), _held(q.near, p.named)),
        "near in page": (_held(p.near, q.page), _held(q.near, p.page)),
        "named in page": (_held(p.named, q.page), _held(q.named, p.page)),
        "strange": (_strange(p.before | p.after, q.heard), _strange(q.before | q.after, p.heard)),
    }.items():
        out[f"{what} least"], out[f"{what} most"] = min(x, y), max(x, y)
    sides = [x.before | x.after for x in (p, q)]
    countries = [{n for n in x.near if n.startswith("@")} for x in (p, q)]
    return out | {
        "near": tells.cosine(p.near, q.near),
        "named": tells.cosine(p.named, q.named),
        "stories": tells.cosine(p.page, q.page),
        "nameless": (not p.near) + (not q.near),
        "other countries": bool(countries[0] and countries[1] and not countries[0] & countries[1]),
        "before": _shared(p.before, q.before, 0.5),
        "after": _shared(p.after, q.after, 0.5),
        "crossed": max(_shared(p.before, q.after, 0.0), _shared(p.after, q.before, 0.0)),
        "beside": _shared(sides[0], sides[1], 0.5),
        "shared": len(sides[0] & sides[1]) / max(1, len(sides[0] | sides[1])),
    }


def _held(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of names, by what they tell, that the other holds too."""
    return math.fsum(news().of(w) ** 2 for w in a & b) / math.fsum(news().of(w) ** 2 for w in a) if a else 1.0


def _strange(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a - b) / len(a) if a else 0.0


def _shared(a: frozenset[str], b: frozenset[str], unknown: float) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else unknown


@lru_cache(maxsize=1 << 16)
def _kin(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How near the nearest of two runs of words are, by their vectors."""
    table = learned.vectors("accounts-words")
    return max(round(1.0 if x == y or stem(x) == stem(y) else max(0.0, table.cosine(x, y) or 0.0), 4) for x in a for y in b)


@cache
def _numbers() -> tuple[float, Mapping[str, float]]:
    table = json.loads(resources.files(__package__).joinpath("likeness.json").read_text("utf-8"))
    return table["bias"], table["weights"]

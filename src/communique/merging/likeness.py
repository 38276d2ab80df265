# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How alike two passages read: traits that a logistic model weighs (training/merging/likeness.py; numbers in likeness.json)."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from communique import weights as learned
from communique.merging.facts import Facts
from communique.merging.passages import Passage, group, passage, tell_apart
from communique.words import news, stem

GROUPS = ("speech", "meet", "visit", "stand", "sign", "force", "other", "mixed")
# Traits that tell otherwise by what is reported.
BY_WORDS = {name: tuple(f"{name} {trait}" for trait in ("is", "phrase", "page", "gap", "around", "printed")) for name in GROUPS}
BY_NAMES = {name: tuple(f"{name} {trait}" for trait in ("before", "after", "shared", "strange", "others")) for name in GROUPS}
NAMING = (
    "near in sentence least", "near in sentence most", "near in page least", "near in page most", "named in page least", "named in page most", "strange least", "strange most",
    "near", "named", "stories", "nameless", "other countries", "before", "after", "crossed", "beside", "shared",
)  # fmt: skip
MOST = {  # what traits of the phrases can be at most
    "modifiers": 1.0, "other modifiers": 1.0, "modifiers there": 1.0, "left there": 1.0, "right there": 1.0, "other right": 1.0, "both verbs": 1.0, "definite": 2.0,
    "later definite": 1.0, "one coming": 1.0, "rarest": 1.5,
}  # fmt: skip
RAREST, RARE = 3, 25.0  # shared words, and what they weigh about at most
FAR = 60  # days between pages from which one is of another season
LATEST = 20  # days beyond which more make no difference
WORDS = 1 << 16  # whose weight is kept at hand


class _Squares(dict[str, float]):
    """Weights of words in news, squared; those not met before are looked up."""

    def __missing__(self, word: str) -> float:
        value: float = news().of(word) ** 2
        if len(self) < WORDS:
            self[word] = value
        return value


_square = _Squares().__getitem__


def _sum(words: Iterable[str]) -> float:
    return math.fsum(map(_square, words))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage with what every comparison of it asks for: what its words and names weigh together."""

    passage: Passage
    heads: frozenset[str]  # stems
    countries: frozenset[str]  # near it
    sides: frozenset[str]  # names before and after it
    clause: float
    sentence: float
    around: float
    phrase: float
    modifiers: float
    left: float
    right: float
    near: float
    named: float
    page: float


@lru_cache(maxsize=1 << 15)
def weighed(text: str) -> Weighed:
    p = passage(text)
    sums = (_sum(some) for some in (p.clause, p.sentence, p.around, p.phrase, p.modifiers, p.left, p.right, p.near, p.named, p.page))
    return Weighed(p, frozenset(map(stem, p.heads)), frozenset(n for n in p.near if n.startswith("@")), p.before | p.after, *sums)


def likeness(a: Facts, b: Facts, least: float = -math.inf) -> float:
    """Log odds that two mentions are of one event, by the model; 0 is even. Less than any number where they cannot reach `least`: names, whose
    comparison costs most, are then not looked at."""
    bias, weights, most = _numbers()
    v, w = weighed(a.passage), weighed(b.passage)
    kind = _kind(a, b, v, w)
    found = _coding(a, b, v, w, kind)
    value = bias + math.fsum([weights[name] * found[name] for name in found.keys() & weights.keys()])
    if value + most[kind] < least:
        return -math.inf
    named = _naming(v, w, kind) | _phrases(v, w, page=a.key[0] == b.key[0])
    return round(value + math.fsum([weights[name] * named[name] for name in named.keys() & weights.keys()]), 9)


def traits_of(a: Facts, b: Facts) -> dict[str, float]:
    """What the model weighs: numbers about 0 to 1. The same for (b, a)."""
    v, w = weighed(a.passage), weighed(b.passage)
    kind = _kind(a, b, v, w)
    return _coding(a, b, v, w, kind) | _naming(v, w, kind) | _phrases(v, w, page=a.key[0] == b.key[0])


def _kind(a: Facts, b: Facts, v: Weighed, w: Weighed) -> str:
    one, other = group(v.passage, a.mention.event_type), group(w.passage, b.mention.event_type)
    return one if one == other else "mixed"


def _coding(a: Facts, b: Facts, v: Weighed, w: Weighed, kind: str) -> dict[str, float]:
    """Days, what was coded, and words."""
    p, q = v.passage, w.passage
    page = a.key[0] == b.key[0]
    out = _times(a, b)
    out |= _coded(a, b)
    out |= _words(v, w)
    out["page"] = page
    out["sentence"] = page and p.span == q.span
    out["distance"] = math.log1p(abs(p.at - q.at)) / 7 if page else 1.0
    out["pages"] = news().cosine(a.page_words, b.page_words)
    out["leads"] = (p.at < 500) + (q.at < 500)
    out.update(zip(BY_WORDS[kind], (1.0, out["phrase"], page, out["gap"], out["around"], out["printed"]), strict=True))
    return out


def _naming(v: Weighed, w: Weighed, kind: str) -> dict[str, float]:
    p, q = v.passage, w.passage
    out = _names(v, w)
    others = bool(p.before and q.before and p.before.isdisjoint(q.before))
    out.update(zip(BY_NAMES[kind], (out["before"] - 0.5, out["after"] - 0.5, out["shared"], out["strange most"], others), strict=True))
    return out


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


def _words(v: Weighed, w: Weighed) -> dict[str, float]:
    p, q = v.passage, w.passage
    return {
        "word": _kin(p.heads, q.heads),
        "same word": not v.heads.isdisjoint(w.heads),
        "kind": p.kind == q.kind != "",
        "other kind": p.kind != q.kind and bool(p.kind and q.kind),
        "clause": _contained(p.clause, q.clause, v.clause, w.clause),
        "sentences": _contained(p.sentence, q.sentence, v.sentence, w.sentence),
        "around": _contained(p.around, q.around, v.around, w.around),
        "phrase": _cosine(p.phrase, q.phrase, v.phrase, w.phrase),
        "word there": (not v.heads.isdisjoint(q.around)) + (not w.heads.isdisjoint(p.around)),
        "numbers": min(len(p.numbers & q.numbers), 3),
        "other numbers": bool(p.numbers and q.numbers and p.numbers.isdisjoint(q.numbers)),
    }


def _phrases(v: Weighed, w: Weighed, *, page: bool) -> dict[str, float]:
    """The noun phrase of each word, what stands on each side of it, and how it is told: as known, as done, as still to come."""
    p, q = v.passage, w.passage
    later = p if p.at > q.at else q
    return {
        "modifiers": _cosine(p.modifiers, q.modifiers, v.modifiers, w.modifiers),
        "other modifiers": bool(p.modifiers and q.modifiers and p.modifiers.isdisjoint(q.modifiers)),
        "modifiers there": max(_contained(p.modifiers, q.sentence, v.modifiers, w.sentence), _contained(q.modifiers, p.sentence, w.modifiers, v.sentence)),
        "left there": max(_contained(p.left, q.around, v.left, w.around), _contained(q.left, p.around, w.left, v.around)),
        "right there": max(_contained(p.right, q.around, v.right, w.around), _contained(q.right, p.around, w.right, v.around)),
        "other right": tell_apart(p, q),
        "both verbs": p.verb and q.verb,
        "definite": p.definite + q.definite,
        "later definite": page and p.span != q.span and later.definite,
        "one coming": p.coming != q.coming,
        "rarest": min(math.fsum(sorted((news().of(word) for word in p.sentence & q.sentence if not word.startswith("@")), reverse=True)[:RAREST]) / RARE, MOST["rarest"]),
    }


def _names(v: Weighed, w: Weighed) -> dict[str, float]:
    p, q = v.passage, w.passage
    out: dict[str, float] = {}
    for least, most, x, y in (
        ("near in sentence least", "near in sentence most", _held(p.near, q.named, v.near), _held(q.near, p.named, w.near)),
        ("near in page least", "near in page most", _held(p.near, q.page, v.near), _held(q.near, p.page, w.near)),
        ("named in page least", "named in page most", _held(p.named, q.page, v.named), _held(q.named, p.page, w.named)),
        ("strange least", "strange most", _strange(v.sides, q.heard), _strange(w.sides, p.heard)),
    ):
        out[least], out[most] = (x, y) if x <= y else (y, x)
    out["near"] = _cosine(p.near, q.near, v.near, w.near)
    out["named"] = _cosine(p.named, q.named, v.named, w.named)
    out["stories"] = _cosine(p.page, q.page, v.page, w.page)
    out["nameless"] = (not p.near) + (not q.near)
    out["other countries"] = bool(v.countries and w.countries and v.countries.isdisjoint(w.countries))
    out["before"] = _shared(p.before, q.before, 0.5)
    out["after"] = _shared(p.after, q.after, 0.5)
    out["crossed"] = max(_shared(p.before, q.after, 0.0), _shared(p.after, q.before, 0.0))
    out["beside"] = _shared(v.sides, w.sides, 0.5)
    out["shared"] = len(v.sides & w.sides) / max(1, len(v.sides | w.sides))
    return out


def _cosine(a: frozenset[str], b: frozenset[str], weight: float, other: float) -> float:
    shared = a & b
    return _sum(shared) / math.sqrt(weight * other) if shared else 0.0


def _contained(a: frozenset[str], b: frozenset[str], weight: float, other: float) -> float:
    """The share of the lighter that the other holds too."""
    shared = a & b
    return _sum(shared) / min(weight, other) if shared else 0.0


def _held(a: frozenset[str], b: frozenset[str], weight: float) -> float:
    """The share of names, by what they tell, that the other holds too."""
    return _sum(a & b) / weight if a else 1.0


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
def _numbers() -> tuple[float, Mapping[str, float], Mapping[str, float]]:
    """Bias, weights, and for each group the most that traits of names and phrases can add."""
    table = json.loads(resources.files(__package__).joinpath("likeness.json").read_text("utf-8"))
    weights: dict[str, float] = table["weights"]
    plain = math.fsum(max(0.0, weights.get(name, 0.0)) * (2 if name == "nameless" else 1) for name in NAMING)
    plain += math.fsum(max(0.0, weights.get(name, 0.0)) * value for name, value in MOST.items())
    most = {}
    for name in GROUPS:
        before, after, *rest = (weights.get(trait, 0.0) for trait in BY_NAMES[name])
        most[name] = plain + (abs(before) + abs(after)) / 2 + math.fsum(max(0.0, weight) for weight in rest)
    return table["bias"], weights, most

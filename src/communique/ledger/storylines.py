# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Events chained by who takes part and what it is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from communique.dates import apart
from communique.ledger.facts import Done, Known
from communique.ledger.turns import turns
from communique.model import Coded, Storyline
from communique.text import digest
from communique.words import EMPTY, WORD, Weights, fold, stem, words

GAP = 45  # days without an event after which a story is another one. Editor's choices, all of them.
LIKE = 0.2  # likeness of two events' words
LEAST_EVENTS, LEAST_DAYS = 3, 2
LOOK_BACK = 40  # events of one pair of parties, back in time, that one is held against
TITLE = 5  # words at most


def storylines(pages: Sequence[Coded], known: Known) -> tuple[Storyline, ...]:
    """Chains of at least three events on two days, events by day, storylines by id."""
    dated = sorted((d for d in known.done if d.event.date_range and len(d.parties) > 1), key=lambda d: (d.event.date_range or ("", ""), d.event.id))
    weights = known.weights
    of = {d.event.id: d.event.id for d in dated}

    def root(i: str) -> str:
        while of[i] != i:
            of[i] = of[of[i]]
            i = of[i]
        return i

    before: defaultdict[tuple[str, str], list[Done]] = defaultdict(list)
    for event in dated:
        parties = sorted(event.parties)
        dyads = [(a, b) for at, a in enumerate(parties) for b in parties[at + 1 :]]
        earlier = {e.event.id: e for dyad in dyads for e in before[dyad][-LOOK_BACK:]}
        for other in sorted(earlier):
            if chained(event, earlier[other], weights):
                x, y = sorted((root(event.event.id), root(other)))
                of[y] = x
        for dyad in dyads:
            before[dyad].append(event)
    groups: defaultdict[str, list[Done]] = defaultdict(list)
    for event in dated:
        groups[root(event.event.id)].append(event)
    texts = {page.article.id: page.article.headline for page in pages}
    found = [_storyline(group, texts, weights) for group in groups.values() if len(group) >= LEAST_EVENTS and len({e.event.date_range for e in group}) >= LEAST_DAYS]
    return tuple(sorted(found, key=lambda s: s.id))


def chained(a: Done, b: Done, weights: Weights) -> bool:
    """Near in time and about the same matter; within one page, a looser likeness does, as the page puts them side by side."""
    if a.matter.isdisjoint(b.matter) or not (a.parties <= b.parties or b.parties <= a.parties):
        return False
    if a.event.date_range is None or b.event.date_range is None or apart(a.event.date_range, b.event.date_range) > GAP:
        return False
    likeness = weights.cosine(a.matter, b.matter)
    return likeness >= (LIKE / 2 if a.articles & b.articles else LIKE)


def _storyline(group: Sequence[Done], headlines: dict[str, str | None], weights: Weights) -> Storyline:
    ids = tuple(e.event.id for e in group)
    return Storyline(digest("t", min(ids)), title(group, headlines, weights), ids, turns(group))


# Titles -----------------------------------------------------------------------------------------------------------------


def title(group: Sequence[Done], headlines: dict[str, str | None], weights: Weights) -> str:
    """A phrase of the texts: the run of words that most of the events' texts and headlines share, the fuller and rarer the better."""
    lines = [text for event in group for text in event.texts] + [h for a in sorted({a for e in group for a in e.articles}) if (h := headlines.get(a))]
    counts: Counter[str] = Counter()
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for key, form in dict(_phrases(line)).items():
            counts[key] += 1
            forms[key][form] += 1
    if not counts:
        return (lines or [""])[0][:80]
    parties = {"@" + p for e in group for p in e.parties}

    def worth(key: str) -> float:
        inside = [w for w in words(_form(forms[key])) if w not in parties]
        return (counts[key] - 0.5) * sum(sorted((min(weights.of(w), 6.0) for w in inside), reverse=True)[:3]) if inside else 0.0

    best = max(sorted(counts), key=worth)
    return _form(forms[best]) if worth(best) else (lines or [""])[0][:80]


def _form(forms: Counter[str]) -> str:
    return min(forms, key=lambda f: (-forms[f], f))


def _phrases(line: str) -> Iterable[tuple[str, str]]:
    """Runs of two to TITLE words within a clause that begin and end with a word of matter: (as compared, as written)."""
    for clause in re.split(r"[,.;:!?()\"“”]|\s[-–—]\s", line):
        found = [(m[0], m.start(), m.end()) for m in WORD.finditer(clause)]
        solid = [fold(w) not in EMPTY and not w.isdigit() for w, _, _ in found]
        for i in range(len(found)):
            for j in range(i + 1, min(len(found), i + TITLE)):
                cut_name = (j + 1 < len(found) and found[j][0][0].isupper() and found[j + 1][0][0].isupper()) or (i and found[i - 1][0][0].isupper() and found[i][0][0].isupper())
                if solid[i] and solid[j] and sum(not s for s in solid[i : j + 1]) <= 1 and not cut_name:
                    form = clause[found[i][1] : found[j][2]]
                    yield " ".join(stem(fold(w)) for w, _, _ in found[i : j + 1]), form

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Events chained by who takes part and what it is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from communique.dates import apart
from communique.ledger.facts import Done
from communique.ledger.turns import turns
from communique.model import Storyline
from communique.text import digest
from communique.words import EMPTY, WORD, fold, news, stem, words

GAP = 45  # days without an event after which a story is another one. Editor's choices, all of them.
LIKE = 0.2  # likeness of two events' words
LEAST_EVENTS, LEAST_DAYS = 3, 2
LOOK_BACK = 40  # events of one pair of parties, back in time, that one is held against
LONGEST = 200  # events of a chain; a longer one is told by the years in which its events began
TITLED = 40  # events from which a title is taken
TITLE = 5  # words at most


def rows_of(one: Done) -> tuple[tuple[str, ...], str] | None:
    """Where an event stands among those that it may be chained to: one row for each two parties, by day."""
    days = one.event.date_range
    if days is None or len(one.parties) < 2:
        return None
    return tuple(f"{a} {b}" for a, b in combinations(sorted(one.parties), 2)), f"{days[0]} {days[1]} {one.event.id}"


def chained(a: Done, b: Done) -> bool:
    """Near in time and about the same matter; within one page, a looser likeness does, as the page puts them side by side."""
    if a.matter.isdisjoint(b.matter) or not (a.parties <= b.parties or b.parties <= a.parties):
        return False
    if a.event.date_range is None or b.event.date_range is None or apart(a.event.date_range, b.event.date_range) > GAP:
        return False
    likeness = news().cosine(a.matter, b.matter)
    return likeness >= (LIKE / 2 if a.articles & b.articles else LIKE)


def storyline_of(group: Sequence[Done], titled: Callable[[Sequence[Done]], str]) -> Storyline | None:
    """A chain of at least three events on two days; `titled` gives some events their title."""
    group = sorted(group, key=lambda e: (e.event.date_range or ("", ""), e.event.id))
    if len(group) < LEAST_EVENTS or len({e.event.date_range for e in group}) < LEAST_DAYS:
        return None
    ids = tuple(e.event.id for e in group)
    some = set(sorted(ids)[:TITLED])
    return Storyline(id_of(group), titled([e for e in group if e.event.id in some]), ids, turns(group))


def id_of(group: Sequence[Done]) -> str:
    """Of its first event by id."""
    return digest("t", min(e.event.id for e in group))


# Titles -----------------------------------------------------------------------------------------------------------------


def title(group: Sequence[Done]) -> str:
    """A phrase of the texts: the run of words that most of the events' texts and headlines share, the fuller and rarer the better."""
    lines = lines_of(group)
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
        return (counts[key] - 0.5) * sum(sorted((min(news().of(w), 6.0) for w in inside), reverse=True)[:3]) if inside else 0.0

    best = max(sorted(counts), key=worth)
    return _form(forms[best]) if worth(best) else (lines or [""])[0][:80]


def lines_of(group: Sequence[Done]) -> list[str]:
    """What a title is taken from: the events' texts, and each article's headline once."""
    return [text for event in group for text in event.texts] + [text for _, text in sorted({one for event in group for one in event.headlines})]


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

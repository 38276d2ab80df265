# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Whether two articles are one text: by how much of the shorter is shared, in runs of what length, and where."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from communique.copies.prints import GRAM, Print

LEAST_RUN = 8  # words: shorter shared runs are stock phrases ("told reporters in the capital on")
MANY = 4  # numbers from which on their agreement tells something
SAME_FIGURES = 0.4  # share of numbers below which two texts are one form, filled twice: a copy keeps them
FAR = 3  # days between printed dates beyond which a text is hardly printed again, but a form is filled again


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two articles share. Shares are of the shorter article's words outside quotation marks and stock paragraphs."""

    covered: float  # in runs of at least LEAST_RUN words
    longest: int  # words of the longest run
    runs: int
    early: bool  # whether a run begins in the first half of both
    words: int  # of the shorter article
    figures: float  # share of the shorter article's different numbers that the other has too; 1 where it has few


def overlap(a: Print, b: Print, stock: AbstractSet[int] = frozenset()) -> Overlap:
    """What two prints share, quotations and stock paragraphs apart: two reporters who heard one speech quote the same words."""
    short, long = (a, b) if (a.words, a.id) <= (b.words, b.id) else (b, a)
    places: dict[int, int] = {}
    for place, gram in enumerate(long.grams):
        if long.paragraphs[long.paragraph[place]] not in stock:
            places.setdefault(gram, place)
    counted = [not q and short.paragraphs[p] not in stock for q, p in zip(short.quoted, short.paragraph, strict=True)]
    total = sum(counted)
    covered = longest = runs = 0
    early = False
    at = 0
    while at < len(short.grams):
        if not counted[at] or short.grams[at] not in places:
            at += 1
            continue
        start = at
        while at < len(short.grams) and short.grams[at] in places and counted[at]:
            at += 1
        words = sum(counted[start : at + GRAM - 1])
        if words >= LEAST_RUN:
            covered += words
            longest = max(longest, words)
            runs += 1
            early = early or (2 * start < short.words and 2 * places[short.grams[start]] < long.words)
        at += GRAM - 1
    figures = len(short.numbers & long.numbers) / len(short.numbers) if len(short.numbers) >= MANY else 1.0
    return Overlap(min(1.0, covered / total) if total else 0.0, longest, runs, early, total, figures)


def same_text(found: Overlap, days_apart: int | None) -> bool:
    """The decision. `days_apart`: between the printed dates, None where one is unknown.

    The bounds were set on perturbed wire stories of 2005, and on a look at the unperturbed pairs of both years that share a sixth of their words
    (benchmarks/copies.py); daily reports that fill one form differ in each number and so have no long run.
    """
    if found.figures < SAME_FIGURES:
        return False
    if days_apart is not None and days_apart > FAR:
        return found.covered >= 0.8 and found.longest >= 40
    # A running story told again next day keeps its background, and its news is another: the next day asks for more.
    later = days_apart is not None and days_apart > 0
    if found.words < 60:  # flashes: one sentence, which an update carries on
        return found.covered >= (0.85 if later else 0.6) and found.longest >= min(25 if later else 12, found.words)
    if found.runs == 1 and not found.early and found.covered < 0.75:
        return False  # one block in the later half: a footer, or background that both keep
    if found.covered >= (0.55 if later else 0.5) and found.longest >= 16:
        return True
    least, run, runs = (0.4, 30, 3) if later else (0.3, 20, 2)
    # Where every sentence was touched, many shorter runs say the same.
    shape = (found.longest >= run and found.runs >= runs) or (not later and found.longest >= 12 and found.runs >= 5)
    return found.covered >= least and shape and found.early

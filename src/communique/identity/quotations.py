# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The same words of the same speaker, wherever printed: whole, cut, re-punctuated, with a word in brackets or a word changed; and who told it in other words."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.dates import apart
from communique.identity.meaning import shared
from communique.identity.wordings import AKIN, AKIN_QUOTED, MEATY, SHORTEST, TELLING_WORDS, Word, alike_in_words, at_odds, changed, same_words, stems_of, words_of
from communique.model import Change, Coded, Days, Quotation, Span, SpanRef, StatementRef
from communique.text import digest

FEWEST = 3  # fewer words than these are anybody's
INDEXED = 3  # words of a shingle by which candidates are found
COMMON = 200  # statements with one shingle from which on it is a formula; quotations of one speaker and time that are looked at for a paraphrase
NEAR = 3  # days within which the same matter in other words is taken for the same saying. Editor's choice: a news cycle.
QUOTED = re.compile(r"[\"“”«»„](.+?)[\"“”«»]|(?<!\w)[‘'](.+?)[’'](?!\w)", re.S)


@dataclass(frozen=True, slots=True)
class Said:
    ref: StatementRef
    speakers: frozenset[str]
    words: tuple[str, ...]
    places: tuple[Word, ...]  # spans are of the article's text
    quoted: bool
    days: Days | None
    stems: frozenset[str]


def quotation_of(group: Sequence[Said], kin: Sequence[Said], page: Callable[[str], Coded]) -> Quotation:
    refs = _refs(group)
    return Quotation(
        id=digest("q", min((r.article, r.statement) for r in refs)),
        statements=refs,
        paraphrases=_refs(kin),
        changes=tuple(_changes(group, page)),
        lineage=_lineage(group, page),
    )


def _refs(group: Iterable[Said]) -> tuple[StatementRef, ...]:
    return tuple(sorted((one.ref for one in group), key=lambda r: (r.article, r.statement)))


def said_on(page: Coded, linked: Mapping[tuple[str, str], str]) -> list[Said]:
    out = []
    text = page.article.text
    for s in page.statements:
        whole = _words(text, s.content)
        marked = [(a + m.start(g), a + m.end(g)) for a, b in s.content for m in QUOTED.finditer(text[a:b]) for g in (1, 2) if m[g]] if s.style == "mixed" else []
        places = _words(text, marked) or whole
        words = tuple(w.key for w in places)
        if len(words) >= FEWEST:
            speakers = frozenset(linked[at] for a in s.speakers if (at := (page.article.id, a)) in linked)
            days = (s.date, s.date) if s.date else page.article.published_range
            stems = stems_of(tuple(w.key for w in whole))
            out.append(Said(StatementRef(page.article.id, s.id), speakers, words, tuple(places), s.style != "indirect", days, stems))
    return out


def _words(text: str, spans: Iterable[Span]) -> list[Word]:
    """The words of some spans of a text."""
    return [Word(w.key, low + w.start, low + w.end) for low, high in spans for w in words_of(text[low:high])]


def joined(said: Sequence[Said], likes: Iterable[tuple[int, int]]) -> list[list[Said]]:
    """Quotations and the pairs that are the same -> groups of one each, single ones too. Two parts of one whole are one with it, whatever they share."""
    parent = list(range(len(said)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    held: dict[int, set[tuple[str, ...]]] = {i: {one.words} for i, one in enumerate(said)}  # the wordings of each group
    pairs = sorted(likes, key=lambda p: (-min(len(said[p[0]].words), len(said[p[1]].words)), *sorted((said[i].ref.article, said[i].ref.statement) for i in p)))
    for i, j in pairs:
        a, b = sorted((root(i), root(j)))
        # a few words that stand in two quotations do not make them one
        if a != b and not any(at_odds(x, y) for x in held[a] for y in held[b]):
            parent[b] = a
            held[a] |= held.pop(b)
    groups: defaultdict[int, list[Said]] = defaultdict(list)
    for i, one in enumerate(said):
        groups[root(i)].append(one)
    return list(groups.values())


def keys_of(one: Said) -> set[str]:
    """What another printing of a quotation must share: some words in a row."""
    runs = (one.words[at : at + INDEXED] for at in range(len(one.words) - INDEXED + 1))
    return {" ".join(run) for run in runs} | {digest("w", *one.words)}


def same(a: Said, b: Said) -> bool:
    """The same words, and nothing against the same speaker. Words of a speaker that a page does not name must be long enough to be known."""
    if a.speakers and b.speakers:
        if not a.speakers & b.speakers:
            return False
    elif min(len(a.words), len(b.words)) < SHORTEST:
        return False
    close = a.days is not None and b.days is not None and near(a.days, b.days)
    return same_words(a.words, b.words, MEATY - close)


def near(a: Days | None, b: Days | None) -> bool:
    return a is None or b is None or apart(a, b) <= NEAR


def akin(a: Said, b: Said) -> float:
    """How much of their matter two statements share, if enough; nothing if they are days apart, on one page, or say much the same words of something else."""
    if a.ref.article == b.ref.article or not near(a.days, b.days) or min(len(a.stems), len(b.stems)) < TELLING_WORDS:
        return 0.0
    share = shared(a.words, b.words)
    bar = AKIN_QUOTED if a.quoted and b.quoted else AKIN
    return share if share >= bar and not (a.quoted and b.quoted and alike_in_words(a.words, b.words)) else 0.0


def _changes(group: Sequence[Said], page: Callable[[str], Coded]) -> Iterable[Change]:
    """Where a printing has other words than the one that most agree with; of equals, the longest."""
    if len(group) < 2:
        return
    agreed = {one.ref: sum(not changed(one.words, other.words) for other in group) for one in group}
    base = min(group, key=lambda one: (-agreed[one.ref], -len(one.words), one.ref.article, one.ref.statement))
    for one in sorted(group, key=lambda o: (o.ref.article, o.ref.statement)):
        for first, stop, low, high in changed(base.words, one.words):
            span = (one.places[first].start, one.places[stop - 1].end)
            text = page(base.ref.article).article.text
            yield Change(SpanRef(one.ref.article, span), text[base.places[low].start : base.places[high - 1].end])


def _lineage(group: Sequence[Said], page: Callable[[str], Coded]) -> tuple[str, ...]:
    """Who printed it, by day, each behind the agencies and outlets that its page names as relays."""
    names: list[str] = []
    for one in sorted(group, key=lambda o: (page(o.ref.article).article.published_range or ("9999", "9999"), o.ref.article)):
        printed = page(one.ref.article)
        statement = next(s for s in printed.statements if s.id == one.ref.statement)
        relays = [printed.actor(r.actor).name if r.actor is not None else printed.article.text[slice(*r.span)] for r in statement.relays if r.kind in ("agency", "outlet")]
        names += [n for n in (*relays, *((printed.article.outlet,) if printed.article.outlet else ())) if n not in names]
    return tuple(names)

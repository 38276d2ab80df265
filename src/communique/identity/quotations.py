# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The same words of the same speaker, wherever printed: whole, cut, re-punctuated, with a word in brackets or a word changed; and who told it in other words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.dates import apart
from communique.identity.meaning import shared
from communique.identity.wordings import AKIN, AKIN_QUOTED, MEATY, SHORTEST, TELLING_WORDS, Word, alike_in_words, at_odds, changed, same_words, stems_of, words_of
from communique.model import Change, Coded, Days, LinkedActor, Quotation, Span, SpanRef, StatementRef
from communique.text import digest

FEWEST = 3  # fewer words than these are anybody's
INDEXED = 3  # words of a shingle by which candidates are found
COMMON = 200  # statements with one shingle, or with one stem of one speaker, from which on it is a formula
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


def quotations(pages: Sequence[Coded], actors: Sequence[LinkedActor]) -> tuple[Quotation, ...]:
    """Quotations that stand in two statements or more, or that another page tells in other words; by id."""
    linked = {member: actor.id for actor in actors for member in actor.members}
    said = [s for page in pages for s in _said(page, linked)]
    pages_by_id = {page.article.id: page for page in pages}
    groups = _joined([s for s in said if s.quoted])
    kin = _paraphrases(groups, said)
    found = [_quotation(group, kin[at], pages_by_id) for at, group in enumerate(groups) if len(group) + len(kin[at]) > 1]
    return tuple(sorted(found, key=lambda q: q.id))


def _quotation(group: Sequence[Said], kin: Sequence[Said], pages: Mapping[str, Coded]) -> Quotation:
    refs = _refs(group)
    return Quotation(
        id=digest("q", min((r.article, r.statement) for r in refs)),
        statements=refs,
        paraphrases=_refs(kin),
        changes=tuple(_changes(group, pages)),
        lineage=_lineage(group, pages),
    )


def _refs(group: Iterable[Said]) -> tuple[StatementRef, ...]:
    return tuple(sorted((one.ref for one in group), key=lambda r: (r.article, r.statement)))


def _said(page: Coded, linked: Mapping[tuple[str, str], str]) -> list[Said]:
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


def _joined(said: Sequence[Said]) -> list[list[Said]]:
    """Groups of one quotation each, single ones too. Two parts of one whole are one with it, whatever they share."""
    parent = list(range(len(said)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    held: dict[int, set[tuple[str, ...]]] = {i: {one.words} for i, one in enumerate(said)}  # the wordings of each group
    pairs = sorted(_candidates(said), key=lambda p: (-min(len(said[p[0]].words), len(said[p[1]].words)), *sorted((said[i].ref.article, said[i].ref.statement) for i in p)))
    for i, j in pairs:
        a, b = sorted((root(i), root(j)))
        # a few words that stand in two quotations do not make them one
        if a != b and same(said[i], said[j]) and not any(at_odds(x, y) for x in held[a] for y in held[b]):
            parent[b] = a
            held[a] |= held.pop(b)
    groups: defaultdict[int, list[Said]] = defaultdict(list)
    for i, one in enumerate(said):
        groups[root(i)].append(one)
    return list(groups.values())


def _candidates(said: Sequence[Said]) -> list[tuple[int, int]]:
    index: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, one in enumerate(said):
        index[one.words].add(i)
        for at in range(len(one.words) - INDEXED + 1):
            index[one.words[at : at + INDEXED]].add(i)
    return sorted({(i, j) for members in index.values() if len(members) <= COMMON for i in members for j in members if i < j})


def same(a: Said, b: Said) -> bool:
    """The same words, and nothing against the same speaker. Words of a speaker that a page does not name must be long enough to be known."""
    if a.speakers and b.speakers:
        if not a.speakers & b.speakers:
            return False
    elif min(len(a.words), len(b.words)) < SHORTEST:
        return False
    near = a.days is not None and b.days is not None and _near(a.days, b.days)
    return same_words(a.words, b.words, MEATY - near)


def _paraphrases(groups: Sequence[Sequence[Said]], said: Sequence[Said]) -> list[list[Said]]:
    """For each group, what the same speaker is told to have said of the same matter at the same time, in other words: each statement with its nearest group."""
    index: defaultdict[str, set[int]] = defaultdict(set)
    home = {one.ref: at for at, group in enumerate(groups) for one in group}
    for at, group in enumerate(groups):
        for speaker in {speaker for one in group for speaker in one.speakers}:
            index[speaker].add(at)
    days = {at: {one.days for one in group} for at, group in enumerate(groups)}
    kin: list[list[Said]] = [[] for _ in groups]
    for one in said:
        own = home.get(one.ref)
        if own is not None and len(groups[own]) > 1:
            continue
        options = {at for speaker in one.speakers for at in index[speaker] if at != own and any(_near(one.days, d) for d in days[at])}
        ranked = sorted(((max(_akin(one, other) for other in groups[at]), -at) for at in sorted(options)[:COMMON]), reverse=True)
        if ranked and ranked[0][0] > 0:
            kin[-ranked[0][1]].append(one)
    return kin


def _near(a: Days | None, b: Days | None) -> bool:
    return a is None or b is None or apart(a, b) <= NEAR


def _akin(a: Said, b: Said) -> float:
    """How much of their matter two statements share, if enough; nothing if they are days apart, on one page, or say much the same words of something else."""
    if a.ref.article == b.ref.article or not _near(a.days, b.days) or min(len(a.stems), len(b.stems)) < TELLING_WORDS:
        return 0.0
    share = shared(a.words, b.words)
    bar = AKIN_QUOTED if a.quoted and b.quoted else AKIN
    return share if share >= bar and not (a.quoted and b.quoted and alike_in_words(a.words, b.words)) else 0.0


def _changes(group: Sequence[Said], pages: Mapping[str, Coded]) -> Iterable[Change]:
    """Where a printing has other words than the one that most agree with; of equals, the longest."""
    if len(group) < 2:
        return
    agreed = {one.ref: sum(not changed(one.words, other.words) for other in group) for one in group}
    base = min(group, key=lambda one: (-agreed[one.ref], -len(one.words), one.ref.article, one.ref.statement))
    for one in sorted(group, key=lambda o: (o.ref.article, o.ref.statement)):
        for first, stop, low, high in changed(base.words, one.words):
            span = (one.places[first].start, one.places[stop - 1].end)
            text = pages[base.ref.article].article.text
            yield Change(SpanRef(one.ref.article, span), text[base.places[low].start : base.places[high - 1].end])


def _lineage(group: Sequence[Said], pages: Mapping[str, Coded]) -> tuple[str, ...]:
    """Who printed it, by day, each behind the agencies and outlets that its page names as relays."""
    names: list[str] = []
    for one in sorted(group, key=lambda o: (pages[o.ref.article].article.published_range or ("9999", "9999"), o.ref.article)):
        page = pages[one.ref.article]
        statement = next(s for s in page.statements if s.id == one.ref.statement)
        relays = [page.actor(r.actor).name if r.actor is not None else page.article.text[slice(*r.span)] for r in statement.relays if r.kind in ("agency", "outlet")]
        names += [n for n in (*relays, *((page.article.outlet,) if page.article.outlet else ())) if n not in names]
    return tuple(names)

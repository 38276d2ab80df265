# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The same words of the same speaker, wherever printed: whole, cut, or with a word put in brackets."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from communique import tables
from communique.model import Coded, LinkedActor, Quotation, StatementRef
from communique.text import digest

SHORTEST = 6  # words from which a part of a quotation is known again; below, all words must be the same
LEAST = 3  # fewer words than these are anybody's
INDEXED = 4  # words of a shingle by which candidates are found
COMMON = 200  # statements with one shingle from which on it is a formula, not a quotation
CONTAINED = 0.75  # share of the shorter's word pairs that the longer must hold: an inserted "(South)" costs one of many
BRACKETED = re.compile(r"[\[(][^\])]{0,40}[\])]")
QUOTED = re.compile(r"[\"“”«»„](.+?)[\"“”«»]|(?<!\w)[‘'](.+?)[’'](?!\w)", re.S)


@dataclass(frozen=True, slots=True)
class Said:
    ref: StatementRef
    speakers: frozenset[str]
    words: tuple[str, ...]

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(zip(self.words, self.words[1:], strict=False))


def quotations(pages: Sequence[Coded], actors: Sequence[LinkedActor]) -> tuple[Quotation, ...]:
    """Quotations that stand in two statements or more, by id."""
    linked = {member: actor.id for actor in actors for member in actor.members}
    said = [s for page in pages for s in _said(page, linked)]
    groups = _joined(said)
    found = [Quotation(digest("q", min((r.article, r.statement) for r in refs)), refs) for refs in groups]
    return tuple(sorted(found, key=lambda q: q.id))


def normalised(text: str) -> tuple[str, ...]:
    """The words of a quotation without marks, case, brackets' insertions and ellipses."""
    plain = tables.key(re.sub(r"\.{3}|…|[^\w\s'’.-]", " ", BRACKETED.sub(" ", text)))
    return tuple(w for w in re.findall(r"[^\W_]+", plain))


def _said(page: Coded, linked: dict[tuple[str, str], str]) -> list[Said]:
    out = []
    for s in page.statements:
        if s.style == "indirect":
            continue  # the outlet's words
        text = " ".join(page.article.text[a:b] for a, b in s.content)
        quoted = " ".join(m[1] or m[2] for m in QUOTED.finditer(text)) if s.style == "mixed" else text
        words = normalised(quoted or text)
        if len(words) >= LEAST:
            speakers = frozenset(linked[at] for a in s.speakers if (at := (page.article.id, a)) in linked)
            out.append(Said(StatementRef(page.article.id, s.id), speakers, words))
    return out


def _joined(said: Sequence[Said]) -> list[tuple[StatementRef, ...]]:
    parent = list(range(len(said)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in _candidates(said):
        if same(said[i], said[j]):
            parent[max(root(i), root(j))] = min(root(i), root(j))
    groups: defaultdict[int, list[StatementRef]] = defaultdict(list)
    for i, one in enumerate(said):
        groups[root(i)].append(one.ref)
    return [tuple(sorted(refs, key=lambda r: (r.article, r.statement))) for refs in groups.values() if len(refs) > 1]


def _candidates(said: Sequence[Said]) -> list[tuple[int, int]]:
    index: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, one in enumerate(said):
        index[one.words].add(i)
        for at in range(len(one.words) - INDEXED + 1):
            index[one.words[at : at + INDEXED]].add(i)
    return sorted({(i, j) for members in index.values() if len(members) <= COMMON for i in members for j in members if i < j})


def same(a: Said, b: Said) -> bool:
    """The same words, and nothing against the same speaker. Words of a speaker that a page does not name must be long enough to be known."""
    short, long = sorted((a, b), key=lambda s: (len(s.words), s.words))
    if a.speakers and b.speakers:
        if not a.speakers & b.speakers:
            return False
    elif len(short.words) < SHORTEST:
        return False
    if len(short.words) < SHORTEST:
        return short.words == long.words
    return len(short.pairs & long.pairs) >= CONTAINED * len(short.pairs)

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""One thing counted twice with another number, within what is told of an event."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.accounts.nearness import near
from communique.accounts.numbers import NOT_COUNTED, Quantity, quantities
from communique.accounts.points import EVERYWHERE, Told
from communique.accounts.topics import topic
from communique.model import Coded, EventMention, Span, SpanRef
from communique.text import overlap
from communique.words import stem, words

ALIKE = 0.6  # share of the words of what two figures count
AS_GOOD = 0.85  # nearness of two nouns for one thing: "convicts" and "prisoners"


NOUN = r"(?!(?:of|in|for|and|the|an?|new|its|his|her|their|worth|some|about|up)\b)[a-z][\w-]*"
OF_AMOUNT = re.compile(rf"\b((?:{NOUN}\s)?{NOUN}) (?:of|worth) (?:about |some |nearly |up to |over )?$")
IN_AMOUNT = re.compile(r"\s+(?:of|in|worth of) (?=[a-z])")


@dataclass(frozen=True)
class Item:
    """A number told by somebody."""

    article: str
    party: str | None
    quantity: Quantity
    head: str  # what is counted
    label: str  # the same in words for a reader
    about: frozenset[str]
    matters: frozenset[int]

    @property
    def ref(self) -> SpanRef:
        return SpanRef(self.article, self.quantity.span)


def figures(
    pages: Sequence[Coded], reports: Mapping[str, Sequence[EventMention]], points: Sequence[Told], matters: Sequence[Sequence[Told]]
) -> list[tuple[str, dict[str, list[SpanRef]]]]:
    """(what, value -> where it is told) for each thing with more than one value. Two numbers are of one thing where they count the same noun with the same words about it, or
    are the only ones of their unit that two parties tell of one matter."""
    items = _items({page.article.id: page for page in pages}, reports, points, matters)
    parent = list(range(len(items)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i, a in enumerate(items):
        for j in range(i):
            if root(i) != root(j) and a.quantity.unit == items[j].quantity.unit and (_same_thing(a, items[j]) or _of_one_matter(a, items[j], items)):
                parent[root(i)] = root(j)
    groups: defaultdict[int, list[Item]] = defaultdict(list)
    for i, item in enumerate(items):
        groups[root(i)].append(item)
    out: list[tuple[str, dict[str, list[SpanRef]]]] = []
    for group in groups.values():
        told: defaultdict[str, list[SpanRef]] = defaultdict(list)
        for item in group:
            told[item.quantity.shown].append(item.ref)
        if len(told) > 1 and not _both_in_each(told):
            out.append((_what(group), dict(told)))
    return out


def _what(group: Sequence[Item]) -> str:
    """As most of them are told; of counts the noun."""
    first = group[0]  # as the articles' order has it
    if not first.quantity.unit:
        return f"number of {first.head}"
    told = Counter(item.label for item in group)
    return min(told, key=lambda label: (-told[label], len(label), label))


def _labelled(page: Coded, q: Quantity) -> str | None:
    """What an amount is of: 'a loan of $40 million' -> 'loan', '$55 million in additional aid' -> 'additional aid'; None where neither stands beside it."""
    text = page.article.text
    if found := OF_AMOUNT.search(text[max(0, q.span[0] - 60) : q.span[0]]):
        return found[1]
    if found := IN_AMOUNT.match(text, q.span[1]):
        return topic(text[found.end() : found.end() + 80].split("\n")[0])
    return None


def _items(pages: Mapping[str, Coded], reports: Mapping[str, Sequence[EventMention]], points: Sequence[Told], matters: Sequence[Sequence[Told]]) -> list[Item]:
    passages: dict[tuple[str, Span], str | None] = {(p.article, p.around or p.span): p.party for p in points if p.kind != "initiative"}
    for article, mentions in reports.items():
        for m in mentions:
            passages.setdefault((article, (m.evidence[0][0], m.evidence[-1][1])), None)
    seen: dict[tuple[str, Span], Item] = {}
    for (article, span), party in sorted(passages.items(), key=lambda one: (one[1] is None, one[0])):
        page = pages[article]
        counted = quantities(page.article.text, span)
        listed = [f for f in page.figures if overlap(f.span, span) and not any(overlap(f.span, q.span) for q in counted)]
        for q in (*counted, *(Quantity(f.value, f.unit or "", "", False, f.span, page.article.text[slice(*f.span)]) for f in listed)):
            mine = frozenset(n for n, matter in enumerate(matters) if any(p.article == article and overlap(p.span, q.span) for p in matter))
            head, about = _counted(page, q)
            if head and not any(key[0] == article and overlap(key[1], q.span) for key in seen):
                label = _labelled(page, q) or next((p.topic for matter in matters for p in matter if p.article == article and overlap(p.span, q.span)), head)
                seen[article, q.span] = Item(article, party, q, head, label, about, mine)
    return [seen[key] for key in sorted(seen)]


def _counted(page: Coded, q: Quantity) -> tuple[str, frozenset[str]]:
    """The noun that is counted, and the words about it: as the page's figures have it, else what stands beside the number."""
    for figure in page.figures:
        if overlap(figure.span, q.span) and (head := _head(figure.what)):
            return head, frozenset(words(figure.what)) - EVERYWHERE
    if q.unit:
        beside = re.match(r"\W*(?:of|in|for)?\s*((?:[\w-]+\s?){1,3})", page.article.text[q.span[1] : q.span[1] + 60])
        said = beside[1].strip() if beside else ""
        return said or q.unit, frozenset(words(said)) - EVERYWHERE
    return q.words.split()[-1].lower(), frozenset(w for w in words(re.sub(r"^\S+\s", "", q.words))) - EVERYWHERE


def _head(what: str) -> str | None:
    """The noun that is counted: the last before a preposition."""
    plain = re.split(r"\s(?:of|in|from|for|on|to|at|with|by|against|who|which|that)\s", what.strip())[0].split()
    return plain[-1].lower() if plain and plain[-1].lower() not in NOT_COUNTED else None


def _same_thing(a: Item, b: Item) -> bool:
    return stem(a.head) == stem(b.head) and bool(a.about and b.about) and len(a.about & b.about) >= ALIKE * min(len(a.about), len(b.about))


def _of_one_matter(a: Item, b: Item, items: Sequence[Item]) -> bool:
    """Two parties' only numbers of that unit in a matter; of counts, where the nouns agree or both tell how many more."""
    if a.party == b.party or not a.matters & b.matters:
        return False
    counted = [one.quantity.words.split()[-1].lower() for one in (a, b)]
    if not a.quantity.unit and a.quantity.noun != b.quantity.noun and not (a.quantity.more and b.quantity.more) and near(*counted) < AS_GOOD:
        return False
    for one in (a, b):
        if any(i is not one and i.party == one.party and i.article == one.article and i.matters & one.matters and i.quantity.unit == one.quantity.unit for i in items):
            return False
    return True


def _both_in_each(values: Mapping[str, Sequence[SpanRef]]) -> bool:
    """Every page has every number: they count two things ("three and then two patrols")."""
    told = [frozenset(r.article for r in refs) for refs in values.values()]
    return len(set(told)) == 1 and len(told[0]) > 1

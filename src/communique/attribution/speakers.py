# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""From a source span to actors: by the head of the span, and where that leads nowhere by what it names or takes up again."""

from collections.abc import Iterable, Sequence

from communique.attribution.drafted import Shelf
from communique.attribution.syntax import Tree
from communique.attribution.wording import PAPERS, PRONOUNS, ROLES
from communique.model import Actor, Span, Spans
from communique.text import inside

UNDER = ("prep", "pobj", "poss", "relcl", "acl", "agent")
BY_NAME = ("appos", "nmod")
OWNERS = ("poss", "compound", "nmod", "amod", "prep", "pobj", "agent")
ABOUT_OTHERS = ("report", "dispatch", "editorial", "transcript", "text", "paper", "document")
ANIMATE = ("person", "office", "anonymous")


class Speakers:
    """Answers for one page. `last` is who spoke before, newest first, for pronouns that no actor claims and for "the statement said"."""

    def __init__(self, tree: Tree, actors: Sequence[Actor]) -> None:
        self.tree = tree
        self.by_id = {a.id: a for a in actors}
        mentions = sorted({(m, a.id) for a in actors for m in a.mentions})
        self.mentions = Shelf(((m,), (m, i)) for m, i in mentions)

    def who(self, spans: Spans, last: Sequence[tuple[str, ...]] = ()) -> tuple[str, ...]:
        """Actor ids in the order of the text; empty where the page does not tell."""
        found: list[str] = []
        for head in self.tree.heads(spans):
            found += [i for i in self._named(head, spans, last) if i not in found]
        if not found:
            found = self._unique(i for m, i in self._within(spans) if self.by_id[i].kind in ANIMATE and self._beside(m, spans))[:1]
        return tuple(found)

    def _within(self, spans: Spans) -> list[tuple[Span, str]]:
        """The mentions that lie in one of the spans, in text order."""
        return sorted({(m, i) for s in spans for m, i in self.mentions.near(s) if inside(m, s)})

    def _beside(self, mention: Span, spans: Spans) -> bool:
        """Whether a mention stands beside the head of its source, not under it ("the office of Alva") or in a clause about it."""
        heads = self.tree.heads(spans)
        for place in self.tree.heads([mention]):
            chain = [place, *self.tree.above(place)]
            end = next((k for k, p in enumerate(chain) if p in heads), None)
            if end is not None and not any(self.tree.tokens[p].dep in UNDER for p in chain[:end]):
                return True
        return False

    def _named(self, head: int, spans: Spans, last: Sequence[tuple[str, ...]]) -> list[str]:
        here = self._at(head)
        if here:
            return here
        for dep in BY_NAME:
            child = self.tree.child(head, dep)
            if child is not None and (named := self._at(child)):
                return named
        token = self.tree.tokens[head]
        word = self.tree.word(head).lower()
        if word in ("who", "which", "that"):
            clause = self.tree.tokens[token.head]
            return self._at(clause.head) if clause.dep == "relcl" else []
        if word in PRONOUNS:
            return self._again(word, last)
        owners = self._unique(i for p in self.tree.below(head, ("relcl", "acl", "appos", "conj")) if p != head and self.tree.tokens[p].dep in OWNERS for i in self._at(p))
        owners = [i for i in owners if self.by_id[i].kind not in ANIMATE]  # a person's office or spokesman is not the person
        owners = [i for i in owners if any(j == i for _, j in self._within(spans))] or owners
        role = self._same_role(head, owners, last)
        if role or (owners and token.pos != "PROPN"):  # an unknown society of a country is not that country
            return role or owners[:1]
        if token.lemma.lower() in PAPERS and any(self.tree.word(c).lower() in ("the", "this") for c in self.tree.children[head]):
            return self._issuer(token.lemma.lower(), last)
        return []

    def _at(self, place: int) -> list[str]:
        """The actors whose mention has this token for its head; else the longest mention around it."""
        token = self.tree.tokens[place]
        near = self.mentions.near((token.start, token.end))
        around = [(m, i) for m, i in near if m[0] <= token.start and token.end <= m[1]] or near
        headed = [(m, i) for m, i in around if place in self.tree.heads([m])] or around
        if not headed:
            return []
        best = max((m for m, _ in headed), key=lambda m: m[1] - m[0])
        return self._unique(i for m, i in headed if m == best)

    def _again(self, word: str, last: Sequence[tuple[str, ...]]) -> list[str]:
        for ids in last[:3]:
            persons = [i for i in ids if self.by_id[i].kind in ANIMATE]
            if word in ("he", "she") and persons:
                return persons[:1]
            if word == "it" and ids and not persons:
                return list(ids)
            if word in ("they", "both") and len(ids) > 1:
                return list(ids)
        return []

    def _same_role(self, head: int, owners: Sequence[str], last: Sequence[tuple[str, ...]]) -> list[str]:
        """ "The minister", "the Danish envoy": one of those who spoke last who is called so, else the very last if nothing is known of his or her role."""
        definite = any(self.tree.word(c).lower() == "the" for c in self.tree.children[head])
        role = self.tree.tokens[head].lemma.lower()
        if not definite or role not in ROLES:
            return []
        countries = {self.by_id[i].country for i in owners} - {None}
        persons = [ids[0] for ids in last[:4] if len(ids) == 1 and self.by_id[ids[0]].kind == "person"]
        persons = [i for i in persons if not countries or self.by_id[i].country in countries]
        called = next((i for i in persons if ROLES[role] & self._roles(i)), None)
        if called is None and persons and last[0] == (persons[0],) and not self._roles(persons[0]):
            called = persons[0]
        return [] if called is None else [called]

    def _roles(self, actor_id: str) -> frozenset[str]:
        """The kinds of role that a person's office and the words beside his or her name tell of."""
        actor = self.by_id[actor_id]
        near = [
            p for m in actor.mentions for h in self.tree.heads([m]) for p in self.tree.below(h, ("relcl", "acl", "prep", "conj")) if self.tree.tokens[p].pos in ("NOUN", "PROPN")
        ]
        words = {*(actor.office or "").lower().replace("-", " ").split(), *(self.tree.tokens[p].lemma.lower() for p in near)}
        return frozenset().union(*(ROLES.get(w, frozenset()) for w in words))

    def _issuer(self, paper: str, last: Sequence[tuple[str, ...]]) -> list[str]:
        """A paper speaks for the institution that spoke last; failing one, for whoever did, unless it may be a paper about them."""
        institution = next((list(ids) for ids in last[:4] if ids and all(self.by_id[i].kind not in ANIMATE for i in ids)), [])
        return institution or (list(last[0]) if last and paper not in ABOUT_OTHERS else [])

    @staticmethod
    def _unique(ids: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(ids))

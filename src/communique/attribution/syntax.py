# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""What the dependency parse shows of reporting: who is the subject of a telling verb, what depends on it, who is quoted by whom."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from communique.attribution.wording import HEARERS, HEARSAY, MEDIA, OCCASIONS, QUOTING, TELLING
from communique.model import Annotated, Span, Token
from communique.text import trim

SUBJECTS = ("nsubj", "nsubjpass")
LEFT = ("det", "amod", "compound", "poss", "nmod", "nummod", "quantmod", "predet", "advmod", "npadvmod", "case", "punct")
OUTSIDE_A_NAME = ("relcl", "acl", "punct", "advcl", "parataxis", "cc", "conj", "appos")


@dataclass(frozen=True)
class Report:
    """A telling verb (or "according to") with the heads of its parts, as token places."""

    kind: Literal["verb", "according", "quoted by", "quotes as", "citing"]
    cue: int
    speaker: int | None  # the head of whoever speaks
    relay: int | None  # the head of whoever passes it on, where the phrase names both
    clause: int | None  # the head of what is said
    saying: int | None = None  # the "saying" of "quoted as saying"


class Tree:
    """A parsed article, with its branches."""

    def __init__(self, doc: Annotated) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.starts = [t.start for t in doc.tokens]
        self.children: list[list[int]] = [[] for _ in doc.tokens]
        for place, token in enumerate(doc.tokens):
            if token.head != place:
                self.children[token.head].append(place)
        self.firsts = [s[0] for s in doc.sentences]
        self.labels: defaultdict[int, set[str]] = defaultdict(set)
        for name in doc.names:
            for place in self.within(name.span):
                self.labels[place].add(name.label)

    def word(self, place: int) -> str:
        token = self.tokens[place]
        return self.doc.article.text[token.start : token.end]

    def sentence(self, offset: int) -> Span:
        """The token range of the sentence at a character; an empty range where there is none."""
        at = bisect_right(self.starts, offset) - 1
        if at < 0:
            return (0, 0)
        found = bisect_right(self.firsts, at) - 1
        return self.doc.sentences[found] if found >= 0 and at < self.doc.sentences[found][1] else (at, at + 1)

    def sentence_span(self, offset: int) -> Span:
        first, stop = self.sentence(offset)
        return (self.tokens[first].start, self.tokens[stop - 1].end) if first < stop else (offset, offset)

    def within(self, span: Span) -> range:
        """Places of the tokens that begin inside a character span."""
        return range(bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1]))

    def named(self, place: int, *labels: str) -> bool:
        """Whether a token stands in a name of one of these kinds."""
        return not self.labels.get(place, set()).isdisjoint(labels)

    def child(self, place: int, *deps: str) -> int | None:
        return next((c for c in self.children[place] if self.tokens[c].dep in deps), None)

    def below(self, place: int, without: Iterable[str] = ()) -> list[int]:
        """The branch that hangs from a token, in text order; branches by the given labels are left out."""
        found, todo, skip = [], [place], frozenset(without)
        while todo:
            at = todo.pop()
            found.append(at)
            todo += [c for c in self.children[at] if self.tokens[c].dep not in skip]
        return sorted(found)

    def above(self, place: int) -> list[int]:
        """The tokens that a token hangs from, nearest first."""
        found: list[int] = []
        while self.tokens[place].head != place and self.tokens[place].head not in found:
            place = self.tokens[place].head
            found.append(place)
        return found

    def span(self, places: Iterable[int]) -> Span:
        held = list(places)
        return trim(self.doc.article.text, (self.tokens[min(held)].start, self.tokens[max(held)].end))

    def phrase(self, head: int) -> Span:
        """The noun phrase of a head, without what follows as a clause, an apposition or a further member."""
        inside = self.below(head, OUTSIDE_A_NAME)
        # a hyphen belongs to the name that it stands in
        return self.span(p for p in inside if all(q in inside or self.tokens[q].dep == "punct" for q in range(min(p, head), max(p, head))))

    def naming(self, head: int) -> Span:
        """The noun phrase of a head with a name that stands beside it at once: "the army's spokesman, General Rask"."""
        span = self.phrase(head)
        for place in (c for p in self.within(span) for c in self.children[p] if self.tokens[c].dep == "appos" and self.tokens[c].pos == "PROPN"):
            name = self.phrase(place)
            if span[1] <= name[0] and self.doc.article.text[span[1] : name[0]].strip() in ("", ","):
                return span[0], name[1]
        return span

    def heads(self, spans: Iterable[Span]) -> list[int]:
        """The tokens of the spans that hang from outside them, with their coordinated fellows, in text order."""
        inside = {p for s in spans for p in self.within(s)}
        tops = [p for p in inside if self.tokens[p].head not in inside or self.tokens[p].head == p]
        tops = [p for p in tops if self.tokens[p].pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")] or tops
        tops = [p for p in tops if self.tokens[p].dep != "npadvmod"] or tops  # "the report released Thursday"
        fellows = [q for p in tops for q in self.below(p) if q in inside and q != p and self.tokens[q].dep == "conj" and self.tokens[q].head in {p, *self._chain(p, inside)}]
        return sorted({*tops, *fellows})

    def _chain(self, place: int, inside: set[int]) -> list[int]:
        out = []
        todo = [place]
        while todo:
            at = todo.pop()
            more = [c for c in self.children[at] if c in inside and self.tokens[c].dep == "conj"]
            out += more
            todo += more
        return out

    def subject_in(self, span: Span) -> bool:
        """Whether the words of a span hold a clause of their own."""
        return any((self.tokens[p].dep in SUBJECTS and self.tokens[p].pos != "PRON") or self.tokens[p].dep == "ROOT" for p in self.within(span))

    def subject(self, verb: int) -> int | None:
        """The subject of a verb; a participle or a fellow verb without one takes that of the verb it hangs from."""
        own = [c for c in self.children[verb] if self.tokens[c].dep in SUBJECTS]
        if own:
            return min(own, key=lambda c: abs(c - verb))  # a dateline may pass for a subject too
        token = self.tokens[verb]
        if token.head != verb and (token.dep in ("conj", "xcomp") or (token.dep == "advcl" and token.tag == "VBG")):
            return self.subject(token.head) if self.tokens[token.head].pos in ("VERB", "AUX") else None
        if token.dep == "advcl" and token.tag in ("VBD", "VBZ") and verb > 0 and self.tokens[verb - 1].dep in ("pobj", "appos"):
            before = [verb - 1, *self.above(verb - 1)]  # "after its leader, Ane Holt, claimed": parsers may end the clause at the name
            top = next((p for p in before if self.tokens[p].dep == "pobj"), None)
            return top if top is not None and self.word(self.tokens[top].head).lower() in OCCASIONS else None
        if token.dep == "acl" and token.tag == "VBN" and token.head == verb - 1 and MEDIA.search(self.doc.words(self.phrase(token.head))) and self.child(verb, "agent") is None:
            return token.head  # "..., the website reported on Sunday"
        return None


def reports(tree: Tree, sentence: Span, verbs: frozenset[str] = TELLING) -> list[Report]:
    """All reporting in one sentence (token range) that the parse shows, in text order."""
    found = []
    for place in range(*sentence):
        token = tree.tokens[place]
        if (token.lemma.lower() in QUOTING and token.pos == "VERB") or (token.lemma.lower() in HEARSAY and token.tag == "VBN" and _saying(tree, place) is not None):
            report = _quoting(tree, place, token)
        elif token.lemma.lower() in verbs and token.pos == "VERB":
            report = _telling(tree, place)
        elif tree.word(place).lower() in ("quoting", "citing") and token.pos != "VERB":
            report = _opening(tree, place, sentence)
        elif tree.word(place).lower() == "according":
            report = _according(tree, place)
        else:
            report = None
        if report is not None:
            found.append(report)
    return found


def _opening(tree: Tree, place: int, sentence: Span) -> Report | None:
    """ "Quoting sources, the radio said": at a sentence's head parsers take the participle for a name."""
    quoted = tree.tokens[place].head if tree.tokens[place].dep in ("amod", "compound") else tree.child(place, "dobj")
    root = next((p for p in range(*sentence) if tree.tokens[p].head == p and tree.tokens[p].pos == "VERB"), None)
    return Report("citing", place, quoted, tree.subject(root), None) if quoted is not None and root is not None else None


def _telling(tree: Tree, verb: int) -> Report | None:
    speaker = tree.subject(verb)
    agent = tree.child(verb, "agent")
    if speaker is not None and tree.tokens[speaker].dep == "nsubjpass" and agent is not None and tree.tokens[verb].lemma.lower() in HEARERS:
        return Report("verb", verb, tree.child(agent, "pobj"), None, tree.child(verb, "ccomp"))  # "she was told by the envoy that ..."
    if speaker is None or tree.tokens[speaker].dep == "nsubjpass":
        return None
    return Report("verb", verb, speaker, None, tree.child(verb, "ccomp", "xcomp"))


def _according(tree: Tree, place: int) -> Report | None:
    to = next((c for c in tree.children[place] if tree.word(c).lower() == "to"), None)
    who = tree.child(to, "pobj") if to is not None else None
    return Report("according", place, who, None, None) if who is not None else None


def _saying(tree: Tree, verb: int) -> int | None:
    """The "saying" of "quoted ... as saying", the "said" of "as having said" and of "reported to have said"."""
    for place in tree.below(verb):
        if place <= verb:
            continue
        token, before = tree.tokens[place], tree.word(place - 1).lower()
        if token.tag == "VBG" and before == "as" and token.lemma.lower() != "have":
            return place
        perfect = (tree.word(place - 2).lower(), before) in (("as", "having"), ("to", "have"))
        if token.tag == "VBN" and token.lemma.lower() in TELLING and perfect:
            return place
    return None


def _quoting(tree: Tree, verb: int, token: Token) -> Report | None:
    saying = _saying(tree, verb)
    clause = tree.child(saying, "ccomp", "xcomp") if saying is not None else None
    passive = tree.child(verb, "nsubjpass")
    object_of = tree.child(verb, "dobj")
    if passive is None and token.tag == "VBN" and token.dep == "acl" and token.head != verb:
        if object_of is not None and saying is not None:  # "a statement quoted her as saying", read as "a statement that was quoted"
            return Report("quotes as", verb, object_of, token.head, clause, saying)
        passive = token.head
    if passive is not None:
        by = [p for top in (verb, saying) if top is not None for p in tree.children[top] if tree.word(p).lower() in ("by", "in")]
        who = next((tree.child(p, "pobj") for p in by if tree.child(p, "pobj") is not None), None)
        return Report("quoted by", verb, passive, who, clause, saying)
    if object_of is None:
        return None
    if token.tag == "VBG" or saying is None:
        return Report("citing", verb, object_of, tree.subject(verb), clause, saying)
    return Report("quotes as", verb, object_of, tree.subject(verb), clause, saying)

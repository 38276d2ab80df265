# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The clause that shows an event, and what an undertaking is about: spans read off the syntax."""

import re
from collections.abc import Sequence

from communique.model import Annotated, Span, Spans, Token
from communique.text import trim

LONGEST = 300  # characters of evidence; a reader takes in a clause at a glance, not a paragraph
CLAUSE_ENDS = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp"})
# Clauses beside the one that is shown: they tell something else, unless they hold the trigger.
ASIDE = frozenset({"conj", "advcl", "relcl", "parataxis"})
LOOSE_END = re.compile(r"(?:[\s,;:–—-]+(?:and|but|or|while|as))?[\s,;:–—-]*$")  # the joint to a clause that is left out
WHAT = ("xcomp", "ccomp", "dobj", "prep", "acl", "advcl", "attr", "oprd", "dative", "nsubjpass")


def children(tokens: Sequence[Token], sentence: Span) -> dict[int, list[int]]:
    """Word -> the words that it governs, for one sentence."""
    out: dict[int, list[int]] = {}
    for i in range(*sentence):
        if tokens[i].head != i:
            out.setdefault(tokens[i].head, []).append(i)
    return out


def below(governed: dict[int, list[int]], top: int, without: Sequence[int] = ()) -> list[int]:
    """A word and all below it, but for the branches that begin at `without`."""
    out, stack = [], [top]
    while stack:
        at = stack.pop()
        out.append(at)
        stack += [c for c in governed.get(at, ()) if c not in without]
    return sorted(out)


def clause(doc: Annotated, sentence: Span, trigger: int) -> Span:
    """The characters of the clause in which a word stands: up to its finite verb, without clauses beside it."""
    tokens = doc.tokens
    governed = children(tokens, sentence)
    top, way = trigger, [trigger]
    while tokens[top].head != top and not (tokens[top].dep in CLAUSE_ENDS and tokens[top].pos in ("VERB", "AUX")):
        top = tokens[top].head
        way.append(top)
    aside = [i for i in below(governed, top) if tokens[i].dep in ASIDE and tokens[i].pos in ("VERB", "AUX") and i not in way]
    words = below(governed, top, aside)
    # One run of words around the trigger: what is cut out of the middle ends it.
    first = last = trigger
    members = set(words)
    while first - 1 in members:
        first -= 1
    while last + 1 in members:
        last += 1
    span = trim(doc.article.text, (tokens[first].start, tokens[last].end))
    if span[1] - span[0] <= LONGEST:
        return _without_marks(doc, span)
    at = tokens[trigger].start
    low = max(span[0], at - LONGEST // 2)
    near = [i for i in range(first, last + 1) if low <= tokens[i].start and tokens[i].end <= low + LONGEST]
    return (tokens[near[0]].start, tokens[near[-1]].end) if near else (tokens[trigger].start, tokens[trigger].end)


def _without_marks(doc: Annotated, span: Span) -> Span:
    """Without commas and dashes at the ends, or a quotation mark that closed what stands before."""
    start, end = span
    text = doc.article.text
    while start < end and (text[start] in ",;:-–— " or (text[start] in "\"”’" and text[start + 1 : start + 2].isspace())):
        start += 1
    loose = LOOSE_END.search(text[start:end])
    end = start + loose.start() if loose and loose.start() else end
    return (start, end) if start < end else span


def what(doc: Annotated, sentence: Span, trigger: int) -> Spans:
    """What a promise, request or refusal is about: the complements of its word; the clause where it has none."""
    tokens = doc.tokens
    governed = children(tokens, sentence)
    for dep in WHAT:
        branches = [c for c in governed.get(trigger, ()) if tokens[c].dep == dep and (dep != "prep" or c > trigger)]
        if branches:
            words = below(governed, branches[0])
            return (trim(doc.article.text, (tokens[words[0]].start, tokens[words[-1]].end)),)
    return (clause(doc, sentence, trigger),)


def condition(doc: Annotated, sentence: Span, trigger: int) -> Spans | None:
    """The clause that an undertaking hangs on ("if ...", "unless ...", "provided that ...")."""
    tokens = doc.tokens
    governed = children(tokens, sentence)
    for i in below(governed, trigger):
        if tokens[i].dep == "mark" and tokens[i].lemma.lower() in ("if", "unless", "provided", "until", "once"):
            words = below(governed, tokens[i].head)
            return (trim(doc.article.text, (tokens[words[0]].start, tokens[words[-1]].end)),)
    return None

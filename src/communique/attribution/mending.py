# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Mends what the tagger cut wrongly, where the parse of the cue's own verb shows it plainly."""

from collections.abc import Sequence
from dataclasses import replace

from communique.attribution.drafted import Draft, touches, word_span
from communique.attribution.parties import press
from communique.attribution.syntax import SUBJECTS, Report, Tree
from communique.attribution.wording import HEARERS, OCCASIONS
from communique.model import Span
from communique.text import join


def mend(tree: Tree, first: Draft, own: Report, seen: Sequence[Report]) -> Draft:
    """The draft of a cue verb with subject and content as the parse has them; `seen` are all reports of the sentence."""
    for step in (_turned, _without_heard, _without_gloss, _own_clause, _whole_clause):
        first = step(tree, first, own)
    return _own_subject(tree, first, own, seen)


def _turned(tree: Tree, first: Draft, own: Report) -> Draft:
    """ "..., said the ministry in a note", "..., its envoy in Oslo, Ane Holt, announced": a subject that the tagger took for content."""
    if own.speaker is None or not touches([word_span(tree, own.speaker)], first.content):
        return first
    clause = set(tree.below(own.clause)) if own.clause is not None else set()
    if own.speaker in clause or (tree.tokens[own.speaker].head != own.cue and first.source and first.source[0][0] > tree.tokens[own.speaker].start):
        return first  # the subject of the verb before, as where ", a source told the agency" is read as one more verb of the sentence
    subject = tree.below(own.speaker)
    parts = [_stripped(tree, [p for p in tree.within(s) if p not in subject], own) for s in first.content]
    content = join(p for p in parts if p is not None)
    return replace(first, source=(tree.phrase(own.speaker),), content=content) if content else first


def _without_heard(tree: Tree, first: Draft, own: Report) -> Draft:
    """ "Told the daily on condition of anonymity that ...": who was told, and how, is no part of what was said."""
    last = max((p for s in first.cue for p in tree.within(s)), default=None)
    if last is None or tree.tokens[own.cue].lemma.lower() not in HEARERS:
        return first
    span = next((s for s in first.content if last + 1 in tree.within(s) and s[0] == tree.tokens[last + 1].start), None)
    if span is None:
        return first
    places = tree.within(span)
    start = next((p for p in places[1:] if tree.word(p).lower() == "that"), None)
    if start is None:
        heard = (h for h in places[:4] if tree.tokens[h].pos in ("PROPN", "NOUN") and press(tree, h))
        start = next((h + 1 for h in heard if h + 1 in places and tree.tokens[h + 1].pos != "PROPN"), None)
    elif any(tree.tokens[p].pos in ("VERB", "AUX") for p in range(places[0], start)):
        return first
    return first if start is None else replace(first, content=join((tree.tokens[start].start, s[1]) if s == span else s for s in first.content))


def _stripped(tree: Tree, places: Sequence[int], own: Report) -> Span | None:
    """What remains of a content: nothing, if it holds no clause of its own and stands behind the cue."""
    kept = [p for p in places if tree.tokens[p].dep != "punct" or tree.word(p) in '"“”']
    if not kept or (kept[0] > own.cue and not tree.subject_in(tree.span(kept))):
        return None
    return tree.span(kept)


def _without_gloss(tree: Tree, first: Draft, own: Report) -> Draft:
    """ "...", she said, with "they" meaning the fishermen: what hangs from the telling behind a quotation is the writer's, not the speaker's."""
    cue = word_span(tree, own.cue)
    text = tree.doc.article.text
    before = tuple(s for s in first.content if s[1] <= cue[0])
    tellings = (own.cue, tree.tokens[own.cue].head) if tree.tokens[own.cue].dep == "parataxis" else (own.cue,)
    glosses = {p for t in tellings for c in tree.children[t] if c > own.cue and tree.tokens[c].dep == "prep" for p in tree.below(c)}
    kept = tuple(s for s in first.content if s in before or not {p for p in tree.within(s) if tree.tokens[p].dep != "punct"} <= glosses)
    return replace(first, content=kept) if any(text[s] in '“"' for s, _ in before) else first


def _own_clause(tree: Tree, first: Draft, own: Report) -> Draft:
    """The clause that the cue's verb takes, where the tagger gave it only what tells of the occasion ("..., she said when she was asked")."""
    if own.clause is None or tree.tokens[own.clause].dep != "ccomp" or tree.child(own.clause, *SUBJECTS) is None:
        return first
    clause = [p for p in tree.below(own.clause) if p != own.cue]
    content = [p for s in first.content for p in tree.within(s)]
    occasion = {p for c in tree.children[own.cue] if tree.tokens[c].dep in ("advcl", "prep", "npadvmod") for p in tree.below(c)}
    if own.cue in tree.below(own.clause) or not content or not set(content) <= occasion or set(content) & set(clause):
        return first
    opens = {tree.word(p).lower() for p in (min(content), max(0, min(content) - 1))}
    relative = any(tree.tokens[p].dep == "relcl" and tree.tokens[p].head not in content for p in content)
    if not opens & OCCASIONS and not relative:
        return first
    return replace(first, content=(tree.span(clause),))


def _whole_clause(tree: Tree, first: Draft, own: Report) -> Draft:
    """A content that holds only the end of the clause that was said gets its subject and verb back."""
    if own.clause is None or tree.tokens[own.clause].pos not in ("VERB", "AUX") or touches([word_span(tree, own.clause)], first.content):
        return first
    clause = [p for p in tree.below(own.clause) if p != own.cue and p not in tree.below(own.cue, ("ccomp",))]
    inside = {p for s in first.content for p in tree.within(s)}
    if own.cue in tree.below(own.clause) or not inside or not inside <= {*clause, *(p for p in inside if tree.tokens[p].dep == "punct")}:
        return first
    whole = tree.span(clause)
    return first if touches([whole], (*first.source, *first.cue)) else replace(first, content=join([*first.content, whole]))


def _own_subject(tree: Tree, first: Draft, own: Report, seen: Sequence[Report]) -> Draft:
    """The subject of the cue's own verb, where the tagger took that of another report in the sentence for the source."""
    if own.speaker is None or touches([word_span(tree, own.speaker)], (*first.source, *first.content)):
        return first
    foreign = any(r is not own and r.speaker is not None and r.speaker != own.speaker and touches([word_span(tree, r.speaker)], first.source) for r in seen)
    return replace(first, source=(tree.phrase(own.speaker),)) if foreign else first

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Announcements of what was just told: "The two sides agreed to ... Her spokesman announced the agreement at a briefing"."""

from collections.abc import Sequence
from dataclasses import replace

from communique.attribution.drafted import Draft, touches
from communique.attribution.syntax import Tree
from communique.attribution.wording import ANNOUNCING
from communique.model import Span
from communique.text import trim

STEM = 4  # letters that "agreement" shares with "agree", "decision" with "decide" (editor's knowledge)
BACK = 3  # sentences: the lead and what follows it at once
LONGEST = 5  # tokens of a content that only points back


def resolve(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """A content that only names what was told before becomes the sentence that told it; what is said there stands within the announcement."""
    out = list(drafts)
    for place, draft in enumerate(drafts):
        noun = _pointer(tree, draft)
        told = _telling(tree, noun) if noun is not None else None
        if told is None:
            continue
        verb, sentence = told
        out[place] = replace(draft, content=(sentence,))
        for other, inner in enumerate(drafts):
            if other != place and inner.within is None and touches(inner.cue, [verb]):
                out[other] = replace(inner, within=place, relays=(*inner.relays, *draft.source, *draft.relays))
    return out


def _pointer(tree: Tree, draft: Draft) -> int | None:
    """The head of a content like "the agreement", where its cue announces."""
    if not draft.source or len(draft.content) != 1 or not any(tree.tokens[p].lemma.lower() in ANNOUNCING for s in draft.cue for p in tree.within(s)):
        return None
    places = tree.within(draft.content[0])
    if not 2 <= len(places) <= LONGEST or tree.word(places[0]).lower() not in ("the", "this", "that"):
        return None
    heads = [h for h in tree.heads(draft.content) if tree.tokens[h].pos == "NOUN"]
    return heads[0] if len(heads) == 1 else None


def _telling(tree: Tree, noun: int) -> tuple[Span, Span] | None:
    """The verb of the same stem in the sentences just before, and its sentence."""
    stem = tree.tokens[noun].lemma.lower()[:STEM]
    first, _ = tree.sentence(tree.tokens[noun].start)
    before = [s for s in tree.doc.sentences if s[1] <= first][-BACK:]
    for start, stop in reversed(before):
        for place in range(start, stop):
            token = tree.tokens[place]
            if token.pos == "VERB" and len(stem) == STEM and token.lemma.lower().startswith(stem):
                span = trim(tree.doc.article.text, (tree.tokens[start].start, tree.tokens[stop - 1].end))
                return (token.start, token.end), (span[0], span[1] - (tree.word(stop - 1) == "."))
    return None

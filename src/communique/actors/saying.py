# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who says a quotation, as far as pronouns and possessives need to know."""

from communique.actors.board import Board, Entity, Mention
from communique.actors.words import SUBJECT, Words

BACK = 3  # sentences of one quotation that may lie between its speaker and a pronoun
SAY = frozenset("say tell add note stress state declare announce claim warn ask urge call express reiterate point insist argue explain".split())
SAYING = SAY | frozenset("write read continue conclude reply respond answer remark comment promise pledge vow quote tweet joke acknowledge admit suggest think believe".split())


def sayers(board: Board) -> dict[int, list[Mention]]:
    """By sentence, the mentions that are the subject of a verb of saying outside quotation marks."""
    words = board.words
    found: dict[int, list[Mention]] = {}
    for mention in board.mentions:
        if len(mention.entities) == 1 and words.role(mention.head) in SUBJECT and not words.quoted[mention.first]:
            verb = words.governor(mention.head)[1]
            if words.lemma[verb] in SAYING or (words.low[mention.head + 1 : mention.head + 2] and words.low[mention.head + 1] in ("said", "says")):
                found.setdefault(words.sentence[mention.first], []).append(mention)
    return found


def sayer(board: Board, saying: dict[int, list[Mention]], at: int) -> Entity | None:
    """Of the quotation around a token: who says it in its sentence; of one that opens a paragraph, who says it further on there; else who spoke before, or in the next sentence."""
    words = board.words
    here = words.sentence[at]
    if mine := saying.get(here):
        return min(mine, key=lambda m: abs(m.head - at)).entities[0]
    if _opens(words, at):
        for sentence in range(here + 1, min(here + BACK, len(words.doc.sentences) - 1) + 1):
            if words.breaks(words.doc.sentences[sentence][0]):
                break
            if mine := saying.get(sentence):
                return mine[0].entities[0]
    for sentence in range(here - 1, max(-1, here - BACK - 1), -1):
        if mine := saying.get(sentence):
            return mine[-1].entities[0]
    following = saying.get(here + 1)
    return following[0].entities[0] if following else None


def _opens(words: Words, at: int) -> bool:
    """Whether the quotation around a token begins its paragraph."""
    while at > 0 and words.quoted[at] and not words.breaks(at):
        at -= 1
    return at == 0 or words.breaks(at)

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where an article names states and bodies between them, and how each such name stands to a noun: what a judgement of 'whose soldiers?' looks at."""

from dataclasses import dataclass

from communique.actors.board import Board, Mention
from communique.actors.words import OBJECT, SUBJECT, Words

CLIMB = 8  # steps up a parse
PLACE = frozenset("in at near inside across throughout outside around within along off".split())
PREPOSITIONS = frozenset("of from by with against to for on between into over under".split())


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that tells of a state or body: a name, an adjective, a town, a person, somebody said to be of it."""

    at: int
    code: str
    kind: str  # name, adjective, town ... as the gazetteer has it; between: a body of several states; person, noun: by their country
    lemma: str = ""  # of a noun
    key: tuple[str, ...] = ()  # of a person


class Signs:
    """The signs of an article, in the order of the text; nouns join as they are found."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.words = board.words
        found = [Sign(at, code, kind) for at, code, kind in board.home.signs]
        found += [Sign(m.head, m.entities[0].country, "person", "", m.entities[0].key) for m in board.mentions if m.kind == "person" and m.entities[0].country]
        self.fixed = found
        self._clause: dict[int, tuple[int, str, bool]] = {}
        self._owned: dict[int, str] = {}
        self._known: tuple[int, list[Sign]] = (-1, [])

    def all(self) -> list[Sign]:
        """Every sign so far."""
        if self._known[0] != self.board.changes:
            nouns = [s for s in map(noun, self.board.mentions) if s is not None]
            self._known = self.board.changes, sorted([*self.fixed, *nouns], key=lambda s: (s.at, s.code))
        return self._known[1]

    def clause(self, at: int) -> tuple[int, str, bool]:
        """The verb that a word's phrase hangs on, the phrase's part in its clause, and whether the word is the phrase's head."""
        if at not in self._clause:
            self._clause[at] = _clause(self.words, at)
        return self._clause[at]

    def owned(self, at: int) -> str:
        """The noun that a sign stands before, possesses or follows with 'of': 'minister' of 'Danish defense minister'; '' where it does none."""
        if at not in self._owned:
            self._owned[at] = _owned(self.words, at)
        return self._owned[at]

    def relation(self, sign: Sign, head: int) -> str:
        """How a sign of the same sentence stands to a noun."""
        words = self.words
        part = _within(words, sign.at, head)
        if part:
            return f"own {part}"
        mine, role, top = self.clause(head)
        verb, theirs, direct = self.clause(sign.at)
        how = theirs if direct else f"{theirs}'s"
        if verb == mine:
            return f"same {how} of {role}" if top else f"same {how}"
        above = words.head[mine]
        if verb == above or self.clause(above)[0] == verb:
            return f"above {how}"
        return f"below {how}" if words.head[verb] == mine else "apart"


def noun(mention: Mention) -> Sign | None:
    """A noun of one state as a sign for the nouns behind it; None where its own state was only inferred."""
    entity = mention.entities[0]
    if mention.kind != "nominal" or len(mention.entities) != 1 or not entity.country or entity.basis or entity.kind == "country":
        return None
    return Sign(mention.head, entity.country, "noun", min(entity.heads, default="", key=lambda word: (len(word), word)))


def _owned(words: Words, at: int) -> str:
    """Climbs from a modifier to the noun."""
    for _ in range(CLIMB):
        above = words.head[at]
        if above == at:
            break
        if words.dep[at] == "pobj" and words.low[above] == "of":
            at = words.head[above]
            return words.lemma[at] if words.pos[at] in ("NOUN", "PROPN") else ""
        if words.dep[at] not in ("amod", "compound", "nmod", "poss"):
            break
        if words.pos[above] == "NOUN" or (words.pos[above] == "PROPN" and words.dep[above] not in ("amod", "compound", "nmod", "poss")):
            return words.lemma[above]
        at = above
    return ""


def _within(words: Words, at: int, head: int) -> str:
    """By what a word belongs to a noun's own phrase: 'of', 'in', 'mod'; '' where it does not."""
    prep = ""
    for _ in range(CLIMB):
        above = words.head[at]
        if words.dep[at] == "pobj":
            low = words.low[above]
            prep = "in" if low in PLACE else low if low in PREPOSITIONS else "other"
        elif words.pos[at] in ("VERB", "AUX"):
            prep = "clause"
        if above == head:
            return prep or ("poss" if words.dep[at] == "poss" else "mod")
        if above == at:
            return ""
        at = above
    return ""


def _clause(words: Words, at: int) -> tuple[int, str, bool]:
    role, start, top = "", at, True
    for _ in range(CLIMB):
        above = words.head[at]
        if above == at:
            break
        if words.dep[at] == "pobj":
            low = words.low[above]
            role = "in" if low in PLACE else low if low in PREPOSITIONS else "other"
            if words.pos[words.head[above]] not in ("VERB", "AUX"):
                top = False
        elif words.pos[above] in ("VERB", "AUX"):
            dep = words.dep[at]
            role = "subject" if dep in SUBJECT else "object" if dep in OBJECT else role if dep in ("prep", "agent") else dep if dep in ("advcl", "conj", "ccomp") else "other"
            return above, "by" if words.low[at] == "by" and role == "subject" else role, top
        elif words.dep[at] in ("amod", "compound", "poss", "nmod", "appos"):
            top = top and at != start
        at = above
    return at, role or "root", top

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Those who are only counted ('killing at least seven', 'four others'), and places that stand for who is there ('Africa', 'the international community')."""

from communique import tables
from communique.actors.acting import VISITS
from communique.actors.board import Board, Entity
from communique.actors.whose import Asked, Whose
from communique.actors.words import OBJECT, SUBJECT, Words

COUNTED = frozenset("dozens hundreds thousands scores tens others several many".split())
# What is done to people, or by crowds of them: only there is a bare number an actor.
HARM = frozenset(
    "kill wound injure arrest detain kidnap abduct shoot displace release free rescue evacuate execute sentence charge murder hurt capture seize jail imprison hold "
    "indict convict torture beat attack protest march rally gather demonstrate riot die accuse expel deport".split()
)
WHO = frozenset("who behind charged arrested killed wounded injured detained responsible involved calling accused affected".split())
ARRIVE = frozenset({"arrive", "land", "arrival"})
HIT = frozenset("attack bomb shell storm raid hit strike bombard invade occupy capture seize besiege enter reoccupy visit tour".split())
COMMUNITY = frozenset({"community", "society"})
WORLDLY = frozenset({"international", "world", "global"})


def numbers(whose: Whose) -> None:
    """Numbers without a noun, where people are harmed, held or gather."""
    board, words = whose.board, whose.words
    for at in range(words.count):
        low = words.low[at]
        if board.taken[at] is not None:
            continue
        if low == "those" and words.pos[at] in ("PRON", "DET") and at + 1 < words.count and words.low[at + 1] in WHO and words.role(at) in SUBJECT | OBJECT | {"pobj"}:
            _people(whose, at, at)
            continue
        if not (words.pos[at] == "NUM" or low in COUNTED) or words.quoted[at]:
            continue
        after = words.low[at + 1] if at + 1 < words.count else ""
        if words.pos[at] == "NUM" and (words.dep[at] not in SUBJECT | OBJECT | {"conj"} or after in ("percent", "%", "-", ":", "of", "(", "am", "pm", "p.m.", "a.m.")):
            continue
        if words.role(at) not in SUBJECT | OBJECT or not _harmed(words, at):
            continue
        first = at
        floor = words.bounds(at)[0]
        while (
            first > floor
            and board.taken[first - 1] is None
            and (words.pos[first - 1] == "NUM" or words.low[first - 1] in ("at", "least", "some", "about", "than", "more", "nearly", "the"))
        ):
            first -= 1
        _people(whose, first, at)


def _people(whose: Whose, first: int, at: int) -> None:
    board = whose.board
    judged = whose.judge(Asked(first, at + 1, at, "count", "people", "CVL", True))
    made = Entity(
        ("x", "", "people", board.words.doc.article.id, judged.code or ""),
        "group",
        "people",
        judged.code,
        "CVL",
        plural=True,
        heads={"people"},
        basis=judged.basis,
    )
    board.add(first, at + 1, "nominal", board.entity(made), head=at)


def _harmed(words: Words, at: int) -> bool:
    for _ in range(4):
        head = words.head[at]
        if words.lemma[head] in HARM and words.pos[head] == "VERB":
            return True
        if words.dep[at] not in ("conj", "appos", "nsubj", "advcl") or head == at:
            return False
        at = head
    return False


def regions(board: Board) -> None:
    """Continents where they act, the international community, and towns that are visited or attacked."""
    words = board.words
    for at in range(words.count):
        if board.taken[at] is not None or board.titled[at]:
            continue
        low = words.low[at]
        community = low in COMMUNITY and at > 0 and words.low[at - 1] in WORLDLY
        if community or (low == "world" and words.role(at) in OBJECT and words.lemma[words.head[at]] in ("urge", "ask", "tell", "call", "remind", "warn", "assure")):
            made = Entity(("x", "", "international community"), "group", "international community", None, "GOV", heads={"community"})
            board.add(at - community, at + 1, "nominal", board.entity(made), head=at)
        elif words.capital(at):
            last = board.home.begins.get(at)
            if last is not None:
                if board.free(at, last) and _host(words, words.top(at, last)):
                    board.add(at, last, "country", board.state(board.home.place[at] or ""))
            else:
                _continent(board, at)


def _host(words: Words, at: int) -> bool:
    """Whether a town is where a visit goes or an attack strikes: its state is then a party to it."""
    role = words.role(at)
    prep, above = words.governor(at)
    if role == "dobj" and words.dep[at] != "appos":
        return words.lemma[words.governor(at)[1]] in HIT
    return (prep == "to" and words.lemma[above] in VISITS) or (prep in ("in", "at") and words.lemma[above] in ARRIVE)


def _continent(board: Board, at: int) -> None:
    words = board.words
    for last in (at + 2, at + 1):
        if last > words.count or not board.free(at, last):
            continue
        known = tables.regions().get(words.shown(at, last))
        if known is None or known[1] != "continent":
            continue
        top = words.top(at, last)
        prep, above = words.governor(top)
        if words.dep[top] in ("compound", "amod", "nmod", "poss") and not (last < words.count and words.low[last] in ("-", "–")) and not (at and words.low[at - 1] == "-"):
            return
        if (
            words.role(top) in SUBJECT | OBJECT
            or prep in ("with", "between", "by", "against", "toward", "towards")
            or (prep in ("to", "for") and words.pos[above] in ("VERB", "NOUN"))
        ):
            name = words.shown(at, last)
            if known[0] == "EUR":
                board.add(at, last, "country", board.entity(Entity(("x", "EUR", "Europe"), "group", "Europe", "EUR", "GOV", heads={"continent"})))
            else:
                board.add(at, last, "country", board.entity(Entity(("x", known[0], name), "group", name, known[0], "GOV", heads={"continent", "region"})))
        return

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Pronouns of the third person: candidates are scored, one function a feature, and the best above a floor is taken."""

from collections.abc import Callable

from communique.actors.board import Board, Entity, Mention
from communique.actors.words import SUBJECT, Words

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})
REACH = 3  # sentences back; a pronoun's name stands farther away in hardly any news text
FLOOR = 0.0
WEATHER = frozenset({"be", "seem", "appear", "take", "happen", "turn", "remain", "become", "look"})  # 'it is important that'
SAY = frozenset("say tell add note stress state declare announce claim warn ask urge call express reiterate point insist argue explain".split())


def find(board: Board) -> None:
    """Pronoun mentions onto the board, from the left."""
    words = board.words
    for at in range(words.count):
        low = words.low[at]
        if words.pos[at] != "PRON" or board.taken[at] is not None or low not in HE | SHE | THEY | IT:
            continue
        if low in IT and _empty(words, at):
            continue
        entities = resolve(board, at)
        if entities:
            board.add(at, at + 1, "pronoun", *entities, head=at)
            own(board, at, entities)


def own(board: Board, at: int, entities: tuple[Entity, ...]) -> None:
    """'His country', 'their governments': the states of those whom the pronoun means."""
    words = board.words
    head = words.head[at]
    if words.dep[at] == "poss" and at < head <= at + 3 and words.lemma[head] in HOMES and board.taken[head] is None:
        states = tuple(dict.fromkeys(board.state(e.country) for e in entities if e.country))
        if states:
            board.add(head, head + 1, "nominal", *states, head=head)


HOMES = frozenset("country government side nation administration delegation cabinet regime homeland army military parliament ministry".split())


DEEM = frozenset({"make", "find", "consider", "think", "deem", "believe", "take"})


def _empty(words: Words, at: int) -> bool:
    """'It' that stands for nothing: 'it is important that', 'it takes time to'."""
    verb = words.head[at]
    if words.dep[at] == "expl":
        return True
    if (
        words.low[at] == "it"
        and words.pos[verb] in ("ADJ", "VERB")
        and words.low[at + 1 : at + 2]
        and words.lemma[words.head[verb]] in DEEM
        and verb > at
        and words.head[verb] < at
    ):
        return True  # 'make it clear', 'considered it important'
    if words.low[at] != "it" or words.dep[at] not in SUBJECT:
        return words.low[at] == "it"  # an object is mostly a thing or an event
    if words.lemma[verb] not in WEATHER:
        return False
    return any(
        words.head[c] in (verb, *[a for a in range(verb, min(verb + 4, words.count)) if words.head[a] == verb])
        and words.dep[c] in ("ccomp", "xcomp", "advcl", "acl", "csubj", "acomp", "relcl")
        for c in range(verb + 1, min(verb + 14, words.count))
    )


def resolve(board: Board, at: int) -> tuple[Entity, ...]:
    """Whom a pronoun means; () where nobody fits."""
    words = board.words
    low = words.low[at]
    here = words.sentence[at]
    best: tuple[Entity, ...] = ()
    value = FLOOR
    nearest = _rows(board, here) if low in THEY else []
    nearest += [m for m in board.mentions if here - REACH <= words.sentence[m.first] <= here and not m.first <= at < m.last]
    for mention in nearest:
        if mention.first > at and not _cataphoric(words, mention, at):
            continue
        if not _fits(low, mention):
            continue
        score = sum(feature(words, mention, at) for feature in FEATURES)
        if score > value:
            best, value = mention.entities, score
    return best


def _fits(low: str, mention: Mention) -> bool:
    """Number, gender and kind."""
    if len(mention.entities) > 1:
        return low in THEY
    entity = mention.entities[0]
    if low in HE | SHE:
        return entity.kind in ("person", "office", "anonymous") and not entity.plural and entity.gender in (None, "m" if low in HE else "f")
    if low in THEY:  # a police force or a party may be 'they', a state seldom is
        return entity.plural or (entity.kind in ("organisation", "government") and entity.sector in PLURAL_BODIES)
    return entity.kind in ("country", "government", "organisation") and not entity.plural


PLURAL_BODIES = frozenset({"COP", "PTY", "REB", "BUS", "JRN", "MIL", "OPP", "SOC", "IGO"})


def _rows(board: Board, here: int) -> list[Mention]:
    """Rows of names as mentions of all their actors: 'Moon and Biden', whom 'they' may mean."""
    words = board.words
    by_head = {m.head: m for m in board.mentions if here - REACH <= words.sentence[m.first] <= here}
    rows: dict[int, list[Mention]] = {}
    for mention in by_head.values():
        at = mention.head
        while words.dep[at] == "conj" and words.head[at] in by_head:
            at = words.head[at]
        if at != mention.head:
            rows.setdefault(at, [by_head[at]]).append(mention)
    found = [
        Mention(r[0].first, max(m.last for m in r), at, "row", tuple(dict.fromkeys(e for m in r for e in m.entities))) for at, r in rows.items() if len({m.kind for m in r}) <= 2
    ]
    return found + _hosts(words, list(by_head.values()))


MEET = frozenset("meet receive host greet welcome telephone call visit".split())
TALK = frozenset("talk meeting discussion consultation meet negotiation conversation confer summit lunch dinner".split())


def _hosts(words: Words, mentions: list[Mention]) -> list[Mention]:
    """Two who met, as one: 'X met Y', 'X held talks with Y', of whom the next sentence says 'they agreed'."""
    subjects = {words.head[m.head]: m for m in mentions if words.dep[m.head] in ("nsubj", "nsubjpass") and len(m.entities) == 1}
    out = []
    for mention in mentions:
        if len(mention.entities) != 1 or mention.entities[0].kind not in ("person", "office"):
            continue
        prep, above = words.governor(mention.head)
        verb = above if words.dep[above] != "dobj" else words.head[above]
        if (not prep and words.dep[mention.head] == "dobj" and words.lemma[above] in MEET) or (prep == "with" and words.lemma[above] in TALK):
            first = subjects.get(verb)
            if first is not None and first.entities[0] is not mention.entities[0] and first.entities[0].kind in ("person", "office"):
                out.append(Mention(min(first.first, mention.first), max(first.last, mention.last), first.head, "row", (first.entities[0], mention.entities[0])))
    return out


def _cataphoric(words: Words, mention: Mention, at: int) -> bool:
    """'In his speech, Moon said': a possessive in a phrase that opens its sentence, the subject after it."""
    first, _ = words.bounds(at)
    return words.sentence[mention.first] == words.sentence[at] and words.dep[at] == "poss" and at - first <= 6 and words.dep[mention.head] == "nsubj" and mention.first - at < 12


def near(words: Words, mention: Mention, at: int) -> float:
    """Sentences between: the same or the one before is likely."""
    return 2.0 - 0.8 * (words.sentence[at] - words.sentence[mention.first])


def close(_: Words, mention: Mention, at: int) -> float:
    """Among the mentions of one sentence the later is a little likelier."""
    return -0.01 * min(abs(at - mention.last), 60)


def subject(words: Words, mention: Mention, _: int) -> float:
    """Subjects are taken up more than others, possessors and parts of phrases less."""
    role = words.role(mention.head)
    return 1.2 if role in SUBJECT else 0.0 if role == "dobj" else -0.3


def parallel(words: Words, mention: Mention, at: int) -> float:
    """A subject takes up a subject."""
    return 0.5 if words.dep[at] in SUBJECT and words.role(mention.head) in SUBJECT else 0.0


def clause(words: Words, mention: Mention, at: int) -> float:
    """An object does not take up the subject of its own verb ('Moon told him'), nor a subject its own clause's other parts."""
    verb = words.head[at] if words.dep[at] != "pobj" else words.head[words.head[at]]
    if words.low[at] in ("himself", "herself", "itself", "themselves"):
        return 1.0 if words.head[mention.head] == verb else 0.0
    if words.dep[at] in ("dobj", "dative", "pobj", "nsubj", "nsubjpass") and words.head[mention.head] == verb:
        return -4.0
    return 0.0


def number(words: Words, mention: Mention, at: int) -> float:
    """'They' is a body only where no group is as near; 'it' in a quotation is a matter more often than a body named outside it."""
    if words.low[at] in THEY and len(mention.entities) == 1 and not mention.entities[0].plural:
        return -1.6
    if words.low[at] == "it" and words.quoted[at] and not words.quoted[mention.first]:
        return -1.5
    return 0.0


def named(_words: Words, mention: Mention, _at: int) -> float:
    """Names and titles before other pronouns, unnamed sources last."""
    kind = mention.entities[0].kind
    if mention.kind == "row":
        return 0.6
    return {"pronoun": 0.35, "person": 0.3, "country": 0.1}.get(mention.kind, 0.0) - (0.5 if kind == "office" else 0.2 if kind == "anonymous" else 0.0)


def quoted(words: Words, mention: Mention, at: int) -> float:
    """Inside a quotation, he is seldom the one who speaks it; outside, seldom someone named only inside."""
    if words.quoted[at] and not words.quoted[mention.first] and words.sentence[at] == words.sentence[mention.first]:
        verb = words.head[mention.head]
        return -1.5 if words.dep[mention.head] == "nsubj" and words.lemma[verb] in SAY else 0.0
    return -0.8 if not words.quoted[at] and words.quoted[mention.first] else 0.0


def speaker(words: Words, mention: Mention, at: int) -> float:
    """'He said' takes up who spoke before."""
    if words.dep[at] in SUBJECT and words.lemma[words.head[at]] in SAY and words.dep[mention.head] in SUBJECT and words.lemma[words.head[mention.head]] in SAY:
        return 0.6
    return 0.0


FEATURES: tuple[Callable[[Words, Mention, int], float], ...] = (near, close, subject, parallel, clause, named, number, quoted, speaker)

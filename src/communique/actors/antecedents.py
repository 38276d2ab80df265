# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Whom does a pronoun mean, whom does a definite noun take up? A learnt choice among the actors told of before it, and none."""

import math
from collections import Counter
from typing import TYPE_CHECKING

from communique import tables
from communique.actors import learned
from communique.actors.board import Board, Entity, Mention
from communique.actors.saying import SAY, sayer, sayers
from communique.actors.words import SUBJECT, Words

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
SELF = frozenset({"himself", "herself", "itself", "themselves"})
REACH = 3  # sentences back; a pronoun's name stands farther away in hardly any news text
FAR = 6  # as far where nobody nearer fits
AWAY, NEAR = 10, 3  # sentences back that a noun may take up a group or body, and within which its own word is mostly the same one's
TAKEN = frozenset({"group", "anonymous", "organisation", "government"})
MEET = frozenset("meet receive host greet welcome telephone call visit".split())
TALK = frozenset("talk meeting discussion consultation meet negotiation conversation confer summit lunch dinner".split())
if TYPE_CHECKING:
    from communique.actors.phrases import Noun

Options = dict[str, dict[str, float]]


class Antecedents:
    """Answers for one article, by what is on its board: pronouns found before count as mentions. `pronouns.find` asks outside quotations first, then inside."""

    def __init__(self, board: Board) -> None:
        self.board, self.words = board, board.words
        self._known: tuple[int, dict[int, list[Mention]]] = (-1, {})

    def meant(self, at: int) -> tuple[Entity, ...]:
        """Whom a pronoun means; () where nobody fits."""
        found, options = self.options(at)
        return found[int(name)] if (name := learned.antecedents().choose(options)[0]) else ()

    def options(self, at: int) -> tuple[list[tuple[Entity, ...]], Options]:
        """Those who might be meant, and by their number what speaks for each; '' is none."""
        words, low = self.words, self.words.low[at]
        form = "he" if low in HE | SHE else "they" if low in THEY else "it"
        here = words.sentence[at]
        mentions: dict[tuple[Entity, ...], list[Mention]] = {}
        for reach in (REACH, FAR) if form == "he" else (REACH,):
            for mention in [] if mentions else self._candidates(at, reach, rows=form == "they"):
                if fits(low, mention) and (mention.first < at or _cataphoric(words, mention, at)):
                    mentions.setdefault(mention.entities, []).append(mention)
        said = self._saying()
        speaker = sayer(self.board, said, at) if words.quoted[at] else None
        before = next((m for s in range(here - 1, here - REACH - 1, -1) for m in reversed(said.get(s, ()))), None)
        opens = next((m.entities for m in sorted(self.board.mentions, key=lambda m: m.first) if words.role(m.head) in SUBJECT), ())
        whole = Counter(e for m in self.board.mentions for e in m.entities if m.first < at)
        last = words.bounds(at)[1]
        ahead = {code for spot, code, _ in self.board.home.signs if at < spot < last}
        ranked = sorted(mentions, key=lambda e: -max(m.last for m in mentions[e]))
        options: Options = {"": {"none": 1.0, f"none {form}": 1.0, f"none {low}": 1.0, **({"none quoted": 1.0} if words.quoted[at] else {})}}
        for rank, entities in enumerate(ranked):
            mine = mentions[entities]
            fired, best = self._best(mine, at)
            first = entities[0]
            kind = "several" if len(entities) > 1 else first.kind + ("s" if first.plural else "")
            flags = [
                f"rank {min(rank, 3)}",
                f"back {min(here - words.sentence[best.first], REACH)}",
                f"kind {kind}",
                f"as {best.kind}",
                f"sector {first.sector}",
                f"{words.role(at)} of {_part(words, best)}",
                f"{'its' if words.dep[at] == 'poss' else 'it'} of {_part(words, best)}",
            ]
            flags += [f"last {_part(words, m)}" for m in mine if words.sentence[m.first] == here - 1]
            flags += ["said before"] if before is not None and before.entities == entities else []
            flags += ["opens"] if opens == entities else []
            flags += ["headline"] if any(words.headline(m.first) for m in mine) else []
            flags += ["speaker"] if speaker is not None and (speaker,) == entities else []
            flags += ["speaker's"] if speaker is not None and (speaker,) != entities and speaker.country and speaker.country == first.country else []
            flags += ["one sentence"] if any(words.sentence[m.first] == here for m in mine) else []
            flags += ["both quoted"] if words.quoted[at] and words.quoted[best.first] else []
            flags += (
                ["own clause"]
                if words.dep[at] == "poss" and any(words.role(m.head) in SUBJECT and words.governor(m.head)[1] == words.governor(words.head[at])[1] for m in mine)
                else []
            )
            flags += ["own state"] if first.country in ahead else []
            flags += ["gender"] if first.gender and form == "he" else []
            flags += ["verb"] if words.lemma[words.governor(at)[1]] in {words.lemma[words.governor(m.head)[1]] for m in mine if m.head != at} else []
            flags += ["state"] if first.kind == "country" and tables.country(first.country or "") is None else []
            for flag in flags:
                fired[flag] = 1.0
                fired[f"{flag} {form}"] = 1.0
            fired["count"] = fired[f"count {form}"] = math.log1p(max(whole[e] for e in entities))
            options[str(rank)] = fired
        return ranked, options

    def told(self, noun: "Noun") -> Entity | None:
        """The group or body told of before that a definite noun takes up: 'the guerrillas', 'the council'; None where it tells of another."""
        found, options = self.nouns(noun)
        return found[int(name)] if (name := learned.antecedents().choose(options)[0]) else None

    def nouns(self, noun: "Noun") -> tuple[list[Entity], Options]:
        """Those whom a definite noun might take up, as `options`."""
        words, board = self.words, self.board
        here, word = words.sentence[noun.start], noun.title.title.rpartition(" ")[2]
        mentions: dict[Entity, list[Mention]] = {}
        for mention in board.mentions:
            if mention.last <= noun.start and len(mention.entities) == 1 and mention.entities[0].kind in TAKEN and here - words.sentence[mention.first] <= AWAY:
                mentions.setdefault(mention.entities[0], []).append(mention)
        ranked = sorted(mentions, key=lambda e: -max(m.last for m in mentions[e]))
        sort, lone = noun.title.kind, noun.first - noun.start <= 1
        kin = [e for e in ranked if word in e.heads or (e.sector == noun.title.sector and e.plural == noun.plural)]
        options: Options = {"": dict.fromkeys(("a none", f"a none {sort}", f"a none {word}", f"a none {'lone' if lone else 'more'}", f"a none kin {min(len(kin), 2)}"), 1.0)}
        for rank, entity in enumerate(ranked):
            mine = mentions[entity]
            last = max(mine, key=lambda m: m.last)
            back, same = here - words.sentence[last.first], word in entity.heads
            many = "s" if entity.plural else ""
            flags = [
                f"a rank {min(rank, 3)}",
                f"a back {min(back, 4)}",
                f"a {sort}{'s' if noun.plural else ''} as {entity.kind}{many}",
                f"a {'same word' if same else 'other word'}",
                f"a sectors {noun.title.sector} {entity.sector}",
                f"a {_part(words, last)}",
            ]
            flags += [f"a same word {'near' if back <= NEAR else 'far'}", f"a same word {'lone' if lone else 'more'}"] if same else []
            flags += ["a in name"] if word in tables.key(entity.name).split() else []
            flags += ["a one sector"] if entity.sector == noun.title.sector else []
            flags += ["a sole kin"] if kin == [entity] else []
            flags += ["a first kin"] if kin[:1] == [entity] else []
            flags += ["a number"] if entity.plural == noun.plural else []
            flags += ["a named"] if entity.body is not None or entity.key[1:2] == ("named",) else []
            flags += ["a opens"] if any(words.sentence[m.first] == 0 for m in mine) else []
            options[str(rank)] = {**dict.fromkeys(flags, 1.0), "a count": math.log1p(len(mine))}
        return ranked, options

    def _saying(self) -> dict[int, list[Mention]]:
        if self._known[0] != self.board.changes:
            self._known = self.board.changes, sayers(self.board)
        return self._known[1]

    def _candidates(self, at: int, reach: int, *, rows: bool) -> list[Mention]:
        words, here = self.words, self.words.sentence[at]
        near = [m for m in self.board.mentions if here - reach <= words.sentence[m.first] <= here and not m.first <= at < m.last]
        return (_rows(words, near) if rows else []) + near

    def _best(self, mentions: list[Mention], at: int) -> tuple[dict[str, float], Mention]:
        """Of one actor's mentions the likeliest to be taken up, and what its place says."""
        scored = [({name: feature(self.words, m, at) for name, feature in FEATURES.items()}, m) for m in mentions]
        return max(scored, key=lambda sm: (sum(sm[0].values()), sm[1].first))


def fits(low: str, mention: Mention) -> bool:
    """Number, gender and kind."""
    if len(mention.entities) > 1:
        return low in THEY
    entity = mention.entities[0]
    if low in HE | SHE:
        return entity.kind in ("person", "office", "anonymous", "group") and not entity.plural and entity.gender in (None, "m" if low in HE else "f")
    if low in THEY:  # a police force or a party may be 'they', a state seldom is
        return entity.plural or entity.kind in ("organisation", "government", "country")
    return entity.kind in ("country", "government", "organisation", "group") and not entity.plural


def _part(words: Words, mention: Mention) -> str:
    """The part of a mention in its clause."""
    if mention.kind == "row":
        return "row"
    role = words.role(mention.head)
    if role != "pobj":
        return role
    return f"pobj {words.governor(mention.head)[0]}"


def _rows(words: Words, near: list[Mention]) -> list[Mention]:
    """Rows of names as mentions of all their actors: 'Moon and Biden', whom 'they' may mean."""
    by_head = {m.head: m for m in near}
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
    if words.low[at] in SELF:
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


FEATURES = {"near": near, "close": close, "subject": subject, "parallel": parallel, "clause": clause, "named": named, "number": number, "quoted": quoted, "speaker": speaker}

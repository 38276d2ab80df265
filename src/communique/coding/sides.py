# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who takes part: for each side of an event a learnt choice among the mentions of its sentence, the states that the article speaks of elsewhere, and nobody.

"Four were shot dead on Thursday" names neither side; the story does. What the looks say of each mention is one sign among
others: who speaks, who did what to whom in the rest of the story, of whom it tells most. Numbers: training/coding/sides.py.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from communique import weights
from communique.coding.candidates import Mention, Sentence, innermost
from communique.coding.roles import passive
from communique.model import Actor, Annotated, Span, Statement, Token
from communique.tables.plover import RECIPROCAL
from communique.text import inside

WORDS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
OUTSIDE = 0.5  # above it a mention is rather no party at all; below it is one, though which may be unclear ("met with Kim")
JOINED, CERTAIN = 0.1, 0.7  # least likelihood of a role beside the likeliest mention: coordinated with it, and not; swept on held-out stories
PARTNER = 0.25  # likelihood of a role from which a mention is the other side of a meeting that has one so far; with it parties are right in .81 of meetings, else in .72
FAR = 4  # sentences back, beyond which distance says no more
Signs = dict[str, float]
Shares = Sequence[Sequence[float]] | npt.NDArray[np.float32]  # (mentions, 3): none, actor, recipient


@dataclass(frozen=True, slots=True)
class Asked:
    """An event as its sides are asked for: its sentence, word and type, and of each mention of the sentence how likely it is none, actor or recipient."""

    sentence: int
    trigger: int
    kind: str
    shares: Shares
    by_syntax: Shares
    by_encoder: Shares
    taken: tuple[tuple[Mention, ...], tuple[Mention, ...]]  # the sides as the sentence alone has them
    first: tuple[frozenset[str], frozenset[str]]  # their states


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: a mention of the sentence, a state named elsewhere (by a mention of its own), or nobody."""

    mention: Mention | None
    states: frozenset[str]
    here: bool  # in the sentence
    signs: Signs


@cache
def _numbers() -> Mapping[str, float]:
    stored: dict[str, float] = json.loads(weights.path("coding-sides").read_text("utf-8"))
    return stored


class Sides:
    """Answers for one article."""

    def __init__(self, doc: Annotated, sentences: Sequence[Sentence], actors: Sequence[Actor], statements: Sequence[Statement], asked: Sequence[Asked]) -> None:
        self.doc, self.sentences, self.statements = doc, sentences, statements
        self.country = {a.id: a.country for a in actors}
        self.kind = {a.id: a.kind for a in actors}
        self.named: dict[str, list[tuple[int, Mention]]] = {}  # state -> where it is named, by itself or by somebody of it
        self.total = Counter[str]()
        self.subjects: list[frozenset[str]] = []
        self.headline = Counter[str]()
        body = doc.article.body[0][0] if doc.article.body else 0
        for n, sentence in enumerate(sentences):
            subjects: set[str] = set()
            for m in sentence.mentions:
                states = self.states(m)
                for state in sorted(states):
                    self.named.setdefault(state, []).append((n, m))
                    self.total[state] += 1
                    if m.span[0] < body:
                        self.headline[state] += 1
                if doc.tokens[m.head].dep in SUBJECTS:
                    subjects |= states
            self.subjects.append(frozenset(subjects))
        self.whole, self.most = self.total.total() or 1, max(self.total.values(), default=0)
        self.sites: list[Counter[str]] = []  # countries of the places that each sentence names
        spots = sorted((p.span[0], p.country) for p in doc.places if p.span and p.country)
        for sentence in sentences:
            start, end = doc.tokens[sentence.tokens[0]].start, doc.tokens[sentence.tokens[1] - 1].end
            self.sites.append(Counter(c for at, c in spots if start <= at < end))
        self.dateline = next((c for at, c in spots if body <= at < body + 30), None)
        self.places = frozenset(p.span for p in doc.places if p.span)
        self.pairs = Counter((e.kind in RECIPROCAL, a, b) for e in asked for a in e.first[0] for b in e.first[1])
        self.did = Counter((e.kind, a) for e in asked for a in e.first[0])
        self.bore = Counter((e.kind, a) for e in asked for a in e.first[1])

    def states(self, mention: Mention) -> frozenset[str]:
        return frozenset(c for i in mention.actors if (c := self.country[i]))

    def options(self, event: Asked, role: int) -> Iterator[Option]:
        """All answers for a side (1: who acts, 2: who receives), with what speaks for each."""
        other = event.first[2 - role]
        doc, sentence = self.doc, self.sentences[event.sentence]
        side, kind = ("actor", "recipient")[role - 1], event.kind
        family = "both" if kind in RECIPROCAL else "words" if kind in WORDS else "deeds"
        token = doc.tokens[event.trigger]
        word = (token.start, token.end)
        statement = innermost(self.statements, word)
        speakers = statement.speakers if statement else ()
        voice = self._voice(event.trigger)
        said = {c for i in speakers if (c := self.country.get(i))}
        best = max(range(len(sentence.mentions)), key=lambda i: (event.shares[i][role], -i), default=None)
        top = event.shares[best][role] if best is not None else 0.0
        rival = max(range(len(sentence.mentions)), key=lambda i: (event.shares[i][3 - role], -i), default=None)
        here, taken = set[str](), bool(event.taken[role - 1])

        def crossed(signs: Signs) -> Signs:
            """Each sign for a side, once more by the family of the type."""
            return {f"{side} {name}{by}": value for name, value in signs.items() for by in ("", f" {family}")}

        for i, m in enumerate(sentence.mentions):
            states = self.states(m)
            here |= states
            if inside(word, m.span):
                continue
            p, q, none = event.shares[i][role], event.shares[i][3 - role], event.shares[i][0]
            signs: Signs = {"here": 1.0, f"here beside {min(2, len(other))}": 1.0, "likely": p, "likely other": q, "likely none": none}
            signs |= {"syntax": event.by_syntax[i][role], "encoder": event.by_encoder[i][role]}
            flags = {
                "taken": m in event.taken[role - 1],
                "best": i == best,
                "rival": i == rival,
                "best and rival": i == best and i == rival,
                "speaker": bool(speakers) and set(m.actors) <= set(speakers),
                "stateless": not states,
                "place": m.span in self.places,
                "several": len(m.actors) > 1,
                "pronoun": doc.tokens[m.head].pos == "PRON",
                "as other": bool(states) and states == other,
                "apart": bool(states) and bool(other) and not states & other,
                "before": m.head < event.trigger,
                f"dep {doc.tokens[m.head].dep}": True,
                f"kind {self.kind[m.actors[0]]}": True,
                "child": doc.tokens[m.head].head == event.trigger,
            }
            signs |= {name: 1.0 for name, on in flags.items() if on}
            fired = crossed(signs) | {f"{side} here {kind}": 1.0}
            if flags["speaker"]:
                fired[f"{side} speaker {kind}"] = 1.0
            fired |= {f"{side} {name}": value for name, value in self._whole(event, role, states, other, said).items()} if states else {}
            yield Option(m, states, True, fired)
        for state, spots in self.named.items():
            if state in here:
                continue
            back = min((event.sentence - n for n, _ in spots if n < event.sentence), default=FAR + 1)
            flags = {
                f"back {min(back, FAR + 1)}": True,
                "ahead": back > FAR and all(n > event.sentence for n, _ in spots),
                "sited": self.sites[event.sentence][state] > 0,
                "away of taken": taken,
            }
            signs = {"away": 1.0, "away beside": top, f"away beside {min(2, len(other))}": 1.0} | {name: 1.0 for name, on in flags.items() if on}
            signs |= {f"away {name}": value for name, value in self._whole(event, role, frozenset({state}), other, said).items()}
            fired = crossed(signs) | {f"{side} away {kind}": 1.0, f"{side} away of {min(len(self.named), 4)}": 1.0}
            telling = [(n, m) for n, m in spots if set(m.actors) <= set(speakers)]
            yield Option(_nearest(telling or spots, event.sentence, self.kind), frozenset({state}), False, fired)
        signs = {"nobody": 1.0, "nobody beside": top, f"nobody {voice}": 1.0, f"nobody of {min(3, len(sentence.mentions))}": 1.0, f"nobody beside {min(2, len(other))}": 1.0}
        signs |= {"nobody told": float(bool(speakers)), "nobody of taken": float(taken)}
        yield Option(None, frozenset(), True, crossed(signs) | {f"{side} nobody {kind}": 1.0, f"{side} nobody {voice} {kind}": 1.0})

    def _whole(self, event: Asked, role: int, states: frozenset[str], other: frozenset[str], said: set[str]) -> Signs:
        """What the rest of the article says of states on a side."""
        n, both = event.sentence, event.kind in RECIPROCAL
        mine = event.first[role - 1]
        signs: Signs = {"share": max(self.total[s] for s in states) / self.whole}
        same, turned = (self.did, self.bore) if role == 1 else (self.bore, self.did)
        flags = {
            "top": any(self.total[s] == self.most for s in states),
            "headline": any(self.headline[s] for s in states),
            "dateline": self.dateline in states,
            "last subject": n > 0 and bool(self.subjects[n - 1] & states),
            "speaks": bool(said & states),
            "equals other": states == other,
            "did so": any(same[event.kind, s] > (s in mine) for s in states),
            "bore so": any(turned[event.kind, s] > 0 for s in states),
        }
        dealt = sum(
            self.pairs[(both, a, b) if role == 1 else (both, b, a)]
            - (a in mine and b in event.first[2 - role])
            + (self.pairs[(both, b, a) if role == 1 else (both, a, b)] if both else 0)
            for a in states
            for b in other
            if a != b
        )
        flags["dealt"] = dealt > 0
        flags["dealt often"] = dealt > 2
        return signs | {name: 1.0 for name, on in flags.items() if on}

    def _voice(self, at: int) -> str:
        tokens = self.doc.tokens
        agent = any(t.head == at and t.dep == "agent" for t in tokens[at + 1 : at + 8])
        return ("by" if agent else "passive") if passive(tokens, at) else tokens[at].pos

    def parties(self, event: Asked, by: Mapping[str, float] | None = None) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        """Who acts and who receives: the best two options that are not one mention, and on each side who is coordinated with it or nearly certain beside it."""
        numbers = _numbers() if by is None else by
        ranked = []
        for role in (1, 2):
            ranked.append([(sum(numbers.get(name, 0.0) * value for name, value in o.signs.items()), o) for o in self.options(event, role)])
        pairs = ((a + b, one, two) for a, one in ranked[0] for b, two in ranked[1] if one.mention is None or one.mention != two.mention)
        _, *best = max(pairs, key=lambda p: p[0])  # of two that are as good the first: options come in the order of the text
        acting, receiving = (self._with(event, role, best[role - 1].mention, best[2 - role].mention, best[role - 1].here) for role in (1, 2))
        return acting, tuple(m for m in receiving if m not in acting)

    def _with(self, event: Asked, role: int, best: Mention | None, other: Mention | None, here: bool) -> tuple[Mention, ...]:
        if best is None or not here:
            return (best,) if best else ()
        beside = joined(self.doc.tokens, self.sentences[event.sentence].mentions, event.shares, role, event.trigger, best)
        return (best, *(m for m in beside if m != other))


def takers(tokens: Sequence[Token], mentions: Sequence[Mention], shares: Shares, role: int, trigger: int, least: float) -> list[Mention]:
    """Who plays a role as the sentence alone has it: the likeliest mention, those coordinated with it, and others only where they are nearly certain.

    Mentions judged one by one gave the right parties of 0.51 of held-out events, this rule of 0.57.
    """
    word = (tokens[trigger].start, tokens[trigger].end)
    able = [i for i, p in enumerate(shares) if p[role] >= p[3 - role] and not inside(word, mentions[i].span)]
    first = max(able, key=lambda i: (shares[i][role], -i), default=None)
    if first is None or (shares[first][role] < least and shares[first][0] > OUTSIDE):
        return []
    beside = joined(tokens, mentions, shares, role, trigger, mentions[first])
    return [m for i, m in enumerate(mentions) if i == first or m in beside]


def joined(tokens: Sequence[Token], mentions: Sequence[Mention], shares: Shares, role: int, trigger: int, first: Mention) -> list[Mention]:
    """Who plays a role beside the first to play it: coordinated with it, or nearly certain."""
    word = (tokens[trigger].start, tokens[trigger].end)
    able = [i for i, p in enumerate(shares) if p[role] >= p[3 - role] and not inside(word, mentions[i].span) and mentions[i] != first]
    group = _coordination(tokens, first.head)
    return [mentions[i] for i in able if shares[i][role] >= (JOINED if _coordination(tokens, mentions[i].head) == group else CERTAIN)]


def partner(met: Sequence[Mention], mentions: Sequence[Mention], shares: Shares, countries: Mapping[str, str | None], word: Span) -> list[Mention]:
    """The other side of a meeting, for nobody meets alone: the likeliest mention of somebody else of another country, where only one side was taken."""
    known = {i for m in met for i in m.actors}
    lands = {countries.get(i) for i in known}
    if len(known) != 1 and len(met) != 1:
        return []
    able = [i for i, m in enumerate(mentions) if not known & set(m.actors) and not {countries.get(a) for a in m.actors} <= lands and not inside(word, m.span)]
    best = max(able, key=lambda i: (max(shares[i][1:]), -i), default=None)
    return [] if best is None or max(shares[best][1:]) < PARTNER else [mentions[best]]


def _coordination(tokens: Sequence[Token], at: int) -> int:
    """The first word of the group ("Moon and his counterpart, Joe Biden") that a word stands in."""
    while tokens[at].dep in ("conj", "appos") and tokens[at].head != at:
        at = tokens[at].head
    return at


def _nearest(spots: Sequence[tuple[int, Mention]], at: int, kind: Mapping[str, str]) -> Mention:
    """The mention that stands for a state which a sentence does not name: of the state itself where the article has one, else of whoever of it was named last."""
    own = [(n, m) for n, m in spots if len(m.actors) == 1 and kind[m.actors[0]] == "country"]
    return max(own or spots, key=lambda s: (s[0] <= at, -abs(at - s[0]), s[1].span))[1]

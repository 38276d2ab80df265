# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Which events a sentence reports: three looks at each word, dearer from one to the next.

1. the screen, linear, over every candidate word: most sentences and words end here;
2. one pass of the encoder over a sentence that still has candidates: which of its words name an event;
3. one pass for each word left, marked: the type, who acts and who receives, auxiliary modes, commitment.

What the looks say of a word is weighed with what they say of the article's other sentences: a doubtful word in a match report is no event.
"""

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from communique import weights
from communique.coding import roles, screen
from communique.coding.candidates import Mention, Sentence, triggers
from communique.coding.encoder import NONE, Answer, Row, ask, cut, scan
from communique.coding.pieces import Input, marked, plain, within
from communique.coding.sides import Asked, Sides, partner, takers
from communique.model import Actor, Annotated, Auxiliary, EventType, Span, Statement
from communique.tables.plover import TYPES

AUXILIARY: tuple[Auxiliary, ...] = ("historical", "future", "hypothetical", "negation")
COMMITMENTS = ("none", "pledge", "offer", "request", "demand", "threat", "refusal", "condition", "schedule")
THICKEST = 0.5  # of `surroundings`: three events in every two sentences
SECOND_LOOK = 0.08  # hardly a word below it could still reach the threshold of an event, whatever the third look says


@dataclass(frozen=True, slots=True)
class Numbers:
    """Learned on stories that the encoder did not see: training/coding/assemble.py."""

    threshold: float  # least probability of an event that is kept
    linear_share: float  # of the linear model's word on roles; the rest is the encoder's
    role_threshold: float
    alone: tuple[float, ...]  # bias, then weights of the logits of second look, third look and screen
    calibration: tuple[float, ...]  # the same, and last the weight of the article's other sentences
    auxiliary: tuple[float, ...]  # least probability of each auxiliary mode
    commitments: dict[str, tuple[float, ...]]  # type -> how much likelier each kind of commitment is with it than at large


@dataclass(frozen=True, slots=True)
class Found:
    """A word that reports an event, before anything is decided about day or place."""

    trigger: int
    event_type: EventType
    probability: float
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    auxiliary: tuple[Auxiliary, ...]
    commitment: str  # one of COMMITMENTS


@dataclass(frozen=True, slots=True)
class Look:
    """All that the three looks say of one word; kept apart from the decision so that the decision can be learned on it."""

    trigger: int
    logits: tuple[float, float, float]  # second look, third look, screen
    types: Row
    by_syntax: Row  # (mentions, 3)
    by_encoder: Row  # (mentions, 3)
    answer: Answer

    @property
    def kind(self) -> EventType:
        return TYPES[int(self.types.argmax())]

    def shares(self, by: Numbers) -> Row:
        """(mentions, 3): how likely each mention is none, actor or recipient, by syntax and encoder together."""
        return by.linear_share * self.by_syntax + (1 - by.linear_share) * self.by_encoder


@cache
def numbers() -> Numbers:
    stored = json.loads(weights.path("coding-numbers").read_text("utf-8"))
    lifts = {kind: tuple(row) for kind, row in stored["commitments"].items()}
    return Numbers(stored["threshold"], stored["linear_share"], stored["role_threshold"], tuple(stored["alone"]), tuple(stored["calibration"]), tuple(stored["auxiliary"]), lifts)


def logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return float(np.log(p / (1 - p)))


MOST = logit(1.0)


def likelihood(logits: Sequence[float], calibration: Sequence[float]) -> float:
    """The calibrated probability of an event, of the logits of second look, third look and screen, and with them or not `surroundings`."""
    bias, *factors = calibration
    return 1 / (1 + math.exp(-(bias + sum(w * x for w, x in zip(factors, logits, strict=True)))))


def surroundings(alone: Sequence[tuple[int, float]], sentences: int) -> list[float]:
    """How thick with events the rest of an article is, for each of its looks, given as (sentence, likelihood alone): the logarithm of events a sentence."""
    own: defaultdict[int, float] = defaultdict(float)
    for sentence, chance in alone:
        own[sentence] += chance
    whole = math.fsum(chance for _, chance in alone)
    return [math.log((max(0.0, whole - own[sentence]) + 1) / (sentences + 3)) for sentence, _ in alone]


def looks(doc: Annotated, sentence: Sentence, by: Numbers | None = None) -> list[Look]:
    """The three looks at a sentence; empty where it cannot hold an event.

    With `by`, the third look is spared where no answer of it could lift the word to the threshold: a third of all passes.
    """
    if not sentence.mentions:
        return []
    tokens = doc.tokens
    able = triggers(doc, sentence)
    kept = []
    for i, by_syntax in zip(able, roles.probabilities(tokens, able, sentence), strict=True):
        chance = screen.probability(tokens, sentence.tokens, i, by_syntax)
        if chance >= screen.threshold():
            kept.append((i, by_syntax, chance))
    if not kept:
        return []
    first, last = sentence.tokens
    start = tokens[first].start
    pieces = cut(doc.article.text[start : tokens[last - 1].end])
    shown = plain(pieces)
    words = scan(shown)
    heads = [within(pieces, (tokens[m.head].start - start, tokens[m.head].end - start)) for m in sentence.mentions]
    found = []
    for i, by_syntax, chance in kept:
        at = within(pieces, (tokens[i].start - start, tokens[i].end - start))
        if at is None or at[0] >= len(shown.places):
            continue
        second = words[shown.places[at[0]]]
        if 1 - second[NONE] < SECOND_LOOK:
            continue
        named, screened = logit(1 - float(second[NONE])), logit(chance)
        if by and max(likelihood((named, most, screened, THICKEST), by.calibration) for most in (MOST, -MOST)) < by.threshold:
            continue
        given = marked(pieces, trigger=(tokens[i].start - start, tokens[i].end - start))
        answer = ask(given)
        by_encoder = _roles(answer, given, heads)
        # Both looks name a type; their product, and the third look twice, as it sees the word marked.
        types = second[:NONE] * answer.types[:NONE] ** 2 + 1e-9
        found.append(Look(i, (named, logit(1 - float(answer.types[NONE])), screened), types / types.sum(), by_syntax, by_encoder, answer))
    return found


def _roles(answer: Answer, given: Input, heads: Sequence[Span | None]) -> Row:
    """(mentions, 3): the encoder's word on each mention, the mean over the pieces of its head word; `heads`: their ranges."""
    out = np.zeros((len(heads), len(roles.ROLES)), dtype=np.float32)
    for k, at in enumerate(heads):
        inside = [given.places[p - given.first] for p in range(*at) if 0 <= p - given.first < len(given.places)] if at else []
        if not inside:
            out[k, 0] = 1  # out of the window: no party
        elif len(inside) == 1:
            out[k] = answer.roles[inside[0]]
        else:
            out[k] = answer.roles[inside].mean(axis=0)
    return out


def sentence_alone(look: Look, sentence: Sentence, doc: Annotated, countries: Mapping[str, str | None], by: Numbers) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Who acts and who receives, as far as the looks at the sentence say."""
    shares = look.shares(by)
    actors, recipients = (takers(doc.tokens, sentence.mentions, shares, role, look.trigger, by.role_threshold) for role in (1, 2))
    if look.kind == "CONSULT" and not recipients:
        recipients = partner(actors, sentence.mentions, shares, countries, (doc.tokens[look.trigger].start, doc.tokens[look.trigger].end))
    return tuple(actors), tuple(recipients)


def asked(doc: Annotated, sentences: Sequence[Sentence], seen: Sequence[tuple[int, Look]], countries: Mapping[str, str | None], by: Numbers) -> list[Asked]:
    """Each look (by its sentence) as its sides are asked for."""
    out = []
    for n, look in seen:
        first = sentence_alone(look, sentences[n], doc, countries, by)
        states = [frozenset(c for m in side for i in m.actors if (c := countries.get(i))) for side in first]
        out.append(Asked(n, look.trigger, look.kind, look.shares(by), look.by_syntax, look.by_encoder, first, (states[0], states[1])))
    return out


def chances(seen: Sequence[tuple[int, Look]], sentences: int, by: Numbers) -> list[float]:
    """How likely each look (by its sentence) is an event, the rest of the article being as it is."""
    around = surroundings([(n, likelihood(look.logits, by.alone)) for n, look in seen], sentences)
    return [likelihood((*look.logits, thick), by.calibration) for (_, look), thick in zip(seen, around, strict=True)]


def event(look: Look, probability: float, acting: tuple[Mention, ...], receiving: tuple[Mention, ...], by: Numbers) -> Found | None:
    """A look as the event that it tells of; None where nobody takes part."""
    if not acting and not receiving:
        return None
    auxiliary = tuple(name for name, p, least in zip(AUXILIARY, look.answer.auxiliary, by.auxiliary, strict=True) if p >= least)
    commitment = COMMITMENTS[int((look.answer.commitment * np.asarray(by.commitments[look.kind])).argmax())]
    return Found(look.trigger, look.kind, probability, acting, receiving, auxiliary, commitment)


def find(doc: Annotated, sentences: Sequence[Sentence], actors: Sequence[Actor], statements: Sequence[Statement]) -> list[list[Found]]:
    """The events of an article, sentence by sentence, each in text order."""
    by = numbers()
    seen = [(n, look) for n, sentence in enumerate(sentences) for look in looks(doc, sentence, by)]
    kept = [(n, look, p) for (n, look), p in zip(seen, chances(seen, len(sentences), by), strict=True) if p >= by.threshold]
    about = asked(doc, sentences, [(n, look) for n, look, _ in kept], {a.id: a.country for a in actors}, by)
    sides = Sides(doc, sentences, actors, statements, about)
    found: list[list[Found]] = [[] for _ in sentences]
    for (n, look, p), question in zip(kept, about, strict=True):
        if told := event(look, p, *sides.parties(question), by):
            found[n].append(told)
    return [once(doc, events) for events in found]


def once(doc: Annotated, found: list[Found]) -> list[Found]:
    """One event told by two words of a phrase ("held talks", "agreed on a deal") counts once, by the likelier word."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-f.probability, f.trigger)):
        same = [k for k in kept if k.event_type == one.event_type and _joined(doc, k.trigger, one.trigger)]
        if not same:
            kept.append(one)
    return sorted(kept, key=lambda f: f.trigger)


def _joined(doc: Annotated, a: int, b: int) -> bool:
    """One word governs the other, directly or over a preposition."""
    tokens = doc.tokens
    return any(tokens[x].head == y or (tokens[tokens[x].head].pos == "ADP" and tokens[tokens[x].head].head == y) for x, y in ((a, b), (b, a)))

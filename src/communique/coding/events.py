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
from communique.model import Annotated, Auxiliary, EventType, Span, Token
from communique.tables.plover import TYPES
from communique.text import inside

AUXILIARY: tuple[Auxiliary, ...] = ("historical", "future", "hypothetical", "negation")
COMMITMENTS = ("none", "pledge", "offer", "request", "demand", "threat", "refusal", "condition", "schedule")
OUTSIDE = 0.5  # above it a mention is rather no party at all; below it is one, though which may be unclear ("met with Kim")
JOINED, CERTAIN = 0.1, 0.7  # least likelihood of a role beside the likeliest mention: coordinated with it, and not; swept on held-out stories
PARTNER = 0.25  # likelihood of a role from which a mention is the other side of a meeting that has one so far; with it parties are right in .81 of meetings, else in .72
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


def decide(look: Look, probability: float, mentions: Sequence[Mention], tokens: Sequence[Token], by: Numbers, countries: Mapping[str, str | None]) -> Found | None:
    """The event that three looks add up to, or None. `probability`: what they and the rest of the article say of there being one; `countries`: of the actors, by id."""
    if probability < by.threshold:
        return None
    shares = by.linear_share * look.by_syntax + (1 - by.linear_share) * look.by_encoder
    actors, recipients = (takers(tokens, mentions, shares, role, look.trigger, by.role_threshold) for role in (1, 2))
    if not actors and not recipients:
        return None
    best = int(look.types.argmax())
    if TYPES[best] == "CONSULT" and not recipients:
        recipients = partner(actors, mentions, shares, countries, (tokens[look.trigger].start, tokens[look.trigger].end))
    auxiliary = tuple(name for name, p, least in zip(AUXILIARY, look.answer.auxiliary, by.auxiliary, strict=True) if p >= least)
    commitment = COMMITMENTS[int((look.answer.commitment * np.asarray(by.commitments[TYPES[best]])).argmax())]
    return Found(look.trigger, TYPES[best], probability, tuple(actors), tuple(recipients), auxiliary, commitment)


def takers(tokens: Sequence[Token], mentions: Sequence[Mention], shares: Row, role: int, trigger: int, least: float) -> list[Mention]:
    """Who plays a role: the likeliest mention, those coordinated with it, and others only where they are nearly certain.

    Mentions judged one by one gave the right parties of 0.51 of held-out events, this rule of 0.57.
    """
    word = (tokens[trigger].start, tokens[trigger].end)
    able = [i for i, p in enumerate(shares) if p[role] >= p[3 - role] and not inside(word, mentions[i].span)]
    first = max(able, key=lambda i: (shares[i][role], -i), default=None)
    if first is None or (shares[first][role] < least and shares[first][0] > OUTSIDE):
        return []
    group = _coordination(tokens, mentions[first].head)
    joined = {i for i in able if shares[i][role] >= JOINED and _coordination(tokens, mentions[i].head) == group}
    return [mentions[i] for i in able if i == first or i in joined or shares[i][role] >= CERTAIN]


def partner(met: Sequence[Mention], mentions: Sequence[Mention], shares: Row, countries: Mapping[str, str | None], word: Span) -> list[Mention]:
    """The other side of a meeting, for nobody meets alone: the likeliest mention of somebody else of another country, where only one side was taken."""
    known = {i for m in met for i in m.actors}
    lands = {countries.get(i) for i in known}
    if len(known) != 1 and len(met) != 1:
        return []
    able = [i for i, m in enumerate(mentions) if not known & set(m.actors) and not {countries.get(a) for a in m.actors} <= lands and not inside(word, m.span)]
    best = max(able, key=lambda i: (shares[i][1:].max(), -i), default=None)
    return [] if best is None or shares[best][1:].max() < PARTNER else [mentions[best]]


def _coordination(tokens: Sequence[Token], at: int) -> int:
    """The first word of the group ("Moon and his counterpart, Joe Biden") that a word stands in."""
    while tokens[at].dep in ("conj", "appos") and tokens[at].head != at:
        at = tokens[at].head
    return at


def find(doc: Annotated, sentences: Sequence[Sentence], countries: Mapping[str, str | None]) -> list[list[Found]]:
    """The events of an article, sentence by sentence, each in text order. `countries`: of the actors, by id."""
    by = numbers()
    seen = [(n, look) for n, sentence in enumerate(sentences) for look in looks(doc, sentence, by)]
    found: list[list[Found]] = [[] for _ in sentences]
    around = surroundings([(n, likelihood(look.logits, by.alone)) for n, look in seen], len(sentences))
    for (n, look), thick in zip(seen, around, strict=True):
        event = decide(look, likelihood((*look.logits, thick), by.calibration), sentences[n].mentions, doc.tokens, by, countries)
        if event:
            found[n].append(event)
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

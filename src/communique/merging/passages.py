# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What stands around the word that reports an event: who is named before and after it, with which words, on what page."""

import re
from dataclasses import dataclass
from functools import lru_cache

from communique import tables
from communique.model import Coded, EventMention, EventType, Span
from communique.words import EMPTY, WORD, fold, news, stem, words

CUT = "\x1f"
SENTENCE = 700  # characters of a sentence looked at on each side of the word. Editor's figures, all of them.
BESIDE, BEHIND = 70, 90  # characters in which a name or word is near
ACROSS = 110  # in which who acts and who is acted on are looked for
AROUND = 300
BREAK = re.compile(r"(?<=[.!?][\"”])\s+(?=[\"“]?[A-Z(])|(?<=[a-z0-9)][.!?])\s+(?=[\"“]?[A-Z(])|\n+")
CLAUSE = re.compile(r";|, (?:and|but|while|which|who) ")
CAPITAL = re.compile(r"[A-Z][\w’'-]*")
PLAIN_WORD = re.compile(  # where the noun phrase to which a word belongs does not reach
    r"\b(?:of|in|on|at|to|for|with|by|from|and|or|but|that|which|who|when|while|after|before|as|between|during|over|against|into|was|were|is|are|be|been|has|have|had|will|would|said)\b"
    r"|[,;:.\"()]",
    re.I,
)
DETERMINER = re.compile(r"\b(?:the|this|that|his|her|their|its|these|those|a|an|any|another|some|no)\b", re.I)
DEFINITE = frozenset("the this that his her their its".split())
VERB = re.compile(r"(?:ed|^(?:met|held|told|said|shot|left|began|came|went|took|won))$", re.I)
COMING = re.compile(r"\b(?:will|would|to be|scheduled|due|slated|expected|plan\w*|upcoming|forthcoming|coming|is to|are to|going to|set to|next)\b", re.I)
REACH, LEFT, RIGHT = 140, 12, 14  # characters in which the noun phrase begins; words on each side that tell who and what
NUMBER = re.compile(r"\d[\d,.]*\d|\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen)\b")
PLAIN = 4.0  # weight of a word of news up to which a capital at the beginning tells no name
TITLES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december nov dec jan feb mar apr
    jun jul aug sept oct xinhua president prime minister foreign meanwhile however chairman secretary general spokesman state vice""".split()
)
# What a word does, as far as it decides by what two reports of it are known to be one. Editor's lists.
KINDS: dict[str, str] = {
    word: kind
    for kind, line in {
        "arrive": "arrive arrived arrives arrival left leave departed came went",
        "visit": "visit visits visiting tour trip visited",
        "meet": "met meet meets meeting meetings talks talk dialogue discussions conversation call held holding discussed exchanged",
        "summit": "summit conference forum session",
        "start": "began begin opened open opening started start resumed resume launched kicked",
        "end": "concluded conclude closed ended wrapped",
        "sign": "signed sign signing inked agreement accord deal pact memorandum agreed agree",
        "say": "said told remarks says statement statements stated speech address noted added",
        "blame": "condemned condemn condemns condemnation denounced slammed criticized accused lamented deplored",
        "praise": "hailed welcomed praised congratulated lauded applauded",
        "ask": "urged called asked appealed demanded requested calls urges call request demand",
        "vote": "election elections elect elected vote voted referendum poll polls runoff ballot",
        "kill": "killed kill killing death deaths died assassination murder claimed",
        "blast": "blast blasts explosion explosions bomb bombing bombings bombs exploded",
        "fire": "fire fired rocket rockets shelling strike strikes airstrike airstrikes attack attacks raid offensive operation clashes",
        "abduct": "kidnapped kidnapping abducted abduction hostage",
        "plan": "announced vowed pledged promised decided plan proposed threatened offer offered",
    }.items()
    for word in line.split()
}
GROUPS = {
    "say": "speech", "blame": "speech", "praise": "speech", "ask": "speech", "plan": "speech", "meet": "meet", "visit": "visit", "arrive": "visit",
    "summit": "stand", "vote": "stand", "start": "stand", "end": "stand", "sign": "sign", "kill": "force", "blast": "force", "fire": "force", "abduct": "force",
}  # fmt: skip
BY_TYPE: dict[EventType, str] = {
    "ACCUSE": "speech", "REJECT": "speech", "REQUEST": "speech", "THREATEN": "speech", "SUPPORT": "speech", "AGREE": "speech", "CONSULT": "meet", "ASSAULT": "force",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    heads: tuple[str, ...]  # the words that report it, folded
    kind: str
    clause: frozenset[str]  # words near it, of its sentence, of its surroundings
    sentence: frozenset[str]
    around: frozenset[str]
    phrase: frozenset[str]  # the few words on each side
    near: frozenset[str]  # names near it, of its sentence, of its page
    named: frozenset[str]
    page: frozenset[str]
    before: frozenset[str]  # names in front of it and after it, as heard
    after: frozenset[str]
    heard: frozenset[str]
    numbers: frozenset[str]
    modifiers: frozenset[str]  # words of its noun phrase in front of it: "six-party" talks
    left: frozenset[str]  # words of the clause on each side, without countries
    right: frozenset[str]
    definite: bool  # "the attack": one that was told of
    verb: bool  # a past form
    coming: bool
    at: int
    span: Span  # the sentence


def packed(page: Coded, mention: EventMention, named: frozenset[str]) -> str:
    """A mention's passage as text that travels with its facts; `named` are the names on its page. `passage` reads it."""
    text, start, end = page.article.text, mention.trigger[0][0], mention.trigger[-1][1]
    first, last = _sentence(text, start, end)
    parts = (text[first:start], text[start:end], text[end:last], text[max(0, start - AROUND) : end + AROUND], " ".join(sorted(named)), f"{start} {first} {last}")
    return CUT.join(part.replace(CUT, " ") for part in parts)


@lru_cache(maxsize=1 << 15)
def passage(text: str) -> Passage:
    before, head, after, around, named, at = text.split(CUT)
    heads = tuple(w for w in map(fold, WORD.findall(head)) if w and w not in EMPTY) or (fold(head),)
    sentence = before + head + after
    near = before[-BESIDE:] + head + after[:BEHIND]
    left, right = CLAUSE.split(before[-ACROSS:])[-1], CLAUSE.split(after[:ACROSS])[0]
    names_here = names(sentence)
    start, first, last = map(int, at.split())
    phrase = PLAIN_WORD.split(before[-REACH:])[-1]
    return Passage(
        heads=heads,
        kind=next((KINDS[w] for w in heads if w in KINDS), ""),
        clause=frozenset(words(near)),
        sentence=frozenset(words(sentence)),
        around=frozenset(words(around)),
        phrase=frozenset(words(" ".join([*re.split(r"[,;:]", before[-ACROSS:])[-1].split()[-6:], *re.split(r"[,;:]", after[:ACROSS])[0].split()[:7]]))),
        near=names(near),
        named=names_here,
        page=frozenset(named.split()),
        before=_heard(names(left)),
        after=_heard(names(right)),
        heard=_heard(names_here),
        numbers=frozenset(n.lower() for n in NUMBER.findall(near)),
        modifiers=frozenset() if VERB.search(head) else _matter(phrase),
        left=_matter(" ".join(re.split(r"[.;]", before)[-1].split()[-LEFT:])),
        right=_matter(" ".join(re.split(r"[.;]", after)[0].split()[:RIGHT])),
        definite=next((d.lower() for d in DETERMINER.findall(phrase)), "") in DEFINITE,
        verb=bool(VERB.search(head)),
        coming=bool(COMING.search(before[-60:] + head)),
        at=start,
        span=(first, last),
    )


def tell_apart(p: Passage, q: Passage) -> bool:
    """Whether what follows two verbs has no word in common: they agreed to this, and to that."""
    return bool(p.verb and q.verb and p.right and q.right and p.right.isdisjoint(q.right))


def group(one: Passage, kind: EventType) -> str:
    """By what two such reports are told apart: who speaks, who meets whom, which summit, which accord, who was hurt."""
    return GROUPS[one.kind] if one.kind else BY_TYPE.get(kind, "other")


def names(text: str) -> frozenset[str]:
    """Words that begin with a capital, folded, and countries by their code."""
    found = {w for w in words(text) if w.startswith("@")}
    for m in CAPITAL.finditer(text):
        word = fold(m[0])
        if len(word) < 2 or word in TITLES or word in EMPTY or tables.country_of(m[0]):
            continue
        if m.start() == 0 and news().of(stem(word)) < PLAIN:
            continue
        found.add(word)
    return frozenset(found)


def _matter(text: str) -> frozenset[str]:
    """Words without countries, which say who and not what."""
    return frozenset(word for word in words(text) if not word.startswith("@"))


def _heard(found: frozenset[str]) -> frozenset[str]:
    """Names by their beginning, spellings of one sound alike: "Rafiq" and "Rafik"."""
    return frozenset(n if n.startswith("@") else _sound(n) for n in found)


@lru_cache(maxsize=1 << 15)
def _sound(name: str) -> str:
    for written, sound in (("q", "k"), ("ee", "i"), ("y", "i"), ("ou", "u")):
        name = name.replace(written, sound)
    return re.sub(r"(.)\1", r"\1", name)[:6]


def _sentence(text: str, start: int, end: int) -> Span:
    first = max(0, start - SENTENCE)
    for m in BREAK.finditer(text, first, start + 1):
        if m.end() <= start:
            first = max(first, m.end())
    found = BREAK.search(text, end)
    return first, min(found.start() if found else len(text), end + SENTENCE)

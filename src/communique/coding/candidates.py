# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Which words may report an event, and which actor mentions stand near enough in the syntax to take part in it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from communique.model import Actor, Annotated, Span, Statement, Token
from communique.text import inside

# What a political event is named by, as labelled stories have it: verbs, nouns, a few adjectives ("ready", "wounded") and
# modals of obligation ("must"). Auxiliaries and copulas are never the word that names it.
PARTS_OF_SPEECH = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
FIRST_PERSON = frozenset({"i", "we", "me", "us", "our", "my"})
MODALS = frozenset({"must", "should"})
_start = attrgetter("start")
LONGEST_PATH = 6  # edges between trigger and mention; 99 of 100 labelled arguments lie within


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of one or more actors: its characters, its head word and who is meant."""

    span: Span
    head: int  # token index
    actors: tuple[str, ...]
    says: tuple[Span, ...] = ()  # what its actors are reported to say: contents of statements


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its mentions, and what of the article is told as somebody's words."""

    tokens: Span
    mentions: tuple[Mention, ...]
    said: tuple[Span, ...] = ()


def within(doc: Annotated, span: Span) -> range:
    """The tokens that begin in a span of characters."""
    return range(bisect_left(doc.tokens, span[0], key=_start), bisect_left(doc.tokens, span[1], key=_start))


def innermost(statements: Sequence[Statement], word: Span) -> Statement | None:
    """The shortest statement in whose content a word stands."""
    telling = [s for s in statements if any(inside(word, span) for span in s.content)]
    return min(telling, key=lambda s: (sum(e - b for b, e in s.content), s.id), default=None)


def with_first_person(doc: Annotated, actors: Sequence[Actor], statements: Sequence[Statement]) -> tuple[Actor, ...]:
    """The same actors, with "I" and "we" inside what they say as mentions of them: who speaks is known only after attribution."""
    said: dict[str, set[Span]] = {}
    # The innermost statement speaks: of nested ones the shortest comes last and wins.
    owner: dict[Span, tuple[str, ...]] = {}
    for statement in sorted(statements, key=lambda s: (-sum(e - b for b, e in s.content), s.id)):
        for span in statement.content:
            for token in (doc.tokens[i] for i in within(doc, span)):
                if token.pos == "PRON" and doc.words((token.start, token.end)).lower() in FIRST_PERSON:
                    owner[token.start, token.end] = statement.speakers
    for span, speakers in owner.items():
        for speaker in speakers:
            said.setdefault(speaker, set()).add(span)
    return tuple(replace(a, mentions=tuple(sorted({*a.mentions, *said[a.id]}))) if a.id in said else a for a in actors)


def mentions_of(doc: Annotated, actors: Sequence[Actor], statements: Sequence[Statement] = ()) -> tuple[Mention, ...]:
    """All actor mentions in text order, one for each span."""
    words: dict[str, list[Span]] = {}
    for statement in statements:
        for speaker in statement.speakers:
            words.setdefault(speaker, []).extend(statement.content)
    meant: dict[Span, list[str]] = {}
    for actor in actors:
        for span in actor.mentions:
            meant.setdefault(span, []).append(actor.id)
    heads = {token.start: i for i, token in enumerate(doc.tokens)}
    starts = sorted(heads)
    found = []
    for span in sorted(meant):
        inside = [heads[s] for s in starts_between(starts, span)]
        if inside:
            found.append(Mention(span, head_of(doc.tokens, inside), tuple(sorted(meant[span])), tuple(content for i in sorted(meant[span]) for content in words.get(i, ()))))
    return tuple(found)


def starts_between(starts: Sequence[int], span: Span) -> Sequence[int]:
    return starts[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]


def head_of(tokens: Sequence[Token], inside: Sequence[int]) -> int:
    """The word of a span whose own head lies outside it; the last such, as English puts heads last."""
    members = set(inside)
    tops = [i for i in inside if tokens[i].head not in members or tokens[i].head == i]
    return tops[0] if tops else inside[-1]


def sentences(doc: Annotated, actors: Sequence[Actor], statements: Sequence[Statement] = ()) -> Iterator[Sentence]:
    """Sentences in order, each with the mentions that begin in it."""
    mentions = mentions_of(doc, actors, statements)
    said = tuple(sorted({span for statement in statements for span in statement.content}))
    at = 0
    for first, last in doc.sentences:
        begin, end = doc.tokens[first].start, doc.tokens[last - 1].end
        mine = []
        while at < len(mentions) and mentions[at].span[0] < end:
            mine.append(mentions[at])
            at += 1
        yield Sentence((first, last), tuple(mine), tuple(span for span in said if span[0] < end and begin < span[1]))


def triggers(doc: Annotated, sentence: Sentence) -> list[int]:
    """Token indices that may name an event: the right part of speech, and not itself the name of an actor."""
    first, last = sentence.tokens
    starts = [token.start for token in doc.tokens[first:last]]
    named = {first + i for m in sentence.mentions for i in range(bisect_left(starts, m.span[0]), bisect_left(starts, m.span[1]))}
    return [
        i
        for i in range(*sentence.tokens)
        for token in [doc.tokens[i]]
        if i not in named and (token.pos in PARTS_OF_SPEECH or (token.pos == "AUX" and token.lemma.lower() in MODALS)) and token.lemma.isascii() and len(token.lemma) > 1
    ]


def path(tokens: Sequence[Token], start: int, end: int) -> list[str] | None:
    """Dependency labels from one word to another, '^' up and nothing down; None where longer than LONGEST_PATH."""
    return path_down(tokens, climb(tokens, start), end)


def climb(tokens: Sequence[Token], start: int) -> dict[int, tuple[str, ...]]:
    """A word and the words over it, LONGEST_PATH steps at most -> the labels on the way up to each."""
    up: dict[int, tuple[str, ...]] = {start: ()}
    way: tuple[str, ...] = ()
    at = start
    while tokens[at].head != at and len(way) < LONGEST_PATH:
        way = (*way, "^" + tokens[at].dep)
        at = tokens[at].head
        up[at] = way
    return up


def path_down(tokens: Sequence[Token], up: Mapping[int, tuple[str, ...]], end: int) -> list[str] | None:
    """`path` from the word that was climbed from."""
    down: list[str] = []
    at = end
    while at not in up:
        token = tokens[at]
        down.append(token.dep)
        if token.head == at or len(down) > LONGEST_PATH:
            return None
        at = token.head
    whole = [*up[at], *down[::-1]]
    return whole if len(whole) <= LONGEST_PATH else None

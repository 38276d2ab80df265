# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""The room's way: tag, read the levels of reporting, let quotations go on, look inside contents, name the parties."""

import re
from collections.abc import Sequence
from dataclasses import replace

from communique.attribution import announcing
from communique.attribution.channel import audience_of, beside, channel_of, told_later
from communique.attribution.drafted import Draft, Shelf
from communique.attribution.drafts import draft
from communique.attribution.nesting import nest
from communique.attribution.parties import anonymity_of, kind_of
from communique.attribution.quotes import go_on, lines, quoted, style_of
from communique.attribution.speakers import Speakers
from communique.attribution.stance import distance_of, place_of, stance_of
from communique.attribution.syntax import Tree
from communique.attribution.tagger import tag
from communique.model import Actor, Annotated, Attribution, Relay, Span, Spans, Statement
from communique.text import digest, overlap

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def attribute(doc: Annotated, actors: Sequence[Actor]) -> tuple[Statement, ...]:
    """An annotated page and its actors -> its statements, in the order of the text.

    Each statement has a content; its speakers and relays are ids of the given actors, relays innermost first. A speaker that no
    actor stands for leaves `speakers` empty, never a guess. `within` is the id of the statement that reports this one; where a
    content is nothing but another's report, its reporter stands as a relay instead. Pure: the same page and actors, the same result.
    """
    article = doc.article
    tree = Tree(doc)
    head = article.headline_span
    passages = [*([head] if head is not None and not any(overlap(head, s) for s in article.body) else []), *article.body]
    found = [a for passage in _runs(passages, head) for a in tag(article.text, passage)]
    return compose(tree, actors, found, lines(article.text, passages))


def _runs(passages: Sequence[Span], head: Span | None) -> list[list[Span]]:
    """The headline is read apart from the body: it is no paragraph of it."""
    return [run for run in ([p for p in passages if p == head], [p for p in passages if p != head]) if run]


def compose(tree: Tree, actors: Sequence[Actor], found: Sequence[Attribution], paragraphs: Sequence[Span]) -> tuple[Statement, ...]:
    """Attributions of a page -> statements."""
    speakers = Speakers(tree, actors)
    drafts = announcing.resolve(tree, go_on(tree, draft(tree, found), paragraphs))
    order = sorted(range(len(drafts)), key=lambda i: min(drafts[i].content))
    place_of = {old: new for new, old in enumerate(order)}
    drafts = [_moved(drafts[i], place_of) for i in order]
    drafts = nest(tree, drafts, lambda spans: speakers.who(spans))
    named = _name(drafts, speakers)
    runs = [run for p in paragraphs for run, _ in quoted(tree.doc.article.text, p)]
    ids = [_id(tree, d) for d in drafts]
    said, marked = Shelf((d.content, d) for d in drafts), Shelf(((run,), run) for run in runs)
    in_order = sorted(range(len(drafts)), key=lambda i: (min(drafts[i].content), drafts[i].within is not None))
    return tuple(_statement(tree, i, drafts, said, named, ids, speakers, marked) for i in in_order)


def _moved(draft: Draft, place_of: dict[int, int]) -> Draft:
    def there(place: int | None) -> int | None:
        return None if place is None else place_of[place]

    return replace(draft, after=there(draft.after), within=there(draft.within))


def _name(drafts: Sequence[Draft], speakers: Speakers) -> list[tuple[str, ...]]:
    """Speakers in the order of the text, so that a pronoun may lead to who spoke before."""
    named: list[tuple[str, ...]] = [()] * len(drafts)
    last: list[tuple[str, ...]] = []
    for i in sorted(range(len(drafts)), key=lambda i: (min(drafts[i].content), drafts[i].within is not None)):
        before, outer = drafts[i].after, drafts[i].within
        # inside a statement "he" is not the one who makes it
        known = [ids for ids in last if outer is None or not set(ids) & set(named[outer])]
        named[i] = named[before] if before is not None else speakers.who(drafts[i].source, known) if drafts[i].source else ()
        if drafts[i].within is None and named[i]:
            last.insert(0, named[i])
    return named


def _id(tree: Tree, draft: Draft) -> str:
    return digest("s", tree.doc.article.id, draft.content, draft.source, draft.cue)


def _statement(
    tree: Tree, at: int, drafts: Sequence[Draft], said: Shelf[Draft], named: Sequence[tuple[str, ...]], ids: Sequence[str], speakers: Speakers, marked: Shelf[Span]
) -> Statement:
    draft = drafts[at]
    root = drafts[draft.after] if draft.after is not None else draft
    relays = _relays(tree, root.relays, named[at], speakers)
    words = beside(tree, root, said)
    channel = channel_of(words, " ".join(tree.doc.words(s) for s in (*root.relays, *root.source))) or channel_of(told_later(tree, draft, said))
    return Statement(
        id=ids[at],
        within=None if draft.within is None else ids[draft.within],
        speakers=named[at],
        relays=relays,
        channel=channel,
        audience=audience_of(tree, root),
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        style=style_of(draft.content, [r for c in draft.content for r in marked.near(c)]),
        date=_date(tree, root),
        stance=stance_of(tree, root),
        anonymity=anonymity_of(tree, root.source[0]) if root.source else None,
        place=place_of(tree, root, said),
        distance=distance_of(tree, draft),
    )


def _relays(tree: Tree, spans: Spans, said_by: tuple[str, ...], speakers: Speakers) -> tuple[Relay, ...]:
    """An actor each; one whom no actor stands for is known by the words. Nobody relays his own words, or twice."""
    out: list[Relay] = []
    for span in spans:
        kind = kind_of(tree, span)
        ids = () if kind == "statement" else speakers.who((span,))
        new = [i for i in ids if i not in said_by and all(r.actor != i for r in out)]
        out += [Relay(i, span, kind) for i in new] if ids else [Relay(None, span, kind)]
    return tuple(out)


def _date(tree: Tree, draft: Draft) -> str | None:
    """The one day that stands beside the cue, outside what was said."""
    anchor = draft.cue or draft.source
    if not anchor:
        return None
    sentence = tree.sentence_span(anchor[0][0])
    days = {t.value for t in tree.doc.times if t.type == "DATE" and _DAY.fullmatch(t.value) and overlap(t.span, sentence) and not any(overlap(t.span, s) for s in draft.content)}
    return days.pop() if len(days) == 1 else None

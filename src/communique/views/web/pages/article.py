# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""An article: the page's own text with all that was found in it marked where it stands; and the list of articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.model import Coded, CommitmentMention, EventMention, Span
from communique.views.web import say
from communique.views.web.asked import Asked, address, in_page
from communique.views.web.leaf import Leaf
from communique.views.web.marks import LAYERS, Layer, Note, runs
from communique.views.web.pages import lines
from communique.views.web.portions import TOLD, portions, weight, within
from communique.views.web.reader import Part, Reader
from communique.views.web.view import Cell, NotFound, View

PER = 50
NAMES = {"statement": "statements", "event": "events", "commitment": "commitments", "figure": "figures", "actor": "actors"}
MENTIONS_LINKED = 12  # places of one actor that the list leads to; all are marked in the text


@dataclass(frozen=True)
class Found:
    """A finding in the list beside the text."""

    id: str
    layer: Layer
    label: str
    detail: str
    href: str | None  # its own page
    places: tuple[tuple[str, str], ...]  # (words, address of the characters)
    kind: str = ""
    spans: tuple[Span, ...] = ()  # an actor's places


def articles(record: Reader, asked: Asked) -> View:
    """Articles by day: outlet, from, to, page, per."""
    outlet = asked.text("outlet")
    part = record.articles_part(outlet=outlet, first=asked.day("from", last=False), last=asked.day("to", last=True), page=asked.page(), per=asked.per(PER))
    values: dict[str, object] = {"outlet": outlet, "from": asked.text("from"), "to": asked.text("to"), "per": asked.per(PER) if asked.text("per") else None}
    found = [
        (
            one.id,
            say.clip(one.known_as),
            say.clip(one.headline or "Page without a headline", 160),
            say.days((one.first, one.last) if one.first and one.last else one.guessed),
            bool(one.guessed),
        )
        for one in part.items
    ]
    context = {"articles": found, "values": values, "outlets": record.outlets(150)}
    columns = ("id", "outlet", "headline", "published_first", "published_last", "source")
    return View(
        "articles.html", "Articles", context,
        form=lambda: [dict(zip(columns, (one.id, one.outlet, one.headline, one.first, one.last, one.source), strict=True)) for one in part.items],
        table=lambda: (columns, [(one.id, one.outlet, one.headline, one.first, one.last, one.source) for one in part.items]),
        path="/articles", query=values, part=part,
    )  # fmt: skip


def article(record: Reader, asked: Asked, key: str) -> View:
    """One article; `at` names characters to mark, `show` the layers of findings."""
    leaf = record.leaves([key]).get(key)
    if leaf is None:
        raise NotFound(key)
    coded, text = leaf.coded, leaf.article.text
    at = asked.spans("at", len(text))
    shown = tuple(layer for layer in LAYERS if layer in asked.several("show")) or LAYERS
    if "none" in asked.several("show"):
        shown = ()
    found = _found(record, leaf)
    notes = list(_notes(leaf, {one.id: one for one in found}))
    spans = portions(runs(leaf.article, notes), {one.id: _bytes(one) for one in found})
    number = _which(asked, at, spans)
    here = spans[number - 1]
    parts = within(runs(leaf.article, [note for note in notes if note.layer in shown], at, [edge for span in spans for edge in span]), here)
    placed = {note.id for note in notes}
    reach = {note.id for note in notes if note.span[0] < here[1] and here[0] < note.span[1]}
    listed = [_spots(leaf, one, here) for one in found if one.id in reach or (number == 1 and one.id not in placed)]
    first = next((piece.span for run in parts for piece in run.pieces if piece.asked), None)
    estimated = record.record.estimated_days().get(key) if leaf.article.published_range is None else None
    families = [(family, [leaf_ for leaf_ in record.listed(family.articles).values() if leaf_.id != key]) for family in record.families_of([key])]
    context = {
        "article": leaf.article, "outlet": say.clip(leaf.outlet), "country": say.country(leaf.article.outlet_country), "url": say.safe_link(leaf.article.url),
        "published": say.days(leaf.article.published_range or (estimated[0] if estimated else None), unknown="unknown"),
        "basis": leaf.article.published_basis or (estimated[1] if estimated else ()), "estimated": estimated is not None,
        "runs": parts, "first": first, "found": {layer: [one for one in listed if one.layer == layer] for layer in LAYERS}, "names": NAMES,
        "toggles": _toggles(key, shown, found, at, number), "parts": len(spans), "number": number, "told": TOLD, "families": families,
        "asked": " … ".join(say.clip(text[s:e], 240) for s, e in at), "at": at,
    }  # fmt: skip
    title = say.clip(leaf.article.headline or leaf.outlet, 100)
    return View(
        "article.html", title, context, form=leaf.coded.to_dict, table=lambda: (COLUMNS, _table(coded)), path=f"/article/{key}",
        query={"show": None if shown == LAYERS else shown or "none"}, turned=Part((), len(spans), number, 1),
    )  # fmt: skip


def _which(asked: Asked, at: Sequence[Span], spans: Sequence[Span]) -> int:
    """The part to show, from 1: the one asked for, or else the one in which the characters asked for begin."""
    if asked.text("page") or not at:
        return min(asked.page(), len(spans))
    return next((number for number, span in enumerate(spans, 1) if at[0][0] < span[1]), len(spans))


def _spots(leaf: Leaf, one: Found, here: Span) -> Found:
    """An actor with the ways to its places in this part."""
    if one.layer != "actor":
        return one
    spans = [span for span in one.spans if span[0] < here[1] and here[0] < span[1]]
    return replace(one, places=tuple((say.clip(leaf.quote([span]), 40), in_page(leaf.id, [span])) for span in spans[:MENTIONS_LINKED]))


def _bytes(one: Found) -> int:
    """What a finding's line weighs as HTML."""
    places = () if one.layer == "actor" else one.places  # an actor's are counted where they stand in the text
    return 230 + weight(one.label) + weight(one.detail) + sum(105 + weight(words) + len(href) for words, href in places)


def _toggles(key: str, shown: Sequence[Layer], found: Sequence[Found], at: Sequence[Span], number: int) -> list[tuple[Layer, str, int, bool, str]]:
    """(layer, name, how many, shown, the address that turns it)."""
    out = []
    asked = ",".join(f"{s}-{e}" for s, e in at) or None
    for layer in LAYERS:
        turned = [one for one in LAYERS if (one in shown) != (one == layer)]
        show: list[str] | None = None if len(turned) == len(LAYERS) else [*turned] or ["none"]
        values = {"at": asked, "show": show, "page": number if number > 1 and not at else None}
        out.append((layer, NAMES[layer], sum(one.layer == layer for one in found), layer in shown, address(f"/article/{key}", values, fragment="text")))
    return out


def _places(leaf: Leaf, spans: Sequence[Span]) -> tuple[tuple[str, str], ...]:
    return ((say.clip(leaf.quote(spans), 200), in_page(leaf.id, spans)),) if spans else ()


def _found(record: Reader, leaf: Leaf) -> list[Found]:
    """All findings of the article by layer, in the order of the text, each with the page where the record tells more of it."""
    coded, key = leaf.coded, leaf.id
    linked = record.linked_in(key)
    events, promises = record.events_in(key), record.commitments_from([(key, one.id) for one in coded.commitments])
    named = {actor.id: say.clip(actor.name, 60) for actor in coded.actors}

    def people(ids: Sequence[str]) -> str:
        return say.clip(say.listed(named.get(one, "someone unnamed") for one in ids), 240)

    out: list[Found] = []
    for statement in coded.statements:
        out.append(Found(statement.id, "statement", say.clip(lines.said(leaf, statement) or "an unnamed source", 200), statement.style, None, _places(leaf, statement.content)))
    for event in coded.events:
        sides = " → ".join(side for side in (people(event.actors), people(event.recipients)) if side) or "nobody named"
        flags = [say.AUXILIARY.get(flag, flag) for flag in event.auxiliary]
        word = f"on the word of {lines.said(leaf, leaf.statement(event.statement))}" if event.statement else "in the outlet’s own voice"
        detail = "; ".join([sides, f"confidence {event.confidence:.2f}, {say.sure(event.confidence)}", say.days(event.date_range), *flags, word])
        home = events.get(event.id)
        label = f"{event.event_type} {say.readable(event.mode)}".strip()
        out.append(Found(event.id, "event", label, detail, f"/event/{home}" if home else None, _places(leaf, event.evidence), say.kind_class(event.quad)))
    for one in coded.commitments:
        home = promises.get((key, one.id))
        detail = " → ".join(side for side in (people(one.by), people(one.to)) if side) + (f"; due {say.days(one.due)}" if one.due else "")
        out.append(Found(one.id, "commitment", one.kind, detail, f"/commitment/{home}" if home else None, _places(leaf, one.evidence)))
    for number, figure in enumerate(coded.figures):
        label = say.number(figure.value) + (f" {figure.unit}" if figure.unit else "")
        out.append(Found(f"f:{number}", "figure", label, say.clip(figure.what, 120), None, _places(leaf, [figure.span])))
    for actor in coded.actors:
        home = next(iter(linked.get(actor.id, ())), None)
        detail = ", ".join(part for part in (actor.office and say.clip(actor.office), say.country(actor.country)) if part and part != actor.name)
        out.append(Found(actor.id, "actor", named[actor.id], detail, f"/actor/{home}" if home else None, (), spans=actor.mentions))
    return out


def _notes(leaf: Leaf, found: dict[str, Found]) -> Iterator[Note]:
    coded = leaf.coded
    for statement in coded.statements:
        for part, spans in (("says", statement.content), ("cue", statement.cue), ("source", statement.source), ("relay", [relay.span for relay in statement.relays])):
            for span in spans:
                yield Note(statement.id, "statement", span, found[statement.id].label, part)
    mentions: tuple[EventMention | CommitmentMention, ...] = (*coded.events, *coded.commitments)
    for one in mentions:
        kept = found[one.id]
        for span in one.evidence:
            yield Note(one.id, kept.layer, span, f"{kept.label}: {kept.detail}", "evidence", kept.kind)
    for number, figure in enumerate(coded.figures):
        kept = found[f"f:{number}"]
        yield Note(kept.id, "figure", figure.span, f"{kept.label}: {kept.detail}")
    for actor in coded.actors:
        kept = found[actor.id]
        for span in actor.mentions:
            yield Note(actor.id, "actor", span, kept.label + (f", {kept.detail}" if kept.detail else ""))


COLUMNS = ("kind", "id", "part", "start", "end", "text", "label")


def _table(coded: Coded) -> Iterator[Sequence[Cell]]:
    """Every span of the article with its characters."""
    text = coded.article.text
    spans: list[tuple[str, str, str, Span, str]] = []
    for s in coded.statements:
        spans += [("statement", s.id, part, span, s.style) for part in ("source", "cue", "content") for span in getattr(s, part)]
    for e in coded.events:
        spans += [("event", e.id, part, span, f"{e.event_type} {e.mode or ''}".strip()) for part in ("trigger", "evidence") for span in getattr(e, part)]
    for c in coded.commitments:
        spans += [("commitment", c.id, part, span, c.kind) for part in ("what", "evidence", "condition") for span in getattr(c, part) or ()]
    spans += [("figure", "", "", f.span, f"{say.number(f.value)} {f.unit or ''} {f.what}") for f in coded.figures]
    spans += [("actor", a.id, "mention", span, a.name) for a in coded.actors for span in a.mentions]
    for kind, key, part, (start, end), label in sorted(spans, key=lambda row: (row[3], row[0], row[1], row[2])):
        yield kind, key, part, start, end, text[start:end], label

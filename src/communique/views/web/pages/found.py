# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Search in the articles' own words, and the pages that could not be read or coded."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.model import Span, Statement
from communique.record import words
from communique.text import inside, overlap
from communique.views.web import say
from communique.views.web.asked import Asked, in_page
from communique.views.web.leaf import Leaf
from communique.views.web.pages import lines
from communique.views.web.pages.timeline import actor_of
from communique.views.web.reader import Part, Reader, part_of
from communique.views.web.view import View

ARTICLES, PASSAGES = 10, 4  # on a page of answers; passages shown of one article
AROUND = 150  # characters shown on each side of what was found
PROBLEMS = 50
LOOKED_THROUGH = 100  # articles unpacked for one answer: some 50 ms


@dataclass(frozen=True)
class Passage:
    """Words of an article around what was asked for: (text, found) in turn."""

    pieces: tuple[tuple[str, bool], ...]
    href: str
    said: str | None
    span: Span


@dataclass(frozen=True)
class Answer:
    article: str
    outlet: str
    headline: str
    day: str
    passages: tuple[Passage, ...]
    more: int


def search(record: Reader, asked: Asked) -> View:
    """Passages that hold the words and "phrases" of `q`, said `by` someone, `about` someone; page, per (articles)."""
    question, by, about = asked.text("q"), asked.text("by"), asked.text("about")
    speaker, subject = actor_of(record, "by", by), actor_of(record, "about", about)
    ids, phrases = record.holding(question or "", said_by=speaker, about=subject)
    per = min(asked.per(ARTICLES), 50)

    def answered(some: Sequence[str]) -> list[Answer]:
        leaves = record.leaves(some)
        linked = record.linked_in(some) if speaker or subject else {}
        return [_answer(leaves[key], phrases, _locals(linked, leaves[key], speaker), _locals(linked, leaves[key], subject)) for key in some]

    if (speaker or subject) and len(ids) <= LOOKED_THROUGH:
        # the words may stand in an article without being this speaker's: few enough to look
        kept = {one.article: one for one in answered(ids) if one.passages}
        shown, page = part_of(list(kept), asked.page(), per)
        answers, total = [kept[key] for key in shown], len(kept)
    else:
        shown, page = part_of(ids, asked.page(), per)
        answers, total = answered(shown), len(ids)
    part = Part(tuple(answers), total, page, per)
    named = record.named([key for key in (speaker, subject) if key])
    values: dict[str, object] = {"q": question, "by": by, "about": about, "per": asked.per(ARTICLES) if asked.text("per") else None}
    context = {
        "answers": answers, "values": values, "asked": bool(question or by or about),
        "by": say.clip(named[speaker].name) if speaker in named else "", "about": say.clip(named[subject].name) if subject in named else "",
    }  # fmt: skip

    def form() -> object:
        return [
            {
                "article": one.article,
                "outlet": one.outlet,
                "headline": one.headline,
                "passages": [{"text": _text(p), "span": p.span, "said_by": p.said, "address": p.href} for p in one.passages],
            }
            for one in answers
        ]

    columns = ("article", "outlet", "headline", "start", "end", "text", "said_by", "address")
    return View(
        "search.html", f"Search: {say.clip(question, 60)}" if question else "Search", context, form=form,
        table=lambda: (columns, [(one.article, one.outlet, one.headline, *p.span, _text(p), p.said, p.href) for one in answers for p in one.passages]),
        path="/search", query=values, part=part,
    )  # fmt: skip


def _text(passage: Passage) -> str:
    return "".join(text for text, _ in passage.pieces)


def _locals(linked: dict[tuple[str, str], tuple[str, ...]], leaf: Leaf, actor: str | None) -> set[str] | None:
    """The article's own ids of an actor of the record."""
    return None if actor is None else {local for (article, local), ids in linked.items() if article == leaf.id and actor in ids}


def _answer(leaf: Leaf, phrases: list[list[str]], by: set[str] | None, about: set[str] | None) -> Answer:
    article = leaf.article
    passages = [passage for span, statement in _spans(leaf, by, about) if (passage := _passage(leaf, span, statement, phrases)) is not None]
    day = say.days(article.published_range, unknown="day of publication unknown")
    return Answer(leaf.id, say.clip(leaf.outlet), say.clip(article.headline or "", 160), day, tuple(passages[:PASSAGES]), max(0, len(passages) - PASSAGES))


def _spans(leaf: Leaf, by: set[str] | None, about: set[str] | None) -> list[tuple[Span, Statement | None]]:
    """Where to look: paragraphs and the headline, or what the speaker says; only those that name `about`, if given."""
    article = leaf.article
    found: list[tuple[Span, Statement | None]]
    if by is not None:
        found = [((one.content[0][0], one.content[-1][1]), one) for one in leaf.statements_by(by) if one.content]
    else:
        headline = article.headline_span
        outside = headline is not None and not any(overlap(headline, span) for span in article.body)
        found = [(span, None) for span in (*((headline,) if outside and headline else ()), *article.body)]
    if about is not None:
        mentions = [span for key in about if (actor := leaf.actor(key)) for span in actor.mentions]
        found = [(span, statement) for span, statement in found if any(overlap(span, mention) for mention in mentions)]
    return found


def _passage(leaf: Leaf, span: Span, statement: Statement | None, phrases: list[list[str]]) -> Passage | None:
    text = leaf.article.text
    places = [words.places(phrase, text[span[0] : span[1]]) for phrase in phrases]
    if not all(places):
        return None
    found = sorted({(s + span[0], e + span[0]) for some in places for s, e in some})
    if statement is None and found:
        holding = [form for form in leaf.form["statements"] if any(inside(found[0], (s, e)) for s, e in form["content"])]
        innermost = min(holding, key=lambda form: sum(e - s for s, e in form["content"]), default=None)
        statement = leaf.statement(innermost["id"]) if innermost else None
    start, end = (max(span[0], found[0][0] - AROUND), min(span[1], found[0][1] + AROUND)) if found else (span[0], min(span[1], span[0] + 2 * AROUND))
    start, end = _at_words(text, span, start, end)
    return Passage(_pieces(text, (start, end), [one for one in found if inside(one, (start, end))], span), in_page(leaf.id, found or [span]), lines.said(leaf, statement), span)


def _at_words(text: str, span: Span, start: int, end: int) -> Span:
    if start > span[0]:
        blank = text.find(" ", start, end)
        start = start if blank < 0 else blank + 1
    if end < span[1]:
        blank = text.rfind(" ", start, end)
        end = end if blank < 0 else blank
    return start, end


def _pieces(text: str, shown: Span, found: list[Span], whole: Span) -> tuple[tuple[str, bool], ...]:
    out = [("… ", False)] if shown[0] > whole[0] else []
    at = shown[0]
    for start, end in found:
        if start >= at:
            out += [(text[at:start], False), (text[start:end], True)]
            at = end
    out.append((text[at : shown[1]], False))
    if shown[1] < whole[1]:
        out.append((" …", False))
    return tuple(piece for piece in out if piece[0])


def problems(record: Reader, asked: Asked) -> View:
    """What could not be read or coded, with the reason."""
    found, per, page = record.problems(), asked.per(PROBLEMS), asked.page()
    page = min(page, max(1, -(-len(found) // per)))
    items = tuple(found[(page - 1) * per : page * per])
    return View(
        "problems.html", "Problems", {"problems": [(say.clip(one.source, 200), say.clip(one.reason, 400), one.room) for one in items]},
        form=lambda: [{**one.to_dict(), "room": one.room} for one in items],
        table=lambda: (("source", "reason", "room"), [(one.source, one.reason, one.room) for one in items]),
        path="/problems", query={"per": per if asked.text("per") else None}, part=Part(items, len(found), page, per),
    )  # fmt: skip

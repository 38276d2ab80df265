# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Search in the articles' own words, and the pages that could not be read or coded."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.model import Span
from communique.text import inside
from communique.views.web import say
from communique.views.web.asked import Asked, in_page
from communique.views.web.leaf import Leaf
from communique.views.web.pages import lines
from communique.views.web.pages.timeline import actor_of
from communique.views.web.reader import Part, Reader, part_of
from communique.views.web.reader import Passage as Found
from communique.views.web.view import View

ARTICLES, PASSAGES = 10, 4  # on a page of answers; passages shown of one article
AROUND = 150  # characters shown on each side of what was found
PROBLEMS = 50
MOST_PAGES = 50  # answers are looked for from the first on each time


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
    per = min(asked.per(ARTICLES), 50)
    part: Part[tuple[Leaf, tuple[Found, ...]]] = Part((), 0, 1, per)
    if question or speaker or subject:
        part = record.search(question or "", said_by=speaker, about=subject, page=min(asked.page(), MOST_PAGES), per=per)
    answers = [_answer(leaf, passages) for leaf, passages in part.items]
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


def _answer(leaf: Leaf, passages: Sequence[Found]) -> Answer:
    article = leaf.article
    day = say.days(article.published_range, unknown="day of publication unknown")
    shown = tuple(_passage(leaf, passage) for passage in passages[:PASSAGES])
    return Answer(leaf.id, say.clip(leaf.outlet), say.clip(article.headline or "", 160), day, shown, max(0, len(passages) - PASSAGES))


def _passage(leaf: Leaf, passage: Found) -> Passage:
    text, span, found = leaf.article.text, passage.span, list(passage.found)
    start, end = (max(span[0], found[0][0] - AROUND), min(span[1], found[0][1] + AROUND)) if found else (span[0], min(span[1], span[0] + 2 * AROUND))
    start, end = _at_words(text, span, start, end)
    shown = _pieces(text, (start, end), [one for one in found if inside(one, (start, end))], span)
    return Passage(shown, in_page(leaf.id, found or [span]), lines.said(leaf, passage.statement), span)


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
    part = part_of(record.record.problems(), asked.page(), asked.per(PROBLEMS))
    items, per = part.items, part.per
    return View(
        "problems.html", "Problems", {"problems": [(say.clip(one.source, 200), say.clip(one.reason, 400), one.room) for one in items]},
        form=lambda: [{**one.to_dict(), "room": one.room} for one in items],
        table=lambda: (("source", "reason", "room"), [(one.source, one.reason, one.room) for one in items]),
        path="/problems", query={"per": per if asked.text("per") else None}, part=part,
    )  # fmt: skip

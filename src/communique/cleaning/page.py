# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A page read through: its text, and which parts of it are what. From plain text and from HTML it is the same noun."""

from dataclasses import dataclass, field, replace

from communique.cleaning import aligning, extracting
from communique.cleaning.bylines import lone
from communique.cleaning.flat import Chosen, choose
from communique.cleaning.gathering import gather
from communique.cleaning.heading import REACH
from communique.cleaning.layout import is_date_line, paragraphs
from communique.cleaning.markup import Markup, markup
from communique.cleaning.rendering import VERSION, Line, Rendering
from communique.cleaning.units import Unit, key
from communique.cleaning.unseen import Bare
from communique.model import Span, Spans

_SHORTEST_TITLE, _LONGEST_TITLE = 12, 400  # characters of a line that may be the page's title
_BYLINE_REACH = 8  # units right before the body among which a name alone is its author's
# Markup beyond which no tree is built: each tag takes its time, and each attribute is held against the others of its tag.
_MOST_TAGS, _MOST_PAIRS = 60_000, 100_000_000
_MOSTLY = 0.5  # share of a line that must be taken for the line to be body


@dataclass(frozen=True, slots=True)
class Read:
    text: str
    body: Spans
    headline: Span | None
    byline: tuple[str, ...]
    before: tuple[str, ...]  # units before the body, the headline left out
    after: tuple[str, ...]
    captions: tuple[str, ...]
    rendering: str = "text"
    source_map: Spans = ()
    markup: Markup = field(default_factory=Markup)

    @classmethod
    def plain(cls, seen: Bare, found: list[Unit]) -> "Read":
        """What is seen of a text page, and its units."""
        return cls._of(seen.text, found, choose(found), seen.rendering, seen.source_map)._signed(found)

    @classmethod
    def html(cls, page: str, rendered: Rendering, url: str | None) -> "Read":
        """A decoded HTML page and its rendering; where trafilatura finds nothing that is a body, or the markup would hold it up, the rendering is read as a text page is."""
        root = extracting.tree(page) if rendered.tags <= _MOST_TAGS and rendered.pairs <= _MOST_PAIRS else None
        said = markup(root) if root is not None else Markup()
        found = [Unit((line.start, line.end), rendered.text[line.start : line.end], 0) for line in rendered.lines]
        taken = aligning.shares(rendered.text, [u.span for u in found], extracting.paragraphs(root, url)) if root is not None else []
        if any(taken):
            body = gather([u.words for u in found], rendered.lines, [share >= _MOSTLY for share in taken])
            chosen = choose(found, [float(b) for b in body], _MOSTLY)
        if not any(taken) or not chosen.body:
            chosen = choose(found)
        read = cls._of(rendered.text, found, chosen, VERSION, rendered.source_map, said)
        return read._titled(rendered.lines, found)._signed(found)

    @classmethod
    def _of(cls, text: str, found: list[Unit], chosen: Chosen, rendering: str = "text", source_map: Spans = (), said: Markup | None = None) -> "Read":
        first, last = (chosen.body[0], chosen.body[-1]) if chosen.body else (0, 0)
        return cls(
            text=text, body=tuple(paragraphs(text, [found[i] for i in chosen.body])), byline=chosen.byline,
            headline=found[chosen.headline].span if chosen.headline is not None else None,
            before=tuple(u.words for i, u in enumerate(found[:first]) if i != chosen.headline), after=tuple(u.words for u in found[last + 1 :]),
            captions=tuple(item.unit.words for item in chosen.seen[max(0, first - REACH) : last + 1] if item.caption),
            rendering=rendering, source_map=source_map, markup=said or Markup(),
        )  # fmt: skip

    def _titled(self, lines: tuple[Line, ...], found: list[Unit]) -> "Read":
        """The page whose headline is the line that its markup's title names, or its first great heading; else as guessed from the text."""
        titles = [key(title) for title in self.markup.titles]
        start = self.body[0][0] if self.body else 0
        keys = [(u.span, key(u.words)) for u in found if _SHORTEST_TITLE <= len(u.words) <= _LONGEST_TITLE] if titles else []
        for title in titles:
            same = [span for span, said in keys if said == title or (title.startswith(f"{said} ") and len(said) > 0.5 * len(title))]
            if same:
                headings = [span for span in same if any(line.start == span[0] and line.tag == "h1" for line in lines)]
                return self._with(headings[0] if headings else min(same, key=lambda span: abs(span[0] - start)))
        heading = next(((line.start, line.end) for line in lines if line.tag == "h1" and 3 <= len(self.text[line.start : line.end].split()) <= 40), None)
        return self._with(heading) if heading is not None else self

    def _signed(self, found: list[Unit]) -> "Read":
        """The page with its byline, where a name stands alone between headline and body."""
        if self.byline or self.markup.authors or not self.body:
            return self
        first = next(i for i, unit in enumerate(found) if unit.span[0] >= self.body[0][0])
        top = next((i + 1 for i, unit in enumerate(found[:first]) if self.headline and unit.span[0] == self.headline[0]), first)
        between = [unit.words for unit in found[max(1, top, first - _BYLINE_REACH) : first]]
        return replace(self, byline=lone(between, [is_date_line(words[:_LONGEST_TITLE]) for words in between])) if between else self

    def _with(self, headline: Span) -> "Read":
        return replace(self, headline=headline, body=tuple(span for span in self.body if not (span[0] < headline[1] and headline[0] < span[1])) or self.body)

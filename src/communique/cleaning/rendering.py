# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""HTML -> all its visible text, blocks on lines of their own, with a map back to the characters of the page.

Our own scanner and not a parser's tree: a tree has no offsets, and its repairs change with its library; here no upgrade can move a span.
It runs once over the page, in time linear in its length whatever the markup. Style sheets are not evaluated: what they hide stays.
"""

import html
import re
from dataclasses import dataclass

from communique.cleaning.unseen import ALWAYS, JOINERS
from communique.model import Spans

VERSION = "communique-html/2"

# `<` outside of quotation marks ends the attempt, which keeps hostile markup linear; the second form takes tags with unbalanced quotation marks.
_MARKUP = re.compile(r"""<(?:(/?)([a-zA-Z][a-zA-Z0-9:-]*)(?:[^<>"']|"[^"]*"|'[^']*')*+>|(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>|(!--)|[!?/][^>]*>)""")
# White space that is not one single space, entities, and characters that are not seen.
_SPECIAL = re.compile(f"[\t\n\r\f\xa0][ \t\n\r\f\xa0]*| [ \t\n\r\f\xa0]+|&(?:#[0-9]{{1,8}}|#[xX][0-9a-fA-F]{{1,8}}|[a-zA-Z][a-zA-Z0-9]{{1,31}});?|[{ALWAYS}]|{JOINERS}")
_SPACES, _DROPPED = " \t\n\r\f\xa0", ALWAYS + "\u200c\u200d"
_PLAIN_BREAK = re.compile(r"\r\n?|\n")
_BLOCKS = frozenset("""
    address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frame h1 h2 h3 h4 h5 h6
    header hr html legend li main menu nav ol optgroup option p pre section summary table tbody td tfoot th thead tr ul
""".split())
# Their content is no visible text, and ends at their own end tag.
_UNSEEN = frozenset("script style noscript template svg math head title iframe object textarea select datalist canvas audio video".split())
_END = {name: re.compile(rf"</{name}\b[^>]*>", re.I) for name in _UNSEEN}
# A program, style sheet or comment without an end runs on to where the page's own body begins; where none does, the page breaks off in it.
_RAW = frozenset(("script", "style"))
_RESUMES = re.compile(r"</head\s*>|<body\b", re.I)
_BROKEN_TAG = re.compile(r"<(?:[a-zA-Z/!?]|\Z)")
# The longest pages measured have 75,000 characters; far fewer pieces of text between tags and entities, and tags, than these.
LONGEST_TEXT, MOST_PIECES, MOST_TAGS = 4_000_000, 200_000, 400_000
_LONG_TAG = 2_000  # characters from which a tag's attributes are counted
_VALUE, _ATTRIBUTE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')"""), re.compile(r"[^\s/]+")
_NOTED = _BLOCKS | _UNSEEN | {"a"}  # all other elements run on in their line
_EMPTY = frozenset(("br", "hr"))
_CLASS = re.compile(r"""\bclass\s*=\s*["']?([^"'>]{1,200})""", re.I)
_PLACE = 3  # open blocks that make a line's place
_REACH = 12  # open blocks among which an end tag looks for its beginning: pages leave some open
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ASIDE = frozenset(("nav", "footer", "aside", "form", "button"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the rendering and what the markup says of it."""

    start: int
    end: int
    tag: str  # the heading or caption around it, else the block opened last before it
    linked: float  # share of its characters inside links
    aside: bool  # inside navigation, a footer, a side column or a form
    place: str  # the innermost open blocks, each with its class: lines of one article's body share it


@dataclass(frozen=True, slots=True)
class Rendering:
    text: str
    source_map: Spans
    lines: tuple[Line, ...]
    tags: int = 0
    pairs: int = 0  # of attributes in one tag, which parsers hold against one another; short tags are not looked at
    over: str | None = None  # which bound the page went over, so that its rendering breaks off: "200,000 pieces of text"


def render(page: str) -> Rendering:
    """A decoded HTML page -> its text. Lines are not empty and have no white space at their ends; runs of white space are one space.

    Takes time and memory within bounds: where a page goes over one of them, the rendering breaks off and says so.
    """
    scribe = _Scribe()
    at, end = 0, page.rfind(">") + 1
    missing: set[str] = set()
    tags = pairs = 0
    while found := _MARKUP.search(page, at, end):
        if found.start() > at:
            scribe.write(page, at, found.start())
        at = found.end()
        tags += 1
        if at - found.start() > _LONG_TAG:
            pairs += len(_ATTRIBUTE.findall(_VALUE.sub("", found[0]))) ** 2
        if tags > MOST_TAGS or scribe.over:
            return scribe.finish(tags, pairs, scribe.over or f"{MOST_TAGS:,} tags")
        name = (found[2] or found[4] or "").lower()
        if found[5]:
            over = -1 if "comment" in missing else page.find("-->", at)
            at = over + 3 if over >= 0 else _resumed(page, at)
            if over < 0:
                missing.add("comment")
        if name not in _NOTED:
            continue
        if found[1] or found[3]:
            scribe.close(name)
        elif name in _UNSEEN and (name not in missing or name in _RAW):
            # A missing end tag is looked for once: its element is then taken for an empty one, or for one that runs on.
            ended = None if name in missing else _END[name].search(page, at)
            if ended is not None:
                at = ended.end()
            else:
                missing.add(name)
                at = _resumed(page, at) if name in _RAW else at
            scribe.unseen(name)
        else:
            scribe.open(name, found[0])
    if at < len(page):
        last = page.rfind("<", at)
        scribe.write(page, at, last if last >= 0 and _BROKEN_TAG.match(page, last) else len(page))
    return scribe.finish(tags, pairs, scribe.over)


def _resumed(page: str, at: int) -> int:
    """Where the page's text goes on after markup that never ends."""
    found = _RESUMES.search(page, at)
    return found.start() if found is not None else len(page)


class _Scribe:
    """Writes the rendering: one line at a time, from pieces of the page."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.done: list[str] = []
        self.runs: list[tuple[int, int]] = []
        self.length = self.marks = 0
        self._pieces: list[str] = []
        self._start = self._linked = 0
        self._space = False
        self._tag = self._special = ""
        self._links = self._asides = self._pre = 0
        self._open: list[tuple[str, str]] = []
        self._place = ""

    def open(self, name: str, markup: str) -> None:
        if name == "a":
            self._links = 1
        elif name in _BLOCKS:
            self.end_line()
            self._tag = name if name != "br" else self._tag
            if name in _HEADINGS or name == "figcaption":
                self._special = name
            self._asides += name in _ASIDE
            self._pre += name == "pre"
            if name not in _EMPTY:
                if name == "p" and self._open and self._open[-1][0] == "p":
                    self._open.pop()  # a paragraph ends where the next begins
                classes = _CLASS.search(markup) if len(markup) > len(name) + 2 else None
                self._open.append((name, f"{name}.{classes[1]}" if classes else name))

    def close(self, name: str) -> None:
        if name == "a":
            self._links = 0
        elif name in _BLOCKS:
            self.end_line()
            self._tag = ""
            if name == self._special:
                self._special = ""
            self._asides = max(0, self._asides - (name in _ASIDE))
            self._pre = max(0, self._pre - (name == "pre"))
            for back in range(1, min(_REACH, len(self._open)) + 1):
                if self._open[-back][0] == name:
                    del self._open[-back:]
                    break

    def unseen(self, name: str) -> None:
        if name in ("iframe", "video", "audio", "object"):
            self.end_line()

    def write(self, page: str, start: int, end: int) -> None:
        """A run of the page's characters between two tags."""
        if not self._pre:
            words = page[start:end].lstrip(_SPACES)
            if start < end - len(words):
                self._space = True
                start = end - len(words)
            if not words:
                return
            kept = words.rstrip(_SPACES)
            ends_in_space, end = len(kept) < len(words), start + len(kept)
        else:
            ends_in_space = False
        at = start
        self.marks += 1
        for found in _SPECIAL.finditer(page, start, end):
            self.marks += 1
            if self.marks > MOST_PIECES:
                return
            if found.start() > at:
                self._put(page[at : found.start()], at)
            at = found.end()
            self._special_run(found[0], found.start())
        if at < end:
            self._put(page[at:end], at)
        self._space = self._space or ends_in_space

    def _special_run(self, special: str, source: int) -> None:
        if special[0] == "&":
            said = html.unescape(special)
            if said.isspace():
                self._space = True
            elif said not in ALWAYS:
                self._put(said.replace("\x00", "\ufffd"), source)
        elif special not in _DROPPED:
            if self._pre and _PLAIN_BREAK.search(special):
                self.end_line()
            self._space = True

    def _put(self, words: str, source: int) -> None:
        """Characters that stand in the page as they are, white space at their ends apart."""
        if words[0] == " ":
            self._space = True
            source += len(words)
            words = words.lstrip(" ")
            source -= len(words)
            if not words:
                return
        ends_in_space = words[-1] == " "
        if ends_in_space:
            words = words.rstrip(" ")
        if not self._pieces:
            if self.length:
                self.length += 1  # the line break before this line
            self._start = self.length
            self._place = ">".join(label for _, label in self._open[-_PLACE:])
        elif self._space:
            self._pieces.append(" ")
            self.length += 1
        self._space = ends_in_space
        if not self.runs or self.length - self.runs[-1][0] != source - self.runs[-1][1]:
            self.runs.append((self.length, source))
        self._pieces.append(words)
        self.length += len(words)
        if self._links:
            self._linked += len(words)

    def end_line(self) -> None:
        if self._pieces:
            self.lines.append(Line(self._start, self.length, self._special or self._tag, self._linked / max(1, self.length - self._start), self._asides > 0, self._place))
            self.done.append("".join(self._pieces))
        self._pieces, self._linked, self._space = [], 0, False

    @property
    def over(self) -> str | None:
        """The bound that the page has gone over."""
        if self.marks > MOST_PIECES:
            return f"{MOST_PIECES:,} pieces of text"
        return f"{LONGEST_TEXT:,} characters of text" if self.length > LONGEST_TEXT else None

    def finish(self, tags: int, pairs: int, over: str | None) -> Rendering:
        self.end_line()
        return Rendering("\n".join(self.done), tuple(self.runs), tuple(self.lines), tags, pairs, over)

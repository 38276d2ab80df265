# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What can be seen of a line of a page, alone and among its neighbours: the inputs of the body model.

Each name below is one column; training and use share this file, so a weight never meets a feature it was not fitted on. A page's characters
and words are each counted in one pass over all lines together: patterns are tried only on lines short enough to be labels.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import compress, repeat

import numpy as np
from numpy.typing import NDArray

from communique.cleaning.glyphs import (
    CLOSING,
    CLOSING_SPEECH,
    COMMA,
    DASH,
    DIGIT,
    END,
    LABEL,
    LETTER,
    LOWER,
    MARK,
    MONEY,
    OPENING,
    OPENING_SPEECH,
    SEPARATOR,
    SPACE,
    UPPER,
    counts,
    glyphs,
)
from communique.cleaning.lexicon import KINDS, LINE_END, WORDS

Matrix = NDArray[np.float64]

_TOKEN = re.compile(r"[^\W\d_][\w'’-]*|\n")
_CAPTION = re.compile(
    r"(?:in this (?:[\w.,-]+ ){0,8}(?:photo|image|picture|handout|frame)|file ?(?:photo|picture|image|-|:)|(?:photo|image|picture)\b"
    r"|\(?(?:from )?(?:left|right|l-r|above|pictured|seen here)\b)", re.I)  # fmt: skip
_CAPTIONED = re.compile(r"\b(?:is|are) (?:seen|pictured|shown)\b|\((?:ap|file|photo|image|reuters|afp|via)\b[^)]*\)$|/(?:ap|afp|reuters|getty)\b", re.I)
_CAPTION_SIGNS = ("/", "seen", "pictured", "shown")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|\b\d{1,2}[:h]\d\d\b")
_URL = re.compile(r"https?://|www\.|\w\.(?:com|org|net|co|uk|ir|kr|cn)\b|\S@\S|(?:^|\s)[@#]\w", re.I)
_HOST = re.compile(r"\.(?:com|org|net|co|uk|ir|kr|cn)\b")
_URL_SIGNS = ("@", "#", "://", "www.")
_BYLINES = ("by", "from", "written by", "posted by", "author", "story by", "reported by", "edited by", "editing by", "reporting by", "source", "por", "di", "von", "par")
_BYLINE = re.compile(rf"(?:{'|'.join(_BYLINES)})\b[ :]", re.I)
_BY = frozenset(label.split()[0] for label in _BYLINES)
# What stands between an article and what is not one any more.
_CLOSING = re.compile(
    r"^\W*(?:share\b|tweet$|comments?\b|\d+ (?:comments?|responses?|replies)|(?:add|post|leave|write) (?:a |your )?(?:comment|reply)|related\b"
    r"|you (?:may|might) (?:also )?(?:like|be)|recommended|more (?:from|on|in|stories|news)\b|tags?\b|topics?\b|filed under|read (?:more|next|also)|also read|see also"
    r"|most (?:read|popular|viewed)|trending|newsletter|sign up|subscribe|advertise|follow\b|about the author|copyright|©|\(c\) ?\d|all rights|popular|latest|featured"
    r"|previous|next\b|post navigation|print\b|e-?mail\b|report (?:a|an)\b|source ?:|editor'?s (?:pick|choice)"
    r"|top stories|other (?:news|stories)|don't miss|must read|load more|view all|join the|log ?in|click"
    r"|comparti|coment[aá]ri|comentar|deixe|leia (?:mais|tamb)|veja (?:mais|tamb)|condividi|comment[oi]|leggi anche|lascia|teilen|kommentar|mehr zum|lesen sie|partager|lire aussi"
    r"|lee tamb|deja|responder)", re.I)  # fmt: skip
_REMARK = re.compile(
    r"\b(?:says|said|wrote|writes|disse|dice|dit|sagt|dijo) ?:$|\b(?:reply|like|permalink|flag|report|upvote|responder|rispondi)$|\bago$"
    r"|^(?:@\w+|\w+) (?:says|wrote)\b", re.I)  # fmt: skip
_REMARKING = (":", "reply", "like", "permalink", "flag", "report", "upvote", "responder", "rispondi", "ago")
_LOOKED_AT = 2000  # characters of a line that are looked at: no paragraph of prose changes its nature after so many
_LABEL_WORDS, _SHORT_LABEL, _CLOSING_WORDS = 30, 12, 9  # words up to which a line is tried for dates and addresses; bylines and remarks; closings
_CONTENT = 5  # letters from which a word says what a text is about
_HEAD = 24  # first characters by which two lines echo each other

ALONE = (
    "chars_log", "words_log", "short", "long", "very_long", "ends_sentence", "ends_open", "inner_sentences", "commas", "capitals", "shouting", "starts_lower", "starts_quote",
    "small_words", "digits", "dated", "linked", "furniture", "furniture_share", "credit", "caption", "byline", "separators", "speech", "saying", "person", "letters",
    "closing", "remark", "one_word", "parenthesised", "money", "bullet", "starts_digit", "ends_colon", "ends_question", "month", "clock", "closer", "clause", "marks",
    "word_length", "repeated", "told_before", "echoed", "prose",
)  # fmt: skip
_AT = {name: i for i, name in enumerate(ALONE)}
PAGE = (
    "position", "prose_position", "prose_before", "prose_after", "prose_here_5", "prose_here_15", "share_of_longest", "shared_words", "lines_log", "is_first", "few_lines",
    "in_densest", "from_densest", "closings_since", "closed_prose", "remarks_around", "furniture_since", "lines_since_prose", "lines_until_prose", "share_of_mean",
    "headline_words", "alike_around", "page_prose", "page_prose_share", "page_small", "like_line_before", "like_line_after", "short_run",
)  # fmt: skip
NAMES = ALONE + PAGE


def matrix(lines: Sequence[str]) -> Matrix:
    """Lines of one page in order, none empty -> one column a line, rows as `NAMES`."""
    n = len(lines)
    out = np.zeros((len(NAMES), n))
    if not n:
        return out
    cut = [line[:_LOOKED_AT].replace("\n", " ") for line in lines]
    text = "\n".join(cut) + "\n"
    words = _Words(text, n)
    sizes = np.fromiter(map(len, lines), np.float64, n)
    alone = out[: len(ALONE)]
    _alone(alone, cut, text, words, sizes)
    _page(out[len(ALONE) :], alone, words, sizes)
    return out


class _Words:
    """A page's words in lower case, in one list, and where each line begins in it."""

    def __init__(self, text: str, lines: int) -> None:
        self.lower = text.lower()
        self.words = _TOKEN.findall(self.lower)
        self.kinds = np.fromiter(map(WORDS.get, self.words, repeat(0)), np.int32, len(self.words))
        ends = np.flatnonzero(self.kinds == LINE_END)
        self.starts = np.concatenate([[0], ends[:-1] + 1])
        self.ends = ends
        self.count = (ends - self.starts).astype(np.float64)
        self.line = np.repeat(np.arange(lines), ends - self.starts + 1)

    def of_kind(self, kind: str) -> Matrix:
        """For each line, how many of its words are of a kind."""
        return self.sums((self.kinds & KINDS[kind]) > 0)

    def sums(self, flags: NDArray[np.bool_]) -> Matrix:
        found: Matrix = np.add.reduceat(flags, self.starts, dtype=np.float64)
        return found


def _alone(out: Matrix, cut: Sequence[str], text: str, words: _Words, sizes: Matrix) -> None:
    n = len(cut)
    code, kinds = glyphs(text)
    lengths = np.fromiter(map(len, cut), np.int64, n)
    ends = np.cumsum(lengths + 1) - 1
    starts = ends - lengths
    line = np.repeat(np.arange(n), lengths + 1)
    seen = counts(kinds, line, n)
    upper = kinds == UPPER
    letter = kinds <= LETTER
    begins = upper.copy()
    begins[1:] &= ~letter[:-1]
    first, last = kinds[starts], kinds[ends - 1]
    inner = np.bincount(line[:-3][_breaks(kinds)], minlength=n) if len(kinds) > 3 else np.zeros(n)
    finished = _finished(kinds, ends)
    some, chars = np.maximum(1.0, words.count), np.maximum(1, lengths)
    small = words.of_kind("small") / some
    furniture, credit, month, clock, pictured = (words.of_kind(kind) for kind in ("furniture", "credit", "month", "clock", "pictured"))
    letters = seen[UPPER] + seen[LOWER] + seen[LETTER]
    rows = {
        "chars_log": np.log1p(sizes), "words_log": np.log1p(words.count), "short": words.count < 5, "long": words.count >= 20, "very_long": words.count >= 50,
        "ends_sentence": finished, "ends_open": (last == COMMA) | (last == LABEL) | (last == DASH), "inner_sentences": np.minimum(inner, 5) * (words.count > 3),
        "commas": np.minimum(5.0, seen[COMMA] / some * 10), "capitals": np.minimum(1.5, np.bincount(line[begins], minlength=n) / some),
        "shouting": (seen[UPPER] > 0) & (seen[UPPER] == letters), "starts_lower": first == LOWER,
        "starts_quote": (first == OPENING) | (first == OPENING_SPEECH) | (first == CLOSING_SPEECH),
        "small_words": small, "digits": seen[DIGIT] / chars, "furniture": np.minimum(4, furniture), "furniture_share": furniture / some, "credit": np.minimum(3, credit),
        "separators": np.minimum(4, seen[SEPARATOR]), "speech": seen[OPENING_SPEECH] + seen[CLOSING_SPEECH] > 0, "saying": words.of_kind("saying") > 0,
        "person": words.of_kind("person") > 0, "letters": letters / chars, "one_word": words.count <= 1, "parenthesised": (code[starts] == 40) & (code[ends - 1] == 41),
        "money": np.minimum(3, seen[MONEY]), "bullet": (first == DASH) | (code[starts] == 42) | (code[starts] == 0x2022), "starts_digit": first == DIGIT,
        "ends_colon": code[ends - 1] == 58, "ends_question": code[ends - 1] == 63, "month": np.minimum(2, month), "clock": np.minimum(2, clock),
        "closer": (words.kinds[words.starts] & KINDS["closer"]) > 0, "clause": np.minimum(3, words.of_kind("clause")), "marks": np.minimum(3, seen[MARK]),
        "word_length": np.minimum(12, letters / some),
        "prose": np.where((words.count >= 12) & (small > 0.15), 1.0, np.where((words.count >= 8) & finished, 0.5, 0.0)),
    }  # fmt: skip
    for name, row in rows.items():
        out[_AT[name]] = row
    lower = words.lower.split("\n", n)[:n]
    _patterns(out, cut, lower, words, has_digit=(seen[DIGIT] > 0).tolist(), dated=(month + clock > 0).tolist(), credited=(credit + pictured > 0).tolist())
    _repeats(out, lower)


def _breaks(kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where a sentence ends within a line and another begins: a full stop, perhaps a closing mark, a space, a capital or an opening mark."""
    ends, space = kinds[:-3] == END, kinds == SPACE
    opens = (kinds == UPPER) | (kinds == OPENING) | (kinds == OPENING_SPEECH) | (kinds == CLOSING_SPEECH)
    closes = (kinds == CLOSING) | (kinds == CLOSING_SPEECH)
    found: NDArray[np.bool_] = ends & ((space[1:-2] & opens[2:-1]) | (closes[1:-2] & space[2:-1] & opens[3:]))
    return found


def _finished(kinds: NDArray[np.uint8], ends: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each line ends a sentence, with up to two closing marks after the full stop."""
    last, second, third = (kinds[np.maximum(ends - back, 0)] for back in (1, 2, 3))
    closes = [(kind == CLOSING) | (kind == CLOSING_SPEECH) for kind in (last, second)]
    found: NDArray[np.bool_] = (last == END) | (closes[0] & ((second == END) | (closes[1] & (third == END))))
    return found


def _patterns(out: Matrix, cut: Sequence[str], lower: Sequence[str], words: _Words, *, has_digit: Sequence[bool], dated: Sequence[bool], credited: Sequence[bool]) -> None:
    """The columns of patterns, each tried only where a sign of it stands."""
    count, starts = words.count.tolist(), words.starts.tolist()
    closer = out[_AT["closer"]].tolist()
    date, url, caption, byline, closing, remark = ([0.0] * len(cut) for _ in range(6))
    for i, line in enumerate(cut):
        if credited[i] and (_CAPTION.match(line) or ((line[-1] == ")" or any(sign in lower[i] for sign in _CAPTION_SIGNS)) and _CAPTIONED.search(line))):
            caption[i] = 1.0
        if count[i] > _LABEL_WORDS:
            continue
        if has_digit[i] and (dated[i] or _DATE.search(line)):
            date[i] = 1.0
        if (any(sign in lower[i] for sign in _URL_SIGNS) or _HOST.search(lower[i])) and _URL.search(line):
            url[i] = 1.0
        if count[i] <= _SHORT_LABEL:
            if words.words[starts[i]] in _BY and _BYLINE.match(line):
                byline[i] = 1.0
            if count[i] <= _CLOSING_WORDS and (closer[i] or not line[0].isalpha()) and _CLOSING.match(line):
                closing[i] = 1.0
            if (line.endswith(_REMARKING) or "eply" in line or " says" in line or " wrote" in line) and _REMARK.search(line):
                remark[i] = 1.0
    for name, row in (("dated", date), ("linked", url), ("caption", caption), ("byline", byline), ("closing", closing), ("remark", remark)):
        out[_AT[name]] = row


def _repeats(out: Matrix, lower: Sequence[str]) -> None:
    """Lines that stand on the page several times, that stood there before, and that a neighbour within two lines echoes, as a teaser's picture text and its link do."""
    times = Counter(lower)
    if len(times) < len(lower):
        out[_AT["repeated"]] = np.minimum(3, np.fromiter(map(times.__getitem__, lower), np.float64, len(lower)) - 1)
        seen: set[str] = set()
        for i, line in enumerate(lower):
            if line in seen:
                out[_AT["told_before"], i] = 1.0
            seen.add(line)
    heads = [line[:_HEAD] for line in lower]
    last: dict[str, int] = {}
    for i, head in enumerate(heads):
        if len(head) >= 0.5 * _HEAD:
            if head in last and i - last[head] <= 2:
                out[_AT["echoed"], i] = out[_AT["echoed"], last[head]] = 1.0
            last[head] = i


def _page(out: Matrix, alone: Matrix, words: _Words, sizes: Matrix) -> None:
    """Where a line stands in its page, and how much it speaks of what the page's prose speaks of."""
    n = len(sizes)
    kind = alone[_AT["prose"]]
    prose = kind * sizes
    total, before = max(1.0, float(prose.sum())), np.concatenate([[0.0], np.cumsum(prose)])
    index = np.arange(n)

    def around(width: int) -> Matrix:
        low, high = np.maximum(0, index - width), np.minimum(n, index + width + 1)
        window: Matrix = (before[high] - before[low]) / total
        return window

    first, last = densest(np.where(prose > 0, prose, -60.0))
    start = first if last > first else int(np.argmax(prose > 0))
    closing, after = alone[_AT["closing"]], index >= start
    closings = np.cumsum(closing * after)
    remarks = np.concatenate([[0.0], np.cumsum(alone[_AT["remark"]])])
    mean = float(np.average(sizes, weights=prose + 1e-9))
    shared, headed = _told(words, kind, start)
    log_size = alone[_AT["chars_log"]]
    unlike = np.full(n + 1, 3.0)
    unlike[1:-1] = np.minimum(3, np.abs(np.diff(log_size)))
    alike = np.zeros(n)
    for offset in (1, 2, 3):
        if offset < n:
            same = np.abs(log_size[offset:] - log_size[:-offset]) < 0.35
            alike[offset:] += same
            alike[:-offset] += same
    short = words.count < 6
    rows = (
        index / max(1, n - 1), before[:-1] / total, np.log1p(before[:-1]), np.log1p(before[-1] - before[1:]), around(5), around(15), sizes / max(1.0, float(sizes.max())), shared,
        math.log1p(n), index == 0, n <= 3, (first <= index) & (index < last), np.log1p(np.maximum(0, np.maximum(first - index, index - last + 1))), np.log1p(closings),
        np.minimum(1.0, (closings > 0) * np.cumsum(np.where(closing * after > 0, 0.0, prose)) / total),
        np.minimum(4, remarks[np.minimum(n, index + 7)] - remarks[np.maximum(0, index - 6)]), np.log1p(np.cumsum(alone[_AT["furniture_share"]] * after)),
        np.log1p(_since(prose > 0)), np.log1p(_since(prose[::-1] > 0)[::-1]), np.minimum(2.0, sizes / max(1.0, mean)), np.minimum(4, headed), alike, math.log1p(total),
        total / max(1.0, float(sizes.sum())), float(np.average(alone[_AT["small_words"]], weights=words.count + 1e-9)), unlike[:-1], unlike[1:],
        np.log1p(_since(~short) + _since(~short[::-1])[::-1]),
    )  # fmt: skip
    for at, row in enumerate(rows):
        out[at] = row


def _told(words: _Words, kind: Matrix, start: int) -> tuple[Matrix, Matrix]:
    """For each line the share of its content words that the page's prose has (a line of prose: has elsewhere), and how many the likely headline has."""
    in_prose = kind[words.line] > 0
    content = np.fromiter(map(len, words.words), np.int64, len(words.words)) >= _CONTENT
    speaks = Counter(compress(words.words, (in_prose & content).tolist()))
    times = np.fromiter(map(speaks.get, words.words, repeat(0)), np.int64, len(words.words))
    shared = words.sums(np.where(in_prose, times > 1, times > 0) & content) / np.maximum(1.0, words.sums(content))
    near = [i for i in range(max(0, start - 12), start + 1) if 4 <= words.count[i] <= 22 and shared[i] > 0.5]
    head = {word for i in near for word in words.words[words.starts[i] : words.ends[i]] if len(word) >= _CONTENT}
    headed = words.sums(np.fromiter(map(head.__contains__, words.words), bool, len(words.words))) if head else np.zeros(len(kind))
    return shared, headed


def _since(flags: NDArray[np.bool_]) -> Matrix:
    """Lines since the last one flagged; from the page's start where there is none yet."""
    index = np.arange(len(flags))
    since: Matrix = (index - np.maximum.accumulate(np.where(flags, index, -1))).astype(np.float64)
    return since


def densest(scores: Matrix) -> tuple[int, int]:
    """The run [first, last) of the greatest sum (Kadane); the earliest of equals."""
    best, first, last, run, start = 0.0, 0, 0, 0.0, 0
    for i, score in enumerate(scores.tolist()):
        if run <= 0.0:
            run, start = 0.0, i
        run += score
        if run > best:
            best, first, last = run, start, i + 1
    return first, last

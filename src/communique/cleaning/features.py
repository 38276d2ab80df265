# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What can be seen of a line of a page, alone and among its neighbours: the inputs of the body model.

Each name below is one column; training and use share this file, so a weight never meets a feature it was not fitted on.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

# Words that pages say of themselves and articles seldom say; editor's list, weighed by training.
_FURNITURE = frozenset("""
    share shares tweet facebook twitter whatsapp instagram pinterest linkedin telegram email e-mail newsletter newsletters subscribe subscription sign login log register
    cookie cookies privacy terms copyright rights reserved advertisement advertise advertising sponsored promoted click here read also see more related recommended trending
    popular latest follow comment comments reply replies print download menu search home skip next previous watch video videos photo photos gallery live updated published
    posted about contact tag tags topic topics back loading app store rss faq alternate website browser javascript
""".split())
_CREDIT = frozenset("""
    photo photos photograph image images picture file pool via courtesy credit handout illustration caption screenshot getty reuters afp ap epa xinhua yonhap alamy
""".split())
_SAYING = frozenset("said says told according added announced stated reported noted warned urged asked called".split())
_FIRST_SECOND = frozenset("you your we our us".split())
# Small words of running prose in the languages that the training pages are in; labels and menus have few of them.
_SMALL = frozenset("""
    the of and to in a is that for on with as at by it from was were be has have had his her he she they their this which who an its but not are been or will would
    de la que e o do da em para com os um uma el los en y del se por las le les des et est une dans il che di un per non sono der die das und ist von zu mit
""".split())
_CAPTION = re.compile(
    r"^(?:in this (?:[\w.,-]+ ){0,8}(?:photo|image|picture|handout|frame)|file ?(?:photo|picture|image|-|:)|(?:photo|image|picture)\b"
    r"|\(?(?:from )?(?:left|right|l-r|above|pictured|seen here)\b)|\b(?:is|are) (?:seen|pictured|shown)\b"
    r"|\((?:ap|file|photo|image|reuters|afp|via)\b[^)]*\)$|/(?:ap|afp|reuters|getty)\b", re.I)  # fmt: skip
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,? \d|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|\b\d{1,2}:\d\d\b|\b\d+ (?:minute|hour|day|week|month|year)s? ago\b", re.I)  # fmt: skip
_URL = re.compile(r"https?://|www\.|\w\.(?:com|org|net|co|uk|ir|kr|cn)\b|\S@\S|(?:^|\s)[@#]\w", re.I)
_BYLINE = re.compile(r"(?:by|from|written by|posted by|author|story by|reported by|edited by|editing by|reporting by|source)\b[ :]", re.I)
_ENDS = re.compile(r"[.!?…。][\"'”’»)\]]*$")
_INNER = re.compile(r"[.!?…][\"'”’»)\]]* +[\"'“‘«(\[]*[A-ZÀ-ÞΑ-ΩА-Я]")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SEPARATOR = re.compile(r"[|•·»›→▸/\\>]|\s-\s")
# What stands between an article and what is not one any more.
_CLOSING = re.compile(
    r"^\W*(?:share\b|tweet$|comments?\b|\d+ (?:comments?|responses?|replies)|(?:add|post|leave|write) (?:a |your )?(?:comment|reply)|related\b"
    r"|you (?:may|might) (?:also )?(?:like|be)|recommended|more (?:from|on|in|stories|news)\b|tags?\b|topics?\b|filed under|read (?:more|next|also)|also read|see also"
    r"|most (?:read|popular|viewed)|trending|newsletter|sign up|subscribe|advertise|follow\b|about the author|copyright|©|\(c\) ?\d|all rights|popular|latest|featured"
    r"|previous|next\b|post navigation|print\b|e-?mail\b|report (?:a|an)\b|source ?:|editor'?s (?:pick|choice)"
    r"|top stories|other (?:news|stories)|don't miss|must read|load more|view all|join the|log ?in|click)", re.I)  # fmt: skip
_REMARK = re.compile(r"\b(?:says|said|wrote|writes) ?:$|\b(?:reply|like|permalink|flag|report|upvote)$|\bago$|^(?:@\w+|\w+) (?:says|wrote)\b", re.I)
_SPEECH = re.compile(r"[\"“”«»]")
_DIGIT = re.compile(r"\d")
_LOOKED_AT = 4000  # characters of a line that are looked at: no paragraph of prose changes its nature after so many

_OPEN, _QUOTES = frozenset(",:;-–—"), frozenset("\"“‘'«")
_SEEN = frozenset(("seen", "pictured", "shown", "left", "right", "above"))

ALONE = (
    "chars_log", "words_log", "short", "long", "very_long", "ends_sentence", "ends_open", "inner_sentences", "commas", "capitals", "shouting", "starts_lower", "starts_quote",
    "small_words", "digits", "dated", "linked", "furniture", "furniture_share", "credit", "caption", "byline", "separators", "speech", "saying", "first_second", "letters",
    "closing", "remark", "one_word", "parenthesised", "repeated", "told_before", "echoed", "prose",
)  # fmt: skip
_INDEX = {name: i for i, name in enumerate(ALONE)}
# Of these a line also sees its neighbours' values.
NEAR = ("chars_log", "ends_sentence", "capitals", "small_words", "furniture", "dated", "prose", "short", "repeated", "separators", "one_word", "closing", "remark")
OFFSETS = (-3, -2, -1, 1, 2, 3)
PAGE = (
    "position", "prose_position", "prose_before", "prose_after", "prose_here_5", "prose_here_15", "share_of_longest", "shared_words", "lines_log", "is_first", "few_lines",
    "in_densest", "from_densest", "closings_since", "closed_prose", "remarks_around", "furniture_since", "lines_since_prose", "lines_until_prose", "share_of_mean",
)  # fmt: skip
NAMES = ALONE + tuple(f"{name}@{offset:+d}" for offset in OFFSETS for name in NEAR) + PAGE


def look(words: str) -> tuple[list[float], list[str]]:
    """A line alone -> its columns (those of the page still 0), and its words in lower case."""
    chars, words = len(words), words[:_LOOKED_AT]
    found = _WORD.findall(words)
    count = len(found)
    some = max(1, count)
    lower = [w.lower() for w in found]
    kinds = set(lower)
    small = sum(w in _SMALL for w in lower) / some
    upper = sum(w[0].isupper() for w in found) / some
    ends = bool(_ENDS.search(words[-8:]))
    digits = len(_DIGIT.findall(words))
    furniture = len(kinds & _FURNITURE)
    credit = len(kinds & _CREDIT)
    seen = credit or not kinds.isdisjoint(_SEEN)
    prose = 1.0 if count >= 12 and small > 0.15 else 0.5 if count >= 8 and ends else 0.0
    row = (
        math.log1p(chars), math.log1p(count), count < 5, count >= 20, count >= 50, ends, words[-1:] in _OPEN, min(len(_INNER.findall(words)), 5) if count > 3 else 0,
        min(5.0, words.count(",") / some * 10), upper, words.isupper(), words[:1].islower(), words[:1] in _QUOTES, small, min(1.0, digits / max(1, len(words))),
        digits > 0 and _DATE.search(words) is not None, ("." in words or "@" in words or "#" in words) and _URL.search(words) is not None, min(furniture, 4), furniture / some,
        min(3, credit), seen and _CAPTION.search(words) is not None, _BYLINE.match(words) is not None, min(4, len(_SEPARATOR.findall(words))), _SPEECH.search(words) is not None,
        not kinds.isdisjoint(_SAYING), not kinds.isdisjoint(_FIRST_SECOND), min(1.0, sum(map(len, found)) / max(1, len(words))),
        count <= 9 and _CLOSING.match(words) is not None, count <= 12 and _REMARK.search(words) is not None, count <= 1, words[:1] == "(" and words[-1:] == ")",
        0.0, 0.0, 0.0, prose,
    )  # fmt: skip
    return [float(v) for v in row], lower


def matrix(lines: Sequence[str]) -> Matrix:
    """Lines of one page in order -> one row a line, columns as `NAMES`."""
    looked = [look(line) for line in lines]
    alone = np.array([row for row, _ in looked], dtype=np.float64).reshape(len(lines), len(ALONE))
    times = Counter(line.lower() for line in lines)
    alone[:, _INDEX["repeated"]] = [min(3, times[line.lower()] - 1) for line in lines]
    alone[:, _INDEX["told_before"]] = _told_before(lines)
    alone[:, _INDEX["echoed"]] = _echoed(lines)
    near = [_shifted(alone[:, [_INDEX[name] for name in NEAR]], offset) for offset in OFFSETS]
    return np.hstack([alone, *near, _page(alone, [words for _, words in looked], [len(line) for line in lines])])


def _shifted(columns: Matrix, offset: int) -> Matrix:
    out = np.zeros_like(columns)
    if abs(offset) < len(columns):
        if offset > 0:
            out[:-offset] = columns[offset:]
        else:
            out[-offset:] = columns[:offset]
    return out


def _told_before(lines: Sequence[str]) -> list[bool]:
    """Whether the line stood on the page before, word for word."""
    seen: set[str] = set()
    out = []
    for line in lines:
        said = line.lower()
        out.append(said in seen)
        seen.add(said)
    return out


def _echoed(lines: Sequence[str]) -> list[bool]:
    """Whether a neighbour within two lines begins with the same words, as a teaser's picture text and its link do."""
    heads = [line[:24].lower() for line in lines]
    return [len(h) >= 12 and h in heads[max(0, i - 2) : i] + heads[i + 1 : i + 3] for i, h in enumerate(heads)]


def _page(alone: Matrix, words: Sequence[Sequence[str]], sizes: Sequence[int]) -> Matrix:
    """Where a line stands in its page, and how much it speaks of what the page's prose speaks of."""
    n = len(alone)
    prose = alone[:, _INDEX["prose"]] * np.array(sizes, dtype=np.float64)
    total, before = max(1.0, float(prose.sum())), np.concatenate([[0.0], np.cumsum(prose)])
    index = np.arange(n)

    def around(width: int) -> Matrix:
        low, high = np.maximum(0, index - width), np.minimum(n, index + width + 1)
        window: Matrix = (before[high] - before[low]) / total
        return window

    first, last = densest(np.where(prose > 0, prose, -60.0))
    starts = int(np.argmax(prose > 0)) if prose.any() else 0
    start = first if last > first else starts
    closing, remark = alone[:, _INDEX["closing"]], alone[:, _INDEX["remark"]]
    after = index >= start
    closings = np.cumsum(closing * after)
    closed_prose = np.cumsum(np.where(closing * after > 0, 0.0, prose))
    remarks = np.concatenate([[0.0], np.cumsum(remark)])
    low, high = np.maximum(0, index - 6), np.minimum(n, index + 7)
    since, until = _run(prose > 0), _run(prose[::-1] > 0)[::-1]
    mean = float(np.average(np.array(sizes), weights=prose + 1e-9))
    content = [{w for w in line if len(w) > 4} for line in words]
    speaks: Counter[str] = Counter()
    for mine, kind in zip(content, prose.tolist(), strict=True):
        if kind > 0:
            speaks.update(mine)
    once, often = speaks.keys(), {w for w, times in speaks.items() if times > 1}
    shared = [len(mine & (often if kind > 0 else once)) / max(1, len(mine)) for mine, kind in zip(content, prose.tolist(), strict=True)]
    return np.column_stack([
        index / max(1, n - 1), before[:-1] / total, np.log1p(before[:-1]), np.log1p(before[-1] - before[1:]), around(5), around(15), np.array(sizes) / max(sizes, default=1),
        shared, np.full(n, math.log1p(n)), index == 0, np.full(n, n <= 3), (first <= index) & (index < last), np.log1p(np.maximum(0, np.maximum(first - index, index - last + 1))),
        np.log1p(closings), np.minimum(1.0, (closings > 0) * closed_prose / total), np.minimum(4, remarks[high] - remarks[low]),
        np.log1p(np.cumsum(alone[:, _INDEX["furniture_share"]] * after)), np.log1p(since), np.log1p(until), np.minimum(2.0, np.array(sizes) / max(1.0, mean)),
    ])  # fmt: skip


def _run(prose: NDArray[np.bool_]) -> Matrix:
    """Lines since the last one of prose; from the page's start where there is none yet."""
    index = np.arange(len(prose))
    last = np.maximum.accumulate(np.where(prose, index, -1))
    since: Matrix = (index - last).astype(np.float64)
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

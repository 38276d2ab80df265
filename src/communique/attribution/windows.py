# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Cut a text into the windows that the tagger reads: whole paragraphs, packed side by side up to a length."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.weights import Tokenizer

LONGEST_WINDOW = 192  # word pieces; attention costs grow with its square, and four or five news paragraphs fit
CLS, SEP = 101, 102  # of the uncased BERT vocabulary
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")


@dataclass(frozen=True)
class Word:
    """A word or mark: where it stands in the text, its pieces, and its shape (capitals, and whether it stands inside a quotation)."""

    start: int
    end: int
    pieces: tuple[int, ...]
    shape: int
    paragraph: int


@dataclass(frozen=True)
class Window:
    """Words of one or more whole paragraphs (a paragraph longer than a window is cut, at a sentence end if there is one)."""

    words: tuple[Word, ...]
    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    firsts: NDArray[np.int64]  # for each word, the place of its first piece in ids


def read_words(text: str, tokenizer: Tokenizer, spans: Iterable[tuple[int, int]] | None = None) -> list[list[Word]]:
    """The words of each line of the given spans of the text (default: all of it), in order; a line without words gives nothing."""
    paragraphs: list[list[Word]] = []
    for low, high in spans if spans is not None else [(0, len(text))]:
        for line in _LINE.finditer(text, low, high):
            words = _words_of_line(line.group(), line.start(), tokenizer, len(paragraphs))
            if words:
                paragraphs.append(words)
    return paragraphs


def _words_of_line(line: str, offset: int, tokenizer: Tokenizer, paragraph: int) -> list[Word]:
    encoding = tokenizer.encode(line, add_special_tokens=False)
    words: list[Word] = []
    quoted = False
    ids, offsets, owners = encoding.ids, encoding.offsets, encoding.word_ids
    at = 0
    while at < len(ids):
        stop = at + 1
        while stop < len(ids) and owners[stop] == owners[at]:
            stop += 1
        start, end = offsets[at][0], offsets[stop - 1][1]
        surface = line[start:end]
        if surface == "“":
            quoted = True
        inside = quoted
        if surface == "”":
            quoted = False
        elif surface == '"':
            quoted = not quoted
            inside = True
        capital = 2 if len(surface) > 1 and surface.isupper() else 1 if surface[:1].isupper() else 0
        words.append(Word(offset + start, offset + end, tuple(ids[at:stop]), capital + 3 * inside, paragraph))
        at = stop
    return words


def _cut(words: Sequence[Word], room: int) -> list[Sequence[Word]]:
    """A paragraph in parts of at most `room` pieces, cut after the last sentence end that fits."""
    parts: list[Sequence[Word]] = []
    at = 0
    while at < len(words):
        size, stop, last_end = 0, at, 0
        while stop < len(words) and (size := size + len(words[stop].pieces)) <= room:
            stop += 1
            if words[stop - 1].pieces and _ends_sentence(words, stop):
                last_end = stop
        if stop < len(words) and last_end > at:
            stop = last_end
        stop = max(stop, at + 1)
        parts.append(words[at:stop])
        at = stop
    return parts


_STOPS = frozenset({1012, 999, 1029})  # . ! ?
_CLOSERS = frozenset({1000, 1005, 1521, 1524, 1007, 1033})  # closing quotation marks and brackets


def _ends_sentence(words: Sequence[Word], stop: int) -> bool:
    at = stop - 1
    while at > 0 and words[at].pieces[0] in _CLOSERS:
        at -= 1
    closed = stop >= len(words) or words[stop].pieces[0] not in _CLOSERS
    return closed and words[at].pieces[0] in _STOPS and (stop >= len(words) or words[stop].start > words[stop - 1].end)


def pack(paragraphs: Sequence[Sequence[Word]], longest: int = LONGEST_WINDOW) -> list[Window]:
    """Windows of whole paragraphs in order. A function of these paragraphs alone."""
    windows: list[Window] = []
    held: list[Sequence[Word]] = []
    size = 1
    for paragraph in paragraphs:
        whole = sum(len(word.pieces) for word in paragraph)
        for part in [paragraph] if whole <= longest - 2 else _cut(paragraph, longest - 2):
            need = sum(len(word.pieces) for word in part) + 1
            if held and size + need > longest:
                windows.append(_window(held))
                held, size = [], 1
            held.append(part)
            size += need
    if held:
        windows.append(_window(held))
    return windows


def _window(parts: Sequence[Sequence[Word]]) -> Window:
    ids, shapes, firsts, words = [CLS], [0], [], []
    for part in parts:
        for word in part:
            firsts.append(len(ids))
            ids += word.pieces
            shapes += [word.shape] * len(word.pieces)
            words.append(word)
        ids.append(SEP)
        shapes.append(0)
    return Window(tuple(words), np.array(ids, np.int64), np.array(shapes, np.int64), np.array(firsts, np.int64))

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Hostile text: marks that never close, marks of many scripts, paragraphs without end. Bounded time, no fault, spans of the text."""

import functools
import itertools
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attribution.build import annotated

from communique.attribution import attribute, find
from communique.attribution.quotes import lines, quoted, style_of
from communique.attribution.statements import compose
from communique.attribution.syntax import Tree
from communique.attribution.tagger import tag
from communique.attribution.windows import LONGEST_WINDOW, pack, read_words
from communique.model import Annotated, Attribution, Spans
from communique.weights import tokenizer

# Quotation marks of ten scripts and customs: English, German, French, Polish, Danish, Japanese, Chinese, Korean, Hebrew, fullwidth.
MARKS = "\"'“”‘’„‟‚«»‹›「」『』〈〉《》〝〞״׳＂＇〟❝❞`"
WORDS = st.sampled_from(["Alva", "said", "that", "the port", "is open", "Kast", "told", "Lusa", "according to", "quoted as saying", ".", ",", "\n", " ", "…", "\u200b", "\u2028"])
HOSTILE = st.lists(st.one_of(WORDS, st.sampled_from(list(MARKS))), max_size=60).map(" ".join)
SECONDS = 30  # far above what is measured on an idle core, far below a square


def sound(text: str) -> list[Attribution]:
    """What is found, each span of it a stretch of the text."""
    found = find(text)
    for attribution in found:
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= span[0] < span[1] <= len(text)
            assert text[slice(*span)].strip()
    return found


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
def test_marks_of_any_script_in_any_order(text: str) -> None:
    sound(text)
    plain = "Alva said that the port was open."
    told = [a for a in sound(f"{plain}\n\n{text}") if any(start < len(plain) for start, _ in a.content)]
    assert told  # whatever stands below it, a plain sentence is read


@settings(max_examples=60, deadline=None)
@given(HOSTILE)
def test_runs_of_quoted_words_are_in_order_and_inside_their_paragraph(text: str) -> None:
    for paragraph in lines(text, [(0, len(text))]):
        runs = [run for run, _ in quoted(text, paragraph)]
        assert runs == sorted(runs)
        assert all(paragraph[0] <= start < end <= paragraph[1] for start, end in runs)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(runs))
        assert style_of((paragraph,), runs) in ("direct", "indirect", "mixed")


@settings(max_examples=15, deadline=None)
@given(HOSTILE)
def test_statements_of_hostile_text_stand_in_it(text: str) -> None:
    doc = annotated(text)
    for statement in attribute(doc, ()):
        spans = (*statement.source, *statement.cue, *statement.content, *statement.distance, *(r.span for r in statement.relays))
        assert statement.content
        assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize("mark", ['"', "“", "”", "„", "«", "」"])
def test_five_thousand_marks_that_never_close(mark: str) -> None:
    text = f"Alva said {mark}go {mark * 3} now. " * 1250
    begun = time.process_time()
    runs = quoted(text, (0, len(text)))
    assert sum(end - start for (start, end), _ in runs) <= len(text)
    if mark in '"„':
        sound(text)
    assert time.process_time() - begun < SECONDS


def test_a_page_of_five_thousand_marks_becomes_statements() -> None:
    text = 'Alva said "go "" now. ' * 300 + "“" * 4000
    doc = annotated(text)
    begun = time.process_time()
    found = attribute(doc, ())
    assert all(0 <= start < end <= len(text) for s in found for start, end in s.content)
    assert time.process_time() - begun < SECONDS


def test_a_paragraph_of_two_megabytes_is_cut_into_windows_in_bounded_time() -> None:
    text = "Alva told reporters that the port would stay open and that nobody had asked her. " * 26_000
    assert len(text) > 2_000_000
    begun = time.process_time()
    windows = pack(read_words(text, tokenizer("minilm-tokenizer")))
    assert all(len(window.ids) <= LONGEST_WINDOW for window in windows)
    assert (windows[0].words[0].start, windows[-1].words[-1].end) == (0, len(text.rstrip()))
    assert all(a.words[-1].end <= b.words[0].start for a, b in itertools.pairwise(windows))
    assert time.process_time() - begun < SECONDS


def test_what_is_said_on_a_long_page_takes_time_that_grows_with_its_length() -> None:
    """Twenty times the page may take forty times as long, not four hundred."""

    def seconds(times: int) -> float:
        text = 'Alva told reporters that the port was open. "Nobody asked us," she said. ' * times
        doc = long_page(text)
        found = [a for at in range(times) for a in moved(text.index("Alva"), 73 * at)]
        begun = time.process_time()
        compose(Tree(doc), (), found, lines(text, doc.article.body))
        return time.process_time() - begun

    seconds(5)
    assert seconds(1000) < 40 * max(0.05, seconds(50))


@functools.cache
def one_page() -> Annotated:
    return annotated('Alva told reporters that the port was open. "Nobody asked us," she said. ')


def long_page(text: str) -> Annotated:
    """The page of two sentences over and over, as one paragraph."""
    one, times = one_page(), len(text) // 73
    size = len(one.tokens)
    tokens = tuple(replace(t, start=t.start + 73 * at, end=t.end + 73 * at, head=t.head + size * at) for at in range(times) for t in one.tokens)
    sentences = tuple((a + size * at, b + size * at) for at in range(times) for a, b in one.sentences)
    return Annotated(replace(one.article, text=text, body=((0, len(text)),)), tokens, sentences, (), ())


def moved(start: int, by: int) -> list[Attribution]:
    def at(*span: int) -> Spans:
        return ((span[0] + start + by, span[1] + start + by),)

    return [Attribution(at(0, 4), at(5, 9), at(20, 42)), Attribution(at(63, 66), at(67, 71), at(44, 62))]


def test_a_word_without_end_and_a_paragraph_without_stops() -> None:
    assert sound("a" * 50_000) == []
    assert sound("Alva said " + "and the port " * 1_000)


def test_scores_do_not_depend_on_what_else_is_read() -> None:
    own = 'Alva said that the port was open. "Nobody asked us," Kast told Lusa.'
    others = ["Holt denied it.", "The harbour has four piers. " * 40, '"Never," he said. ' * 30]
    alone = tag(own)
    assert alone
    for other in others:
        assert tag(other) is not None
        assert tag(own) == alone
    windows = len(pack(read_words(own, tokenizer("minilm-tokenizer"))))
    beside = tag(own + "\n" + "x" * 10 + "\n" + others[1] * 3, [(0, len(own))])
    assert (windows, beside) == (1, alone)

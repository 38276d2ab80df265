# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import weights
from communique.attribution.windows import CLS, LONGEST_WINDOW, SEP, pack, read_words

TEXTS = st.text(st.sampled_from('abcdefgh ABC.,"“”’-\n éß 漢字'), max_size=600)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(8, 60))
def test_each_word_stands_in_one_window_in_order_and_no_window_is_too_long(text: str, longest: int) -> None:
    paragraphs = read_words(text, weights.tokenizer("minilm-tokenizer"))
    windows = pack(paragraphs, longest)
    assert [w for window in windows for w in window.words] == [w for p in paragraphs for w in p]
    for window in windows:
        assert len(window.ids) <= longest or len(window.words) == 1
        assert window.ids[0] == CLS
        assert window.ids[-1] == SEP
        assert [int(window.ids[at]) for at in window.firsts] == [w.pieces[0] for w in window.words]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_words_name_their_characters(text: str) -> None:
    words = [w for p in read_words(text, weights.tokenizer("minilm-tokenizer")) for w in p]
    assert all(0 <= w.start < w.end <= len(text) for w in words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
    assert not any("\n" in text[w.start : w.end] for w in words)


def test_shapes_tell_capitals_and_quotations() -> None:
    words = [w for p in read_words('He said: "We agree" in NATO style.', weights.tokenizer("minilm-tokenizer")) for w in p]
    assert [w.shape for w in words] == [1, 0, 0, 3, 4, 3, 3, 0, 2, 0, 0]


def test_a_long_paragraph_is_cut_at_a_sentence_end() -> None:
    text = " ".join(f"The minister of the {i}th land said that the talks would go on for days." for i in range(40))
    windows = pack(read_words(text, weights.tokenizer("minilm-tokenizer")))
    assert len(windows) > 1
    for window in windows:
        assert len(window.ids) <= LONGEST_WINDOW
        assert text[window.words[-1].start : window.words[-1].end] == "."


def test_only_the_given_spans_are_read() -> None:
    text = "First part.\nShare this page!\nSecond part."
    words = [w for p in read_words(text, weights.tokenizer("minilm-tokenizer"), [(0, 11), (29, 41)]) for w in p]
    assert [text[w.start : w.end] for w in words] == ["First", "part", ".", "Second", "part", "."]


def test_a_window_is_numbers_of_one_length() -> None:
    (window,) = pack(read_words("One two.\nThree.", weights.tokenizer("minilm-tokenizer")))
    assert window.ids.shape == window.shapes.shape
    assert int(np.count_nonzero(window.ids == SEP)) == 2

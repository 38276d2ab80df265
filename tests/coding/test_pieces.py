# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

from hypothesis import given
from hypothesis import strategies as st

from communique.coding.pieces import ACTOR, CLS, LONGEST, RECIPIENT, SEP, TRIGGER, Pieces, cover, marked, plain, within


def made(n: int) -> Pieces:
    return Pieces(tuple(range(1000, 1000 + n)), tuple((i * 4, i * 4 + 3) for i in range(n)))


def test_marks_stand_around_what_they_mark() -> None:
    given_ = marked(made(5), actor=(0, 3), recipient=(16, 19), trigger=(8, 11))
    assert given_.ids == (CLS, ACTOR[0], 1000, ACTOR[1], 1001, TRIGGER[0], 1002, TRIGGER[1], 1003, RECIPIENT[0], 1004, RECIPIENT[1], SEP)
    assert [given_.ids[p] for p in given_.places] == [1000, 1001, 1002, 1003, 1004]
    assert given_.opens == (1, 9, 5)


def test_a_plain_sentence_has_no_marks() -> None:
    assert plain(made(3)).ids == (CLS, 1000, 1001, 1002, SEP)
    assert plain(made(3)).opens == (0, 0, 0)


@given(st.integers(1, 500), st.integers(0, 499), st.integers(0, 499))
def test_a_long_sentence_is_a_window_that_holds_the_mark(n: int, at: int, other: int) -> None:
    at, other = at % n, other % n
    given_ = marked(made(n), trigger=(at * 4, at * 4 + 3))
    assert len(given_.places) <= LONGEST
    assert given_.ids[given_.places[at - given_.first]] == 1000 + at
    assert given_.ids[given_.opens[2]] == TRIGGER[0]


def test_a_group_close_together_is_one_span() -> None:
    assert cover([(10, 14), (19, 24)]) == (10, 24)
    assert cover([(10, 14), (300, 310)]) == (10, 14)
    assert cover([]) is None


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4)), max_size=20), st.integers(0, 60), st.integers(0, 12))
def test_pieces_within_a_span_are_those_that_touch_it(steps: list[tuple[int, int]], start: int, length: int) -> None:
    spans, at = [], 0
    for gap, size in steps:
        spans.append((at + gap, at + gap + size))
        at += gap + size
    touched = [i for i, (s, e) in enumerate(spans) if s < start + length and start < e]
    found = within(Pieces(tuple(range(len(spans))), tuple(spans)), (start, start + length))
    assert list(range(*found)) == touched if found else not touched

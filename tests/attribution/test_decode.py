# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.attribution.decode import BUCKETS, LABELS, Decoder, Floats, Scores, best_path, buckets, decode, link, spans_of


def numbers(seed: int, *shape: int) -> Floats:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_the_best_path_is_the_best_of_all_paths(seed: int, length: int) -> None:
    emissions, start, transitions = numbers(seed, length, 4), numbers(seed + 1, 4), numbers(seed + 2, 4, 4)

    def score(path: tuple[int, ...]) -> float:
        return float(start[path[0]] + sum(emissions[i, p] for i, p in enumerate(path)) + sum(transitions[a, b] for a, b in itertools.pairwise(path)))

    assert score(tuple(best_path(emissions, start, transitions))) == pytest.approx(max(score(p) for p in itertools.product(range(4), repeat=length)), abs=1e-4)


@given(st.lists(st.integers(0, len(LABELS) - 1), max_size=30))
def test_spans_do_not_overlap_and_carry_their_role(path: list[int]) -> None:
    found = spans_of(path)
    places = [at for spans in found.values() for first, stop in spans for at in range(first, stop)]
    assert sorted(places) == [at for at, label in enumerate(path) if label]
    for role, spans in found.items():
        assert all(LABELS[path[at]].endswith(role) for first, stop in spans for at in range(first, stop))


def test_a_new_beginning_ends_a_span() -> None:
    assert spans_of([5, 6, 5, 0, 1])["content"] == [(0, 2), (2, 3)]


def test_buckets_are_symmetric_and_never_fall() -> None:
    distances = np.arange(-400, 401)
    found = buckets(distances)
    assert np.all(np.diff(found) >= 0)
    assert np.array_equal(found + found[::-1], np.full_like(found, 2 * BUCKETS))
    assert (found.min(), found.max()) == (0, 2 * BUCKETS)


def decoder(no_source: float = 0.0) -> Decoder:
    flat = np.zeros(2 * BUCKETS + 1, np.float32)
    free = np.zeros((len(LABELS), len(LABELS)), np.float32)
    return Decoder(free[0], free, flat, flat, np.zeros(5, np.float32), np.zeros(5, np.float32), free[0], no_source, 0.0)


def scores(words: int, sources: dict[int, int] | None = None, cues: dict[int, int] | None = None) -> Scores:
    """Words each of which asks for the given partner (-1: none)."""
    links = []
    for wanted in (sources or {}, cues or {}):
        table = np.zeros((words, words + 1), np.float32)
        for asking, partner in wanted.items():
            table[asking, partner + 1] = 20
        links.append(table)
    return Scores(np.zeros((words, len(LABELS)), np.float32), links[0], links[1], np.zeros(words, np.int64))


def test_a_content_goes_to_the_cue_it_asks_for_and_the_cue_to_its_source() -> None:
    given_scores = scores(6, sources={2: 1, 3: 0}, cues={4: 3, 5: 2})  # words 0 and 1 sources, 2 and 3 cues, 4 and 5 contents
    found = link(given_scores, decoder(), {"source": [(0, 1), (1, 2)], "cue": [(2, 3), (3, 4)], "content": [(4, 5), (5, 6)]})
    assert [(f.source, f.cue, f.content) for f in found] == [(((1, 2),), ((2, 3),), ((5, 6),)), (((0, 1),), ((3, 4),), ((4, 5),))]


def test_a_cue_that_asks_for_nobody_has_no_source_and_a_content_without_cue_stands_alone() -> None:
    found = link(scores(3, sources={1: -1}, cues={2: -1}), decoder(), {"source": [(0, 1)], "cue": [(1, 2)], "content": [(2, 3)]})
    assert [(f.source, f.cue, f.content) for f in found] == [((), ((1, 2),), ()), ((), (), ((2, 3),))]


@pytest.mark.parametrize(("no_source", "wanted"), [(-100.0, ((0, 1),)), (100.0, ())])
def test_the_bar_for_a_source_is_a_setting(no_source: float, wanted: object) -> None:
    found = link(scores(3, sources={1: 0 if no_source > 0 else -1}, cues={2: 1}), decoder(no_source), {"source": [(0, 1)], "cue": [(1, 2)], "content": [(2, 3)]})
    assert found[0].source == wanted


def test_the_nearer_of_two_equal_cues_is_taken_if_distance_says_so() -> None:
    near = np.array([-abs(at - BUCKETS) for at in range(2 * BUCKETS + 1)], np.float32)
    found = link(scores(6), replace(decoder(-100.0), cue_distance=near, no_cue=-100.0), {"source": [], "cue": [(0, 1), (4, 5)], "content": [(5, 6)]})
    assert [f.content for f in found] == [(), ((5, 6),)]


def test_no_labels_no_attributions() -> None:
    quiet = scores(4)
    quiet.emissions[:, 0] = 5
    assert decode(quiet, decoder()) == []

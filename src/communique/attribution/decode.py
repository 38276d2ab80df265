# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""From the tagger's numbers for one window to attributions in words: best path over the labels, then links between spans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
ROLES = ("source", "cue", "content")
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NEAREST, FARTHEST, BUCKETS = 8, 128, 17  # word distances are told apart up to 8, then by their logarithm up to 128


@dataclass(frozen=True)
class Scores:
    """What the tagger says of one window, a row a word. Columns of the links: 0 is "no partner", then the words."""

    emissions: Floats  # words x labels
    source_links: Floats  # words x (1 + words): a cue word looking for its source
    cue_links: Floats  # words x (1 + words): a content word looking for its cue
    paragraphs: NDArray[np.int64]


@dataclass(frozen=True)
class Decoder:
    """The learned numbers outside the network, and the settings swept on the development part."""

    start: Floats
    transitions: Floats
    source_distance: Floats  # by bucket of signed word distance
    cue_distance: Floats
    source_paragraph: Floats  # by paragraphs between, clipped to two each way
    cue_paragraph: Floats
    bias: Floats  # added to the emissions: favours or disfavours labels
    no_source: float
    no_cue: float


@dataclass(frozen=True)
class Found:
    """An attribution in word places of its window: [first, stop) pairs."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


def buckets(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed word distance to 0 .. 2 * BUCKETS."""
    size = np.abs(distance)
    far = NEAREST + np.floor(np.log(np.maximum(size, 1) / NEAREST) / np.log(FARTHEST / NEAREST) * (BUCKETS - NEAREST)).astype(np.int64)
    place = np.where(size <= NEAREST, size, np.clip(far, NEAREST, BUCKETS))
    return np.asarray(BUCKETS + np.sign(distance) * place, np.int64)


def best_path(emissions: Floats, start: Floats, transitions: Floats) -> list[int]:
    """Viterbi over one window."""
    score = start + emissions[0]
    back = np.zeros(emissions.shape, np.int64)
    for at in range(1, len(emissions)):
        total = score[:, None] + transitions
        back[at] = total.argmax(0)
        score = total.max(0) + emissions[at]
    path = [int(score.argmax())]
    for at in range(len(emissions) - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return path[::-1]


def spans_of(path: Sequence[int]) -> dict[str, list[tuple[int, int]]]:
    """Spans a role, [first, stop) in words."""
    spans: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
    first, role = 0, -1
    for at, label in enumerate([*path, 0]):
        if role >= 0 and label != 2 * role + 2:
            spans[ROLES[role]].append((first, at))
            role = -1
        if label and role < 0:
            first, role = at, (label - 1) // 2
    return spans


def link_scores(links: Floats, rows: Sequence[int], distance: Floats, paragraph: Floats, paragraphs: NDArray[np.int64]) -> Floats:
    """Log probability, for each asking word of `rows`, of each word as partner; column 0 is none."""
    where = np.asarray(rows, np.int64)
    raw = links[where]
    apart = np.arange(len(paragraphs))[None, :] - where[:, None]
    raw[:, 1:] += distance[buckets(apart)] + paragraph[np.clip(paragraphs[None, :] - paragraphs[where][:, None], -2, 2) + 2]
    raw -= raw.max(1, keepdims=True)
    return np.asarray(raw - np.log(np.exp(raw).sum(1, keepdims=True)), np.float32)


def _mass(logs: Floats, span: tuple[int, int]) -> float:
    part = logs[:, 1 + span[0] : 1 + span[1]]
    return float(np.mean(np.log(np.exp(part).sum(1) + 1e-9)))


def decode(scores: Scores, decoder: Decoder) -> list[Found]:
    """Attributions of one window, in the order of their cues."""
    path = best_path(scores.emissions + decoder.bias, decoder.start, decoder.transitions)
    return link(scores, decoder, spans_of(path))


def link(scores: Scores, decoder: Decoder, spans: Mapping[str, Sequence[tuple[int, int]]]) -> list[Found]:
    """Each content goes to its likeliest cue, each cue to its likeliest source; either may have none."""
    cues, sources, contents = spans["cue"], spans["source"], spans["content"]
    owned: list[list[tuple[int, int]]] = [[] for _ in cues]
    loose: list[tuple[int, int]] = []
    asked = _asked(scores.cue_links, contents, decoder.cue_distance, decoder.cue_paragraph, scores.paragraphs)
    for span, logs in zip(contents, asked, strict=True):
        best = _likeliest(logs, cues, decoder.no_cue)
        if best is None:
            loose.append(span)
        else:
            owned[best].append(span)
    asked = _asked(scores.source_links, cues, decoder.source_distance, decoder.source_paragraph, scores.paragraphs)
    found = []
    for cue, content, logs in zip(cues, owned, asked, strict=True):
        best = _likeliest(logs, sources, decoder.no_source)
        found.append(Found(() if best is None else (sources[best],), (cue,), tuple(content)))
    return found + [Found((), (), (span,)) for span in loose]


def _asked(links: Floats, spans: Sequence[tuple[int, int]], distance: Floats, paragraph: Floats, paragraphs: NDArray[np.int64]) -> list[Floats]:
    """For each asking span, the log probabilities of its words' partners: all of a window at once."""
    if not spans:
        return []
    rows = [at for span in spans for at in range(*span)]
    logs = link_scores(links, rows, distance, paragraph, paragraphs)
    ends = np.cumsum([stop - first for first, stop in spans])[:-1]
    return list(np.split(logs, ends))


def _likeliest(logs: Floats, options: Sequence[tuple[int, int]], none: float) -> int | None:
    """The span with the most mass; None where no partner has more."""
    if not options:
        return None
    masses = [_mass(logs, span) for span in options]
    best = int(np.argmax(masses))
    return best if masses[best] > float(logs[:, 0].mean()) + none else None

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""The learned half: a text to attributions. Reads one window at a time, so that nothing in a batch can touch a score."""

import functools
import json
from collections.abc import Iterable

import numpy as np

from communique import weights
from communique.attribution.decode import ROLES, Decoder, Found, Scores, decode
from communique.attribution.windows import Window, pack, read_words
from communique.model import Attribution, Span, Spans
from communique.text import join


@functools.cache
def decoder() -> Decoder:
    """The decoder's learned numbers, read once a process."""
    numbers = json.loads(weights.path("attribution-decoder").read_text(encoding="utf-8"))
    tables = {name: np.array(value, np.float32) for name, value in numbers.items() if isinstance(value, list)}
    return Decoder(**tables, no_source=numbers["no_source"], no_cue=numbers["no_cue"])


def tag(text: str, spans: Iterable[Span] | None = None) -> list[Attribution]:
    """Attributions in text order, cues without content and contents without cue among them."""
    out = []
    for window in pack(read_words(text, weights.tokenizer("minilm-tokenizer"), spans)):
        out += [_in_text(window, found) for found in decode(_score(window), decoder())]
    return sorted(out, key=lambda a: (min([*a.content, *a.cue, *a.source])[0], a.cue))


def _score(window: Window) -> Scores:
    emissions, source_links, cue_links = weights.session("attribution").run(None, {"ids": window.ids[None], "shapes": window.shapes[None]})
    words = window.firsts
    partners = np.concatenate([[0], words])  # the window's first place stands for "none"
    paragraphs = np.array([word.paragraph for word in window.words])
    return Scores(emissions[0][words], source_links[0][np.ix_(words, partners)], cue_links[0][np.ix_(words, partners)], paragraphs)


def _in_text(window: Window, found: Found) -> Attribution:
    def spans(words: tuple[Span, ...]) -> Spans:
        return join((window.words[first].start, window.words[stop - 1].end) for first, stop in words)

    return Attribution(*(spans(getattr(found, role)) for role in ROLES))

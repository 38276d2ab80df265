# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""PolNeAR as windows with gold labels and links."""
import gzip
import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from communique.attribution.decode import ROLES
from communique.attribution.windows import LONGEST_WINDOW, Window, pack, read_words

STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True)
class Example:
    window: Window
    gold: NDArray[np.int64]  # a label a word
    source_of: dict[int, list[int]]  # cue word -> words of its source ([] for none)
    cue_of: dict[int, list[int]]  # content word -> words of its cue


def rows(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def load_tokenizer(path: str) -> Tokenizer:
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def examples_of(text: str, attributions: list[dict], tokenizer: Tokenizer, rng: random.Random | None = None) -> list[Example]:
    """With `rng`, quotation marks are straightened in three texts of ten and the first window is cut short at random, so that windows differ from epoch to epoch."""
    if rng is not None and rng.random() < 0.3:
        text = text.translate(STRAIGHT)
    paragraphs = read_words(text, tokenizer)
    if rng is not None and len(paragraphs) > 3:
        cut = rng.randint(1, 3)
        windows = pack(paragraphs[:cut], LONGEST_WINDOW) + pack(paragraphs[cut:], LONGEST_WINDOW)
    else:
        windows = pack(paragraphs, LONGEST_WINDOW)
    owner: dict[str, list[tuple[int, int, int]]] = {role: [] for role in ROLES}
    for number, item in enumerate(attributions):
        for role in ROLES:
            owner[role] += [(start, end, number) for start, end in item.get(role) or []]
    return [example(window, owner) for window in windows]


def example(window: Window, owner: dict[str, list[tuple[int, int, int]]]) -> Example:
    gold = np.zeros(len(window.words), np.int64)
    words_of: dict[str, dict[int, list[int]]] = {role: {} for role in ROLES}
    low, high = window.words[0].start, window.words[-1].end
    for r, role in enumerate(ROLES):
        for start, end, number in sorted(owner[role]):
            if end <= low or high <= start:
                continue
            inside = [i for i, w in enumerate(window.words) if w.start < end and start < w.end]
            if not inside:
                continue
            words_of[role].setdefault(number, []).extend(inside)
            fresh = [i for i in inside if gold[i] == 0]
            for k, i in enumerate(fresh):
                gold[i] = 2 * r + 1 + (k > 0 and fresh[k - 1] == i - 1)
    source_of = {i: words_of["source"].get(n, []) for n, ws in words_of["cue"].items() for i in ws}
    cue_of = {i: words_of["cue"].get(n, []) for n, ws in words_of["content"].items() for i in ws}
    return Example(window, gold, source_of, cue_of)

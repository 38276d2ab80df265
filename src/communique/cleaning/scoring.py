# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The body model: how likely each line of a page belongs to the article's body, and the stretch of the page in which the body stands.

Convolutions over the lines, each seeing further than the one before, and a look at the page as a whole. Where `body.json`
holds several networks, their log odds are averaged. The numbers lie in `body.json`, written by training/cleaning/train.py.
"""

import base64
import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from communique.cleaning.features import NAMES, densest, matrix
from communique.errors import WeightError

FILE = "body.json"
REACHES = (1, 2, 4, 8, 16)  # lines to either side that each convolution looks at
WIDEST = 5.0  # scales from the mean beyond which a column tells no more
# The stretch of the body: lines from this chance on speak for it, by the root of their length within bounds; no line by more than so many log odds.
_LIKELY, _MOST_ODDS = 0.3, 3.0
_FEWEST_CHARS, _MOST_CHARS = 12.0, 360.0
_LINES_AT_ONCE = 48
Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """Weights have a row an output; a convolution's columns are those of the line before, of the line itself, of the line after."""

    into: tuple[Numbers, Numbers]
    convolutions: tuple[tuple[Numbers, Numbers], ...]
    page: tuple[Numbers, Numbers]
    out: tuple[Numbers, Numbers]

    def scores(self, seen: Numbers) -> Numbers:
        """Log odds, one a line; `seen` has a row a column, in scales from its mean, and a column a line."""
        lines = seen.shape[1]
        state = _positive(self.into, seen)
        width = len(state)
        for reach, convolution in zip(REACHES, self.convolutions, strict=True):
            near = np.zeros((3 * width, lines), np.float32)
            near[width : 2 * width] = state
            if reach < lines:
                near[:width, reach:] = state[:, :-reach]
                near[2 * width :, :-reach] = state[:, reach:]
            state = state + _positive(convolution, near)
        whole = np.concatenate([state.mean(axis=1, keepdims=True), state.max(axis=1, keepdims=True)])
        scores: Numbers = _layer(self.out, state + _positive(self.page, whole))[0]
        return scores


def _positive(layer: tuple[Numbers, Numbers], state: Numbers) -> Numbers:
    out = _layer(layer, state)
    return np.maximum(out, 0.0, out=out)


def _layer(layer: tuple[Numbers, Numbers], state: Numbers) -> Numbers:
    """A few lines at a time: larger products BLAS shares out to threads, which here cost more than they do."""
    weights, bias = layer
    out = np.empty((len(weights), state.shape[1]), np.float32)
    for at in range(0, state.shape[1], _LINES_AT_ONCE):
        out[:, at : at + _LINES_AT_ONCE] = weights @ state[:, at : at + _LINES_AT_ONCE]
    out += bias[:, None]
    return out


@dataclass(frozen=True, slots=True)
class BodyModel:
    mean: Numbers
    scale: Numbers
    networks: tuple[Network, ...]
    inside: float  # chance from which a line in the body's stretch is body
    outside: float  # and elsewhere


@functools.cache
def body_model() -> BodyModel:
    """The model as shipped; numbers that were fitted on other columns than today's are a WeightError."""
    kept = json.loads(resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
    if tuple(kept["names"]) != NAMES:
        raise WeightError("cleaning/body", "its columns are not those that this version looks at")
    networks = tuple(_network({name: _unpacked(*packed) for name, packed in one.items()}) for one in kept["networks"])
    return BodyModel(np.array(kept["mean"], np.float32)[:, None], np.array(kept["scale"], np.float32)[:, None], networks, kept["inside"], kept["outside"])


def packed(numbers: NDArray[np.floating]) -> tuple[list[int], str]:
    """Shape, and numbers of two bytes in base 64."""
    return list(numbers.shape), base64.b64encode(numbers.astype("<f2").tobytes()).decode("ascii")


def _unpacked(shape: Sequence[int], said: str) -> Numbers:
    return np.frombuffer(base64.b64decode(said), "<f2").astype(np.float32).reshape(shape)


def _network(kept: Mapping[str, Numbers]) -> Network:
    def layer(name: str) -> tuple[Numbers, Numbers]:
        return kept[f"{name}.weight"], kept[f"{name}.bias"]

    return Network(layer("into"), tuple(layer(f"convolutions.{at}") for at in range(len(REACHES))), layer("page"), layer("out"))


def chances(lines: Sequence[str]) -> list[float]:
    """Lines of one page in order, none empty -> for each the chance that it is body, 0 to 1."""
    if not lines:
        return []
    model = body_model()
    seen = np.clip((matrix(lines).astype(np.float32) - model.mean) / model.scale, -WIDEST, WIDEST)
    scores = np.mean([network.scores(seen) for network in model.networks], axis=0)
    found: list[float] = (1.0 / (1.0 + np.exp(-np.clip(scores.astype(np.float64), -30.0, 30.0)))).tolist()
    return found


def likely(chance: Sequence[float], sizes: Sequence[int], *, inside: float | None = None, outside: float | None = None) -> list[bool]:
    """Chances of a page's lines and their characters -> which are body: in the stretch that the chances speak for most, less is asked of a line than elsewhere."""
    if not len(chance):
        return []
    model = body_model()
    given = np.asarray(chance, np.float64)
    bounded = np.clip(given, 1e-6, 1 - 1e-6)
    odds = np.log(bounded / (1 - bounded)) - np.log(_LIKELY / (1 - _LIKELY))
    weight = np.sqrt(np.clip(np.asarray(sizes, np.float64), _FEWEST_CHARS, _MOST_CHARS))
    first, last = densest(np.clip(odds, -_MOST_ODDS, _MOST_ODDS) * weight)
    asked = np.full(len(given), model.outside if outside is None else outside)
    asked[first:last] = model.inside if inside is None else inside
    found: list[bool] = (given >= asked).tolist()
    return found

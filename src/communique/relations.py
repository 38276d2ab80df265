# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""PLOVER codes of marked pairs: the coding room's classifier, for whoever has sentences and pairs of their own."""

from collections.abc import Sequence

from communique import pipeline
from communique.model import EventType, Span

Pair = tuple[str, Span, Span]  # a sentence, the actor's characters, the recipient's; (0, 0) is "none"


def classify_many(pairs: Sequence[Pair]) -> list[tuple[EventType, float]]:
    """For each pair the most probable of the 16 event types, and its probability, given that the pair holds an event."""
    found: list[tuple[EventType, float]] = list(pipeline.door("coding", "classify_many")(pairs))
    return found


def event_probability(pairs: Sequence[Pair]) -> list[float]:
    """For each pair how likely it holds an event at all."""
    found: list[float] = list(pipeline.door("coding", "event_probability")(pairs))
    return found

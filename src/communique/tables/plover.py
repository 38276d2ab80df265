# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""PLOVER's scheme: types, modes, quad categories, scores, contexts (compiled from resources/plover)."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import get_args

from communique.model import EventType

TYPES: tuple[EventType, ...] = get_args(EventType)
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}

RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # acts of both sides: who is named first has no meaning


@dataclass(frozen=True, slots=True)
class Scheme:
    scores: dict[tuple[str, str | None], float]  # (type, mode or None) -> conflict-cooperation score, -10 to 10
    modes: dict[str, dict[str, re.Pattern[str]]]  # type -> mode -> words that tell it
    contexts: dict[str, re.Pattern[str]]


@cache
def scheme() -> Scheme:
    raw = json.loads(resources.files("communique.tables").joinpath("data/plover.json").read_text("utf-8"))
    modes: dict[str, dict[str, re.Pattern[str]]] = {}
    scores: dict[tuple[str, str | None], float] = {}
    for row in raw["modes"]:
        scores[row["type"], row["mode"]] = row["score"]
        if row["cues"]:
            modes.setdefault(row["type"], {})[row["mode"]] = re.compile(row["cues"])
    return Scheme(scores, modes, {row["context"]: re.compile(row["cues"]) for row in raw["contexts"]})


def mode(event_type: str, clause: str) -> str | None:
    """The mode whose words the clause holds most of; None where it holds none. Ties go to the order of the manual."""
    counts = {name: len(cues.findall(clause)) for name, cues in scheme().modes.get(event_type, {}).items()}
    best = max(counts, key=lambda name: counts[name], default=None)
    return best if best is not None and counts[best] else None


def score(event_type: str, event_mode: str | None) -> float:
    """PLOVER's conflict-cooperation score of a type and mode, from -10 to 10."""
    table = scheme().scores
    return table.get((event_type, event_mode), table[event_type, None])


def contexts(text: str, *, least: int = 2) -> tuple[str, ...]:
    """Contexts of a document or paragraph, the most spoken of first: at least `least` words that tell it."""
    counts = Counter({name: len(cues.findall(text)) for name, cues in scheme().contexts.items()})
    return tuple(name for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n >= least)

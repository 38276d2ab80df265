# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Numbers and words learnt from labelled parties of events (training/actors), opened once a process."""

import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from communique import weights
from communique.tables import Title


@functools.cache
def nouns() -> Mapping[str, Title]:
    """Common nouns for persons and bodies that the table of titles lacks, by form; each as a role of many."""
    kept: dict[str, list[str]] = json.loads(weights.path("actors-nouns").read_text("utf-8"))
    return MappingProxyType({form: Title(lemma, form if form != lemma else None, sector, "group", ()) for form, (lemma, sector) in kept.items()})


@dataclass(frozen=True, slots=True)
class Chooser:
    """A conditional logit: of several options, each with what speaks for it, one is chosen."""

    weights: Mapping[str, float]
    reasons: Mapping[str, str]  # what speaks for an option, in words

    def choose(self, options: Mapping[str, Mapping[str, float]]) -> tuple[str, float, str]:
        """The best option, how likely it is, and what spoke most for it."""
        totals = {name: sum(self.weights.get(f, 0.0) * v for f, v in fired.items()) for name, fired in options.items()}
        best = max(totals, key=lambda n: (totals[n], n))
        likely = 1.0 / sum(math.exp(max(t - totals[best], -50.0)) for t in totals.values())
        told = [(self.weights.get(f, 0.0) * v, f) for f, v in options[best].items() if f in self.reasons]
        return best, likely, self.reasons[max(told)[1]] if told else "judged by the passage as a whole"


@functools.cache
def home() -> Chooser:
    """Whose somebody is, who is named without a state."""
    kept = json.loads(weights.path("actors-home").read_text("utf-8"))
    return Chooser(MappingProxyType(kept["weights"]), MappingProxyType(kept["reasons"]))


@functools.cache
def antecedents() -> Chooser:
    """Whom a pronoun means or a definite noun takes up."""
    kept = json.loads(weights.path("actors-antecedents").read_text("utf-8"))
    return Chooser(MappingProxyType(kept["weights"]), MappingProxyType({}))

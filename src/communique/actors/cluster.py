# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The names of one person in a document, before it is known who that is."""

from collections import Counter
from dataclasses import dataclass, field

from communique import tables
from communique.actors.titles import TitleFound


@dataclass(slots=True)
class Cluster:
    """One person's names in the document."""

    words: tuple[str, ...]  # of the longest name
    name: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    titles: list[TitleFound] = field(default_factory=list)
    known: tuple[tables.Person, ...] = ()
    gender: str | None = None
    forms: Counter[str] = field(default_factory=Counter)  # full names as written

    def spelt(self) -> str:
        """The full name written most often, the longest of several: a headline may run a verb into a name."""
        return max(self.forms, key=lambda f: (self.forms[f], len(f), f), default=self.name)

    def singles(self) -> dict[str, float]:
        """Words by which alone the person may be meant, with how likely."""
        found = {self.words[-1]: 1.0}
        if len(self.words) > 1:
            found.setdefault(self.words[0], 1.0 if self._east_asian() else 0.3)
        for person in self.known:
            found[tables.key(person.surname)] = 1.2
            found.update({tables.key(a): 1.1 for a in person.aliases if " " not in tables.key(a)})
        return found

    def _east_asian(self) -> bool:
        return (
            "-" in self.name
            or any(p.nation in ("CHN", "KOR", "PRK", "TWN", "VNM") for p in self.known)
            or any(t.country in ("CHN", "KOR", "PRK", "TWN", "VNM") for t in self.titles)
        )

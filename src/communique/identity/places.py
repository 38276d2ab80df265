# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where nodes stand: on which days, and beside whom."""

from collections.abc import Iterable, Sequence

from communique.dates import apart
from communique.identity.nodes import UNDATED, beside, seen_on
from communique.kept import Kept
from communique.model import Coded

DAY, BESIDE = "identity day", "identity beside"


class Places:
    """Counts of pages, under the nodes that they name."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def add(self, pages: Iterable[Coded], sign: int = 1) -> None:
        """Pages that come; with `sign` -1, that go."""
        counts: dict[tuple[str, str, str], int] = {}
        for page in pages:
            rows = {(DAY, key, f"{days[0]} {days[1]}") for key, _, days in seen_on(page) if days[0] != UNDATED}
            for row in rows | {(BESIDE, a, b) for a, b in beside(page)}:
                counts[row] = counts.get(row, 0) + sign
        held = {row: int(self._kept.value(*row) or 0) + n for row, n in counts.items()}
        self._kept.put((*row, str(n)) for row, n in held.items() if n)
        self._kept.drop(row for row, n in held.items() if not n)

    def together(self, lacking: Sequence[str], fuller: Sequence[str]) -> bool:
        """Whether a page names one of these by less than a full name, and beside it one of those."""
        return any(self._kept.value(BESIDE, a, b) is not None for a in lacking for b in fuller)

    def near(self, lacking: Sequence[str], fuller: Sequence[str], most: int) -> bool:
        """Whether pages of both are at most so many days apart; nothing is known against a page without a date."""
        asked = False
        for a in lacking:
            for place, _ in self._kept.rows(DAY, a):
                first, last = place.split()
                for b in fuller:
                    for other, _ in (*self._kept.rows(DAY, b, place, limit=1), *self._kept.back(DAY, b, place, 1)):
                        asked = True
                        if apart((first, last), tuple(other.split())) <= most:  # type: ignore[arg-type]
                            return True
        return not asked

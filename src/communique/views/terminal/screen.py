# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The terminal's ground: lines with a hanging indent, names for ids, days as people write them."""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from communique.dates import days as days_of
from communique.errors import DateError
from communique.model import Article, Days

MARGIN = 12  # the column of days: "2018-03-09" and room for a sign before it
NARROWEST = 40
NO_DATE = "no date"
STUCK = "\ue000"  # a blank at which no line is broken
Part = str | tuple[str, str] | None  # words, or words and a style; None is left out


class Screen:
    """Where views write. On a terminal lines are wrapped under their indent; through a pipe each stays one line, without colour."""

    def __init__(self, file: TextIO | None = None) -> None:
        self.console = Console(file=file or sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=False)
        self.wraps = self.console.is_terminal
        self.width = max(NARROWEST, self.console.width)

    def line(self, *parts: Part, indent: int = 0, margin: str = "", hang: int | None = None) -> None:
        """One line of parts, at an indent; `margin` stands before it, `hang` is the indent of what is wrapped."""
        text = Text.assemble(*(part for part in parts if part))
        lead = Text(margin.ljust(indent), style="bold cyan" if margin else "")
        if not self.wraps:
            self._put(Text.assemble(lead, text))
            return
        hang = indent if hang is None else hang
        first, *rest = text.wrap(self.console, self.width - indent) or [Text()]
        self._put(Text.assemble(lead, first))
        if rest:
            # what did not fit is wrapped again: its lines begin further in than the first
            again = Text("\n").join(rest) if hang == indent else Text(" ").join(line_ for line_ in rest)
            for more in again.wrap(self.console, self.width - hang):
                self._put(Text.assemble(" " * hang, more))

    def _put(self, text: Text) -> None:
        text.rstrip()
        text.plain = text.plain.replace(STUCK, " ")
        self.console.print(text, soft_wrap=True, no_wrap=True, overflow="ignore", crop=False)

    def blank(self) -> None:
        self.console.print()

    def heading(self, title: str, note: str = "") -> None:
        self.blank()
        self.line((title, "bold"), (f"  {note}", "dim") if note else None)


def quoted(words: str, limit: int | None = None) -> str:
    """Words of a page in one line and in quotation marks, with an ellipsis where cut."""
    words = re.sub(r"\s+", " ", words).strip()
    if limit is not None and len(words) > limit:
        words = words[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    if words[:1] in "“\"" and words[-1:] in "”\"" and len(words) > 2:
        return words
    unended = words[:1] in "“\"" and not set(words[1:]) & set("”\"")  # a quotation that evidence begins in and does not end
    return f"“{words[1:] if unended else words}”"


def length_of_time(iso: str) -> str:
    """'PT1H30M' -> '1 hour 30 minutes'; what is no plain duration stays as it is."""
    match = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", iso)
    if match is None or not any(match.groups()):
        return iso
    units = ("year", "month", "week", "day", "hour", "minute", "second")
    return " ".join(count(int(number), unit) for number, unit in zip(match.groups(), units, strict=True) if number)


def span_of_days(span: Days | None, single: str | None = None) -> str:
    """('2018-04-01', '2018-04-30') -> '2018-04'; a whole year, a whole month, a day, or both ends."""
    if span is None:
        return single or NO_DATE
    first, last = span
    if first == last:
        return first
    for whole in (first[:4], first[:7]):
        try:
            if days_of(whole) == span:
                return whole
        except DateError:
            return f"{first}/{last}"
    return f"{first}/{last}"


def margin_of_days(span: Days | None) -> tuple[str, str]:
    """For the column of days: the first line, and the second where a range needs one."""
    text = span_of_days(span)
    first, _, last = text.partition("/")
    return first, f"–{last}" if last else ""


def outlet_of(article: Article) -> str:
    """Who printed it, or the name of the file it was read from."""
    return article.outlet or last_part(article.source)


def last_part(path: str) -> str:
    """'pages/17.txt' -> '17.txt': the folders are the same all down a list."""
    return re.split(r"[/\\]", path.rstrip("/\\"))[-1] or path


def names(ids: Iterable[str], known: Mapping[str, str]) -> str:
    return ", ".join(known.get(key, key) for key in ids)


def who_to_whom(actors: Sequence[str], recipients: Sequence[str], known: Mapping[str, str]) -> str:
    """'South Korea → United States', or 'South Korea, United States' where no side is the recipient."""
    return " → ".join(part for part in (names(actors, known), names(recipients, known)) if part) or "unknown"


def joined(parts: Iterable[str | None], by: str = f"{STUCK}· ") -> str:
    return by.join(part for part in parts if part)


def short(key: str) -> str:
    """An id as shown: whole, for ids are pasted; only what is surely enough of it, nine digits."""
    kind, _, rest = key.partition(":")
    return f"{kind}:{rest[:9]}" if rest else key


def count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"



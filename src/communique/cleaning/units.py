# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A text page as units: its lines, or where its lines are hard-wrapped, the blocks between blank lines."""

import itertools
import re
from dataclasses import dataclass
from statistics import median

from communique.model import Span

# Hard-wrapped text breaks between these widths; a line of a web page is a paragraph or a label. Editor's choice: mail and wire
# conventions wrap at 60 to 80 characters.
WRAP_LOW, WRAP_HIGH = 50, 100
_LEAST_WRAPPED = 0.14  # share of lines of such a width below which the shares asked for in `_is_wrapped` cannot be reached

_LINE_END = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]")
_RARE_END = re.compile(r"[\r\x0b\x0c\x85\u2028\u2029]")
_KEY = re.compile(r"\W+")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of the page that is judged as one; `gap` counts the blank lines before it."""

    span: Span
    words: str
    gap: int


def key(words: str) -> str:
    """Words as they are held against others': no case, no marks."""
    return _KEY.sub(" ", words).strip().lower()


def units(text: str) -> list[Unit]:
    """The page's units in order, none of them empty, without white space at their ends."""
    lines: list[Unit] = []
    begin = breaks = 0
    for line in _LINE_END.split(text) if _RARE_END.search(text) else text.split("\n"):
        words = line.strip()
        if words:
            start = begin + (0 if words is line else line.index(words[0]))
            lines.append(Unit((start, start + len(words)), words, max(0, breaks - 1) if lines else 0))
            breaks = 0
        breaks += text.startswith("\n", begin + len(line))
        begin += len(line) + 1
    return _blocks(text, lines) if _is_wrapped(lines) else lines


def _is_wrapped(lines: list[Unit]) -> bool:
    """Whether most lines with a successor in their block end in the middle of a sentence at one width."""
    if sum(WRAP_LOW <= len(u.words) <= WRAP_HIGH for u in lines) < _LEAST_WRAPPED * len(lines):
        return False
    inner = [a for a, b in itertools.pairwise(lines) if not b.gap and b.words[:1].isalnum()]
    if len(inner) < 4 or len(inner) < 0.4 * len(lines):
        return False
    broken = [len(u.words) for u in inner if not _ENDS_SENTENCE.search(u.words)]
    return len(broken) > 0.7 * len(inner) and WRAP_LOW <= median(broken) <= WRAP_HIGH and max(broken) <= 1.3 * median(broken)


def _blocks(text: str, lines: list[Unit]) -> list[Unit]:
    out: list[Unit] = []
    for line in lines:
        if out and not line.gap and not _starts_anew(out[-1], line):
            start = out[-1].span[0]
            out[-1] = Unit((start, line.span[1]), text[start : line.span[1]], out[-1].gap)
        else:
            out.append(line)
    return out


def _starts_anew(block: Unit, line: Unit) -> bool:
    """A line after one that stopped short of the margin with a full stop, as where paragraphs follow without a blank line."""
    last = block.words.rsplit("\n", 1)[-1]
    return len(last) < WRAP_LOW and bool(_ENDS_SENTENCE.search(last)) and not line.words[:1].islower()

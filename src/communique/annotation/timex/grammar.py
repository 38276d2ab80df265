# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What a rule is: a pattern, how to read what it matches, and examples that it must match."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from communique.annotation.timex.context import Context
from communique.annotation.timex.lexicon import pattern

Reading = tuple[Literal["DATE", "TIME", "DURATION", "SET"], str] | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of time expressions. `read` gives type and value, or None where the match is none after all.

    `words` are lower-case strings of which a text holds one where the pattern can match ("" where that cannot be told): a text without them is not
    searched. The expression is the group "x" where the pattern has one, else the whole match. Examples: (text, expression, type, value), read with the
    reference day 2018-03-16, a Friday.
    """

    name: str
    pattern: re.Pattern[str]
    words: tuple[str, ...]
    read: Callable[[re.Match[str], Context], Reading]
    examples: tuple[tuple[str, str, str, str], ...]


def rule(template: str, words: str, *examples: tuple[str, str, str, str]) -> Callable[[Callable[[re.Match[str], Context], Reading]], Rule]:
    """Make a rule of the function that reads its matches."""

    def made(read: Callable[[re.Match[str], Context], Reading]) -> Rule:
        return Rule(read.__name__, pattern(template), tuple(words.split()) or ("",), read, examples)

    return made

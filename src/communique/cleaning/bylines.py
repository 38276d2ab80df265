# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who wrote the article: the names in a line that is a byline, with or without its "By"."""

import re
from collections.abc import Sequence

from communique import tables

_BY = re.compile(
    r"(?:(?:(?:written|story|reported|posted|published|compiled|words|text|interview(?:ed)?|analysis) )?by|author ?:|from|por|par|von|di|door)"
    r"[ :]+(?P<names>.+)$", re.I)  # fmt: skip
# In a line that prints a day, "by" may stand behind it.
_BEHIND_A_DAY = re.compile(r"\d.{0,40}?[ ,–—|•·-]by (?P<names>[^\W\d_].+)$", re.I)
_NAME = re.compile(r"[^\W\d_a-zß-ÿ][\w'’.-]*(?: (?:(?:de|van|von|der|den|al|el|bin|ben|la|le|da|dos|du|di) )*[^\W\d_a-zß-ÿ][\w'’.-]*){1,3}")
_AFTER_NAME = re.compile(r"\s*(?:[|/–—(•·-].*|(?:in|at|on|for|with) [A-Z\d].*|, ?(?:[A-Z][\w ]*|staff|correspondent|reporter|writer|editor|news).*)$")
_JOB = re.compile(r"\b(?:staff|writer|reporter|correspondent|editor|bureau|chief|news|agency|press|service)\b", re.I)
_LONGEST, _LONGEST_ALONE = 160, 70  # characters
# Words that stand in labels and titles, never in a person's name.
_NO_NAME = re.compile(
    r"\b(?:the|of|news|home|world|politics|business|sports?|opinion|read|more|share|print|subscribe|sign|log|top|stories|minister|president|prime|united|north|south|east|west"
    r"|times|post|herald|gazette|daily|wire|live|video|photos?|about|contact|privacy|terms|search|menu"
    r"|chronicle|courier|monitor|mail|journal|tribune|observer|ledger|dispatch|mirror|review|agency|bureau|office|ministry|embassy|department|government|council|press"
    r"|january|february|march|april|june|july|august|september|october|november|december)\b", re.I)  # fmt: skip


def byline(words: str) -> tuple[str, ...]:
    """The names in a line that says "by", or the like; an empty tuple if it is no byline."""
    if len(words) > _LONGEST:
        return ()
    found = _BY.match(words) or (_BEHIND_A_DAY.search(words) if "by " in words or "BY " in words else None)
    if not found:
        return ()
    names, rest = _names(found["names"].strip())
    if not names or (rest.strip(" .,") and not _AFTER_NAME.match(rest) and not _JOB.search(rest[:40])):
        return ()
    return names


def lone(lines: Sequence[str], dated: Sequence[bool] = ()) -> tuple[str, ...]:
    """The lines between headline and body, and which of them print a day -> the names in the first that holds persons' names and little else.

    A given name that the tables have makes it one, or a printed day on the line after it. An empty tuple if none does.
    """
    days = [*dated, *[False] * (len(lines) - len(dated) + 1)]
    return next((names for i, words in enumerate(lines) if not days[i] and (names := _alone(words, sure=days[i + 1]))), ())


def _alone(words: str, *, sure: bool) -> tuple[str, ...]:
    if len(words) > _LONGEST_ALONE or _NO_NAME.search(words.split("|", 1)[0]) or tables.outlet_of(words) is not None:
        return ()
    names, rest = _names(words)
    rest = rest.strip(" .,")
    if not names or (rest and not _AFTER_NAME.match(f" {rest}" if rest[0].islower() else f", {rest}" if rest[0].isalpha() else rest)):
        return ()
    return names if sure or all(re.split(r"[ -]", name.lower())[0] in tables.given_names() for name in names) else ()


def _names(rest: str) -> tuple[tuple[str, ...], str]:
    """The names with which a text begins, joined by commas and 'and', and what follows them."""
    names: list[str] = []
    while rest and (name := _NAME.match(rest)) and not (names and _JOB.search(name[0])):
        names.append(_as_name(name[0].rstrip(".")))
        rest = rest[name.end() :]
        if joint := re.match(r"\s*(?:,? and|&|,| AND)\s+(?=[A-Z])", rest):
            rest = rest[joint.end() :]
            if not _NAME.match(rest):
                rest = ", " + rest
        else:
            break
    return tuple(names), rest


def _as_name(words: str) -> str:
    """A name set in capitals, as it is written elsewhere."""
    return words.title() if words.isupper() and len(words) > 4 else words

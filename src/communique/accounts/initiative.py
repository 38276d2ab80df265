# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who asked for the talks. Patterns of English reports; editor's knowledge, each with its example."""

import re
from collections.abc import Container

from communique.model import Coded, Span
from communique.text import overlap
from communique.words import words

TALKS = r"(?:(?:tele)?phone |video )?(?:call|conversation|talks?|discussion|meeting|summit|visit|contact|exchange)"
WHO = r"(?P<who>[^,.;:()]{2,60}?)"
ASKED = r"(?:asked for|requested|initiated|sought|proposed)"
END = r"(?=[,.;:()\"”]|$| (?:on|in|that|which|and|to|for|after|who)\b)"
IS_OF_TALKS = re.compile(rf"\b{TALKS}\b|\b(?:spoke|met|talked|conversation)\b|\btelephon", re.I)
PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:initiated|requested|convened|called|arranged|proposed) by {WHO}{END}",  # "The call was initiated by the Danish side"
        rf"\b(?:at|on|upon) the (?:request|initiative|invitation|suggestion) of {WHO}{END}",  # "at the request of the Danish side"
        r"\b(?:at|on|upon) (?P<who>(?:the )?[\w .-]{2,40}?)(?:[’']s?)? (?:own )?(?:request|initiative|invitation|suggestion)\b",  # "at Denmark's request", "on his own initiative"
        rf"\b(?P<who>(?-i:[A-Z][\w.-]+(?: [A-Z][\w.-]+)*))(?: that)?(?: had)? {ASKED} (?:the|this) {TALKS}\b",  # "it was Oslo that had asked for the call"
        rf"\b(?:call|conversation|meeting|talks|visit),? (?:that|which) (?P<who>(?:the )?(?-i:[A-Z][\w.-]+)(?: side)?)(?: had)? {ASKED}\b",  # "The call, which Oslo requested"
        rf"\breceived (?:a|the) (?:tele)?(?:phone )?call\b.{{0,40}}?\bfrom {WHO}{END}",  # "received a telephone call on Monday from the King of Norway"
    )
)
OWN = frozenset({"his", "her", "its", "their", "my", "our", "his own", "her own", "its own", "their own"})


def initiative(page: Coded, sentence: Span, parties: Container[str]) -> tuple[Span, str | None] | None:
    """The words of a sentence that tell who asked for the talks, and the country if one of the parties is meant; None where nothing is told.

    "The latter" is the last of the parties that the sentence names before it.
    """
    text = page.article.text
    if not IS_OF_TALKS.search(text[slice(*sentence)]):
        return None
    for pattern in PATTERNS:
        found = pattern.search(text, *sentence)
        if found:
            return found.span(), _country(page, sentence, found, parties)
    return None


def _country(page: Coded, sentence: Span, found: re.Match[str], parties: Container[str]) -> str | None:
    who = found["who"].strip().lower()
    if "latter" in who or "former" in who:
        order = _named(page, (sentence[0], found.start()), parties)
        return (order[-1] if "latter" in who else order[0]) if order else None
    if who in OWN:
        order = _named(page, (sentence[0], found.start()), parties)
        return order[0] if order else None
    order = _named(page, found.span("who"), parties)
    return order[0] if order else None


def _named(page: Coded, span: Span, parties: Container[str]) -> list[str]:
    """The parties in a passage, in order: by a person of theirs, or by name."""
    text = page.article.text
    at = {a.country: m[0] for a in page.actors if a.country in parties for m in sorted(a.mentions, reverse=True) if overlap(m, span)}
    for word in re.finditer(r"\b[A-Z][\w.’'-]*(?: [A-Z][\w.-]+)*", text[slice(*span)]):
        for code in words(word[0]):
            if code[1:] in parties and code.startswith("@"):
                at[code[1:]] = min(at.get(code[1:], 10**9), span[0] + word.start())
    return sorted((country for country in at if country), key=lambda country: at[country])

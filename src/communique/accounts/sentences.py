# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Sentences and clauses of reports of talks: each clause one matter. Patterns of English reports; editor's knowledge."""

import re
from collections.abc import Iterable

from communique.model import Article, Span
from communique.text import trim
from communique.words import words

ENDS = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
SHORT = re.compile(  # what ends in a point that ends no sentence: "No. 4", "U.S. aid", "2. The two"
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Gen|Sen|Gov|Lt|Col|No|Amb|Prof|Hon|H\.E|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)|\b[A-Z]|^\W*\d{1,2})$"
)
NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+(?=[A-Z])")
# Verbs that begin a new matter in a sentence of a readout: "... and [agreed] to", "... and [drew] attention to".
SAYING = (
    "agreed|asked|announced|appealed|argued|called|concurred|confirmed|condemned|conveyed|criticised|criticized|decided|demanded|discussed|drew|emphasi[sz]ed|expressed|hopes?|hoped|"
    "insisted|invited|looked forward|noted|offered|pledged|pointed out|praised|promised|proposed|raised|reaffirmed|reiterated|rejected|requested|resolved|reviewed|said|"
    "shared|stressed|suggested|supported|thanked|told|undertook|underlined|underscored|urged|voiced|vowed|warned|welcomed"
)
NEXT = re.compile(
    rf"[;:]\s+|,?\s+(?:and|but)\s+(?=(?:also |again |further )?(?:{SAYING})\b)|,?\s+(?:and|but|while)\s+that\s+|,\s+while\s+|"
    rf",\s+(?:and|but)\s+(?=(?:[A-Z][\w’'.-]*|the|he|she|it|they)(?: [A-Z]?[\w’'-]+){{0,3}} (?:would|will|had|has|have|was|were|is|are|accepted|{SAYING})\b)|"
    r"\s+and\s+(?=[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)? (?:would|will|had|has)\b)"
)
LISTED = re.compile(r"[A-Z][\w’'.-]*,\s+(?:the\s+)?[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,2}$")  # "South Korea, the US", and Japan: names, no clauses
# What leads to a list of matters, what stands between two of them, and what is none: a name alone, a way of saying "such as".
LEAST_ITEMS = 3
LIST = re.compile(r"\b(?:discussed|reviewed|addressed|covered|raised|discussing|talked about|spoke (?:about|of)|touched (?:up)?on|(?:exchanged|exchange of) views (?:on|about))\s+")
ITEM = re.compile(r",\s+(?:and|as well as)\s+|,\s+|\s+and\s+(?=[^,.;]*$)|\s+and\s+(?=[^,.;]*[.]?$)")
NO_ITEM = re.compile(r"(?:which|who|whose|where|when|including|such|especially|both|notably|in particular)\b|(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*$")
CLAUSE = re.compile(r"\b(?:that|which|who|will|would|was|were|is|are|has|have|had|agreed|said)\b")
BACK = re.compile(r"\b(?:it|they|them|this|these|him|his|her|their|that request|that decision|its)\b", re.I)
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+")


def sentences(article: Article) -> list[Span]:
    """The sentences of the body, in order."""
    return [s for part in article.body for s in split(article.text, part)]


def split(text: str, part: Span) -> list[Span]:
    """Sentences of a passage."""
    out: list[Span] = []
    start = part[0]
    for found in ENDS.finditer(text, *part):
        if not SHORT.search(text[start : found.start()]):
            out.append((start, found.end()))
            start = found.end()
    out.append((start, part[1]))
    return [s for s in (_unnumbered(text, trim(text, one)) for one in out) if s[0] < s[1]]


def _unnumbered(text: str, sentence: Span) -> Span:
    """Without the number of a list: '2. The two ministers'."""
    found = NUMBERED.match(text, *sentence)
    return (found.end(), sentence[1]) if found else sentence


def clauses(text: str, sentence: Span, plain: Iterable[str] = ()) -> list[Span]:
    """The matters of a sentence: cut where a new verb of saying or a new "that" begins. A clause that only points back ("urged that they be
    allowed to return home") stays with what it points to, one without matter of its own (`plain` words are nobody's matter) with its neighbour."""
    empty = frozenset(plain)
    cuts = [sentence[0]]
    for found in NEXT.finditer(text, *sentence):
        if not _quoted(text, sentence[0], found.start()) and not LISTED.search(text[sentence[0] : found.start()]):
            cuts.append(found.end())
    pieces = [trim(text, (a, b)) for a, b in zip(cuts, [*cuts[1:], sentence[1]], strict=True)]
    out: list[Span] = []
    for piece in pieces:
        own = _matter(text, piece, empty)
        goes_on = out and text[: piece[0]].endswith(("that ", "that\n")) and not NAME.search(text[slice(*piece)])  # "stressed that ... and that the calm must be kept"
        if out and (goes_on or len(own) < 2 or not _matter(text, out[-1], empty) or _points_back(text, piece)):
            out[-1] = (out[-1][0], piece[1])
        else:
            out.append(piece)
    return [_bare(text, one) for one in out]


def listed(text: str, clause: Span, plain: Iterable[str] = ()) -> list[Span]:
    """The items of a list of three or more matters: 'discussed A, B, and C'. A clause without one is given back whole."""
    found = LIST.search(text, *clause)
    if found is None or _quoted(text, clause[0], found.start()):
        return [clause]
    empty = frozenset(plain)
    cuts = [found.end(), *(m.end() for m in ITEM.finditer(text, found.end(), clause[1]) if not _quoted(text, clause[0], m.start()))]
    pieces = [_bare(text, trim(text, one)) for one in zip(cuts, [*cuts[1:], clause[1]], strict=True)]
    pieces = [(a, b - len(text[a:b]) + len(text[a:b].rstrip(" ,"))) for a, b in pieces]
    whole = len(pieces) >= LEAST_ITEMS and all(_matter(text, one, empty) and not NO_ITEM.match(text, *one) for one in pieces)
    return pieces if whole and not any(CLAUSE.search(text, *one) for one in pieces[:-1]) else [clause]


def _bare(text: str, span: Span) -> Span:
    """Without the conjunction that led to the next clause."""
    found = re.search(r"[,;:]?(?:\s+(?:and|but|while)(?:\s+that)?)?\s*$", text[span[0] : span[1]])
    return (span[0], span[0] + found.start()) if found and found.start() else span


def _matter(text: str, span: Span, empty: frozenset[str]) -> set[str]:
    return set(words(text[span[0] : span[1]])) - empty


def _points_back(text: str, span: Span) -> bool:
    """It says "they" or "it" and names nothing."""
    said = text[span[0] : span[1]]
    return bool(BACK.search(said)) and not NAME.search(said)


def _quoted(text: str, start: int, at: int) -> bool:
    """Within quotation marks that were opened in the sentence."""
    before = text[start:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1

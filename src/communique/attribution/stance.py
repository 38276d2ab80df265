# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""How the cue takes what is said, which words of the page keep their distance from it, and where it was said."""

import re

from communique.attribution.drafted import Draft, Shelf
from communique.attribution.quotes import BOTH, CLOSE, OPEN
from communique.attribution.syntax import Tree
from communique.model import Span, Spans, Stance
from communique.text import join, overlap

# The first line whose words the cue holds counts.
_STANCES: tuple[tuple[Stance, str], ...] = (
    ("denies", "deny|denies|denied|denying|denial|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing)|rebut(?:s|ted)?|disavow(?:s|ed)?"),
    ("doubts", "doubt(?:s|ed|ful|ing)?|question(?:s|ed|ing)?|disput(?:es?|ed|ing)|wonder(?:s|ed|ing)?|sceptical|skeptical|unconvinced"),
    ("claims", "claim(?:s|ed|ing)?|alleg(?:es?|ed|ing|edly)|purport(?:s|ed|edly|ing)?|maintain(?:s|ed|ing)?|profess(?:es|ed)?"),
    ("warns", "warn(?:s|ed|ing)?|threaten(?:s|ed|ing)?|caution(?:s|ed|ing)?"),
    ("promises", "promis(?:es?|ed|ing)|pledg(?:es?|ed|ing)|vow(?:s|ed|ing)?|offer(?:s|ed|ing)?|guarantee(?:s|d|ing)?|assur(?:es?|ed|ing)|swore|undert(?:akes?|ook)"),
)
STANCES = tuple((name, re.compile(rf"\b(?:{words})\b", re.I)) for name, words in _STANCES)
DISTANT = re.compile(r"\b(?:claim(?:s|ed|ing)?|alleg(?:es?|ed|edly|ing)|purport(?:s|ed|edly)?|"
    r"so-called|self-styled|self-proclaimed|self-declared|supposed(?:ly)?|ostensibl[ey])\b", re.I)
SCARE = re.compile(r"[\"“]([^\"”“]{2,40})[\"”]")
SCARE_WORDS = 3  # a longer run of marked words is a quotation


def stance_of(tree: Tree, draft: Draft) -> Stance:
    """Denies, doubts, claims, warns, promises; what only tells, asserts."""
    words = " ".join(tree.doc.words(s) for s in draft.cue)
    found = next((name for name, pattern in STANCES if pattern.search(words)), None)
    if found == "promises" and re.search(r"\b(?:not|n[o']t|never|refus\w+|declin\w+)\b", words, re.I):
        return "asserts"
    return found or "asserts"


def distance_of(tree: Tree, draft: Draft) -> Spans:
    """The outlet's distancing words around a statement: in its telling, and before a name within an indirect content; scare quotes within it too."""
    low, high = _sentence(tree, draft)
    text = tree.doc.article.text
    quoted = [m.span() for m in SCARE.finditer(text, low, high)]
    words = [m.span() for m in DISTANT.finditer(text, low, high) if not any(overlap(m.span(), q) for q in quoted)]
    telling = [w for w in words if not any(overlap(w, c) for c in draft.content) or re.match(r"so-called|self-|suppos|ostens", text[slice(*w)], re.I)]
    return join([*telling, *(q for q in quoted if _scare(tree, q, draft))])


def _scare(tree: Tree, quoted: Span, draft: Draft) -> bool:
    """A term or two in marks, beside a noun of the outlet's own telling: in the speaker's name, or before a noun within words that are not quoted."""
    text = tree.doc.article.text
    if len(text[slice(*quoted)].split()) > SCARE_WORDS or text[quoted[1] - 2] in ".,!?":
        return False
    if any(overlap(quoted, s) for s in draft.source):
        return True
    places = list(tree.within(quoted))
    inner = [p for p in places if text[tree.tokens[p].start] not in OPEN + CLOSE + BOTH]
    if not inner or not all(tree.tokens[p].pos in ("NOUN", "PROPN", "ADJ") for p in inner):
        return False
    before = inner[0] - 2
    return before >= 0 and (tree.word(before).lower() in ("the", "its", "his", "her", "their", "a", "an", "this") or tree.tokens[before].tag == "POS")


def place_of(tree: Tree, draft: Draft, drafts: Shelf[Draft]) -> str | None:
    """Where it was said: a place by name that hangs from the telling verb, outside all that is said."""
    said = [s for d in (draft, *drafts.near(_sentence(tree, draft))) for s in d.content]
    for place in (p for s in draft.cue for p in tree.within(s)):
        nouns = [place, *(c for c in tree.children[place] if tree.tokens[c].dep in ("dobj", "dative"))]
        for prep in (c for p in nouns for c in tree.children[p] if tree.word(c).lower() in ("in", "at", "aboard", "from")):
            where = tree.child(prep, "pobj")
            if where is None or any(overlap(tree.phrase(where), s) for s in said):
                continue
            if tree.named(where, "GPE", "LOC", "FAC"):
                return tree.doc.words(tree.phrase(where))
    return None


def _sentence(tree: Tree, draft: Draft) -> Span:
    anchor = draft.cue or draft.source or draft.content
    return tree.sentence_span(anchor[0][0])

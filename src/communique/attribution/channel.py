# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Through what channel and to whom something was said, from the words beside the cue. Editor's knowledge; each pattern carries its example."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from communique.attribution.drafted import Draft, Shelf
from communique.attribution.syntax import Tree
from communique.attribution.wording import HEARERS, STATE_MEDIA, TELLING
from communique.model import Span
from communique.text import overlap


@dataclass(frozen=True)
class Pattern:
    channel: str
    words: re.Pattern[str]
    example: str


def _pattern(channel: str, words: str, example: str) -> Pattern:
    return Pattern(channel, re.compile(words, re.I), example)


# The first that matches counts: the more particular stands before the more general.
PATTERNS = (
    _pattern("joint statement", r"\bjoint (?:\w+ )?(?:statement|communiqu[eé]|declaration|press release)\b", "in a joint press statement"),
    _pattern("interview", r"\binterview(?:s|ed)?\b", "in an interview with the daily"),
    _pattern(
        "briefing",
        r"\b(?:briefings?|(?:press|news|media) (?:conferences?|briefings?|events?|availability)|briefed (?:reporters|the press|journalists)|pressers?|press gaggle)\b",
        "at a regular press briefing",
    ),
    _pattern(
        "phone call",
        r"\b(?:(?:tele)?phone (?:call|conversation|talks?)|(?:by|over the|on the) (?:tele)?phone|(?:in|during) (?:a|the|their) (?:[\w-]+ )?call|phoned)\b",
        "during the half-hour call",
    ),
    _pattern(
        "social post",
        r"\b(?:twitter|tweet(?:s|ed)?|facebook|telegram|weibo|instagram|truth social|social media|post(?:ed)? on X|wrote on X|social network)\b",
        "in a post on Twitter",
    ),
    _pattern("letter", r"\b(?:letters?|note verbale|diplomatic note|congratulatory message|message of condolences?)\b", "in a letter to the secretary-general"),
    _pattern(
        "statement",
        r"\b(?:statements?|press releases?|communiqu[eé]s?|readouts?|declaration|(?:said|released|issued) (?:in|as) (?:a|the) (?:\w+ )?release)\b",
        "in a statement issued late on Sunday",
    ),
    _pattern(
        "speech",
        r"\b(?:speech(?:es)?|keynote|(?:an|the|his|her|their|[Yy]ear|inaugural|televised|radio|union) address\b(?! the)|"
        r"addressing (?:an?|the)|remarks (?:to|at|before) (?:the|a)|lecture|sermon|"
        r"told (?:the |a )?(?:[\w-]+ ){0,3}(?:parliament|assembly|congress|council|rally|conference|forum|summit|session))\b",
        "in his New Year address",
    ),
    _pattern("briefing", r"\b(?:told|tell|telling|tells) (?:[\w-]+ )?(?:reporters|journalists|the press|the media|newsmen|correspondents)\b", "told visiting reporters"),
    _pattern(
        "meeting",
        r"\b(?:(?:during|in|at) (?:(?:an?|the|his|her|their) )?(?:[\w-]+ ){0,3}(?:meeting|talks|dinner|luncheon)|when meeting with|while meeting)\b",
        "during their closed-door talks",
    ),
)

BACK = re.compile(
    r"\b(?:made|gave|delivered) (?:the|his|her|their|these|those) (?:\w+ )?"
    r"(?:remarks?|comments?|statements?|announcements?|pledges?)\b|\b(?:remarks?|comments?) (?:was|were) made\b",
    re.I,
)

AUDIENCE_VERBS = HEARERS | {"address"}


def channel_of(words: str, relays: str = "") -> str | None:
    """The channel that the words beside a cue name; state media where only a state's agency passes the words on."""
    found = next((p.channel for p in PATTERNS if p.words.search(words)), None)
    return found or ("state media" if STATE_MEDIA.search(relays) else None)


def beside(tree: Tree, draft: Draft, drafts: Shelf[Draft]) -> str:
    """The words of the cue's sentence that are nobody's content."""
    anchor = draft.cue or draft.source
    if not anchor:
        return ""
    low, high = tree.sentence_span(anchor[0][0])
    text = tree.doc.article.text
    said = [s for d in (draft, *drafts.near((low, high))) for s in d.content if overlap(s, (low, high))]
    return "".join(" " if any(s <= at < e for s, e in said) else text[at] for at in range(low, high))


def told_later(tree: Tree, draft: Draft, drafts: Shelf[Draft]) -> str:
    """The next sentence, where it says how "the remarks" were made."""
    end = max(e for _, e in (*draft.content, *draft.cue))
    at = bisect_left(tree.doc.sentences, end, key=lambda s: tree.tokens[s[0]].start)
    for first, stop in tree.doc.sentences[at : at + 3]:
        span: Span = (tree.tokens[first].start, tree.tokens[stop - 1].end)
        words = tree.doc.words(span)
        if BACK.search(words):
            return words
        if not drafts.near(span):
            return ""
    return ""


def audience_of(tree: Tree, draft: Draft) -> str | None:
    """Who was told, in the words of the page."""
    heard = heard_by(tree, draft)
    return None if heard is None else tree.doc.words(tree.phrase(heard))


def heard_by(tree: Tree, draft: Draft) -> int | None:
    """The head of whoever was told: the object of "told", or of "said to"."""
    for place in (p for s in draft.cue for p in tree.within(s)):
        lemma = tree.tokens[place].lemma.lower()
        heard = tree.child(place, "dobj", "dative") if lemma in AUDIENCE_VERBS else None
        if heard is None and lemma in TELLING | {"speak"}:
            to = next((c for c in tree.children[place] if tree.word(c).lower() == "to" and tree.tokens[c].dep in ("prep", "dative")), None)
            heard = tree.child(to, "pobj") if to is not None else None
        if heard is None or tree.tokens[heard].lemma.lower() in ("briefing", "conference", "interview"):
            continue
        if not any(overlap(tree.phrase(heard), s) for s in draft.content):
            return heard
    return None

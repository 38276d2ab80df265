# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Which of the lines before a body is its headline: candidates are scored, each term of the sum one thing that speaks for or against."""

import re
from collections import Counter
from collections.abc import Sequence

from communique.cleaning.layout import WORD, Looks
from communique.cleaning.units import key
from communique.tables import outlet_of

REACH = 25  # units before the body among which its headline is looked for
_HEAD, _SIGNED = 6, 0.6  # what a printed day or a byline right after it, so near the body, adds
_STEM = 5  # letters by which words are told apart
_FIRST = 0.4  # what standing first on the page adds to a headline's score
_CRUMB = re.compile(r"^\W*(?:you are here|home ?page|home|main page|front page|start(?:seite)?|inicio|início|accueil|anasayfa)\W*[»>›/|→:»\\]", re.I)
_CRUMBS = re.compile(r"\s[»>›→/|]\s")
# A body's own name at the head of its page: every word begins with a capital, or joins two that do.
_MASTHEAD = re.compile(
    r"(?i:the )?(?i:office|presidency|presidential|ministry|ministries|department|embassy|consulate|government|republic|kingdom|federal|parliament|senate|secretariat|bureau|agency"
    r"|press|white house|briefing room|statements? (?:and|&) releases?|news ?room|state|permanent mission|city|council|commission|forum|union)"
    r"(?: (?i:of|for|and|the|to|in|&|'s)| [^\W\d_a-zß-ÿ][\w'’.&-]*| ?[|,–—-])*")  # fmt: skip
_MENU = re.compile(r"(?:\S+(?: & \S+)?(?:  +| [|•·] ?)){3,}\S+")


def headline(seen: Sequence[Looks], first: int) -> int | None:
    """The unit that is the headline of the body that begins at `first`, or None: the best of the candidates before it, if it is good enough."""
    low = max(0, first - REACH)
    topic = {_stem(w) for item in seen[first : first + 6] for w in WORD.findall(item.unit.words[:1500]) if len(w) > 3}
    said = [key(item.unit.words[:400]) for item in seen[low:first]]
    times = Counter(said)
    best, chosen = 0.0, None
    for i in range(low, first):
        score = _score(seen[i], topic, times[said[i - low]] > 1, first - i) + (_FIRST if i == 0 else 0.0)
        if score > -1.0 and i + 1 < first and first - i <= _HEAD and (seen[i + 1].date_only or seen[i + 1].byline):
            score += _SIGNED
        if score >= best and score > 0:
            best, chosen = score, i
    return chosen


def is_crumb(words: str) -> bool:
    """A line that shows the way through the site: Home » World » Europe."""
    return len(words) <= 300 and (_CRUMB.match(words) is not None or len(_CRUMBS.findall(words)) >= 2)


def is_masthead(words: str) -> bool:
    """A line that names an outlet or an office and says nothing of it."""
    if len(words) > 80 or words[-1:] in "?!":
        return False
    found = _MASTHEAD.fullmatch(words)
    named = found is not None and all(w[:1].isupper() or w.lower() in ("of", "for", "and", "the", "to", "in") for w in WORD.findall(words))
    return named or outlet_of(words) is not None


def _stem(word: str) -> str:
    """Ministers, minister's and Minister are one; so are recalls and recalled, mediator and mediation."""
    return word.lower()[:_STEM]


def _score(item: Looks, topic: set[str], repeated: bool, distance: int) -> float:
    """Above 0: a headline. The weights are the editor's, checked on the pages at hand."""
    words = item.unit.words
    content = [_stem(w) for w in WORD.findall(words) if len(w) > 3] if 3 <= item.count <= 32 else []
    if not content:
        return -1.0
    shared = sum(w in topic for w in content) / len(content)
    score = -1.4 + 2.6 * shared
    score += 0.5 if 5 <= item.count <= 20 else 0.0
    score += 0.6 if repeated else 0.0
    if score + _FIRST <= 0.0 or item.date_only or item.byline or item.caption or item.labelled or is_crumb(words) or _MENU.fullmatch(words):
        return -1.0
    score -= 0.8 if item.sentence and not words.endswith("?") else 0.0
    score -= 0.8 if re.search(r"[/|>»]\s|\bhttps?:|www\.", words) else 0.0
    score -= 1.5 if is_masthead(words) else 0.0
    score -= 0.04 * min(distance, 20)
    return score

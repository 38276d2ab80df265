# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A short phrase of the text that says what a point is about. Patterns of English reports; editor's knowledge, each with its example."""

import re

LONGEST = 11  # words of a topic
SHORTEST = 2
SUBJECT = 3  # words from which what stands before a finite verb tells the matter by itself
FINITE = frozenset("was were is are has have had will would should could can may might must".split())

# What a report puts before the matter: who, and the verb or noun of saying. Taken off from the front as often as one fits.
BEFORE = tuple(
    re.compile(rf"^(?:{pattern})\s+", re.I)
    for pattern in (
        r"(?:in particular|in addition|moreover|however|meanwhile|furthermore),?",
        r"that|to|on|about|for|of|in|with|by|as|and|but|also|further|closely|again|will|would|should|must|be|is|are|was|were|has|have|had|been",  # "that trilateral cooperation"
        r"(?:the )?(?:two|both) (?:leaders|sides|presidents|ministers|countries|governments|parties|men|allies)|"
        r"the leaders|the pair|they|he|she|it|we|i|both|also",  # "the two leaders shared"
        r"(?:agreed|agree|agrees|agreeing|undertook|pledged|pledge|pledging|vowed|promised|committed|"
        r"decided|resolved|concurred|proposed|offered|asked|called|urged|requested|sought)\b",
        r"(?:discussed|discuss|exchanged|shared|share|expressed|voiced|stressed|stress|underlined|reaffirmed|emphasi[sz]ed|noted|talked|spoke|said|told|raised|reiterated|welcomed)\b",
        r"(?:the )?(?:view|views|opinions|opinion|concerns?|need|"
        r"importance|hope|wish|commitment|thanks|gratitude|regret|determination|intention|readiness|recent situations?|issue|issues|matter)"
        r" (?:that|about|over|on|of|for|to|at|in|with|as to|regarding)\b",  # "the need for the restoration"
        # as in: it was important for A and B to
        r"it (?:is|was|would be) (?:very )?(?:important|necessary|essential|vital|crucial)(?: (?:for [A-Z][\w.-]*(?: and [A-Z][\w.-]*)* to|that|to|for))?",
        r"(?:an? )?(?:important|necessary|essential|vital)(?: for| to| that)?\b|the|an?|his|her|their|its|our|other|some|any|such|all",
        r"(?:hard|together|jointly|forward|work together|(?:meant|intended|designed) to|aimed at)\b",
    )
)
# Where the matter ends and the sentence goes on: a finite verb, a clause that begins.
AFTER = re.compile(
    r"\s(?:was|were|is|are|has|have|had|will|would|should|could|can|may|might|must|said|says|which|who|whom|whose|"
    r"because|although|though|while|when|where|after|before|if|unless|so that|"
    r"including|saying|adding|referring|calling|announced|according)\b",
    re.I,
)
QUOTES = re.compile(r"[\"“”«»]")
BREAK = re.compile(r"(?<![A-Z])\.(?=\s|$)|[;:!?]|\s[(\[]|[)\]](?=\s|$)|\s[-–—]+\s")


def topic(text: str) -> str:
    """The matter of a clause: 'the two leaders shared the view that trilateral cooperation among A and B was important' ->
    'trilateral cooperation among A and B'. A run of the text's own words, at most LONGEST; never empty for a text with words."""
    plain = " ".join(QUOTES.sub(" ", text).split()).strip(" ,.;:!?‘’'")
    rest = _from_the_matter(plain)
    cut = rest
    for pattern in (BREAK, AFTER):
        for found in pattern.finditer(cut):
            before, behind = cut[: found.start()].split(), cut[found.end() :].strip()
            if pattern is AFTER and len(before) < SUBJECT and len(behind.split()) >= SUBJECT and found[0].strip().lower() in FINITE:
                cut = _from_the_matter(behind)  # a bare subject is not the matter: "no country [should be] left behind"
                break
            if len(before) >= SHORTEST:
                cut = " ".join(before)
                break
    cut = _first_of_list(cut)
    words = cut.split()
    if len(words) > LONGEST:
        words = words[:LONGEST]
        while len(words) > SHORTEST and words[-1].lower().strip(",") in LOOSE:
            words.pop()
    while len(words) > 1 and words[-1].lower().strip(",") in LOOSE:
        words.pop()
    return " ".join(words).strip(" ,.;:!?\"“”‘’'") or plain


LOOSE = frozenset("a an the of in on to for with by at from and or but that as into over about its their his her our this these those more not also".split())


def _from_the_matter(text: str) -> str:
    again = True
    while again:
        again = False
        for pattern in BEFORE:
            shorter = pattern.sub("", text, count=1)
            if shorter != text and len(shorter.split()) >= SHORTEST:
                text, again = shorter, True
    return text


def _first_of_list(text: str) -> str:
    """Up to the first comma that is no list of names: 'South Korea, the US, and Japan' stays whole."""
    at = 0
    while (comma := text.find(",", at)) >= 0:
        rest = text[comma + 1 :].strip()
        named = re.match(r"(?:and |or |the )*[A-Z0-9]", rest) and re.search(r"[A-Z][\w.'-]*$", text[:comma].strip())
        if not named and len(text[:comma].split()) >= SHORTEST and len(rest.split()) > SUBJECT:
            return text[:comma]
        at = comma + 1
    return text

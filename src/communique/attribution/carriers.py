# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Who the telling itself says passed the words on: "in a statement carried by", "read out by", "through his spokesman", "told the daily"."""

import itertools
from collections.abc import Iterable, Iterator

from communique import tables
from communique.attribution.channel import heard_by
from communique.attribution.drafted import Draft, touches, word_span
from communique.attribution.parties import FOR_ANOTHER, PEOPLE, press
from communique.attribution.syntax import LEFT, SUBJECTS, Tree
from communique.attribution.wording import CARRYING, CONVEYING, PAPERS, QUOTING, TELLING
from communique.model import Span

REACH = 6  # tokens between a participle and its "by": "read aloud to the crowd by" (editor's knowledge)
SPEECH = PAPERS | frozenset("remark comment word interview speech address video tape recording excerpt account transcript message quote broadcast".split())
CLOSING = frozenset({"report", "say", "write", "announce"})
CROWD = frozenset({"media", "the media", "the press", "press", "local media", "the local media", "local press"})  # told as reporters are: an audience
SENDING = frozenset({"fax", "send", "mail", "email", "e-mail", "hand", "deliver", "give", "address", "make"})  # "sent to the agency", "made available to"
OBTAINING = frozenset({"obtain", "receive", "see", "review", "show", "play", "post", "share"})
PASSING = CARRYING | CONVEYING | QUOTING | OBTAINING
# How near to the speaker a relay stands: the greater, the nearer to the page.
THROUGH, HEARD, CARRIED, QUOTED, CITED, REPORTED, ACCORDING = range(7)


def carriers(tree: Tree, sentence: Span, draft: Draft) -> list[Span]:
    """The phrases of those who passed the words on, in text order."""
    heads: list[int] = []
    for place in range(*sentence):
        if touches([word_span(tree, place)], draft.content):
            continue
        token, lemma = tree.tokens[place], tree.tokens[place].lemma.lower()
        if (token.tag in ("VBN", "VBD") or lemma == "read") and lemma in PASSING:
            heads += _passed_by(tree, place, sentence, draft) if token.tag == "VBN" or lemma == "read" else []
            heads += _carried_in_relative(tree, place)
        if token.tag == "VBN" and lemma in SENDING and _speech_before(tree, place, sentence):
            to = next((p for p in range(place + 1, min(sentence[1], place + 3)) if tree.word(p).lower() == "to"), None)
            heads += [h for h in _nouns(tree, to + 1, sentence[1]) if press(tree, h)] if to is not None else []
        elif tree.word(place).lower() in ("through", "via") and _of_the_telling(tree, place, draft):
            heads += [h for h in _nouns(tree, place + 1, sentence[1]) if _may_speak_for(tree, h)]
        elif lemma in ("speak", "talk") and tree.word(place + 1 if place + 1 < sentence[1] else place).lower() in ("to", "with"):
            heads += [h for h in _nouns(tree, place + 2, sentence[1]) if press(tree, h)]
        elif lemma == "interview" and (token.pos == "NOUN" or token.tag == "VBN"):
            heads += _interviewer(tree, place, sentence)
    heads += [*told_press(tree, draft), *_closing(tree, sentence)]
    spans = [tree.phrase(h) for h in dict.fromkeys(q for h in heads for q in (h, *fellows(tree, h)))]
    speakers = [tree.phrase(h) for h in tree.heads(draft.source)]  # the tagger's source may hold who quotes the speaker
    return [s for s in spans if not touches([s], (*draft.content, *speakers))]


def told_press(tree: Tree, draft: Draft) -> list[int]:
    """A paper, agency or station that was told passes the words on."""
    heard = heard_by(tree, draft)
    return [] if heard is None else [h for h in (heard, *fellows(tree, heard)) if press(tree, h) and tree.doc.words(tree.phrase(h)).lower() not in CROWD]


def _closing(tree: Tree, sentence: Span) -> list[int]:
    """ "..., reported the agency on Monday." The press behind a verb of telling at a sentence's end, which parsers seldom see."""
    for place in range(sentence[1] - 1, sentence[0], -1):
        if tree.tokens[place].lemma.lower() in CLOSING and tree.word(place - 1) == ",":
            return [h for h in _nouns(tree, place + 1, sentence[1]) if press(tree, h) and not any(tree.tokens[p].pos == "VERB" for p in range(h + 1, sentence[1]))]
        if tree.tokens[place].pos == "VERB":
            return []
    return []


def split(tree: Tree, spans: Iterable[Span]) -> list[Span]:
    """ "Reuters and AFP" are two relays, a phrase each."""
    out: list[Span] = []
    for span in spans:
        places = list(tree.within(span))
        joints = [k for k, p in enumerate(places) if tree.word(p).lower() in ("and", "&") and 0 < k < len(places) - 1]
        cuts = [0, *(k + 1 for k in joints), len(places) + 1]
        groups = [places[a : b - 1] for a, b in itertools.pairwise(cuts)] if joints else []
        apart = bool(groups) and tables.outlet_of(tree.doc.words(span)) is None and all(any(tree.tokens[p].pos in ("PROPN", "NOUN") for p in g) for g in groups)
        heads = tree.heads([span])
        more = [tree.phrase(f) for h in heads if len(heads) == 1 for f in fellows(tree, h) if not touches([word_span(tree, f)], [span])]
        out += [p for p in (*([tree.span(g) for g in groups] if apart else [span]), *more) if p not in out]
    return out


def nearness(tree: Tree, span: Span) -> int:
    """How far from the speaker a relay stands, by the word that governs it."""
    head = next(iter(tree.heads([span])), None)
    while head is not None and tree.tokens[head].dep in ("conj", "appos"):
        head = tree.tokens[head].head
    if head is None:
        return CITED
    token = tree.tokens[head]
    above = tree.tokens[token.head]
    if token.dep in SUBJECTS:
        return CARRIED if above.lemma.lower() in CARRYING and above.dep == "relcl" else REPORTED
    if token.dep in ("dobj", "dative", "obj"):
        return CITED if above.lemma.lower() in QUOTING else HEARD
    before = next((p for p in range(head - 1, max(-1, head - 8), -1) if tree.tokens[p].pos in ("ADP", "SCONJ")), None)
    word = tree.word(before).lower() if before is not None else ""
    if word in ("through", "via"):
        return THROUGH
    if word == "to" and before is not None and tree.word(before - 1).lower() == "according":
        return ACCORDING
    if word in ("with", "to"):
        return HEARD
    verbs = [tree.tokens[p].lemma.lower() for p in range(max(0, (before or 0) - REACH), before or 0) if tree.tokens[p].pos == "VERB"]
    last = next((v for v in reversed(verbs) if v in PASSING), "")
    return QUOTED if last in QUOTING else CARRIED if last in CARRYING | OBTAINING else THROUGH if last else CITED


def _passed_by(tree: Tree, verb: int, sentence: Span, draft: Draft) -> Iterator[int]:
    """The nouns behind the "by" (for the press also "on", "in") of a participle that hangs from words that were said, or from the speaker."""
    token, lemma = tree.tokens[verb], tree.tokens[verb].lemma.lower()
    above = tree.tokens[token.head]
    of_speech = above.lemma.lower() in SPEECH or touches([word_span(tree, token.head)], (*draft.source, *draft.cue)) or _speech_before(tree, verb, sentence)
    if not of_speech and lemma not in QUOTING:
        return
    for place in range(verb + 1, min(sentence[1], verb + 1 + REACH)):
        word = tree.word(place).lower()
        if place > verb + 1 and tree.tokens[place].pos == "VERB":
            return
        if word in ("by", "through"):
            speakers = tree.heads(draft.source)
            yield from (h for h in _nouns(tree, place + 1, sentence[1]) if h not in speakers)
            return
        if word in ("in", "on") and place == verb + 1:
            yield from (h for h in _nouns(tree, place + 1, sentence[1]) if press(tree, h))


def _speech_before(tree: Tree, verb: int, sentence: Span) -> bool:
    """A noun of speech within reach before a participle: parsers often hang it elsewhere."""
    return any(tree.tokens[p].lemma.lower() in SPEECH and tree.tokens[p].pos in ("NOUN", "PROPN") for p in range(max(sentence[0], verb - REACH), verb))


def _carried_in_relative(tree: Tree, verb: int) -> list[int]:
    """ "Excerpts of which the agency carried"."""
    token = tree.tokens[verb]
    subject = tree.child(verb, "nsubj")
    return [subject] if token.dep == "relcl" and token.lemma.lower() in CARRYING and subject is not None and press(tree, subject) else []


def _of_the_telling(tree: Tree, place: int, draft: Draft) -> bool:
    """Whether a "through" hangs from the telling: its verb, its speaker, or the words that were passed on."""
    above = tree.tokens[place].head
    return touches([word_span(tree, above)], (*draft.cue, *draft.source)) or tree.tokens[above].lemma.lower() in TELLING | SPEECH | {"speak", "express", "send", "release", "issue"}


def _may_speak_for(tree: Tree, head: int) -> bool:
    """A person, an office of persons or a body; not a channel ("through dialogue", "through the night")."""
    words, lemma = tree.doc.words(tree.phrase(head)), tree.tokens[head].lemma.lower()
    titles = [t for t in tables.titles().get(lemma, ()) if t.kind in ("holder", "leader", "spokesperson")]
    named = tree.named(head, "PERSON", "ORG", "NORP")
    return bool(FOR_ANOTHER.search(words)) or bool(titles) or named or lemma in PEOPLE or press(tree, head) or tree.tokens[head].pos == "PROPN" or lemma in ("embassy", "office")


def _interviewer(tree: Tree, place: int, sentence: Span) -> list[int]:
    """Who an interview was given to, or who published it."""
    for at in range(place + 1, min(sentence[1], place + 1 + REACH)):
        word = tree.word(at).lower()
        if tree.tokens[at].pos == "VERB" or word in (",", "that"):
            return []
        if word in ("with", "to", "by", "in", "for", "on"):
            return [h for h in _nouns(tree, at + 1, sentence[1]) if press(tree, h) or (word in ("with", "to", "by") and _unknown_house(tree, h))][:1]
    return []


def _unknown_house(tree: Tree, head: int) -> bool:
    """A capitalised name that is no person's: a paper that no table knows."""
    return tree.tokens[head].pos == "PROPN" and not tree.named(head, "PERSON")


def _nouns(tree: Tree, place: int, stop: int) -> list[int]:
    """The noun whose phrase begins at a token, if one does."""
    at = place
    while at < stop and tree.tokens[at].dep in LEFT and at < tree.tokens[at].head < stop:
        at = tree.tokens[at].head
    return [at] if at < stop and tree.tokens[at].pos in ("NOUN", "PROPN") else []


def fellows(tree: Tree, head: int) -> list[int]:
    """Nouns joined to one by "and"."""
    out, todo = [], [head]
    while todo:
        more = [c for c in tree.children[todo.pop()] if tree.tokens[c].dep == "conj" and tree.tokens[c].pos in ("NOUN", "PROPN")]
        out += more
        todo += more
    return out

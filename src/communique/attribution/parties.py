# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""What kind of party a phrase names: press, paper, spokesperson, body, person; and how somebody is called whose name is withheld."""

import re

from communique import tables
from communique.attribution.syntax import Tree
from communique.attribution.wording import MEDIA, PAPERS
from communique.model import Anonymity, RelayKind, Span

AGENCY = re.compile(
    r"\b(?:[Nn]ews [Aa]genc(?:y|ies)|[Pp]ress [Aa]gency|agenc(?:y|ies)|Press Trust|Associated Press|News Service|Presse|newswire|Reuters|AFP|AP|Xinhua|Yonhap|KCNA|TASS|Itar-Tass|"
    r"RIA Novosti|Interfax|Kyodo|IRNA|ISNA|Tasnim|Fars|Mehr|Anadolu|Anatolia|"
    r"ANSA|EFE|dpa|DPA|UPI|PTI|ANI|APP|SANA|WAFA|MENA|PAP|MTI|Belga|Tanjug|Ukrinform|Bernama|Antara|VNA|Petra|KUNA|SPA|Bloomberg|Jiji)\b"
)
FOR_ANOTHER = re.compile(
    r"\b(?:spokes(?:man|woman|person|men|women|people|persons)|press (?:secretary|officer|adviser|advisor|office|service|attach[eé])|chief of staff|cabinet secretary|aides?|"
    r"lawyers?|attorneys?|representatives?)\b",
    re.I,
)
# People by what they are to one another or do, beside the offices of the tables.
PEOPLE = frozenset(
    """son daughter wife husband widow brother sister mother father cousin nephew niece friend colleague counterpart predecessor successor manager newscaster announcer presenter
    interpreter
    translator prosecutor judge bishop cardinal priest imam pope king queen prince princess emir sultan guest mediator negotiator doctor driver captain pilot monk resident
    villager witness farmer clerk member man woman person soldier officer commander editor author journalist engineer expert analyst leader founder
    participant attendee delegate observer scholar researcher scientist economist activist critic supporter protester survivor relative neighbor neighbour passenger
    voter trader worker student teacher suspect""".split()
)
BODIES = frozenset(
    """office embassy group movement side hotline palace court family organisation organization company firm bank union agency mission delegation council
    army police authority government ministry department parliament committee commission board panel party meeting summit conference forum coalition alliance association
    country nation state""".split()
)
CLOSE = re.compile(r"\b(?:close to|familiar with|with (?:direct |first-hand )?knowledge of|briefed on|near to|in the know)\b", re.I)
WITHHELD = re.compile(
    r"\b(?:(?:not (?:to )?be (?:named|identified|quoted by name)|anonym(?:ity|ous(?:ly)?)|(?:declin|refus)\w+ to be (?:named|identified)|un(?:named|identified)|"
    r"(?:not|un)[ -]?authori[sz]ed to (?:speak|talk|brief)|could not be (?:named|identified)|not (?:want|wish)\w* to be (?:named|identified)|gave only (?:his|her) first name))\b",
    re.I,
)
PERSONS = ("holder", "leader", "honorific", "spokesperson")
_OFFICIAL = frozenset("official officer aide adviser advisor bureaucrat minister lawmaker negotiator commander authority".split())
_DIPLOMAT = frozenset("diplomat envoy ambassador".split())
_SOURCE = frozenset("source insider".split())
_ANYBODY = frozenset("man woman person people resident villager witness somebody someone clerk eyewitness passer-by member employee worker one".split())


def press(tree: Tree, head: int) -> bool:
    """Whether a phrase names an agency, a paper, a station, or the media at large."""
    phrase = tree.doc.words(tree.phrase(head))
    if tree.word(head).lower() in ("reporters", "journalists", "newsmen", "correspondents"):
        return False
    return MEDIA.search(phrase) is not None or AGENCY.search(phrase) is not None or tables.outlet_of(_bare(phrase)) is not None


def party(tree: Tree, head: int) -> bool:
    """Whether a noun can pass words on: somebody or a body by name or by what they are, the press, a paper; not "the drawing", "the plan"."""
    lemma = tree.tokens[head].lemma.lower()
    named = tree.tokens[head].pos in ("PROPN", "PRON") or tree.named(head, "PERSON", "ORG", "NORP", "GPE")
    known = lemma in PAPERS | PEOPLE | BODIES or bool(tables.titles().get(lemma)) or bool(tables.titles().get(tree.word(head).lower()))
    return named or known or press(tree, head)


def kind_of(tree: Tree, span: Span) -> RelayKind:
    """The kind of a relay, from its own words."""
    words = tree.doc.words(span)
    outlet = tables.outlet_of(_bare(words))
    heads = tree.heads([span])
    head = heads[0] if heads else None
    lemma = tree.tokens[head].lemma.lower() if head is not None else ""
    if FOR_ANOTHER.search(words):
        return "spokesperson"
    if words.lower() == "it":
        return "outlet"  # an agency or a paper that was named before
    before = words if head is None else tree.doc.words((span[0], max(span[0] + 1, tree.tokens[head].start)))  # "a local media report", not "a statement on its website"
    if lemma in PAPERS and (lemma == "release" or not MEDIA.search(before)):
        return "outlet" if lemma == "paper" or (lemma == "report" and head is not None and tree.tokens[head].tag == "NNS") else "statement"
    if AGENCY.search(words) or (outlet is not None and outlet.kind == "agency"):
        return "agency"
    if outlet is not None or MEDIA.search(words):
        return "outlet"
    if anonymity_of(tree, span) is not None:
        return "source"
    if head is None or tables.country_of(words) is not None or tables.body_of(words) is not None:
        return "ministry"
    body = lemma in BODIES or tree.named(head, "ORG", "GPE", "NORP")
    return "person" if _person(tree, head, span) or (tree.tokens[head].pos == "PROPN" and not body) else "ministry"


def _bare(words: str) -> str:
    return re.sub(r"^(?:the|an?|its|his|her)\s+", "", words, flags=re.I)


def _person(tree: Tree, head: int, span: Span) -> bool:
    words = (tree.word(p).lower() for p in tree.within(span))
    return person_like(tree, head) or tree.tokens[head].pos == "PRON" or any(t.kind in PERSONS for word in words for t in tables.titles().get(word, ()))


def person_like(tree: Tree, head: int) -> bool:
    """Whether a noun names a person by name, office or what he or she does."""
    lemma = tree.tokens[head].lemma.lower()
    return tree.named(head, "PERSON") or lemma in PEOPLE or any(t.kind in PERSONS for t in tables.titles().get(lemma, ()))


def anonymity_of(tree: Tree, span: Span) -> Anonymity | None:
    """'A Western diplomat', 'sources close to the talks', 'an official who asked not to be named'; None where a name or the one holder of an office is told."""
    heads = tree.heads([span])
    if not heads:
        return None
    head = heads[0]
    token, lemma = tree.tokens[head], tree.tokens[head].lemma.lower()
    words = tree.doc.words(_wide(tree, head))
    withheld = WITHHELD.search(words) is not None
    if token.pos == "PROPN" and lemma not in _SOURCE | _OFFICIAL | _DIPLOMAT:
        return None
    if not withheld and not _indefinite(tree, head):
        return None
    if CLOSE.search(words) and lemma in _SOURCE | _ANYBODY:
        return "close"
    if lemma in _DIPLOMAT or (lemma in _SOURCE and re.search(r"\bdiplomatic\b", words, re.I)):
        return "diplomat"
    if lemma in _OFFICIAL:
        return "official"
    if lemma in _SOURCE:
        return "official" if re.search(r"\b(?:government|official|administration)\b", words, re.I) else "unnamed"
    return "unnamed" if withheld or lemma in _ANYBODY else None


def _wide(tree: Tree, head: int) -> Span:
    """A phrase with its clauses and appositions, and what the sentence says of the speaker: "speaking on condition of anonymity"."""
    first, stop = tree.sentence(tree.tokens[head].start)
    places = set(tree.below(head))
    verb = tree.tokens[head].head
    if tree.tokens[head].dep in ("nsubj", "nsubjpass"):
        places |= {p for c in tree.children[verb] if tree.tokens[c].dep in ("advcl", "prep", "npadvmod") for p in tree.below(c)}
    held = [p for p in places if first <= p < stop]
    return tree.span(held) if held else tree.phrase(head)


def _indefinite(tree: Tree, head: int) -> bool:
    """No article, 'a', 'one', 'some', a number: nobody in particular. 'The official' takes up somebody who was not named either."""
    if tree.tokens[head].lemma.lower() in _SOURCE | {"official", "diplomat"}:
        return not any(tree.tokens[c].dep == "appos" and tree.tokens[c].pos == "PROPN" for c in tree.children[head])
    before = [tree.word(c).lower() for c in tree.children[head] if c < head]
    definite = any(w in ("the", "this", "that", "his", "her", "its", "their") for w in before) or any(tree.tokens[c].dep == "poss" for c in tree.children[head])
    named = any(tree.tokens[c].pos == "PROPN" and tree.tokens[c].dep == "appos" for c in tree.children[head])
    return not definite and not named

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Papers that speak: "the statement said" is said by whoever issued it, and the paper passes it on."""

from bisect import bisect_left
from dataclasses import replace

from communique.attribution.drafted import Draft, touches
from communique.attribution.parties import press
from communique.attribution.syntax import Tree
from communique.attribution.wording import FIGURES, PAPERS, TELLING

BACK = 2  # sentences in which the issuing may have been told (editor's knowledge: the lead and what follows it at once)
ISSUING = frozenset({"issue", "release", "publish", "sign", "send", "write", "post", "adopt", "deliver", "distribute", "make"})
SPEAKS_ITSELF = frozenset({"paper", "remarks", "remark", "post"})


def by_paper(tree: Tree, draft: Draft) -> Draft:
    """The draft of a paper's words with its issuer for speaker, where the page tells, and the paper for the innermost relay."""
    if len(draft.source) != 1:
        return draft
    heads = tree.heads(draft.source)
    lemma = tree.tokens[heads[0]].lemma.lower() if heads else ""
    if lemma in FIGURES and len(heads) == 1 and (issuer := _issuer_within(tree, heads[0])) is not None:
        named = tree.phrase(issuer)
        return replace(draft, source=(named,), relays=tuple(r for r in draft.relays if not touches([r], [named])))
    if len(heads) != 1 or lemma not in PAPERS - SPEAKS_ITSELF or tree.tokens[heads[0]].pos == "PRON":
        return draft
    paper = tree.phrase(heads[0])
    if lemma == "report" and (tree.word(heads[0]).lower() == "reports" or press(tree, heads[0])):
        return draft  # "local media reports", "the reports": the press speaks
    issuer = _issuer_within(tree, heads[0]) or _issuer_before(tree, heads[0], lemma)
    if issuer is None:
        return replace(draft, relays=(paper, *draft.relays))
    named = tree.phrase(issuer)
    if paper[0] <= named[0] < paper[1]:  # "a statement by the ministry": the paper's own words end before its issuer
        kept = [p for p in tree.within(paper) if tree.tokens[p].start < named[0] and tree.tokens[p].pos != "ADP"]
        paper = tree.span(kept) if kept else (tree.tokens[heads[0]].start, tree.tokens[heads[0]].end)
    return replace(draft, source=(named,), relays=(paper, *(r for r in draft.relays if r != named)))


def _issuer_within(tree: Tree, head: int) -> int | None:
    """ "A statement by the ministry", "the memo, signed by the minister", "a report in the daily"."""
    for child in tree.children[head]:
        if tree.word(child).lower() in ("by", "from", "in", "of") and tree.tokens[child].dep in ("prep", "agent"):
            named = tree.child(child, "pobj")
            if named is not None and (tree.word(child).lower() in ("by", "from") or tree.tokens[named].pos == "PROPN"):
                return named
        if tree.tokens[child].dep in ("acl", "relcl") and tree.tokens[child].lemma.lower() in ISSUING:
            by = next((c for c in tree.children[child] if tree.word(c).lower() == "by"), None)
            named = tree.child(by, "pobj") if by is not None else None
            if named is not None:
                return named
    return next((c for c in tree.children[head] if tree.tokens[c].dep == "poss" and tree.tokens[c].pos != "PRON"), None)


def _issuer_before(tree: Tree, head: int, lemma: str) -> int | None:
    """Whoever issued a paper of this name in the sentences just before."""
    if not any(tree.word(c).lower() in ("the", "this") for c in tree.children[head]):
        return None
    first, _ = tree.sentence(tree.tokens[head].start)
    at = bisect_left(tree.firsts, first)
    for start, stop in reversed(tree.doc.sentences[max(0, at - BACK) : at]):
        for place in range(start, stop):
            if tree.tokens[place].lemma.lower() == lemma:
                verb = tree.tokens[place].head
                if tree.tokens[place].dep == "dobj" and tree.tokens[verb].lemma.lower() in ISSUING and (subject := tree.subject(verb)) is not None:
                    return subject
                teller = tree.tokens[verb].head if tree.tokens[place].dep == "pobj" and tree.tokens[verb].dep == "prep" else None
                new = any(tree.word(c).lower() in ("a", "an") for c in tree.children[place])
                if teller is not None and new and tree.tokens[teller].lemma.lower() in TELLING and (subject := tree.subject(teller)) is not None:
                    return subject
                if (named := _issuer_within(tree, place)) is not None:
                    return named
    return None



# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Statements inside statements: the tagger does not nest, the parse of a content shows what is reported within it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from communique.attribution.carriers import carriers, fellows, split
from communique.attribution.drafted import Draft, span_of, touches
from communique.attribution.parties import party
from communique.attribution.quotes import BOTH, CLOSE, OPEN, quoted
from communique.attribution.syntax import SUBJECTS, Report, Tree, reports
from communique.attribution.wording import CALLS, FIRST_PERSON, HEARERS, SPEECH_ACTS, TELLING, UNREAL
from communique.model import Span, Spans
from communique.text import inside, join, overlap, trim

ACTS = ("xcomp", "dobj", "prep")
MARKS = ",.!?" + CLOSE + BOTH
WHOLE = 0.8  # a report whose telling takes this share of a content's words leaves its reporter nothing but the telling: a relay (editor's knowledge)


def nest(tree: Tree, drafts: Sequence[Draft], who: Callable[[Spans], tuple[str, ...]]) -> list[Draft]:
    """Each draft, then the statements reported inside its content. A draft whose whole content is one report becomes that report, and its speaker the relay."""
    out = list(drafts)
    place = 0
    while place < len(out):
        outer = out[place]
        seen = _inside(tree, outer) if outer.source else []
        seen = [(inner, telling) for inner, telling in seen if _someone_else(tree, inner, outer, who)]
        found = [inner for inner, _ in seen]
        whole = next((inner for inner, telling in seen if _fills(tree, telling, outer)), None)
        if whole is not None:
            out[place] = replace(whole, relays=_passed_on(tree, whole, outer), within=outer.within)
            continue  # what it reports may be a report again
        out += [replace(inner, relays=_passed_on(tree, inner, outer), within=place) for inner in found]
        place += 1
    return out


def _passed_on(tree: Tree, inner: Draft, outer: Draft) -> tuple[Span, ...]:
    """Whoever the inner telling names, then the outer speaker, then those who passed his words on."""
    first = split(tree, outer.source)
    over = (*first, *(r for r in outer.relays if not touches([r], first)))  # "the statement said": the paper stands for whoever issued it
    sentence = tree.sentence(inner.cue[0][0])
    own = [s for s in carriers(tree, sentence, inner) if any(inside(s, c) for c in outer.content) and not touches([s], over)]
    return (*own, *over)


def _someone_else(tree: Tree, inner: Draft, outer: Draft, who: Callable[[Spans], tuple[str, ...]]) -> bool:
    """Whether a report inside a content is another's: an actor of the page, or a name or pronoun that may stand for one."""
    ids = set(who(inner.source))
    named = any(tree.tokens[h].pos in ("PROPN", "PRON") or party(tree, h) for h in tree.heads(inner.source))
    return not ids & set(who(outer.source)) and (bool(ids) or named)


def _inside(tree: Tree, outer: Draft) -> list[tuple[Draft, set[int]]]:
    """The reports inside a content, each with all the words of its telling."""
    found: list[tuple[Draft, set[int]]] = []
    sentences = sorted({tree.sentence(tree.tokens[p].start) for s in outer.content for p in tree.within(s)})
    for sentence in sentences:
        for report in reports(tree, sentence, TELLING | SPEECH_ACTS):
            inner = _inner(tree, report, outer)
            # the nearest report only: one inside it is found when its turn comes
            if inner is not None and not any(inside(c, s) for c in inner.cue for f, _ in found for s in f.content):
                clause = _clause(tree, report)
                # one who reports a promise says that it was made: it stands within what he says
                act = _act(tree, report) and (clause is None or tree.tokens[clause].dep in ACTS)
                found.append((inner, set() if act else _telling(tree, report) | {p for s in inner.content for p in tree.within(s)}))
    return found


def _inner(tree: Tree, report: Report, outer: Draft) -> Draft | None:
    clause = _clause(tree, report)
    if report.kind != "verb" or clause is None or report.speaker is None or _unreal(tree, report.cue):
        return None
    if tree.word(report.speaker).lower() in FIRST_PERSON or (tree.tokens[clause].dep in ACTS and not _act(tree, report)):
        return None
    if tree.tokens[clause].dep in ACTS and _several(tree, report.speaker):
        return None  # what several undertake together is an agreement, not the words of one
    if _of_the_outer(tree, report):
        return None
    cue = (tree.tokens[report.cue].start, tree.tokens[report.cue].end)
    speaker = _antecedent(tree, report.cue, report.speaker)
    if speaker is None or _takes_lives(tree, report.cue):
        return None
    source = _all_of(tree, speaker)
    if not any(inside(cue, s) for s in outer.content) or not any(inside(source, s) for s in outer.content):
        return None
    words = _said(tree, report, clause)
    if not words:
        return None
    said = tree.span(words)
    content = join(trim(tree.doc.article.text, (max(said[0], s), min(said[1], e))) for s, e in outer.content if overlap(said, (s, e)))
    content = tuple(c for c in content if not overlap(c, cue) and not overlap(c, source))
    return Draft((source,), (cue,), tuple(_with_marks(tree, c, outer) for c in content)) if content else None


def _of_the_outer(tree: Tree, report: Report) -> bool:
    """ "..., adding that", "..., in which four died, calling on all to": a participle that goes on with the outer telling, whatever it hangs from."""
    token = tree.tokens[report.cue]
    if token.tag != "VBG" or token.dep != "advcl":
        return False
    return token.lemma.lower() == "add" or tree.tokens[token.head].dep == "relcl"


def _said(tree: Tree, report: Report, clause: int) -> list[int]:
    """The words of what is said: the clause, or all that follows a verb that is an act of speech, but for who was told."""
    if tree.tokens[clause].dep in ACTS:
        heard = tree.child(report.cue, "dobj", "dative") if tree.tokens[report.cue].lemma.lower() in HEARERS else None
        told = set(tree.below(heard)) if heard is not None else set()
        return [p for p in tree.below(report.cue, ("conj", "cc", "punct", "npadvmod", "advmod")) if p > report.cue and p not in told]
    below = tree.tokens[clause].head == report.cue
    telling = {report.cue, *([report.speaker] if report.speaker is not None else []), *(() if below else tree.below(report.cue))}
    return [p for p in tree.below(clause) if p not in telling and (below or p < min(telling))]


def _antecedent(tree: Tree, verb: int, subject: int) -> int | None:
    """Whoever a relative clause is about, if it can speak; a plain subject is itself."""
    if tree.word(subject).lower() not in ("who", "which", "that"):
        return subject
    above = tree.tokens[verb].head
    return above if tree.tokens[verb].dep == "relcl" and party(tree, above) else None


def _all_of(tree: Tree, head: int) -> Span:
    """The phrase of a noun with those joined to it: "the governor and two aides"."""
    return span_of([tree.naming(h) for h in (head, *fellows(tree, head))])


def _takes_lives(tree: Tree, verb: int) -> bool:
    """ "The storm claimed two lives" tells of nobody's words."""
    taken = tree.child(verb, "dobj")
    return taken is not None and tree.tokens[verb].lemma.lower() == "claim" and tree.tokens[taken].lemma.lower() in ("life", "victim", "casualty")


def _several(tree: Tree, subject: int) -> bool:
    """Whether a subject is one of several, also where the parser lost the first."""
    first = min(tree.within(tree.phrase(subject)), default=subject)
    joined = first > 0 and tree.word(first - 1).lower() == "and" and tree.tokens[tree.tokens[first - 1].head].pos not in ("VERB", "AUX")
    return tree.child(subject, "conj") is not None or tree.tokens[subject].dep == "conj" or joined


def _clause(tree: Tree, report: Report) -> int | None:
    """What a telling verb takes, or what it stands beside: '"...", the board said'."""
    token = tree.tokens[report.cue]
    beside = token.head if token.dep == "parataxis" and token.head < report.cue else None
    if report.clause is None and beside is None and _act(tree, report):
        called = next((c for c in tree.children[report.cue] if tree.tokens[c].dep == "prep" and tree.word(c).lower() in ("for", "on", "of", "to", "against")), None)
        return called if tree.tokens[report.cue].lemma.lower() in CALLS else tree.child(report.cue, "dobj")
    return report.clause if report.clause is not None else beside


def _act(tree: Tree, report: Report) -> bool:
    """Whether a verb's bare object or infinitive is what was said: "promised aid", "vowed to go"."""
    return tree.tokens[report.cue].lemma.lower() in SPEECH_ACTS


def _with_marks(tree: Tree, span: Span, outer: Draft) -> Span:
    """The quotation marks around a span go with it, and so do the sentences before it in the same marks."""
    text = tree.doc.article.text
    low, high = next((s for s in outer.content if inside(span, s)), span)
    run = next((r for r, closed in quoted(text, (low, high)) if closed and inside(span, r) and r[1] - span[1] <= 2), None)
    if run is not None and not (low == run[0] and high == run[1]):
        return run
    start, end = span
    if low < start and text[start - 1] in OPEN + BOTH:
        start -= 1
        while end < high and text[end] in MARKS:
            end += 1
    return start, end


def _telling(tree: Tree, report: Report) -> set[int]:
    """All that hangs from a telling verb, without fellow verbs that have subjects of their own."""
    apart = [c for c in tree.children[report.cue] if tree.tokens[c].dep == "conj" and tree.child(c, *SUBJECTS) is not None]
    return set(tree.below(report.cue)) - {p for c in apart for p in tree.below(c)}


def _unreal(tree: Tree, verb: int) -> bool:
    """Speech that is planned, possible, denied or asked for reports nothing."""
    return any(tree.tokens[c].dep == "neg" or (tree.tokens[c].dep == "aux" and tree.word(c).lower() in UNREAL | {"to"}) for c in tree.children[verb])


def _fills(tree: Tree, telling: set[int], outer: Draft) -> bool:
    places = [p for s in outer.content for p in tree.within(s) if tree.tokens[p].dep != "punct"]
    return bool(places) and sum(p in telling for p in places) >= WHOLE * len(places)

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""From the tagger's attributions to drafts of statements: who speaks and who passes it on, read off the parse of the sentence."""

from collections.abc import Sequence
from dataclasses import replace

from communique.attribution.carriers import carriers, nearness, split
from communique.attribution.drafted import Draft, Shelf, span_of, touches, word_span
from communique.attribution.mending import mend
from communique.attribution.papers import by_paper
from communique.attribution.parties import FOR_ANOTHER, party, press
from communique.attribution.syntax import SUBJECTS, Report, Tree, reports
from communique.attribution.wording import MEDIA, QUOTING, TELLING
from communique.model import Attribution, Span, Spans
from communique.text import join, trim

LONGEST_TAIL = 5  # tokens behind a headline's colon that name somebody, not a second headline


def draft(tree: Tree, found: Sequence[Attribution]) -> list[Draft]:
    """A draft for each attribution that has a content; cues without one are read as further levels of reporting in their sentence."""
    whole = [_in_its_paragraph(tree, a) for a in _own_words(tree, found) if a.content and not _question(tree, a)]
    shelf = Shelf(((*a.source, *a.cue, *a.content), a) for a in whole)
    under = [a for a in whole if not a.cue or not any(_only_passes_on(tree, a, o) for o in shelf.near(tree.sentence_span(a.cue[0][0])) if o is not a)]
    kept = {id(a) for a in under}
    bare = Shelf((a.cue, a) for a in (*(a for a in found if not a.content and a.cue and a.source), *(a for a in whole if id(a) not in kept and a.cue)))
    shelf = Shelf(((*a.cue, *a.content), a) for a in under)
    drafts = [_levels(tree, a, shelf, bare) for a in under]
    drafts = [part for d in drafts for part in _verb_by_verb(tree, d)]
    return [_by_the_same_agency(tree, d, drafts[max(0, at - 2) : at]) for at, d in enumerate(drafts)]


def _in_its_paragraph(tree: Tree, a: Attribution) -> Attribution:
    """Without contents of another paragraph that nobody quotes, where the paragraph of the cue holds some."""
    text = tree.doc.article.text
    if not a.cue or len(a.content) < 2:
        return a
    at = a.cue[0][0]
    near = tuple(s for s in a.content if "\n" not in text[min(s[0], at) : max(s[1], at)].strip())
    kept = tuple(s for s in a.content if s in near or text[s[0] : s[1]].lstrip()[:1] in "\"“'‘«„")
    return replace(a, content=kept) if near else a


def _verb_by_verb(tree: Tree, draft: Draft) -> list[Draft]:
    """ "He said that ... and warned that ...": what stands behind a verb of telling of its own is a statement of its own."""
    cues = [p for s in draft.cue for p in tree.within(s) if tree.tokens[p].pos == "VERB"]
    parts = [replace(draft, content=())]
    for span in draft.content:
        before = parts[-1].content[-1][1] if parts[-1].content else None
        between = tree.within((before, span[0])) if before is not None and before < span[0] else ()
        verb = next((p for p in between if tree.tokens[p].lemma.lower() in TELLING and tree.tokens[p].dep == "conj" and set(cues) & set(tree.above(p))), None)
        if verb is None or tree.child(verb, *SUBJECTS) is not None:
            parts[-1] = replace(parts[-1], content=(*parts[-1].content, span))
        else:
            parts.append(replace(draft, cue=(word_span(tree, verb),), content=(span,)))
    return parts


def _own_words(tree: Tree, found: Sequence[Attribution]) -> list[Attribution]:
    """ "...", the minister was quoted by the agency as saying: where the tagger took the minister for what was quoted, the words before are."""
    out = list(found)
    shelf = Shelf((a.content, at) for at, a in enumerate(found))
    for at, a in enumerate(found):
        own = next((r for r in reports(tree, tree.sentence(a.cue[0][0])) if touches([word_span(tree, r.cue)], a.cue)), None) if a.cue else None
        if own is None or own.kind not in ("quoted by", "quotes as") or own.speaker is None:
            continue
        telling = {*tree.below(own.speaker), *(range(own.cue, own.saying + 1) if own.saying is not None else ())}
        if own.saying is not None and own.clause is None:
            telling |= set(tree.below(own.saying))  # when and where it was said
        if not set(_said(tree, a.content)) <= telling:
            continue
        low, _ = tree.sentence_span(a.cue[0][0])
        cue = a.cue[0][0]
        before = [(i, s) for i in shelf.near((low, cue)) if i != at and not _told_in(out[i], low, cue) for s in out[i].content if low <= s[0] and s[1] <= cue]
        if not before and not a.content:
            continue
        if not before:
            parties = [own.speaker, *([own.relay] if own.relay is not None and own.kind == "quotes as" else [])]
            start = min(tree.tokens[min(tree.below(p))].start for p in parties)
            span = trim(tree.doc.article.text, (low, max(low, start)))
            if len(tree.within(span)) > 2:
                out[at] = replace(a, source=(tree.naming(own.speaker),), content=(span,))
            continue
        out[at] = replace(a, source=(tree.naming(own.speaker),), content=join(s for _, s in before))
        for i, span in before:
            out[i] = replace(out[i], content=tuple(s for s in out[i].content if s != span))
    return out


def _told_in(attribution: Attribution, low: int, high: int) -> bool:
    """Whether somebody's attribution has its cue in a stretch of a sentence: then the words there are its own."""
    return bool(attribution.source) and any(low <= start < high for start, _ in attribution.cue)


def _said(tree: Tree, content: Spans) -> list[int]:
    return [p for s in content for p in tree.within(s) if tree.tokens[p].dep != "punct"]


def _by_the_same_agency(tree: Tree, draft: Draft, before: Sequence[Draft]) -> Draft:
    """ "X was quoted as saying" without "by": by the agency or paper that passed on what stands just before."""
    cue = [p for s in draft.cue for p in tree.within(s)]
    quoted = any(tree.tokens[p].lemma.lower() in QUOTING and tree.tokens[p].tag == "VBN" for p in cue)
    if not quoted or draft.relays or not any(tree.tokens[p].dep == "auxpass" for p in cue):
        return draft
    media = [s for d in reversed(before) for s in (*d.relays, *d.source) if MEDIA.search(tree.doc.words(s))]
    return replace(draft, relays=tuple(media[:1]))


def _question(tree: Tree, attribution: Attribution) -> bool:
    """ "Asked whether ...": what somebody was asked is nobody's statement."""
    return not attribution.source and any(tree.tokens[p].lemma.lower() == "ask" for s in attribution.cue for p in tree.within(s))


def _only_passes_on(tree: Tree, a: Attribution, other: Attribution) -> bool:
    """Whether an attribution has, for content, only words that belong to the telling of another.

    "Told reporters in Rome, according to ..." (the content: in Rome); "quoted the mayor as saying ...", "citing the mayor" (the content: the mayor).
    """
    if not a.cue or not other.cue or tree.sentence(a.cue[0][0]) != tree.sentence(other.cue[0][0]):
        return False
    for r in reports(tree, tree.sentence(a.cue[0][0])):
        as_saying = r.kind == "quotes as" and r.saying is not None and touches([word_span(tree, r.saying)], other.cue)
        if (as_saying or r.kind == "citing") and r.speaker is not None and touches([word_span(tree, r.cue)], a.cue):
            telling = {*tree.below(r.speaker), *(range(r.cue, r.saying) if r.saying is not None else ())}
            return {p for p in tree.within(span_of(a.content)) if tree.tokens[p].dep != "punct"} <= telling
    if not any(tree.word(p).lower() == "according" for s in a.cue for p in tree.within(s)):
        return False
    verbs = {p for s in other.cue for p in tree.within(s) if tree.tokens[p].pos == "VERB"}
    places = [p for s in a.content for p in tree.within(s)]
    clausal = any(tree.tokens[p].dep in ("ccomp", "ROOT") for p in places)
    return bool(verbs) and bool(places) and not clausal and all(verbs & set(tree.above(p)) for p in places)


def _levels(tree: Tree, attribution: Attribution, shelf: Shelf[Attribution], bare: Shelf[Attribution]) -> Draft:
    anchor = attribution.cue or attribution.source
    if not anchor:
        return Draft((), (), attribution.content)
    sentence = tree.sentence(anchor[0][0])
    seen = reports(tree, sentence)
    own = next((r for r in seen if touches([word_span(tree, p) for p in (r.cue, r.saying) if p is not None], attribution.cue)), None)
    if own is not None and own.kind == "citing" and own.saying is not None:
        own = replace(own, kind="quotes as")  # "..., the source said, quoting them as saying ...": the words behind are theirs
        seen = [r for r in seen if r.cue != own.cue]
    first = Draft(attribution.source, attribution.cue, attribution.content)
    if own is not None and own.kind in ("quoted by", "quotes as"):
        first = _quoted(tree, first, own)
    elif own is not None and own.kind == "verb":
        first = mend(tree, first, own, seen)
    here = tree.sentence_span(anchor[0][0])
    taken = [c for o in shelf.near(here) if o is not attribution for c in (*o.cue, *o.content)]
    outer = [r for r in seen if r is not own and not touches([word_span(tree, r.cue)], taken) and _reports(tree, r, first)]
    outer += [r for r in seen if own is not None and r is not own and r not in outer and _holds(tree, r, own) and not touches([word_span(tree, r.cue)], first.content)]
    outer = [r for r in outer if not (r.speaker is not None and own is not None and own.kind == "verb" and r.speaker == own.speaker)]
    first, outer = _cited(tree, first, own, seen, outer)
    if outer:
        first = _ordered(tree, first, own, outer)
    carried = carriers(tree, sentence, first)
    if touches(carried, first.source):  # "the minister, quoted by the agency," is the minister
        first = replace(first, source=join(tree.phrase(h) for h in tree.heads(first.source)))
    first = replace(first, relays=(*first.relays, *carried))
    for other in bare.near(here):
        known = touches(other.source, (*first.source, *first.relays)) or touches(other.cue, first.cue)
        if tree.sentence(other.cue[0][0]) == sentence and not known and _over(tree, other, first):
            first = replace(first, relays=(*first.relays, *other.source))
    tail = _tail(tree, first)
    if tail is not None:
        first = replace(first, relays=(*first.relays, tail)) if first.source else replace(first, source=(tail,))
    first = replace(first, source=_named(tree, first.source))
    return by_paper(tree, replace(first, relays=_in_order(tree, first)))


def _named(tree: Tree, source: Spans) -> Spans:
    """ "The envoy, who said": whoever the clause is about."""
    places = [p for s in source for p in tree.within(s)]
    if len(places) != 1 or tree.word(places[0]).lower() not in ("who", "which", "that"):
        return source
    clause = next((p for p in tree.above(places[0]) if tree.tokens[p].dep == "relcl"), None)
    return source if clause is None else (tree.phrase(tree.tokens[clause].head),)


def _tail(tree: Tree, first: Draft) -> Span | None:
    """ "Alva warns of war: Lusa": whoever stands behind the colon of a headline."""
    head = tree.doc.article.headline_span
    low = min(s for s, _ in (*first.content, *first.cue, *first.source))
    colon = tree.doc.article.text.rfind(":", low, head[1]) if head is not None and head[0] <= low < head[1] else -1
    if head is None or colon < 0 or colon < max(e for _, e in (*first.cue, *first.source, (low, low))):
        return None
    span = trim(tree.doc.article.text, (colon + 1, head[1]))
    places = tree.within(span)
    return span if 0 < len(places) <= LONGEST_TAIL and all(tree.tokens[p].pos not in ("VERB", "AUX", "PUNCT") for p in places) else None


def _in_order(tree: Tree, first: Draft) -> tuple[Span, ...]:
    """Each relay once, a phrase each, the nearest to the speaker first."""
    out: list[Span] = []
    for span in split(tree, first.relays):
        content = tuple((s, min(e, span[0])) if s < span[0] < span[1] == e else (s, e) for s, e in first.content)  # a headline's tail
        if not touches([span], (*first.source, *out, *content)) and any(party(tree, h) for h in tree.heads([span])):
            out.append(span)
    return tuple(sorted(out, key=lambda s: (nearness(tree, s), s)))


def _cited(tree: Tree, first: Draft, own: Report | None, seen: Sequence[Report], outer: Sequence[Report]) -> tuple[Draft, list[Report]]:
    """ "The agency, citing the ministry, said": the ministry speaks where nobody nearer does, else it relays, as the agency does."""
    rest = [r for r in outer if r.kind != "citing"]
    for report in (r for r in seen if r.kind == "citing" and r.speaker is not None):
        assert report.speaker is not None
        cited = tree.naming(report.speaker)
        if touches([word_span(tree, report.speaker)], first.source):
            citer = (tree.phrase(report.relay),) if report.relay is not None else ()
            first = replace(first, relays=(*first.relays, *citer))
            continue
        content = _without(tree, first.content, tree.span(tree.below(report.speaker))) if _beside_cue(tree, report, first) else first.content
        if touches([cited], content):
            continue
        first = replace(first, content=_after_circumstances(tree, content))
        if own is not None and own.kind in ("verb", "according") and (_passes_on(tree, first) or _speaks_for(tree, first)):
            first = replace(first, source=(cited,), relays=(*first.source, *first.relays))
        else:
            first = replace(first, relays=(*first.relays, cited))
    return first, rest


def _beside_cue(tree: Tree, report: Report, first: Draft) -> bool:
    """Whether a citing belongs to the telling, not to what is said."""
    return not touches([word_span(tree, report.cue)], first.content)


def _speaks_for(tree: Tree, first: Draft) -> bool:
    return any(FOR_ANOTHER.search(tree.doc.words(s)) for s in first.source)


def _holds(tree: Tree, report: Report, own: Report) -> bool:
    """Whether a telling stands inside what another tells: "the ministry said that she had phoned him and told him"."""
    if report.kind != "verb" or report.speaker is None or report.speaker == own.speaker:
        return False
    chain = [own.cue, *tree.above(own.cue)]
    under = chain[chain.index(report.cue) - 1] if report.cue in chain[1:] else None
    return under is not None and tree.tokens[under].dep == "ccomp" and under == report.clause


def _over(tree: Tree, bare: Attribution, first: Draft) -> bool:
    """Whether a cue without content reports a draft: "according to", or a verb of telling that the draft hangs from or that closes its sentence."""
    places = [p for s in bare.cue for p in tree.within(s)]
    if any(tree.word(p).lower() == "according" for p in places):
        return True
    verbs = {p for p in places if tree.tokens[p].lemma.lower() in TELLING}
    parts = (*first.source, *first.cue, *first.content)
    hangs = any(verbs & set(tree.above(p)) for s in first.cue for p in tree.within(s))
    behind = max(e for _, e in parts) <= min(s for s, _ in (*bare.source, *bare.cue))
    return bool(verbs) and (hangs or (behind and all(_closes(tree, v) for v in verbs)))


def _quoted(tree: Tree, first: Draft, own: Report) -> Draft:
    """ "X was quoted as saying by Y", "Y quoted X as saying": X speaks, Y relays, and the content begins after "saying"."""
    named = [tree.naming(own.speaker)] if own.speaker is not None else []
    relayed = [word_span(tree, own.relay)] if own.relay is not None else []
    speaker = first.source if not named or (touches(first.source, named) and not touches(first.source, relayed)) else tuple(named)
    relays = (tree.phrase(own.relay),) if own.relay is not None and (press(tree, own.relay) or not _within_paper(tree, own.relay)) else ()
    content = first.content
    if own.kind == "quotes as":
        if own.saying is not None:
            end = tree.tokens[own.saying].end
            cut = [(max(s, end), e) if s < end < e else (s, e) for s, e in content if not (e <= end and s >= tree.tokens[own.cue].start)]
            content = _after_circumstances(tree, join(trim(tree.doc.article.text, s) for s in cut) or content)
    else:
        words = [s for p in (own.cue, own.saying) if p is not None for s in [word_span(tree, p)]]
        for span in (*speaker, *relays, *words):
            content = _without(tree, content, span)
    return replace(first, source=speaker, relays=relays, content=content)


def _after_circumstances(tree: Tree, content: Spans) -> Spans:
    """ "As saying in an interview on Sunday that ...": when and where it was said is no part of it."""
    first = list(tree.within(content[0])) if content else []
    that = next((p for p in first[1:] if tree.word(p).lower() == "that"), None)
    if that is None or tree.tokens[first[0]].pos not in ("ADP", "DET", "NOUN", "PROPN", "ADJ") or any(tree.tokens[p].pos in ("VERB", "AUX") for p in range(first[0], that)):
        return content
    return ((tree.tokens[that].start, content[0][1]), *content[1:])


def _within_paper(tree: Tree, noun: int) -> bool:
    """ "Quoted as saying in a statement": the paper is where it was said."""
    return tree.word(tree.tokens[noun].head).lower() == "in"


def _without(tree: Tree, content: Spans, span: Span) -> Spans:
    """Contents without words of the telling that the tagger took into them; a rest of a word or two goes with them."""
    if not touches(content, [span]):
        return content
    parts = [p for s, e in content for p in ((s, min(e, span[0])), (max(s, span[1]), e)) if p[0] < p[1]]
    return join(t for t in (trim(tree.doc.article.text, p) for p in parts) if len(tree.within(t)) > 2) or content


def _passes_on(tree: Tree, first: Draft) -> bool:
    return any(press(tree, h) for h in tree.heads(first.source))


def _reports(tree: Tree, report: Report, inner: Draft) -> bool:
    """Whether a report that belongs to no attribution is a level of reporting over (or under) this one."""
    cue = word_span(tree, report.cue)
    if report.speaker is None or touches([cue], inner.content):
        return False
    speaker = word_span(tree, report.speaker)
    if touches([speaker], inner.content) or touches([speaker], inner.source):
        return False
    if report.kind in ("citing", "according"):
        return True
    if report.kind != "verb":  # "the ministry, quoted by the agency" is read with the carriers
        return False
    inside = [p for s in (*inner.cue, *inner.content) for p in tree.within(s)]
    if any(report.cue in tree.above(p) for p in inside):
        return True
    last = max(e for s, e in (*inner.source, *inner.cue, *inner.content))
    return last <= min(cue[0], speaker[0]) and report.clause is None and _closes(tree, report.cue)


def _closes(tree: Tree, verb: int) -> bool:
    """Whether a verb of telling at a sentence's end tells of the sentence ("..., the agency reported"), not of something else ("although it had announced a visit")."""
    token, mark = tree.tokens[verb], tree.child(verb, "mark")
    aside = token.dep in ("relcl", "acl") or (mark is not None and tree.word(mark).lower() != "as")
    return not aside and tree.child(verb, "dobj", "xcomp") is None


def _ordered(tree: Tree, first: Draft, own: Report | None, outer: Sequence[Report]) -> Draft:
    """The innermost verb speaks, the others relay, "according to" last."""

    def depth(report: Report) -> tuple[bool, int, int]:
        return report.kind == "according", -len(tree.above(report.cue)), report.cue

    ranked = sorted(outer, key=depth)
    content = [p for s in first.content for p in tree.within(s)]
    under = [r for r in ranked if r.kind == "verb" and own is not None and own.cue in tree.above(r.cue) and any(r.cue in tree.above(p) for p in content)]
    if own is not None and own.kind == "verb" and under and under[0].speaker is not None:
        # "X said ..., the agency reported": the tagger gave what X said to the agency
        relays = [*first.source, *(tree.phrase(r.speaker) for r in ranked if r is not under[0] and r.speaker is not None)]
        return replace(first, source=(tree.phrase(under[0].speaker),), cue=(word_span(tree, under[0].cue),), relays=(*first.relays, *relays))
    # Own is inner unless it is "according to" and a verb of telling carries the content.
    if own is not None and own.kind == "according" and ranked[0].kind == "verb" and ranked[0].speaker is not None:
        inner = ranked.pop(0)
        assert inner.speaker is not None
        relays = [*first.source, *(tree.phrase(r.speaker) for r in ranked if r.speaker is not None)]
        return replace(first, source=(tree.phrase(inner.speaker),), cue=(word_span(tree, inner.cue),), relays=(*relays, *first.relays))
    return replace(first, relays=(*first.relays, *(tree.phrase(r.speaker) for r in ranked if r.speaker is not None)))

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The matters of talks as a page tells them: a release's sentences are its government's, elsewhere each side's are what it is quoted for."""

import re
from dataclasses import replace

from communique.accounts.givers import givers
from communique.accounts.initiative import initiative
from communique.accounts.numbers import SMALL
from communique.accounts.points import EVERYWHERE, UNDECIDED, Told, about_it, kind_of, point
from communique.accounts.record import Known, own_voice
from communique.accounts.sentences import clauses, listed, sentences, split
from communique.accounts.telling import MEETS
from communique.model import Coded, Event, Span, Statement
from communique.text import inside, overlap
from communique.words import fold, stem, words

# Words of the frame: when and how they talked. A sentence of nothing else tells no matter.
FRAME = frozenset(
    words(
        """morning afternoon evening night local time hour minute half quarter approximately commence last long held hold receive request initiate initiative invitation
        latter counterpart colleague occasion sidelines margins framework delegation level phone line video conference welcome pay official working capital local attend behalf
        regard context late early whole full exact firm date timing lasted set fixed decided accept accepted
        overview follows following attributable position remain stay contact touch spoke spoken thursday today yesterday tomorrow"""
    )
)
VAGUE = frozenset(words("international mutual interest various range entire development situation topical topics agenda recent current latest ongoing particular"))
COUNTED = frozenset(words(" ".join(SMALL)))
ANSWERS = re.compile(r"^\W*(?:it|this|that|nothing|(?:no|a|any|its|the|their|this) (?:exact |firm )?(?:date|dates|timing|time|decision))\b", re.I)
NO_DATE = re.compile(
    r"^\W*(?:(?:no|a|any|its|the|their) (?:exact |firm )?(?:dates?|timing|time)(?: of (?:the|this|that|its) \w+)?) "
    r"(?:has|have|had|was|were|is|are|will|yet|remains?)\b",
    re.I,
)
AGREED = re.compile(r"\b(?:agreed to (?:meet|visit|travel)|will (?:meet|visit|travel)|would (?:meet|visit|travel)|accepted)\b", re.I)
OF_ITS_OWN = re.compile(r"\bfor (?:a|an|the|another|any|their|such|his|her) \w+", re.I)  # "no date for a visit": it names what it is of
ASKED_ABOUT = re.compile(r"(?:(?:When |Being )?asked (?:about|on|whether)|As (?:for|to)|On|Regarding|Concerning|Turning to|With regard to|With respect to) [^,.;]{3,80},", re.I)
# A clause that begins so says what is to be done about the matter before it in the sentence: "deplored the killing and agreed that ..."
CONSEQUENCE = re.compile(r"(?:also |further |[A-Z]\w+ )?(?:agreed|asked for|called for|called on|demanded|urged|encouraged|undertook|decided|pledged|promised)\b")
CALLS = 30  # characters: ", which the spokesman called "
CALLED = re.compile(r"\b(?:which|what|whom?)\s+(?:he|she|it|they|the \w+|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)\s+(?:called|calls|described as|termed|labell?ed)\s*$")
PRESENT = re.compile(r"\b(?:(?:was|were) (?:also )?(?:on the line|present|in attendance)|(?:attended|took part in) the (?:call|meeting|talks)|accompanied (?:the|by))\b", re.I)


def speakers(page: Coded, event: Event, parties: frozenset[str], known: Known) -> frozenset[str]:
    """The linked actors who speak of these talks on a page for one of the parties."""
    given = givers(page, event, parties, known)
    return frozenset(given[s.id].by for s in page.statements if s.id in given and about_it(page, s, event, parties, known))


def of_talks(page: Coded, event: Event, parties: frozenset[str], known: Known, *, speaking: frozenset[str]) -> list[Told]:
    """The points of each side on one page, in reading order. `speaking`: who speak of these talks on this page or another; on a page that opens with the talks
    all that they say belongs to them, of others only what is about the talks by its own words."""
    party, official = own_voice(page.article)
    if official and party in parties:
        return _release(page, party, parties, known)
    out: list[Told] = []
    text = page.article.text
    plain = frame(page, parties)
    second = _second(page)
    given = givers(page, event, parties, known)
    told = _whole(text, {s.id: (s.content[0][0], s.content[-1][1]) for s in page.statements if s.id in given and s.content and not _in_headline(page, s)})
    for key, whole in told.items():
        statement = next(s for s in page.statements if s.id == key)
        if any(inside(whole, other) and (other != whole or k < key) for k, other in told.items() if k != key):
            continue  # told within a wider one: it counts once
        if given[key].by not in speaking and not about_it(page, statement, event, parties, known):
            continue
        for sentence in split(text, _framed(page, whole)):
            held = _points(page, given[key].party, given[key].by, sentence, parties, plain)
            bare = whole[0] < second and (_only_that_they_met(page, sentence, parties) or _only_that_they_met(page, _sentence_of(page, sentence), parties))
            out += [replace(p, bare=bare and p.kind != "initiative") for p in held]
    return out


def _whole(text: str, told: dict[str, Span]) -> dict[str, Span]:
    """What somebody calls the thing belongs to what is said of it: "... to stop the trade, which he called the greatest danger" is one passage."""
    out: dict[str, Span] = {}
    for key, (start, end) in sorted(told.items(), key=lambda one: (one[1][0], -one[1][1], one[0])):
        before = next((k for k, s in out.items() if s[0] < start and 0 <= start - s[1] <= CALLS), None)
        if before and CALLED.search(text[out[before][0] : start]):
            out[before] = (out[before][0], end)
        else:
            out[key] = (start, end)
    return out


def _framed(page: Coded, whole: Span) -> Span:
    """With what the sentence puts before it as the matter: 'Asked about the pact, the spokesman said that nothing had been decided.'"""
    sentence = _sentence_of(page, whole)
    return (sentence[0], whole[1]) if sentence[0] < whole[0] <= sentence[1] and ASKED_ABOUT.match(page.article.text, *sentence) else whole


def _sentence_of(page: Coded, span: Span) -> Span:
    """The sentence of the body in which a passage begins."""
    return next((s for s in sentences(page.article) if s[0] <= span[0] < s[1]), span)


def _in_headline(page: Coded, statement: Statement) -> bool:
    """A headline's words come again below."""
    return page.article.headline_span is not None and any(overlap(c, page.article.headline_span) for c in statement.content)


def _second(page: Coded) -> int:
    """Where the second sentence of the body begins."""
    order = sentences(page.article)
    return order[1][0] if len(order) > 1 else 10**9


def _release(page: Coded, party: str, parties: frozenset[str], known: Known) -> list[Told]:
    """A government's own page: all that it says is its account, whoever is quoted there."""
    text = page.article.text
    plain = frame(page, parties)
    out: list[Told] = []
    for number, sentence in enumerate(sentences(page.article)):
        said = text[slice(*sentence)]
        if PRESENT.search(said):
            continue
        answers = NO_DATE.match(said) or (ANSWERS.match(said) and not _own(text, sentence, plain))
        if out and answers and not (OF_ITS_OWN.search(said) or initiative(page, sentence, parties)):
            last = out[-1]  # "A date has yet to be decided": of what was told before
            out[-1] = point(page, last.party, last.by, (last.span[0], sentence[1]), last.topic, parties)
            continue
        held = _points(page, party, _speaker(page, sentence, party, known), sentence, parties, plain)
        bare = number < 2 and _only_that_they_met(page, sentence, parties) and not (number and len(held) > 1)
        out += [replace(p, bare=bare and p.kind != "initiative") for p in held]
    return out


def _points(page: Coded, party: str, by: str | None, sentence: Span, parties: frozenset[str], plain: frozenset[str]) -> list[Told]:
    out: list[Told] = []
    text = page.article.text
    asked = initiative(page, sentence, parties)
    for clause in [item for one in clauses(text, sentence, plain) for item in listed(text, one, plain)]:
        own = _own(text, clause, plain)
        if asked and overlap(asked[0], clause) and len(own) - len(_own(text, asked[0], plain)) < 3:
            own = set()
        if own or (asked is None and (UNDECIDED.search(text, *clause) or AGREED.search(text, *clause)) and kind_of(page, clause) == "meeting"):
            made = point(page, party, by, clause, None, parties)
            out.append(replace(made, back=True) if out and CONSEQUENCE.match(text, *clause) else made)
    if asked:
        made = point(page, party, by, asked[0], None, parties, kind="initiative")
        out.append(replace(made, topic=" ".join(text[slice(*asked[0])].split()), value=asked[1], around=sentence))
    return out


def _own(text: str, span: Span, plain: frozenset[str]) -> set[str]:
    """Words of matter; a lone number or vague word is none."""
    said = text[slice(*span)]
    left = set(words(said)) - plain
    if not re.search(r"\b[a-z]{2,}\s+\S*[a-z]{2,}", said):  # a sign-off, a stamp
        return set()
    return left if any(not w.isdigit() for w in left - VAGUE - COUNTED) else set()


def frame(page: Coded, parties: frozenset[str]) -> frozenset[str]:
    """Words that are nobody's matter on this page: the parties, those who act or speak for them, the frame of talks."""
    talkers = {i for m in page.events if m.event_type == "CONSULT" for i in (*m.actors, *m.recipients)} | {i for s in page.statements for i in s.speakers}
    names = {stem(fold(w)) for a in page.actors if a.kind == "person" and (a.office or a.id in talkers) for w in a.name.split()}
    return frozenset({"@" + p for p in parties} | names | EVERYWHERE | FRAME | frozenset(words("president minister secretary")))


def _only_that_they_met(page: Coded, sentence: Span, parties: frozenset[str]) -> bool:
    """The first sentence of a release, that the two talked: what it names of matters comes again below."""
    text = page.article.text[slice(*sentence)]
    voice, official = own_voice(page.article)
    named = {a.country for a in page.actors if any(overlap(m, sentence) for m in a.mentions)} | {w[1:] for w in words(text) if w.startswith("@")} | ({voice} if official else set())
    return bool(MEETS.search(text)) and len(named & parties) > 1 and re.search(r"\b(?:that|agree|thank|welcom|urg|ask|propos|announc|offer|accept)", text) is None


def _speaker(page: Coded, sentence: Span, party: str, known: Known) -> str | None:
    """The person of this side whom the sentence quotes."""
    actors = {a.id: a for a in page.actors}
    for statement in page.statements:
        if any(overlap(c, sentence) for c in statement.cue or statement.content):
            for key in (*(r.actor for r in reversed(statement.relays) if r.actor), *statement.speakers):
                actor = actors.get(key)
                if actor is not None and actor.country == party and (linked := known.linked(page.article.id, actor.id)):
                    return linked.id
    return None

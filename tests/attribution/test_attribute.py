# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""The room's door, with the tagger: a page of our own from text to statements."""

from dataclasses import replace

from tests.attribution.build import actor, annotated

from communique.attribution import attribute
from communique.model import Actor, Annotated, Statement

PAGE = "\n".join(
    [
        "Norland says harbour stays open",
        "Norland's foreign minister, Ane Holt, told reporters on Monday that the harbour would stay open, the Lusa news agency reported.",
        '"We have nothing to hide," Holt said at a news conference. "Everything will be on the table."',
        '"And we expect the same openness from our partners when they come here in May."',
        "In a statement carried by the Sabah news agency, Estmark's foreign ministry called the offer a trick.",
        "The ministry said the drills would go on and warned that Estmark would respond to any provocation.",
        "Prime Minister Oduya was quoted as saying by his spokesman, Ruben Kast, that he trusted nobody.",
        "The harbour lies on the northern coast and has four piers.",
    ]
)


def page() -> tuple[Annotated, tuple[Actor, ...]]:
    doc = annotated(PAGE)
    first = doc.article.body[0]
    doc = replace(doc, article=replace(doc.article, headline=PAGE[slice(*first)], headline_span=first, body=doc.article.body[1:]))
    return doc, (
        actor(doc, "Ane Holt", "Holt", "Norland's foreign minister", country="NOR"),
        actor(doc, "Norland", kind="country", country="NOR"),
        actor(doc, "Lusa", "the Lusa news agency", kind="organisation"),
        actor(doc, "Sabah", "the Sabah news agency", kind="organisation"),
        actor(doc, "ministry", "Estmark's foreign ministry", "The ministry", kind="government"),
        actor(doc, "Oduya"),
        actor(doc, "Ruben Kast"),
    )


def by_words(found: tuple[Statement, ...], words: str) -> Statement:
    return next(s for s in found if any(words in PAGE[a:b] for a, b in s.content))


def test_a_page() -> None:
    found = attribute(*page())
    opened = by_words(found, "the harbour would stay open")
    assert (opened.speakers, [r.actor for r in opened.relays], opened.channel) == (("p:Ane Holt",), ["p:Lusa"], "briefing")
    hide = by_words(found, "We have nothing to hide")
    assert (hide.speakers, hide.style, hide.channel) == (("p:Ane Holt",), "direct", "briefing")
    assert by_words(found, "Everything will be on the table").speakers == ("p:Ane Holt",)
    assert by_words(found, "we expect the same openness").speakers == ("p:Ane Holt",)
    trick = by_words(found, "a trick")
    assert (trick.speakers, [r.actor for r in trick.relays], trick.channel) == (("p:ministry",), ["p:Sabah"], "statement")
    assert by_words(found, "the drills would go on").speakers == ("p:ministry",)
    trusted = by_words(found, "he trusted nobody")
    assert (trusted.speakers, [r.actor for r in trusted.relays]) == (("p:Oduya",), ["p:Ruben Kast"])
    assert not any("four piers" in PAGE[a:b] for s in found for a, b in s.content)


def test_statements_stand_in_text_order_with_ids_of_their_own_and_known_actors() -> None:
    doc, actors = page()
    found = attribute(doc, actors)
    ids = [s.id for s in found]
    assert len(set(ids)) == len(ids)
    assert [min(s.content) for s in found] == sorted(min(s.content) for s in found)
    known = {a.id for a in actors}
    for statement in found:
        assert statement.within is None or statement.within in ids
        assert {*statement.speakers, *(r.actor for r in statement.relays)} <= known
        assert not {r.actor for r in statement.relays} & set(statement.speakers)
        assert all(0 <= a < b <= len(PAGE) for spans in (statement.source, statement.cue, statement.content) for a, b in spans)


def test_the_same_page_gives_the_same_statements_whatever_came_before() -> None:
    doc, actors = page()
    first = attribute(doc, actors)
    other = annotated('"Nobody will come," Holt said. Kast denied it.')
    attribute(other, [actor(other, "Holt"), actor(other, "Kast")])
    assert attribute(doc, actors) == first


def test_what_is_not_body_or_headline_is_not_read() -> None:
    doc, actors = page()
    cut = replace(doc, article=replace(doc.article, body=doc.article.body[:2], headline=None, headline_span=None))
    low, high = cut.article.body[0][0], cut.article.body[-1][1]
    assert attribute(cut, actors)
    assert all(low <= a and b <= high for s in attribute(cut, actors) for spans in (s.source, s.cue, s.content) for a, b in spans)


def test_a_page_without_body_says_nothing() -> None:
    doc, actors = page()
    assert attribute(replace(doc, article=replace(doc.article, body=(), headline=None, headline_span=None)), actors) == ()

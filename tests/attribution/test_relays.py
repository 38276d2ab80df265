# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Chains of relays, their kinds, stance, anonymity and distancing words, from attributions given by hand."""

from collections.abc import Sequence

import pytest
from tests.attribution.build import annotated

from communique.attribution.quotes import lines
from communique.attribution.statements import compose
from communique.attribution.syntax import Tree
from communique.model import Attribution, Span, Statement

Given = tuple[str, str, str]  # source, cue, content


def spans(text: str, words: str) -> tuple[Span, ...]:
    return tuple((at, at + len(part)) for part in words.split(" ... ") for at in [text.index(part)]) if words else ()


def read(text: str, *given: Given) -> tuple[Statement, ...]:
    doc = annotated(text)
    found = [Attribution(spans(text, s), spans(text, c), spans(text, x)) for s, c, x in given]
    return compose(Tree(doc), (), found, lines(text, doc.article.body))


def chain(text: str, statement: Statement) -> list[tuple[str, str | None]]:
    return [(text[slice(*r.span)], r.kind) for r in statement.relays]


CHAINS: list[tuple[str, Given, Sequence[tuple[str, str]]]] = [
    ("Mayor Kast said through a spokesman that the bridge was shut.", ("Mayor Kast", "said", "that the bridge was shut"), [("a spokesman", "spokesperson")]),
    ("In a letter read out by his niece, the governor said that he was well.", ("the governor", "said", "that he was well"), [("his niece", "person")]),
    ("Kast told Reuters and the Osby Gazette that the bridge was shut.", ("Kast", "told", "that the bridge was shut"), [("Reuters", "agency"), ("the Osby Gazette", "outlet")]),
    ("The statement said the bridge was shut.", ("The statement", "said", "the bridge was shut"), [("The statement", "statement")]),
    ("In an interview with Radio Osby, Kast said that the bridge was shut.", ("Kast", "said", "that the bridge was shut"), [("Radio Osby", "outlet")]),
    ("Kast told Radio Osby that the bridge was shut, according to Reuters.", ("Kast", "told", "that the bridge was shut"), [("Radio Osby", "outlet"), ("Reuters", "agency")]),
    ("The minister, citing the navy, said the ship was lost.", ("The minister", "said", "the ship was lost"), [("the navy", "ministry")]),
    ("Kast said that the bridge was shut.", ("Kast", "said", "that the bridge was shut"), []),
    ("Kast said in a statement that the bridge was shut.", ("Kast", "said", "that the bridge was shut"), []),
    ("Kast told reporters that the bridge was shut.", ("Kast", "told", "that the bridge was shut"), []),
    ("Kast said that peace would come through dialogue.", ("Kast", "said", "that peace would come through dialogue"), []),
]


@pytest.mark.parametrize(("text", "given", "wanted"), CHAINS, ids=[c[0] for c in CHAINS])
def test_chains_in_order_with_kinds(text: str, given: Given, wanted: Sequence[tuple[str, str]]) -> None:
    (statement,) = read(text, given)
    assert chain(text, statement) == list(wanted)


def test_a_paper_is_of_whoever_issued_it() -> None:
    text = "The navy issued a statement on Sunday. The statement said the ship was lost."
    (statement,) = read(text, ("The statement", "said", "the ship was lost"))
    assert [text[a:b] for a, b in statement.source] == ["The navy"]
    assert chain(text, statement) == [("The statement", "statement")]


def test_a_promise_told_of_stands_within_what_is_said() -> None:
    text = "Minister Holt said that Alva had promised two ships."
    outer, inner = read(text, ("Minister Holt", "said", "that Alva had promised two ships"))
    assert (inner.within, outer.within) == (outer.id, None)
    assert [text[a:b] for a, b in (*inner.source, *inner.cue, *inner.content)] == ["Alva", "promised", "two ships"]
    assert (inner.stance, chain(text, inner)) == ("promises", [("Minister Holt", "person")])


def test_what_several_undertake_is_no_statement_of_one() -> None:
    text = "Minister Holt said that Alva and Kast had promised two ships."
    assert len(read(text, ("Minister Holt", "said", "that Alva and Kast had promised two ships"))) == 1


def test_the_words_before_are_what_was_quoted() -> None:
    text = "The bridge is shut to all traffic, Kast was quoted by Reuters as saying."
    (statement,) = read(text, ("Reuters", "quoted", "Kast"))
    assert next(text[a:b] for a, b in (*statement.source, *statement.content)) == "Kast"
    assert text[slice(*statement.content[0])].startswith("The bridge is shut to all traffic")
    assert chain(text, statement) == [("Reuters", "agency")]


@pytest.mark.parametrize(
    ("cue", "stance"),
    [("said", "asserts"), ("denied", "denies"), ("claimed", "claims"), ("warned", "warns"), ("promised", "promises"), ("doubted", "doubts"), ("did not promise", "asserts")],
)
def test_stance_is_the_cues(cue: str, stance: str) -> None:
    text = f"Kast {cue} that the bridge was shut."
    (statement,) = read(text, ("Kast", cue, "that the bridge was shut"))
    assert statement.stance == stance


@pytest.mark.parametrize(
    ("source", "anonymity"),
    [
        ("A Western diplomat", "diplomat"),
        ("A senior official", "official"),
        ("Officials", "official"),
        ("A source close to the president", "close"),
        ("A man who asked not to be named", "unnamed"),
        ("The foreign minister", None),
        ("Ruben Kast", None),
        ("The ministry", None),
    ],
)
def test_who_is_not_named(source: str, anonymity: str | None) -> None:
    text = f"{source} said that the bridge was shut."
    (statement,) = read(text, (source, "said", "that the bridge was shut"))
    assert statement.anonymity == anonymity


@pytest.mark.parametrize(
    ("text", "given", "wanted"),
    [
        ("Kast claimed that the bridge was shut.", ("Kast", "claimed", "that the bridge was shut"), ["claimed"]),
        ("The so-called council said the bridge was shut.", ("The so-called council", "said", "the bridge was shut"), ["so-called"]),
        ("The army said its “liberation” of the valley was over.", ("The army", "said", "its “liberation” of the valley was over"), ["“liberation”"]),
        ("The army said it was “over and done with”.", ("The army", "said", "it was “over and done with”"), []),
    ],
)
def test_distancing_words_are_kept(text: str, given: Given, wanted: list[str]) -> None:
    (statement,) = read(text, given)
    assert [text[a:b] for a, b in statement.distance] == wanted


def test_where_it_was_said() -> None:
    text = "Kast told reporters in Geneva that the bridge in Oslo was shut."
    (statement,) = read(text, ("Kast", "told", "that the bridge in Oslo was shut"))
    assert (statement.place, statement.audience) == ("Geneva", "reporters")


def test_a_paper_stands_once_among_the_relays_of_what_is_told_within_it() -> None:
    text = "Two captains wanted to sail on, claiming that the ship was safe, the report said."
    outer, inner = sorted(read(text, ("the report", "said", "Two captains wanted to sail on, claiming that the ship was safe")), key=lambda s: s.within is not None)
    assert inner.within == outer.id
    assert chain(text, inner) == [("the report", "statement")]


def test_words_before_a_quoting_with_a_day_behind_it_are_the_quoted_ones() -> None:
    text = "The ferries stood still, local media cited the harbour board as saying on Friday."
    (statement,) = read(text, ("local media", "cited", "the harbour board as saying on Friday"))
    assert [text[a:b] for a, b in statement.content] == ["The ferries stood still,"]
    assert [text[a:b] for a, b in statement.source] == ["the harbour board"]
    assert chain(text, statement) == [("local media", "outlet")]


def test_an_apposition_names_the_speaker_too() -> None:
    text = '"We sail," the navy\'s spokesman, General Rask, was quoted as saying.'
    (statement,) = read(text, ("the navy's spokesman, General Rask,", "was quoted as saying", '"We sail,"'))
    assert "Rask" in "".join(text[a:b] for a, b in statement.source)


def test_figures_are_told_by_whoever_released_them() -> None:
    text = "The harvest was lost, according to figures released by the ministry."
    (statement,) = read(text, ("figures released by the ministry", "according to", "The harvest was lost"))
    assert [text[a:b] for a, b in statement.source] == ["the ministry"]
    assert statement.relays == ()


def test_what_nobody_quotes_in_another_paragraph_is_not_said_here() -> None:
    text = "The port was shut on Monday.\nThe ferries stood still, the board said."
    doc = annotated(text)
    found = Attribution(spans(text, "the board"), spans(text, "said"), spans(text, "The port was shut on Monday ... The ferries stood still"))
    (statement,) = compose(Tree(doc), (), [found], lines(text, doc.article.body))
    assert [text[a:b] for a, b in statement.content] == ["The ferries stood still"]

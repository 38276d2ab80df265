# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coding.build import actor, annotated, word

from communique.coding import events, roles, screen, sides
from communique.coding.candidates import Sentence, sentences, triggers
from communique.model import Annotated

TEXT = "Norway threatened to recall its envoy after Sweden, which had been urged by Denmark to offer talks, refused to release the sailors."


@cache
def example() -> tuple[Annotated, Sentence]:
    doc = annotated(TEXT)
    (sentence,) = sentences(doc, [actor(doc, name) for name in ("Norway", "Sweden", "Denmark", "its")])
    return doc, sentence


def test_a_pair_s_words_tell_route_voice_and_order() -> None:
    doc = annotated("Sweden was urged by Denmark.")
    (sentence,) = sentences(doc, [actor(doc, "Denmark")])
    (denmark,) = sentence.mentions
    assert roles.features(doc.tokens, word(doc, "urged"), denmark, sentence) == [
        "bias", "route=agent>pobj", "route=agent>pobj|urge", "route=agent>pobj|passive", "ends=agent|pobj", "order=after|VERB|passive", "order=after|urge",
        "dep=pobj|after|VERB", "dep=pobj|urge", "prep=by|urge", "prep=by|after|VERB", "over=by|pobj", "distance=after|0", "between=after|0", "kind=PROPN|after|pobj",
        "steps=2|after", "many=False|pobj", "telling=plain|urge", "telling=plain|VERB|PROPN", "telling=plain|after|pobj",
    ]  # fmt: skip


def test_a_pair_s_words_tell_who_says_it() -> None:
    doc = annotated("Sweden must withdraw, Denmark said, and Norway agreed.")
    named = [actor(doc, name) for name in ("Sweden", "Denmark")]
    (sentence,) = sentences(doc, named)
    content = (0, len("Sweden must withdraw"))
    told = replace(sentence, said=(content,), mentions=tuple(replace(m, says=(content,)) if doc.words(m.span) == "Denmark" else m for m in sentence.mentions))

    def telling(trigger: str) -> list[str]:
        return [next(w for w in roles.features(doc.tokens, word(doc, trigger), m, told) if w.startswith("telling=")) for m in told.mentions]

    assert telling("withdraw") == ["telling=said|withdraw", "telling=says|withdraw"]
    assert telling("agreed") == ["telling=plain|agree", "telling=plain|agree"]


def test_roles_of_a_word_do_not_depend_on_the_words_beside_it() -> None:
    doc, sentence = example()
    able = triggers(doc, sentence)
    together = roles.probabilities(doc.tokens, able, sentence)
    assert together.shape == (len(able), len(sentence.mentions), 3)
    for i, rows in zip(able, together, strict=True):
        assert np.array_equal(roles.probabilities(doc.tokens, [i], sentence)[0], rows)
    assert roles.probabilities(doc.tokens, able, replace(sentence, mentions=())).shape == (len(able), 0, 3)


def test_children_in_the_screen_are_those_of_the_word() -> None:
    doc, sentence = example()
    refused = next(i for i, t in enumerate(doc.tokens) if t.lemma == "refuse")
    words = screen.features(doc.tokens, sentence.tokens, refused, np.zeros((0, 3), dtype=np.float32))
    assert {w for w in words if w.startswith("child=") and w.endswith("|VERB")} == {
        f"child={t.dep}|{t.lemma.lower()}|VERB" for i, t in enumerate(doc.tokens) if t.head == refused and i != refused
    }


@pytest.mark.parametrize("threshold", [0.05, 0.35, 0.6, 0.9])
def test_a_third_look_is_spared_only_where_it_cannot_matter(threshold: float) -> None:
    doc, sentence = example()
    by = replace(events.numbers(), threshold=threshold)
    every, few = events.looks(doc, sentence), events.looks(doc, sentence, by)

    def decided(seen: list[events.Look]) -> list[events.Found]:
        likely = [(look, events.likelihood((*look.logits, events.THICKEST), by.calibration)) for look in seen]
        return [found for look, p in likely if p >= threshold and (found := events.event(look, p, *events.sentence_alone(look, sentence, doc, {}, by), by))]

    assert decided(every) == decided(few)
    assert {look.trigger for look in few} <= {look.trigger for look in every}


def test_third_looks_are_spared() -> None:
    doc, sentence = example()
    assert events.looks(doc, sentence)
    assert not events.looks(doc, sentence, replace(events.numbers(), threshold=1.0))


@given(st.floats(-9.3, 9.3), st.floats(0, 1), st.floats(-9.3, 9.3), st.floats(-2, 2))
def test_no_third_look_says_more_than_the_most(second: float, third: float, first: float, weight: float) -> None:
    by = (-0.7, 0.4, weight, 0.4)
    most = max(events.likelihood((second, end, first), by) for end in (events.MOST, -events.MOST))
    assert events.likelihood((second, events.logit(third), first), by) <= most + 1e-12


@given(st.lists(st.tuples(st.integers(0, 5), st.floats(0, 1)), max_size=12))
def test_surroundings_are_of_the_other_sentences(seen: list[tuple[int, float]]) -> None:
    around = events.surroundings(seen, 6)
    for (sentence, _), thick in zip(seen, around, strict=True):
        others = sum(chance for other, chance in seen if other != sentence)
        assert thick == pytest.approx(np.log((others + 1) / 9))


def test_nobody_meets_alone() -> None:
    doc = annotated("Norway's minister said after talks with Sweden that Denmark would come.")
    named = [actor(doc, name) for name in ("Norway", "Sweden", "Denmark")]
    (sentence,) = sentences(doc, named)
    countries: dict[str, str | None] = {a.id: a.name for a in named}
    norway, sweden, denmark = sentence.mentions
    shares = np.array([[0.2, 0.8, 0.0], [0.6, 0.1, 0.3], [0.9, 0.05, 0.05]], dtype=np.float32)
    assert sides.partner([norway], sentence.mentions, shares, countries, (0, 0)) == [sweden]
    assert sides.partner([norway, denmark], sentence.mentions, shares, countries, (0, 0)) == []
    assert sides.partner([norway], sentence.mentions, shares, dict.fromkeys(countries, "NOR"), (0, 0)) == []
    assert sides.partner([norway], sentence.mentions, shares * np.array([1, 1, 0.5], dtype=np.float32), countries, (0, 0)) == []

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who takes part: the sides of an event, in its sentence or not."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.coding.build import actor, annotated

from communique.coding import events, sides
from communique.coding.candidates import Sentence, sentences
from communique.model import Actor, Annotated

TEXT = "Israel sent tanks into Gaza on Thursday. Two Palestinians were killed in the raid. Egypt condemned it and Jordan did not."


@cache
def example() -> tuple[Annotated, Sequence[Actor], list[Sentence]]:
    doc = annotated(TEXT)
    named = [replace(actor(doc, name), country=code) for name, code in (("Israel", "ISR"), ("Palestinians", "PSE"), ("Egypt", "EGY"), ("Jordan", "JOR"))]
    return doc, named, list(sentences(doc, named))


def asked(sentence: int, lemma: str, kind: str, taken: tuple[str, ...] = ()) -> sides.Asked:
    """A question about an event of which the looks at its sentence know nothing but `taken`, who acts."""
    doc, named, parts = example()
    mentions = parts[sentence].mentions
    at = next(i for i in range(*parts[sentence].tokens) if doc.tokens[i].lemma == lemma)
    shares = np.full((len(mentions), 3), (0.8, 0.1, 0.1), dtype=np.float32)
    country = {a.id: a.country for a in named}
    acting = tuple(m for m in mentions if country[m.actors[0]] in taken)
    return sides.Asked(sentence, at, kind, shares, shares, shares, (acting, ()), (frozenset(taken), frozenset()))


def states(side: Sequence[object]) -> set[str | None]:
    country = {a.id: a.country for a in example()[1]}
    return {country[i] for m in side for i in m.actors}  # type: ignore[attr-defined]


def test_states_named_elsewhere_and_nobody_are_options_too() -> None:
    doc, named, parts = example()
    found = list(sides.Sides(doc, parts, named, (), ()).options(asked(1, "kill", "ASSAULT"), 1))
    assert [(o.states, o.here) for o in found] == [(frozenset(codes.split()), here) for codes, here in (("PSE", True), ("ISR", False), ("EGY", False), ("JOR", False), ("", True))]
    assert [doc.words(o.mention.span) if o.mention else None for o in found] == ["Palestinians", "Israel", "Egypt", "Jordan", None]


def test_who_acts_may_stand_in_another_sentence() -> None:
    doc, named, parts = example()
    by = {"actor away": 1.0, "actor back 1": 1.0, "recipient here": 1.0}
    acting, receiving = sides.Sides(doc, parts, named, (), ()).parties(asked(1, "kill", "ASSAULT"), by)
    assert (states(acting), states(receiving)) == ({"ISR"}, {"PSE"})


def test_what_was_done_before_is_a_sign() -> None:
    doc, named, parts = example()
    before = asked(0, "send", "ASSAULT", ("ISR",))
    found = list(sides.Sides(doc, parts, named, (), [before, asked(1, "kill", "ASSAULT")]).options(asked(1, "kill", "ASSAULT"), 1))
    assert [o.states for o in found if "actor away did so" in o.signs] == [{"ISR"}]


NAMES = sorted({name for role in (1, 2) for o in sides.Sides(example()[0], example()[2], example()[1], (), ()).options(asked(2, "condemn", "ACCUSE"), role) for name in o.signs})


@given(st.dictionaries(st.sampled_from(NAMES), st.floats(-5, 5)), st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_nobody_stands_on_both_sides_by_one_mention(by: dict[str, float], likely: list[float]) -> None:
    doc, named, parts = example()
    shares = np.array([(0.0, likely[0], likely[1]), (0.0, likely[2], likely[3])], dtype=np.float32)
    acting, receiving = sides.Sides(doc, parts, named, (), ()).parties(replace(asked(2, "condemn", "ACCUSE"), shares=shares), by)
    assert not set(acting) & set(receiving)


def test_one_mention_of_several_states_elsewhere_goes_to_one_side_at_most() -> None:
    doc = annotated("The leaders met. Four were shot dead in the strike.")
    both = [replace(actor(doc, "leaders"), id=code, country=code) for code in ("FRA", "DEU", "ITA")]
    parts = list(sentences(doc, both))
    at = next(i for i in range(*parts[1].tokens) if doc.tokens[i].lemma == "shoot")
    nothing = np.zeros((0, 3), dtype=np.float32)
    asking = sides.Asked(1, at, "ASSAULT", nothing, nothing, nothing, ((), ()), (frozenset(), frozenset()))
    found = sides.Sides(doc, parts, both, (), ())
    assert [sorted(o.states) for o in found.options(asking, 1)] == [["DEU"], ["FRA"], ["ITA"], []]
    acting, receiving = found.parties(asking, {"actor away": 1.0, "recipient away": 1.0})
    assert [m.span for m in (*acting, *receiving)] == [both[0].mentions[0]]


def test_who_is_named_by_the_event_s_own_word_takes_no_part_in_it() -> None:
    doc = annotated("The strikers were blamed.")
    named = [replace(actor(doc, "strikers"), country="FRA")]
    parts = list(sentences(doc, named))
    at = next(i for i in range(*parts[0].tokens) if doc.tokens[i].lemma == "striker")
    shares = np.full((1, 3), 0.3, dtype=np.float32)
    asking = sides.Asked(0, at, "PROTEST", shares, shares, shares, ((), ()), (frozenset(), frozenset()))
    assert [o.mention for o in sides.Sides(doc, parts, named, (), ()).options(asking, 1)] == [None]


def test_every_event_has_somebody_who_takes_part() -> None:
    doc, named, parts = example()
    assert all(found.actors or found.recipients for told in events.find(doc, parts, named, ()) for found in told)

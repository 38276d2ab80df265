# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.build import actors, meant, named, read

TALKS = (
    "Indian Prime Minister Manmohan Singh met Pakistani President Pervez Musharraf in Havana. "
    "The two leaders agreed to resume talks. Both sides will set up a panel. They also discussed trade."
)


def test_two_leaders_are_both_persons() -> None:
    assert meant(TALKS, "The two leaders", day="2006-09-16") == {"Manmohan Singh", "Pervez Musharraf"}


def test_both_sides_are_both_states() -> None:
    assert meant(TALKS, "Both sides", day="2006-09-16") == {"India", "Pakistan"}


def test_two_koreas_and_inter_korean() -> None:
    text = "The two Koreas will hold talks. The inter-Korean talks are the first this year."
    assert meant(text, "The two Koreas") == {"South Korea", "North Korea"}
    assert meant(text, "inter-Korean") == {"South Korea", "North Korea"}


def test_they_takes_up_a_row_of_names() -> None:
    text = "Angela Merkel and Jacques Chirac met in Berlin. They called for calm."
    assert meant(text, "They", day="2006-03-14") == {"Angela Merkel", "Jacques Chirac"}


def test_a_group_without_members_is_no_group() -> None:
    assert not [a for a in actors("Both sides of the road were closed.") if a.kind == "country"]


def test_no_two_actors_share_an_id_and_mentions_are_sorted() -> None:
    _, found = read(TALKS, day="2006-09-16")
    assert len({a.id for a in found}) == len(found)
    assert all(list(a.mentions) == sorted(set(a.mentions)) for a in found)
    assert [a.mentions[0] for a in found] == sorted(a.mentions[0] for a in found)


SENTENCES = (
    "Israeli Foreign Minister Tzipi Livni met her Jordanian counterpart in Amman.",
    "The ministry said he would visit Iran next week.",
    "The two countries signed a pact with the EU's foreign policy chief, Javier Solana.",
    "“It was theirs,” an official said; the North's army denied it.",
    "U.N. chief Kofi Annan's envoy and the former king of Nepal talked for hours.",
    "Sino-Japanese ties are cold, Yonhap reported.",
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
def test_mentions_lie_in_the_text_do_not_cross_and_repeat_the_same(sentences: list[str]) -> None:
    text = " ".join(sentences)
    doc, found = read(text, day="2006-11-20")
    spans = sorted({m for a in found for m in a.mentions})
    assert all(0 <= s < e <= len(text) and text[s:e].strip() == text[s:e] for s, e in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    from communique.actors import resolve

    assert resolve(doc) == found


def test_named_says_what_is_there() -> None:
    assert named(actors(TALKS, day="2006-09-16"), "Manmohan Singh").sector == "GOV"

# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What a passage is about: stems and countries, and how much each tells."""

import pytest

from communique.words import weigh, words


@pytest.mark.parametrize(
    ("one", "other"),
    [("cooperate", "cooperation"), ("democratic", "democracy"), ("agreed", "agree"), ("patrols", "patrol"), ("Élysée", "Elysee’s"), ("denuclearize", "denuclearization")],
)
def test_forms_of_one_word_are_one(one: str, other: str) -> None:
    assert words(one) == words(other) != ()


@pytest.mark.parametrize("text", ["North Korea", "North Korean", "the DPRK", "Pyongyang", "Democratic People's Republic of Korea"])
def test_a_country_is_its_code_whatever_it_is_called(text: str) -> None:
    assert words(text) == ("@PRK",)


def test_empty_words_say_nothing_and_us_is_not_a_country() -> None:
    assert words("The two leaders said on Monday that they would") == ()
    assert words("let us go") == words("let go")
    assert words("US troops")[0] == "@USA"


def test_rarer_words_weigh_more_and_likeness_is_symmetric() -> None:
    passages = [frozenset(words(t)) for t in ("fishing patrols", "fishing quota", "fishing rights", "polar station")]
    weights = weigh(passages)
    assert weights.of("polar") > weights.of("fish")
    assert weights.cosine(passages[0], passages[1]) == weights.cosine(passages[1], passages[0]) > 0
    assert weights.cosine(passages[0], passages[3]) == 0.0
    assert weights.cosine(passages[0], passages[0]) == pytest.approx(1.0)

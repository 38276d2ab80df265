# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

from hypothesis import given
from hypothesis import strategies as st

from communique import tables
from communique.actors import learned
from communique.actors.learned import Chooser

OPTIONS = st.dictionaries(st.text("ABC", min_size=1, max_size=3), st.dictionaries(st.sampled_from("xyz"), st.floats(-1, 1)), min_size=1)


@given(OPTIONS)
def test_the_choice_is_the_heaviest_and_its_likelihood_a_share(options: dict[str, dict[str, float]]) -> None:
    chooser = Chooser({"x": 2.0, "y": -1.0}, {"x": "named beside it"})
    best, likely, _ = chooser.choose(options)
    totals = {n: 2.0 * f.get("x", 0.0) - f.get("y", 0.0) for n, f in options.items()}
    assert totals[best] == max(totals.values())
    assert 1 / len(options) - 1e-9 <= likely <= 1.0


def test_the_reason_is_what_weighed_most_among_those_that_have_words() -> None:
    chooser = Chooser({"x": 2.0, "y": 1.0, "z": 9.0}, {"x": "named beside it", "y": "named before it"})
    assert chooser.choose({"A": {"x": 1.0, "y": 1.0, "z": 1.0}, "B": {}})[::2] == ("A", "named beside it")
    assert chooser.choose({"A": {"z": 1.0}})[2] == "judged by the passage as a whole"


def test_learnt_nouns_are_none_of_the_titles() -> None:
    assert learned.nouns()
    assert not set(learned.nouns()) & set(tables.titles())


def test_reasons_are_of_what_weighs() -> None:
    home = learned.home()
    assert home.reasons
    assert set(home.reasons) <= set(home.weights)

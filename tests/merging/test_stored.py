# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Mentions in rows: what is written is read again, and groups come out as they do in memory."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merging.test_regroup import TOLD, Tale, one_by_one_and_away, shuffled

from communique.kept import Memory
from communique.merging.stored import Stored


@settings(max_examples=25, deadline=None)
@given(st.lists(TOLD, min_size=2, max_size=10), st.randoms(), st.data())
def test_rows_that_outlive_each_addition_lead_to_the_same_groups(told: list[Tale], random: Random, data: st.DataObject) -> None:
    facts, order = shuffled(told, random)
    kept = Memory()

    def read_again() -> None:
        held = {one.key: one for some in facts.values() for one in some}
        assert Stored(kept).get(held) == held

    one_by_one_and_away(facts, order, lambda: Stored(kept), data, read_again)

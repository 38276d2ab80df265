# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Mentions in rows: what is written is read again, and groups come out as they do in memory."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merging.test_regroup import NONE, TOLD, Groups, all_facts, page, whole

from communique.kept import Memory
from communique.merging.regroup import regroup
from communique.merging.stored import Stored


@settings(max_examples=25, deadline=None)
@given(st.lists(TOLD, min_size=2, max_size=10), st.randoms(), st.data())
def test_rows_that_outlive_each_addition_lead_to_the_same_groups(told: list[tuple[str, str, str | None, tuple[str, str]]], random: object, data: st.DataObject) -> None:
    pages = [page(f"They {verb} on {matter}.", date=date, sides=sides, outlet=str(i)) for i, (matter, verb, date, sides) in enumerate(told)]
    facts = all_facts(pages)
    order = list(facts)
    random.shuffle(order)  # type: ignore[attr-defined]
    kept, groups = Memory(), Groups()
    for name in order:
        groups.take(regroup(Stored(kept), new=facts[name], given=NONE))
    assert groups.sets == whole(one for some in facts.values() for one in some)
    held = {one.key: one for some in facts.values() for one in some}
    assert Stored(kept).get(held) == held
    gone = data.draw(st.sets(st.sampled_from(order)))
    keys = [one.key for name in sorted(gone) for one in facts[name]]
    groups.take(regroup(Stored(kept), gone=keys, given=NONE), keys)
    assert groups.sets == whole(one for name in order if name not in gone for one in facts[name])

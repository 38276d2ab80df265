# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Additions and removals lead to the groups that all at once have, and touch a bounded number of mentions."""

from collections.abc import Callable, Iterable, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merging.build import Sheet

import communique.merging.parts as parting
import communique.merging.regroup as regrouping
import communique.merging.shelf as shelves
from communique.identity import link
from communique.merging.blocks import blocks, place
from communique.merging.facts import Facts, Key, facts_of
from communique.merging.parts import STEPS, Parts
from communique.merging.regroup import Regrouped, group_all, regroup
from communique.merging.rulings import rulings
from communique.merging.shelf import Memory, Shelf
from communique.model import Coded, Judgement

NONE = rulings((), ())
MATTERS = ["fishing patrols of the two navies", "vaccines for small economies", "flights to the polar stations", "a memorandum on hydrogen"]


def page(text: str, *, date: str | None, sides: tuple[str, str] = ("CHL", "NZL"), outlet: str = "Tasman Courier") -> Coded:
    sheet = Sheet(text, published="2021-01-20", outlet=outlet)
    sheet.event(text, "CONSULT" if "talked" in text else "AGREE", [sheet.state(sides[0])], [sheet.state(sides[1])], date=date, trigger="talked" if "talked" in text else "agreed")
    return sheet.coded()


def all_facts(pages: Sequence[Coded]) -> dict[str, list[Facts]]:
    out: dict[str, list[Facts]] = {p.article.id: [] for p in pages}
    for one in facts_of(sorted(pages, key=lambda p: p.article.id), (), link(pages)):
        out[one.key[0]].append(one)
    return out


class Groups:
    """What a caller keeps: which group each mention is in."""

    def __init__(self) -> None:
        self.of: dict[Key, frozenset[Key]] = {}

    def take(self, found: Regrouped, gone: Iterable[Key] = ()) -> None:
        for key in gone:
            self.of.pop(key, None)
        for group in found.groups:
            keys = frozenset(one.key for one in group)
            self.of.update(dict.fromkeys(keys, keys))

    @property
    def sets(self) -> set[frozenset[Key]]:
        return set(self.of.values())


def whole(facts: Iterable[Facts], ruled: Sequence[Judgement] = ()) -> set[frozenset[Key]]:
    held = sorted(facts, key=lambda f: f.key)
    return {frozenset(one.key for one in group) for group in group_all(held, rulings(ruled, {f.key for f in held})).groups}


TOLD = st.tuples(
    st.sampled_from(MATTERS),
    st.sampled_from(["talked", "agreed"]),
    st.sampled_from(["2021-01-17", "2021-01-18", "2021-01-19", None]),
    st.sampled_from([("CHL", "NZL"), ("AGO", "ZMB")]),
)


Tale = tuple[str, str, str | None, tuple[str, str]]


def shuffled(told: Sequence[Tale], random: Random) -> tuple[dict[str, list[Facts]], list[str]]:
    """Facts of a page for each, by article, and the articles in some order."""
    pages = [page(f"They {verb} on {matter}.", date=date, sides=sides, outlet=str(i)) for i, (matter, verb, date, sides) in enumerate(told)]
    facts = all_facts(pages)
    order = list(facts)
    random.shuffle(order)
    return facts, order


def one_by_one_and_away(facts: dict[str, list[Facts]], order: list[str], shelf: Callable[[], Shelf], data: st.DataObject, between: Callable[[], None] = lambda: None) -> None:
    """Adds articles one by one and takes some away again: both end in what all at once lead to. `shelf` is asked for anew each time."""
    kept = Groups()
    for name in order:
        kept.take(regroup(shelf(), new=facts[name], given=NONE))
    assert kept.sets == whole(one for some in facts.values() for one in some)
    between()
    gone = data.draw(st.sets(st.sampled_from(order)))
    keys = [one.key for name in sorted(gone) for one in facts[name]]
    kept.take(regroup(shelf(), gone=keys, given=NONE), keys)
    assert kept.sets == whole(one for name in order if name not in gone for one in facts[name])


@settings(max_examples=25, deadline=None)
@given(st.lists(TOLD, min_size=2, max_size=12), st.randoms(), st.data())
def test_one_by_one_and_taken_away_again_is_the_same_as_at_once(told: list[Tale], random: Random, data: st.DataObject) -> None:
    shelf = Memory()
    one_by_one_and_away(*shuffled(told, random), lambda: shelf, data)


def test_a_pair_in_the_news_all_day_is_bounded_and_still_the_same_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """More reports of one pair on one day than anyone is held against: the windows move as reports come in between."""
    reach = 5
    monkeypatch.setattr(shelves, "REACH", reach)
    monkeypatch.setattr(regrouping, "REACH", reach)
    pages = [page(f"They {('talked', 'agreed')[i % 2]} on {MATTERS[i % 4]}, part {i % 7} of {i}.", date="2021-01-19", outlet=f"{i}") for i in range(8 * reach)]
    facts = all_facts(pages)
    expected = whole(one for some in facts.values() for one in some)
    for order in (sorted(facts), sorted(facts, reverse=True), sorted(facts, key=lambda name: name[::-1])):
        shelf, kept = Memory(), Groups()
        for name in order:
            kept.take(regroup(shelf, new=facts[name], given=NONE))
        assert kept.sets == expected
    one = facts[order[0]][0]
    assert max(len(side) for block in blocks(one) for side in shelf.around(block, place(one))) == reach
    half = [f.key for name in sorted(facts)[::2] for f in facts[name]]
    kept.take(regroup(shelf, gone=half, given=NONE), half)
    assert kept.sets == whole(one for name in sorted(facts)[1::2] for one in facts[name])


@settings(max_examples=25, deadline=None)
@given(st.lists(TOLD, min_size=8, max_size=20), st.randoms(), st.integers(1, 6), st.data())
def test_where_too_many_are_connected_the_weak_ties_go_in_any_order(told: list[Tale], random: Random, many: int, data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parting, "MANY", many)
        facts, order = shuffled(told, random)
        shelf, kept = Memory(), Groups()
        for name in order:
            kept.take(regroup(shelf, new=facts[name], given=NONE))
            assert kept.sets == whole(one for some in order[: order.index(name) + 1] for one in facts[some])
        gone = data.draw(st.lists(st.sampled_from(order), unique=True))
        for i, name in enumerate(gone):
            keys = [one.key for one in facts[name]]
            kept.take(regroup(shelf, gone=keys, given=NONE), keys)
            assert kept.sets == whole(one for some in order if some not in gone[: i + 1] for one in facts[some])


def test_a_part_holds_no_more_than_so_many_unless_all_are_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parting, "MANY", 3)
    chain = {("a", f"{i:02d}"): {("a", f"{j:02d}"): 0.6 if max(i, j) % 3 == 0 else 1.1 for j in (i - 1, i + 1) if 0 <= j < 9} for i in range(9)}
    parts = Parts(lambda keys: {key: chain[key] for key in keys}, NONE)
    assert {frozenset(int(k[1]) for k in parts.of(key).keys) for key in chain} == {frozenset((0, 1, 2)), frozenset((3, 4, 5)), frozenset((6, 7, 8))}
    assert {parts.of(key).least for key in chain} == {0.75}
    alike = {key: {other: 99.0 for other in chain if other != key} for key in chain}
    part = Parts(lambda keys: {key: alike[key] for key in keys}, NONE).of(("a", "00"))
    assert (len(part.keys), part.least) == (9, STEPS[-1])


def test_a_judgement_regroups_what_it_is_about_and_nothing_else() -> None:
    pages = [page(f"They talked on {MATTERS[0]}.", date="2021-01-19", outlet="A"), page(f"They talked on {MATTERS[2]}.", date="2021-01-19", outlet="B", sides=("AGO", "ZMB"))]
    facts = all_facts(pages)
    shelf = Memory()
    for some in facts.values():
        regroup(shelf, new=some, given=NONE)
    keys = sorted(one.key for some in facts.values() for one in some)
    said = Judgement(" ".join("/".join(key) for key in keys), "same", "Ana", "2026-01-01", "she knows")
    found = regroup(shelf, given=rulings([said], set(keys)), seeds=keys)
    assert [len(group) for group in found.groups] == [2]
    found = regroup(shelf, given=NONE, seeds=keys)
    assert [len(group) for group in found.groups] == [1, 1]

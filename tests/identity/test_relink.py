# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Pages that come and go lead to the actors that all at once have."""

from collections.abc import Sequence
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.identity.test_link import Named, page

from communique.identity import link
from communique.identity.again import actors_of, relink
from communique.kept import Memory
from communique.model import Coded, LinkedActor

NAMES = ["Ri Chol Min", "Ri Chol-min", "Chol Min Ri", "Ri", "Min", "Adelino Cassoma", "Adelino J. Cassoma", "Cassoma",
         "Rita Cassoma", "Muhammad Rashidov", "Mohammed Rashidov", "Rashidov"]
PERSON = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(["AGO", "AGO", "PRT", None]),
    st.just("person"),
    st.sampled_from([None, None, "President", "Foreign Minister", "ambassador"]),
    st.sampled_from(["2018-03-01", "2020-11-20", "2021-01-20", None]),
)
OFFICE = st.tuples(
    st.sampled_from(["President", "Foreign Minister", "ambassador"]),
    st.sampled_from(["AGO", "PRT", None]),
    st.just("office"),
    st.sampled_from(["President", "Foreign Minister", "ambassador"]),
    st.sampled_from(["2018-03-01", "2021-01-20", None]),
)
OTHER = st.tuples(
    st.sampled_from(["Angola", "government", "Ri Chol Min", "Harbour Board", "officials"]),
    st.sampled_from(["AGO", None]),
    st.sampled_from(["country", "government", "organisation", "anonymous"]),
    st.none(),
    st.sampled_from(["2021-01-20", None]),
)
PAGES = st.lists(st.lists(st.one_of(PERSON, OFFICE, OTHER), min_size=1, max_size=4), min_size=2, max_size=9)


class Held:
    """What a caller keeps of linked actors."""

    def __init__(self) -> None:
        self.kept, self.actors = Memory(), dict[str, LinkedActor]()

    def change(self, gone: Sequence[Coded] = (), new: Sequence[Coded] = ()) -> frozenset[str]:
        found = relink(self.kept, gone=gone, new=new)
        for key in found.gone:
            del self.actors[key]
        self.actors |= {one.id: one for one in found.actors}
        return found.articles

    def linked(self, of: Coded) -> dict[tuple[str, str], tuple[str, str | None]]:
        return {member: (one.id, one.country) for one in actors_of(self.kept, [of]) for member in one.members}


@settings(max_examples=60, deadline=None)
@given(PAGES, st.randoms(), st.data())
def test_pages_that_come_one_by_one_and_go_again_leave_the_actors_that_all_at_once_have(told: list[list[Named]], random: object, data: st.DataObject) -> None:
    pages = [page(i, *actors) for i, actors in enumerate(told)]
    random.shuffle(pages)  # type: ignore[attr-defined]
    held = Held()
    for at, one in enumerate(pages):
        before = {p.article.id: held.linked(p) for p in pages[:at]}
        moved = held.change(new=[one])
        assert {p.article.id for p in pages[:at] if held.linked(p) != before[p.article.id]} <= moved
    assert tuple(sorted(held.actors.values(), key=lambda a: a.id)) == link(pages).actors
    gone = [p for p in pages if data.draw(st.booleans())]
    held.change(gone=gone)
    assert tuple(sorted(held.actors.values(), key=lambda a: a.id)) == link([p for p in pages if p not in gone]).actors


def test_a_surname_finds_a_person_whom_another_page_takes_for_a_body() -> None:
    """The body's name, joined with the person's, is another order of it: by that alone its last word is the surname."""
    day = "2018-03-01"
    told: list[list[Named]] = [
        [("Chol Min Ri", "AGO", "person", None, day)],
        [("Min", "AGO", "person", None, day), ("President", "AGO", "office", "President", day)],
        [("Ri Chol Min", None, "organisation", None, day)],
    ]
    pages = [page(i, *actors) for i, actors in enumerate(told)]
    for order in permutations(pages):
        held = Held()
        for one in order:
            held.change(new=[one])
        assert tuple(sorted(held.actors.values(), key=lambda a: a.id)) == link(pages).actors
